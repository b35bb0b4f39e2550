#include "base/civil.h"

#include "base/error.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>

#define EIGHT_HOURS_MS (8 * 3600 * INT64_C(1000))
#define DAY_MS (24 * 3600 * INT64_C(1000))
#define YEAR_FIRST 1900
#define YEAR_LAST 2199

static _Atomic int64_t pretended_ms;

int64_t clock_now_ms(void)
{
    int64_t pretended = atomic_load_explicit(&pretended_ms, memory_order_relaxed);
    if (pretended)
        return pretended;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

struct date clock_today(void)
{
    return moment_date(clock_now_ms());
}

void clock_set(int64_t now_ms)
{
    atomic_store(&pretended_ms, now_ms);
}

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool date_valid(struct date d)
{
    return d.year >= YEAR_FIRST && d.year <= YEAR_LAST && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= month_days(d.year, d.month);
}

/* Reads `least` to `most` digits; -1 when there are fewer. */
static int read_digits(const char **p, int least, int most)
{
    int value = 0, n = 0;
    for (; n < most && **p >= '0' && **p <= '9'; n++, (*p)++)
        value = value * 10 + (**p - '0');
    return n < least ? -1 : value;
}

static bool skip(const char **p, const char *what)
{
    size_t n = strlen(what);
    if (strncmp(*p, what, n) != 0)
        return false;
    *p += n;
    return true;
}

/* What stands behind the year, the month and the day in each written form. */
static const struct form {
    const char *year, *month, *day;
    int least_digits;
} forms[] = {
    {"-", "-", "", 1}, {"/", "/", "", 1}, {".", ".", "", 1}, {"年", "月", "日", 1}, {"", "", "", 2},
};

static bool read_form(const struct form *form, const char *s, struct date *ret)
{
    struct date d;
    if ((d.year = read_digits(&s, 4, 4)) < 0 || !skip(&s, form->year))
        return false;
    if ((d.month = read_digits(&s, form->least_digits, 2)) < 0 || !skip(&s, form->month))
        return false;
    if ((d.day = read_digits(&s, form->least_digits, 2)) < 0 || !skip(&s, form->day))
        return false;
    if (*s || !date_valid(d))
        return false;
    *ret = d;
    return true;
}

int date_parse(const char *s, struct date *ret)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (read_form(&forms[i], s, ret))
            return DONE;
    }
    return fail(INVALID, "日期“%.40s”不对，请写成 2026-03-01 或 2026年3月1日", s);
}

/* Always two digits. */
static char *two_digits(unsigned n, char *out)
{
    out[0] = (char)('0' + n / 10 % 10);
    out[1] = (char)('0' + n % 10);
    return out + 2;
}

char *date_print(struct date d, char out[DATE_TEXT])
{
    char *at = two_digits((unsigned)d.year / 100, out);
    at = two_digits((unsigned)d.year, at);
    *at++ = '-';
    at = two_digits((unsigned)d.month, at);
    *at++ = '-';
    *two_digits((unsigned)d.day, at) = '\0';
    return out;
}

int date_compare(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

/* Days before 1 January of the year, counted from 1 January of year 1. */
static int32_t days_before_year(int year)
{
    int y = year - 1;
    return y * 365 + y / 4 - y / 100 + y / 400;
}

#define DAYS_BEFORE_1970 719162

int32_t date_days(struct date d)
{
    int32_t days = days_before_year(d.year) - DAYS_BEFORE_1970 + d.day - 1;
    for (int month = 1; month < d.month; month++)
        days += month_days(d.year, month);
    return days;
}

struct date date_from_days(int32_t days)
{
    int32_t since_1 = days + DAYS_BEFORE_1970;
    int year = (int)(since_1 / 365.2425) + 1;       /* at most one year off */
    while (days_before_year(year) > since_1)
        year--;
    while (days_before_year(year + 1) <= since_1)
        year++;
    int day = since_1 - days_before_year(year), month = 1;
    for (; day >= month_days(year, month); month++)
        day -= month_days(year, month);
    return (struct date){year, month, day + 1};
}

struct date date_add_days(struct date d, int days)
{
    return date_from_days(date_days(d) + days);
}

struct date date_add_months(struct date d, int months)
{
    int count = d.year * 12 + d.month - 1 + months;
    struct date then = {count / 12, count % 12 + 1, d.day};
    if (then.day <= month_days(then.year, then.month))
        return then;
    then.day = 1;
    return date_add_days(then, month_days(then.year, then.month));
}

int date_weekday(struct date d)
{
    int since_monday = (date_days(d) + 3) % 7;      /* 1970-01-01 was a Thursday */
    return (since_monday + 7) % 7 + 1;
}

struct date moment_date(int64_t ms)
{
    int64_t local = ms + EIGHT_HOURS_MS;
    int64_t days = local / DAY_MS - (local % DAY_MS < 0);
    return date_from_days((int32_t)days);
}

static unsigned moment_second(int64_t ms)
{
    int64_t local = (ms + EIGHT_HOURS_MS) % DAY_MS;
    return (unsigned)((local + (local < 0 ? DAY_MS : 0)) / 1000);
}

int moment_minute(int64_t ms)
{
    return (int)moment_second(ms) / 60;
}

int moment_part(int64_t ms)
{
    return (int)((ms % 1000 + 1000) % 1000);
}

char *moment_print(int64_t ms, char out[MOMENT_TEXT])
{
    unsigned second = moment_second(ms);
    char *at = date_print(moment_date(ms), out) + DATE_TEXT - 1;
    *at++ = ' ';
    at = two_digits(second / 3600 % 24, at);
    *at++ = ':';
    at = two_digits(second / 60 % 60, at);
    *at++ = ':';
    *two_digits(second % 60, at) = '\0';
    return out;
}
