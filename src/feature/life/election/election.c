/* An election as a record: whose, for how many, by which assembly, when. */
#include "feature/life/election/election.h"

#include <string.h>

#include "feature/life/rulebook/local_rules.h"

const char *const seat_ids[SEAT__COUNT] = {[SEAT_MEMBER] = "member", [SEAT_SECRETARY] = "secretary", [SEAT_DEPUTY] = "deputy"};
const char *const seat_labels[SEAT__COUNT] = {[SEAT_MEMBER] = "委员", [SEAT_SECRETARY] = "书记", [SEAT_DEPUTY] = "副书记"};
const struct choice seat_choices[] = {{"member", "委员"}, {"secretary", "书记"}, {"deputy", "副书记"}, {0}};

const struct choice election_forms[] = {{"committee", "委员会"}, {"secretary", "书记（不设委员会）"}, {0}};
static const struct choice kinds[] = {{"regular", "换届选举"}, {"first", "首次选举"}, {"by_election", "补选"}, {0}};
static const struct choice assemblies[] = {{"members", "党员大会"}, {"delegates", "党员代表大会"}, {0}};
static const struct choice states[] = {
    {"preparing", "筹备"}, {"requested", "已请示"}, {"approved", "已批复"}, {"elected", "已选举"},
    {"reported", "已报批"}, {"confirmed", "已批准备案"}, {"installed", "已办结"}, {"cancelled", "已中止"}, {0},
};

enum { SEATS_MAX = 100, DELEGATES_MAX = 1000 };

