/* Where the meetings of a text begin: at the days on which they were held, with the heading above each. */
#include <string.h>

#include "feature/life/activity/minutes.h"

enum { HEADING_CHARACTERS = 40, CLAUSE_BYTES = 240 };

/* Labels behind which a meeting's own day stands. */
static const char *const day_labels[] = {"会议时间", "活动时间", "开会时间", "召开时间", "学习时间", "时间", "会议日期", "活动日期", "日期"};
/* What may stand above the day in a form and is the meeting's own. */
static const char *const form_labels[] = {
    "会议名称", "会议类型", "会议类别", "活动名称", "活动类型", "活动类别", "活动形式", "名称", "类型", "类别", "形式", "地点", "会议地点", "活动地点", "主持", "主持人",
    "会议主持", "记录", "记录人", "主题", "会议主题", "活动主题", "议题", "党支部", "支部",
};

static bool starts_any(const char *at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text_starts(at, words[i]))
            return true;
    return false;
}

static size_t line_start(const struct minutes_text *text, size_t at)
{
    while (at && text->t[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(const struct minutes_text *text, size_t at)
{
    while (at < text->n && text->t[at] != '\n')
        at++;
    return at;
}

/* Behind the number of a line: 1. 1、 (1) 一、 (一) ① - ● */
static size_t number_skip(const struct minutes_text *text, size_t at)
{
    static const char *const bullets[] = {"-", "*", "●", "•", "·", "■", "◆", "○", "★", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"};
    static const char *const behind[] = {"、", ".", ")", "．", ":"};
    while (text->t[at] == ' ' || text->t[at] == '\t')
        at++;
    for (size_t i = 0; i < ARRAY_SIZE(bullets); i++)
        if (text_starts(text->t + at, bullets[i]))
            return number_skip(text, at + strlen(bullets[i]));
    const char *p = text->t + at + (text->t[at] == '(');
    if (text_starts(p, "第"))
        p += strlen("第");
    int number = minutes_number(&p);
    for (size_t i = 0; number >= 0 && i < ARRAY_SIZE(behind); i++) {
        size_t n = strlen(behind[i]);
        /* 3.5 is a day and no third line that begins with 5 */
        if (text_starts(p, behind[i]) && !(*behind[i] == '.' && p[n] >= '0' && p[n] <= '9'))
            return number_skip(text, (size_t)(p - text->t) + n);
    }
    return at;
}

static bool kind_within(const char *from, const char *to)
{
    size_t bytes;
    for (const char *at = from; at < to; utf8_next(&at))
        if (minutes_kind_at(at, &bytes) != ACTIVITY_KIND__COUNT)
            return true;
    return false;
}

static const char *clause_end(const struct minutes_text *text, size_t at)
{
    const char *p = text->t + at;
    for (size_t n = 0; *p && *p != '\n' && n < CLAUSE_BYTES && !text_starts(p, "。") && *p != ';'; n++)
        utf8_next(&p);
    return p;
}

static bool ends_with_label(const struct minutes_text *text, size_t from, size_t at, const char *const *labels, size_t n)
{
    while (at > from && (text->t[at - 1] == ' ' || text->t[at - 1] == ':' || text->t[at - 1] == '\t'))
        at--;
    for (size_t i = 0; i < n; i++) {
        size_t bytes = strlen(labels[i]);
        if (at - from >= bytes && !memcmp(text->t + at - bytes, labels[i], bytes))
            return true;
    }
    return false;
}

static bool ends_with_any(const struct minutes_text *text, size_t from, size_t at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t bytes = strlen(words[i]);
        if (at - from >= bytes && !memcmp(text->t + at - bytes, words[i], bytes))
            return true;
    }
    return false;
}

/* Is what stands behind the day an act of meeting, and not a day by which something is to be done? */
static bool held_behind(const struct minutes_text *text, size_t end)
{
    static const char *const later[] = {"前", "之前", "底前", "以前", "之后前", "起", "至", "完成", "截止", "出生", "入党", "印发", "发布", "在《"};
    const char *at = text->t + end;
    while (*at == ' ')
        at++;
    return !starts_any(at, later, ARRAY_SIZE(later)) && kind_within(at, clause_end(text, end));
}

enum day_role { DAY_NONE, DAY_LABELLED, DAY_LEADING, DAY_TOLD };

/* What a day is to the meetings: behind a label, at the head of a line, or told in a sentence. */
static enum day_role role_of(const struct minutes_text *text, size_t at, size_t end)
{
    static const char *const future[] = {"定于", "拟于", "将于", "计划于", "预计", "截至", "截止", "学习", "《", "“"};
    static const char *const before[] = {"。", ",", ";", "于", "在", "(", "、", "会", "日", "课", "活动"};
    size_t line = line_start(text, at);
    if (ends_with_label(text, line, at, day_labels, ARRAY_SIZE(day_labels)))
        return DAY_LABELLED;
    if (number_skip(text, line) == at)
        return starts_any(text->t + end, (const char *const[]){"前", "之前", "以前"}, 3) ? DAY_NONE : DAY_LEADING;
    if (ends_with_any(text, line, at, future, ARRAY_SIZE(future)))
        return DAY_NONE;
    if (text->t[at - 1] == '(' && text->t[end] == ')' && kind_within(text->t + line, text->t + at))
        return DAY_TOLD;
    return ends_with_any(text, line, at, before, ARRAY_SIZE(before)) && held_behind(text, end) ? DAY_TOLD : DAY_NONE;
}

/* --- the year and the month that lines above give --- */

/* 2026年…记录: a line without a day of its own that names a year. */
static int year_of_line(const struct minutes_text *text, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++) {
        const char *p = text->t + at;
        if (at > from && text->t[at - 1] >= '0' && text->t[at - 1] <= '9')
            continue;
        int year = *p == '2' && p[1] == '0' ? minutes_number(&p) : -1;
        if (year >= 2000 && year <= 2199 && text_starts(p, "年"))
            return year;
    }
    return 0;
}

/* 3月份: or 三月 alone on its line. */
static int month_of_line(const struct minutes_text *text, size_t from, size_t to)
{
    for (size_t at = number_skip(text, from); at < to; at++) {
        const char *p = text->t + at;
        if (at > from && text->t[at - 1] >= '0' && text->t[at - 1] <= '9')
            continue;
        int month = minutes_number(&p);
        if (month < 1 || month > 12 || !text_starts(p, "月"))
            continue;
        p += strlen("月");
        if (text_starts(p, "份") || p >= text->t + to || *p == ':' || *p == ')' || *p == ' ')
            return month;
    }
    return 0;
}

struct split {
    struct arena *arena;
    const struct minutes_text *text;
    struct minutes_part *items; size_t n, cap;
    int year, month;
    bool form;                           /* the last meeting gave its day behind a label */
};

static bool is_heading(const struct minutes_text *text, size_t from, size_t to)
{
    size_t characters = utf8_length_n(text->t + from, to - from);
    static const char *const words[] = {"记录", "纪要", "台账", "情况"};
    bool says = kind_within(text->t + from, text->t + to);
    for (size_t at = from; !says && at < to; at++)
        says = starts_any(text->t + at, words, ARRAY_SIZE(words));
    return says && characters <= HEADING_CHARACTERS;
}

static bool is_form_line(const struct minutes_text *text, size_t from)
{
    size_t at = number_skip(text, from);
    if (!starts_any(text->t + at, form_labels, ARRAY_SIZE(form_labels)))
        return false;
    for (size_t i = 0; at < text->n && text->t[at] != '\n' && i < 30; at++, i++)
        if (text->t[at] == ':')
            return true;
    return false;
}

/* From the day's line upward over labels to the heading that stands over them; without one the day's line. */
static size_t heading_above(const struct minutes_text *text, size_t line, size_t floor)
{
    size_t start = line, at = line;
    while (at > floor) {
        size_t above = line_start(text, at - 1), end = at - 1;
        bool blank = number_skip(text, above) >= end;
        bool label = is_form_line(text, above), heading = !blank && is_heading(text, above, end);
        if (above < floor || (!blank && !label && !heading))
            break;
        if (heading)
            start = above;
        if (heading && !label)
            break;
        at = above;
    }
    return start;
}

/* Where its part begins: under a label or at the head of a line with what stands above; in a sentence at the sentence. */
static size_t part_start(const struct split *s, size_t at, enum day_role role)
{
    size_t floor = s->n ? s->items[s->n - 1].day_end : 0, line = line_start(s->text, at);
    if (role != DAY_TOLD)
        return heading_above(s->text, line < floor ? floor : line, floor);
    while (at > line && at > floor && s->text->t[at - 1] != ';' && !ends_with_any(s->text, line, at, (const char *const[]){"。", "、"}, 2))
        at--;
    return at < floor ? floor : at;
}

/* A second day of the same form (至, 学习时间) is no second meeting: between two labelled days a heading or label must stand. */
static bool begins_another(const struct split *s, size_t at, enum day_role role)
{
    if (!s->n)
        return true;
    const struct minutes_part *last = &s->items[s->n - 1];
    if (role != DAY_TOLD)
        return line_start(s->text, at) > last->day_at;
    return at > last->day_end;
}

/* Within a form, what a sentence tells is part of what was said there, and so is a line that begins with a day and names no kind. */
static bool part_of_form(const struct split *s, size_t end, enum day_role role)
{
    return s->form && role != DAY_LABELLED && (role == DAY_TOLD || !kind_within(s->text->t + end, clause_end(s->text, end)));
}

static void day_found(struct split *s, size_t at, size_t end, struct minutes_day day, enum day_role role)
{
    if (part_of_form(s, end, role))
        return;
    if (day.year)
        s->year = day.year;
    if (!begins_another(s, at, role) || s->n >= MINUTES_FOUND_MAX)
        return;
    size_t from = part_start(s, at, role);
    s->form = role == DAY_LABELLED;
    if (s->n)
        s->items[s->n - 1].to = from;
    *arena_push(s->arena, &s->items, &s->n, &s->cap) = (struct minutes_part){
        .from = from, .to = s->text->n, .on = {day.year ? day.year : s->year, day.month, day.day}, .day_at = at, .day_end = end};
}

/* Days in one line; what none of them is may still name the year and the month of those below. */
static void line_read(struct split *s, size_t from, size_t to)
{
    bool any = false;
    size_t lead = number_skip(s->text, from);
    for (size_t at = from; at < to;) {
        struct minutes_day day;
        bool inside = at > from && s->text->t[at - 1] >= '0' && s->text->t[at - 1] <= '9';
        bool loose = at == lead || ends_with_label(s->text, from, at, day_labels, ARRAY_SIZE(day_labels));
        size_t bytes = inside ? 0 : minutes_day_at(s->text->t + at, s->month, loose, &day);
        enum day_role role = bytes ? role_of(s->text, at, at + bytes) : DAY_NONE;
        if (role != DAY_NONE)
            day_found(s, at, at + bytes, day, role);
        any |= bytes > 0;
        if (bytes) {
            at += bytes;
            continue;
        }
        const char *p = s->text->t + at;
        utf8_next(&p);
        at = (size_t)(p - s->text->t);
    }
    if (any || utf8_length_n(s->text->t + from, to - from) > HEADING_CHARACTERS)
        return;
    int year = year_of_line(s->text, from, to), month = month_of_line(s->text, from, to);
    s->year = year ? year : s->year;
    s->month = month ? month : s->month;
}

size_t minutes_split(struct arena *arena, const struct minutes_text *text, int year, struct minutes_part **ret)
{
    struct split s = {.arena = arena, .text = text, .year = year};
    for (size_t from = 0; from < text->n; from = line_end(text, from) + 1)
        line_read(&s, from, line_end(text, from));
    *ret = s.items;
    return s.n;
}
