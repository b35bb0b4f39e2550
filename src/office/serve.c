/* `mingze serve`: opens the system, then each door that main handed in, and waits to be told to stop. */
#include <signal.h>
#include <string.h>

#include "office/commands.h"
#include "office/courier.h"
#include "office/inside.h"
#include "office/job.h"

enum { DOORS_MAX = 8 };

static const struct door *doors[DOORS_MAX];
static int door_count;

void system_doors_set(const struct door *const *given, int n)
{
    door_count = 0;
    for (int i = 0; i < n && i < DOORS_MAX; i++)
        doors[door_count++] = given[i];
}

static void doors_close(void **states, int n)
{
    while (n-- > 0)
        doors[n]->close(states[n]);
}

static int doors_open(struct command_call *call, void **states, int *ret_n)
{
    for (*ret_n = 0; *ret_n < door_count; (*ret_n)++)
        TRY(doors[*ret_n]->open(call->system, call, &states[*ret_n]));
    return DONE;
}

static int serve_until(struct command_call *call, const sigset_t *signals)
{
    void *states[DOORS_MAX];
    int n, signal;
    struct jobs *jobs = jobs_start(call->system);
    struct courier *courier = courier_start(call->system);
    int e = doors_open(call, states, &n);
    if (e == DONE) {
        fprintf(call->err, "明责已启动，按 Ctrl+C 停止\n");
        fflush(call->err);
        sigwait(signals, &signal);
    }
    doors_close(states, n);
    courier_stop(courier);
    jobs_stop(jobs);
    return e;
}

/* The proxy's address may be a setting; what the command line says goes before it. */
static void proxy_fill(struct command_call *call)
{
    const struct option *options = call->command->options;
    const char *standing = setting_text(call->system, call->arena, "proxy_address");
    int n = 0, proxy = -1;
    for (; options[n].name; n++)
        if (strcmp(options[n].name, "proxy") == 0)
            proxy = n;
    if (proxy < 0 || call->values[proxy] || !*standing)
        return;
    const char **values = arena_array(call->arena, const char *, n);
    memcpy(values, call->values, sizeof *values * (size_t)n);
    values[proxy] = standing;
    call->values = values;
}

/* The signals are blocked before any thread is made, so that only this one takes them. */
int command_serve(struct command_call *call)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    TRY(system_open(call->data_path, SYSTEM_WRITE, &call->system));
    proxy_fill(call);
    int e = serve_until(call, &signals);
    system_close(call->system);
    call->system = NULL;
    return e;
}
