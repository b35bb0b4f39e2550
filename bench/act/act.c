/* What an act on a problem costs: claim, plan, start, request_closing, endorse, accept, each as an operation of the lane of its own,
 * by the person whose act it is, with his rights, the gate, the step, the journal and what follows.
 *
 * The program's own fdatasync and fsync count: an act is one commit, so one of them.  CPU is the whole process's, so the lane's
 * thread and its checkpoints are in it.
 *
 * Usage: bench-act FOLDER [problems]; the folder is made. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bench.h"
#include "feature/organisation/organisation.h"
#include "feature/rectification/rectification.h"
#include "office/office.h"
#include "store/store.h"

enum { PROBLEMS = 300, ACTS = 6, INPUTS_MAX = 3 };

extern const struct feature *const features[];
extern const int feature_count;

/* These stand before the C library's for everything in this program.  The copier's thread syncs the database beside: nobody waits
 * for that, so it is counted apart. */
static atomic_int syncs, beside;

static void note_sync(void)
{
    char name[16] = "";
    pthread_getname_np(pthread_self(), name, sizeof name);
    atomic_fetch_add(strcmp(name, "log copier") ? &syncs : &beside, 1);
}

int fdatasync(int fd)
{
    note_sync();
    return (int)syscall(SYS_fdatasync, fd);
}

int fsync(int fd)
{
    note_sync();
    return (int)syscall(SYS_fsync, fd);
}

enum who { OFFICER, SECRETARY, REVIEWER, WHO__COUNT };

struct act {
    const char *verb;
    enum who who;
    const char *inputs[2 * INPUTS_MAX];          /* field, value, … */
};
static const struct act acts[ACTS] = {
    { "claim", OFFICER, { NULL } },
    { "plan", OFFICER, { "cause_route", "enforcement", "cause", "换届台账靠手工登记，到期前没有提醒。", "goal", "年内完成换届，台账按月核对。" } },
    { "start", SECRETARY, { NULL } },
    { "request_closing", OFFICER, { "effect", "九月召开党员大会选出新一届支部委员会，全厅台账核对两遍无误。" } },
    { "endorse", SECRETARY, { NULL } },
    { "accept", REVIEWER, { NULL } },
};

struct world {
    struct system *system;
    struct arena *arena;
    struct actor people[WHO__COUNT];
    int64_t source, unit, *problems, *measures;
    int count, at;
    const struct act *act;
    int64_t problem;
};

static int64_t id_of(struct db *db, const char *table, const char *code)
{
    int64_t id = 0;
    int e = strcmp(table, "unit") == 0 ? db_get_int(db, &id, "SELECT id FROM unit WHERE code = ?1", value_text(code))
                                       : db_get_int(db, &id, "SELECT id FROM person WHERE code = ?1", value_text(code));
    if (e != DONE)
        die("%s %s is not there", table, code);
    return id;
}

static int organs_make(struct change *change, void *context)
{
    return organisation_feature.demonstrate(change, ((struct world *)context)->system->folder);
}

static int source_make(struct change *outer, void *context)
{
    struct world *w = context;
    struct change change = change_within(outer, &source_entity, "create");
    struct record *source = record_new(outer->arena, &source_entity);
    w->unit = id_of(outer->db, "unit", "SL-DZ");
    record_set_text(source, SOURCE_TITLE, "督查反馈");
    record_set_text(source, SOURCE_KIND, "supervision");
    record_set_int(source, SOURCE_ACCOUNTABLE, w->unit);
    record_set_int(source, SOURCE_REVIEWER, id_of(outer->db, "unit", "XCB"));
    record_set_text(source, SOURCE_DATE, "2026-01-05");
    TRY(record_create(&change, source));
    w->source = source->id;
    return DONE;
}

static void one_id(struct arena *arena, struct record *record, int field, int64_t id)
{
    int64_t *ids = arena_new(arena, int64_t);
    *ids = id;
    record_set_ids(record, field, ids, 1);
}

static int problem_make(struct change *outer, void *context)
{
    struct world *w = context;
    struct change change = change_within(outer, &problem_entity, "create");
    struct record *problem = record_new(outer->arena, &problem_entity);
    record_set_int(problem, PROBLEM_SOURCE, w->source);
    record_set_int(problem, PROBLEM_NUMBER, w->at + 1);
    record_set_int(problem, PROBLEM_ACCOUNTABLE, w->unit);
    record_set_text(problem, PROBLEM_SYMPTOM, "水文中心测站党支部任期届满后未按期换届");
    record_set_text(problem, PROBLEM_DEADLINE, "2030-12-31");
    one_id(outer->arena, problem, PROBLEM_LEADERS, id_of(outer->db, "person", "SL002"));
    one_id(outer->arena, problem, PROBLEM_PERSONS, id_of(outer->db, "person", "SL011"));
    TRY(record_create(&change, problem));
    w->problems[w->at] = problem->id;
    change = change_within(outer, &measure_entity, "create");
    struct record *measure = record_new(outer->arena, &measure_entity);
    record_set_int(measure, MEASURE_PROBLEM, problem->id);
    record_set_int(measure, MEASURE_POSITION, 1);
    record_set_text(measure, MEASURE_TEXT, "指导测站党支部制定换届方案，报机关党委审批");
    TRY(record_create(&change, measure));
    w->measures[w->at] = measure->id;
    return DONE;
}

