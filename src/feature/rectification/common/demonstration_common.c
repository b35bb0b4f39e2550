/* The demonstration: the catalogue that the working committee issues, with the three prominent problems that the founding
 * article names (the other seven are not published, so they are not here).  One unit has answered, one is at it, one has
 * not begun; and one common problem. */
#include <string.h>

#include "feature/rectification/common/common.h"

enum { ITEMS = 3 };

/* What to do is invented, but for the rule that is named. */
static const struct { const char *symptom, *way_out, *basis, *category; } items[ITEMS] = {
    {"基层党组织不按期换届", "任期届满前六个月，上级党组织提醒做好准备；支部制定换届方案报批，按期召开党员大会选举；机关党委按月核对换届台账。",
     "《中国共产党基层组织选举工作条例》第三条：任期届满应当按期换届", "按期换届"},
    {"党支部主体作用发挥不明显", "支部围绕本处室的重点工作定一件实事，支部书记参与业务研究；机关党委随支部学、到支部讲。", NULL, "支部作用"},
    {"“三会一课”落实不到位", "年初排出全年组织生活安排，按季召开党员大会；机关党委每季度到支部参加一次，看质量不看材料。",
     "《中国共产党支部工作条例（试行）》", "三会一课"},
};

static int64_t by_code(struct change *change, const char *code)
{
    int64_t id = 0;
    return db_get_int(change->db, &id, "SELECT id FROM unit WHERE code = ?1", value_text(code)) == DONE ? id : 0;
}

static int64_t person(struct change *change, const char *code)
{
    int64_t id = 0;
    return db_get_int(change->db, &id, "SELECT id FROM person WHERE code = ?1", value_text(code)) == DONE ? id : 0;
}

static int64_t category(struct change *change, const char *name)
{
    int64_t id = 0;
    return db_get_int(change->db, &id, "SELECT id FROM category WHERE name = ?1", value_text(name)) == DONE ? id : 0;
}

static const char *day(struct change *change, int from_today)
{
    char text[DATE_TEXT];
    return arena_strdup(change->arena, date_print(date_add_days(clock_today(), from_today), text));
}

static int save(struct change *outer, struct record *record)
{
    struct change change = change_within(outer, record->entity, "create");
    return record_create(&change, record);
}

static int act(struct change *outer, const struct entity *entity, int64_t id, const char *verb)
{
    struct change change = change_within(outer, entity, verb);
    return record_act(&change, id, verb, NULL, 0, 0);
}

/* --- the catalogue --- */

static int item_make(struct change *outer, int64_t catalogue, int i)
{
    struct record *item = record_new(outer->arena, &catalogue_item_entity);
    record_set_int(item, ITEM_CATALOGUE, catalogue);
    record_set_int(item, ITEM_POSITION, i + 1);
    record_set_text(item, ITEM_SYMPTOM, items[i].symptom);
    record_set_text(item, ITEM_WAY_OUT, items[i].way_out);
    if (items[i].basis)
        record_set_text(item, ITEM_BASIS, items[i].basis);
    record_set_int(item, ITEM_CATEGORY, category(outer, items[i].category));
    return save(outer, item);
}

static int catalogue_make(struct change *outer, int64_t *ret)
{
    const int64_t units[] = {by_code(outer, "SL-DZ"), by_code(outer, "JY-DZ"), by_code(outer, "MZ-DZ")};
    struct record *catalogue = record_new(outer->arena, &catalogue_entity);
    record_set_text(catalogue, CATALOGUE_TITLE, "机关党建突出问题目录");
    record_set_int(catalogue, CATALOGUE_ISSUER, by_code(outer, "GW"));
    record_set_text(catalogue, CATALOGUE_BASIS, "从巡视、督查反馈中梳理排查出的突出问题，请各单位党组召开专题分析会，逐一对照、深挖根源。");
    record_set_text(catalogue, CATALOGUE_ANSWER_BY, day(outer, 15));
    record_set_ids(catalogue, CATALOGUE_UNITS, units, ARRAY_SIZE(units));
    TRY(save(outer, catalogue));
    for (int i = 0; i < ITEMS; i++)
        TRY(item_make(outer, catalogue->id, i));
    *ret = catalogue->id;
    return act(outer, &catalogue_entity, catalogue->id, "issue");
}

/* --- answers --- */

static int meeting_make(struct change *outer, int64_t catalogue, const char *unit, const char *chair, int days_ago,
                        const char *guidance, const char *enforcement, const char *mechanism)
{
    const char *const said[] = {guidance, enforcement, mechanism};
    struct record *meeting = record_new(outer->arena, &analysis_meeting_entity);
    record_set_int(meeting, MEETING_HELD_BY, by_code(outer, unit));
    record_set_text(meeting, MEETING_HELD_ON, day(outer, -days_ago));
    record_set_int(meeting, MEETING_CHAIR, person(outer, chair));
    record_set_int(meeting, MEETING_CATALOGUE, catalogue);
    for (int i = 0; i < 3; i++)
        if (said[i])
            record_set_text(meeting, MEETING_GUIDANCE + i, said[i]);
    return save(outer, meeting);
}

