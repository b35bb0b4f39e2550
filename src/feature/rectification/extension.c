/* 延期: a later deadline is asked with a reason and approved by another; the first deadline stays for ever. */
#include <string.h>

#include "feature/rectification/private.h"

static const struct choice states[] = {{"requested", "待批准"}, {"approved", "已批准"}, {"refused", "未批准"}, {0}};

static const struct field fields[EXTENSION__COUNT] = {
    [EXTENSION_PROBLEM] = {"problem", "问题", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED, .ref = "problem"},
    [EXTENSION_FROM] = {"from_deadline", "原定期限", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED},
    [EXTENSION_UNTIL] = {"until_deadline", "延期到", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED},
    [EXTENSION_REASON] = {"reason", "延期理由", NULL, FIELD_LONG_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED, .max = 4000},
    [EXTENSION_ASKED_BY] = {"asked_by", "申请人", NULL, FIELD_REF, FIELD_SYSTEM | FIELD_FIXED, .ref = "person"},
    [EXTENSION_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states,
                         .preset = "requested"},
    [EXTENSION_NUMBER] = {"number", "批准文号", "没有的可以不填", FIELD_TEXT, FIELD_SYSTEM, .max = 60},
    [EXTENSION_DECIDED_BY] = {"decided_by", "批准人", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "person"},
    [EXTENSION_OPINION] = {"opinion", "意见", NULL, FIELD_LONG_TEXT, FIELD_SYSTEM, .max = 1000},
};
static const char *const columns[] = {"problem", "from_deadline", "until_deadline", "reason", "state", NULL};
static const struct list_view lists[] = {{"all", "延期", columns, "-until_deadline,id", NULL}, {0}};
static const char *const indexes[] = {"problem,until_deadline", "organ,state", "root,state", NULL};

static bool asked_by(const struct record *extension, const struct actor *actor)
{
    int64_t person = record_int(extension, EXTENSION_ASKED_BY);
    return extension->created_by == actor->user || (person && person == actor->person);
}

static int decide_gate(struct change *change)
{
    if (!change->actor->user)
        return change_problem(change, NULL, "延期要由具体的人批准");
    if (asked_by(change->before, change->actor))
        return change_problem(change, NULL, "延期是您申请的，须由另一人批准");
    if (change->actor->person)
        record_set_int(change->after, EXTENSION_DECIDED_BY, change->actor->person);
    return DONE;
}

static int refuse_gate(struct change *change)
{
    if (!*record_text(change->after, EXTENSION_OPINION))
        return change_problem(change, "opinion", "不批准的，请写明意见");
    return decide_gate(change);
}

/* The new deadline comes to the problem by an act of its own, that nobody has a right to from outside. */
static int approved(struct change *outer)
{
    struct change change = change_within(outer, &problem_entity, "extended");
    const char *until = record_text(outer->after, EXTENSION_UNTIL);
    struct input input = {"deadline", &until, 1};
    change.note = record_text(outer->after, EXTENSION_REASON);
    int outcome = record_act(&change, record_int(outer->after, EXTENSION_PROBLEM), "extended", &input, 1, 0);
    return outcome == INVALID ? change_problem(outer, NULL, "%s", error_message()) : outcome;
}

static const char *const approve_fields[] = {"number", "opinion", NULL};
static const char *const refuse_fields[] = {"opinion", NULL};
static const struct transition transitions[] = {
    {"approve", "批准延期", "requested", "approved", NULL, approve_fields, decide_gate, approved},
    {"refuse", "不批准", "requested", "refused", NULL, refuse_fields, refuse_gate, NULL},
};
static const struct flow flow = {"state", transitions, ARRAY_SIZE(transitions)};

int extension_ask(struct change *outer)
{
    struct change change = change_within(outer, &extension_entity, "create");
    struct record *extension = record_new(outer->arena, &extension_entity);
    record_set_int(extension, EXTENSION_PROBLEM, outer->after->id);
    record_set_text(extension, EXTENSION_FROM, record_text(outer->after, PROBLEM_DEADLINE));
    record_set_text(extension, EXTENSION_UNTIL, record_text(outer->after, PROBLEM_EXTEND_UNTIL));
    record_set_text(extension, EXTENSION_REASON, outer->note);
    if (outer->actor->person)
        record_set_int(extension, EXTENSION_ASKED_BY, outer->actor->person);
    return record_create(&change, extension);
}

const struct entity extension_entity = {
    .name = "extension", .label = "延期", .note = "申请、批准的延期；最初期限永久保留",
    .fields = fields, .field_count = EXTENSION__COUNT, .lists = lists, .indexes = indexes, .flow = &flow, .title = "reason",
    .unit_from = "problem", .parent = "problem",
    .scope_sql = {
        [SCOPE_NAMED] = "t.problem IN (SELECT p.id FROM problem p JOIN source s ON s.id = p.source WHERE s.reviewer = ?unit)",
        [SCOPE_SELF] = "t.problem IN (SELECT owner FROM problem_persons WHERE target = ?person)"
                       " OR t.problem IN (SELECT owner FROM problem_leaders WHERE target = ?person)",
    },
};
