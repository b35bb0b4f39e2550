/* A year of work, and what was open on a day of it.
 *
 * 100 organs, 50,000 problems and a journal of 1,000,000 rows: problems made through the year, their states, deadlines and
 * progress changed, other words of theirs changed, and what is no change of a problem at all (logins). The histories are made
 * from that journal in the lane's bites; then figures are asked as of several days, and compared with a replay of the journal from
 * its first row, which shares no code with them.
 *
 * Usage: bench-asof FOLDER [journal rows]; the folder is made. */
#include "asof.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "feature/organisation/organisation.h"
#include "feature/rectification/figures/figures.h"
#include "office/office.h"
#include "store/store.h"

enum { ORGANS = 100, PROBLEMS = 50000, CHUNK = 500, BITE = 300, DAYS = 4 };
static const int64_t year_begins = 1735660800000, year_ms = 364 * 24 * 60 * 60 * (int64_t)1000;      /* 2025-01-01 in UTC+8 */
static const struct date asked[DAYS] = { { 2025, 3, 31 }, { 2025, 6, 30 }, { 2025, 9, 30 }, { 2025, 12, 30 } };

extern const struct feature *const features[];
extern const int feature_count;

struct world {
    struct system *system;
    struct arena *arena;
    struct access *committee, *organ;
    uint64_t seed;
    int64_t above, categories[10], groups[ORGANS], sources[ORGANS], *problems;
    int made, rows, wanted;
};

static const char *const states[] = { "unclaimed", "planning", "rectifying", "closing_requested", "endorsed", "closed", "consolidated" };

static size_t pick(struct world *w, size_t n)
{
    return bench_random(&w->seed) % n;
}

static int unit_make(struct change *outer, const char *code, const char *kind, int64_t led_by, int64_t *ret)
{
    struct change change = change_within(outer, &unit_entity, "create");
    struct record *unit = record_new(outer->arena, &unit_entity);
    record_set_text(unit, UNIT_CODE, code);
    record_set_text(unit, UNIT_NAME, arena_printf(outer->arena, "单位%s", code));
    record_set_text(unit, UNIT_KIND, kind);
    record_set_text(unit, UNIT_SECTOR, "organ");
    if (led_by)
        record_set_int(unit, UNIT_LED_BY, led_by);
    TRY(record_create(&change, unit));
    *ret = unit->id;
    return DONE;
}

static int organ_make(struct change *outer, struct world *w, int i)
{
    static const char *const kinds[] = { "central_inspection", "inspection", "supervision", "audit" };
    TRY(unit_make(outer, arena_printf(outer->arena, "D%03d", i), "leading_group", w->above, &w->groups[i]));
    struct change change = change_within(outer, &source_entity, "create");
    struct record *source = record_new(outer->arena, &source_entity);
    record_set_text(source, SOURCE_TITLE, arena_printf(outer->arena, "第%d号反馈", i));
    record_set_text(source, SOURCE_KIND, kinds[i % 4]);
    record_set_int(source, SOURCE_ACCOUNTABLE, w->groups[i]);
    record_set_text(source, SOURCE_DATE, i % 2 ? "2024-12-01" : "2024-06-01");
    TRY(record_create(&change, source));
    w->sources[i] = source->id;
    return DONE;
}

static int units_make(struct change *outer, void *context)
{
    struct world *w = context;
    outer->now = year_begins;
    for (int i = 0; i < 10; i++) {
        struct change change = change_within(outer, &category_entity, "create");
        struct record *category = record_new(outer->arena, &category_entity);
        record_set_text(category, CATEGORY_NAME, arena_printf(outer->arena, "类别%d", i));
        TRY(record_create(&change, category));
        w->categories[i] = category->id;
    }
    TRY(unit_make(outer, "GW", "working_committee", 0, &w->above));
    for (int i = 0; i < ORGANS; i++)
        TRY(organ_make(outer, w, i));
    return DONE;
}

static int problem_make(struct change *outer, struct world *w)
{
    struct change change = change_within(outer, &problem_entity, "create");
    struct record *problem = record_new(outer->arena, &problem_entity);
    int organ = w->made % ORGANS;
    char text[DATE_TEXT];
    record_set_int(problem, PROBLEM_SOURCE, w->sources[organ]);
    record_set_int(problem, PROBLEM_NUMBER, w->made / ORGANS + 1);
    record_set_int(problem, PROBLEM_ACCOUNTABLE, w->groups[organ]);
    record_set_text(problem, PROBLEM_SYMPTOM, "“三会一课”记录不规范，补记、漏记较为突出，个别支部长期不开党员大会");
    record_set_int(problem, PROBLEM_CATEGORY, w->categories[pick(w, 10)]);
    struct date day = date_add_days((struct date){ 2025, 1, 1 }, (int)pick(w, 540));
    record_set_text(problem, PROBLEM_DEADLINE, arena_strdup(outer->arena, date_print(day, text)));
    TRY(record_create(&change, problem));
    w->problems[w->made++] = problem->id;
    return DONE;
}

