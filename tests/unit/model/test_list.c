#include "world.h"

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

static void ticket_due(struct world *w, const char *title, const char *due, int64_t team)
{
    struct change change = world_change(w, NULL, &ticket_entity);
    struct record *ticket = world_ticket(w, title, team);
    record_set_text(ticket, TICKET_DUE, due);
    record_set_ids(ticket, TICKET_HELPERS, &w->teams[0], 1);
    CHECK_DONE(record_create(&change, ticket));
}

static void some_tickets(struct world *w)
{
    static const char *const dues[] = {"2026-03-01", NULL, "2026-01-01", "2026-02-01", NULL, "2026-02-01"};
    char title[] = "a";
    for (size_t i = 0; i < ARRAY_SIZE(dues); i++, title[0]++)
        ticket_due(w, title, dues[i], w->teams[1 + i % 3]);
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
        CHECK(all_pages(&w, list)[0] == 'a');
    }
    struct list_request wrong = {.entity = &ticket_entity, .order = "nothing"};
    json_t *page;
    CHECK_OUTCOME(list_page(w.arena, w.db, &wrong, &page), INVALID);
    wrong = (struct list_request){.entity = &ticket_entity, .after = "[1"};
    CHECK_OUTCOME(list_page(w.arena, w.db, &wrong, &page), INVALID);
    world_close(&w);
}

/* A ticket's indexes are "organ,due", "root,due" and "unit"; its views order by due. */
static void orders_need_an_index(void)
{
    static const char *const served[] = {"due", "-due", "due,title", "id", "-id", ""}, *const others[] = {"title", "-title", "nothing", "created_at"};
    struct world w;
    world_open(&w);
    for (size_t i = 0; i < ARRAY_SIZE(served); i++)
        CHECK_DONE(list_order_check(w.arena, &(struct list_request){.entity = &ticket_entity, .order = served[i]}));
    for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
        CHECK_OUTCOME(list_order_check(w.arena, &(struct list_request){.entity = &ticket_entity, .order = others[i]}), INVALID);
        CHECK(strstr(error_message(), "可以按 id、"));
    }
    /* A short entity is sorted as one likes. */
    struct entity short_one = ticket_entity;
    short_one.indexes = NULL;
    CHECK_DONE(list_order_check(w.arena, &(struct list_request){.entity = &short_one, .order = "title"}));
    /* What a filter fixes may stand before the order in an index. */
    static const char *const with_state[] = {"root,due", "state,title", NULL};
    struct list_filter open = {"state", "is", "open"}, from = {"state", "from", "open"};
    short_one.indexes = with_state;
    CHECK_DONE(list_order_check(w.arena, &(struct list_request){.entity = &short_one, .order = "title", .filters = &open, .filter_count = 1}));
    CHECK_OUTCOME(list_order_check(w.arena, &(struct list_request){.entity = &short_one, .order = "title", .filters = &from, .filter_count = 1}), INVALID);
    world_close(&w);
}

static void cells_are_printed(void)
{
    struct world w;
    json_t *page;
    world_open(&w);
    ticket_due(&w, "漏水", "2001-01-01", w.teams[1]);
    struct list_request list = {.entity = &ticket_entity, .total = true};
    CHECK_DONE(list_page(w.arena, w.db, &list, &page));
    json_t *cells = json_object_get(json_array_get(json_object_get(page, "rows"), 0), "cells");
    static const char *const wanted[] = {"漏水", "一队", "2001-01-01", "是", "总队"};
    for (size_t i = 0; i < ARRAY_SIZE(wanted); i++)
        CHECK_TEXT(json_string_value(json_array_get(cells, i)), wanted[i]);
    CHECK_INT(json_integer_value(json_object_get(page, "total")), 1);
    struct list_request workers = {.entity = &worker_entity};
    CHECK_DONE(list_page(w.arena, w.db, &workers, &page));
    cells = json_object_get(json_array_get(json_object_get(page, "rows"), 0), "cells");
    CHECK_TEXT(json_string_value(json_array_get(cells, 2)), "139****5678");
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
    struct list_filter *filters;
    int n;
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
    static const char *const bad[][2] = {{"nothing", "1"}, {"pin", "1"}, {"due.like", "1"}, {"due", "soon"}, {"team", "x"}};
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        struct input input = {bad[i][0], &bad[i][1], 1};
        CHECK_OUTCOME(list_filters(w.arena, &ticket_entity, &input, 1, &filters, &n), INVALID);
    }
    world_close(&w);
}

TESTS({"pages follow each other without gap", pages_follow_each_other_without_gap},
      {"orders need an index", orders_need_an_index}, {"cells are printed", cells_are_printed}, {"filters narrow", filters_narrow})
