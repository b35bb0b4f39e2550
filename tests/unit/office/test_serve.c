#include "commanded.h"

#include <pthread.h>
#include <signal.h>

static struct world w;
static char events[200];
static sem_t opened;
static int outcome;

static void note(const char *what, const void *state)
{
    size_t n = strlen(events);
    snprintf(events + n, sizeof events - n, "%s%s ", what, (const char *)state);
}

static const char *proxy;

static int door_open(struct system *system, const struct command_call *call, void **ret_state, const char *name)
{
    CHECK(system && system->reader);
    proxy = command_option(call, "proxy");
    *ret_state = (void *)name;
    note("+", name);
    return DONE;
}

static int a_open(struct system *system, const struct command_call *call, void **ret)
{
    return door_open(system, call, ret, "a");
}

static int b_open(struct system *system, const struct command_call *call, void **ret)
{
    int e = door_open(system, call, ret, "b");
    sem_post(&opened);
    return e;
}

static int shut_open(struct system *system, const struct command_call *call, void **ret)
{
    (void)system, (void)call, (void)ret;
    return fail(UNAVAILABLE, "端口已被占用");
}

static void door_close(void *state)
{
    note("-", state);
}

static const struct door a = {"a", a_open, door_close}, b = {"b", b_open, door_close}, shut = {"shut", shut_open, door_close};

static void *serving(void *context)
{
    outcome = RUN(.name = "serve", .options = {context ? "proxy" : NULL, context}, .data = w.path);
    return NULL;
}

/* The folder is free for the server; signals are the test's. */
static void begin(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    world_open(&w);
    events[0] = 0;
    sem_init(&opened, 0, 0);
}

static void free_folder(void)
{
    system_close(w.system);
    w.system = NULL;
}

static void end(void)
{
    sem_destroy(&opened);
    system_doors_set(NULL, 0);
    CHECK_DONE(system_open(w.path, SYSTEM_WRITE, &w.system));             /* the lock was given back */
    world_close(&w);
}

/* Doors open in order and close in the other; a signal ends it as done. */
static void open_until_it_is_told(void)
{
    pthread_t thread;
    begin();
    free_folder();
    system_doors_set((const struct door *const[]){&a, &b}, 2);
    CHECK(pthread_create(&thread, NULL, serving, NULL) == 0);
    sem_wait(&opened);
    kill(getpid(), SIGTERM);
    pthread_join(thread, NULL);
    CHECK_INT(outcome, DONE);
    CHECK_TEXT(events, "+a +b -b -a ");
    CHECK(strstr(commanded_err, "明责已启动"));
    CHECK(!proxy);
    end();
}

/* A door that does not open closes those before it, and nobody waits. */
static void a_door_that_does_not_open(void)
{
    begin();
    free_folder();
    system_doors_set((const struct door *const[]){&a, &shut, &b}, 3);
    CHECK_INT(RUN(.name = "serve", .data = w.path), 1);
    CHECK_TEXT(error_message(), "端口已被占用");
    CHECK_TEXT(events, "+a -a ");
    end();
}

static void a_folder_in_use(void)
{
    begin();
    system_doors_set((const struct door *const[]){&a}, 1);
    CHECK(RUN(.name = "serve", .data = w.path) > 0);
    CHECK_TEXT(events, "");
    free_folder();
    end();
}

static int proxy_set(struct change *change, void *context)
{
    (void)context;
    return setting_put(change, "proxy_address", "10.0.0.1");
}

/* The setting counts where the command line says nothing. */
static void the_proxy_may_be_a_setting(void)
{
    begin();
    CHECK_DONE(system_write(w.system, proxy_set, NULL, "command"));
    free_folder();
    system_doors_set((const struct door *const[]){&a, &shut}, 2);
    CHECK(RUN(.name = "serve", .data = w.path) > 0);
    CHECK_TEXT(proxy, "10.0.0.1");
    CHECK(RUN(.name = "serve", .options = {"proxy", "10.0.0.2"}, .data = w.path) > 0);
    CHECK_TEXT(proxy, "10.0.0.2");
    end();
}

TESTS({"open until it is told", open_until_it_is_told}, {"a door that does not open", a_door_that_does_not_open},
      {"a folder in use", a_folder_in_use}, {"the proxy may be a setting", the_proxy_may_be_a_setting})
