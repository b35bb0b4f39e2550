/* A province for the benchmark that asks a running server: 130,000 units (a 工委 with 13 below it, 130 below those, organs, 总支 and
 * branches), their terms, and what their branches held in this year until today, the same in every run, written
 * as record_create would leave them, without journal and search, which nothing here asks.
 *
 * Usage: bench-province fill FOLDER [UNITS]; the folder comes from `mingze init`.  Accounts: benchprovince (over all), benchbranch.
 *        bench-province save FOLDER [N]: saves N activities, each a commit of its own, and counts the syncs. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bench.h"
#include "feature/life/records.h"
#include "office/office.h"

enum { UNITS = 130000, CITIES = 13, COUNTIES = 10, DIRECT = 100, BRANCHES = 14, CHUNK = 500, SAVES = 500, MEMBERS = 22, FIRST_ID = 1 << 20 };

extern const struct feature *const features[];
extern const int feature_count;

/* These stand before the C library's for everything in this program.  What the lane's thread syncs is the saving's; the log is copied
 * into the database by another, beside, and syncs both for that. */
static atomic_int lane_thread, lane_syncs, other_syncs;

static void sync_count(void)
{
    atomic_fetch_add((int)syscall(SYS_gettid) == atomic_load(&lane_thread) ? &lane_syncs : &other_syncs, 1);
}

int fdatasync(int fd)
{
    sync_count();
    return (int)syscall(SYS_fdatasync, fd);
}

int fsync(int fd)
{
    sync_count();
    return (int)syscall(SYS_fsync, fd);
}

#define BENCH_NONE SIZE_MAX
struct unit { int64_t id, organ; size_t parent; const char *kind; int number; };

struct fill {
    struct arena *arena;
    uint64_t seed;
    struct date today;
    int64_t now, root, next_id;
    struct unit *units; size_t n, from, wanted;
    size_t committees[CITIES * (COUNTIES + 1) + 1]; size_t committee_count;
    int64_t activities;
};

static size_t chance(struct fill *f, size_t n)
{
    return bench_random(&f->seed) % n;
}

/* --- units --- */

static int row_write(struct db *db, const struct fill *f, const struct unit *unit, const char *code, const char *name, int64_t parent)
{
    return db_run(db, "INSERT INTO unit (id, version, unit, organ, root, created_at, created_by, changed_at, changed_by, name, code, kind, sector,"
                      " parent) VALUES (?1, 1, ?1, ?2, ?3, ?4, 0, ?4, 0, ?5, ?6, ?7, 'organ', ?8)", value_int(unit->id), value_int(unit->organ),
                  value_int(f->root), value_int(f->now), value_text(name), value_text(code), value_text(unit->kind),
                  parent ? value_int(parent) : value_null());
}

/* Its place in the tree, as scope_moved keeps it. */
static int place_write(struct db *db, const struct fill *f, const struct unit *unit, bool above)
{
    TRY(db_run(db, "INSERT INTO unit_place (unit, organ, root, above) VALUES (?1, ?2, ?3, ?4)", value_int(unit->id), value_int(unit->organ),
               value_int(f->root), value_int(above)));
    TRY(db_run(db, "INSERT INTO unit_closure (ancestor, unit) VALUES (?1, ?1)", value_int(unit->id)));
    if (unit->parent == BENCH_NONE)
        return DONE;
    TRY(db_run(db, "INSERT INTO unit_line (unit, upper, leads) VALUES (?1, ?2, 0)", value_int(unit->id), value_int(f->units[unit->parent].id)));
    for (size_t up = unit->parent; up != BENCH_NONE; up = f->units[up].parent)
        TRY(db_run(db, "INSERT INTO unit_closure (ancestor, unit) VALUES (?1, ?2)", value_int(f->units[up].id), value_int(unit->id)));
    return DONE;
}

