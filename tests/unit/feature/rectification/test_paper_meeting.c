#include "papers_world.h"
#include "feature/rectification/common/common.h"

static struct record *meeting_new(struct ledger *l, const int64_t *problems, int n)
{
    struct record *meeting = record_new(l->w.arena, &analysis_meeting_entity);
    record_set_text(meeting, MEETING_TOPIC, "换届问题专题分析会");
    record_set_int(meeting, MEETING_HELD_BY, world_unit(&l->w, "SL-DZ"));
    record_set_text(meeting, MEETING_HELD_ON, "2026-07-10");
    record_set_int(meeting, MEETING_CHAIR, world_person(&l->w, "SL001"));
    record_set_ids(meeting, MEETING_PROBLEMS, problems, n);
    record_set_text(meeting, MEETING_ENFORCEMENT, "换届台账靠手工登记，没有人核对。");
    return ledger_save(l, meeting);
}

static void minutes_say_roots_and_decisions(void)
{
    struct ledger l;
    struct composition c;
    after_open(&l);
    const int64_t problem = ledger_save(&l, ledger_problem(&l, 1))->id;
    struct record *meeting = meeting_new(&l, &problem, 1), *decision = record_new(l.w.arena, &meeting_decision_entity);
    record_set_int(decision, DECISION_MEETING, meeting->id);
    record_set_int(decision, DECISION_POSITION, 1);
    record_set_text(decision, DECISION_TEXT, "每月核对一次任期台账");
    record_set_text(decision, DECISION_DEADLINE, "2026-08-01");
    ledger_save(&l, decision);
    CHECK_DONE(compose_meeting(l.w.arena, l.w.db, meeting, &c));
    const char *text = composition_text(&c);
    static const char *const parts[] = {
        "中共云岭省水利厅党组换届问题专题分析会纪要", "2026年7月10日，陆长川主持召开", "1.未按期换届。", "【待填：工作指导上的不足】",
        "换届台账靠手工登记，没有人核对。", "（一）每月核对一次任期台账。责任人：【待填：责任人】；完成时限：2026年8月1日。", "参会：【待填：参会人员】",
    };
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
        if (!strstr(text, parts[i]))
            check_fail(__FILE__, __LINE__, "no %s in\n%s", parts[i], text);
    after_close(&l);
}

TESTS({"minutes say roots and decisions", minutes_say_roots_and_decisions})