static int answer_give(struct change *outer, struct record *answer, const char *choice, const char *facts)
{
    struct change change = change_within(outer, &comparison_answer_entity, "change");
    record_set_text(answer, ANSWER_ANSWER, choice);
    if (facts)
        record_set_text(answer, ANSWER_FACTS, facts);
    return record_change(&change, answer, 0);
}

/* Answers the first items as said; NULL: not yet. */
static int answers_give(struct change *outer, int64_t catalogue, const char *unit, const char *const choices[ITEMS],
                        const char *const facts[ITEMS], int64_t *ret)
{
    struct record **answers;
    size_t n;
    TRY(db_get_int(outer->db, ret, "SELECT id FROM comparison WHERE catalogue = ?1 AND answering = ?2", value_int(catalogue),
                   value_int(by_code(outer, unit))));
    TRY(answers_read(outer->arena, outer->db, *ret, &answers, &n));
    for (size_t i = 0; i < n && i < ITEMS; i++)
        if (choices[i])
            TRY(answer_give(outer, answers[i], choices[i], facts[i]));
    return DONE;
}

static int units_answer(struct change *outer, int64_t catalogue)
{
    static const char *const all[ITEMS] = {"no", "yes", "yes"}, *const some[ITEMS] = {"no", NULL, NULL};
    static const char *const found[ITEMS] = {
        NULL, "民政机关支部全年只围绕发展党员和收缴党费开会，没有研究过一件业务工作。", "民政机关支部第二季度没有召开党员大会，第三季度以传达文件代替党课。",
    }, *const none[ITEMS] = {0};
    int64_t comparison;
    TRY(meeting_make(outer, catalogue, "MZ-DZ", "MZ001", 6, "机关党委对支部只布置、不指导，支部不知道怎么和业务结合。",
                     "组织生活制度有、安排没有，开会时间由业务工作挤出来。", "支部书记由处室副职兼任，业务考核里没有支部工作。"));
    TRY(answers_give(outer, catalogue, "MZ-DZ", all, found, &comparison));
    TRY(act(outer, &comparison_entity, comparison, "submit"));
    TRY(meeting_make(outer, catalogue, "JY-DZ", "JY001", 2, "对新任支部书记的任职指导没有跟上。", NULL, NULL));
    return answers_give(outer, catalogue, "JY-DZ", some, none, &comparison);
}

/* --- a common problem --- */

static int common_measure_make(struct change *outer, int64_t common, int position, const char *extent, const char *text)
{
    struct record *measure = record_new(outer->arena, &common_measure_entity);
    record_set_int(measure, COMMON_MEASURE_COMMON, common);
    record_set_int(measure, COMMON_MEASURE_POSITION, position);
    record_set_text(measure, COMMON_MEASURE_TEXT, text);
    record_set_text(measure, COMMON_MEASURE_SCOPE, extent);
    record_set_text(measure, COMMON_MEASURE_DEADLINE, day(outer, 60));
    record_set_text(measure, COMMON_MEASURE_STATE, "ongoing");
    return save(outer, measure);
}

static int rule_make(struct change *outer, int64_t common)
{
    struct record *rule = record_new(outer->arena, &rule_made_entity);
    record_set_text(rule, RULE_TITLE, "省直机关党支部与业务工作同部署同检查的若干措施");
    record_set_int(rule, RULE_MADE_BY, by_code(outer, "GW"));
    record_set_text(rule, RULE_NUMBER, "云直工〔2026〕9号");
    record_set_text(rule, RULE_EFFECTIVE_ON, day(outer, -190));
    record_set_text(rule, RULE_ASK_ON, day(outer, -5));
    record_set_int(rule, RULE_COMMON, common);
    return save(outer, rule);
}

/* The one open problem of a unit in a category joins. */
static int join(struct change *outer, int64_t common, const char *unit, int64_t of)
{
    int64_t id;
    struct record *problem;
    int outcome = db_get_int(outer->db, &id, "SELECT id FROM problem WHERE unit = ?1 AND category = ?2 ORDER BY number, id LIMIT 1",
                             value_int(by_code(outer, unit)), value_int(of));
    if (outcome != DONE)
        return outcome == NOT_FOUND ? DONE : outcome;
    TRY(record_read(outer->arena, outer->db, &problem_entity, id, &problem));
    record_set_int(problem, PROBLEM_COMMON, common);
    struct change change = change_within(outer, &problem_entity, "change");
    return record_change(&change, problem, 0);
}

