/* Units and activities from two CSV files: columns by name in any order, others ignored, each fault with its row and column. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "document/document.h"
#include "feature/life/compliance/check.h"

enum { FAULTS_SHOWN = 20, UNKNOWN_SHOWN = 5, NAME_MAX_BYTES = 200 };

struct column { const char *name, *others; bool required; };

enum units_column { COLUMN_CODE, COLUMN_NAME, COLUMN_KIND, COLUMN_SECTOR, COLUMN_MEMBERS, COLUMN_GROUPS, COLUMN_COMMITTEE,
                    COLUMN_ELECTED, UNITS_COLUMN__COUNT };
static const struct column units_columns[UNITS_COLUMN__COUNT] = {
    [COLUMN_CODE] = {"code", "单位编码 编码 单位代码 代码", true},
    [COLUMN_NAME] = {"name", "名称 单位名称", false},
    [COLUMN_KIND] = {"kind", "类别 单位类别 组织类别", true},
    [COLUMN_SECTOR] = {"sector", "领域", false},
    [COLUMN_MEMBERS] = {"full_members", "正式党员 正式党员数 正式党员人数", false},
    [COLUMN_GROUPS] = {"groups", "党小组数 党小组", false},
    [COLUMN_COMMITTEE] = {"committee", "设委员会 支委会 是否设委员会", false},
    [COLUMN_ELECTED] = {"elected_on", "选举日期 换届日期 当选日期", false},
};

enum activities_column { COLUMN_UNIT, COLUMN_ACTIVITY, COLUMN_DAY, ACTIVITIES_COLUMN__COUNT };
static const struct column activities_columns[ACTIVITIES_COLUMN__COUNT] = {
    [COLUMN_UNIT] = {"unit", "单位编码 单位 编码", true},
    [COLUMN_ACTIVITY] = {"kind", "类别 活动类别 种类", true},
    [COLUMN_DAY] = {"date", "日期 活动日期", true},
};

/* Few words stand in millions of rows: the last ones are remembered with what they mean. */
enum { WORDS_SEEN = 64 };
struct word_seen { char text[32]; int found; };

/* A file being read: where its columns are, and what was wrong so far. */
struct reading {
    struct arena *arena;
    const char *path;
    FILE *err;
    struct csv csv;
    const struct column *columns;
    int column_count, at[UNITS_COLUMN__COUNT];   /* the cell of each column; -1 = not there */
    struct word_seen seen[UNITS_COLUMN__COUNT][WORDS_SEEN];
    long faults;
};

__attribute__((format(printf, 3, 4))) static void wrong(struct reading *r, int column, const char *format, ...)
{
    va_list arguments;
    if (++r->faults > FAULTS_SHOWN)
        return;
    va_start(arguments, format);
    fprintf(r->err, "%s：第 %ld 行，%s 列：%s\n", r->path, r->csv.row, r->columns[column].name,
            arena_vprintf(r->arena, format, arguments));
    va_end(arguments);
}

static const char *cell(const struct reading *r, int column)
{
    return r->at[column] >= 0 && (size_t)r->at[column] < r->csv.n ? r->csv.cells[r->at[column]] : "";
}

static bool named(const struct column *column, const char *heading)
{
    size_t n = strlen(heading);
    if (!strcasecmp(heading, column->name))
        return true;
    for (const char *at = column->others; n && at && *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == n && !strncmp(at, heading, n))
            return true;
    return false;
}

static int headings_read(struct reading *r)
{
    if (csv_next(&r->csv) != DONE)
        return fail(INVALID, "%s：是空的，第一行应当是列名", r->path);
    for (int c = 0; c < r->column_count; c++) {
        r->at[c] = -1;
        for (size_t i = 0; i < r->csv.n; i++) {
            if (!named(&r->columns[c], r->csv.cells[i]))
                continue;
            if (r->at[c] >= 0)
                return fail(INVALID, "%s：%s 列有两个（第 %d 列和第 %zu 列），请留一个", r->path, r->columns[c].name, r->at[c] + 1, i + 1);
            r->at[c] = (int)i;
        }
        if (r->at[c] < 0 && r->columns[c].required)
            return fail(INVALID, "%s：没有 %s 列，第一行应当是列名", r->path, r->columns[c].name);
    }
    return DONE;
}

static int reading_open(struct reading *r)
{
    TRY(csv_open(r->arena, r->path, &r->csv));
    return headings_read(r);
}

