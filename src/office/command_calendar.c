/* `mingze calendar import`: a later npm chinese-days (its chinese-days.json), or lines "2027-01-01 off". */
#include <stdio.h>
#include <string.h>

#include "office/commands.h"
#include "office/inside.h"

enum { FILE_MAX = 4 << 20, YEAR_MIN = 2000, YEAR_MAX = 2099, DAYS_MAX = 366 };

struct named_day { struct date day; const char *kind, *name; };
struct year { int year, off, on; bool differs; };
struct import {
    struct arena *arena;
    struct named_day *days; size_t n, cap;
    struct year years[YEAR_MAX - YEAR_MIN + 1];
};

static int text_read(struct arena *arena, const char *path, char **ret)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(NOT_FOUND, "打不开 %s", path);
    char *bytes = arena_alloc(arena, FILE_MAX + 1);
    size_t n = fread(bytes, 1, FILE_MAX + 1, file);
    bool bad = ferror(file);
    fclose(file);
    if (bad || n > FILE_MAX)
        return fail(bad ? INVALID : TOO_LARGE, "%s %s", path, bad ? "没有读完" : "超过 4 MB，不像是放假安排");
    bytes[n] = '\0';
    *ret = bytes;
    return DONE;
}

static int day_add(struct import *import, const char *day, const char *kind, const char *name)
{
    struct date date;
    if (date_parse(day, &date) != DONE || date.year < YEAR_MIN || date.year > YEAR_MAX)
        return fail(INVALID, "“%s”不是日期，没有导入", day);
    *arena_push(import->arena, &import->days, &import->n, &import->cap) =
        (struct named_day){date, kind, arena_strdup(import->arena, name)};
    struct year *year = &import->years[date.year - YEAR_MIN];
    year->year = date.year;
    *(*kind == 'o' && kind[1] == 'f' ? &year->off : &year->on) += 1;
    return DONE;
}

/* "New Year's Day,元旦,1" */
static const char *feast(struct arena *arena, const char *text)
{
    const char *comma = text ? strchr(text, ',') : NULL;
    return comma ? arena_strndup(arena, comma + 1, strcspn(comma + 1, ",")) : "";
}

static int json_days(struct import *import, json_t *days, const char *kind)
{
    const char *day;
    json_t *value;
    json_object_foreach(days, day, value)
        TRY(day_add(import, day, kind, feast(import->arena, json_string_value(value))));
    return DONE;
}

static int lines_days(struct import *import, char *text)
{
    char *rest = NULL;
    for (char *line = strtok_r(text, "\r\n", &rest); line; line = strtok_r(NULL, "\r\n", &rest)) {
        char *space = strchr(line, ' ');
        const char *kind = space && !strcmp(space + 1, "off") ? "off" : space && !strcmp(space + 1, "on") ? "on" : NULL;
        if (!kind)
            return fail(INVALID, "看不懂这一行：“%s”；每行如“2027-01-01 off”或“2027-02-06 on”", line);
        *space = '\0';
        TRY(day_add(import, line, kind, ""));
    }
    return DONE;
}

static int import_read(struct import *import, char *text)
{
    if (*text != '{')
        return lines_days(import, text);
    json_t *all = json_loads(text, 0, NULL);
    if (!json_is_object(json_object_get(all, "holidays")) || !json_is_object(json_object_get(all, "workdays"))) {
        json_decref(all);
        return fail(INVALID, "不是 chinese-days.json：没有 holidays 和 workdays");
    }
    int e = json_days(import, json_object_get(all, "holidays"), "off");
    if (e == DONE)
        e = json_days(import, json_object_get(all, "workdays"), "on");
    json_decref(all);
    return e;
}

/* What the file says of a day against what the program goes by. */
static bool day_differs(const struct import *import, struct date day)
{
    bool known, works = date_weekday(day) <= 5;
    for (size_t i = 0; i < import->n; i++)
        if (date_compare(import->days[i].day, day) == 0)
            works = !strcmp(import->days[i].kind, "on");
    return workday_is(day, &known) != works || !known;
}

