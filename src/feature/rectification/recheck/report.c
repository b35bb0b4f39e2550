/* 反映: who reported a problem, and the one question four weeks after its closing: 真的改好了吗.
 *
 * A report belongs to who reviews (its unit is the source's reviewer), so that what the reporter says is read there and not in
 * the unit that he reported.  Of that unit nobody has a right to it, whatever his role, but the reporter himself. */
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/recheck/recheck.h"

enum { DAYS_PRESET = 28 };

static const struct choice states[] = {{"open", "未回访"}, {"answered", "已回访"}, {0}};
static const struct choice answers[] = {
    {"yes", "改好了"}, {"partly", "部分改好"}, {"no", "没有改好"}, {"unclear", "说不清"}, {0},
};
static const struct choice ways[] = {
    {"system", "本人在系统里答"}, {"phone", "电话"}, {"face", "当面"}, {"letter", "来信"}, {0},
};

static const struct field fields[REPORT__COUNT] = {
    [REPORT_PROBLEM] = {"problem", "问题", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED, .ref = "problem"},
    [REPORT_REPORTED_ON] = {"reported_on", "反映日期", NULL, FIELD_DATE, FIELD_FILTER},
    [REPORT_MATTER] = {"matter", "反映的事", "用反映人自己的话，回访时照着问", FIELD_TEXT, FIELD_REQUIRED, .max = 300},
    [REPORT_REPORTER] = {"reporter", "反映人（本系统人员）", "有账号的，到时在他的工作台上问", FIELD_REF, 0, .ref = "person"},
    [REPORT_NAME] = {"reporter_name", "反映人（其他）", "不在本系统的，写怎么称呼；可以不写", FIELD_TEXT, FIELD_SENSITIVE, .max = 60},
    [REPORT_CONTACT] = {"contact", "联系方式", NULL, FIELD_TEXT, FIELD_SENSITIVE, .max = 60},
    [REPORT_REVIEWER] = {"reviewer", "归哪里看", "复核单位；整改单位看不到", FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED, .ref = "unit"},
    [REPORT_ASK_ON] = {"ask_on", "回访日期", "销号四周后", FIELD_DATE, FIELD_SYSTEM | FIELD_FILTER, .group = "回访"},
    [REPORT_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states, .preset = "open"},
    [REPORT_ANSWER] = {"answer", "真的改好了吗", NULL, FIELD_ENUM, FIELD_SYSTEM | FIELD_FILTER, .choices = answers},
    [REPORT_WORDS] = {"words", "他怎么说", "可以不写", FIELD_LONG_TEXT, FIELD_SYSTEM, .max = 2000},
    [REPORT_HOW] = {"how", "怎么问的", NULL, FIELD_ENUM, FIELD_SYSTEM, .choices = ways},
    [REPORT_ANSWERED_ON] = {"answered_on", "答复日期", NULL, FIELD_DATE, FIELD_SYSTEM},
};

static const struct derived derived[] = {
    {"asked_by_us", "由复核单位问", FIELD_BOOL,
     "t.reporter IS NULL OR NOT EXISTS (SELECT 1 FROM account a WHERE a.person = t.reporter AND a.state = 'active')"},
    {"not_better", "没有改好", FIELD_BOOL,
     "t.answer IN ('partly', 'no') AND t.problem IN (SELECT id FROM problem WHERE state IN ('closed', 'consolidated'))"},
    {0},
};
static const char *const columns[] = {"ask_on", "matter", "problem", "reporter_name", "state", "answer", "answered_on", NULL};
static const struct list_view lists[] = {
    {"all", "反映", columns, "-ask_on,id", NULL, "t.state = 'open' AND t.ask_on < ?today"}, {0},
};
static const char *const indexes[] = {"problem,state", "organ,ask_on,id", "root,ask_on,id", "reporter,state", "unit", NULL};

static const char *const answer_fields[] = {"answer", "words", NULL};
static const char *const note_fields[] = {"answer", "words", "how", NULL};

static int answer_gate(struct change *change)
{
    char today[DATE_TEXT];
    const char *ask_on = record_text(change->before, REPORT_ASK_ON);
    if (!*ask_on)
        return change_problem(change, NULL, "这个问题还没有销号，销号四周后再问");
    if (strcmp(ask_on, date_print(moment_date(change->now), today)) > 0)
        return change_problem(change, NULL, "到 %s 再问：销号四周后，才看得出是不是真的改好了", ask_on);
    return *record_text(change->after, REPORT_ANSWER) ? DONE : change_problem(change, "answer", "请选一个：改好了、部分改好、没有改好、说不清");
}

