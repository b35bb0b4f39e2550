/* Ends connections that hold a place and give nothing: libmicrohttpd only knows
 * the time since the last byte, so that a byte every few seconds would hold one for ever. */
#include "web/server.h"

#include "base/base.h"
#include "web/plain.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return now.tv_sec * (int64_t)1000 + now.tv_nsec / 1000000;
}

void connection_turn(struct connection *connection, enum connection_state state)
{
    atomic_store_explicit(&connection->since_ms, now_ms(), memory_order_relaxed);
    atomic_store_explicit(&connection->state, (int)state, memory_order_relaxed);
}

static int64_t allowed_ms(const struct connection *connection, int state)
{
    switch (state) {
    case CONNECTION_IDLE: return IDLE_S * 1000;
    case CONNECTION_HEAD: return HEAD_S * 1000;
    case CONNECTION_BODY:
        return (BODY_S + atomic_load_explicit(&connection->received, memory_order_relaxed) / BODY_RATE) * 1000;
    default: return INT64_MAX;
    }
}

/* In HEAD and BODY nobody else writes to the socket: the worker is waiting for bytes. */
static void connection_look(struct connection *connection, int64_t now)
{
    static const char timeout[] = "408 Request Timeout";
    char answer[PLAIN_MAX];
    int state = atomic_load_explicit(&connection->state, memory_order_relaxed);
    int64_t since = atomic_load_explicit(&connection->since_ms, memory_order_relaxed);
    if (now - since <= allowed_ms(connection, state))
        return;
    if (state != CONNECTION_IDLE)
        (void)!send(connection->fd, answer, plain_answer(timeout, strlen(timeout), answer), MSG_DONTWAIT | MSG_NOSIGNAL);
    shutdown(connection->fd, SHUT_RDWR);
    connection_turn(connection, CONNECTION_BUSY);
}

static void *watch_run(void *context)
{
    struct watch *watch = context;
    pthread_mutex_lock(&watch->lock);
    while (!watch->stopping) {
        struct timespec next;
        clock_gettime(CLOCK_MONOTONIC, &next);
        next.tv_sec++;
        pthread_cond_timedwait(&watch->wake, &watch->lock, &next);
        int64_t now = now_ms();
        for (struct connection *c = watch->first; c != NULL; c = c->after)
            connection_look(c, now);
    }
    pthread_mutex_unlock(&watch->lock);
    return NULL;
}

int watch_start(struct watch *watch)
{
    pthread_condattr_t attributes;
    pthread_mutex_init(&watch->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&watch->wake, &attributes);
    pthread_condattr_destroy(&attributes);
    int e = pthread_create(&watch->thread, NULL, watch_run, watch);
    return e == 0 ? DONE : fail(FATAL, "不能启动线程：%s", strerror(e));
}

void watch_stop(struct watch *watch)
{
    pthread_mutex_lock(&watch->lock);
    watch->stopping = true;
    pthread_cond_signal(&watch->wake);
    pthread_mutex_unlock(&watch->lock);
    pthread_join(watch->thread, NULL);
    pthread_cond_destroy(&watch->wake);
    pthread_mutex_destroy(&watch->lock);
}

struct connection *watch_add(struct watch *watch, int fd)
{
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL)
        return NULL;
    connection->fd = fd;
    connection_turn(connection, CONNECTION_IDLE);
    pthread_mutex_lock(&watch->lock);
    connection->after = watch->first;
    if (watch->first != NULL)
        watch->first->before = connection;
    watch->first = connection;
    pthread_mutex_unlock(&watch->lock);
    return connection;
}

void watch_remove(struct watch *watch, struct connection *connection)
{
    pthread_mutex_lock(&watch->lock);
    if (connection->before != NULL)
        connection->before->after = connection->after;
    else
        watch->first = connection->after;
    if (connection->after != NULL)
        connection->after->before = connection->before;
    pthread_mutex_unlock(&watch->lock);
    free(connection);
}
