/* A term that is written down with its years: whoever still goes by the old rules is told so. */
#include "feature/life/term/term.h"

/* 2018-07-12 (中办《关于党的基层组织任期的意见》) ended terms of two and of four years; they are still on many pages and in many sheets. */
static bool is_of_old(int64_t years)
{
    return years == 2 || years == 4;
}

int term_years_check(struct change *change, const struct rule *rule, struct date elected)
{
    const struct record *term = change->after;
    int64_t said = record_int(term, TERM_YEARS);
    char day[DATE_TEXT], due[DATE_TEXT];
    bool said_now = term->values[TERM_YEARS].set && (!change->before || change_touches(change, TERM_YEARS));
    if (!said_now || said == (int64_t)rule->years)
        return DONE;
    const char *cited = rule_citation(change->arena, rulebook(), rule);
    date_print(elected, day);
    date_print(date_add_months(elected, (int)rule->years * 12), due);
    return change_problem(change, "years", "%s%lld 年%s。%s 选出的任期是 %u 年%s%s%s，%s 届满。请改成 %u，或者留空由系统计算",
                          is_of_old(said) ? "" : "不是 ", (long long)said, is_of_old(said) ? "是 2018 年 7 月 12 日以前的旧规定" : "", day, rule->years,
                          *cited ? "（" : "", cited, *cited ? "）" : "", due, rule->years);
}
