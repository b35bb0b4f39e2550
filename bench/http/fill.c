/* A province's organs for the benchmarks that ask a running server, the same ones in every run: 100 organs of 30 units and
 * 4 people, 500 problems each with 3 measures, all through record_create, so that rights, journal, search and counts
 * are there as they would be.
 *
 * Usage: bench-fill FOLDER [problems an organ]; the folder comes from `mingze init`.  Accounts: benchofficer (of one
 * organ), benchcommittee (over all). */
#include "base/base.h"
#include "bench.h"
#include "store/store.h"
#include "feature/organisation/organisation.h"
#include "feature/rectification/rectification.h"

#include <stdio.h>
#include <stdlib.h>

enum { ORGANS = 100, DEPARTMENTS = 10, BRANCHES = 18, PEOPLE = 4, PROBLEMS = 500, MEASURES = 3, CHUNK = 50 };

extern const struct feature *const features[];
extern const int feature_count;

struct organ {
    int64_t group, committee, departments[DEPARTMENTS], people[PEOPLE], source;
};

struct fill {
    uint64_t seed;
    int64_t committee, category;
    int organ, from, problems;
    struct organ organs[ORGANS];
};

static const char *const symptoms[] = {
    "党组理论学习中心组学习不够深入，研讨交流少，联系实际不够紧密", "“三会一课”记录不规范，补记、漏记较为突出",
    "推动整改不够有力，个别问题整改进展缓慢", "财务管理不规范，报销手续不齐全，固定资产账实不符",
    "支部任期届满后未按期换届", "调查研究不深入，蹲点少、听汇报多",
};
static const char *const measures[] = {
    "制定年度学习计划，每季度至少组织一次集中研讨", "开展一次全面自查，建立台账，逐项核对销号",
    "修订完善管理办法，压实责任部门和责任人，每月调度进展",
};
static const char *const kinds[] = { "immediate", "limited", "lasting" };

static size_t pick(struct fill *fill, size_t n)
{
    return bench_random(&fill->seed) % n;
}

static int unit_make(struct change *outer, const char *code, const char *name, const char *kind, int64_t parent,
                     int64_t led_by, int64_t *ret_id)
{
    struct change change = change_within(outer, &unit_entity, "create");
    struct record *unit = record_new(outer->arena, &unit_entity);
    record_set_text(unit, UNIT_CODE, code);
    record_set_text(unit, UNIT_NAME, name);
    record_set_text(unit, UNIT_KIND, kind);
    record_set_text(unit, UNIT_SECTOR, "organ");
    if (parent)
        record_set_int(unit, UNIT_PARENT, parent);
    if (led_by)
        record_set_int(unit, UNIT_LED_BY, led_by);
    TRY(record_create(&change, unit));
    *ret_id = unit->id;
    return DONE;
}

static int root_make(struct change *outer, void *context)
{
    struct fill *fill = context;
    struct change change = change_within(outer, &category_entity, "create");
    struct record *category = record_new(outer->arena, &category_entity);
    record_set_text(category, CATEGORY_NAME, "整改落实");
    TRY(record_create(&change, category));
    fill->category = category->id;
    return unit_make(outer, "GW", "中共云岭省直属机关工作委员会", "working_committee", 0, 0, &fill->committee);
}

static int person_make(struct change *outer, struct organ *organ, int number, int i)
{
    struct change change = change_within(outer, &person_entity, "create");
    struct record *person = record_new(outer->arena, &person_entity);
    record_set_text(person, PERSON_CODE, arena_printf(outer->arena, "P%03d%02d", number, i));
    record_set_text(person, PERSON_NAME, arena_printf(outer->arena, "人员%d-%d", number, i));
    record_set_int(person, PERSON_DEPARTMENT, organ->departments[i % DEPARTMENTS]);
    TRY(record_create(&change, person));
    organ->people[i] = person->id;
    return DONE;
}

static int source_make(struct change *outer, struct organ *organ, int number)
{
    struct change change = change_within(outer, &source_entity, "create");
    struct record *source = record_new(outer->arena, &source_entity);
    record_set_text(source, SOURCE_TITLE, arena_printf(outer->arena, "第%d号督查反馈", number));
    record_set_text(source, SOURCE_KIND, "supervision");
    record_set_int(source, SOURCE_ACCOUNTABLE, organ->group);
    record_set_text(source, SOURCE_DATE, "2026-06-01");
    record_set_text(source, SOURCE_STATE, "confirmed");
    TRY(record_create(&change, source));
    organ->source = source->id;
    return DONE;
}

static int organ_make(struct change *outer, void *context)
{
    struct fill *fill = context;
    struct arena *a = outer->arena;
    int n = fill->organ;
    struct organ *organ = &fill->organs[n];
    int64_t unit;
    TRY(unit_make(outer, arena_printf(a, "D%03d", n), arena_printf(a, "第%d厅党组", n), "leading_group", 0,
                  fill->committee, &organ->group));
    TRY(unit_make(outer, arena_printf(a, "J%03d", n), arena_printf(a, "第%d厅直属机关党委", n), "organ_committee",
                  fill->committee, organ->group, &organ->committee));
    for (int i = 0; i < DEPARTMENTS; i++)
        TRY(unit_make(outer, arena_printf(a, "C%03d-%02d", n, i), arena_printf(a, "第%d厅第%d处", n, i), "department",
                      organ->group, 0, &organ->departments[i]));
    for (int i = 0; i < BRANCHES; i++)
        TRY(unit_make(outer, arena_printf(a, "Z%03d-%02d", n, i), arena_printf(a, "第%d厅第%d党支部", n, i), "branch",
                      organ->committee, 0, &unit));
    for (int i = 0; i < PEOPLE; i++)
        TRY(person_make(outer, organ, n, i));
    return source_make(outer, organ, n);
}

