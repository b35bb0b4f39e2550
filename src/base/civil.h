/* Civil time in UTC+8: the one module that asks the clock.
 *
 * A date is a plain struct; it is stored and sent as "YYYY-MM-DD", so that
 * text order is date order on every database.  Moments are milliseconds since 1970 UTC. */
#ifndef MINGZE_BASE_CIVIL_H
#define MINGZE_BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

struct date {
    int year, month, day;      /* month and day from 1; all 0 = no date */
};

#define DATE_TEXT 11           /* "YYYY-MM-DD" and NUL */
#define MOMENT_TEXT 20         /* "YYYY-MM-DD hh:mm:ss" and NUL */

int64_t clock_now_ms(void);
struct date clock_today(void);                      /* in UTC+8 */
void clock_set(int64_t now_ms);                     /* tests only; 0 gives the real clock back */

bool date_valid(struct date);                       /* 1900-01-01 … 2199-12-31 */
int date_parse(const char *s, struct date *ret);    /* 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301; else INVALID */
char *date_print(struct date, char out[DATE_TEXT]);
int date_compare(struct date, struct date);         /* < 0, 0, > 0 */
int32_t date_days(struct date);                     /* days since 1970-01-01 */
struct date date_from_days(int32_t);
struct date date_add_days(struct date, int);
/* Months on; 29 February + 12 months is 1 March, 31 January + 1 month is 1 March:
 * the day after the last that exists (DOMAIN §1.1: elected on 29 February, due on 1 March). */
struct date date_add_months(struct date, int);
int date_weekday(struct date);                      /* 1 Monday … 7 Sunday */
char *moment_print(int64_t ms, char out[MOMENT_TEXT]);   /* in UTC+8 */
struct date moment_date(int64_t ms);
int moment_minute(int64_t ms);                      /* of the day, in UTC+8 */
int moment_part(int64_t ms);                        /* milliseconds within its second */

/* Working days from the calendar embedded at build (npm chinese-days) and from what was imported since.  `*ret_known`
 * says whether the year is in it; where not, only weekends count as off. */
bool workday_is(struct date, bool *ret_known);
struct date workday_add(struct date, int days);
/* Lines "2027-01-01 off" and "2027-02-06 on" in the place of all that was imported before: each year of them that names
 * both 1 January and 1 October as off (any yearly arrangement does; a half-entered year would pass for a whole one) takes
 * the place of the embedded one.  False when a line is none; the others count. */
bool workday_import(const char *lines, size_t n);

#endif
