#include "world.h"

#include "model/record_private.h"

static int fill(struct change *change, struct record *record, const char *name, const char *value)
{
    struct input input = {name, &value, 1};
    return record_fill(change, record, &input, 1);
}

static void every_problem_is_collected(void)
{
    struct world w;
    const char *bad[] = {"", "很多", "6月", "open", "x"};
    struct input inputs[] = {{"title", &bad[0], 1}, {"amount", &bad[1], 1}, {"due", &bad[2], 1}, {"state", &bad[3], 1},
                             {"unknown", &bad[4], 1}};
    world_open(&w);
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_fill(&change, record_new(w.arena, &ticket_entity), inputs, 5), INVALID);
    CHECK_INT((int64_t)change.problem_count, 5);
    CHECK_TEXT(change.problems[0].message, "请填写问题表现");
    CHECK_TEXT(change.problems[3].message, "状态由系统填写，不能直接修改");
    CHECK_TEXT(change.problems[4].message, "事项没有“unknown”这一项");
    world_close(&w);
}

static void references_by_id_code_and_title(void)
{
    struct world w;
    char id[ID_TEXT];
    world_open(&w);
    struct change change = world_change(&w, NULL, &ticket_entity);
    struct record *ticket = record_new(w.arena, &ticket_entity);
    CHECK_DONE(fill(&change, ticket, "team", id_print(w.teams[2], id)));
    CHECK(record_int(ticket, TICKET_TEAM) == w.teams[2]);
    CHECK_DONE(fill(&change, ticket, "team", "T13"));
    CHECK(record_int(ticket, TICKET_TEAM) == w.teams[3]);
    CHECK_DONE(fill(&change, ticket, "team", "一队"));
    CHECK(record_int(ticket, TICKET_TEAM) == w.teams[1]);
    CHECK_OUTCOME(fill(&change, ticket, "team", "九队"), INVALID);
    CHECK_TEXT(error_message(), "责任班组“九队”不存在，请从已有的班组中选择");
    CHECK_DONE(fill(&change, ticket, "helpers", "总队、二队；一队三组，二队"));
    CHECK_INT(ticket->values[TICKET_HELPERS].n, 3);
    CHECK(ticket->values[TICKET_HELPERS].ids[1] == w.teams[2]);
    CHECK_DONE(fill(&change, ticket, "helpers", ""));
    CHECK(!ticket->values[TICKET_HELPERS].set);
    world_close(&w);
}

static void what_he_may_not_read_does_not_exist(void)
{
    struct world w;
    char id[ID_TEXT];
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    struct change change = world_change(&w, &chief, &ticket_entity);
    struct record *ticket = world_ticket(&w, "自己的", w.teams[1]);
    CHECK_OUTCOME(fill(&change, ticket, "held_by", id_print(w.workers[1], id)), INVALID);
    CHECK_OUTCOME(fill(&change, ticket, "held_by", "石𠮷祥"), INVALID);
    CHECK_DONE(fill(&change, ticket, "held_by", "方敏"));
    /* What stands already is not asked for again. */
    record_set_int(ticket, TICKET_HELD_BY, w.workers[1]);
    CHECK_DONE(fill(&change, ticket, "held_by", id_print(w.workers[1], id)));
    world_close(&w);
}

static void fixed_and_secret_fields(void)
{
    struct world w;
    struct record *ticket;
    world_open(&w);
    struct change change = world_change(&w, NULL, &ticket_entity);
    ticket = world_ticket(&w, "有口令", w.teams[1]);
    CHECK_DONE(fill(&change, ticket, "first_due", "2026-06-30"));
    CHECK_DONE(fill(&change, ticket, "pin", "1234"));
    CHECK_DONE(record_create(&change, ticket));
    CHECK_OUTCOME(fill(&change, ticket, "first_due", "2026-07-01"), INVALID);
    CHECK_DONE(fill(&change, ticket, "first_due", "2026年6月30日"));
    CHECK_DONE(fill(&change, ticket, "pin", ""));
    CHECK_TEXT(record_text(ticket, TICKET_PIN), "1234");
    CHECK_TEXT(value_print(w.arena, &ticket_fields[TICKET_PIN], &ticket->values[TICKET_PIN]), "***");
    world_close(&w);
}