static int note_gate(struct change *change)
{
    int outcome = answer_gate(change);
    const char *how = record_text(change->after, REPORT_HOW);
    if (!*how || !strcmp(how, "system"))
        outcome = change_problem(change, "how", "请选怎么问的：电话、当面或来信");
    return outcome;
}

static const struct transition transitions[] = {
    {"answer", "答复", "open", "answered", NULL, answer_fields, answer_gate},
    {"note_answer", "登记答复", "open", "answered", NULL, note_fields, note_gate},
};
static const struct flow flow = {"state", transitions, ARRAY_SIZE(transitions)};

/* --- when it is asked --- */

static int ask_day(struct change *change, const char *closed_on, const char **ret)
{
    struct date closed;
    char *days, text[DATE_TEXT];
    TRY(date_parse(closed_on, &closed));
    TRY(setting_now(change->arena, change->db, "report_days", &days));
    long n = strtol(days, NULL, 10);
    *ret = arena_strdup(change->arena, date_print(date_add_days(closed, n > 0 ? (int)n : DAYS_PRESET), text));
    return DONE;
}

static bool stands_closed(const struct record *problem)
{
    const char *state = record_text(problem, PROBLEM_STATE);
    return !strcmp(state, "closed") || !strcmp(state, "consolidated");
}

/* A report of a problem that is closed already is asked about four weeks after that closing too. */
static int ask_plan(struct change *change)
{
    struct record *problem;
    const char *day;
    TRY(record_read(change->arena, change->db, &problem_entity, record_int(change->after, REPORT_PROBLEM), &problem));
    if (!stands_closed(problem))
        return DONE;
    TRY(ask_day(change, record_text(problem, PROBLEM_CLOSED_ON), &day));
    record_set_text(change->after, REPORT_ASK_ON, day);
    return DONE;
}

static int report_check(struct change *change)
{
    char today[DATE_TEXT];
    struct record *report = change->after;
    if (!report)
        return DONE;
    date_print(moment_date(change->now), today);
    if (strcmp(record_text(report, REPORT_REPORTED_ON), today) > 0)
        return change_problem(change, "reported_on", "反映日期晚于今天，请核对");
    if (!change->before)
        return ask_plan(change);
    if (!strcmp(change->verb, "answer"))
        record_set_text(report, REPORT_HOW, "system");
    if (!strcmp(change->verb, "answer") || !strcmp(change->verb, "note_answer"))
        record_set_text(report, REPORT_ANSWERED_ON, today);
    return DONE;
}

const struct entity report_entity = {
    .name = "report", .label = "反映", .note = "谁反映的问题；销号四周后只问一次“真的改好了吗”，答复归复核单位看，整改单位看不到",
    .fields = fields, .field_count = REPORT__COUNT, .derived = derived, .lists = lists, .indexes = indexes, .flow = &flow,
    .title = "matter", .menu_order = 29, .unit_from = "reviewer", .parent = "problem", .flags = ENTITY_READ_JOURNALED,
    .check = report_check, .scope_sql = {[SCOPE_SELF] = "t.reporter = ?person"},
};

/* --- what follows from the problem: unanswered reports are asked four weeks after each closing; answered ones never again --- */

