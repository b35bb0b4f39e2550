/* The heat table and what is missing as workbooks: they say what was asked for, and when. */
#include <limits.h>
#include <unistd.h>

#include "document/document.h"
#include "feature/life/compliance/missing.h"

static const char *sheet_note(struct request *r, const char *what, const struct year_asked *a, int64_t unit)
{
    char now[MOMENT_TEXT];
    return arena_printf(r->arena, "%s，%s；%s；%s 导出，%s", unit ? names_title(r->arena, &unit_entity, unit) : "全部单位", what,
                        view_words(r->arena, a), moment_print(clock_now_ms(), now), r->session->name);
}

static const char *file_name(struct request *r, const char *what, const struct year_asked *a)
{
    char day[DATE_TEXT];
    return a->view.closed ? arena_printf(r->arena, "%s-%d年.xlsx", what, a->view.day.year)
                          : arena_printf(r->arena, "%s-截至%s.xlsx", what, date_print(a->view.day, day));
}

/* Finished, or gone. */
static int book_end(struct workbook *book, const char *path, int outcome)
{
    if (outcome == DONE)
        outcome = workbook_finish(book);
    else
        workbook_abandon(book);
    if (outcome != DONE)
        unlink(path);
    return outcome;
}

/* --- the heat table: a sheet of what is missing, one of what was held --- */

static int heat_columns(struct request *r, const struct heat *heat, bool held, struct sheet_column **ret)
{
    int n = 0;
    struct sheet_column *columns = arena_array(r->arena, struct sheet_column, heat->column_count + 5);
    columns[n++] = (struct sheet_column){.title = "单位", .width = 30};
    columns[n++] = (struct sheet_column){.title = "单位数", .width = 7, .kind = COLUMN_INT};
    for (int i = 0; i < heat->column_count; i++) {
        const struct period_column *c = &heat->columns[i];
        const char *what = held ? "" : c->over ? "缺" : "待";
        columns[n++] = (struct sheet_column){.title = arena_printf(r->arena, "%s %s%s", c->rule->name, c->label, what), .width = 7, .kind = COLUMN_INT};
    }
    static const char *const terms[] = {"任期逾期", "六个月内到期", "未录入选举"};
    for (size_t i = 0; i < ARRAY_SIZE(terms) && heat->terms && !held; i++)
        columns[n++] = (struct sheet_column){.title = terms[i], .width = 7, .kind = COLUMN_INT};
    *ret = columns;
    return n;
}

static const char *count_print(struct arena *arena, uint64_t n)
{
    return arena_printf(arena, "%llu", (unsigned long long)n);
}

static int heat_row_write(struct arena *arena, struct workbook *book, const struct heat *heat, const struct heat_row *row, bool held)
{
    static const enum standing standings[] = {STANDING_LATE, STANDING_NEAR, STANDING_UNKNOWN};
    const char *cells[MASK_LANES * 12 + 5];
    const struct board_totals *t = &row->totals;
    int n = 0;
    cells[n++] = heat_row_name(arena, row);
    cells[n++] = count_print(arena, t->units);
    for (int i = 0; i < heat->column_count; i++) {
        const struct period_column *c = &heat->columns[i];
        uint64_t met = t->met[c->lane][c->index], open = t->open[c->lane][c->index];
        cells[n++] = met + open ? count_print(arena, held ? met : open) : NULL;
    }
    for (size_t i = 0; i < ARRAY_SIZE(standings) && heat->terms && !held; i++)
        cells[n++] = count_print(arena, t->standings[standings[i]]);
    return workbook_row(book, cells, n);
}

