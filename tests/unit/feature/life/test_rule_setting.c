#include "life_world.h"

static struct world w;

static void refused(struct rule_say say, const char *says)
{
    const char *said;
    CHECK_OUTCOME(set_rule(&w, say, &said), INVALID);
    if (!strstr(said, says))
        CHECK_TEXT(said, says);
}

static void what_may_be_set(void)
{
    life_open(&w);
    refused((struct rule_say){"SL-JW", "L-01", NULL, "2026-01-01", NULL, NULL, 2}, "第十一条、第十四条，不能在本地改；可以设置的有：");
    refused((struct rule_say){"SL-JW", "T-06", NULL, "2026-01-01", NULL, NULL, 2}, "不能在本地改");
    refused((struct rule_say){"SL-JW", "T-07", NULL, "2026-01-01", NULL, NULL, 2}, "不在可设置之列");       /* nothing to cite */
    refused((struct rule_say){"SL-JW", "L-99", NULL, "2026-01-01", NULL, NULL, 2}, "没有规则“L-99”；可以设置的有：O-10、L-04、L-12、V-01");
    refused((struct rule_say){"SL-Z1", "L-04", NULL, "2026-01-01", NULL, NULL, 2}, "请选其中一个");
    refused((struct rule_say){"SL-JW", "L-04", "organ_committee", "2026-01-01", NULL, NULL, 2}, "不管这类党组织");
    refused((struct rule_say){"SL-JW", "L-12", NULL, "2026-01-01", NULL, NULL, 2}, "只对哪一类");
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-12", "general_branch", "2026-01-01", NULL, NULL, 1}, NULL));
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-12", "organ_committee", "2026-01-01", "off"}, NULL));
    life_close(&w);
}

static void numbers(void)
{
    life_open(&w);
    refused((struct rule_say){"SL-JW", "L-04", NULL, "2026-01-01"}, "还没有填");
    refused((struct rule_say){"SL-JW", "L-04", NULL, "2026-01-01", NULL, NULL, 100}, "99");
    refused((struct rule_say){"SL-JW", "L-04", NULL, "2026-01-01", NULL, NULL, 2, 4}, "没有上限");
    refused((struct rule_say){"SL-JW", "L-04", NULL, "2026-01-01", "off", "year"}, "请留空");
    refused((struct rule_say){"SL-JW", "O-10", NULL, "2026-01-01", NULL, NULL, 10}, "最多少于最少");
    refused((struct rule_say){"SL-JW", "O-10", NULL, "2026-01-01", NULL, "year", 5}, "不按周期");
    refused((struct rule_say){"SL-JW", "V-01", NULL, "2026-01-01", NULL, NULL, 2}, "没有可改的");
    refused((struct rule_say){"SL-JW", "V-01", NULL, "2026-01-01", "off"}, "不能不检查");
    refused((struct rule_say){"SL-JW", "V-01", NULL, "2026-01-01"}, "还没有填");
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "V-01", NULL, "2026-01-01", NULL, NULL, 0, 0, "more_than"}, NULL));
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "O-10", NULL, "2026-01-01", NULL, NULL, 0, 11}, NULL));
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-04", NULL, "2026-01-01", NULL, "year", 2}, NULL));
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-04", NULL, "2026-08-01", "withdrawn"}, NULL));
    life_close(&w);
}

/* One organ says one thing for a day, whoever of it says so; another organ is not concerned. */
static void once_a_day(void)
{
    const struct rule_say say = {"SL-JW", "L-04", NULL, "2026-01-01", NULL, NULL, 2};
    struct rule_say by_group = say, other = say;
    by_group.place = "SL-DZ";
    other.place = "JY-JW";
    life_open(&w);
    CHECK_DONE(set_rule(&w, say, NULL));
    CHECK_OUTCOME(set_rule(&w, by_group, NULL), INVALID);
    CHECK_DONE(set_rule(&w, other, NULL));
    life_close(&w);
}

TESTS({"only what the book leaves open", what_may_be_set}, {"only the numbers it has", numbers}, {"once for a day", once_a_day})
