#include "life.h"

/* One try on a problem; what was said is in life_said. */
static int add(struct ledger *l, int64_t problem, const char *title, const char *fact_on, const char *number, const char *file, int64_t measure)
{
    struct record *evidence = record_new(l->w.arena, &evidence_entity);
    struct change change = world_change(&l->w, &evidence_entity, "create");
    const struct { int field; const char *text; } texts[] = {
        {EVIDENCE_TITLE, title}, {EVIDENCE_FACT_ON, fact_on}, {EVIDENCE_NUMBER, number}, {EVIDENCE_FILE, file}};
    record_set_int(evidence, EVIDENCE_PROBLEM, problem);
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        if (texts[i].text)
            record_set_text(evidence, texts[i].field, texts[i].text);
    if (measure)
        record_set_int(evidence, EVIDENCE_MEASURE, measure);
    int outcome = record_create(&change, evidence);
    life_said = change.problem_count ? change.problems[0].message : "";
    return outcome;
}

static const char digest[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static void a_number_is_as_good_as_an_upload(void)
{
    struct ledger l;
    ledger_open(&l);
    int64_t problem = ledger_save(&l, ledger_problem(&l, 1))->id;
    CHECK_OUTCOME(add(&l, problem, "批复", "2026-03-01", NULL, NULL, 0), INVALID);
    CHECK_TEXT(life_said, "请填文号或编号；没有文号的，上传附件");
    CHECK_DONE(add(&l, problem, "批复", "2026-03-01", "水利机党〔2026〕9号", NULL, 0));
    CHECK_DONE(add(&l, problem, "批复", "2026-03-01", NULL, digest, 0));
    CHECK_OUTCOME(add(&l, problem, NULL, "2026-03-01", "9号", NULL, 0), INVALID);
    CHECK_OUTCOME(add(&l, problem, "批复", NULL, "9号", NULL, 0), INVALID);
    world_close(&l.w);
}

static void a_fact_has_happened(void)
{
    struct ledger l;
    char day[DATE_TEXT];
    ledger_open(&l);
    clock_set(1785456000000);                                             /* 2026-07-31 in China */
    int64_t problem = ledger_save(&l, ledger_problem(&l, 1))->id;
    CHECK_DONE(add(&l, problem, "批复", date_print(clock_today(), day), "9号", NULL, 0));
    CHECK_OUTCOME(add(&l, problem, "批复", date_print(date_add_days(clock_today(), 1), day), "9号", NULL, 0), INVALID);
    CHECK_TEXT(life_said, "事实发生日期晚于今天，请核对");
    clock_set(0);
    world_close(&l.w);
}

static void the_measure_is_one_of_this_problem(void)
{
    struct ledger l;
    ledger_open(&l);
    int64_t problem = ledger_save(&l, ledger_problem(&l, 1))->id, other = ledger_save(&l, ledger_problem(&l, 2))->id;
    int64_t own = life_measure(&l, problem, 1, NULL), foreign = life_measure(&l, other, 1, NULL);
    CHECK_DONE(add(&l, problem, "批复", "2026-03-01", "9号", NULL, own));
    CHECK_OUTCOME(add(&l, problem, "批复", "2026-03-01", "9号", NULL, foreign), INVALID);
    CHECK_TEXT(life_said, "这条措施属于另一个问题，请选本问题的措施");
    world_close(&l.w);
}

/* After its end neither comes anything to a problem nor goes anything from it; before, what was wrong may go. */
static void what_showed_an_end_stays(void)
{
    struct ledger l;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_closed(&l, 1);
    int64_t open = ledger_save(&l, ledger_problem(&l, 2))->id, kept = 0;
    CHECK_DONE(db_get_int(l.w.db, &kept, "SELECT id FROM evidence WHERE problem = ?1", value_int(problem->id)));
    CHECK_OUTCOME(add(&l, problem->id, "批复", "2026-03-01", "9号", NULL, 0), INVALID);
    CHECK_TEXT(life_said, "这个问题已经了结，措施和佐证不能再改；确有反弹的，先“反弹重开”");
    struct change change = world_change(&l.w, &evidence_entity, "remove");
    CHECK_OUTCOME(record_remove(&change, kept, 0), INVALID);
    CHECK_DONE(add(&l, open, "批复", "2026-03-01", "9号", NULL, 0));
    CHECK_DONE(db_get_int(l.w.db, &kept, "SELECT id FROM evidence WHERE problem = ?1", value_int(open)));
    change = world_change(&l.w, &evidence_entity, "remove");
    CHECK_DONE(record_remove(&change, kept, 0));
    world_close(&l.w);
}

TESTS({"a number is as good as an upload", a_number_is_as_good_as_an_upload}, {"a fact has happened", a_fact_has_happened},
      {"the measure is one of this problem", the_measure_is_one_of_this_problem}, {"what showed an end stays", what_showed_an_end_stays})
