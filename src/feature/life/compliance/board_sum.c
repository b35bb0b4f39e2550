/* Sums over a piece of the board, of what somebody may count. */
#include "feature/life/compliance/board.h"

#include <string.h>

/* At or below, by either line upward: what a right within a subtree reaches. */
static bool below(const struct board *board, uint32_t at, int64_t unit)
{
    for (; at != BOARD_NONE; at = board->units[at].parent) {
        if (board->units[at].id == unit)
            return true;
        if (board->units[at].led_by != BOARD_NONE && below(board, board->units[at].led_by, unit))
            return true;
    }
    return false;
}

static bool reached(const struct board *board, const struct access_reach *reach, uint32_t at)
{
    if (reach->scope == SCOPE_ALL)
        return true;
    if (reach->scope == SCOPE_SUBTREE)
        return below(board, at, reach->unit);
    if (reach->scope == SCOPE_ORGAN)
        return board->units[at].organ != BOARD_NONE && board->units[board->units[at].organ].id == reach->organ;
    return board->units[at].id == reach->unit;
}

struct board_sight board_sight(struct arena *arena, const struct board *board, const struct access *access, const char *verb, uint32_t from)
{
    struct access_reach *reaches;
    struct board_sight sight = {.board = board};
    sight.n = access_reaches(access, arena, &activity_entity, verb, &reaches);
    sight.reaches = reaches;
    /* Who sees a unit by its place in the tree sees what is below it as well. */
    for (int i = 0; i < sight.n && from != BOARD_NONE; i++)
        sight.whole |= (reaches[i].scope == SCOPE_ALL || reaches[i].scope == SCOPE_SUBTREE) && reached(board, &reaches[i], from);
    return sight;
}

bool board_sees(const struct board_sight *sight, uint32_t at)
{
    bool seen = sight->whole;
    for (int i = 0; i < sight->n && !seen; i++)
        seen = reached(sight->board, &sight->reaches[i], at);
    return seen;
}

static void masks_add(const struct board *board, const struct mask *met, const struct mask *open, size_t n, struct board_totals *ret)
{
    struct mask_totals totals;
    mask_evaluate(met, n, &board->duties, &totals);
    ret->units += totals.applicable[0];          /* the flags of `met` say who stood */
    for (int lane = 0; lane < MASK_LANES; lane++)
        for (int i = 0; i < 12; i++)
            ret->met[lane][i] += totals.met[lane][i];
    mask_evaluate(open, n, &board->duties, &totals);
    for (int lane = 0; lane < MASK_LANES; lane++)
        for (int i = 0; i < 12; i++)
            ret->open[lane][i] += totals.met[lane][i];
}

static void standing_add(const struct board_unit *unit, struct board_totals *ret)
{
    ret->standings[unit->standing]++;
    ret->late_shall += unit->standing == STANDING_LATE && unit->strength == STRENGTH_SHALL;
}

/* Some of a piece: a few at a time. */
static void some_add(const struct board_sight *sight, uint32_t from, uint32_t end, struct board_totals *ret)
{
    enum { FEW = 64 };
    const struct board *board = sight->board;
    struct mask met[FEW], open[FEW];
    size_t n = 0;
    for (uint32_t i = from; i < end; i++) {
        if (!board_sees(sight, i))
            continue;
        standing_add(&board->units[i], ret);
        met[n] = board->met[i];
        open[n++] = board->open[i];
        if (n == FEW) {
            masks_add(board, met, open, n, ret);
            n = 0;
        }
    }
    masks_add(board, met, open, n, ret);
}

void board_sum(const struct board_sight *sight, uint32_t from, uint32_t end, struct board_totals *ret)
{
    const struct board *board = sight->board;
    memset(ret, 0, sizeof *ret);
    if (!sight->whole) {
        some_add(sight, from, end, ret);
        return;
    }
    masks_add(board, board->met + from, board->open + from, end - from, ret);
    for (uint32_t i = from; i < end; i++)
        standing_add(&board->units[i], ret);
}

bool board_asked(const struct board_totals *totals)
{
    bool any = totals->standings[STANDING_NONE] < totals->units;
    for (int lane = 0; lane < MASK_LANES; lane++)
        for (int i = 0; i < 12; i++)
            any |= totals->met[lane][i] || totals->open[lane][i];
    return any;
}
