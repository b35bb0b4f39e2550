/* The lives of the demonstration's problems: who did what on which day, by the same acts and gates as anybody. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/demonstration.h"

struct demo_act {
    int days_ago, problem;               /* number in its source; 0 = the source itself */
    const char *verb;                    /* "finish": its measures are done; "evidence": one is entered */
    const char *login, *reason;
    struct { const char *field, *value; } with[3];
};

#define PLAN(days, number, route, why, aim) \
    {days, number, "plan", "gunianan", NULL, {{"cause_route", route}, {"cause", why}, {"goal", aim}}}
#define EVIDENCE(days, number, login, name, document) {days, number, "evidence", login, NULL, {{"title", name}, {"number", document}}}
#define CLOSING(days, number, login, words) {days, number, "request_closing", login, NULL, {{"effect", words}}}

/* From the oldest to today. */
static const struct demo_act acts[] = {
    {73, 0, "receive", "luchangchuan"},
    {72, 1, "claim", "gunianan"}, {72, 2, "claim", "gunianan"}, {72, 3, "claim", "gunianan"}, {72, 6, "claim", "gunianan"},
    {72, 7, "claim", "gunianan"}, {72, 8, "claim", "gunianan"}, {72, 9, "claim", "gunianan"}, {72, 10, "claim", "gunianan"},
    {70, 11, "declare_unfounded", "gunianan", "该支部去年12月18日已召开组织生活会，记录、签到齐全，反馈依据的是漏填的统计表。"},
    {69, 11, "endorse", "luchangchuan"},
    PLAN(68, 1, "enforcement", "换届台账靠手工登记，到期前没有提醒，支部以野外任务重为由拖延。",
         "年内完成换届，全厅支部换届台账按月核对。"),
    PLAN(68, 2, "guidance", "机关党委对支部组织生活只看年底材料，平时指导不够。", "补齐组织生活制度，按季召开。"),
    PLAN(68, 3, "mechanism", "支部考核与业务考核分开，支部书记不参与业务决策。", "一个支部一个与业务结合的品牌。"),
    PLAN(68, 6, "enforcement", "支部没有专人负责公示，经办人调整后无人接手。", "每季度首月公示，责任到岗。"),
    PLAN(68, 7, "guidance", "支委不清楚会议记录的要素，机关党委没有示范。", "当场记录，要素齐全。"),
    PLAN(68, 8, "enforcement", "年度计划没有列入专题研究的安排。", "每半年专题研究一次，形成决定并督办。"),
    PLAN(68, 9, "mechanism", "任免和培训由两个处室分头管理，信息不通。", "新任书记半年内全部参训。"),
    PLAN(68, 10, "guidance", "只统计谈话次数，不看解决了什么问题。", "谈一次、记一事、回一事。"),
    {66, 11, "accept", "hexiaolan", NULL, {{"review_number", "云直工函〔2026〕21号"}, {"review_dated", "-66"}}},
    {65, 0, "endorse_plan", "luchangchuan"},
    {48, 8, "finish", "gunianan"}, {48, 9, "finish", "gunianan"}, {48, 10, "finish", "gunianan"},
    EVIDENCE(47, 8, "gunianan", "机关党委会专题研究支部建设会议纪要", "水利机党纪〔2026〕6号"),
    EVIDENCE(47, 9, "gunianan", "新任党支部书记补训结业通报", "水利机党发〔2026〕11号"),
    EVIDENCE(47, 10, "gunianan", "谈心谈话情况汇总", "水利办支〔2026〕3号"),
    CLOSING(46, 8, "gunianan", "已专题研究一次，三项决定逐项有人督办，其中两项已办结。"),
    CLOSING(46, 9, "gunianan", "三名同志全部补训，今后任免文件同时抄送培训责任人。"),
    CLOSING(46, 10, "gunianan", "支委与全体党员谈过一轮，收到意见九条，已回应六条。"),
    {44, 8, "endorse", "luchangchuan"}, {44, 9, "endorse", "luchangchuan"}, {44, 10, "endorse", "luchangchuan"},
    {43, 8, "return", "hexiaolan", "三项决定的落实情况没有写清，请逐项补充。"},
    CLOSING(41, 8, "gunianan", "已专题研究一次，三项决定中：支部经费已下达，党务人员已配齐，检查制度本月印发。"),
    {40, 8, "endorse", "luchangchuan"},
    {39, 8, "accept", "hexiaolan"}, {39, 9, "accept", "hexiaolan"}, {39, 10, "accept", "hexiaolan"},
    {16, 9, "recheck", "hexiaolan", NULL, {{"recheck_how", "phone"},
     {"recheck_finding", "电话问了三名新任支部书记，都参加了培训，能说出培训内容。"}}},
    {15, 10, "reopen", "hexiaolan", "随机走访的四名党员中三名说今年没有谈过话。",
     {{"recheck_how", "visit"}, {"recheck_finding", "走访办公室四名党员，三名称今年没有谈过话。"}}},
    {9, 7, "finish", "gunianan"}, {9, 6, "finish", "yuexiaoman"},
    EVIDENCE(8, 7, "gunianan", "补录的支委会会议记录（核对签字页）", "水利规支记〔2026〕4号"),
    EVIDENCE(8, 6, "yuexiaoman", "三个季度党费收缴公示", "水利建支公示〔2026〕1—3号"),
    CLOSING(7, 7, "gunianan", "全年六次支委会的讨论和表决已补录，本月起当场记录。"),
    {6, 7, "endorse", "luchangchuan"},
    {5, 1, "extend", "gunianan", "测站党员分散在七个站点，汛后才能集中，换届大会拟推迟一个月。", {{"extend_until", "+55"}}},
    CLOSING(3, 6, "yuexiaoman", "前三季度已补公示，本季度按时公示，公示专人已明确。"),
    {2, 5, "claim", "gunianan", NULL, {{"leaders", "SL001"}, {"persons", "SL006"}}},
};