/* Between start and request_closing: the measure ends, and there is something to show. */
static int work_done(struct change *outer, void *context)
{
    struct world *w = context;
    struct record *measure, *evidence = record_new(outer->arena, &evidence_entity);
    struct change change = change_within(outer, &measure_entity, "change");
    TRY(record_read(outer->arena, outer->db, &measure_entity, w->measures[w->at], &measure));
    record_set_text(measure, MEASURE_STATE, "done");
    record_set_text(measure, MEASURE_RESULT, "方案已批复。");
    TRY(record_change(&change, measure, 0));
    change = change_within(outer, &evidence_entity, "create");
    record_set_int(evidence, EVIDENCE_PROBLEM, w->problems[w->at]);
    record_set_text(evidence, EVIDENCE_TITLE, "选举结果批复");
    record_set_text(evidence, EVIDENCE_FACT_ON, "2026-03-01");
    record_set_text(evidence, EVIDENCE_NUMBER, "水利机党〔2026〕9号");
    return record_create(&change, evidence);
}

static int act_run(struct change *change, void *context)
{
    struct world *w = context;
    struct input inputs[INPUTS_MAX];
    int n = 0;
    for (; n < INPUTS_MAX && w->act->inputs[2 * n]; n++)
        inputs[n] = (struct input){ w->act->inputs[2 * n], &w->act->inputs[2 * n + 1], 1 };
    change->actor = &w->people[w->act->who];
    change->entity = &problem_entity;
    change->verb = w->act->verb;
    int e = record_act(change, w->problem, w->act->verb, inputs, n, 0);
    if (e == INVALID && change->problem_count)
        fprintf(stderr, "%s: %s\n", w->act->verb, change->problems[0].message);
    return e;
}

static int person_is(struct world *w, enum who who, const char *code, const char *role, const char *unit)
{
    struct db *db = w->system->reader;
    struct access *access;
    struct grant grant = { role, id_of(db, "unit", unit) };
    int64_t person = id_of(db, "person", code);
    TRY(access_create(w->arena, db, who + 11, person, &grant, 1, &access));
    w->people[who] = (struct actor){ .user = who + 11, .person = person, .name = code, .door = "page", .access = access };
    return DONE;
}

static int prepare(struct world *w)
{
    TRY(system_write(w->system, organs_make, w, "command"));
    TRY(system_write(w->system, source_make, w, "command"));
    for (w->at = 0; w->at < w->count; w->at++)
        TRY(system_write(w->system, problem_make, w, "command"));
    TRY(person_is(w, OFFICER, "SL004", "organ_officer", "SL-JW"));
    TRY(person_is(w, SECRETARY, "SL001", "leading_group_secretary", "SL-DZ"));
    return person_is(w, REVIEWER, "XC001", "outside_reviewer", "XCB");
}

/* One verb on every problem, one after another: nobody shares a commit. */
static int verb_run(struct world *w, const struct act *act, double *ret_cpu_ms, int *ret_more)
{
    struct bench_series wall = { .name = act->verb, .unit = "ms with the disk" };
    double cpu = bench_cpu_seconds();
    int begun = atomic_load(&syncs), begun_beside = atomic_load(&beside), single = 0;
    w->act = act;
    for (w->at = 0; w->at < w->count; w->at++) {
        int before = atomic_load(&syncs);
        double one = bench_seconds();
        w->problem = w->problems[w->at];
        TRY(system_write(w->system, act_run, w, "page"));
        if (wall.n < BENCH_ROUNDS_MOST)
            bench_note(&wall, (bench_seconds() - one) * 1000);
        single += atomic_load(&syncs) - before == 1;
    }
    *ret_cpu_ms = (bench_cpu_seconds() - cpu) * 1000 / w->count;
    *ret_more = w->count - single;
    bench_print(&wall);
    printf("    %.3f ms CPU an act, %.3f syncs an act, %d of %d acts with exactly one, and %.3f beside\n", *ret_cpu_ms,
           (double)(atomic_load(&syncs) - begun) / w->count, single, w->count, (double)(atomic_load(&beside) - begun_beside) / w->count);
    return DONE;
}

static int run(struct world *w)
{
    TRY(prepare(w));
    for (int i = 0; i < ACTS; i++) {
        double cpu;
        int more;
        if (!strcmp(acts[i].verb, "request_closing"))
            for (w->at = 0; w->at < w->count; w->at++)
                TRY(system_write(w->system, work_done, w, "page"));
        TRY(verb_run(w, &acts[i], &cpu, &more));
        bench_check(cpu <= 1, "%s costs at most 1 ms CPU", acts[i].verb);
        /* The checkpoint's own are beside the acts', a few in a thousand. */
        bench_check(more * 20 <= w->count, "%s costs one sync", acts[i].verb);
    }
    int64_t closed, steps;
    TRY(db_get_int(w->system->reader, &closed, "SELECT count(*) FROM problem WHERE state = 'closed'"));
    TRY(db_get_int(w->system->reader, &steps, "SELECT count(*) FROM step"));
    bench_check(closed == w->count && steps == ACTS * (int64_t)w->count, "every problem is closed after %d steps: right", ACTS);
    return DONE;
}

int main(int argc, char **argv)
{
    static struct world w = { .count = PROBLEMS };
    if (argc < 2)
        return 2;
    if (argc > 2)
        w.count = (int)strtol(argv[2], NULL, 10);
    bench_begin("act", "the acts of a problem's life, each one commit");
    json_setup();
    w.arena = arena_create(64 << 20);
    w.problems = arena_array(w.arena, int64_t, w.count);
    w.measures = arena_array(w.arena, int64_t, w.count);
    int e = office_setup(features, feature_count);
    if (e == DONE)
        e = system_open(argv[1], SYSTEM_CREATE, &w.system);
    if (e == DONE)
        e = run(&w);
    if (e != DONE) {
        fprintf(stderr, "%d: %s (%s)\n", e, error_message(), error_place());
        bench_check(false, "the benchmark runs to its end");
    }
    if (w.system)
        system_close(w.system);
    return bench_end();
}
