/* Signs, numbers, days and kinds as minutes write them. */
#include <string.h>

#include "feature/life/activity/minutes.h"

/* --- one form of each sign --- */

static const struct { uint32_t from; char to; } signs[] = {
    {0x3000, ' '}, {0xA0, ' '}, {0x2002, ' '}, {0x2003, ' '}, {0x2014, '-'}, {0x2013, '-'}, {0x2015, '-'}, {0xFF5E, '-'}, {0x2236, ':'},
    {0xFE55, ':'}, {0x3014, '('}, {0x3015, ')'},
};

static uint32_t folded(uint32_t c)
{
    for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
        if (signs[i].from == c)
            return (unsigned char)signs[i].to;
    if (c == 0x25CB || c == 0x25EF || c == 0x96F6)
        return 0x3007;                   /* ○ ◯ 零: the zero of 二〇二六 */
    if (c == '~')
        return '-';
    return c >= 0xFF01 && c <= 0xFF5D ? c - 0xFEE0 : c;
}

/* 时 间: and 主 持 人:, spread to the width of a column: the blanks before each character but the first are left out. */
static size_t spread_label(const char *at)
{
    enum { LABEL_MAX = 6 };
    const char *p = at;
    int characters = 0, blanks = 0;
    for (; characters <= LABEL_MAX; characters++) {
        const char *next = p;
        while (*next == ' ' && characters)
            next++;
        blanks += next > p;
        p = next;
        if (*p == ':')
            break;
        if (!utf8_is_han(utf8_next(&next)))
            return 0;
        p = next;
    }
    return *p == ':' && characters > 1 && blanks ? (size_t)(p - at) : 0;
}

static void labels_close(char *t, size_t *origin, size_t *n)
{
    size_t kept = 0, closing = 0;
    bool head = true;
    for (size_t i = 0; i <= *n; i++) {
        if (head && t[i] != ' ')
            closing = i + spread_label(t + i);
        head = i < *n && (t[i] == '\n' || (t[i] == ' ' && (head || t[i + 1] == ' ')) || text_starts(t + i, "、"));
        if (i < closing && t[i] == ' ')
            continue;
        origin[kept] = origin[i];
        t[kept++] = t[i];
    }
    *n = kept - 1;
}

char *minutes_words(struct arena *arena, const struct minutes_text *text, const char *from, const char *to)
{
    size_t a = text->origin[from - text->t], b = text->origin[to - text->t];
    return text_trim(arena, arena_strndup(arena, text->source + a, b - a));
}

struct minutes_text minutes_fold(struct arena *arena, const char *source)
{
    size_t bytes = strlen(source);
    char *t = arena_alloc(arena, bytes + 1);
    size_t *origin = arena_array(arena, size_t, bytes + 2), n = 0;
    for (const char *at = source; *at;) {
        char out[4];
        size_t from = (size_t)(at - source);
        uint32_t c = utf8_next(&at);
        if (c == '\r' && *at == '\n')
            continue;
        size_t put = utf8_put(c == '\r' ? '\n' : folded(c), out);
        for (size_t i = 0; i < put; i++) {
            t[n] = out[i];
            origin[n++] = from;
        }
    }
    origin[n] = bytes;
    labels_close(t, origin, &n);
    return (struct minutes_text){t, n, origin, source};
}

/* --- numbers --- */

/* 0 to 9, or -1. */
static int han_digit(const char *at)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (int i = 0; i < 10; i++)
        if (text_starts(at, digits[i]))
            return i;
    return text_starts(at, "两") ? 2 : -1;
}

enum { HAN = 3 };                        /* bytes of each of these characters */

/* 三, 十, 十二, 二十, 二十三, 一百〇五: up to 999. */
static int han_number(const char **at)
{
    const char *p = *at;
    int value = 0, digit = -1, any = 0;
    for (;; p += HAN, any = 1) {
        int next = han_digit(p), unit = text_starts(p, "十") ? 10 : text_starts(p, "百") ? 100 : 0;
        if (next >= 0 && digit <= 0)
            digit = next;
        else if (unit && digit)
            value += (digit < 0 ? 1 : digit) * unit, digit = 0;
        else
            break;
    }
    if (!any || value > 999)
        return -1;
    *at = p;
    return value + (digit > 0 ? digit : 0);
}

int minutes_number(const char **at)
{
    enum { DIGITS_MAX = 7 };
    int value = 0, n = 0;
    const char *p = *at;
    if (*p < '0' || *p > '9')
        return han_number(at);
    for (; *p >= '0' && *p <= '9' && n < DIGITS_MAX; p++, n++)
        value = value * 10 + *p - '0';
    *at = p;
    return value;
}

/* --- days --- */

static void spaces(const char **at)
{
    while (**at == ' ')
        ++*at;
}

static bool take(const char **at, const char *sign)
{
    const char *p = *at;
    spaces(&p);
    if (!text_starts(p, sign))
        return false;
    *at = p + strlen(sign);
    return true;
}

/* 二〇二六: four digits in a row. */
static int han_year(const char **at)
{
    const char *p = *at;
    int year = 0;
    for (int i = 0; i < 4; i++, p += HAN) {
        int digit = han_digit(p);
        if (digit < 0)
            return -1;
        year = year * 10 + digit;
    }
    *at = p;
    return year;
}

static bool year_take(const char **at, int *ret)
{
    const char *p = *at;
    int year = han_year(&p);
    if (year < 0)
        year = *p >= '1' && *p <= '2' ? minutes_number(&p) : -1;
    if (year < 1900 || year > 2199)
        return false;
    *at = p;
    *ret = year;
    return true;
}