/* --- the parts of an act --- */

int demonstration_actor(struct change *outer, const char *login, struct actor *ret)
{
    char *name = NULL;
    *ret = (struct actor){.door = "command"};
    TRY(db_get_int(outer->db, &ret->user, "SELECT id FROM account WHERE login = ?1", value_text(login)));
    TRY(db_get_int(outer->db, &ret->person, "SELECT person FROM account WHERE login = ?1", value_text(login)));
    TRY(db_get_text(outer->db, outer->arena, &name, "SELECT name FROM account WHERE login = ?1", value_text(login)));
    ret->name = name;
    return DONE;
}

/* "-66", "+55": a day from today; else as it stands. */
static const char *value_of(struct change *outer, const char *value)
{
    char day[DATE_TEXT];
    if (*value != '-' && *value != '+')
        return value;
    return arena_strdup(outer->arena, date_print(date_add_days(clock_today(), (int)strtol(value, NULL, 10)), day));
}

static int inputs_of(struct change *outer, const struct demo_act *act, struct input *ret)
{
    int n = 0;
    for (; n < (int)ARRAY_SIZE(act->with) && act->with[n].field; n++) {
        const char **value = arena_new(outer->arena, const char *);
        *value = value_of(outer, act->with[n].value);
        ret[n] = (struct input){act->with[n].field, value, 1};
    }
    return n;
}

static int measures_finish(struct change *outer, const struct demo_act *act, int64_t problem)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t ids[8];
    int step, n = 0;
    TRY(db_query(outer->db, &s, "SELECT id FROM measure WHERE problem = ?1 ORDER BY position LIMIT 8", value_int(problem)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        ids[n++] = statement_int(s, 0);
    TRY(step);
    for (int i = 0; i < n; i++) {
        struct change change = change_within(outer, &measure_entity, "change");
        struct record *measure;
        TRY(record_read(outer->arena, outer->db, &measure_entity, ids[i], &measure));
        record_set_text(measure, MEASURE_STATE, "done");
        record_set_text(measure, MEASURE_RESULT, demonstration_result(act->problem));
        TRY(record_change(&change, measure, 0));
    }
    return DONE;
}

static int evidence_enter(struct change *outer, const struct demo_act *act, int64_t problem)
{
    struct change change = change_within(outer, &evidence_entity, "create");
    struct record *evidence = record_new(outer->arena, &evidence_entity);
    struct input inputs[ARRAY_SIZE(act->with)];
    char day[DATE_TEXT];
    record_set_int(evidence, EVIDENCE_PROBLEM, problem);
    record_set_text(evidence, EVIDENCE_FACT_ON,
                    arena_strdup(outer->arena, date_print(date_add_days(clock_today(), -act->days_ago - 1), day)));
    TRY(record_fill(&change, evidence, inputs, inputs_of(outer, act, inputs)));
    return record_create(&change, evidence);
}

static int act_do(struct change *outer, const struct demo_act *act, int64_t source, const int64_t *problems)
{
    struct actor actor;
    struct change as = *outer;
    struct input inputs[ARRAY_SIZE(act->with)];
    int64_t id = act->problem ? problems[act->problem - 1] : source;
    TRY(demonstration_actor(outer, act->login, &actor));
    as.actor = &actor;
    if (!strcmp(act->verb, "finish"))
        return measures_finish(&as, act, id);
    if (!strcmp(act->verb, "evidence"))
        return evidence_enter(&as, act, id);
    struct change change = change_within(&as, act->problem ? &problem_entity : &source_entity, act->verb);
    change.note = act->reason;
    return record_act(&change, id, act->verb, inputs, inputs_of(outer, act, inputs), 0);
}

int demonstration_live(struct change *outer, int64_t source, const int64_t *problems, size_t n)
{
    for (size_t i = 0; i < ARRAY_SIZE(acts); i++) {
        assert((size_t)acts[i].problem <= n);
        demonstration_at(outer, acts[i].days_ago);
        TRY(act_do(outer, &acts[i], source, problems));
    }
    return DONE;
}
