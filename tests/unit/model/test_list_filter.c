#include "world.h"

static struct world w;
static char a_team[ID_TEXT];

static void begin(void)
{
    world_open(&w);
    id_print(w.teams[1], a_team);
}

static void end(void)
{
    world_close(&w);
}

static int filters(const char *name, const char *value, struct list_filter *ret)
{
    struct input input = {name, &value, 1};
    struct list_filter *all;
    int n;
    int outcome = list_filters(w.arena, &ticket_entity, &input, 1, &all, &n);
    if (outcome == DONE && n)
        *ret = all[0];
    return outcome != DONE ? outcome : n ? DONE : NOT_FOUND;
}

static void parameters_become_filters(void)
{
    static const struct {
        const char *name, *value, *field, *op, *wanted;
    } rows[] = {
        {"state", "open,closed", "state", "is", "open,closed"}, {"due", "2026-06-30", "due", "is", "2026-06-30"},
        {"due.from", "2026-06-30", "due", "from", "2026-06-30"}, {"due.to", "2026-06-30", "due", "to", "2026-06-30"},
        {"title.has", "漏", "title", "has", "漏"}, {"due.empty", "1", "due", "empty", "1"}, {"q", "水管 漏", "q", "is", "水管 漏"},
        {"team", a_team, "team", "is", a_team}, {"helpers", a_team, "helpers", "is", a_team}, {"unit", a_team, "unit", "is", a_team},
        {"late", "1", "late", "is", "1"}, {"team.empty", "1", "team", "empty", "1"},
        {"due.from", "2026/6/3", "due", "from", "2026-06-03"}, {"due.to", " 2026年6月3日 ", "due", "to", "2026-06-03"},
        /* As people write them, as the column has them. */
        {"amount", "１２", "amount", "is", "12"}, {"amount.from", "1,000", "amount", "from", "1000"},
        {"cost.from", "1234.50", "cost", "from", "123450"}, {"cost.to", "2万", "cost", "to", "2000000"},
        {"done_share.to", "85.5%", "done_share", "to", "8550"}, {"urgent", "是", "urgent", "is", "1"}, {"urgent", "0", "urgent", "is", "0"},
        {"state", "已办结,open", "state", "is", "closed,open"}, {"state", ",open,,closed,", "state", "is", "open,closed"},
        {"state.empty", "1", "state", "empty", "1"},
        {"late", "否", "late", "is", "0"}, {"seen.from", "1970-01-01 08:01", "seen", "from", "60000"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct list_filter f = {0};
        CHECK_DONE(filters(rows[i].name, rows[i].value, &f));
        CHECK_TEXT(f.field, rows[i].field);
        CHECK_TEXT(f.op, rows[i].op);
        CHECK_TEXT(f.value, rows[i].wanted);
    }
}

static void wrong_parameters_are_named(void)
{
    static const char *const rows[][3] = {
        {"nothing", "1", "没有“nothing”这个筛选条件"},
        {"nothing.from", "1", "没有“nothing.from”这个筛选条件"},
        {"pin", "1", "没有“pin”这个筛选条件"},                        /* secret */
        {"due.like", "1", "筛选条件“due.like”无效"},
        {"due.", "1", "筛选条件“due.”无效"},
        {"due", "soon", "期限应写成 2026-06-30 这样的日期"},
        {"due.to", "2026-02-30", "期限应写成 2026-06-30 这样的日期"},
        {"team", "一队", "责任班组：没有这个选项"},
        {"helpers", "x", "配合班组：没有这个选项"},
        {"state", "没办", "状态没有“没办”这个选项，可填：办理中、待确认、已办结"},
        {"state", "open,没办", "状态没有“没办”这个选项，可填：办理中、待确认、已办结"},
        {"amount", "很多", "数量应是整数，如 12"},
        {"cost.from", "一百", "费用应是金额，单位元，如 1234.50"},
        {"done_share.to", "八成", "完成比例应是百分数，如 85.5%"},
        {"urgent", "也许", "紧急应填“是”或“否”"},
        {"late", "2", "逾期应填“是”或“否”"},
        {"seen.from", "昨天", "发现时间应写成 2026-06-30 08:30 这样的时间"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct list_filter f;
        CHECK_OUTCOME(filters(rows[i][0], rows[i][1], &f), INVALID);
        CHECK_TEXT(error_message(), rows[i][2]);
    }
}

static void an_empty_box_asks_nothing(void)
{
    struct list_filter f, *all;
    const char *values[] = {"", "open", ""};
    struct input inputs[] = {{"due.from", &values[0], 1}, {"state", &values[1], 1}, {"nothing", &values[2], 1}};
    int n;
    CHECK_OUTCOME(filters("amount", "", &f), NOT_FOUND);
    CHECK_DONE(list_filters(w.arena, &ticket_entity, inputs, 3, &all, &n));
    CHECK_INT(n, 1);
    CHECK_TEXT(all[0].field, "state");
}

/* What is masked in lists is not found out by asking for it. */
static void sensitive_fields_are_no_filter(void)
{
    const char *value = "13912345678";
    struct input input = {"phone", &value, 1};
    struct list_filter *all;
    int n;
    CHECK_OUTCOME(list_filters(w.arena, &worker_entity, &input, 1, &all, &n), INVALID);
    CHECK_TEXT(error_message(), "没有“phone”这个筛选条件");
}

TESTS({"begin", begin}, {"parameters become filters", parameters_become_filters},
      {"wrong parameters are named", wrong_parameters_are_named}, {"an empty box asks nothing", an_empty_box_asks_nothing},
      {"sensitive fields are no filter", sensitive_fields_are_no_filter}, {"end", end})
