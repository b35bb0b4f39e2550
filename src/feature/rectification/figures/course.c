/* The course of a year: every version that held in it is read once and laid over the ends of the months. */
#include <string.h>

#include "feature/rectification/figures/tally.h"

enum { MONTHS = 12, COLUMNS = 4 };

struct course {
    struct course_point points[MONTHS];
    int64_t at_ms[MONTHS];
    int n;
};

static int version_take(void *context, struct statement *s)
{
    struct course *c = context;
    const char *state = statement_text(s, 0), *deadline = statement_text(s, 1);
    struct problem_facts p = {state ? state : "", deadline ? deadline : "", 0, 0};
    for (int i = 0; i < c->n; i++) {
        if (statement_int(s, 2) > c->at_ms[i] || statement_int(s, 3) <= c->at_ms[i])
            continue;
        unsigned figures = problem_figures(&p, c->points[i].day);
        c->points[i].open += (figures >> FIGURE_OPEN) & 1;
        c->points[i].overdue += (figures >> FIGURE_OVERDUE) & 1;
        c->points[i].closed += (figures >> FIGURE_CLOSED) & 1;
    }
    return DONE;
}

/* The ends of the months that are over by `until`. */
static void months_fill(struct arena *arena, struct course *c, int year, struct date until)
{
    for (int month = 1; month <= MONTHS; month++) {
        struct date next = month < MONTHS ? (struct date){year, month + 1, 1} : (struct date){year + 1, 1, 1};
        struct date end = date_add_days(next, -1);
        if (date_compare(end, until) > 0)
            return;
        struct past past = past_of(arena, end);
        c->points[c->n] = (struct course_point){.day = past.day};
        c->at_ms[c->n++] = past.at_ms;
    }
}

int course_read(struct arena *arena, struct db *db, const struct figures_request *r, int year, struct course_point **ret, int *ret_n)
{
    static const char *const columns[COLUMNS] = {"state", "deadline", "from_ms", "until_ms"};
    struct course c = {0};
    struct date until = date_add_days(clock_today(), -1);
    if (r->past)
        TRY(date_parse(r->past->day, &until));
    months_fill(arena, &c, year, until);
    if (c.n) {
        struct past span = {.at_ms = c.at_ms[c.n - 1], .since_ms = c.at_ms[0], .day = c.points[c.n - 1].day};
        struct figures_request whole = *r;
        whole.past = &span;
        struct list_request list = figures_list(&whole);
        TRY(list_walk(arena, db, &list, columns, COLUMNS, version_take, &c));
    }
    *ret = arena_array(arena, struct course_point, c.n + 1);
    memcpy(*ret, c.points, sizeof *c.points * (size_t)c.n);
    *ret_n = c.n;
    return DONE;
}