static const struct field fields[ELECTION__COUNT] = {
    [ELECTION_TITLE] = {"title", "名称", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_SEARCH, .max = 150},
    [ELECTION_BODY] = {"body", "党组织", "换届选举的党委、总支或支部", FIELD_REF, FIELD_REQUIRED | FIELD_FIXED, .ref = "unit"},
    [ELECTION_KIND] = {"kind", "类别", "补选不重新起算任期", FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = kinds, .preset = "regular"},
    [ELECTION_FORM] = {"form", "选举产生", "正式党员不足 7 人的支部不设委员会，由党员大会选举书记", FIELD_ENUM, FIELD_REQUIRED,
                       .choices = election_forms, .preset = "committee"},
    [ELECTION_MEMBERS] = {"members", "委员名额", "支部委员会一般 3 到 5 人；不设委员会的留空", FIELD_INT, 0, .max = SEATS_MAX, .group = "名额"},
    [ELECTION_SECRETARIES] = {"secretaries", "书记名额", "补选不选书记的填 0", FIELD_INT, 0, .max = 1, .preset = "1"},
    [ELECTION_DEPUTIES] = {"deputies", "副书记名额", "必要时设", FIELD_INT, 0, .max = 5},
    [ELECTION_ASSEMBLY] = {"assembly", "大会形式", "党员 500 人以上或者驻地分散的，经上级批准可以召开代表大会", FIELD_ENUM, FIELD_REQUIRED,
                           .choices = assemblies, .preset = "members", .group = "大会"},
    [ELECTION_DELEGATES] = {"delegates", "代表人数", "召开代表大会的填", FIELD_INT, 0, .max = DELEGATES_MAX},
    [ELECTION_PLANNED] = {"planned_on", "拟召开日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_FILTER},
    [ELECTION_PLACE] = {"place", "地点", NULL, FIELD_TEXT, 0, .max = 60},
    [ELECTION_AGENDA] = {"agenda", "议程", "不填按通行的议程写", FIELD_LONG_TEXT, 0, .max = 1000},
    [ELECTION_MORE_THAN] = {"more_than", "到会须超过五分之四", "选举办法写的是“超过”而不是“不少于”时选“是”", FIELD_BOOL, 0},
    [ELECTION_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states, .preset = "preparing"},
    [ELECTION_REQUEST_NUMBER] = {"request_number", "请示文号", "没有文号的留空", FIELD_TEXT, FIELD_SYSTEM, .max = 60, .group = "请示和批复"},
    [ELECTION_REQUESTED_ON] = {"requested_on", "请示日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [ELECTION_APPROVAL_NUMBER] = {"approval_number", "批复文号", "上级党组织批复的文号", FIELD_TEXT, FIELD_SYSTEM, .max = 60},
    [ELECTION_APPROVED_ON] = {"approved_on", "批复日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [ELECTION_HELD_ON] = {"held_on", "选举日期", NULL, FIELD_DATE, FIELD_SYSTEM, .group = "结果"},
    [ELECTION_EXCLUSION_PASSED] = {"exclusion_passed", "不计入应到会的人员已报上级同意，并经党员大会通过", NULL, FIELD_BOOL, FIELD_SYSTEM},
    [ELECTION_REPORT_NUMBER] = {"report_number", "报告文号", "没有文号的留空", FIELD_TEXT, FIELD_SYSTEM, .max = 60},
    [ELECTION_REPORTED_ON] = {"reported_on", "报告日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [ELECTION_CONFIRM_NUMBER] = {"confirm_number", "批准文号", "批准书记、副书记的文号；只有委员的是备案，可以不填", FIELD_TEXT, FIELD_SYSTEM, .max = 60},
    [ELECTION_CONFIRMED_ON] = {"confirmed_on", "批准、备案日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [ELECTION_TERM] = {"made_term", "任期", "选举产生的任期", FIELD_REF, FIELD_SYSTEM, .ref = "term"},
    [ELECTION_INSTALLED_ON] = {"installed_on", "任职写入日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [ELECTION_NOTE] = {"note", "备注", NULL, FIELD_LONG_TEXT, 0, .max = 500, .group = "其他"},
};

static const char *const columns[] = {"title", "body", "kind", "planned_on", "held_on", "state", NULL};
static const struct list_view lists[] = {
    {"open", "办理中", columns, "planned_on,id", "t.state NOT IN ('installed', 'cancelled')"},
    {"all", "全部", columns, "-planned_on,id", NULL},
    {0},
};
static const char *const indexes[] = {"organ,planned_on,id", "root,planned_on,id", "unit,planned_on,id", "body,planned_on", NULL};

enum seat seat_of(const struct record *record, int field)
{
    const char *id = record_text(record, field);
    for (int i = 0; i < SEAT__COUNT; i++)
        if (!strcmp(seat_ids[i], id))
            return (enum seat)i;
    return SEAT_MEMBER;
}

bool election_in(const struct record *election, const char *state)
{
    return !strcmp(record_text(election, ELECTION_STATE), state);
}

int election_seats(const struct record *election, enum seat seat)
{
    static const int of[SEAT__COUNT] = {[SEAT_MEMBER] = ELECTION_MEMBERS, [SEAT_SECRETARY] = ELECTION_SECRETARIES, [SEAT_DEPUTY] = ELECTION_DEPUTIES};
    return (int)record_int(election, of[seat]);
}

bool seat_by_committee(const struct record *election, enum seat seat)
{
    return seat != SEAT_MEMBER && !strcmp(record_text(election, ELECTION_FORM), "committee");
}

/* P-04, P-05: a temporary branch holds no election, its secretary is appointed. */
static int body_check(struct change *change, const struct record *unit)
{
    int kind = vocabulary_find(unit_kind_words, UNIT_KIND__COUNT, record_text(unit, UNIT_KIND));
    if (kind == UNIT_TEMPORARY_BRANCH)
        return change_problem(change, "body", "临时党支部不进行换届，书记、副书记、委员由批准其成立的党组织指定");
    if (kind != UNIT_ORGAN_COMMITTEE && kind != UNIT_DISCIPLINE_COMMITTEE && kind != UNIT_GENERAL_BRANCH && kind != UNIT_BRANCH)
        return change_problem(change, "body", "这类单位不进行选举，请选党委、纪委、总支或支部");
    return DONE;
}

/* What is asked for once is not begun twice. */
static int only_one(struct change *change)
{
    int64_t other;
    int e = db_get_int(change->db, &other, "SELECT id FROM election WHERE body = ?1 AND id <> ?2 AND state NOT IN ('confirmed', 'installed', 'cancelled') LIMIT 1",
                       value_int(record_int(change->after, ELECTION_BODY)), value_int(change->after->id));
    if (e == DONE)
        return change_problem(change, "body", "这个党组织还有一次没有办完的选举，请在那一次上办理，或者先中止它");
    return e == NOT_FOUND ? DONE : e;
}

static int numbers_check(struct change *change)
{
    const struct record *e = change->after;
    bool committee = !strcmp(record_text(e, ELECTION_FORM), "committee"), delegates = !strcmp(record_text(e, ELECTION_ASSEMBLY), "delegates");
    int64_t members = record_int(e, ELECTION_MEMBERS);
    int outcome = DONE;
    if (committee && members < 1 && strcmp(record_text(e, ELECTION_KIND), "by_election"))
        outcome = change_problem(change, "members", "选举委员会的，请填委员名额");
    if (!committee && members)
        outcome = change_problem(change, "members", "不设委员会的不选委员，请把委员名额留空");
    if (!members && !record_int(e, ELECTION_SECRETARIES) && !record_int(e, ELECTION_DEPUTIES))
        outcome = change_problem(change, "members", "请填要选几人");
    if (delegates && record_int(e, ELECTION_DELEGATES) < 1)
        outcome = change_problem(change, "delegates", "召开代表大会的，请填代表人数");
    if (!delegates && record_int(e, ELECTION_DELEGATES))
        outcome = change_problem(change, "delegates", "召开党员大会的，应到会人数按党员关系计算，请把代表人数留空");
    return outcome;
}

/* What was asked for and agreed to is not edited behind it. */
static int frozen_check(struct change *change)
{
    static const int asked[] = {ELECTION_KIND, ELECTION_FORM, ELECTION_MEMBERS, ELECTION_SECRETARIES, ELECTION_DEPUTIES, ELECTION_ASSEMBLY,
                                ELECTION_DELEGATES, ELECTION_PLANNED, ELECTION_AGENDA};
    if (!change->before || election_in(change->before, "preparing"))
        return DONE;
    for (size_t i = 0; i < ARRAY_SIZE(asked); i++)
        if (change_touches(change, asked[i]))
            return change_problem(change, fields[asked[i]].name, "已经请示，%s不能改；确实要改的，先撤回或者请上级退回", fields[asked[i]].label);
    return DONE;
}

/* Nobody said “不少于” or “超过”: as the rules in force for it do (V-01, which may be set locally). */
static int quorum_fill(struct change *change)
{
    const struct rulebook *book;
    if (change->before || change->after->values[ELECTION_MORE_THAN].set)
        return DONE;
    TRY(unit_rules(change->arena, change->db, record_int(change->after, ELECTION_BODY), &book));
    const struct rule *rule = rulebook_any(book, "V-01", moment_date(change->now));
    if (rule->above)
        record_set_int(change->after, ELECTION_MORE_THAN, 1);
    return DONE;
}

static int title_fill(struct change *change, const struct record *unit)
{
    const char *name = record_text(unit, UNIT_NAME);
    int year = 0;
    struct date planned;
    if (!date_parse(record_text(change->after, ELECTION_PLANNED), &planned))
        year = planned.year;
    const char *kind = choice_find(kinds, record_text(change->after, ELECTION_KIND))->label;
    record_set_text(change->after, ELECTION_TITLE, arena_printf(change->arena, "%s%d年%s", name, year, kind));
    return DONE;
}

static int election_check(struct change *change)
{
    struct record *unit;
    if (!change->after || change->preview)
        return DONE;
    TRY(record_read(change->arena, change->db, &unit_entity, record_int(change->after, ELECTION_BODY), &unit));
    TRY(body_check(change, unit));
    int numbers = numbers_check(change), frozen = frozen_check(change), one = DONE;
    if (!election_in(change->after, "confirmed") && !election_in(change->after, "installed") && !election_in(change->after, "cancelled"))
        one = only_one(change);
    if (one < 0)
        return one;
    TRY(title_fill(change, unit));
    TRY(quorum_fill(change));
    return numbers ? numbers : frozen ? frozen : one;
}

const struct entity election_entity = {
    .name = "election", .label = "选举", .note = "党组织一次选举的全过程：请示、批复、选举、报批备案，文书从这里出",
    .fields = fields, .field_count = ELECTION__COUNT, .lists = lists, .indexes = indexes, .flow = &election_flow, .title = "title",
    .menu_order = 23, .unit_from = "body", .flags = ENTITY_NAMES, .check = election_check,
};
