/* Meetings as a table's lines: cells between tabs or bars, under a head or without one. */
#include <string.h>

#include "feature/life/activity/minutes.h"

enum { CELLS_MAX = 20, CELLS_MIN = 3 };
enum column { COLUMN_NONE, COLUMN_DAY, COLUMN_KIND, COLUMN_EXPECTED, COLUMN_PRESENT, COLUMN_ABSENT, COLUMN_REASON, COLUMN_TOPIC, COLUMN_PLACE,
              COLUMN_CHAIR, COLUMN_RECORDER };

static const struct { const char *word; enum column column; } heads[] = {
    {"日期", COLUMN_DAY}, {"时间", COLUMN_DAY}, {"会议时间", COLUMN_DAY}, {"活动时间", COLUMN_DAY}, {"开展时间", COLUMN_DAY}, {"会议名称", COLUMN_KIND},
    {"活动名称", COLUMN_KIND}, {"会议类型", COLUMN_KIND}, {"活动类型", COLUMN_KIND}, {"活动", COLUMN_KIND}, {"类型", COLUMN_KIND}, {"类别", COLUMN_KIND},
    {"形式", COLUMN_KIND}, {"名称", COLUMN_KIND}, {"会议", COLUMN_KIND}, {"项目", COLUMN_KIND}, {"应到", COLUMN_EXPECTED}, {"应到人数", COLUMN_EXPECTED},
    {"应参加", COLUMN_EXPECTED}, {"实到", COLUMN_PRESENT}, {"实到人数", COLUMN_PRESENT}, {"实参加", COLUMN_PRESENT}, {"参加人数", COLUMN_PRESENT},
    {"缺席", COLUMN_ABSENT}, {"缺席人员", COLUMN_ABSENT}, {"请假", COLUMN_ABSENT}, {"请假人员", COLUMN_ABSENT}, {"缺席人员及原因", COLUMN_ABSENT},
    {"缺席(原因)", COLUMN_ABSENT}, {"缺席情况", COLUMN_ABSENT}, {"缺席原因", COLUMN_REASON}, {"原因", COLUMN_REASON}, {"议题", COLUMN_TOPIC},
    {"主题", COLUMN_TOPIC}, {"内容", COLUMN_TOPIC}, {"主要内容", COLUMN_TOPIC}, {"会议内容", COLUMN_TOPIC}, {"活动内容", COLUMN_TOPIC}, {"会议议题", COLUMN_TOPIC},
    {"活动主题", COLUMN_TOPIC}, {"议题或内容", COLUMN_TOPIC}, {"地点", COLUMN_PLACE}, {"会议地点", COLUMN_PLACE}, {"活动地点", COLUMN_PLACE},
    {"主持人", COLUMN_CHAIR}, {"主持", COLUMN_CHAIR}, {"记录人", COLUMN_RECORDER}, {"记录", COLUMN_RECORDER},
};

/* sources: the same cells in the signs of the source. */
struct line { const char *cells[CELLS_MAX], *sources[CELLS_MAX]; int n; size_t from, to; };

static char separator_of(const char *from, const char *to)
{
    int tabs = 0, bars = 0;
    for (const char *p = from; p < to; p++) {
        tabs += *p == '\t';
        bars += *p == '|';
    }
    return tabs >= CELLS_MIN - 1 ? '\t' : bars >= CELLS_MIN - 1 ? '|' : 0;
}

/* False: the line is none of a table. */
static bool line_take(struct arena *arena, const struct minutes_text *text, size_t from, size_t to, struct line *ret)
{
    char separator = separator_of(text->t + from, text->t + to);
    *ret = (struct line){.from = from, .to = to};
    for (size_t at = from; separator && at <= to && ret->n < CELLS_MAX;) {
        size_t end = at;
        while (end < to && text->t[end] != separator)
            end++;
        const char *cell = text_trim(arena, arena_strndup(arena, text->t + at, end - at));
        if (separator == '\t' || *cell || (at > from && end < to)) {     /* bars also stand at both ends */
            ret->sources[ret->n] = minutes_words(arena, text, text->t + at, text->t + end);
            ret->cells[ret->n++] = cell;
        }
        at = end + 1;
    }
    return ret->n >= CELLS_MIN;
}

static enum column column_of(const char *head)
{
    for (size_t i = 0; i < ARRAY_SIZE(heads); i++)
        if (!strcmp(heads[i].word, head))
            return heads[i].column;
    return COLUMN_NONE;
}

/* How many columns are called something we know. */
static int head_take(const struct line *line, enum column columns[CELLS_MAX])
{
    int known = 0;
    for (int i = 0; i < line->n; i++) {
        columns[i] = column_of(line->cells[i]);
        known += columns[i] != COLUMN_NONE;
    }
    return known;
}