/* One cell for many: separated as people do, but a title with such a sign in it is tried whole first. */
static void many_in_one_cell(void)
{
    struct world w;
    world_open(&w);
    int64_t both = team_made(&w, "一队、二队", "T12", 0), last = team_made(&w, "水电，木工", "T5", 0);
    names_commit();
    const struct {
        const char *typed;
        int n;
        int64_t first;
    } rows[] = {
        {"总队", 1, w.teams[0]}, {"总队、一队三组", 2, w.teams[0]}, {"总队，T1；T2;T13\n总队,总队", 4, w.teams[0]}, {" 、总队、 ", 1, w.teams[0]},
        {"一队、二队", 1, both}, {"水电，木工", 1, last}, {"T1、T2", 2, w.teams[1]}, {"、", 0, 0},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct change change = world_change(&w, NULL, &ticket_entity);
        struct record *ticket = record_new(w.arena, &ticket_entity);
        CHECK_DONE(fill(&change, ticket, "helpers", rows[i].typed));
        CHECK_INT(ticket->values[TICKET_HELPERS].n, rows[i].n);
        CHECK(!rows[i].n || ticket->values[TICKET_HELPERS].ids[0] == rows[i].first);
    }
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(fill(&change, record_new(w.arena, &ticket_entity), "helpers", "总队、九队"), INVALID);
    CHECK_TEXT(error_message(), "配合班组“九队”不存在，请从已有的班组中选择");
    CHECK_OUTCOME(fill(&change, record_new(w.arena, &ticket_entity), "helpers", "总队、\xff"), INVALID);
    CHECK_TEXT(error_message(), "配合班组含有无法识别的字符，请重新填写");
    world_close(&w);
}

static void one_value_for_one(void)
{
    struct world w;
    const char *two[] = {"甲", "乙"};
    const struct input input = {"title", two, 2};
    world_open(&w);
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_fill(&change, record_new(w.arena, &ticket_entity), &input, 1), INVALID);
    CHECK_TEXT(change.problems[0].message, "问题表现只能填一个");
    world_close(&w);
}

/* An act asks for its own fields, the system's among them, and takes no others. */
static void a_rule_says_which_fields(void)
{
    static const char *const only[] = {"state", NULL};
    const char *state = "closed", *title = "漏水";
    const struct input inputs[] = {{"state", &state, 1}, {"title", &title, 1}};
    struct world w;
    world_open(&w);
    struct record *ticket = record_new(w.arena, &ticket_entity);
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_fill_by(&change, ticket, inputs, 2, &(struct fill_rule){.only = only}), INVALID);
    CHECK_INT((int64_t)change.problem_count, 1);
    CHECK_TEXT(change.problems[0].message, "问题表现由系统填写，不能直接修改");
    CHECK_TEXT(record_text(ticket, TICKET_STATE), "closed");
    CHECK(!ticket->values[TICKET_TITLE].set);
    world_close(&w);
}

static int64_t pending_of(void *context, const struct entity *entity, const char *text)
{
    const int64_t *ids = context;
    return strcmp(text, "新队") == 0 ? ids[0] : strcmp(text, "双队") == 0 ? PENDING_SEVERAL : strcmp(text, "一队") == 0 ? ids[1] : 0;
}

/* Other rows of an import have names too. */
static void rows_that_are_being_made(void)
{
    struct world w;
    int64_t ids[] = {4711, 4712};
    const struct fill_rule rule = {.pending = pending_of, .context = ids};
    const char *text = "新队";
    const struct input input = {"team", &text, 1};
    world_open(&w);
    struct record *ticket = record_new(w.arena, &ticket_entity);
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_fill_by(&change, ticket, &input, 1, &rule));
    CHECK_INT(record_int(ticket, TICKET_TEAM), 4711);
    text = "双队";
    CHECK_OUTCOME(record_fill_by(&change, ticket, &input, 1, &rule), INVALID);
    CHECK_TEXT(error_message(), "责任班组“双队”有不止一个，请改填编号");
    text = "一队";                               /* one stands, another is being made */
    CHECK_OUTCOME(record_fill_by(&change, ticket, &input, 1, &rule), INVALID);
    record_set_int(ticket, TICKET_TEAM, w.teams[1]);
    CHECK_DONE(record_fill_by(&change, ticket, &input, 1, &rule));      /* it means what stands already */
    CHECK(record_int(ticket, TICKET_TEAM) == w.teams[1]);
    world_close(&w);
}

TESTS({"every problem is collected", every_problem_is_collected},
      {"references by id, code and title", references_by_id_code_and_title},
      {"what he may not read does not exist", what_he_may_not_read_does_not_exist},
      {"fixed and secret fields", fixed_and_secret_fields}, {"many in one cell", many_in_one_cell},
      {"one value for one", one_value_for_one}, {"a rule says which fields", a_rule_says_which_fields},
      {"rows that are being made", rows_that_are_being_made})
