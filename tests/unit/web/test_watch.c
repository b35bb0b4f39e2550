#include "check.h"
#include "base/base.h"
#include "web/server.h"

#include <sys/socket.h>
#include <time.h>

static struct watch watch;

/* A connection of which the test holds the other end. */
struct pair {
    struct connection *connection;
    int far;
};

static struct pair pair_made(enum connection_state state)
{
    int ends[2];
    CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    struct pair p = {watch_add(&watch, ends[0]), ends[1]};
    CHECK(p.connection != NULL);
    connection_turn(p.connection, state);
    return p;
}

static void pair_end(struct pair *p)
{
    int fd = p->connection->fd;
    watch_remove(&watch, p->connection);
    close(fd);
    close(p->far);
}

/* It has been doing that for so long. */
static void since(struct pair *p, int64_t seconds)
{
    atomic_fetch_sub(&p->connection->since_ms, seconds * 1000);
}

/* Has the watch look now: it looks whenever it wakes.  The second wake is only heard when the first look is over. */
static void look(void)
{
    for (int i = 0; i < 2; i++) {
        pthread_mutex_lock(&watch.lock);
        pthread_cond_signal(&watch.wake);
        pthread_mutex_unlock(&watch.lock);
        usleep(2000);
    }
}

/* What came over; NULL while the connection stands. */
static const char *heard(struct pair *p)
{
    static char text[2048];
    size_t n = 0;
    ssize_t got;
    while ((got = recv(p->far, text + n, sizeof text - 1 - n, MSG_DONTWAIT)) > 0)
        n += (size_t)got;
    text[n] = 0;
    return got == 0 ? text : NULL;
}

/* Waits for the end, a second at most: a loaded machine may take longer than two short looks. */
static const char *ended(struct pair *p)
{
    const char *text = NULL;
    for (int i = 0; i < 200 && !(text = heard(p)); i++)
        look();
    return text;
}

static void begin(void)
{
    memset(&watch, 0, sizeof watch);
    CHECK_DONE(watch_start(&watch));
}

/* Each state has its time; within it nothing happens, behind it the connection ends, with a word where one is waited for. */
static void each_state_has_its_time(void)
{
    static const struct {
        enum connection_state state;
        int64_t seconds, received;
        bool over, told;
    } rows[] = {
        {CONNECTION_IDLE, IDLE_S - 2, 0, false, false}, {CONNECTION_IDLE, IDLE_S + 1, 0, true, false},
        {CONNECTION_HEAD, HEAD_S - 2, 0, false, false}, {CONNECTION_HEAD, HEAD_S + 1, 0, true, true},
        {CONNECTION_BODY, BODY_S - 2, 0, false, false}, {CONNECTION_BODY, BODY_S + 1, 0, true, true},
        {CONNECTION_BODY, BODY_S + 1, 10 * BODY_RATE, false, false},           /* a slow line that does send */
        {CONNECTION_BODY, BODY_S + 11, 10 * BODY_RATE, true, true},
        {CONNECTION_BUSY, 3600, 0, false, false},                               /* the server's own time */
    };
    struct pair pairs[ARRAY_SIZE(rows)];
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        pairs[i] = pair_made(rows[i].state);
        atomic_store(&pairs[i].connection->received, rows[i].received);
        since(&pairs[i], rows[i].seconds);
    }
    look();
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const char *text = rows[i].over ? ended(&pairs[i]) : heard(&pairs[i]);
        if ((text != NULL) != rows[i].over)
            check_fail(__FILE__, __LINE__, "row %zu: %s", i, text ? "ended" : "stands");
        if (text)
            CHECK(rows[i].told ? strncmp(text, "HTTP/1.1 408 ", 13) == 0 : *text == 0);
    }
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        pair_end(&pairs[i]);
}

/* Turning begins the time anew; and who was ended is not ended twice. */
static void a_turn_begins_anew(void)
{
    struct pair p = pair_made(CONNECTION_HEAD);
    since(&p, HEAD_S + 1);
    connection_turn(p.connection, CONNECTION_BODY);
    look();
    CHECK(heard(&p) == NULL);
    since(&p, BODY_S + 1);
    CHECK(ended(&p) != NULL);
    CHECK_INT(atomic_load(&p.connection->state), CONNECTION_BUSY);
    pair_end(&p);
}

/* Taken out at the beginning, in the middle and at the end, the others are still looked at. */
static void the_list_stays_whole(void)
{
    struct pair p[4];
    for (int i = 0; i < 4; i++)
        p[i] = pair_made(CONNECTION_IDLE);
    pair_end(&p[3]);
    pair_end(&p[1]);
    pair_end(&p[0]);
    CHECK(watch.first == p[2].connection && !p[2].connection->after && !p[2].connection->before);
    since(&p[2], IDLE_S + 1);
    CHECK(ended(&p[2]) != NULL);
    pair_end(&p[2]);
    CHECK(watch.first == NULL);
}

static void end(void)
{
    watch_stop(&watch);
}

TESTS({"begin", begin}, {"each state has its time", each_state_has_its_time}, {"a turn begins anew", a_turn_begins_anew},
      {"the list stays whole", the_list_stays_whole}, {"end", end})