/* Without a head: a cell that is a day, the kind, two numbers; the longest of the rest is what it was about. */
static void guess(const struct line *line, enum column columns[CELLS_MAX])
{
    int longest = -1, numbers = 0;
    bool day_seen = false, kind_seen = false;
    for (int i = 0; i < line->n; i++) {
        const char *cell = line->cells[i], *p = cell;
        struct minutes_day day;
        size_t bytes;
        columns[i] = COLUMN_NONE;
        if (!day_seen && minutes_day_at(cell, 0, true, &day)) {
            columns[i] = COLUMN_DAY;
            day_seen = true;
        } else if (!kind_seen && minutes_kind_at(cell, &bytes) != ACTIVITY_KIND__COUNT) {
            columns[i] = COLUMN_KIND;
            kind_seen = true;
        } else if (day_seen && minutes_number(&p) >= 0 && (!*p || text_starts(p, "人") || text_starts(p, "名"))) {
            columns[i] = numbers == 0 ? COLUMN_EXPECTED : numbers == 1 ? COLUMN_PRESENT : COLUMN_NONE;
            numbers++;
        } else if (longest < 0 || strlen(cell) > strlen(line->cells[longest]))
            longest = i;
    }
    if (longest >= 0)
        columns[longest] = COLUMN_TOPIC;
}

static const char *cell_of(const struct line *line, const enum column columns[CELLS_MAX], enum column column)
{
    for (int i = 0; i < line->n; i++)
        if (columns[i] == column)
            return line->cells[i];
    return "";
}

static const char *source_of(const struct line *line, const enum column columns[CELLS_MAX], enum column column)
{
    for (int i = 0; i < line->n; i++)
        if (columns[i] == column)
            return line->sources[i];
    return "";
}

static int count_of(const char *cell)
{
    return minutes_number(&cell);
}

static void kinds_of(const char *cell, struct minutes_found *m)
{
    enum activity_kind *const places[] = {&m->kind, &m->also, &m->also_too};
    size_t n = 0;
    for (const char *at = cell; *at && n < ARRAY_SIZE(places);) {
        size_t bytes;
        enum activity_kind kind = minutes_kind_at(at, &bytes);
        if (kind != ACTIVITY_KIND__COUNT && kind != m->kind && kind != m->also)
            *places[n++] = kind;
        if (bytes)
            at += bytes;
        else
            utf8_next(&at);
    }
}

static const char *name_of(struct arena *arena, const char *cell, const struct known_names *known)
{
    struct absentee *names;
    return absentees_read(arena, cell, known, &names) ? names[0].name : "";
}

/* A reason in a column of its own is said of whom the other names without one. */
static void absentees_of(struct arena *arena, const struct line *line, const enum column columns[CELLS_MAX], const struct known_names *known,
                         struct minutes_found *m)
{
    const char *reason = source_of(line, columns, COLUMN_REASON);
    m->absentee_count = absentees_read(arena, cell_of(line, columns, COLUMN_ABSENT), known, &m->absentees);
    for (size_t i = 0; i < m->absentee_count; i++)
        if (!*m->absentees[i].reason)
            m->absentees[i].reason = reason;
}

/* False: no day, so no meeting. */
static bool meeting_take(struct arena *arena, const struct minutes_text *text, const struct line *line, const enum column columns[CELLS_MAX],
                         int *year, const struct known_names *known, struct minutes_found *m)
{
    struct minutes_day day;
    if (!minutes_day_at(cell_of(line, columns, COLUMN_DAY), 0, true, &day))
        return false;
    *year = day.year ? day.year : *year;
    const char *topic = source_of(line, columns, COLUMN_TOPIC), *kind = cell_of(line, columns, COLUMN_KIND);
    size_t from = text->origin[line->from], to = text->origin[line->to];
    *m = (struct minutes_found){
        .kind = ACTIVITY_KIND__COUNT, .also = ACTIVITY_KIND__COUNT, .also_too = ACTIVITY_KIND__COUNT, .on = {*year, day.month, day.day},
        .expected = count_of(cell_of(line, columns, COLUMN_EXPECTED)), .present = count_of(cell_of(line, columns, COLUMN_PRESENT)),
        .topic = *topic ? topic : kind, .place = source_of(line, columns, COLUMN_PLACE), .chair = name_of(arena, cell_of(line, columns, COLUMN_CHAIR), known),
        .recorder = name_of(arena, cell_of(line, columns, COLUMN_RECORDER), known), .words = arena_strndup(arena, text->source + from, to - from),
        .from = from, .to = to};
    kinds_of(kind, m);
    if (m->kind == ACTIVITY_KIND__COUNT)
        kinds_of(topic, m);
    absentees_of(arena, line, columns, known, m);
    return true;
}

bool minutes_table(struct arena *arena, const struct minutes_text *text, int year, const struct known_names *known, struct minutes_found **ret, size_t *ret_n)
{
    struct line line;
    enum column columns[CELLS_MAX] = {COLUMN_NONE};
    bool headed = false;
    size_t cap = 0;
    *ret = NULL;
    *ret_n = 0;
    for (size_t from = 0, to; from < text->n; from = to + 1) {
        struct minutes_found found;
        for (to = from; to < text->n && text->t[to] != '\n'; to++)
            ;
        enum column head[CELLS_MAX];
        if (!line_take(arena, text, from, to, &line))
            continue;
        if (head_take(&line, head) >= 2) {
            memcpy(columns, head, sizeof columns);
            headed = true;
            continue;
        }
        if (!headed)
            guess(&line, columns);
        if (*ret_n < MINUTES_FOUND_MAX && meeting_take(arena, text, &line, columns, &year, known, &found))
            *arena_push(arena, ret, ret_n, &cap) = found;
    }
    return *ret_n > 0;
}
