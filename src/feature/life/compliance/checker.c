#include "feature/life/compliance/checker.h"

#include "feature/life/rulebook/local_rules.h"

struct ready { const struct rulebook *book; struct check *check; };

struct checker {
    struct arena *arena;
    struct db *db;
    struct year_view view;
    struct rules *rules;
    struct ready *items; size_t n, cap;
};

int checker_start(struct arena *arena, struct db *db, const struct year_view *view, struct checker **ret)
{
    struct checker *checker = arena_new(arena, struct checker);
    *checker = (struct checker){.arena = arena, .db = db, .view = *view};
    TRY(rules_read(arena, db, &checker->rules));
    *ret = checker;
    return DONE;
}

int checker_check(struct checker *checker, int64_t unit, int64_t organ, const struct check **ret, bool *ret_local)
{
    const struct rulebook *book;
    TRY(rules_book(checker->rules, unit, organ, &book));
    *ret_local = book != rulebook();
    for (size_t i = 0; i < checker->n; i++)
        if (checker->items[i].book == book) {
            *ret = checker->items[i].check;
            return DONE;
        }
    struct check *check = check_start(checker->arena, book, checker->view.day);
    *arena_push(checker->arena, &checker->items, &checker->n, &checker->cap) = (struct ready){book, check};
    *ret = check;
    return DONE;
}

int checker_count(struct checker *checker, const struct check *check, int64_t unit, struct check_unit *facts, struct month_counts *counts)
{
    struct date until = checker->view.closed ? (struct date){checker->view.day.year + 1, 12, 31} : checker->view.day;
    if (!check_unsure(check, facts))
        return DONE;
    facts->counts = counts;
    return tally_count_until(checker->db, unit, checker->view.day.year, until, counts);
}

int checker_unit(struct checker *checker, struct arena *arena, int64_t unit, int (*each)(void *, const struct check_line *), void *context)
{
    const struct check *check;
    struct check_unit facts;
    struct month_counts counts;
    bool local;
    TRY(checker_check(checker, unit, 0, &check, &local));
    TRY(unit_year_read(arena, checker->db, unit, &checker->view, &facts));
    TRY(checker_count(checker, check, unit, &facts, &counts));
    return check_unit(check, &facts, each, context);
}

int unit_check(struct arena *arena, struct db *db, int64_t unit, struct date asof, int (*each)(void *, const struct check_line *),
               void *context)
{
    struct checker *checker;
    TRY(checker_start(arena, db, &(struct year_view){.day = asof}, &checker));
    return checker_unit(checker, arena, unit, each, context);
}