/* `parent` is a place in f->units. */
static int unit_make(struct change *outer, struct fill *f, const char *kind, const char *word, size_t parent, size_t *ret)
{
    bool above = !strcmp(kind, "working_committee"), top = above || !strcmp(kind, "organ_committee");
    struct unit *unit = &f->units[f->n];
    *ret = f->n++;
    *unit = (struct unit){.id = f->next_id++, .parent = parent, .kind = kind, .number = (int)f->n};
    unit->organ = top ? unit->id : f->units[parent].organ;
    if (parent == BENCH_NONE)
        f->root = unit->id;
    TRY(row_write(outer->db, f, unit, arena_printf(outer->arena, "U%06d", unit->number), arena_printf(outer->arena, "第%d%s", unit->number, word),
                  parent == BENCH_NONE ? 0 : f->units[parent].id));
    return place_write(outer->db, f, unit, above);
}

static int committees_make(struct change *outer, void *context)
{
    struct fill *f = context;
    size_t root, city, county;
    TRY(unit_make(outer, f, "working_committee", "工委", BENCH_NONE, &root));
    f->committees[f->committee_count++] = root;
    for (int i = 0; i < CITIES; i++) {
        TRY(unit_make(outer, f, "working_committee", "市直工委", root, &city));
        f->committees[f->committee_count++] = city;
        for (int k = 0; k < COUNTIES; k++) {
            TRY(unit_make(outer, f, "working_committee", "县直工委", city, &county));
            f->committees[f->committee_count++] = county;
        }
    }
    return DONE;
}

/* An organ: its committee, branches, and a 总支 with the rest of them. */
static int organ_make(struct change *outer, struct fill *f, size_t above)
{
    size_t committee, general, branch;
    TRY(unit_make(outer, f, "organ_committee", "机关党委", above, &committee));
    TRY(unit_make(outer, f, "general_branch", "党总支", committee, &general));
    for (int i = 0; i < BRANCHES && f->n < f->wanted; i++)
        TRY(unit_make(outer, f, i % 40 == 39 ? "temporary_branch" : "branch", "党支部", i % 2 ? committee : general, &branch));
    return DONE;
}

static int organs_make(struct change *outer, void *context)
{
    struct fill *f = context;
    for (size_t end = f->n + CHUNK; f->n < end && f->n + 3 < f->wanted; f->from++) {
        size_t at = f->from < DIRECT ? 0 : 1 + f->from % (f->committee_count - 1);
        TRY(organ_make(outer, f, f->committees[at]));
    }
    return DONE;
}

/* --- terms, activities, masks --- */

static int term_make(struct db *db, struct fill *f, const struct unit *unit, bool committee)
{
    char elected[DATE_TEXT], due[DATE_TEXT], warn[DATE_TEXT], near[DATE_TEXT];
    int years = strcmp(unit->kind, "organ_committee") ? 3 : 5;
    /* Before this year, so that a committee was there in all of it. */
    struct date on = date_add_days((struct date){f->today.year, 1, 1}, -1 - (int)chance(f, (size_t)years * 366 - 300));
    struct date last = date_add_months(on, years * 12);
    date_print(on, elected);
    date_print(last, due);
    date_print(date_add_months(last, -6), warn);
    date_print(date_add_months(last, -1), near);
    return db_run(db, "INSERT INTO term (id, version, unit, organ, root, created_at, created_by, changed_at, changed_by, title, body, form,"
                      " elected_on, years, due_on, last_on, warn_on, near_on, later) VALUES (?1, 1, ?2, ?3, ?4, ?5, 0, ?5, 0, '任期', ?2, ?6, ?7,"
                      " ?8, ?9, ?9, ?10, ?11, 0)", value_int(f->next_id++), value_int(unit->id), value_int(unit->organ), value_int(f->root),
                  value_int(f->now), value_text(committee ? "committee" : "secretary"), value_text(elected), value_int(years),
                  value_text(due), value_text(warn), value_text(near));
}

