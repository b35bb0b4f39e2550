/* The demonstration: what each branch held in this year until today, with gaps, and when each committee was elected.  Invented. */
#include <stdlib.h>

#include "feature/life/activity/activity.h"
#include "feature/life/election/demonstration_election.h"
#include "feature/life/rulebook/local_rules.h"
#include "feature/life/suspicion/suspicion.h"

struct demo_life {
    const char *unit;
    int elected_months_ago, extended_months; /* 0 = its election was never entered; not extended */
    const char *missing_theme, *missing_committee;   /* months without it, "03 07"; NULL = it has no committee */
    const char *missing_assembly, *missing_lecture;  /* quarters */
    bool appraised;                      /* last year's, in January */
};

static const struct demo_life lives[] = {
    {"SL-JW", 50, 0, NULL, NULL, NULL, NULL, false},
    {"SL-ZZ", 33, 0, NULL, NULL, NULL, NULL, false},
    {"SL-Z1", 31, 0, "", "05", "", "", true},
    {"SL-Z2", 35, 0, "02", "02 08", "", "3", true},
    {"SL-Z3", 40, 0, "03 06 07", "", "2 3", "1 2", false},
    {"SL-Z4", 20, 0, "", "", "", "", true},
    {"SL-Z5", 39, 6, "07 08", "", "3", "2", true},
    {"SL-LS", 0, 0, "06", NULL, "", "", false},
    {"JY-JW", 62, 0, NULL, NULL, NULL, NULL, false},
    {"JY-Z1", 12, 0, "", "", "", "", true},
    {"JY-Z2", 0, 0, "04", "", "1", "", false},
    {"MZ-JW", 26, 0, NULL, NULL, NULL, NULL, false},
    {"MZ-Z1", 14, 0, "09", "", "", "4", true},
};

static const char *const topics[] = {
    "学习党的创新理论，联系处室工作谈认识", "到社区开展志愿服务", "重温入党誓词，过政治生日", "围绕重点工程建设开展讨论",
    "观看警示教育片并交流体会", "走访困难党员，听取意见", "学习党纪条例，对照检查", "开展“我为群众办实事”主题党日",
    "参观红色教育基地", "交流年度读书心得", "研究支部品牌创建", "总结全年工作，查找不足",
};

/* "03 07" holds 3 and 7, "1 2" holds 1 and 2. */
static bool holds(const char *words, int number)
{
    char *end;
    for (const char *at = words; *at; at = end)
        if (strtol(at, &end, 10) == number)
            return true;
    return false;
}

struct maker { struct change *outer; int64_t unit; struct date today; };

/* As if written down the next day. */
static int held(struct maker *m, const char *kind, const char *also, struct date on, int for_year, const char *topic)
{
    char day[DATE_TEXT];
    if (date_compare(date_add_days(on, 1), m->today) > 0)
        return DONE;
    struct change change = change_within(m->outer, &activity_entity, "create");
    struct record *activity = record_new(m->outer->arena, &activity_entity);
    int64_t then = m->outer->now - (date_days(m->today) - date_days(on) - 1) * (int64_t)86400000;
    change.now = then;
    record_set_int(activity, ACTIVITY_HELD_BY, m->unit);
    record_set_text(activity, ACTIVITY_KIND, kind);
    if (also)
        record_set_text(activity, ACTIVITY_ALSO, also);
    record_set_text(activity, ACTIVITY_HELD_ON, date_print(on, day));
    record_set_int(activity, ACTIVITY_FOR_YEAR, for_year);
    record_set_text(activity, ACTIVITY_TOPIC, topic);
    record_set_text(activity, ACTIVITY_PLACE, "支部活动室");
    return record_create(&change, activity);
}

static int month_make(struct maker *m, const struct demo_life *life, int month)
{
    int year = m->today.year, quarter = (month + 2) / 3;
    bool last = month % 3 == 0;
    if (!holds(life->missing_theme, month))
        TRY(held(m, "theme_day", last && !holds(life->missing_lecture, quarter) ? "lecture" : NULL, (struct date){year, month, 10},
                 year, topics[month - 1]));
    else if (last && !holds(life->missing_lecture, quarter))
        TRY(held(m, "lecture", NULL, (struct date){year, month, 14}, year, "书记讲党课"));
    if (month % 3 == 2 && !holds(life->missing_assembly, quarter))
        TRY(held(m, "assembly", NULL, (struct date){year, month, 18}, year, "通报支部工作，讨论下季度安排"));
    if (life->missing_committee && !holds(life->missing_committee, month))
        TRY(held(m, "committee", NULL, (struct date){year, month, 4}, year, "研究本月组织生活和党员教育"));
    return DONE;
}

