/* The lines of one unit as bits: what board.h adds up. */
#include "feature/life/compliance/board.h"

#include <string.h>

static unsigned periods_of(unsigned months, enum rule_period period)
{
    if (period == PERIOD_MONTH)
        return months & 0xFFF;
    if (period == PERIOD_QUARTER)
        return (months | months >> 1 | months >> 2) & 0x249;
    return months != 0;
}

struct mask mask_periods(const struct mask *mask, const struct mask_duties *duties)
{
    struct mask ret = {{0}};
    for (int lane = 0; lane < MASK_LANES; lane++)
        ret.lanes[lane] = (uint16_t)periods_of(mask->lanes[lane], duties->periods[lane]);
    return ret;
}

struct taking {
    const struct board *board;
    const char *rule;                    /* of the line before */
    int lane;
    struct mask met, open;
    struct board_unit *unit;
};

static void standing_take(struct taking *t, const struct check_line *line)
{
    static const enum standing standings[RULE_STATE__COUNT] = {
        [STATE_MET] = STANDING_NORMAL, [STATE_LATE] = STANDING_LATE, [STATE_UNKNOWN] = STANDING_UNKNOWN,
    };
    enum standing standing = standings[line->answer.state];
    if (standing == STANDING_NONE)
        return;
    if (standing == STANDING_NORMAL && date_compare(date_add_months(line->answer.due, -6), t->board->view.day) <= 0)
        standing = STANDING_NEAR;
    t->unit->standing = (uint8_t)standing;
    t->unit->strength = (uint8_t)line->strength;
}

static int lane_find(const struct board *board, const char *rule)
{
    for (int lane = 0; lane < MASK_LANES; lane++)
        if (board->lanes[lane].id && !strcmp(board->lanes[lane].id, rule))
            return lane;
    return -1;
}

static int line_take(void *context, const struct check_line *line)
{
    struct taking *t = context;
    if (line->rule != t->rule) {
        t->rule = line->rule;
        t->lane = lane_find(t->board, line->rule);
    }
    if (line->version->kind == RULE_TERM)
        standing_take(t, line);
    if (t->lane < 0 || !line->answer.due.year)
        return DONE;
    /* Where a place counts by other periods, theirs stand where they end; what is short of one of them is short. */
    int months = 12 / period_count(t->board->lanes[t->lane].period);
    unsigned bit = 1u << (line->answer.due.month - 1) / months * months;
    if (line->answer.state == STATE_MET)
        t->met.lanes[t->lane] = (uint16_t)(t->met.lanes[t->lane] | bit);
    else if (line->answer.state != STATE_NA)
        t->open.lanes[t->lane] = (uint16_t)(t->open.lanes[t->lane] | bit);
    return DONE;
}

int board_lines(const struct board *board, const struct check *check, const struct check_unit *unit, struct mask *ret_met, struct mask *ret_open,
                struct board_unit *ret)
{
    struct taking t = {.board = board, .unit = ret};
    ret->standing = STANDING_NONE;
    TRY(check_unit(check, unit, line_take, &t));
    for (int lane = 0; lane < MASK_LANES; lane++)
        t.met.lanes[lane] = (uint16_t)(t.met.lanes[lane] & ~t.open.lanes[lane]);
    *ret_met = t.met;
    *ret_open = t.open;
    return DONE;
}

int board_standing(const struct board *board, const struct check_unit *unit, struct board_unit *ret)
{
    struct taking t = {.board = board, .unit = ret};
    ret->standing = STANDING_NONE;
    return check_terms(board->check, unit, line_take, &t);
}

void board_stood(struct board *board, uint32_t at, bool stood)
{
    static const struct mask nothing = {{0}};
    if (!stood) {
        board->met[at] = board->open[at] = nothing;
        board->units[at].standing = STANDING_NONE;
    }
    board->units[at].stood = stood;
    board->met[at].lanes[MASK_FLAGS] = stood ? 0x7F : 0;
    board->open[at].lanes[MASK_FLAGS] = 0x7F;
}