static int reports_each(struct change *outer, const char *day)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *ids = NULL;
    size_t n = 0, cap = 0;
    int step;
    TRY(db_query(outer->db, &s, "SELECT id FROM report WHERE problem = ?1 AND state = 'open' ORDER BY id", value_int(outer->after->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(outer->arena, &ids, &n, &cap) = statement_int(s, 0);
    TRY(step);
    for (size_t i = 0; i < n; i++) {
        struct record *report;
        struct change change = change_within(outer, &report_entity, "change");
        TRY(record_read(outer->arena, outer->db, &report_entity, ids[i], &report));
        if (day)
            record_set_text(report, REPORT_ASK_ON, day);
        else
            record_set_empty(report, REPORT_ASK_ON);
        TRY(record_change(&change, report, 0));
    }
    return DONE;
}

int report_problem_closed(struct change *change)
{
    const char *day;
    if (!stands_closed(change->after))
        return DONE;
    TRY(ask_day(change, record_text(change->after, PROBLEM_CLOSED_ON), &day));
    return reports_each(change, day);
}

int report_problem_reopened(struct change *change)
{
    return reports_each(change, NULL);
}

/* --- pages --- */

/* Who reads it: the source's reviewer; where he is not in the system, the committee at the top. */
static int reviewer_of(struct change *change, const struct record *problem, int64_t *ret)
{
    struct record *source;
    struct unit_place place;
    TRY(record_read(change->arena, change->db, &source_entity, record_int(problem, PROBLEM_SOURCE), &source));
    *ret = record_int(source, SOURCE_REVIEWER);
    if (!*ret && scope_place(change->db, problem->root, &place) == DONE && place.above)
        *ret = problem->root;
    if (!*ret || *ret == record_int(problem, PROBLEM_ACCOUNTABLE))
        return change_problem(change, "problem", "这个问题的来源没有写上级复核单位，反映没有合适的地方看；请先在来源里补上");
    return DONE;
}

/* Like any other record's creation, but for whose it is. */
int report_create(struct request *r, struct db *db)
{
    struct change *change = request_change(r, db, &report_entity, "create");
    struct record *report = record_new(r->arena, &report_entity), *problem, *saved;
    int64_t reviewer;
    char id[ID_TEXT];
    TRY(record_fill(change, report, r->inputs, r->input_count));
    if (record_int(report, REPORT_PROBLEM)) {
        TRY(record_read(r->arena, db, &problem_entity, record_int(report, REPORT_PROBLEM), &problem));
        TRY(reviewer_of(change, problem, &reviewer));
        record_set_int(report, REPORT_REVIEWER, reviewer);
    } else {
        return change_problem(change, "problem", "请选择反映的是哪个问题");
    }
    TRY(record_create(change, report));
    id_print(report->id, id);
    if (!r->json)
        return request_redirect(r, "/report/%s", id);
    TRY(record_read(r->arena, db, &report_entity, report->id, &saved));
    r->answer.status = 201;
    r->answer.data = face_json(r->arena, saved);
    return DONE;
}

/* The question, one tap: four buttons, and words for who wants to say more. */
int report_answer_model(struct request *r)
{
    struct record *report;
    char id[ID_TEXT];
    json_t *choices = json_array();
    TRY(request_record(r, &report));
    for (const struct choice *c = answers; c->name; c++)
        json_array_append_new(choices, json_pack("{s:s, s:s}", "name", c->name, "label", c->label));
    request_page(r, "label", json_string("真的改好了吗"));
    request_page(r, "matter", json_string(record_text(report, REPORT_MATTER)));
    request_page(r, "reported_on", json_string(record_text(report, REPORT_REPORTED_ON)));
    request_page(r, "action", json_string(arena_printf(r->arena, "/report/%s/answer", id_print(report->id, id))));
    request_page(r, "version", json_integer(report->version));
    request_page(r, "words", json_string(request_text(r, "words")));
    request_page(r, "open", json_boolean(!strcmp(record_text(report, REPORT_STATE), "open")));
    request_page(r, "choices", choices);
    return DONE;
}

static int report_lines(struct request *r, const char *verb, const struct list_filter *filters, int n, const char *act,
                        const char *part, int limit, json_t **ret_rows, int *ret_count)
{
    struct list_request list = {.entity = &report_entity, .access = r->session->access, .verb = verb, .view = report_entity.lists,
                                .filters = filters, .filter_count = n, .limit = limit};
    return inbox_acts_from_list(r, &list, NULL, act, part, ret_rows, ret_count);
}

int reports_to_answer(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    char today[DATE_TEXT];
    const struct list_filter filters[] = {{"state", "is", "open"}, {"ask_on", "to", date_print(clock_today(), today)}};
    return report_lines(r, "answer", filters, 2, "答一答", "/answer", limit, ret_rows, ret_count);
}

int reports_to_ask(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    char today[DATE_TEXT];
    const struct list_filter filters[] = {
        {"state", "is", "open"}, {"ask_on", "to", date_print(clock_today(), today)}, {"asked_by_us", "is", "1"},
    };
    return report_lines(r, "note_answer", filters, 3, "登记答复", "/note_answer", limit, ret_rows, ret_count);
}

int reports_not_better(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"not_better", "is", "1"}};
    return report_lines(r, "note_answer", filters, 1, "查看", "", limit, ret_rows, ret_count);
}