static void one_id(struct arena *arena, struct record *record, int field, int64_t id)
{
    int64_t *ids = arena_new(arena, int64_t);
    *ids = id;
    record_set_ids(record, field, ids, 1);
}

static int measure_make(struct change *outer, struct fill *fill, int64_t problem, int64_t person, int position)
{
    struct change change = change_within(outer, &measure_entity, "create");
    struct record *measure = record_new(outer->arena, &measure_entity);
    record_set_int(measure, MEASURE_PROBLEM, problem);
    record_set_int(measure, MEASURE_POSITION, position);
    record_set_text(measure, MEASURE_TEXT, measures[pick(fill, ARRAY_SIZE(measures))]);
    record_set_int(measure, MEASURE_PERSON, person);
    record_set_text(measure, MEASURE_STATE, position == 1 ? "ongoing" : "planned");
    return record_create(&change, measure);
}

static int problem_make(struct change *outer, struct fill *fill, int number)
{
    struct change change = change_within(outer, &problem_entity, "create");
    struct record *problem = record_new(outer->arena, &problem_entity);
    struct organ *organ = &fill->organs[fill->organ];
    struct date day = date_add_days((struct date){ 2026, 1, 1 }, (int)pick(fill, 730));
    char text[DATE_TEXT];
    record_set_int(problem, PROBLEM_SOURCE, organ->source);
    record_set_int(problem, PROBLEM_NUMBER, number);
    record_set_int(problem, PROBLEM_ACCOUNTABLE, organ->group);
    record_set_text(problem, PROBLEM_SYMPTOM, symptoms[pick(fill, ARRAY_SIZE(symptoms))]);
    record_set_text(problem, PROBLEM_KIND, kinds[pick(fill, ARRAY_SIZE(kinds))]);
    record_set_int(problem, PROBLEM_CATEGORY, fill->category);
    one_id(outer->arena, problem, PROBLEM_DEPARTMENTS, organ->departments[pick(fill, DEPARTMENTS)]);
    one_id(outer->arena, problem, PROBLEM_LEADERS, organ->people[0]);
    one_id(outer->arena, problem, PROBLEM_PERSONS, organ->people[pick(fill, PEOPLE)]);
    record_set_text(problem, PROBLEM_DEADLINE, arena_strdup(outer->arena, date_print(day, text)));
    TRY(record_create(&change, problem));
    for (int i = 0; i < MEASURES; i++)
        TRY(measure_make(outer, fill, problem->id, organ->people[pick(fill, PEOPLE)], i + 1));
    return DONE;
}

static int chunk_make(struct change *outer, void *context)
{
    struct fill *fill = context;
    for (int i = fill->from; i < fill->from + CHUNK && i < fill->problems; i++)
        TRY(problem_make(outer, fill, i + 1));
    return DONE;
}

/* As an office of some years has them: most are at an end, the rest at every step of the way. */
static int lives_make(struct change *outer, void *context)
{
    (void)context;
    TRY(db_run(outer->db, "UPDATE problem SET state = CASE WHEN number % 20 < 11 THEN 'closed' WHEN number % 20 < 13 THEN 'consolidated'"
                          " WHEN number % 20 = 13 THEN 'unclaimed' WHEN number % 20 = 14 THEN 'planning' WHEN number % 20 < 18"
                          " THEN 'rectifying' WHEN number % 20 = 18 THEN 'closing_requested' ELSE 'endorsed' END"));
    return db_run(outer->db, "UPDATE problem SET planned_on = '2026-06-01' WHERE state = 'planning' AND number % 40 = 14");
}

static int accounts_make(struct change *outer, void *context)
{
    struct fill *fill = context;
    int64_t made;
    TRY(account_open(outer, "benchofficer", "机关党委干事", fill->organs[7].people[0], "organ_officer",
                     fill->organs[7].committee, &made));
    return account_open(outer, "benchcommittee", "工委干事", fill->organs[8].people[0], "working_committee_officer",
                        fill->committee, &made);
}

static int fill_all(struct system *system, struct fill *fill)
{
    TRY(system_write(system, root_make, fill, "command"));
    for (fill->organ = 0; fill->organ < ORGANS; fill->organ++) {
        TRY(system_write(system, organ_make, fill, "command"));
        for (fill->from = 0; fill->from < fill->problems; fill->from += CHUNK)
            TRY(system_write(system, chunk_make, fill, "command"));
    }
    TRY(system_write(system, lives_make, fill, "command"));
    return system_write(system, accounts_make, fill, "command");
}

int main(int argc, char **argv)
{
    static struct fill fill = { .seed = 20261123, .problems = PROBLEMS };
    struct system *system;
    if (argc < 2)
        return 2;
    if (argc > 2)
        fill.problems = (int)strtol(argv[2], NULL, 10);
    json_setup();
    double start = bench_seconds();
    if (office_setup(features, feature_count) != DONE || system_open(argv[1], SYSTEM_WRITE, &system) != DONE) {
        fprintf(stderr, "%s\n", error_message());
        return 1;
    }
    int e = fill_all(system, &fill);
    if (e != DONE)
        fprintf(stderr, "%s\n", error_message());
    else
        printf("%d problems with %d measures each in %.1f s\n", ORGANS * fill.problems, MEASURES,
               bench_seconds() - start);
    system_close(system);
    return e == DONE ? 0 : 1;
}
