/* A deadline in a document's words as a day: “2024年12月底前”, “6月底前”, “三个月内”. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/private.h"

const char *kind_of_deadline(const char *words)
{
    if (strstr(words, "长期") || strstr(words, "持续"))
        return "lasting";
    if (strstr(words, "立行立改") || strstr(words, "立即") || strstr(words, "立整立改"))
        return "immediate";
    return "limited";
}

/* The number that ends right before `unit`, Arabic or one Chinese digit; -1 when there is none. */
static int number_before(const char *words, const char *unit)
{
    static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "两"};
    if (unit == words)
        return -1;
    const char *at = unit;
    while (at > words && isdigit((unsigned char)at[-1]))
        at--;
    if (at < unit)
        return unit - at > 4 ? -1 : (int)strtol(at, NULL, 10);
    for (size_t i = 0; i < ARRAY_SIZE(digits); i++) {
        size_t n = strlen(digits[i]);
        if ((size_t)(unit - words) >= n && !memcmp(unit - n, digits[i], n))
            return i == 10 ? 2 : (int)i + 1;
    }
    return -1;
}

static struct date month_end(int year, int month)
{
    struct date next = {month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1};
    return date_add_days(next, -1);
}

/* “30日内”, “2个月内”, “半年之内”, “1年之内”: counted from the feedback. */
static struct date span_from(const char *words, struct date feedback)
{
    const char *months = strstr(words, "个月"), *half = strstr(words, "半年"), *years = strstr(words, "年");
    const char *days = strstr(words, "日内") ? strstr(words, "日内") : strstr(words, "天内");
    int n;
    if (!feedback.year || !strstr(words, "内"))
        return (struct date){0};
    if (months && (n = number_before(words, months)) > 0)
        return date_add_months(feedback, n);
    if (half)
        return date_add_months(feedback, 6);
    if (years && (n = number_before(words, years)) > 0 && n < 100)
        return date_add_months(feedback, 12 * n);
    if (days && (n = number_before(words, days)) > 0)
        return date_add_days(feedback, n);
    return (struct date){0};
}

/* Year, month and day as far as they are named; the year of a bare month is the next one after the feedback. */
static struct date day_named(const char *words, struct date feedback)
{
    const char *y = strstr(words, "年"), *m = strstr(y ? y : words, "月"), *d = m ? strstr(m, "日") : NULL;
    int year = y ? number_before(words, y) : -1, month = m ? number_before(words, m) : -1;
    int day = d ? number_before(m, d) : -1;
    if (year > 0 && year < 100)
        year = -1;
    if (month < 1 || month > 12) {
        bool end_of_year = strstr(words, "年底") || strstr(words, "年内");
        if (!end_of_year || (year < 0 && !feedback.year))
            return (struct date){0};
        return (struct date){year > 0 ? year : feedback.year, 12, 31};
    }
    if (year < 0) {
        if (!feedback.year)
            return (struct date){0};
        year = feedback.year + (month < feedback.month);
    }
    struct date named = day > 0 ? (struct date){year, month, day} : month_end(year, month);
    return date_valid(named) ? named : (struct date){0};
}

struct date deadline_date(const char *words, struct date feedback)
{
    struct date plain, span;
    struct arena *arena = arena_create(64 << 10);
    char *folded = text_fold(arena, words);
    if (date_parse(folded, &plain)) {
        span = span_from(folded, feedback);
        plain = span.year ? span : day_named(folded, feedback);
    }
    arena_destroy(arena);
    return plain;
}
