/* Masks of months, kept in the transaction of the activity they follow from. */
#include <stdio.h>
#include <string.h>

#include "feature/life/records.h"

int tally_tables(struct db *db)
{
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS life_touched (seq BIGINT PRIMARY KEY, unit BIGINT NOT NULL)"));
    return db_run(db, "CREATE TABLE IF NOT EXISTS life_mask (unit BIGINT NOT NULL, year BIGINT NOT NULL, low BIGINT NOT NULL,"
                      " high BIGINT NOT NULL, PRIMARY KEY (unit, year))");
}

static void words_of(const struct mask *mask, int64_t words[2])
{
    memcpy(words, mask, sizeof *mask);
}

static void mask_of(struct mask *mask, int64_t low, int64_t high)
{
    const int64_t words[2] = {low, high};
    memcpy(mask, words, sizeof *mask);
}

/* What a unit's rows of a year come to: bits, or bits and numbers. */
struct summing {
    int year;
    struct mask *mask;
    struct month_counts *counts;         /* NULL: not asked */
};

/* One kind of an activity: a yearly duty belongs to the year that the record says, the others to the month they were held in. */
static void kind_add(const struct summing *sum, const char *kind, struct date on, int for_year)
{
    int lane = kind ? vocabulary_find(activity_kind_words, ACTIVITY_KIND__COUNT, kind) : -1;
    bool yearly = lane == ACTIVITY_ORGANISATION_LIFE || lane == ACTIVITY_APPRAISAL;
    int month = on.year == sum->year ? on.month : MASK_LATER;
    if (lane < 0 || lane >= MASK_LANES || (yearly ? for_year : on.year) != sum->year)
        return;
    mask_add(sum->mask, (enum activity_kind)lane, month);
    if (sum->counts)
        month_count_add(sum->counts, (enum activity_kind)lane, month);
}

/* Columns kind, also, also_too, held_on, for_year from `first` on. */
static void row_add(const struct summing *sum, struct statement *s, int first)
{
    struct date on;
    if (date_parse(statement_text(s, first + 3), &on))
        return;
    for (int i = 0; i < 3; i++)
        kind_add(sum, statement_text(s, first + i), on, (int)statement_int(s, first + 4));
}

void tally_row_add(struct mask *mask, int year, struct statement *s, int first)
{
    row_add(&(struct summing){.year = year, .mask = mask}, s, first);
}

static int sum_rows(struct db *db, int64_t unit, const char *until, const struct summing *sum)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char from[DATE_TEXT];
    int e;
    *sum->mask = (struct mask){{0}};
    date_print((struct date){sum->year, 1, 1}, from);
    TRY(db_query(db, &s, "SELECT kind, also, also_too, held_on, for_year FROM activity WHERE held_by = ?1 AND held_on >= ?2"
                         " AND held_on <= ?3", value_int(unit), value_text(from), value_text(until)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        row_add(sum, s, 0);
    return e;
}

static int mask_from_rows(struct db *db, int64_t unit, int year, const char *until, struct mask *ret)
{
    return sum_rows(db, unit, until, &(struct summing){.year = year, .mask = ret});
}

int tally_read_until(struct db *db, int64_t unit, struct date asof, struct mask *ret)
{
    char until[DATE_TEXT];
    return mask_from_rows(db, unit, asof.year, date_print(asof, until), ret);
}

int tally_count_until(struct db *db, int64_t unit, int year, struct date day, struct month_counts *ret)
{
    char until[DATE_TEXT];
    struct mask mask;
    *ret = (struct month_counts){{{0}}};
    return sum_rows(db, unit, date_print(day, until), &(struct summing){year, &mask, ret});
}

/* A year without anything has no row. */
static int mask_write(struct db *db, int64_t unit, int year, const struct mask *mask)
{
    static const struct mask empty;
    int64_t words[2];
    if (!memcmp(mask, &empty, sizeof empty))
        return db_run(db, "DELETE FROM life_mask WHERE unit = ?1 AND year = ?2", value_int(unit), value_int(year));
    words_of(mask, words);
    return db_run(db, "INSERT INTO life_mask (unit, year, low, high) VALUES (?1, ?2, ?3, ?4)"
                      " ON CONFLICT (unit, year) DO UPDATE SET low = excluded.low, high = excluded.high",
                  value_int(unit), value_int(year), value_int(words[0]), value_int(words[1]));
}

int tally_refresh(struct db *db, int64_t unit, int year)
{
    struct mask mask;
    char until[DATE_TEXT];
    TRY(duties_touch(db, unit));
    TRY(mask_from_rows(db, unit, year, date_print((struct date){year + 1, 12, 31}, until), &mask));
    return mask_write(db, unit, year, &mask);
}

int tally_read(struct db *db, int64_t unit, int year, struct mask *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    *ret = (struct mask){{0}};
    TRY(db_query(db, &s, "SELECT low, high FROM life_mask WHERE unit = ?1 AND year = ?2", value_int(unit), value_int(year)));
    int e = statement_step(s);
    if (e == STATEMENT_ROW)
        mask_of(ret, statement_int(s, 0), statement_int(s, 1));
    return e == STATEMENT_ROW ? DONE : e;
}

/* rebuilding */

struct stood { int64_t unit, year, low, high; };
struct stoods { struct stood *items; size_t n, cap; };

static int masks_load(struct db *db, struct arena *arena, struct stoods *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    TRY(db_query(db, &s, "SELECT unit, year, low, high FROM life_mask ORDER BY unit, year"));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, &ret->items, &ret->n, &ret->cap) =
            (struct stood){statement_int(s, 0), statement_int(s, 1), statement_int(s, 2), statement_int(s, 3)};
    return e;
}

