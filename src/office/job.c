#include "office/job.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "office/inside.h"
#include "office/session.h"

enum { LOOK_EVERY_S = 60 };

struct jobs {
    struct system *system;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
};

static const int64_t WEEK_MS = 7 * 24 * 3600 * (int64_t)1000;

/* Within the working hours of a working day, after the time that is set. */
static bool is_morning(const struct system *system, int64_t now)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(1 << 16);
    int hour = 0, minute = 0, at = moment_minute(now);
    if (!workday_is(moment_date(now), NULL) || sscanf(setting_text(system, arena, "digest_time"), "%d:%d", &hour, &minute) != 2)
        return false;
    return at >= hour * 60 + minute && at < WORK_ENDS;
}

/* A clock that was set back by some days does not repeat a morning; one that was years ahead does not stop them for years. */
static bool is_due(const struct job *job, int64_t last, int64_t now)
{
    if (!job->morning)
        return now < last || now - last >= job->every_s * (int64_t)1000;
    return date_compare(moment_date(last), moment_date(now)) < 0 || last - now > WEEK_MS;
}

/* When it ran last is written with what it did: a job that failed is due again at the next look. */
static int job_run(struct change *change, void *context)
{
    const struct job *job = context;
    int64_t last = 0;
    int e = db_get_int(change->db, &last, "SELECT at FROM job_run WHERE name = ?1", value_text(job->name));
    if (e != DONE && e != NOT_FOUND)
        return e;
    if (e == DONE && !is_due(job, last, change->now))
        return DONE;
    TRY(job->run(change));
    return db_run(change->db, "INSERT INTO job_run (name, at) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET at = ?2",
                  value_text(job->name), value_int(change->now));
}

static int run_due(struct system *system, bool (*stopping)(void *), void *context)
{
    const struct feature *feature;
    int worst = sessions_flush(system), followed = histories_follow(system, stopping, context);
    worst = worst ? worst : followed;
    for (int i = 0; (feature = office_feature_at(i)); i++)
        for (int k = 0; k < feature->job_count; k++) {
            if (feature->jobs[k].morning && !is_morning(system, clock_now_ms()))
                continue;
            int e = system_write(system, job_run, (void *)&feature->jobs[k], "job");
            if (e != DONE)
                log_warning("job %s: %d at %s", feature->jobs[k].name, e, error_place());
            worst = worst ? worst : e;
        }
    return worst;
}

int jobs_run(struct system *system)
{
    return run_due(system, NULL, NULL);
}

static bool jobs_stopping(void *context)
{
    struct jobs *jobs = context;
    pthread_mutex_lock(&jobs->lock);
    bool stopping = jobs->stopping;
    pthread_mutex_unlock(&jobs->lock);
    return stopping;
}

static bool jobs_wait(struct jobs *jobs)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);      /* a clock that is set back must not make it sleep for hours */
    until.tv_sec += LOOK_EVERY_S;
    pthread_mutex_lock(&jobs->lock);
    while (!jobs->stopping && pthread_cond_timedwait(&jobs->wake, &jobs->lock, &until) == 0)
        continue;
    bool stopping = jobs->stopping;
    pthread_mutex_unlock(&jobs->lock);
    return !stopping;
}

static void *jobs_loop(void *context)
{
    struct jobs *jobs = context;
    do
        run_due(jobs->system, jobs_stopping, jobs);
    while (jobs_wait(jobs));
    return NULL;
}

struct jobs *jobs_start(struct system *system)
{
    struct jobs *jobs = calloc(1, sizeof *jobs);
    pthread_condattr_t monotonic;
    if (!jobs)
        abort();
    jobs->system = system;
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&jobs->wake, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&jobs->thread, NULL, jobs_loop, jobs) != 0)
        abort();
    return jobs;
}

void jobs_stop(struct jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    jobs->stopping = true;
    pthread_cond_signal(&jobs->wake);
    pthread_mutex_unlock(&jobs->lock);
    pthread_join(jobs->thread, NULL);
    sessions_flush(jobs->system);
    pthread_cond_destroy(&jobs->wake);
    pthread_mutex_destroy(&jobs->lock);
    free(jobs);
}
