/* A heat table: the rows of one unit, read from the board.  Private to this folder. */
#ifndef MINGZE_LIFE_HEAT_H
#define MINGZE_LIFE_HEAT_H

#include "feature/life/compliance/views.h"

enum { HEAT_ROWS = 100, HEAT_UPPERS = 16 };

enum heat_kind { HEAT_TOTAL, HEAT_OWN, HEAT_CHILD, HEAT_KIND__COUNT };
extern const char *const heat_kind_ids[HEAT_KIND__COUNT];

struct heat_row {
    enum heat_kind kind;
    int64_t unit;
    bool below;                          /* it can be opened: something is asked of units below it */
    struct board_totals totals;
};

struct heat {
    int64_t unit;                        /* 0 = the whole tree */
    bool leaf;                           /* nothing is asked below: its year is a strip */
    bool more;                           /* rows behind the last */
    bool terms;                          /* the columns of terms are shown */
    struct period_column columns[MASK_LANES * 12];
    int column_count;
    struct heat_row *rows; size_t n, cap;
    int64_t uppers[HEAT_UPPERS];         /* above the unit by parent, from below, as far as they are seen */
    int upper_count;
};

/* Where what is asked at and below a unit stands on the board: its own piece, or those of what a 党组 leads. */
struct piece { uint32_t from, end; };
size_t pieces_below(struct arena *, const struct board_sight *, uint32_t at, struct piece **ret);
/* Rows in the order of the tree: the sum, the unit itself where something is asked of it, then what stands directly below (under a
 * 党组 what it leads), from `first` on at most `most`. */
void heat_take(struct arena *, const struct board_sight *, uint32_t at, int first, int most, struct heat *ret);
/* Leaves out rules that nobody here is asked for. */
void heat_columns_keep(struct heat *);
int heat_read(struct request *, const struct year_asked *, int first, int most, struct heat *ret);
const char *heat_row_name(struct arena *, const struct heat_row *);

/* page.table: {groups, columns, rows, one}. */
void heat_cells(struct request *, const struct year_asked *, const struct heat *);

#endif
