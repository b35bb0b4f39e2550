/* What is missing: units and the periods in which they did not do what was asked, in the order of the tree.  Private to this folder. */
#ifndef MINGZE_LIFE_MISSING_H
#define MINGZE_LIFE_MISSING_H

#include "feature/life/compliance/heat.h"

enum { MISSING_COLUMNS = 12, MISSING_ROWS = 100, REMIND_MOST = 500 };

struct missing_unit {
    int64_t unit;
    uint32_t columns;                    /* bits: which of the columns */
    enum standing standing;              /* where terms were asked for */
    bool may_create;                     /* the asker may write an activity of it down */
};

struct missing {
    int64_t unit;
    const char *month;                   /* "2026-11": what ends in it; "" where a rule was asked for */
    bool terms;
    struct period_column columns[MISSING_COLUMNS];
    int column_count;
    struct missing_unit *units; size_t n, cap;
    int64_t unit_count, item_count, over_count;      /* of all, not only those in `units`; over: the period has ended */
};

/* Units from the `first` on, at most `most`.  Makes a->view the year of the month that was asked for. */
int missing_read(struct request *, struct year_asked *, int64_t first, int64_t most, struct missing *ret);
/* "11月支委会" */
const char *duty_label(struct arena *, const struct period_column *);
/* "2026 年 11 月到期的", "支委会 3月", "任期逾期": what was asked for. */
const char *missing_words(struct arena *, const struct missing *, const struct year_asked *);

#endif
