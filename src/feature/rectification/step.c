/* 经过: the life of a problem, one row an act.  The journal proves what happened; the steps are what the gates ask (who asked,
 * who approved what) and what people read: in one line with the rest (figures/life_panel.c), so they have no list of their own. */
#include <string.h>

#include "feature/rectification/private.h"

const struct choice problem_verbs[] = {
    {"claim", "认领"}, {"plan", "方案报审"}, {"start", "批准方案"}, {"request_closing", "申请销号"}, {"endorse", "本单位审核"},
    {"accept", "上级复核"}, {"return", "退回"}, {"recheck", "回头看"}, {"reopen", "反弹重开"}, {"extend", "申请延期"},
    {"extended", "批准延期"}, {"hand_over", "交接"}, {"declare_unfounded", "申请不属实"}, {"transfer", "申请移交"}, {0},
};

static const struct field fields[STEP__COUNT] = {
    [STEP_PROBLEM] = {"problem", "问题", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED | FIELD_KEY, .ref = "problem"},
    [STEP_POSITION] = {"position", "次序", NULL, FIELD_INT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED | FIELD_KEY},
    [STEP_VERB] = {"verb", "办理", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED, .choices = problem_verbs},
    [STEP_FROM] = {"from_state", "办理前", NULL, FIELD_ENUM, FIELD_SYSTEM | FIELD_FIXED, .choices = problem_states},
    [STEP_TO] = {"to_state", "办理后", NULL, FIELD_ENUM, FIELD_SYSTEM | FIELD_FIXED, .choices = problem_states},
    [STEP_PERSON] = {"person", "办理人", NULL, FIELD_REF, FIELD_SYSTEM | FIELD_FIXED, .ref = "person"},
    [STEP_REASON] = {"reason", "理由", NULL, FIELD_LONG_TEXT, FIELD_SYSTEM | FIELD_FIXED, .max = 4000},
    [STEP_NUMBER] = {"number", "文号", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_FIXED, .max = 60},
    [STEP_DATED] = {"dated", "文件日期", NULL, FIELD_DATE, FIELD_SYSTEM | FIELD_FIXED},
    [STEP_NOTE] = {"note", "说明", NULL, FIELD_LONG_TEXT, FIELD_SYSTEM | FIELD_FIXED, .max = 4000},
    [STEP_DIGEST] = {"digest", "所批内容的摘要", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_FIXED | FIELD_INNER, .max = 64},
    [STEP_CLOSING] = {"closing", "交接时待审内容的摘要", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_FIXED | FIELD_INNER, .max = 64},
};
static const char *const indexes[] = {"problem,position", NULL};

const struct entity step_entity = {
    .name = "step", .label = "经过", .note = "问题的每一次办理：谁、何时、从哪一步到哪一步、为什么",
    .fields = fields, .field_count = STEP__COUNT, .indexes = indexes, .title = "verb",
    .unit_from = "problem", .parent = "problem", .flags = ENTITY_HIDDEN,
    .scope_sql = {
        [SCOPE_NAMED] = "t.problem IN (SELECT p.id FROM problem p JOIN source s ON s.id = p.source WHERE s.reviewer = ?unit)",
        [SCOPE_SELF] = "t.problem IN (SELECT owner FROM problem_persons WHERE target = ?person)"
                       " OR t.problem IN (SELECT owner FROM problem_leaders WHERE target = ?person)"
                       " OR t.problem IN (SELECT problem FROM measure WHERE person = ?person)",
    },
};

/* What was said with the act, whichever field holds it. */
static const char *step_note(struct change *change, const struct record *problem)
{
    if (!strcmp(change->verb, "request_closing"))
        return record_text(problem, PROBLEM_EFFECT);
    if (!strcmp(change->verb, "recheck") || !strcmp(change->verb, "reopen"))
        return record_text(problem, PROBLEM_RECHECK_FINDING);
    if (!strcmp(change->verb, "transfer"))
        return record_text(problem, PROBLEM_TRANSFER_TO);
    if (!strcmp(change->verb, "extend"))
        return record_text(problem, PROBLEM_EXTEND_UNTIL);
    if (!strcmp(change->verb, "extended"))
        return record_text(problem, PROBLEM_DEADLINE);
    return "";
}

static void set_text(struct record *step, int field, const char *text)
{
    if (text && *text)
        record_set_text(step, field, text);
}

int step_write(struct change *outer, const char *digest, const char *closing)
{
    const struct record *problem = outer->after;
    struct change change = change_within(outer, &step_entity, "create");
    struct record *step = record_new(outer->arena, &step_entity);
    int64_t last = 0;
    TRY(db_get_int(outer->db, &last, "SELECT coalesce(max(position), 0) FROM step WHERE problem = ?1", value_int(problem->id)));
    record_set_int(step, STEP_PROBLEM, problem->id);
    record_set_int(step, STEP_POSITION, last + 1);
    record_set_text(step, STEP_VERB, outer->verb);
    record_set_text(step, STEP_FROM, record_text(outer->before, PROBLEM_STATE));
    record_set_text(step, STEP_TO, record_text(problem, PROBLEM_STATE));
    if (outer->actor->person)
        record_set_int(step, STEP_PERSON, outer->actor->person);
    set_text(step, STEP_REASON, outer->note);
    set_text(step, STEP_NOTE, step_note(outer, problem));
    if (!strcmp(outer->verb, "accept")) {
        set_text(step, STEP_NUMBER, record_text(problem, PROBLEM_REVIEW_NUMBER));
        set_text(step, STEP_DATED, record_text(problem, PROBLEM_REVIEW_DATED));
    }
    set_text(step, STEP_DIGEST, digest);
    set_text(step, STEP_CLOSING, closing);
    return record_create(&change, step);
}

int step_last(struct arena *arena, struct db *db, int64_t problem, const char *verb, struct record **ret)
{
    int64_t id;
    TRY(db_get_int(db, &id, "SELECT id FROM step WHERE problem = ?1 AND verb = ?2 ORDER BY position DESC LIMIT 1",
                   value_int(problem), value_text(verb)));
    return record_read(arena, db, &step_entity, id, ret);
}

bool step_by(const struct record *step, const struct actor *actor)
{
    int64_t person = record_int(step, STEP_PERSON);
    return step->created_by == actor->user || (person && person == actor->person);
}
