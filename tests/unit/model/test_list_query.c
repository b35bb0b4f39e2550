#include "tickets.h"

#include "model/list_query.h"

/* Walks all pages and gives the titles, joined. */
static const char *all_pages(struct world *w, struct list_request list)
{
    struct buffer titles = buffer_in(w->arena);
    buffer_adds(&titles, "");
    for (int pages = 0; pages < 50; pages++) {
        json_t *page, *row;
        size_t i;
        CHECK_DONE(list_page(w->arena, w->db, &list, &page));
        json_array_foreach(json_object_get(page, "rows"), i, row)
            buffer_addf(&titles, "%s%s", titles.n ? " " : "", json_string_value(json_object_get(row, "title")));
        list.after = json_string_value(json_object_get(page, "next"));
        if (!list.after)
            return titles.p;
    }
    check_fail(__FILE__, __LINE__, "the pages do not end");
}

static void pages_follow_each_other_without_gap(void)
{
    struct world w;
    world_open(&w);
    some_tickets(&w);
    for (int limit = 1; limit < 8; limit++) {
        struct list_request list = {.entity = &ticket_entity, .limit = limit, .order = "title"};
        CHECK_TEXT(all_pages(&w, list), "a b c d e f");
        list.order = "-title";
        CHECK_TEXT(all_pages(&w, list), "f e d c b a");
        list.order = NULL;               /* due: the empty ones first, then by date; the id decides between equals */
        const char *by_due = all_pages(&w, list);
        CHECK_INT((int64_t)strlen(by_due), 11);
        CHECK(by_due[4] == 'c' && by_due[10] == 'a');
        list.order = "-due";
        by_due = all_pages(&w, list);
        CHECK_INT((int64_t)strlen(by_due), 11);
        CHECK(by_due[0] == 'a' && by_due[6] == 'c');
    }
    struct list_request wrong = {.entity = &ticket_entity, .order = "nothing"};
    json_t *page;
    CHECK_OUTCOME(list_page(w.arena, w.db, &wrong, &page), INVALID);
    wrong = (struct list_request){.entity = &ticket_entity, .after = "[1"};
    CHECK_OUTCOME(list_page(w.arena, w.db, &wrong, &page), INVALID);
    world_close(&w);
}

static int64_t counted(struct world *w, const struct access *access, const char *name, const char *value)
{
    struct input input = {name, &value, 1};
    struct list_filter *filters;
    int64_t count;
    int n;
    CHECK_DONE(list_filters(w->arena, &ticket_entity, &input, 1, &filters, &n));
    struct list_request list = {.entity = &ticket_entity, .access = access, .filters = filters, .filter_count = n};
    CHECK_DONE(list_count(w->arena, w->db, &list, &count));
    return count;
}

static void filters_narrow(void)
{
    struct world w;
    char id[ID_TEXT];
    world_open(&w);
    some_tickets(&w);
    CHECK_INT(counted(&w, NULL, "due.from", "2026-02-01"), 3);
    CHECK_INT(counted(&w, NULL, "due.to", "2026-01-31"), 1);
    CHECK_INT(counted(&w, NULL, "due.empty", "1"), 2);
    CHECK_INT(counted(&w, NULL, "state", "open,closed"), 6);
    CHECK_INT(counted(&w, NULL, "team", id_print(w.teams[1], id)), 2);
    CHECK_INT(counted(&w, NULL, "unit", id_print(w.teams[1], id)), 4);       /* and below */
    CHECK_INT(counted(&w, NULL, "helpers", id_print(w.teams[0], id)), 6);
    CHECK_INT(counted(&w, NULL, "helpers", id_print(w.teams[2], id)), 0);
    world_close(&w);
}

