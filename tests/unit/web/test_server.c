#include "door.h"

#include <semaphore.h>

static sem_t inside, go_on;

static int plain(struct request *r)
{
    request_set(r, "a", json_string("plain"));
    return DONE;
}

/* Stands in the lane until the test lets it go. */
static int wait_in_the_lane(struct request *r, struct db *db)
{
    sem_post(&inside);
    sem_wait(&go_on);
    return request_redirect(r, "/plain");
}

static const struct page good[] = {
    {"GET", "/plain", VERB_PUBLIC, NULL, "平", .model = plain}, {"POST", "/wait", VERB_PUBLIC, NULL, "等", .apply = wait_in_the_lane},
};
static const struct page no_view[] = {{"GET", "/plain", VERB_PUBLIC, NULL, "平", .model = plain, .view = "small/gone"}};
static const struct page no_path[] = {{"GET", "plain", VERB_PUBLIC, NULL, "平", .model = plain}};
static const struct feature feature = {.name = "small", .label = "小", .pages = good, .page_count = ARRAY_SIZE(good)};

static void begin(void)
{
    house_begin(&feature);
}

static void end(void)
{
    house_end();
}

static int open_with(const struct page *pages)
{
    const struct feature other = {.name = "small", .label = "小", .pages = pages, .page_count = 1};
    office_clear();
    house_setup(&other);
    return door_open("0");
}

/* Whatever is wrong with a row is found when the door opens, not by a user. */
static void wrong_rows_keep_it_shut(void)
{
    CHECK_OUTCOME(open_with(no_view), INVALID);
    CHECK_TEXT(error_message(), "GET /plain: no view “small/gone”");
    CHECK_OUTCOME(open_with(no_path), INVALID);
    CHECK(strstr(error_message(), "plain"));
    office_clear();
    house_setup(&feature);
}

static void addresses_are_checked(void)
{
    char name[80];
    int fd;
    CHECK_OUTCOME(door_open("nowhere"), INVALID);
    CHECK(strstr(error_message(), "127.0.0.1:8018"));
    CHECK_DONE(listen_open("0", &fd));
    listen_name(fd, name);
    CHECK_OUTCOME(door_open(name), UNAVAILABLE);
    CHECK(strstr(error_message(), name));
    close(fd);
}

static void it_opens_and_closes_again(void)
{
    for (int i = 0; i < 2; i++) {
        CHECK_DONE(door_open("0"));
        const char *answer = wire_ask("GET /plain HTTP/1.1\r\n", NULL, 0);
        CHECK_INT(wire_status(answer), 200);
        CHECK_TEXT(wire_body(answer), "{\"data\":{\"a\":\"plain\"}}\n");
        CHECK(text_starts(wire_name, "127.0.0.1:"));
        door_close();
    }
}

/* Broken requests are libmicrohttpd's to refuse, and its answers have our walls. */
static void broken_requests_have_walls_too(void)
{
    static const char *const rows[] = {"GARBAGE\r\n\r\n", "GET /plain HTTP/1.1\r\nno colon\r\n\r\n"};
    CHECK_DONE(door_open("0"));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        int fd = wire_connect();
        wire_send(fd, rows[i], strlen(rows[i]));
        const char *answer = wire_read(fd);
        CHECK(wire_status(answer) == 0 || wire_status(answer) >= 400);
        CHECK(wire_status(answer) == 0 || wire_header(answer, "Content-Security-Policy"));
    }
    door_close();
}

static void *close_door(void *context)
{
    door_close();
    return context;
}

/* Closing waits for what stands in the lane, and its answer still goes out. */
static void closing_waits_for_the_lane(void)
{
    static const char head[] = "POST /wait HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n";
    pthread_t closer;
    struct server *server;
    sem_init(&inside, 0, 0);
    sem_init(&go_on, 0, 0);
    CHECK_DONE(door_open("0"));
    server = door;
    int fd = wire_connect();
    wire_send(fd, head, strlen(head));
    sem_wait(&inside);
    CHECK(pthread_create(&closer, NULL, close_door, NULL) == 0);
    while (!atomic_load(&server->stopping))
        usleep(1000);
    CHECK_INT(atomic_load(&server->suspended), 1);
    sem_post(&go_on);
    const char *answer = wire_read(fd);
    CHECK_INT(wire_status(answer), 303);
    CHECK_TEXT(wire_header(answer, "Connection"), "close");
    pthread_join(closer, NULL);
}

TESTS({"begin", begin}, {"wrong rows keep it shut", wrong_rows_keep_it_shut}, {"addresses are checked", addresses_are_checked},
      {"it opens and closes again", it_opens_and_closes_again}, {"broken requests have walls too", broken_requests_have_walls_too},
      {"closing waits for the lane", closing_waits_for_the_lane}, {"end", end})
