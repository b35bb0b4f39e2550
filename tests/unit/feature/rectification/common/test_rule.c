#include "issued.h"

static struct record *rule_new(struct issued *i)
{
    struct record *rule = record_new(i->l.w.arena, &rule_made_entity);
    record_set_text(rule, RULE_TITLE, "换届提醒办法");
    record_set_int(rule, RULE_MADE_BY, world_unit(&i->l.w, "SL-DZ"));
    record_set_text(rule, RULE_EFFECTIVE_ON, "2026-08-31");
    return rule;
}

static void a_rule_comes_from_a_problem(void)
{
    struct issued i;
    issued_draft(&i);
    CHECK_OUTCOME(issued_create(&i, rule_new(&i)), INVALID);
    struct record *rule = rule_new(&i);
    record_set_int(rule, RULE_PROBLEM, issued_problem(&i, "SL-DZ", 0, 1));
    CHECK_DONE(issued_create(&i, rule));
    CHECK_TEXT(record_text(rule, RULE_ASK_ON), "2027-03-01");
    rule = rule_new(&i);
    record_set_text(rule, RULE_TITLE, "旧办法");
    record_set_text(rule, RULE_KIND, "abolished");
    record_set_int(rule, RULE_PROBLEM, issued_problem(&i, "SL-DZ", 0, 2));
    CHECK_DONE(issued_create(&i, rule));
    CHECK_TEXT(record_text(rule, RULE_ASK_ON), "");
    world_close(&i.l.w);
}

/* Asked on its day, with what was seen; what is not kept is asked again. */
static void whether_it_is_kept_is_asked(void)
{
    struct issued i;
    issued_draft(&i);
    struct record *rule = rule_new(&i);
    record_set_int(rule, RULE_PROBLEM, issued_problem(&i, "SL-DZ", 0, 1));
    record_set_text(rule, RULE_ASK_ON, issued_day(&i, 0));
    CHECK_DONE(issued_create(&i, rule));
    CHECK_OUTCOME(issued_act(&i, &rule_made_entity, rule->id, "observe", "kept", "partly", NULL), INVALID);
    CHECK(strstr(issued_said, "看到的情况"));
    struct record *seen = ledger_read(&i.l, &rule_made_entity, rule->id);
    record_set_text(seen, RULE_SEEN, "抽查三个支部，一个没有台账");
    CHECK_DONE(issued_change(&i, seen));
    CHECK_DONE(issued_act(&i, &rule_made_entity, rule->id, "observe", "kept", "partly", NULL));
    CHECK_OUTCOME(issued_act(&i, &rule_made_entity, rule->id, "ask_again", NULL, NULL, NULL), INVALID);
    CHECK_DONE(issued_act(&i, &rule_made_entity, rule->id, "ask_again", "ask_on", issued_day(&i, 90), NULL));
    CHECK_TEXT(record_text(ledger_read(&i.l, &rule_made_entity, rule->id), RULE_STATE), "waiting");
    world_close(&i.l.w);
}

TESTS({"a rule comes from a problem", a_rule_comes_from_a_problem},
      {"whether it is kept is asked", whether_it_is_kept_is_asked})
