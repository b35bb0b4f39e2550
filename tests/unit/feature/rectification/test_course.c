#include "ledger.h"

#include <stdlib.h>

#include "feature/rectification/figures/figures.h"

enum { DAY = 24 * 60 * 60 * 1000 };
static const char *const states[] = {"unclaimed", "planning", "rectifying", "closing_requested", "endorsed", "closed",
                                     "consolidated", "unfounded", "transferred"};

static void state_put(struct ledger *l, struct record *problem, const char *state, const char *closed_on)
{
    struct record *now = ledger_read(l, &problem_entity, problem->id);
    struct change change = world_change(&l->w, &problem_entity, "change");
    record_set_text(now, PROBLEM_STATE, state);
    if (closed_on)
        record_set_text(now, PROBLEM_CLOSED_ON, closed_on);
    CHECK_DONE(record_change(&change, now, 0));
}

static void caught_up(struct ledger *l)
{
    bool more = true;
    while (more)
        CHECK_DONE(history_catch_up(l->w.db, 500, &more));
}

/* The course of a year is what each month's end gives by itself. */
static void the_course_is_the_figures_of_each_end(void)
{
    struct ledger l;
    struct course_point *points;
    int n;
    srand(3);
    int64_t now = (int64_t)1798848000 * 1000;        /* 2027-01-02 */
    clock_set(now);
    ledger_open(&l);
    CHECK_DONE(db_savepoint(l.w.db));
    struct record *problems[20];
    for (int i = 0; i < 20; i++) {
        problems[i] = ledger_problem(&l, i + 1);
        record_set_text(problems[i], PROBLEM_DEADLINE, i % 2 ? "2027-03-15" : "2027-12-31");
    }
    for (int i = 0; i < 160; i++) {
        now += 2 * (int64_t)DAY;
        clock_set(now);
        struct record *one = problems[rand() % 20];
        if (one->id)
            state_put(&l, one, states[rand() % ARRAY_SIZE(states)], NULL);
        else
            ledger_save(&l, one);
    }
    clock_set(now += 50 * (int64_t)DAY);
    caught_up(&l);
    struct figures_request request = {.filter_count = 0};
    CHECK_DONE(course_read(l.w.arena, l.w.db, &request, 2027, &points, &n));
    CHECK_INT(n, 12);
    for (int i = 0; i < n; i++) {
        struct figures f;
        struct date day;
        CHECK_DONE(date_parse(points[i].day, &day));
        struct past past = past_of(l.w.arena, day);
        request.past = &past;
        CHECK_DONE(figures_read(l.w.arena, l.w.db, &request, &f));
        CHECK_INT(points[i].open, f.counts[FIGURE_OPEN]);
        CHECK_INT(points[i].overdue, f.counts[FIGURE_OVERDUE]);
        CHECK_INT(points[i].closed, f.counts[FIGURE_CLOSED]);
    }
    struct past june = past_of(l.w.arena, (struct date){2027, 6, 15});
    request.past = &june;
    CHECK_DONE(course_read(l.w.arena, l.w.db, &request, 2027, &points, &n));
    CHECK_INT(n, 5);
    CHECK_DONE(db_savepoint_keep(l.w.db));
    world_close(&l.w);
    clock_set(0);
}

TESTS({"the course is the figures of each end", the_course_is_the_figures_of_each_end})
