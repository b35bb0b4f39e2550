#include "demonstrated.h"

#include "feature/rectification/demonstration.h"

static struct demonstrated d;

static int64_t number(const char *sql)
{
    int64_t n = -1;
    CHECK_DONE(db_get_int_built(d.system->reader, &n, sql, NULL, 0));
    return n;
}

/* One notice that is worked on, and one document that waits for its review, with its original. */
static void two_feedbacks(void)
{
    struct record *source;
    const void *bytes;
    size_t n;
    demonstrated_open(&d);
    CHECK_INT(number("SELECT count(*) FROM source WHERE kind IN ('supervision', 'central_inspection')"), 2);
    int64_t id = number("SELECT id FROM source WHERE state = 'reviewing'");
    CHECK_DONE(record_read(d.arena, d.system->reader, &source_entity, id, &source));
    CHECK_TEXT(record_text(source, SOURCE_TITLE), "省委第三巡视组反馈意见");
    CHECK_TEXT(record_text(source, SOURCE_WARNING), "");
    CHECK_DONE(file_store_get(d.system->folder, d.arena, record_text(source, SOURCE_FILE), &bytes, &n));
    CHECK(n > 1000);
    CHECK_INT(number("SELECT count(*) FROM proposal WHERE state = 'proposed'"), 14);
    CHECK_INT(number("SELECT count(*) FROM proposal WHERE places = '' OR words = ''"), 0);
    demonstrated_close(&d);
}

static void problems_have_what_they_need(void)
{
    demonstrated_open(&d);
    CHECK_INT(number("SELECT count(*) FROM category"), 10);
    CHECK_INT(number("SELECT count(*) FROM problem p JOIN source s ON s.id = p.source WHERE s.kind = 'supervision'"), 11);
    CHECK_INT(number("SELECT max(p.number) FROM problem p JOIN source s ON s.id = p.source WHERE s.kind = 'supervision'"), 11);
    CHECK_INT(number("SELECT count(*) FROM problem WHERE category IS NULL AND source = (SELECT id FROM source WHERE kind = 'supervision')"), 0);
    CHECK_INT(number("SELECT count(*) FROM problem p WHERE p.state != 'unclaimed' AND NOT EXISTS (SELECT 1 FROM problem_persons x WHERE x.owner = p.id)"), 0);
    CHECK_INT(number("SELECT count(*) FROM measure WHERE state = 'done' AND coalesce(result, '') = ''"), 0);
    CHECK(number("SELECT count(*) FROM problem WHERE deadline < date('now', '+8 hours') AND state = 'rectifying'") >= 1);
    demonstrated_close(&d);
}

/* Made again on another day it is as fresh: its days are counted from today. */
static void days_are_counted_from_today(void)
{
    char day[DATE_TEXT], *deadline = NULL;
    clock_set(1830000000000);                                             /* 2027-12-28 */
    demonstrated_open(&d);
    CHECK_DONE(db_get_text(d.system->reader, d.arena, &deadline, "SELECT deadline FROM problem WHERE number = 2 AND source = ?1",
                           value_int(demonstrated_source(&d))));
    CHECK_TEXT(deadline, date_print(date_add_days(clock_today(), -12), day));
    CHECK_INT(number("SELECT count(*) FROM source WHERE feedback_on > '2027-12-28'"), 0);
    char *told = NULL;
    CHECK_DONE(db_get_text(d.system->reader, d.arena, &told, "SELECT feedback_on FROM source WHERE kind = 'supervision'"));
    CHECK_TEXT(told, date_print(date_add_days(clock_today(), -75), day));
    demonstrated_close(&d);
    clock_set(0);
}

static void time_goes_forward_only(void)
{
    struct change change = {.now = 0};
    clock_set(1830000000000);
    demonstration_at(&change, 10);
    CHECK_INT(change.now, 1830000000000 - 10 * (int64_t)86400000);
    demonstration_at(&change, 20);
    CHECK_INT(change.now, 1830000000000 - 10 * (int64_t)86400000);
    demonstration_at(&change, 0);
    CHECK_INT(change.now, 1830000000000);
    clock_set(0);
    CHECK_TEXT(demonstration_result(9), "三名同志已全部补训。");
    CHECK_TEXT(demonstration_result(1), "方案已于本月初批复。");
}

TESTS({"two feedbacks", two_feedbacks}, {"problems have what they need", problems_have_what_they_need},
      {"days are counted from today", days_are_counted_from_today}, {"time goes forward only", time_goes_forward_only})
