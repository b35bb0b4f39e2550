/* The rows of a heat table. */
#include "feature/life/compliance/heat.h"

#include <string.h>

const char *const heat_kind_ids[HEAT_KIND__COUNT] = {[HEAT_TOTAL] = "total", [HEAT_OWN] = "own", [HEAT_CHILD] = "child"};

/* Is anything asked of what is seen from one place to another? */
static bool asks(const struct board_sight *sight, uint32_t from, uint32_t end)
{
    const struct board *board = sight->board;
    for (uint32_t i = from; i < end; i++) {
        bool any = board->units[i].standing != STANDING_NONE;
        for (int lane = 0; lane < MASK_LANES && !any; lane++)
            any = board->met[i].lanes[lane] | board->open[i].lanes[lane];
        if (any && board_sees(sight, i))
            return true;
    }
    return false;
}

static void row_add(struct arena *arena, struct heat *heat, enum heat_kind kind, const struct board_sight *sight, uint32_t from, uint32_t end)
{
    struct heat_row *row = arena_push(arena, &heat->rows, &heat->n, &heat->cap);
    *row = (struct heat_row){.kind = kind, .unit = sight->board->units[from].id, .below = asks(sight, from + 1, end)};
    board_sum(sight, from, end, &row->totals);
}

static void totals_add(struct board_totals *to, const struct board_totals *more)
{
    uint64_t *sums = (uint64_t *)to;
    const uint64_t *parts = (const uint64_t *)more;
    for (size_t i = 0; i < sizeof *to / sizeof *sums; i++)
        sums[i] += parts[i];
}

/* The pieces that are a row each. */
struct pieces { struct piece *items; size_t n, cap; };

static void piece_take(struct arena *arena, const struct board_sight *sight, uint32_t at, struct pieces *pieces)
{
    const struct piece piece = {at, sight->board->units[at].end};
    if (asks(sight, piece.from, piece.end))
        *arena_push(arena, &pieces->items, &pieces->n, &pieces->cap) = piece;
}

/* A 党组 has no Party organisation below it by parent, but leads them. */
static void led_find(struct arena *arena, const struct board_sight *sight, uint32_t at, struct pieces *pieces)
{
    for (uint32_t i = 0; i < sight->board->n; i++)
        if (sight->board->units[i].led_by == at)
            piece_take(arena, sight, i, pieces);
}

static void pieces_find(struct arena *arena, const struct board_sight *sight, uint32_t at, struct pieces *pieces)
{
    const struct board *board = sight->board;
    uint32_t from = at == BOARD_NONE ? 0 : at + 1, end = at == BOARD_NONE ? board->n : board->units[at].end;
    for (uint32_t i = from; i < end; i = board->units[i].end)
        piece_take(arena, sight, i, pieces);
    if (!pieces->n && at != BOARD_NONE && !asks(sight, at, at + 1))
        led_find(arena, sight, at, pieces);
}

size_t pieces_below(struct arena *arena, const struct board_sight *sight, uint32_t at, struct piece **ret)
{
    struct pieces pieces = {0};
    if (at == BOARD_NONE)
        *arena_push(arena, &pieces.items, &pieces.n, &pieces.cap) = (struct piece){0, sight->board->n};
    else
        piece_take(arena, sight, at, &pieces);
    if (!pieces.n)
        led_find(arena, sight, at, &pieces);
    *ret = pieces.items;
    return pieces.n;
}

static void uppers_take(const struct board_sight *sight, uint32_t at, struct heat *heat)
{
    const struct board *board = sight->board;
    while (at != BOARD_NONE && board->units[at].parent != BOARD_NONE && heat->upper_count < HEAT_UPPERS) {
        at = board->units[at].parent;
        struct board_sight upper = *sight;
        upper.whole = false;
        if (!board_sees(&upper, at))
            break;
        heat->uppers[heat->upper_count++] = board->units[at].id;
    }
}

void heat_take(struct arena *arena, const struct board_sight *sight, uint32_t at, int first, int most, struct heat *ret)
{
    struct pieces pieces = {0};
    struct piece *whole;
    struct board_totals part;
    const struct board *board = sight->board;
    pieces_find(arena, sight, at, &pieces);
    ret->unit = at == BOARD_NONE ? 0 : board->units[at].id;
    ret->leaf = !pieces.n && at != BOARD_NONE;
    uppers_take(sight, at, ret);
    *arena_push(arena, &ret->rows, &ret->n, &ret->cap) = (struct heat_row){.kind = HEAT_TOTAL, .unit = ret->unit, .below = true};
    if (at != BOARD_NONE && (ret->leaf || asks(sight, at, at + 1)))
        row_add(arena, ret, HEAT_OWN, sight, at, at + 1);
    for (size_t i = (size_t)first; i < pieces.n && i < (size_t)first + (size_t)most; i++)
        row_add(arena, ret, HEAT_CHILD, sight, pieces.items[i].from, pieces.items[i].end);
    size_t n = pieces_below(arena, sight, at, &whole);
    for (size_t i = 0; i < n; i++) {
        board_sum(sight, whole[i].from, whole[i].end, &part);
        totals_add(&ret->rows[0].totals, &part);
    }
    ret->more = pieces.n > (size_t)first + (size_t)most;
}

void heat_columns_keep(struct heat *heat)
{
    const struct board_totals *t = &heat->rows[0].totals;
    int kept = 0;
    for (int i = 0; i < heat->column_count; i++) {
        const struct period_column *c = &heat->columns[i];
        bool asked = false;
        for (int k = 0; k < period_count(c->period); k++)
            asked |= t->met[c->lane][k] || t->open[c->lane][k];
        if (asked)
            heat->columns[kept++] = *c;
    }
    heat->column_count = kept;
}

const char *heat_row_name(struct arena *arena, const struct heat_row *row)
{
    return row->kind == HEAT_TOTAL ? "合计" : row->kind == HEAT_OWN ? "本级" : names_title(arena, &unit_entity, row->unit);
}