static int held(struct db *db, struct fill *f, const struct unit *unit, enum activity_kind kind, int month, struct mask *mask)
{
    struct date on = {f->today.year, month, 1 + (int)chance(f, 28)};
    char day[DATE_TEXT];
    if (date_compare(on, f->today) > 0)
        return DONE;
    mask_add(mask, kind, month);
    f->activities++;
    return db_run(db, "INSERT INTO activity (id, version, unit, organ, root, created_at, created_by, changed_at, changed_by, held_by, kind, held_on,"
                      " for_year, topic, late_days) VALUES (?1, 1, ?2, ?3, ?4, ?5, 0, ?5, 0, ?2, ?6, ?7, ?8, '学习', 0)", value_int(f->next_id++),
                  value_int(unit->id), value_int(unit->organ), value_int(f->root), value_int(f->now), value_text(activity_kind_words[kind].id),
                  value_text(date_print(on, day)), value_int(on.year));
}

/* Each branch keeps its year as well as it does, between 78 and 100 in a hundred. */
static int year_make(struct db *db, struct fill *f, const struct unit *unit, bool committee)
{
    struct mask mask = {{0}};
    size_t quality = 78 + chance(f, 23);
    int64_t words[2];
    for (int month = 1; month <= 12; month++) {
        if (chance(f, 100) < quality)
            TRY(held(db, f, unit, ACTIVITY_THEME_DAY, month, &mask));
        if (committee && chance(f, 100) < quality)
            TRY(held(db, f, unit, ACTIVITY_COMMITTEE, month, &mask));
        if (month % 3 == 2 && chance(f, 100) < quality)
            TRY(held(db, f, unit, ACTIVITY_ASSEMBLY, month, &mask));
        if (month % 3 == 1 && chance(f, 100) < quality)
            TRY(held(db, f, unit, ACTIVITY_LECTURE, month, &mask));
    }
    if (chance(f, 100) < quality)
        TRY(held(db, f, unit, ACTIVITY_ORGANISATION_LIFE, 2, &mask));
    if (chance(f, 100) < quality)
        TRY(held(db, f, unit, ACTIVITY_APPRAISAL, 2, &mask));
    memcpy(words, &mask, sizeof words);
    return db_run(db, "INSERT INTO life_mask (unit, year, low, high) VALUES (?1, ?2, ?3, ?4)", value_int(unit->id), value_int(f->today.year),
                  value_int(words[0]), value_int(words[1]));
}

static int lives_make(struct change *outer, void *context)
{
    struct fill *f = context;
    for (size_t end = f->from + CHUNK; f->from < end && f->from < f->n; f->from++) {
        const struct unit *unit = &f->units[f->from];
        bool branch = strstr(unit->kind, "branch") && strcmp(unit->kind, "general_branch"), committee = unit->number % 4 != 0;
        if (strcmp(unit->kind, "working_committee") && strcmp(unit->kind, "temporary_branch") && unit->number % 37)
            TRY(term_make(outer->db, f, unit, committee));
        if (branch)
            TRY(year_make(outer->db, f, unit, committee && unit->number % 37));
    }
    return DONE;
}

/* The branch that is looked at has as many members as branches have (DOMAIN §8: 21.7), and a secretary. */
static int member_make(struct change *outer, int64_t branch, int number)
{
    struct change change = change_within(outer, &person_entity, "create");
    struct record *person = record_new(outer->arena, &person_entity), *membership = record_new(outer->arena, &membership_entity);
    record_set_text(person, PERSON_CODE, arena_printf(outer->arena, "P%02d", number));
    record_set_text(person, PERSON_NAME, arena_printf(outer->arena, "党员%d", number));
    record_set_int(person, PERSON_DEPARTMENT, branch);
    TRY(record_create(&change, person));
    change = change_within(outer, &membership_entity, "create");
    record_set_int(membership, MEMBERSHIP_PERSON, person->id);
    record_set_int(membership, MEMBERSHIP_BRANCH, branch);
    record_set_text(membership, MEMBERSHIP_KIND, "full");
    record_set_text(membership, MEMBERSHIP_FROM, "2020-01-01");
    return record_create(&change, membership);
}

