/* The server's end: a thread that takes connections, and a thread for each command that runs. */
#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/base.h"
#include "cli/cli.h"
#include "cli/run.h"
#include "cli/wire.h"
#include "store/store.h"

#define COMMAND_BYTES ((size_t)4 << 30)

enum { AT_ONCE = 8, BACKLOG = 16, WORDS_MAX = 4096, RECEIVE_S = 10 };

struct listener {
    struct system *system;
    int fd, stop[2];                 /* a byte into stop[1] ends the thread */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t idle;
    int running;
    char *path;
};

struct visitor { struct listener *listener; int fd; };

/* one command */

static int words_from(struct arena *arena, json_t *request, const char ***ret, int *ret_n)
{
    json_t *words = json_object_get(request, "words");
    size_t n = json_array_size(words);
    if (!n || n > WORDS_MAX)
        return fail(INVALID, "命令是空的");
    *ret = arena_array(arena, const char *, n);
    for (size_t i = 0; i < n; i++)
        if (!((*ret)[i] = json_string_value(json_array_get(words, i))))
            return fail(INVALID, "命令看不懂");
    *ret_n = (int)n;
    return DONE;
}

/* The row runs on this thread with its own reading connection; its writes go through the lane like anybody's. */
static int command_serve(struct listener *listener, struct arena *arena, const struct parsed *parsed, FILE *out, FILE *err,
                         bool terminal)
{
    struct system system = *listener->system;
    system.reader = NULL;
    if (system_reader(&system, &system.reader) != DONE) {
        fprintf(err, "mingze：%s\n", error_message());
        return 1;
    }
    int status = run_parsed(arena, parsed, &system, out, err, terminal);
    db_close(system.reader);
    return status;
}

static int text_serve(struct listener *listener, struct arena *arena, const char *text, FILE *out, FILE *err)
{
    struct parsed parsed;
    const char **words = NULL;
    int n = 0, status = 2;
    json_t *request = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    int e = words_from(arena, request, &words, &n);
    if (e == DONE)
        e = parse_words(arena, words, n, &parsed);
    if (e == DONE && parsed.command->data != COMMAND_WRITES)
        e = fail(INVALID, "这个命令不在服务里运行");
    if (e != DONE) {
        fprintf(err, "mingze：%s\n", error_message());
    } else {
        parsed.data_path = listener->system->path;
        status = command_serve(listener, arena, &parsed, out, err, json_is_true(json_object_get(request, "terminal")));
    }
    json_decref(request);
    return status;
}

static bool peer_allowed(int fd)
{
    struct ucred peer;
    socklen_t n = sizeof peer;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &n) == 0 && (peer.uid == geteuid() || peer.uid == 0);
}

static void visitor_serve(struct visitor *visitor, struct arena *arena)
{
    int files[WIRE_FILES];
    char *text;
    struct timeval patience = {.tv_sec = RECEIVE_S};
    setsockopt(visitor->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (!peer_allowed(visitor->fd) || wire_receive(visitor->fd, arena, &text, files) != DONE)
        return;
    FILE *out = fdopen(files[1], "w"), *err = fdopen(files[2], "w");
    int status = out && err ? text_serve(visitor->listener, arena, text, out, err) : 1;
    close(files[0]);
    if (out)
        fclose(out);
    if (err)
        fclose(err);
    if (wire_send_status(visitor->fd, status) != DONE)
        log_warning("a command's asker went away before its end");
}

static void *visitor_run(void *context)
{
    struct visitor *visitor = context;
    struct listener *listener = visitor->listener;
    struct arena *arena = arena_create(COMMAND_BYTES);
    visitor_serve(visitor, arena);
    arena_destroy(arena);
    close(visitor->fd);
    free(visitor);
    pthread_mutex_lock(&listener->lock);
    listener->running--;
    pthread_cond_broadcast(&listener->idle);
    pthread_mutex_unlock(&listener->lock);
    return NULL;
}

/* listening */

static void visitor_start(struct listener *listener, int fd)
{
    pthread_t thread;
    struct visitor *visitor = malloc(sizeof *visitor);
    if (!visitor)
        abort();
    *visitor = (struct visitor){listener, fd};
    pthread_mutex_lock(&listener->lock);
    while (listener->running >= AT_ONCE)
        pthread_cond_wait(&listener->idle, &listener->lock);
    listener->running++;
    pthread_mutex_unlock(&listener->lock);
    if (pthread_create(&thread, NULL, visitor_run, visitor) != 0)
        abort();
    pthread_detach(thread);
}

static void *listener_run(void *context)
{
    struct listener *listener = context;
    struct pollfd waits[2] = {{.fd = listener->fd, .events = POLLIN}, {.fd = listener->stop[0], .events = POLLIN}};
    for (;;) {
        if (poll(waits, 2, -1) < 0)
            continue;
        if (waits[1].revents)
            return NULL;
        int fd = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC);
        if (fd >= 0)
            visitor_start(listener, fd);
    }
}

/* A socket left by a process that died is in the way; the folder's lock is ours, so nobody else's can be there. */
static int listener_bind(struct listener *listener)
{
    struct sockaddr_un address;
    unsigned n;
    TRY(wire_address(listener->path, &address, &n));
    unlink(listener->path);
    listener->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener->fd < 0)
        return fail(FATAL, "socket: %s", strerror(errno));
    mode_t mask = umask(0077);
    int bound = bind(listener->fd, (struct sockaddr *)&address, n);
    umask(mask);
    if (bound != 0 || listen(listener->fd, BACKLOG) != 0)
        return fail(UNAVAILABLE, "不能在数据目录里建立 socket：%s", strerror(errno));
    return pipe(listener->stop) == 0 ? DONE : fail(FATAL, "pipe: %s", strerror(errno));
}

static void listener_free(struct listener *listener)
{
    if (listener->fd >= 0)
        close(listener->fd);
    free(listener->path);
    free(listener);
}

static int socket_open(struct system *system, const struct command_call *call, void **ret_state)
{
    struct listener *listener = calloc(1, sizeof *listener);
    (void)call;
    if (!listener)
        abort();
    listener->system = system;
    listener->fd = -1;
    listener->path = strdup(folder_path(system->folder, FOLDER_SOCKET));
    pthread_mutex_init(&listener->lock, NULL);
    pthread_cond_init(&listener->idle, NULL);
    int e = listener_bind(listener);
    if (e != DONE) {
        listener_free(listener);
        return e;
    }
    if (pthread_create(&listener->thread, NULL, listener_run, listener) != 0)
        abort();
    *ret_state = listener;
    return DONE;
}

static void socket_close(void *state)
{
    struct listener *listener = state;
    if (write(listener->stop[1], "", 1) != 1)
        abort();
    pthread_join(listener->thread, NULL);
    unlink(listener->path);
    pthread_mutex_lock(&listener->lock);
    while (listener->running)
        pthread_cond_wait(&listener->idle, &listener->lock);
    pthread_mutex_unlock(&listener->lock);
    close(listener->stop[0]);
    close(listener->stop[1]);
    listener_free(listener);
}

const struct door cli_door = {"socket", socket_open, socket_close};