static int year_make(struct maker *m, const struct demo_life *life)
{
    if (!life->missing_theme)
        return DONE;
    if (life->appraised)
        TRY(held(m, "organisation_life", "appraisal", (struct date){m->today.year, 1, 20}, m->today.year - 1, "上年度组织生活会和民主评议党员"));
    for (int month = 1; month <= 12; month++)
        TRY(month_make(m, life, month));
    return DONE;
}

static int term_make(struct maker *m, const struct demo_life *life)
{
    char day[DATE_TEXT];
    if (!life->elected_months_ago)
        return DONE;
    struct date first = {m->today.year, m->today.month, 1}, elected = date_add_days(date_add_months(first, -life->elected_months_ago), 11);
    struct change change = change_within(m->outer, &term_entity, "create");
    struct record *term = record_new(m->outer->arena, &term_entity);
    record_set_int(term, TERM_BODY, m->unit);
    record_set_text(term, TERM_FORM, life->missing_committee || !life->missing_theme ? "committee" : "secretary");
    record_set_text(term, TERM_ELECTED, date_print(elected, day));
    if (life->extended_months) {
        record_set_text(term, TERM_EXTENDED, date_print(date_add_months(elected, 36 + life->extended_months), day));
        record_set_text(term, TERM_EXTENSION, "水机党〔2026〕9号");
    }
    return record_create(&change, term);
}

/* One 不按期换届 is confirmed: of the branch of which the whole autumn asks.  What else is found stays open. */
static int late_term_confirm(struct change *outer)
{
    enum { SIMILAR_UNITS = 3 };
    struct suspects found = {0};
    struct record *problem;
    int64_t unit;
    if (!registry_entity("suspicion"))
        return DONE;             /* a world without rectification */
    TRY(db_get_int(outer->db, &unit, "SELECT id FROM unit WHERE code = 'SL-Z3'"));
    TRY(late_term_of(outer->arena, outer->db, unit, &found));
    if (!found.n)
        return DONE;
    struct change change = change_within(outer, &problem_entity, "create");
    TRY(suspect_problem(outer->arena, outer->db, &found.items[0], SIMILAR_UNITS, &problem));
    return suspect_confirm(&change, &found.items[0], problem);
}

/* One organ asks for two lectures a year, another counts the quorum of elections as its own paper says. */
static int setting_make(struct change *outer, const char *place, const char *rule, int at_least, const char *bound, const char *ground)
{
    struct change change = change_within(outer, &rule_setting_entity, "create");
    struct record *s = record_new(outer->arena, &rule_setting_entity);
    char day[DATE_TEXT];
    int64_t unit;
    TRY(db_get_int(outer->db, &unit, "SELECT id FROM unit WHERE code = ?1", value_text(place)));
    record_set_int(s, RULE_SETTING_PLACE, unit);
    record_set_text(s, RULE_SETTING_RULE, rule);
    record_set_text(s, RULE_SETTING_FROM, date_print((struct date){moment_date(outer->now).year, 1, 1}, day));
    record_set_text(s, RULE_SETTING_GROUND, ground);
    if (at_least) {
        record_set_text(s, RULE_SETTING_PERIOD, "year");
        record_set_int(s, RULE_SETTING_AT_LEAST, at_least);
    }
    if (bound)
        record_set_text(s, RULE_SETTING_BOUND, bound);
    return record_create(&change, s);
}

int life_demonstrate(struct change *outer, struct folder *folder)
{
    struct maker m = {.outer = outer, .today = moment_date(outer->now)};
    (void)folder;
    for (size_t i = 0; i < ARRAY_SIZE(lives); i++) {
        TRY(db_get_int(outer->db, &m.unit, "SELECT id FROM unit WHERE code = ?1", value_text(lives[i].unit)));
        TRY(term_make(&m, &lives[i]));
        TRY(year_make(&m, &lives[i]));
    }
    TRY(activity_demonstrate(outer));
    TRY(setting_make(outer, "JY-JW", "L-04", 2, NULL, "教机党〔2026〕2号"));
    TRY(setting_make(outer, "SL-JW", "V-01", 0, "more_than", "水利厅机关党委选举办法"));
    TRY(late_term_confirm(outer));
    return election_demonstrate(outer);
}
