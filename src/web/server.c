/* Opens and closes the door; between the two libmicrohttpd's workers run. */
#include "web/server.h"

#include "base/base.h"
#include "web/asset.h"
#include "web/listen.h"
#include "web/plain.h"
#include "web/router.h"
#include "web/template.h"
#include "web/web.h"

#include <microhttpd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { PROGRAM_MEMORY = 64 << 20, WORKERS_MAX = 16 };

static _Thread_local struct worker *this_worker;

int worker_get(struct server *server, struct worker **ret)
{
    if (this_worker == NULL) {
        struct worker *worker = calloc(1, sizeof *worker);
        if (worker == NULL)
            return fail(UNAVAILABLE, "内存不足");
        pthread_mutex_lock(&server->lock);
        worker->next = server->workers;
        server->workers = worker;
        pthread_mutex_unlock(&server->lock);
        this_worker = worker;
    }
    *ret = this_worker;
    return DONE;
}

static void workers_release(struct server *server)
{
    for (struct worker *worker = server->workers, *next; worker != NULL; worker = next) {
        next = worker->next;
        while (worker->n > 0)
            arena_destroy(worker->arenas[--worker->n]);
        db_close(worker->db);
        free(worker);
    }
}

/* --- what libmicrohttpd calls ---------------------------------------------------- */

static void on_connection(void *cls, struct MHD_Connection *mhd, void **context, enum MHD_ConnectionNotificationCode code)
{
    struct server *server = cls;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
        *context = info != NULL ? watch_add(&server->watch, info->connect_fd) : NULL;
    } else if (*context != NULL) {
        watch_remove(&server->watch, *context);
    }
}

/* The request line is in.  Here, since later the address comes without its query. */
static void *on_address(void *cls, const char *address, struct MHD_Connection *mhd)
{
    struct server *server = cls;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct connection *connection = info != NULL ? info->socket_context : NULL;
    if (connection == NULL)
        return NULL;
    connection_turn(connection, CONNECTION_HEAD);
    struct exchange *x = exchange_create(server, connection, address);
    if (x != NULL)
        x->mhd = mhd;
    return x;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *mhd, const char *path, const char *method,
                                  const char *version, const char *bytes, size_t *n, void **context)
{
    struct exchange *x = *context;
    (void)cls, (void)mhd, (void)path, (void)version;
    if (x == NULL)
        return MHD_NO;
    if (x->stage == EXCHANGE_LANE) {
        exchange_resume(x);
    } else if (x->stage == EXCHANGE_HEAD) {
        exchange_open(x, method);
        if (x->stage == EXCHANGE_HEAD)
            exchange_run(x);
    } else if (x->stage == EXCHANGE_BODY && *n > 0) {
        exchange_feed(x, bytes, *n);
        *n = 0;
        if (x->refused != DONE && x->received > x->body_max + OVERRUN_MAX)
            return MHD_NO;
    } else if (x->stage == EXCHANGE_BODY) {
        exchange_run(x);
    }
    return MHD_YES;
}

static void on_completed(void *cls, struct MHD_Connection *mhd, void **context, enum MHD_RequestTerminationCode code)
{
    struct exchange *x = *context;
    (void)cls, (void)mhd, (void)code;
    if (x == NULL)
        return;
    connection_turn(x->connection, CONNECTION_IDLE);
    atomic_store_explicit(&x->connection->received, 0, memory_order_relaxed);
    exchange_release(x);
    *context = NULL;
}

/* Addresses are decoded by form.c, which refuses what this one would let through. */
static size_t on_unescape(void *cls, struct MHD_Connection *mhd, char *s)
{
    (void)cls, (void)mhd;
    return strlen(s);
}

__attribute__((format(printf, 2, 0))) static void on_log(void *cls, const char *format, va_list arguments)
{
    char line[256];
    (void)cls;
    vsnprintf(line, sizeof line, format, arguments);
    line[strcspn(line, "\n")] = '\0';
    log_debug("http: %s", line);
}

/* --- opening --------------------------------------------------------------------- */