/* Why a file's rows ended. */
static int reading_end(struct reading *r, int outcome)
{
    if (outcome != NOT_FOUND)
        return fail(outcome, "%s：%s", r->path, arena_strdup(r->arena, error_message()));
    if (r->faults > FAULTS_SHOWN)
        fprintf(r->err, "%s：还有 %ld 处错误没有列出\n", r->path, r->faults - FAULTS_SHOWN);
    return r->faults ? fail(INVALID, "%s：有 %ld 处错误，改正后再核对", r->path, r->faults) : DONE;
}

/* cells */

static const char *words_list(struct arena *arena, const struct word *words, int n)
{
    struct buffer out = buffer_in(arena);
    for (int i = 0; i < n; i++)
        buffer_addf(&out, "%s%s", i ? "、" : "", words[i].label);
    return out.p;
}

static uint64_t text_hash(const char *text)
{
    uint64_t hash = 14695981039346656037u;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash ^ hash >> 29;
}

static int word_find(struct reading *r, int column, const struct word *words, int n, const char *text)
{
    struct word_seen *seen = &r->seen[column][text_hash(text) % WORDS_SEEN];
    if (*text && !strcmp(seen->text, text))
        return seen->found;
    int found = vocabulary_find(words, n, text);
    if (strlen(text) < sizeof seen->text) {
        memcpy(seen->text, text, strlen(text) + 1);
        seen->found = found;
    }
    return found;
}

static int word_read(struct reading *r, int column, const struct word *words, int n, const char *what)
{
    const char *text = cell(r, column);
    int found = word_find(r, column, words, n, text);
    if (found < 0 && !*text)
        wrong(r, column, "没有写%s", what);
    else if (found < 0)
        wrong(r, column, "不认识的%s“%.*s”，可以写：%s", what, NAME_MAX_BYTES, text, words_list(r->arena, words, n));
    return found;
}

static int number_read(struct reading *r, int column)
{
    const char *text = cell(r, column);
    char *end;
    if (!*text)
        return -1;
    long n = strtol(text, &end, 10);
    if (end > text && *end == '.')       /* 12.0, as spreadsheets write numbers */
        end += 1 + strspn(end + 1, "0");
    if (*end || n < 0 || n > 10000000) {
        wrong(r, column, "应当是一个数，不能是“%.*s”", NAME_MAX_BYTES, text);
        return -1;
    }
    return (int)n;
}

/* A day, also where a time stands behind it; all 0 when the cell is empty. */
static struct date day_read(struct reading *r, int column)
{
    const char *text = cell(r, column);
    struct date date = {0};
    size_t n = strcspn(text, " T");
    if (*text && date_parse(text[n] ? arena_strndup(r->arena, text, n) : text, &date) != DONE) {
        wrong(r, column, "“%.*s”不是日期，请写成 2026-03-01", NAME_MAX_BYTES, text);
        date = (struct date){0};
    }
    return date;
}

/* What people write where there is nothing to write. */
static bool nothing(const char *text)
{
    static const char *const words[] = {"-", "--", "—", "——", "/", "无", "未录入"};
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (!strcmp(text, words[i]))
            return true;
    return false;
}

/* 1 yes, 0 no, -1 neither. */
static int yes_find(const char *text)
{
    static const char *const yes[] = {"yes", "y", "true", "1", "是", "有", "设", "√"};
    static const char *const no[] = {"no", "n", "false", "0", "否", "无", "没有", "不设", "×"};
    for (size_t i = 0; i < ARRAY_SIZE(yes); i++)
        if (!strcasecmp(text, yes[i]))
            return 1;
    for (size_t i = 0; i < ARRAY_SIZE(no); i++)
        if (!strcasecmp(text, no[i]))
            return 0;
    return -1;
}

/* -1: not said. */
static int yes_read(struct reading *r, int column)
{
    const char *text = cell(r, column);
    int said = yes_find(text);
    if (*text && said < 0)
        wrong(r, column, "应当是 yes 或 no（是、否），不能是“%.*s”", NAME_MAX_BYTES, text);
    return said;
}

/* How many, or whether there are any. */
static int groups_read(struct reading *r)
{
    int said = yes_find(cell(r, COLUMN_GROUPS));
    return said >= 0 ? said : number_read(r, COLUMN_GROUPS);
}

/* the index by code: open addressing, at most half full */

static size_t slot_find(const struct check_units *units, const char *code)
{
    size_t slot = text_hash(code) & (units->slot_count - 1);
    while (units->slots[slot] && strcmp(units->items[units->slots[slot] - 1].code, code))
        slot = (slot + 1) & (units->slot_count - 1);
    return slot;
}

