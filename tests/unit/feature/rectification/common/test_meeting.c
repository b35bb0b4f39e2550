#include "issued.h"

/* Nobody is asked for a name that follows from what was discussed. */
static void a_meeting_is_named_by_itself(void)
{
    struct issued i;
    issued_open(&i);
    struct record *meeting = issued_meeting(&i, "SL-DZ", "SL001");
    record_set_int(meeting, MEETING_SOURCE, i.l.source->id);
    CHECK_DONE(issued_create(&i, meeting));
    CHECK_TEXT(record_text(ledger_read(&i.l, &analysis_meeting_entity, meeting->id), MEETING_TOPIC), "巡视反馈专题分析会");
    meeting = issued_meeting(&i, "SL-DZ", "SL001");
    record_set_text(meeting, MEETING_HELD_ON, issued_day(&i, 1));
    CHECK_OUTCOME(issued_create(&i, meeting), INVALID);
    world_close(&i.l.w);
}

/* The first meeting on a catalogue is the comparison's; another unit's is not. */
static void the_comparison_knows_its_meeting(void)
{
    struct issued i;
    issued_open(&i);
    struct record *meeting = issued_meeting(&i, "SL-DZ", "SL001"), *second = issued_meeting(&i, "SL-DZ", "SL001");
    record_set_int(meeting, MEETING_CATALOGUE, i.catalogue->id);
    record_set_int(second, MEETING_CATALOGUE, i.catalogue->id);
    CHECK_DONE(issued_create(&i, meeting));
    CHECK_DONE(issued_create(&i, second));
    CHECK_INT(record_int(ledger_read(&i.l, &comparison_entity, issued_comparison(&i, "SL-DZ")), COMPARISON_MEETING), meeting->id);
    CHECK_INT(record_int(ledger_read(&i.l, &comparison_entity, issued_comparison(&i, "JY-DZ")), COMPARISON_MEETING), 0);
    world_close(&i.l.w);
}

static struct record *decision_new(struct issued *i, const struct record *meeting, int position)
{
    struct record *decision = record_new(i->l.w.arena, &meeting_decision_entity);
    record_set_int(decision, DECISION_MEETING, meeting->id);
    record_set_int(decision, DECISION_POSITION, position);
    record_set_text(decision, DECISION_TEXT, "本季度内完成换届");
    record_set_text(decision, DECISION_DEADLINE, "2027-03-01");
    return decision;
}

/* A decision on a problem becomes its measure, and then lives there. */
static void a_decision_becomes_a_measure(void)
{
    struct issued i;
    issued_open(&i);
    struct record *meeting = issued_meeting(&i, "SL-DZ", "SL001");
    CHECK_DONE(issued_create(&i, meeting));
    struct record *decision = decision_new(&i, meeting, 1);
    int64_t problem = issued_problem(&i, "SL-DZ", 0, 1);
    record_set_int(decision, DECISION_PROBLEM, problem);
    record_set_int(decision, DECISION_PERSON, world_person(&i.l.w, "SL004"));
    CHECK_DONE(issued_create(&i, decision));
    decision = ledger_read(&i.l, &meeting_decision_entity, decision->id);
    struct record *measure = ledger_read(&i.l, &measure_entity, record_int(decision, DECISION_MEASURE));
    CHECK_TEXT(record_text(measure, MEASURE_TEXT), "本季度内完成换届");
    CHECK_TEXT(record_text(measure, MEASURE_DEADLINE), "2027-03-01");
    CHECK_INT(record_int(measure, MEASURE_PROBLEM), problem);
    CHECK_INT(record_int(measure, MEASURE_PERSON), world_person(&i.l.w, "SL004"));
    record_set_text(decision, DECISION_TEXT, "改了");
    CHECK_OUTCOME(issued_change(&i, decision), INVALID);
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM measure"), 1);
    world_close(&i.l.w);
}

static void a_decision_on_no_problem_is_just_one(void)
{
    struct issued i;
    issued_open(&i);
    struct record *meeting = issued_meeting(&i, "SL-DZ", "SL001");
    CHECK_DONE(issued_create(&i, meeting));
    CHECK_DONE(issued_create(&i, decision_new(&i, meeting, 1)));
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM measure"), 0);
    world_close(&i.l.w);
}

TESTS({"a meeting is named by itself", a_meeting_is_named_by_itself},
      {"the comparison knows its meeting", the_comparison_knows_its_meeting},
      {"a decision becomes a measure", a_decision_becomes_a_measure},
      {"a decision on no problem is just one", a_decision_on_no_problem_is_just_one})