/* All rows in one pass, unit by unit and day by day: a row counts for its own year or for the one before. */
struct passing { int64_t unit; int year; struct mask own, before; };

static int passing_write(struct db *db, const struct passing *p)
{
    TRY(mask_write(db, p->unit, p->year - 1, &p->before));
    return mask_write(db, p->unit, p->year, &p->own);
}

static int passing_advance(struct db *db, struct passing *p, int64_t unit, int year)
{
    if (unit == p->unit && year == p->year)
        return DONE;
    TRY(passing_write(db, p));
    *p = (struct passing){.unit = unit, .year = year, .before = unit == p->unit && year == p->year + 1 ? p->own : (struct mask){{0}}};
    return DONE;
}

static int masks_build(struct db *db)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct passing p = {0};
    struct date on;
    int e;
    TRY(db_query(db, &s, "SELECT held_by, kind, also, also_too, held_on, for_year FROM activity ORDER BY held_by, held_on"));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        if (date_parse(statement_text(s, 4), &on))
            continue;
        TRY(passing_advance(db, &p, statement_int(s, 0), on.year));
        tally_row_add(&p.own, p.year, s, 1);
        tally_row_add(&p.before, p.year - 1, s, 1);
    }
    TRY(e);
    return passing_write(db, &p);
}

static int stood_order(const struct stood *a, const struct stood *b)
{
    return a->unit != b->unit ? (a->unit < b->unit ? -1 : 1) : a->year != b->year ? (a->year < b->year ? -1 : 1) : 0;
}

/* Both in order: what stands on one side only, and what stands on both with other bits. */
static int64_t differences(const struct stoods *a, const struct stoods *b)
{
    int64_t n = 0;
    for (size_t i = 0, k = 0; i < a->n || k < b->n; ) {
        int order = i == a->n ? 1 : k == b->n ? -1 : stood_order(&a->items[i], &b->items[k]);
        n += order || a->items[i].low != b->items[k].low || a->items[i].high != b->items[k].high;
        i += order <= 0;
        k += order >= 0;
    }
    return n;
}

int tally_rebuild(struct db *db, struct arena *arena, struct tally_report *ret)
{
    struct stoods before = {0}, after = {0};
    TRY(masks_load(db, arena, &before));
    TRY(duties_touch(db, 0));
    TRY(db_run(db, "DELETE FROM life_mask"));
    TRY(masks_build(db));
    TRY(masks_load(db, arena, &after));
    *ret = (struct tally_report){(int64_t)after.n, differences(&before, &after)};
    return DONE;
}