static int heat_sheet_write(struct request *r, struct workbook *book, const struct heat *heat, const char *note, bool held)
{
    struct sheet_column *columns;
    int n = heat_columns(r, heat, held, &columns);
    TRY(workbook_sheet(book, &(struct sheet_layout){.name = held ? "已开展" : "缺和待开展", .title = held ? "组织生活：已开展" : "组织生活：缺和待开展",
                                                    .note = note, .columns = columns, .column_count = n, .paper = 3}));
    for (size_t i = 0; i < heat->n; i++) {
        _cleanup_(arena_destroy_p) struct arena *arena = arena_create(1 << 20);
        TRY(heat_row_write(arena, book, heat, &heat->rows[i], held));
    }
    return DONE;
}

int heat_sheet(struct request *r)
{
    struct year_asked a;
    struct heat *heat = arena_new(r->arena, struct heat);
    struct workbook *book;
    const char *path;
    TRY(year_asked_read(r, &a));
    TRY(heat_read(r, &a, 0, INT_MAX / 2, heat));
    TRY(request_file(r, file_name(r, "组织生活", &a), FILE_TYPE_XLSX, &path));
    const char *note = sheet_note(r, *a.rule ? "一条规则" : "全部规则", &a, heat->unit);
    TRY(workbook_create(path, &book));
    int outcome = heat_sheet_write(r, book, heat, note, false);
    if (outcome == DONE && heat->column_count)
        outcome = heat_sheet_write(r, book, heat, note, true);
    return book_end(book, path, outcome);
}

/* --- what is missing --- */

static const struct sheet_column missing_columns[] = {
    {.title = "单位", .width = 36}, {.title = "事项", .width = 18}, {.title = "时段", .width = 10},
    {.title = "到期日", .width = 12, .kind = COLUMN_DATE}, {.title = "状态", .width = 10}, {.title = "强度", .width = 8}, {.title = "依据", .width = 40},
};

static int duty_write(struct arena *arena, struct workbook *book, const char *name, const struct period_column *c)
{
    char due[DATE_TEXT];
    const char *cells[] = {name, c->rule->name, c->name, date_print(c->last, due), c->over ? "缺" : "待开展", rule_strength_ids[c->rule->strength],
                           rule_citation(arena, rulebook(), c->rule)};
    return workbook_row(book, cells, ARRAY_SIZE(cells));
}

static int missing_unit_write(struct arena *arena, struct workbook *book, const struct missing *m, const struct missing_unit *unit)
{
    static const char *const words[STANDING__COUNT] = {
        [STANDING_LATE] = "逾期", [STANDING_NEAR] = "六个月内到期", [STANDING_UNKNOWN] = "未录入选举日期"};
    const char *name = names_title(arena, &unit_entity, unit->unit);
    for (int i = 0; i < m->column_count; i++)
        if (unit->columns >> i & 1)
            TRY(duty_write(arena, book, name, &m->columns[i]));
    const char *cells[] = {name, "任期", NULL, NULL, words[unit->standing]};
    return unit->standing ? workbook_row(book, cells, ARRAY_SIZE(cells)) : DONE;
}

static int missing_write(struct workbook *book, const struct missing *m, const char *note)
{
    TRY(workbook_sheet(book, &(struct sheet_layout){.name = "缺什么", .title = "组织生活：缺什么", .note = note, .columns = missing_columns,
                                                    .column_count = ARRAY_SIZE(missing_columns), .paper = 4}));
    for (size_t i = 0; i < m->n; i++) {
        _cleanup_(arena_destroy_p) struct arena *arena = arena_create(1 << 20);
        TRY(missing_unit_write(arena, book, m, &m->units[i]));
    }
    return DONE;
}

int missing_sheet(struct request *r)
{
    struct year_asked a;
    struct missing *m = arena_new(r->arena, struct missing);
    struct workbook *book;
    const char *path;
    TRY(year_asked_read(r, &a));
    TRY(missing_read(r, &a, 0, INT64_MAX / 2, m));
    TRY(request_file(r, file_name(r, "组织生活缺什么", &a), FILE_TYPE_XLSX, &path));
    TRY(workbook_create(path, &book));
    return book_end(book, path, missing_write(book, m, sheet_note(r, missing_words(r->arena, m, &a), &a, m->unit)));
}
