/* 专题分析会: a unit looks for the roots of its problems by the three routes of the founding article (工作指导, 制度执行, 机理),
 * and what it decides becomes measures. */
#include <string.h>

#include "feature/rectification/common/common.h"

static const struct field fields[MEETING__COUNT] = {
    [MEETING_TOPIC] = {"topic", "会议名称", "可以不填：自动取目录或来源的名称", FIELD_TEXT, FIELD_SEARCH, .max = 150},
    [MEETING_HELD_BY] = {"held_by", "开会单位", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED, .ref = "unit"},
    [MEETING_HELD_ON] = {"held_on", "开会日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_FILTER, .preset = "today"},
    [MEETING_CHAIR] = {"chair", "主持人", NULL, FIELD_REF, FIELD_REQUIRED, .ref = "person"},
    [MEETING_ATTENDEES] = {"attendees", "参会人员", NULL, FIELD_REFS, 0, .ref = "person", .max = 200},
    [MEETING_CATALOGUE] = {"catalogue", "对照的目录", "逐一对照突出问题目录的会，选目录", FIELD_REF, 0, .ref = "catalogue",
                           .group = "讨论什么"},
    [MEETING_SOURCE] = {"source", "反馈来源", "讨论一次反馈的会，选来源", FIELD_REF, 0, .ref = "source"},
    [MEETING_PROBLEMS] = {"problems", "讨论的问题", NULL, FIELD_REFS, 0, .ref = "problem", .max = 200},
    [MEETING_GUIDANCE] = {"guidance", "从工作指导上找不足", "基层存在的问题，上面的指导缺了什么", FIELD_LONG_TEXT, FIELD_SEARCH,
                          .max = 4000, .group = "深挖根源"},
    [MEETING_ENFORCEMENT] = {"enforcement", "从制度执行上查短板", "具体问题，哪条制度没有执行、为什么", FIELD_LONG_TEXT, FIELD_SEARCH,
                             .max = 4000},
    [MEETING_MECHANISM] = {"mechanism", "联系同类问题深研机理", "同类问题反复出现，机制上缺了什么", FIELD_LONG_TEXT, FIELD_SEARCH,
                           .max = 4000},
};
static const char *const columns[] = {"topic", "held_by", "held_on", "chair", NULL};
static const struct list_view lists[] = {{"all", "专题分析会", columns, "-held_on,id", NULL}, {0}};
static const char *const indexes[] = {"organ,held_on", "root,held_on", "unit,held_on", "catalogue", NULL};

static int title_of(struct change *change, const struct entity *entity, int64_t id, int field, const char **ret)
{
    struct record *record;
    TRY(record_read(change->arena, change->db, entity, id, &record));
    *ret = record_text(record, field);
    return DONE;
}

/* Nobody is asked for a name that the system knows. */
static int topic_fill(struct change *change)
{
    const struct record *after = change->after;
    const char *about = "";
    if (*record_text(after, MEETING_TOPIC))
        return DONE;
    if (record_int(after, MEETING_CATALOGUE))
        TRY(title_of(change, &catalogue_entity, record_int(after, MEETING_CATALOGUE), CATALOGUE_TITLE, &about));
    else if (record_int(after, MEETING_SOURCE))
        TRY(title_of(change, &source_entity, record_int(after, MEETING_SOURCE), SOURCE_TITLE, &about));
    const char *whole = arena_printf(change->arena, "%s专题分析会", about);
    record_set_text(change->after, MEETING_TOPIC,
                    arena_strndup(change->arena, whole, (size_t)(utf8_at(whole, (size_t)fields[MEETING_TOPIC].max) - whole)));
    return DONE;
}

static int meeting_check(struct change *change)
{
    char today[DATE_TEXT];
    if (!change->after)
        return DONE;
    if (strcmp(record_text(change->after, MEETING_HELD_ON), date_print(clock_today(), today)) > 0)
        return change_problem(change, "held_on", "开会日期晚于今天：会开过了再登记");
    return change->preview ? DONE : topic_fill(change);
}

static int meeting_follow(struct change *change)
{
    bool compares = change->after && record_int(change->after, MEETING_CATALOGUE);
    return compares ? comparison_meet(change, change->after) : DONE;
}

const struct entity analysis_meeting_entity = {
    .name = "analysis_meeting", .label = "专题分析会", .note = "逐一对照、深挖根源的会：讨论了什么，根源在哪里，决定做什么",
    .fields = fields, .field_count = MEETING__COUNT, .lists = lists, .indexes = indexes, .title = "topic", .menu_order = 17,
    .unit_from = "held_by", .check = meeting_check, .follow = meeting_follow,
};

/* --- decisions --- */

static const struct field decision_fields[DECISION__COUNT] = {
    [DECISION_MEETING] = {"meeting", "会议", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY, .ref = "analysis_meeting"},
    [DECISION_POSITION] = {"position", "决定序号", NULL, FIELD_INT, FIELD_REQUIRED | FIELD_KEY, .min = 1, .max = 200},
    [DECISION_TEXT] = {"text", "决定事项", NULL, FIELD_LONG_TEXT, FIELD_REQUIRED | FIELD_SEARCH, .max = 4000},
    [DECISION_PROBLEM] = {"problem", "针对的问题", "选了问题，这条决定就成为它的整改措施", FIELD_REF, 0, .ref = "problem"},
    [DECISION_PERSON] = {"person", "责任人", NULL, FIELD_REF, 0, .ref = "person"},
    [DECISION_DEADLINE] = {"deadline", "完成时限", NULL, FIELD_DATE, FIELD_FILTER},
    [DECISION_MEASURE] = {"measure", "成为的措施", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "measure"},
};
static const char *const decision_columns[] = {"position", "text", "person", "deadline", NULL};
static const struct list_view decision_lists[] = {{"all", "会议决定", decision_columns, "meeting,position,id", NULL}, {0}};
static const char *const decision_indexes[] = {"meeting,position", "measure", "unit", NULL};

/* From then on the measure has its own life. */
static int decision_check(struct change *change)
{
    static const int bound[] = {DECISION_TEXT, DECISION_PROBLEM, DECISION_PERSON, DECISION_DEADLINE};
    if (!change->after)
        return record_int(change->before, DECISION_MEASURE)
            ? change_problem(change, NULL, "这条决定已经成为整改措施，不能删除") : DONE;
    if (!change->before || !record_int(change->before, DECISION_MEASURE))
        return measure_decidable(change, "problem", record_int(change->after, DECISION_PROBLEM));
    for (size_t i = 0; i < ARRAY_SIZE(bound); i++)
        if (change_touches(change, bound[i]))
            return change_problem(change, decision_fields[bound[i]].name, "这条决定已经成为整改措施，请到措施里改");
    return DONE;
}

static int decision_follow(struct change *change)
{
    int64_t measure;
    if (!change->after || !record_int(change->after, DECISION_PROBLEM) || record_int(change->after, DECISION_MEASURE))
        return DONE;
    TRY(measure_decided(change, "problem", &(struct measure_draft){
        .problem = record_int(change->after, DECISION_PROBLEM), .person = record_int(change->after, DECISION_PERSON),
        .text = record_text(change->after, DECISION_TEXT), .deadline = record_text(change->after, DECISION_DEADLINE)}, &measure));
    struct record *decision = record_copy(change->arena, change->after);
    struct change link = change_within(change, &meeting_decision_entity, "change");
    record_set_int(decision, DECISION_MEASURE, measure);
    return record_change(&link, decision, 0);
}

const struct entity meeting_decision_entity = {
    .name = "meeting_decision", .label = "会议决定", .note = "专题分析会决定做什么、谁做、何时完成；针对问题的成为整改措施",
    .fields = decision_fields, .field_count = DECISION__COUNT, .lists = decision_lists, .indexes = decision_indexes,
    .title = "text", .unit_from = "meeting", .parent = "meeting", .flags = ENTITY_REMOVABLE, .check = decision_check,
    .follow = decision_follow,
};

/* On a measure's page: which meeting decided it. */
int measure_decision_panel(struct request *r, const struct record *measure, json_t **ret)
{
    char id[ID_TEXT];
    int64_t meeting;
    struct record *record;
    *ret = NULL;
    int outcome = db_get_int(r->db, &meeting, "SELECT meeting FROM meeting_decision WHERE measure = ?1", value_int(measure->id));
    if (outcome == DONE)
        outcome = access_read(r->session->access, r->arena, r->db, &analysis_meeting_entity, meeting, &record);
    if (outcome == NOT_FOUND)
        return DONE;
    TRY(outcome);
    *ret = json_pack("{s:s, s:s, s:s}", "id", id_print(meeting, id), "topic", record_text(record, MEETING_TOPIC), "held_on",
                     record_text(record, MEETING_HELD_ON));
    return DONE;
}
