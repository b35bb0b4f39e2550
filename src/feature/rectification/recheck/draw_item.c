/* One drawn problem: who was asked about it, and what he said.  When it is not so, the problem is opened again and counted as
 * 虚假整改; the unit learns what is not so, never who said it. */
#include <string.h>

#include "feature/rectification/recheck/recheck.h"

static const struct choice states[] = {
    {"pending", "待核"}, {"true_closing", "属实"}, {"false_closing", "不符"}, {0},
};

static const struct field fields[DRAW_ITEM__COUNT] = {
    [DRAW_ITEM_DRAW] = {"draw", "随机复核", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED | FIELD_KEY, .ref = "draw"},
    [DRAW_ITEM_POSITION] = {"position", "次序", NULL, FIELD_INT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED | FIELD_KEY},
    [DRAW_ITEM_PROBLEM] = {"problem", "问题", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED, .ref = "problem"},
    [DRAW_ITEM_STATE] = {"state", "结果", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states, .preset = "pending"},
    [DRAW_ITEM_ASKED] = {"asked", "问了谁", "当事人、群众或现场人员；整改单位看不到", FIELD_LONG_TEXT, FIELD_SYSTEM | FIELD_SENSITIVE, .max = 500},
    [DRAW_ITEM_HOW] = {"how", "怎么核的", NULL, FIELD_ENUM, FIELD_SYSTEM, .choices = recheck_ways},
    [DRAW_ITEM_SAID] = {"said", "他怎么说", "照原话记；整改单位看不到", FIELD_LONG_TEXT, FIELD_SYSTEM, .max = 2000},
    [DRAW_ITEM_FINDING] = {"finding", "不符之处", "会告知整改单位：写事实，不写是谁说的", FIELD_LONG_TEXT, FIELD_SYSTEM, .max = 1000},
    [DRAW_ITEM_ASKED_ON] = {"asked_on", "核实日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [DRAW_ITEM_PERSON] = {"person", "核实人", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "person"},
};
static const char *const columns[] = {"position", "problem", "state", "how", "asked_on", "person", NULL};
static const struct list_view lists[] = {{"all", "抽到的问题", columns, "draw,position,id", NULL}, {0}};
static const char *const indexes[] = {"draw,position", "problem", "organ,state,id", "root,state,id", "unit", NULL};

static const char *const true_fields[] = {"asked", "how", "said", NULL};
static const char *const false_fields[] = {"asked", "how", "said", "finding", NULL};

static int asked_gate(struct change *change)
{
    int outcome = DONE;
    if (!*record_text(change->after, DRAW_ITEM_ASKED))
        outcome = change_problem(change, "asked", "请写问了谁");
    if (!*record_text(change->after, DRAW_ITEM_HOW))
        outcome = change_problem(change, "how", "请选择怎么核的");
    if (!*record_text(change->after, DRAW_ITEM_SAID))
        outcome = change_problem(change, "said", "请记下他怎么说");
    return outcome;
}

static int false_gate(struct change *change)
{
    int outcome = asked_gate(change);
    if (!*record_text(change->after, DRAW_ITEM_FINDING))
        outcome = change_problem(change, "finding", "请写不符之处：问题会重新整改，整改单位要知道哪里没有改好");
    return outcome;
}

static int problem_of(struct change *change, struct record **ret)
{
    return record_read(change->arena, change->db, &problem_entity, record_int(change->after, DRAW_ITEM_PROBLEM), ret);
}

static int problem_reopen(struct change *outer, const struct record *problem)
{
    const char *how = record_text(outer->after, DRAW_ITEM_HOW), *finding = record_text(outer->after, DRAW_ITEM_FINDING);
    const struct input inputs[] = {{"recheck_how", &how, 1}, {"recheck_finding", &finding, 1}};
    struct change change = change_within(outer, &problem_entity, "reopen");
    change.note = arena_printf(outer->arena, "随机复核不符：%s", finding);
    int outcome = record_act(&change, problem->id, "reopen", inputs, ARRAY_SIZE(inputs), 0);
    return outcome == INVALID && change.problem_count ? change_problem(outer, NULL, "%s", change.problems[0].message) : outcome;
}

/* What was never so did not relapse: the reopening counts as a false closing, not as 反弹. */
static int problem_count_false(struct change *outer, int64_t relapses)
{
    struct record *problem;
    struct change change = change_within(outer, &problem_entity, "change");
    TRY(problem_of(outer, &problem));
    record_set_int(problem, PROBLEM_RELAPSES, relapses);
    record_set_int(problem, PROBLEM_FALSE_CLOSINGS, record_int(problem, PROBLEM_FALSE_CLOSINGS) + 1);
    return record_change(&change, problem, 0);
}

static int false_found(struct change *change)
{
    struct record *problem;
    TRY(problem_of(change, &problem));
    const char *state = record_text(problem, PROBLEM_STATE);
    if (!strcmp(state, "closed") || !strcmp(state, "consolidated"))
        TRY(problem_reopen(change, problem));
    return problem_count_false(change, record_int(problem, PROBLEM_RELAPSES));
}

static const struct transition transitions[] = {
    {"confirm", "核实属实", "pending", "true_closing", NULL, true_fields, asked_gate},
    {"refute", "核实不符", "pending", "false_closing", NULL, false_fields, false_gate, false_found},
};
static const struct flow flow = {"state", transitions, ARRAY_SIZE(transitions)};

static int item_check(struct change *change)
{
    char today[DATE_TEXT];
    if (!change->before || !change->after || !strcmp(record_text(change->after, DRAW_ITEM_STATE), "pending"))
        return DONE;
    record_set_text(change->after, DRAW_ITEM_ASKED_ON, date_print(moment_date(change->now), today));
    if (change->actor->person)
        record_set_int(change->after, DRAW_ITEM_PERSON, change->actor->person);
    return DONE;
}

const struct entity draw_item_entity = {
    .name = "draw_item", .label = "抽到的问题", .note = "随机复核抽到的问题：问了谁、怎么说、属实还是不符",
    .fields = fields, .field_count = DRAW_ITEM__COUNT, .lists = lists, .indexes = indexes, .flow = &flow, .title = "position",
    .unit_from = "draw", .parent = "draw", .check = item_check,
};

/* On the page of one drawn problem: the problem itself, for who is about to ask. */
int draw_item_panel(struct request *r, const struct record *item, json_t **ret)
{
    struct record *problem;
    char id[ID_TEXT];
    *ret = NULL;
    int outcome = access_read(r->session->access, r->arena, r->db, &problem_entity, record_int(item, DRAW_ITEM_PROBLEM), &problem);
    if (outcome != DONE)
        return outcome == NOT_FOUND ? DONE : outcome;
    *ret = json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", id_print(problem->id, id), "symptom", record_text(problem, PROBLEM_SYMPTOM),
                     "effect", record_text(problem, PROBLEM_EFFECT), "closed_on", record_text(problem, PROBLEM_CLOSED_ON), "unit",
                     names_title(r->arena, &unit_entity, record_int(problem, PROBLEM_ACCOUNTABLE)));
    return DONE;
}

/* What was drawn and is not asked about yet. */
int draws_to_ask(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"state", "is", "pending"}};
    struct list_request list = {.entity = &draw_item_entity, .access = r->session->access, .verb = "confirm",
                                .view = draw_item_entity.lists, .filters = filters, .filter_count = 1, .limit = limit};
    json_t *row;
    size_t i;
    TRY(inbox_from_list(r, &list, NULL, "", ret_rows, ret_count));
    json_array_foreach(*ret_rows, i, row) {
        struct record *item, *problem;
        const char *href = json_string_value(json_object_get(row, "href"));
        TRY(record_read(r->arena, r->db, &draw_item_entity, id_parse(strrchr(href, '/') + 1), &item));
        TRY(record_read(r->arena, r->db, &problem_entity, record_int(item, DRAW_ITEM_PROBLEM), &problem));
        json_object_set_new(row, "title", json_string(record_title(r->arena, problem)));
        json_object_set_new(row, "act", json_string("去核实"));
        json_object_set_new(row, "act_href", json_string(href));
    }
    return DONE;
}
