/* How many problems, of what: the ONE count that lists, papers and the dashboard share.
 *
 * What each number means, for whatever rights, filter and day are given:
 *   反馈问题  all            every problem
 *   未了结    open           unclaimed, planning, rectifying, closing_requested, endorsed
 *   超期      overdue        deadline before that day, and unclaimed, planning or rectifying: what waits for a reviewer is not late
 *   已销号    closed         closed or consolidated
 *   已巩固    consolidated   of the closed ones, those that a recheck found to hold
 *   不属实    unfounded      ┐ honest other ends, with the same two reviews: never counted as closed,
 *   移交      transferred    ┘ and taken out of what a rate is asked of
 *   反弹      relapsed       reopened at least once, wherever they stand now
 *   虚假整改  false_closing  found at least once to have been closed on paper only
 *   完成率    rate           closed ÷ (all − unfounded − transferred)
 *   办结天数  days           from the feedback's day to the day of the last closing, of the closed ones: median and the day by which
 *                            nine of ten were closed (nearest rank)
 * all = open + closed + unfounded + transferred, in every line.  There is no score and no rank: units stand in the order of the
 * tree (DOMAIN §5.3 N-04, N-09). */
#ifndef MINGZE_FIGURES_H
#define MINGZE_FIGURES_H

#include "feature/rectification/rectification.h"

enum figure {
    FIGURE_ALL, FIGURE_OPEN, FIGURE_OVERDUE, FIGURE_CLOSED, FIGURE_CONSOLIDATED, FIGURE_UNFOUNDED, FIGURE_TRANSFERRED,
    FIGURE_RELAPSED, FIGURE_FALSE_CLOSING, FIGURE__COUNT
};
enum figure_axis { AXIS_STATE, AXIS_PROGRESS, AXIS_KIND, AXIS_CATEGORY, AXIS_UNIT, AXIS_SOURCE, AXIS_SOURCE_KIND, AXIS__COUNT };

/* Name, label, and the filter of the problem list that shows exactly the rows ("" = all). */
struct figure_row { const char *name, *label, *filter; };
extern const struct figure_row figure_rows[FIGURE__COUNT];
struct axis_row { const char *name, *label, *filter; };
extern const struct axis_row axis_rows[AXIS__COUNT];

struct figures_request {
    const struct access *access;         /* NULL = the system */
    const char *verb;                    /* NULL = "read" */
    const struct list_filter *filters; int filter_count;     /* as the problem list takes them: unit (at or below), source, … */
    const struct past *past;             /* NULL = now */
};

/* One value of an axis: the unit, the state…; id 0 and name "" where a problem has none. */
struct figure_line {
    int64_t id;
    const char *name, *label;            /* name: of a choice, or the public id */
    int depth;                           /* of a unit in the tree */
    int64_t counts[FIGURE__COUNT];
};
struct figure_lines { struct figure_line *items; size_t n, cap; };

struct figures {
    int64_t counts[FIGURE__COUNT];
    int rate;                            /* hundredths of a per cent; -1 when there is nothing to ask it of */
    int64_t days_of;                     /* how many closed ones have both days */
    int median_days, ninth_days;         /* -1 when there is none */
    struct figure_lines axes[AXIS__COUNT];       /* only values that occur; states, progress, kinds in their own order, categories
                                                    by pinyin, sources newest first, units as the tree has them */
};

/* UNAVAILABLE for a past that the histories have not reached (model/history.h); INVALID for an unknown filter. */
int figures_read(struct arena *, struct db *, const struct figures_request *, struct figures *ret);
/* {"counts":{all,open,…},"rate":"83.3%" or null,"days":{of,median,ninth},"axes":{state:[{name,label,depth,counts}],…}} */
json_t *figures_json(struct arena *, const struct figures *);
/* "83.3%"; NULL for -1. */
const char *rate_print(struct arena *, int rate);

/* What was open at the end of each month of a year, up to the day of the request: from one pass over the histories. */
struct course_point { const char *day; int64_t open, overdue, closed; };
int course_read(struct arena *, struct db *, const struct figures_request *, int year, struct course_point **ret, int *ret_n);

/* Units in the order of the tree, parents before children, siblings by code; for choosing and for lines. */
struct unit_order { int64_t id; int depth; };
int units_ordered(struct arena *, struct db *, struct unit_order **ret, size_t *ret_n);
/* Where a unit stands in it; n when it is not there. */
size_t unit_position(const struct unit_order *, size_t n, int64_t unit);

#endif