/* A row whose view is missing would be found by a user else. */
static int views_check(const struct server *server)
{
    const struct page *page;
    for (int i = 0; (page = office_page_at(i)) != NULL; i++)
        if (page->view != NULL && view_find(server->views, page->view) == NULL)
            return fail(INVALID, "%s %s: no view “%s”", page->method, page->path, page->view);
    return view_find(server->views, "office/error") != NULL ? DONE : fail(INVALID, "no view “office/error”");
}

static int pages_prepare(struct server *server)
{
    size_t n;
    const struct page *page;
    const struct resource *views = resource_range("views/", &n);
    server->router = router_create(server->arena);
    for (int i = 0; (page = office_page_at(i)) != NULL; i++)
        TRY(router_add(server->arena, server->router, page));
    TRY(assets_prepare(server->arena, &server->assets));
    TRY(views_compile(server->arena, views, n, &server->views));
    return views_check(server);
}

static unsigned worker_count(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 2 ? 2 : cores > WORKERS_MAX ? WORKERS_MAX : (unsigned)cores;
}

static void files_allow(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static int daemon_start(struct server *server)
{
    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_ERROR_LOG | MHD_USE_TURBO,
        0, NULL, NULL, on_request, server,
        MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
        MHD_OPTION_LISTEN_SOCKET, server->listen_fd,
        MHD_OPTION_THREAD_POOL_SIZE, worker_count(),
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
        MHD_OPTION_URI_LOG_CALLBACK, on_address, server,
        MHD_OPTION_UNESCAPE_CALLBACK, on_unescape, server,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, server,
        MHD_OPTION_END);
    return server->daemon != NULL ? DONE : fail(UNAVAILABLE, "不能启动 HTTP 服务，请检查打开文件数和内存限制");
}

static int server_start(struct server *server, const char *listen)
{
    char name[80];
    TRY(pages_prepare(server));
    TRY(listen_open(listen, &server->listen_fd));
    signal(SIGPIPE, SIG_IGN);
    files_allow();
    plain_guard();
    TRY(watch_start(&server->watch));
    int e = daemon_start(server);
    if (e != DONE) {
        watch_stop(&server->watch);
        return e;
    }
    listen_name(server->listen_fd, name);
    log_info("http://%s", name);
    return DONE;
}

static void server_destroy(struct server *server)
{
    if (server->listen_fd >= 0)
        close(server->listen_fd);
    workers_release(server);
    if (server->assets != NULL)
        assets_release(server->assets);
    arena_destroy(server->arena);
    pthread_mutex_destroy(&server->lock);
    free(server->proxy);
    free(server);
}

static int server_open(struct system *system, const struct command_call *call, void **ret_state)
{
    const char *listen = command_option(call, "listen"), *proxy = command_option(call, "proxy");
    struct server *server = calloc(1, sizeof *server);
    if (server == NULL)
        return fail(FATAL, "内存不足");
    server->system = system;
    server->listen_fd = -1;
    server->arena = arena_create(PROGRAM_MEMORY);
    server->proxy = proxy != NULL ? strdup(proxy) : NULL;
    pthread_mutex_init(&server->lock, NULL);
    int e = server_start(server, listen != NULL ? listen : "127.0.0.1:8018");
    if (e != DONE) {
        server_destroy(server);
        return e;
    }
    *ret_state = server;
    return DONE;
}

/* --- closing --------------------------------------------------------------------- */

/* The lane answers every operation, so waiting for those has no end time; slow readers of an answer have one. */
static void drain(struct server *server)
{
    for (int i = 0; i < DRAIN_S * 100 && atomic_load(&server->running) > 0; i++)
        nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
    while (atomic_load(&server->suspended) > 0)
        nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
}

static void server_close(void *state)
{
    struct server *server = state;
    atomic_store(&server->stopping, true);
    MHD_quiesce_daemon(server->daemon);
    drain(server);
    MHD_stop_daemon(server->daemon);
    watch_stop(&server->watch);
    server_destroy(server);
}

const struct door web_door = { .name = "web", .open = server_open, .close = server_close };
