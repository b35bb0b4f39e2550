#include "office_test.h"
#include "office/job.h"

static int runs;
static int outcome;

static int count_run(struct change *change)
{
    (void)change;
    runs++;
    return outcome == DONE ? DONE : fail(outcome, "这次不成");
}

static const struct job jobs[] = {{"count", 3600, count_run}};
static const struct feature counting = {.name = "counting", .jobs = jobs, .job_count = 1};

static void open_with_job(struct world *w)
{
    static const struct feature *const features[] = {&organisation_feature, &counting};
    world_open(w);
    system_close(w->system);
    CHECK_DONE(office_setup(features, 2));
    CHECK_DONE(system_open(w->path, SYSTEM_WRITE, &w->system));
    runs = 0;
    outcome = DONE;
}

static void a_job_runs_when_it_is_due_and_catches_up_once(void)
{
    struct world w;
    int64_t now = (int64_t)1790000000 * 1000, hour = 3600 * (int64_t)1000;
    open_with_job(&w);
    clock_set(now);
    CHECK_DONE(jobs_run(w.system));
    CHECK_DONE(jobs_run(w.system));
    CHECK_INT(runs, 1);
    clock_set(now + hour);
    CHECK_DONE(jobs_run(w.system));
    CHECK_INT(runs, 2);
    clock_set(now + 100 * hour);             /* the machine was off for days: once is enough */
    CHECK_DONE(jobs_run(w.system));
    CHECK_DONE(jobs_run(w.system));
    CHECK_INT(runs, 3);
    clock_set(now);                          /* the clock was set back: it does not wait for days */
    CHECK_DONE(jobs_run(w.system));
    CHECK_INT(runs, 4);
    world_close(&w);
}

static void a_job_that_failed_is_due_again(void)
{
    struct world w;
    open_with_job(&w);
    outcome = INVALID;
    CHECK_OUTCOME(jobs_run(w.system), INVALID);
    outcome = DONE;
    CHECK_DONE(jobs_run(w.system));
    CHECK_DONE(jobs_run(w.system));
    CHECK_INT(runs, 2);
    world_close(&w);
}

static void the_thread_runs_and_stops(void)
{
    struct world w;
    open_with_job(&w);
    struct jobs *running = jobs_start(w.system);
    jobs_stop(running);
    CHECK_INT(runs, 1);
    world_close(&w);
}

TESTS({"a job runs when it is due and catches up once", a_job_runs_when_it_is_due_and_catches_up_once},
      {"a job that failed is due again", a_job_that_failed_is_due_again},
      {"the thread runs and stops", the_thread_runs_and_stops})
