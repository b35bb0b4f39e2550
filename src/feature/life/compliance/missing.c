/* Units × duties that are missing, read from the board. */
#include "feature/life/compliance/missing.h"

#include <stdlib.h>
#include <string.h>

static const struct { const char *id, *label; enum standing standing; } standings[] = {
    {"late", "任期逾期", STANDING_LATE}, {"near", "任期六个月内到期", STANDING_NEAR}, {"unknown", "没有录入选举日期", STANDING_UNKNOWN},
};

static int wrong(struct request *r, const char *message)
{
    r->answer.status = 400;
    return fail(INVALID, "%s", message);
}

/* A month that is asked for: with a day or a year, one of that year. */
static int month_read(struct request *r, struct year_asked *a, struct missing *m)
{
    struct date first = {a->view.day.year, a->view.day.month, 1}, today = clock_today();
    if (*a->period && (strlen(a->period) != 7 || date_parse(arena_printf(r->arena, "%s-01", a->period), &first) != DONE))
        return wrong(r, "月份请写成 2026-03");
    if (first.year > today.year || (first.year == today.year && first.month > today.month))
        return wrong(r, "这个月还没有到");
    if (first.year != a->view.day.year) {
        if (a->past)
            return wrong(r, "月份和年度、截至的日期不在同一年");
        a->view = (struct year_view){{first.year, 12, 31}, true};
        a->past = true;
    }
    m->month = arena_printf(r->arena, "%04d-%02d", first.year, first.month);
    return DONE;
}

/* The columns that were asked for: all that end in the month, or one rule's, one period or what there was time for. */
static int columns_choose(struct request *r, const struct year_asked *a, const struct board *board, struct missing *m)
{
    struct period_column all[MASK_LANES * 12];
    char last[PERIOD_TEXT];
    int n = period_columns(r->arena, board, a->rule, all);
    for (int i = 0; i < n && m->column_count < MISSING_COLUMNS; i++) {
        bool wanted = *m->month ? !strcmp(period_print(PERIOD_MONTH, all[i].last.year, all[i].last.month - 1, last), m->month)
                      : *a->period ? !strcmp(a->period, all[i].name) : all[i].begun;
        if (wanted)
            m->columns[m->column_count++] = all[i];
    }
    return !m->column_count && !*m->month && *a->period ? wrong(r, "没有这个时段，请从表里点开") : DONE;
}

static int standing_asked(struct request *r, const struct year_asked *a, uint32_t *ret)
{
    *ret = 0;
    for (size_t i = 0; i < ARRAY_SIZE(standings); i++)
        if (!*a->period ? standings[i].standing != STANDING_NEAR : !strcmp(a->period, standings[i].id))
            *ret |= 1u << standings[i].standing;
    return *ret ? DONE : wrong(r, "没有这种任期状态，请从表里点开");
}

static void unit_take(struct arena *arena, const struct board_sight *creating, uint32_t at, uint32_t standings_wanted, int64_t first, int64_t most,
                      struct missing *m)
{
    const struct board *board = creating->board;
    struct missing_unit unit = {.unit = board->units[at].id};
    for (int i = 0; i < m->column_count; i++) {
        const struct period_column *c = &m->columns[i];
        unsigned bit = board->open[at].lanes[c->lane] >> c->index * (12 / period_count(c->period)) & 1;
        unit.columns |= bit << i;
        m->item_count += bit;
        m->over_count += bit && c->over;
    }
    if (standings_wanted >> board->units[at].standing & 1) {
        unit.standing = (enum standing)board->units[at].standing;
        m->item_count++;
        m->over_count += unit.standing == STANDING_LATE;
    }
    if (!unit.columns && !unit.standing)
        return;
    if (m->unit_count >= first && m->unit_count - first < most) {
        unit.may_create = board_sees(creating, at);
        *arena_push(arena, &m->units, &m->n, &m->cap) = unit;
    }
    m->unit_count++;
}

static int board_walk(struct request *r, const struct year_asked *a, const struct board *board, int64_t first, int64_t most, struct missing *m)
{
    struct board_sight sight;
    struct piece *pieces;
    uint32_t at, standings_wanted = 0;
    TRY(place_asked(r, a, board, &sight, &at));
    if (m->terms)
        TRY(standing_asked(r, a, &standings_wanted));
    else
        TRY(columns_choose(r, a, board, m));
    struct board_sight creating = board_sight(r->arena, board, r->session->access, "create", at);
    size_t n = pieces_below(r->arena, &sight, at, &pieces);
    for (size_t k = 0; k < n; k++)
        for (uint32_t i = pieces[k].from; i < pieces[k].end; i++)
            if (board->units[i].stood && board_sees(&sight, i))
                unit_take(r->arena, &creating, i, standings_wanted, first, most, m);
    m->unit = at == BOARD_NONE ? 0 : board->units[at].id;
    year_choices(r, a, board);
    return DONE;
}

int missing_read(struct request *r, struct year_asked *a, int64_t first, int64_t most, struct missing *ret)
{
    const struct board *board;
    memset(ret, 0, sizeof *ret);
    ret->month = "";
    ret->terms = !strcmp(a->rule, "term");
    if (!*a->rule)
        TRY(month_read(r, a, ret));
    TRY(board_open(r->system->path, r->db, &a->view, &board));
    int outcome = board_walk(r, a, board, first, most, ret);
    board_close();
    return outcome;
}

const char *duty_label(struct arena *arena, const struct period_column *c)
{
    return arena_printf(arena, "%s%s", c->label, c->rule->name);
}

const char *missing_words(struct arena *arena, const struct missing *m, const struct year_asked *a)
{
    struct buffer out = buffer_in(arena);
    if (*m->month)
        return arena_printf(arena, "%.4s 年 %d 月到期的", m->month, (int)strtol(m->month + 5, NULL, 10));
    for (size_t i = 0; i < ARRAY_SIZE(standings) && m->terms; i++)
        if (!*a->period ? standings[i].standing != STANDING_NEAR : !strcmp(a->period, standings[i].id))
            buffer_addf(&out, "%s%s", out.n ? "、" : "", standings[i].label);
    if (m->terms)
        return out.p;
    return m->column_count == 1 ? duty_label(arena, &m->columns[0]) : m->column_count ? m->columns[0].rule->name : "";
}