static size_t day_valid(const char *from, const char *to, struct minutes_day day, struct minutes_day *ret)
{
    struct date date = {day.year ? day.year : 2024, day.month, day.day};     /* a year with a 29 February */
    if (!date_valid(date) || day.month < 1)
        return 0;
    *ret = day;
    return (size_t)(to - from);
}

/* Behind the year: 3月5日, -3-5, .3.5, /3/5. */
static size_t rest_of_day(const char *from, const char *p, int year, struct minutes_day *ret)
{
    static const char *const separators[] = {"-", "/", "."};
    const char *separator = NULL;
    for (size_t i = 0; i < ARRAY_SIZE(separators); i++)
        if (take(&p, separators[i])) {
            separator = separators[i];
            break;
        }
    if (!separator && !take(&p, "年"))
        return 0;
    spaces(&p);
    int month = minutes_number(&p);
    if (month < 1 || month > 12 || !take(&p, separator ? separator : "月"))
        return 0;
    spaces(&p);
    int day = minutes_number(&p);
    if (day < 1)
        return 0;
    if (!separator && !take(&p, "日"))
        (void)take(&p, "号");
    return day_valid(from, p, (struct minutes_day){year, month, day}, ret);
}

static size_t eight_digits(const char *at, struct minutes_day *ret)
{
    int n = 0, digits[8];
    for (; n < 8 && at[n] >= '0' && at[n] <= '9'; n++)
        digits[n] = at[n] - '0';
    if (n < 8 || (at[8] >= '0' && at[8] <= '9') || digits[0] != 2 || digits[1] != 0)
        return 0;
    struct minutes_day day = {digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3], digits[4] * 10 + digits[5],
                              digits[6] * 10 + digits[7]};
    return day_valid(at, at + 8, day, ret);
}

/* 3月5日; loosely 3.5, 3/5, 3-5, and 5日 under the heading of a month. */
static size_t short_day(const char *from, int month, bool loose, struct minutes_day *ret)
{
    const char *p = from;
    int first = minutes_number(&p);
    if (first < 1)
        return 0;
    if (take(&p, "月")) {
        if (text_starts(p, "份"))
            return 0;
        spaces(&p);
        int day = minutes_number(&p);
        bool said = day > 0 && (take(&p, "日") || take(&p, "号"));
        return said ? day_valid(from, p, (struct minutes_day){0, first, day}, ret) : 0;
    }
    if (!loose)
        return 0;
    if (month && (take(&p, "日") || take(&p, "号")))
        return day_valid(from, p, (struct minutes_day){0, month, first}, ret);
    if (*p != '.' && *p != '/' && *p != '-')
        return 0;
    p++;
    int day = *p >= '0' && *p <= '9' ? minutes_number(&p) : -1;
    bool more = *p == '.' || *p == '/' || *p == '-' || *p == '%' || text_starts(p, "年") || (*p >= '0' && *p <= '9');
    return day > 0 && !more ? day_valid(from, p, (struct minutes_day){0, first, day}, ret) : 0;
}

size_t minutes_day_at(const char *at, int month, bool loose, struct minutes_day *ret)
{
    const char *p = at;
    int year;
    size_t n = eight_digits(at, ret);
    if (!n && year_take(&p, &year))
        n = rest_of_day(at, p, year, ret);
    return n ? n : short_day(at, month, loose, ret);
}

/* --- kinds --- */

/* The longer before what it begins with. */
static const struct { const char *word; enum activity_kind kind; } kind_words[] = {
    {"支部党员大会", ACTIVITY_ASSEMBLY}, {"党员大会", ACTIVITY_ASSEMBLY}, {"支部大会", ACTIVITY_ASSEMBLY}, {"党员会议", ACTIVITY_ASSEMBLY},
    {"支部委员会", ACTIVITY_COMMITTEE}, {"支委扩大会", ACTIVITY_COMMITTEE}, {"支委会", ACTIVITY_COMMITTEE}, {"支委会议", ACTIVITY_COMMITTEE},
    {"党小组会", ACTIVITY_GROUP}, {"小组会", ACTIVITY_GROUP}, {"专题党课", ACTIVITY_LECTURE}, {"微党课", ACTIVITY_LECTURE}, {"党课", ACTIVITY_LECTURE},
    {"主题党日", ACTIVITY_THEME_DAY}, {"党日活动", ACTIVITY_THEME_DAY}, {"组织生活会", ACTIVITY_ORGANISATION_LIFE},
    {"民主评议党员", ACTIVITY_APPRAISAL}, {"民主评议", ACTIVITY_APPRAISAL}, {"党员评议", ACTIVITY_APPRAISAL}, {"谈心谈话", ACTIVITY_TALK},
    {"谈心活动", ACTIVITY_TALK}, {"理论学习中心组", ACTIVITY_STUDY}, {"中心组学习", ACTIVITY_STUDY}, {"中心组", ACTIVITY_STUDY},
    {"民主生活会", ACTIVITY_LIFE_MEETING},
};

enum activity_kind minutes_kind_at(const char *at, size_t *ret_bytes)
{
    for (size_t i = 0; i < ARRAY_SIZE(kind_words); i++)
        if (text_starts(at, kind_words[i].word)) {
            *ret_bytes = strlen(kind_words[i].word);
            return kind_words[i].kind;
        }
    *ret_bytes = 0;
    return ACTIVITY_KIND__COUNT;
}
