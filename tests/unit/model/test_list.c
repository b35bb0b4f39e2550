#include "tickets.h"

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

static void counting_stops_where_it_may(void)
{
    struct world w;
    int64_t n;
    world_open(&w);
    some_tickets(&w);
    struct list_request list = {.entity = &ticket_entity};
    CHECK_DONE(list_count(w.arena, w.db, &list, &n));
    CHECK_INT(n, 6);
    CHECK_DONE(list_count_to(w.arena, w.db, &list, 4, &n));
    CHECK_INT(n, 4);
    CHECK_DONE(list_count_to(w.arena, w.db, &list, 9, &n));
    CHECK_INT(n, 6);
    world_close(&w);
}

static void ids_stop_where_they_may(void)
{
    struct world w;
    int64_t *all, *some;
    size_t n, m;
    world_open(&w);
    some_tickets(&w);
    struct list_request list = {.entity = &ticket_entity};
    CHECK_DONE(list_ids(w.arena, w.db, &list, &all, &n));
    CHECK_INT(n, 6);
    CHECK_DONE(list_first_ids(w.arena, w.db, &list, 2, &some, &m));
    CHECK(m == 2 && some[0] == all[0] && some[1] == all[1]);
    CHECK_DONE(list_first_ids(w.arena, w.db, &list, 9, &some, &m));
    CHECK_INT(m, 6);
    world_close(&w);
}

TESTS({"cells are printed", cells_are_printed}, {"counting stops where it may", counting_stops_where_it_may},
      {"ids stop where they may", ids_stop_where_they_may})