static int common_make(struct change *outer)
{
    int64_t of = category(outer, "支部作用");
    struct record *common = record_new(outer->arena, &common_problem_entity);
    record_set_text(common, COMMON_TITLE, "党支部主体作用发挥不明显，党建与业务“两张皮”");
    record_set_int(common, COMMON_OWNER, by_code(outer, "GW"));
    record_set_int(common, COMMON_CATEGORY, of);
    record_set_text(common, COMMON_MECHANISM, "支部工作和业务工作由两条线布置、两张表考核；支部书记不参与业务决策，支部议事没有抓手。");
    TRY(save(outer, common));
    TRY(join(outer, common->id, "SL-DZ", of));
    TRY(join(outer, common->id, "MZ-DZ", of));
    TRY(common_measure_make(outer, common->id, 1, "own", "工委把支部工作纳入业务督查，一次检查、结果共用。"));
    TRY(common_measure_make(outer, common->id, 2, "similar", "支部书记列席处务会，支部每季度研究一次业务工作中的党员作用。"));
    TRY(common_measure_make(outer, common->id, 3, "whole", "各机关党委对照检查本单位支部有没有“两张皮”，没有的也说明靠什么做到。"));
    return rule_make(outer, common->id);
}

/* --- what came of a unit's own problems --- */

static int decision_make(struct change *outer, int64_t meeting, int position, int64_t problem, const char *text)
{
    struct record *decision = record_new(outer->arena, &meeting_decision_entity);
    record_set_int(decision, DECISION_MEETING, meeting);
    record_set_int(decision, DECISION_POSITION, position);
    record_set_text(decision, DECISION_TEXT, text);
    record_set_text(decision, DECISION_DEADLINE, day(outer, 40));
    if (problem)
        record_set_int(decision, DECISION_PROBLEM, problem);
    return save(outer, decision);
}

/* The meeting of the unit that has answered: what it decided is a measure of what it found. */
static int decided(struct change *outer)
{
    int64_t meeting, problem, unit = by_code(outer, "MZ-DZ");
    TRY(db_get_int(outer->db, &meeting, "SELECT id FROM analysis_meeting WHERE held_by = ?1", value_int(unit)));
    TRY(db_get_int(outer->db, &problem, "SELECT id FROM problem WHERE unit = ?1 ORDER BY number LIMIT 1", value_int(unit)));
    return decision_make(outer, meeting, 1, problem, "支部书记列席厅务会，支部按季研究一项业务工作。");
}

static int own_rule_make(struct change *outer, int64_t problem)
{
    struct record *rule = record_new(outer->arena, &rule_made_entity);
    record_set_text(rule, RULE_TITLE, "水利厅机关党支部组织生活安排和检查办法");
    record_set_int(rule, RULE_MADE_BY, by_code(outer, "SL-JW"));
    record_set_text(rule, RULE_KIND, "revised");
    record_set_text(rule, RULE_NUMBER, "水机党〔2026〕21号");
    record_set_int(rule, RULE_PROBLEM, problem);
    return save(outer, rule);
}

static int outcome_make(struct change *outer, int64_t problem)
{
    struct record *outcome = record_new(outer->arena, &outcome_entity);
    record_set_int(outcome, OUTCOME_PROBLEM, problem);
    record_set_text(outcome, OUTCOME_KIND, "talk");
    record_set_int(outcome, OUTCOME_PERSONS, 2);
    return save(outer, outcome);
}

/* The water department's meeting on what the supervision found, its rule and its talks. */
static int water_make(struct change *outer)
{
    int64_t problem, unit = by_code(outer, "SL-DZ");
    TRY(db_get_int(outer->db, &problem, "SELECT id FROM problem WHERE unit = ?1 AND number = 2 ORDER BY id LIMIT 1", value_int(unit)));
    struct record *meeting = record_new(outer->arena, &analysis_meeting_entity), *about;
    TRY(record_read(outer->arena, outer->db, &problem_entity, problem, &about));
    record_set_int(meeting, MEETING_HELD_BY, unit);
    record_set_text(meeting, MEETING_HELD_ON, day(outer, -60));
    record_set_int(meeting, MEETING_CHAIR, person(outer, "SL001"));
    record_set_int(meeting, MEETING_SOURCE, record_int(about, PROBLEM_SOURCE));
    record_set_ids(meeting, MEETING_PROBLEMS, &problem, 1);
    record_set_text(meeting, MEETING_GUIDANCE, "机关党委对支部组织生活只看年底材料，平时指导不够。");
    TRY(save(outer, meeting));
    TRY(decision_make(outer, meeting->id, 1, 0, "机关党委委员分片联系支部，每季度参加一次组织生活。"));
    TRY(own_rule_make(outer, problem));
    return outcome_make(outer, problem);
}

int common_demonstrate(struct change *outer)
{
    int64_t catalogue;
    TRY(catalogue_make(outer, &catalogue));
    TRY(units_answer(outer, catalogue));
    TRY(decided(outer));
    TRY(water_make(outer));
    return common_make(outer);
}