static void slots_grow(struct arena *arena, struct check_units *units)
{
    if (units->slot_count > units->n * 2)
        return;
    units->slot_count = units->slot_count ? units->slot_count * 4 : 1024;
    units->slots = arena_array(arena, uint32_t, units->slot_count);
    for (size_t i = 0; i < units->n; i++)
        units->slots[slot_find(units, units->items[i].code)] = (uint32_t)i + 1;
}

struct check_unit *check_units_find(const struct check_units *units, const char *code)
{
    size_t slot = units->slot_count ? units->slots[slot_find(units, code)] : 0;
    return slot ? &units->items[slot - 1] : NULL;
}

/* rows */

static void unit_read(struct reading *r, struct check_units *units)
{
    struct check_unit unit = {.code = arena_strdup(r->arena, cell(r, COLUMN_CODE)),
                              .name = arena_strdup(r->arena, cell(r, COLUMN_NAME))};
    int kind = word_read(r, COLUMN_KIND, unit_kind_words, UNIT_KIND__COUNT, "单位类别");
    int sector = *cell(r, COLUMN_SECTOR) ? word_read(r, COLUMN_SECTOR, sector_words, SECTOR__COUNT, "领域") : SECTOR_ORGAN;
    int members = number_read(r, COLUMN_MEMBERS), groups = groups_read(r);
    int committee = yes_read(r, COLUMN_COMMITTEE);
    if (!nothing(cell(r, COLUMN_ELECTED)))
        unit.elected = day_read(r, COLUMN_ELECTED);
    if (!*unit.code)
        wrong(r, COLUMN_CODE, "没有写编码");
    else if (check_units_find(units, unit.code))
        wrong(r, COLUMN_CODE, "编码“%.*s”写了两次，请留一行", NAME_MAX_BYTES, unit.code);
    if (kind < 0 || sector < 0 || !*unit.code)
        return;
    /* Where nobody says, seven full members are who must have a committee (O-04). */
    unit.facts = (struct unit_facts){(enum unit_kind)kind, (enum sector)sector, committee < 0 ? members >= 7 : committee,
                                     groups > 0 ? groups : 0};
    *arena_push(r->arena, &units->items, &units->n, &units->cap) = unit;
    slots_grow(r->arena, units);
    units->slots[slot_find(units, unit.code)] = (uint32_t)units->n;
}

int check_units_read(struct arena *arena, const char *path, FILE *err, struct check_units *ret)
{
    struct reading r = {.arena = arena, .path = path, .err = err, .columns = units_columns, .column_count = UNITS_COLUMN__COUNT};
    int outcome;
    *ret = (struct check_units){0};
    slots_grow(arena, ret);
    TRY(reading_open(&r));
    while ((outcome = csv_next(&r.csv)) == DONE)
        unit_read(&r, ret);
    return reading_end(&r, outcome);
}

int check_activities_read(struct arena *arena, const char *path, struct date asof, FILE *err, struct check_units *units)
{
    struct reading r = {.arena = arena, .path = path, .err = err, .columns = activities_columns,
                        .column_count = ACTIVITIES_COLUMN__COUNT};
    long unknown = 0;
    int outcome;
    TRY(reading_open(&r));
    while ((outcome = csv_next(&r.csv)) == DONE) {
        int kind = word_read(&r, COLUMN_ACTIVITY, activity_kind_words, ACTIVITY_KIND__COUNT, "活动类别");
        struct date date = day_read(&r, COLUMN_DAY);
        if (!*cell(&r, COLUMN_DAY))
            wrong(&r, COLUMN_DAY, "没有写日期");
        if (!*cell(&r, COLUMN_UNIT))
            wrong(&r, COLUMN_UNIT, "没有写单位编码");
        struct check_unit *unit = check_units_find(units, cell(&r, COLUMN_UNIT));
        if (!unit && *cell(&r, COLUMN_UNIT) && ++unknown <= UNKNOWN_SHOWN)
            fprintf(err, "%s：第 %ld 行，unit 列：单位表里没有“%.*s”，这一行没有计入\n", path, r.csv.row, NAME_MAX_BYTES,
                    cell(&r, COLUMN_UNIT));
        if (unit && kind >= 0 && date.year == asof.year && date_compare(date, asof) <= 0)
            mask_add(&unit->mask, (enum activity_kind)kind, date.month);
    }
    if (unknown > UNKNOWN_SHOWN)
        fprintf(err, "%s：共有 %ld 行的单位不在单位表里，没有计入\n", path, unknown);
    return reading_end(&r, outcome);
}
