#include "ledger.h"

static struct ledger l;

struct try { const char *kind, *feedback, *due; const char *accountable, *reviewer; };

static const char *said, *due;

static int save(const struct try *row)
{
    struct record *source = record_new(l.w.arena, &source_entity);
    struct change change = world_change(&l.w, &source_entity, "create");
    static int number;
    record_set_text(source, SOURCE_TITLE, arena_printf(l.w.arena, "反馈%d", ++number));
    record_set_text(source, SOURCE_KIND, row->kind);
    record_set_int(source, SOURCE_ACCOUNTABLE, world_unit(&l.w, row->accountable ? row->accountable : "SL-DZ"));
    if (row->reviewer)
        record_set_int(source, SOURCE_REVIEWER, world_unit(&l.w, row->reviewer));
    record_set_text(source, SOURCE_DATE, row->feedback);
    if (row->due)
        record_set_text(source, SOURCE_DUE, row->due);
    int outcome = record_create(&change, source);
    said = change.problem_count ? change.problems[0].message : "";
    due = record_text(source, SOURCE_DUE);
    return outcome;
}

/* 巡视: two months until 2024-02-08, six from that day on; for others the notice says it. */
static void the_period_is_the_regulation_s_of_its_day(void)
{
    static const struct { struct try row; const char *due; } rows[] = {
        {{"central_inspection", "2024-02-07"}, "2024-04-07"}, {{"central_inspection", "2024-02-08"}, "2024-08-08"},
        {{"central_inspection", "2025-08-31"}, "2026-03-01"}, {{"central_inspection", "2023-12-31"}, "2024-03-01"},
        {{"central_inspection", "2024-02-08", "2024-05-08"}, "2024-05-08"},          /* the notice's own goes before it */
        {{"inspection", "2025-03-01"}, ""}, {{"audit", "2025-03-01"}, ""}, {{"self_check", "2025-03-01", "2025-04-01"}, "2025-04-01"},
    };
    ledger_open(&l);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_DONE(save(&rows[i].row));
        CHECK_TEXT(due, rows[i].due);
    }
    CHECK_INT(source_due("central_inspection", (struct date){0}).year, 0);
    world_close(&l.w);
}

static void days_in_their_order(void)
{
    char day[DATE_TEXT], next[DATE_TEXT];
    ledger_open(&l);
    CHECK_DONE(save(&(struct try){"audit", date_print(clock_today(), day), .due = day}));
    CHECK_OUTCOME(save(&(struct try){"audit", date_print(date_add_days(clock_today(), 1), next)}), INVALID);
    CHECK_TEXT(said, "反馈日期晚于今天，请核对");
    CHECK_OUTCOME(save(&(struct try){"audit", "2025-03-02", .due = "2025-03-01"}), INVALID);
    CHECK_TEXT(said, "整改期限早于反馈日期，请核对");
    CHECK_DONE(save(&(struct try){"audit", "2025-03-02", .due = "2025-03-02"}));
    world_close(&l.w);
}

static void nobody_reviews_himself(void)
{
    ledger_open(&l);
    CHECK_OUTCOME(save(&(struct try){"audit", "2025-03-02", .reviewer = "SL-DZ"}), INVALID);
    CHECK_TEXT(said, "复核单位不能是被反馈单位自己，请选上级或外部监督单位");
    CHECK_DONE(save(&(struct try){"audit", "2025-03-02", .reviewer = "GW"}));
    CHECK_DONE(save(&(struct try){"audit", "2025-03-02"}));              /* the reviewer is not in this system */
    world_close(&l.w);
}

/* Its numbers are counted when they are asked for: problems, and what waits to be confirmed. */
static void a_list_counts_what_came_of_it(void)
{
    ledger_open(&l);
    ledger_save(&l, ledger_problem(&l, 1));
    for (int i = 0; i < 3; i++) {
        struct record *proposal = record_new(l.w.arena, &proposal_entity);
        record_set_int(proposal, PROPOSAL_SOURCE, l.source->id);
        record_set_int(proposal, PROPOSAL_POSITION, i + 1);
        record_set_text(proposal, PROPOSAL_SYMPTOM, "未按期换届");
        if (i == 2)
            record_set_text(proposal, PROPOSAL_STATE, "dropped");
        ledger_save(&l, proposal);
    }
    for (const struct derived *d = source_entity.derived; d->name; d++) {
        int64_t n = -1;
        struct value one = value_int(l.source->id);
        CHECK_DONE(db_get_int_built(l.w.db, &n, arena_printf(l.w.arena, "SELECT (%s) FROM source t WHERE t.id = ?1", d->sql), &one, 1));
        CHECK_INT(n, !strcmp(d->name, "problems") ? 1 : 2);
    }
    world_close(&l.w);
}

TESTS({"the period is the regulation's of its day", the_period_is_the_regulation_s_of_its_day}, {"days in their order", days_in_their_order},
      {"nobody reviews himself", nobody_reviews_himself}, {"a list counts what came of it", a_list_counts_what_came_of_it})
