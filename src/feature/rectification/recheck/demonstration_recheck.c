/* What the demonstration shows of it: a member who reported is asked whether it is really better, and the committee has drawn
 * one of the closed problems. */
#include "feature/rectification/demonstration.h"
#include "feature/rectification/recheck/recheck.h"

static const char *day_ago(struct change *outer, int days)
{
    char text[DATE_TEXT];
    return arena_strdup(outer->arena, date_print(date_add_days(clock_today(), -days), text));
}

static int report_make(struct change *outer, int64_t source)
{
    int64_t problem, person, reviewer;
    struct change change = change_within(outer, &report_entity, "create");
    struct record *report = record_new(outer->arena, &report_entity);
    TRY(db_get_int(outer->db, &problem, "SELECT id FROM problem WHERE source = ?1 AND number = 9", value_int(source)));
    TRY(db_get_int(outer->db, &reviewer, "SELECT reviewer FROM source WHERE id = ?1", value_int(source)));
    TRY(db_get_int(outer->db, &person, "SELECT person FROM account WHERE login = 'liuqinghe'"));
    record_set_int(report, REPORT_PROBLEM, problem);
    record_set_int(report, REPORT_REVIEWER, reviewer);
    record_set_int(report, REPORT_REPORTER, person);
    record_set_text(report, REPORT_REPORTED_ON, day_ago(outer, 80));
    record_set_text(report, REPORT_MATTER, "新上任的支部书记没有人教，头几个月组织生活开不起来");
    return record_create(&change, report);
}

static int draw_make(struct change *outer)
{
    int64_t drawer;
    struct change change = change_within(outer, &draw_entity, "create");
    struct record *draw = record_new(outer->arena, &draw_entity);
    TRY(db_get_int(outer->db, &drawer, "SELECT id FROM unit WHERE code = 'GW'"));
    record_set_int(draw, DRAW_DRAWER, drawer);
    record_set_text(draw, DRAW_FROM, day_ago(outer, 90));
    record_set_text(draw, DRAW_UNTIL, day_ago(outer, 0));
    record_set_int(draw, DRAW_SAMPLE, 1);
    record_set_text(draw, DRAW_NOTE, "年度督查计划：每季度抽查已销号问题");
    return record_create(&change, draw);
}

int recheck_demonstrate(struct change *outer, int64_t source)
{
    struct actor actor;
    struct change as = *outer;
    demonstration_at(&as, 1);
    TRY(demonstration_actor(&as, "hexiaolan", &actor));
    as.actor = &actor;
    TRY(report_make(&as, source));
    return draw_make(&as);
}