static int years_compare(struct import *import)
{
    for (size_t i = 0; i < ARRAY_SIZE(import->years); i++) {
        struct year *year = &import->years[i];
        if (!year->year)
            continue;
        struct date first = {year->year, 1, 1}, autumn = {year->year, 10, 1};
        int off = 0;
        for (size_t k = 0; k < import->n; k++)
            off += !strcmp(import->days[k].kind, "off") && (date_compare(import->days[k].day, first) == 0 ||
                                                            date_compare(import->days[k].day, autumn) == 0);
        if (off < 2)
            return fail(INVALID, "%d 年的安排不完整：元旦和国庆节至少有一个没有列为放假，没有导入", year->year);
        for (int d = 0; d < DAYS_MAX && !year->differs; d++) {
            struct date day = date_add_days(first, d);
            year->differs = day.year == year->year && day_differs(import, day);
        }
    }
    return DONE;
}

/* What stood of the year goes, journaled like any removal. */
static int year_clear(struct change *outer, int year)
{
    char from[DATE_TEXT], until[DATE_TEXT];
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *ids = NULL;
    size_t n = 0, cap = 0;
    int e;
    TRY(db_query(outer->db, &s, "SELECT id FROM calendar_day WHERE day BETWEEN ?1 AND ?2",
                 value_text(date_print((struct date){year, 1, 1}, from)),
                 value_text(date_print((struct date){year, 12, 31}, until))));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(outer->arena, &ids, &n, &cap) = statement_int(s, 0);
    TRY(e);
    for (size_t i = 0; i < n; i++) {
        struct change change = change_within(outer, &calendar_day_entity, "remove");
        TRY(record_remove(&change, ids[i], 0));
    }
    return DONE;
}

static int import_write(struct change *outer, void *context)
{
    const struct import *import = context;
    char day[DATE_TEXT];
    for (size_t i = 0; i < ARRAY_SIZE(import->years); i++)
        if (import->years[i].differs)
            TRY(year_clear(outer, import->years[i].year));
    for (size_t i = 0; i < import->n; i++) {
        if (!import->years[import->days[i].day.year - YEAR_MIN].differs)
            continue;
        struct change change = change_within(outer, &calendar_day_entity, "create");
        struct record *record = record_new(outer->arena, &calendar_day_entity);
        record_set_text(record, CALENDAR_DAY, date_print(import->days[i].day, day));
        record_set_text(record, CALENDAR_KIND, import->days[i].kind);
        record_set_text(record, CALENDAR_NAME, import->days[i].name);
        int e = record_create(&change, record);
        if (e != DONE)
            return e == INVALID && change.problem_count ? fail(e, "%s", change.problems[0].message) : e;
    }
    return DONE;
}

static void import_say(const struct command_call *call, const struct import *import)
{
    int same = 0;
    json_t *years = json_array();
    for (size_t i = 0; i < ARRAY_SIZE(import->years); i++) {
        const struct year *year = &import->years[i];
        same += year->year && !year->differs;
        if (!year->differs)
            continue;
        json_array_append_new(years, json_pack("{s:i,s:i,s:i}", "year", year->year, "off", year->off, "on", year->on));
        if (!call->json)
            fprintf(call->out, "%d 年：放假 %d 天，调休上班 %d 天\n", year->year, year->off, year->on);
    }
    if (call->json)
        command_print_json(call, years);
    else if (same)
        fprintf(call->out, "另有 %d 个年份与现有的相同\n", same);
    json_decref(years);
}

int command_calendar_import(struct command_call *call)
{
    struct import *import = arena_new(call->arena, struct import);
    char *text;
    import->arena = call->arena;
    TRY(text_read(call->arena, call->arguments[0], &text));
    TRY(import_read(import, text));
    if (!import->n)
        return fail(INVALID, "%s 里没有一天", call->arguments[0]);
    TRY(years_compare(import));
    TRY(system_write(call->system, import_write, import, "command"));
    import_say(call, import);
    return DONE;
}
