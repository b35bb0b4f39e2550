/* Working days.  The calendar made by tools/calendar has one line a day that the
 * weekday does not tell: "2026-01-01 off", "2026-01-04 on". */
#include "base/civil.h"
#include "base/error.h"
#include "base/resource.h"

#include <pthread.h>
#include <string.h>

#define YEAR_FIRST 2000
#define YEARS 100

enum exception { NONE, OFF, ON };

static uint8_t exceptions[YEARS][12][31];
static bool known[YEARS];

static void read_line(const char *line, size_t n)
{
    char text[DATE_TEXT];
    struct date d;
    if (n < DATE_TEXT + 1)
        return;
    memcpy(text, line, DATE_TEXT - 1);
    text[DATE_TEXT - 1] = '\0';
    if (date_parse(text, &d) || d.year < YEAR_FIRST || d.year >= YEAR_FIRST + YEARS)
        die("内置的节假日数据有误：%.*s", (int)n, line);
    known[d.year - YEAR_FIRST] = true;
    exceptions[d.year - YEAR_FIRST][d.month - 1][d.day - 1] = line[DATE_TEXT + 1] == 'f' ? OFF : ON;
}

static void read_calendar(void)
{
    const struct resource *calendar = resource_find("calendar.txt");
    if (!calendar)
        die("程序内没有节假日数据，请重新编译");
    const char *p = (const char *)calendar->bytes, *end = p + calendar->n;
    while (p < end) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        size_t n = newline ? (size_t)(newline - p) : (size_t)(end - p);
        read_line(p, n);
        p += n + 1;
    }
}

bool workday_is(struct date d, bool *ret_known)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, read_calendar);
    int year = d.year - YEAR_FIRST;
    bool inside = year >= 0 && year < YEARS && date_valid(d);
    if (ret_known)
        *ret_known = inside && known[year];
    switch (inside ? exceptions[year][d.month - 1][d.day - 1] : NONE) {
    case OFF:
        return false;
    case ON:
        return true;
    default:
        return date_weekday(d) <= 5;
    }
}

struct date workday_add(struct date d, int days)
{
    int step = days < 0 ? -1 : 1;
    for (int left = days * step; left > 0;) {
        d = date_add_days(d, step);
        left -= workday_is(d, NULL);
    }
    return d;
}