/* Numbers, sums and shares are asked for as people write them. */
static void numbers_are_compared_as_numbers(void)
{
    struct world w;
    world_open(&w);
    for (int i = 1; i <= 3; i++) {
        struct change change = world_change(&w, NULL, &ticket_entity);
        struct record *ticket = world_ticket(&w, i == 1 ? "一" : i == 2 ? "二" : "三", w.teams[1]);
        record_set_int(ticket, TICKET_COST, i * 50000);
        record_set_int(ticket, TICKET_COUNT, i * 9);
        CHECK_DONE(record_create(&change, ticket));
    }
    CHECK_INT(counted(&w, NULL, "cost.from", "1000"), 2);
    CHECK_INT(counted(&w, NULL, "cost", "1,500.00"), 1);
    CHECK_INT(counted(&w, NULL, "amount.to", "9"), 1);
    CHECK_INT(counted(&w, NULL, "amount.from", "10"), 2);
    CHECK_INT(counted(&w, NULL, "cost.empty", "0"), 3);
    CHECK_INT(counted(&w, NULL, "late", "0"), 0);          /* without a date it is neither */
    world_close(&w);
}

static const char *order_sql(struct arena *arena, const char *order)
{
    const struct list_request list = {.entity = &ticket_entity, .view = &ticket_lists[0], .order = order};
    struct list_order parsed;
    struct query q;
    if (list_order_parse(arena, &list, &parsed) != DONE)
        return error_message();
    query_start(&q, arena);
    list_order_add(&q, &parsed);
    return q.sql.p;
}

/* The id comes last, so that each row has a place of its own; empty values come first, and last the other way round. */
static void orders_end_with_the_id(void)
{
    static const char *const rows[][2] = {
        {NULL, " ORDER BY t.due NULLS FIRST, t.id"}, {"", " ORDER BY t.due NULLS FIRST, t.id"},
        {"title", " ORDER BY t.title, t.id"}, {"-title", " ORDER BY t.title DESC, t.id DESC"},
        {"-due", " ORDER BY t.due DESC NULLS LAST, t.id DESC"}, {"-id", " ORDER BY t.id DESC"},
        {"state,due,title,amount", " ORDER BY t.state, t.due NULLS FIRST, t.title, t.id"}, {"changed_at", " ORDER BY t.changed_at, t.id"},
        {"nothing", "不能按“nothing”排序，请在列表标题中选择"}, {"pin", "不能按“pin”排序，请在列表标题中选择"},
        {"helpers", "不能按“helpers”排序，请在列表标题中选择"}, {"due,", "不能按“”排序，请在列表标题中选择"},
        {"due; DROP TABLE ticket", "不能按“due; DROP TABLE ticket”排序，请在列表标题中选择"},
    };
    struct arena *arena = arena_create(1 << 20);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(order_sql(arena, rows[i][0]), rows[i][1]);
    arena_destroy(arena);
}

/* A place that somebody made up is refused, and no other page is shown for it. */
static void a_made_up_place_is_refused(void)
{
    static const char *const wrong[] = {"[1", "{}", "[]", "[1]", "[1,2,3]", "7", "[{},1]", "[true,1]", "[[1],2]", "[1.5,2]", "[null,null]"};
    struct world w;
    json_t *page;
    world_open(&w);
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
        const struct list_request list = {.entity = &ticket_entity, .after = wrong[i]};
        CHECK_OUTCOME(list_page(w.arena, w.db, &list, &page), INVALID);
        CHECK_TEXT(error_message(), "翻页位置无效，请回到第一页");
    }
    world_close(&w);
}

static void the_past_needs_a_history(void)
{
    struct world w;
    json_t *page;
    world_open(&w);
    const struct past past = past_of(w.arena, clock_today());
    const struct list_request list = {.entity = &worker_entity, .past = &past};
    CHECK_OUTCOME(list_page(w.arena, w.db, &list, &page), INVALID);
    CHECK_TEXT(error_message(), "工人没有保存过去的情况，不能按日期回看");
    world_close(&w);
}

TESTS({"pages follow each other without gap", pages_follow_each_other_without_gap}, {"filters narrow", filters_narrow},
      {"numbers are compared as numbers", numbers_are_compared_as_numbers}, {"orders end with the id", orders_end_with_the_id},
      {"a made-up place is refused", a_made_up_place_is_refused}, {"the past needs a history", the_past_needs_a_history})