/* Mostly one state further; else other things that figures are made from, or words that they are not. */
static int problem_change(struct change *outer, struct world *w)
{
    struct change change = change_within(outer, &problem_entity, "change");
    struct record *problem;
    char text[DATE_TEXT];
    size_t what = pick(w, 10), at = 0;
    TRY(record_read(outer->arena, outer->db, &problem_entity, w->problems[pick(w, (size_t)w->made)], &problem));
    while (at + 1 < ARRAY_SIZE(states) && strcmp(states[at], record_text(problem, PROBLEM_STATE)))
        at++;
    if (what < 4 || at >= 5) {               /* what is closed changes its state only */
        bool back = pick(w, 12) == 0;
        const char *to = back ? "rectifying" : states[at + 1 < ARRAY_SIZE(states) ? at + 1 : at];
        record_set_text(problem, PROBLEM_STATE, to);
        if (!strcmp(to, "closed"))
            record_set_text(problem, PROBLEM_CLOSED_ON, arena_strdup(outer->arena, date_print(moment_date(outer->now), text)));
        if (back && at > 4)
            record_set_int(problem, PROBLEM_RELAPSES, record_int(problem, PROBLEM_RELAPSES) + 1);
    } else if (what == 4) {
        record_set_text(problem, PROBLEM_PROGRESS, pick(w, 2) ? "stage" : "ongoing");
    } else {
        record_set_text(problem, PROBLEM_GOAL, arena_printf(outer->arena, "到第%d步：按季召开党员大会", w->rows));
    }
    return record_change(&change, problem, 0);
}

static int chunk_make(struct change *outer, void *context)
{
    struct world *w = context;
    for (int i = 0; i < CHUNK && w->rows < w->wanted; i++, w->rows++) {
        outer->now = year_begins + year_ms / w->wanted * w->rows;
        if ((int64_t)w->made * w->wanted < (int64_t)w->rows * PROBLEMS * 4 / 3 && w->made < PROBLEMS)
            TRY(problem_make(outer, w));
        else if (w->made && pick(w, 20) < 12)
            TRY(problem_change(outer, w));
        else
            TRY(journal_event(outer, "login", "account", 7, NULL));
    }
    return DONE;
}

/* A folder that an earlier run filled is asked again. */
static int filled(struct world *w, bool *ret)
{
    int64_t problems;
    TRY(db_get_int(w->system->reader, &problems, "SELECT count(*) FROM problem"));
    *ret = problems == PROBLEMS;
    if (!*ret)
        return DONE;
    TRY(db_get_int(w->system->reader, &w->above, "SELECT id FROM unit WHERE code = 'GW'"));
    return db_get_int(w->system->reader, &w->groups[7], "SELECT id FROM unit WHERE code = 'D007'");
}

static int fill(struct world *w)
{
    double begun = bench_seconds();
    bool there;
    TRY(filled(w, &there));
    if (there)
        return DONE;
    TRY(system_write(w->system, units_make, w, "command"));
    while (w->rows < w->wanted)
        TRY(system_write(w->system, chunk_make, w, "command"));
    printf("a year: %d problems, %d further rows of the journal in %.0f s\n", w->made, w->rows, bench_seconds() - begun);
    return DONE;
}

static int bite(struct change *change, void *context)
{
    return history_catch_up(change->db, BITE, context);
}

/* As the server's job does it; each bite keeps the lane for so long. */
static int histories(struct world *w)
{
    struct bench_series bites = { .name = "a bite of 300 rows, in the lane", .unit = "ms" };
    double begun = bench_seconds(), longest = 0;
    int64_t rows;
    bool more = true;
    while (more) {
        double one = bench_seconds();
        TRY(system_write(w->system, bite, &more, "job"));
        one = (bench_seconds() - one) * 1000;
        longest = one > longest ? one : longest;
        if (bites.n < BENCH_ROUNDS_MOST)
            bench_note(&bites, one);
    }
    double all = bench_seconds() - begun;
    TRY(db_get_int(w->system->reader, &rows, "SELECT count(*) FROM problem_history"));
    bench_print(&bites);
    printf("histories brought up: %.1f s, %.0f rows of the journal a second, %lld versions, longest bite %.1f ms\n", all,
           w->rows / all, (long long)rows, longest);
    return DONE;
}

static bool same(const struct figures *f, const struct replayed *r)
{
    return f->counts[FIGURE_ALL] == r->all && f->counts[FIGURE_OPEN] == r->open && f->counts[FIGURE_OVERDUE] == r->overdue &&
           f->counts[FIGURE_CLOSED] == r->closed && f->counts[FIGURE_RELAPSED] == r->relapsed;
}

