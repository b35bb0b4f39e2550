/* Working days.  The calendar made by tools/calendar has one line a day that the
 * weekday does not tell: "2026-01-01 off", "2026-01-04 on". */
#include "base/civil.h"
#include "base/error.h"
#include "base/resource.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define YEAR_FIRST 2000
#define YEARS 100

enum exception { NONE, OFF, ON };

struct calendar {
    uint8_t exceptions[YEARS][12][31];
    bool known[YEARS];
};

static struct calendar embedded, current;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;       /* over `current` */

/* One line into the calendar; false when it is none. */
static bool read_line(struct calendar *calendar, const char *line, size_t n)
{
    char text[DATE_TEXT];
    struct date d;
    if (n < DATE_TEXT + 1)
        return n == 0;
    memcpy(text, line, DATE_TEXT - 1);
    text[DATE_TEXT - 1] = '\0';
    if (date_parse(text, &d) || d.year < YEAR_FIRST || d.year >= YEAR_FIRST + YEARS)
        return false;
    calendar->known[d.year - YEAR_FIRST] = true;
    calendar->exceptions[d.year - YEAR_FIRST][d.month - 1][d.day - 1] = line[DATE_TEXT + 1] == 'f' ? OFF : ON;
    return true;
}

static bool read_lines(struct calendar *calendar, const char *p, size_t n)
{
    const char *end = p + n;
    bool good = true;
    while (p < end) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        size_t length = newline ? (size_t)(newline - p) : (size_t)(end - p);
        good &= read_line(calendar, p, length);
        p += length + 1;
    }
    return good;
}

static void read_calendar(void)
{
    const struct resource *calendar = resource_find("calendar.txt");
    if (!calendar)
        die("程序内没有节假日数据，请重新编译");
    if (!read_lines(&embedded, (const char *)calendar->bytes, calendar->n))
        die("内置的节假日数据有误，请重新编译");
    current = embedded;
}

bool workday_import(const char *lines, size_t n)
{
    struct calendar *imported = calloc(1, sizeof *imported);
    if (!imported)
        abort();
    pthread_once(&once, read_calendar);
    bool good = read_lines(imported, lines, n);
    pthread_rwlock_wrlock(&lock);
    current = embedded;
    for (int i = 0; i < YEARS; i++)
        if (imported->exceptions[i][0][0] == OFF && imported->exceptions[i][9][0] == OFF) {
            memcpy(current.exceptions[i], imported->exceptions[i], sizeof current.exceptions[i]);
            current.known[i] = true;
        }
    pthread_rwlock_unlock(&lock);
    free(imported);
    return good;
}

bool workday_is(struct date d, bool *ret_known)
{
    pthread_once(&once, read_calendar);
    int year = d.year - YEAR_FIRST;
    bool inside = year >= 0 && year < YEARS && date_valid(d);
    pthread_rwlock_rdlock(&lock);
    if (ret_known)
        *ret_known = inside && current.known[year];
    enum exception exception = inside ? current.exceptions[year][d.month - 1][d.day - 1] : NONE;
    pthread_rwlock_unlock(&lock);
    return exception == NONE ? date_weekday(d) <= 5 : exception == ON;
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