static int accounts_make(struct change *outer, void *context)
{
    struct fill *f = context;
    int64_t made;
    for (int i = 0; i < MEMBERS; i++)
        TRY(member_make(outer, f->units[f->n - 1].id, i));
    TRY(account_open(outer, "benchprovince", "工委干事", 0, "working_committee_officer", f->root, &made));
    return account_open(outer, "benchbranch", "支部书记", 0, "branch_secretary", f->units[f->n - 1].id, &made);
}

static int fill_all(struct system *system, struct fill *f)
{
    double start = bench_seconds();
    TRY(system_write(system, committees_make, f, "command"));
    while (f->n + 3 < f->wanted)
        TRY(system_write(system, organs_make, f, "command"));
    printf("%zu units in %.0f s\n", f->n, bench_seconds() - start);
    for (f->from = 0; f->from < f->n; )
        TRY(system_write(system, lives_make, f, "command"));
    printf("%lld activities in %.0f s\n", (long long)f->activities, bench_seconds() - start);
    return system_write(system, accounts_make, f, "command");
}

/* --- saving --- */

struct saving { int64_t unit; int number; };

static int save_one(struct change *outer, void *context)
{
    struct saving *s = context;
    atomic_store(&lane_thread, (int)syscall(SYS_gettid));
    char day[DATE_TEXT];
    struct change change = change_within(outer, &activity_entity, "create");
    struct record *activity = record_new(outer->arena, &activity_entity);
    record_set_int(activity, ACTIVITY_HELD_BY, s->unit);
    record_set_text(activity, ACTIVITY_KIND, "theme_day");
    record_set_text(activity, ACTIVITY_HELD_ON, date_print(clock_today(), day));
    record_set_text(activity, ACTIVITY_TOPIC, arena_printf(outer->arena, "%lld 第%d次", (long long)outer->now, s->number));
    return record_create(&change, activity);
}

static int save_all(struct system *system, int n)
{
    struct saving s = {0};
    int single = 0, lane = atomic_load(&lane_syncs), other = atomic_load(&other_syncs);
    double cpu = bench_cpu_seconds();
    TRY(db_get_int(system->reader, &s.unit, "SELECT id FROM unit WHERE kind = 'branch' ORDER BY code DESC LIMIT 1"));
    for (s.number = 1; s.number <= n; s.number++) {
        int before = atomic_load(&lane_syncs);
        TRY(system_write(system, save_one, &s, "page"));
        single += atomic_load(&lane_syncs) - before == 1;
    }
    printf("%.3f ms CPU an activity, %.3f syncs, and %.3f of the database's copying beside; %d of %d with exactly one\n",
           (bench_cpu_seconds() - cpu) * 1000 / n, (double)(atomic_load(&lane_syncs) - lane) / n,
           (double)(atomic_load(&other_syncs) - other) / n, single, n);
    /* A few times the lane copies the last pages itself. */
    bench_check((n - single) * 100 <= n, "saving an activity costs one sync");
    return DONE;
}

int main(int argc, char **argv)
{
    static struct fill f = {.seed = 20261127, .wanted = UNITS, .next_id = FIRST_ID};
    struct system *system;
    if (argc < 3)
        return 2;
    bool save = !strcmp(argv[1], "save");
    int number = argc > 3 ? (int)strtol(argv[3], NULL, 10) : save ? SAVES : UNITS;
    json_setup();
    if (office_setup(features, feature_count) != DONE || system_open(argv[2], SYSTEM_WRITE, &system) != DONE) {
        fprintf(stderr, "%s\n", error_message());
        return 1;
    }
    f.arena = arena_create(256 << 20);
    f.wanted = (size_t)number;
    f.units = save ? NULL : arena_array(f.arena, struct unit, f.wanted + BRANCHES + CITIES * COUNTIES + 64);
    f.today = clock_today();
    f.now = clock_now_ms();
    int e = save ? save_all(system, number) : fill_all(system, &f);
    if (e != DONE)
        fprintf(stderr, "%s (%s)\n", error_message(), error_place());
    system_close(system);
    return e == DONE ? 0 : 1;
}