static int days_ask(struct world *w)
{
    struct bench_series times = { .name = "figures as of a day, all organs", .unit = "ms" };
    struct bench_series cpus = { .name = "    of it CPU", .unit = "ms CPU" };
    struct bench_series ours = { .name = "the same for one organ's officer", .unit = "ms CPU" };
    struct bench_series replays = { .name = "a replay from the first row", .unit = "ms CPU" };
    double slowest = 0;
    for (int i = 0; i < DAYS * 2; i++) {
        struct figures figures;
        struct replayed replayed;
        arena_reset(w->arena);
        struct past past = past_of(w->arena, asked[i % DAYS]);
        struct figures_request request = { .access = w->committee, .past = &past };
        double begun = bench_seconds(), cpu = bench_cpu_seconds();
        TRY(figures_read(w->arena, w->system->reader, &request, &figures));
        bench_note(&times, (bench_seconds() - begun) * 1000);
        cpu = bench_cpu_seconds() - cpu;
        bench_note(&cpus, cpu * 1000);
        slowest = cpu > slowest ? cpu : slowest;
        begun = bench_cpu_seconds();
        TRY(replay(w->system->reader, past.at_ms, past.day, &replayed));
        bench_note(&replays, (bench_cpu_seconds() - begun) * 1000);
        bench_check(same(&figures, &replayed), "%s: %lld problems, %lld open, %lld overdue are right: as a replay says", past.day,
                    (long long)replayed.all, (long long)replayed.open, (long long)replayed.overdue);
        request.access = w->organ;
        begun = bench_cpu_seconds();
        TRY(figures_read(w->arena, w->system->reader, &request, &figures));
        bench_note(&ours, (bench_cpu_seconds() - begun) * 1000);
    }
    bench_print(&times);
    bench_print(&cpus);
    bench_print(&ours);
    bench_print(&replays);
    /* One thread does it: on a machine that does nothing else the clock says the same. */
    bench_check(slowest <= 2, "figures as of a day of the year take at most 2 s");
    return DONE;
}

/* The whole course of the year, the figures of now, and a page of a past day's list. */
static int rest_ask(struct world *w)
{
    struct bench_series course = { .name = "the year's course, all organs", .unit = "ms CPU" }, now = { .name = "figures of now", .unit = "ms CPU" };
    struct bench_series page = { .name = "a page of a past day's list", .unit = "ms CPU" };
    for (int i = 0; i < BENCH_ROUNDS; i++) {
        struct figures figures;
        struct course_point *points;
        json_t *rows;
        int n;
        arena_reset(w->arena);
        struct figures_request request = { .access = w->committee };
        double begun = bench_cpu_seconds();
        TRY(course_read(w->arena, w->system->reader, &request, 2025, &points, &n));
        bench_note(&course, (bench_cpu_seconds() - begun) * 1000);
        begun = bench_cpu_seconds();
        TRY(figures_read(w->arena, w->system->reader, &request, &figures));
        bench_note(&now, (bench_cpu_seconds() - begun) * 1000);
        struct past past = past_of(w->arena, asked[1]);
        struct list_request list = { .entity = &problem_entity, .access = w->committee, .past = &past, .limit = 20 };
        begun = bench_cpu_seconds();
        TRY(list_page(w->arena, w->system->reader, &list, &rows));
        bench_note(&page, (bench_cpu_seconds() - begun) * 1000);
        json_decref(rows);
    }
    bench_print(&course);
    bench_print(&now);
    bench_print(&page);
    return DONE;
}

static int run(struct world *w)
{
    TRY(fill(w));
    clock_set(year_begins + year_ms + 5 * 24 * 60 * 60 * (int64_t)1000);
    struct grant all = { "working_committee_officer", w->above }, one = { "organ_officer", w->groups[7] };
    TRY(access_create(w->arena, w->system->reader, 1, 0, &all, 1, &w->committee));
    struct arena *lasting = w->arena;
    TRY(access_create(lasting, w->system->reader, 1, 0, &one, 1, &w->organ));
    w->arena = arena_create(256 << 20);
    TRY(histories(w));
    TRY(days_ask(w));
    return rest_ask(w);
}

int main(int argc, char **argv)
{
    static struct world w = { .seed = 20260630, .wanted = 1000000 };
    if (argc < 2)
        return 2;
    if (argc > 2)
        w.wanted = (int)strtol(argv[2], NULL, 10);
    bench_begin("asof", "figures as of a past day: 50,000 problems, 1,000,000 rows of the journal");
    json_setup();
    clock_set(year_begins);
    w.arena = arena_create(64 << 20);
    w.problems = arena_array(w.arena, int64_t, PROBLEMS);
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
