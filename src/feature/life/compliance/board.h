/* Every unit's year in memory, in the order of the tree: what is below a unit by `parent` is one piece behind it.
 *
 *     units   工委 │ 机关党委 │ 支部 支部 支部 │ 机关党委 │ 总支 │ 支部 …      `end` says where a unit's piece ends
 *     met     the periods in which it did what was asked     } masks (mask.h) with a bit at each period's first month,
 *     open    those in which it was asked and did not        } made from the lines of check.h
 *
 * A sum over a piece is mask_evaluate twice: 32 bytes a unit, 4 MB for a province.  The board is filled from the database
 * once for a day; after that, units whose facts a commit has touched (life_touched) are read anew and nothing else.
 * Whether a period without is missed or not yet due is asked of the day, when the sum is shown. */
#ifndef MINGZE_LIFE_BOARD_H
#define MINGZE_LIFE_BOARD_H

#include "feature/life/records.h"

enum { BOARD_NONE = UINT32_MAX };

/* A term on the board's day: E-06. */
enum standing { STANDING_NONE, STANDING_NORMAL, STANDING_NEAR, STANDING_LATE, STANDING_UNKNOWN, STANDING__COUNT };

struct board_unit {
    int64_t id;
    uint32_t end, parent, led_by, organ;         /* places on the board, BOARD_NONE; of the organ, its unit's */
    uint8_t standing, strength;                  /* of its term; enum rule_strength of the term's rule */
    bool stood;                                  /* it was there at some time from the year's first day to the board's */
};

struct board {
    struct year_view view;
    uint32_t n;
    struct board_unit *units;
    struct mask *met, *open;
    uint32_t *by_id;                             /* places, by id */
    struct check_lane lanes[MASK_LANES];
    struct mask_duties duties;
    const struct check *check;                   /* of the shipped rules; units under local settings have their own (checker.h) */
    const struct rulebook *book;
    int64_t touched;                             /* the last of life_touched that is in it */
    struct arena *arena;                         /* all of it */
};

/* The board of a view, as the database has it now.  It may be read until board_close, by this thread; keep what is needed and
 * close soon, since a change waits for it.  `path` names the database. */
int board_open(const char *path, struct db *, const struct year_view *, const struct board **ret) _must_use_;
void board_close(void);
void board_clear(void);                          /* tests: forgets all boards */

/* The place of a unit; BOARD_NONE. */
uint32_t board_find(const struct board *, int64_t unit);

/* Whose records somebody may count, from a unit down. */
struct board_sight { const struct board *board; const struct access_reach *reaches; int n; bool whole; };
struct board_sight board_sight(struct arena *, const struct board *, const struct access *, const char *verb, uint32_t from);
bool board_sees(const struct board_sight *, uint32_t at);

struct board_totals {
    uint64_t units;                              /* that stood */
    uint64_t met[MASK_LANES][12], open[MASK_LANES][12];
    uint64_t standings[STANDING__COUNT], late_shall;     /* late_shall: late under a rule that says 应当 */
};
/* Of the places from … end - 1 that are seen. */
void board_sum(const struct board_sight *, uint32_t from, uint32_t end, struct board_totals *ret);
/* Has anything at all been asked of them? */
bool board_asked(const struct board_totals *);

/* For board.c: all of it, into the board's arena; and one place. */
int board_fill(struct board *, struct db *);
int board_place_read(struct board *, struct db *, uint32_t at);

/* The periods as bits at their first months. */
struct mask mask_periods(const struct mask *, const struct mask_duties *);
/* For the two: one unit's lines as bits and the standing of its term; the standing alone; and whether it counts at all, which is
 * said last. */
int board_lines(const struct board *, const struct check *, const struct check_unit *, struct mask *ret_met, struct mask *ret_open,
                struct board_unit *ret);
int board_standing(const struct board *, const struct check_unit *, struct board_unit *ret);
void board_stood(struct board *, uint32_t at, bool stood);

#endif
