#include "commands.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "cli/wire.h"

static struct arena *arena;
static void *state;

static void begin(void)
{
    arena = arena_create(1 << 20);
    house_begin(&small_feature);
    CHECK_DONE(cli_door.open(house.system, NULL, &state));
}

static void end(void)
{
    if (state)
        cli_door.close(state);
    house_end();
    arena_destroy(arena);
}

static int reach(void)
{
    struct sockaddr_un address;
    unsigned n;
    CHECK_DONE(wire_address(arena_printf(arena, "%s/socket", house.path), &address, &n));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(fd >= 0);
    if (connect(fd, (struct sockaddr *)&address, n) == 0)
        return fd;
    close(fd);
    return -1;
}

/* What a client would send; gives the status, with the server's words in caught_out and caught_err. */
static int asked(const char *text)
{
    FILE *files[2] = {tmpfile(), tmpfile()};
    int status = -1, fd = reach();
    CHECK(fd >= 0 && files[0] && files[1]);
    CHECK_DONE(wire_send(fd, text, strlen(text), (const int[]){STDIN_FILENO, fileno(files[0]), fileno(files[1])}));
    CHECK_DONE(wire_receive_status(fd, &status));
    close(fd);
    caught_read(files[0], caught_out, sizeof caught_out);
    caught_read(files[1], caught_err, sizeof caught_err);
    return status;
}

static void a_row_runs_for_who_asks(void)
{
    CHECK_INT(asked("{\"words\":[\"put\",\"away\",\"--\",\"/tmp/x\"],\"terminal\":false}"), 0);
    CHECK_TEXT(caught_out, arena_printf(arena, "put /tmp/x in %s\n", house.path));
    CHECK_TEXT(caught_err, "");
}

/* Only what writes is run here, and only what is a command. */
static void other_words_are_refused(void)
{
    static const char *const rows[][2] = {
        {"{\"words\":[]}", "mingze：命令是空的\n"}, {"{}", "mingze：命令是空的\n"}, {"no json", "mingze：命令是空的\n"},
        {"{\"words\":[\"put\",7]}", "mingze：命令看不懂\n"}, {"{\"words\":[],\"words\":[\"put\",\"away\"]}", "mingze：命令是空的\n"},
        {"{\"words\":[\"say\",\"x\"]}", "mingze：这个命令不在服务里运行\n"}, {"{\"words\":[\"see\"]}", "mingze：这个命令不在服务里运行\n"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_INT(asked(rows[i][0]), 2);
        CHECK_TEXT(caught_err, rows[i][1]);
        CHECK_TEXT(caught_out, "");
    }
    CHECK_INT(asked("{\"words\":[\"nothing\"]}"), 2);
    CHECK(text_starts(caught_err, "mingze："));
    struct buffer many = buffer_in(arena);
    buffer_adds(&many, "{\"words\":[\"put\",\"away\"");
    for (int i = 0; i < 4095; i++)
        buffer_adds(&many, ",\"x\"");
    buffer_adds(&many, "]}");
    CHECK_INT(asked(many.p), 2);
    CHECK_TEXT(caught_err, "mingze：命令是空的\n");
}

static void several_at_once(void)
{
    int fds[12], status;
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    static const char text[] = "{\"words\":[\"put\",\"away\"]}";
    for (size_t i = 0; i < ARRAY_SIZE(fds); i++) {
        fds[i] = reach();
        CHECK_DONE(wire_send(fds[i], text, strlen(text), (const int[]){null, null, null}));
    }
    for (size_t i = 0; i < ARRAY_SIZE(fds); i++) {
        CHECK_DONE(wire_receive_status(fds[i], &status));
        CHECK_INT(status, 0);
        close(fds[i]);
    }
    close(null);
}

/* Who goes away without a word, or sends none of ours, disturbs nobody. */
static void who_goes_away_disturbs_nobody(void)
{
    int fd = reach();
    close(fd);
    fd = reach();
    CHECK_INT(write(fd, "\xff\xff\xff\xff", 4), 4);
    close(fd);
    CHECK_INT(asked("{\"words\":[\"put\",\"away\"]}"), 0);
}

static void only_the_owner_is_heard(void)
{
    struct stat st;
    CHECK(stat(arena_printf(arena, "%s/socket", house.path), &st) == 0);
    CHECK(S_ISSOCK(st.st_mode));
    CHECK_INT(st.st_mode & 0077, 0);
}

/* Closing takes the socket away; a file left by one that died is in nobody's way. */
static void it_closes_and_opens_again(void)
{
    const char *path = arena_printf(arena, "%s/socket", house.path);
    cli_door.close(state);
    state = NULL;
    CHECK(access(path, F_OK) != 0);
    CHECK_INT(reach(), -1);
    int left = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    CHECK(left >= 0);
    close(left);
    CHECK_DONE(cli_door.open(house.system, NULL, &state));
    CHECK_INT(asked("{\"words\":[\"put\",\"away\"]}"), 0);
}

TESTS({"begin", begin}, {"a row runs for who asks", a_row_runs_for_who_asks}, {"other words are refused", other_words_are_refused},
      {"several at once", several_at_once}, {"who goes away disturbs nobody", who_goes_away_disturbs_nobody},
      {"only the owner is heard", only_the_owner_is_heard}, {"it closes and opens again", it_closes_and_opens_again}, {"end", end})
