#include "office_world.h"

static struct world w;
static const char *said;

static int64_t post;

static int hold(const char *person, const char *from, const char *until)
{
    struct record *tenure = record_new(w.arena, &tenure_entity);
    struct change change = world_change(&w, &tenure_entity, "create");
    record_set_int(tenure, TENURE_POST, post);
    record_set_int(tenure, TENURE_PERSON, world_person(&w, person));
    record_set_text(tenure, TENURE_FROM, from);
    if (until)
        record_set_text(tenure, TENURE_UNTIL, until);
    int outcome = record_create(&change, tenure);
    said = change.problem_count ? change.problems[0].message : "";
    return outcome;
}

static void begin(void)
{
    world_open(&w, NULL, 0);
    struct record *record = record_new(w.arena, &post_entity);
    struct change change = world_change(&w, &post_entity, "create");
    record_set_text(record, POST_TITLE, "组织委员");
    record_set_int(record, POST_UNIT, world_unit(&w, "SL-Z1"));
    CHECK_DONE(record_create(&change, record));
    post = record->id;
}

static int64_t holder(struct date on)
{
    int64_t person = -1;
    CHECK_DONE(post_holder(w.db, post, on, &person));
    return person;
}

static void who_holds_it_on_a_day(void)
{
    begin();
    CHECK_INT(holder((struct date){2024, 1, 1}), 0);
    CHECK_DONE(hold("SL006", "2023-01-01", "2024-01-01"));
    CHECK_DONE(hold("SL013", "2024-03-01", NULL));
    CHECK_INT(holder((struct date){2022, 12, 31}), 0);
    CHECK_INT(holder((struct date){2023, 1, 1}), world_person(&w, "SL006"));
    CHECK_INT(holder((struct date){2023, 12, 31}), world_person(&w, "SL006"));
    CHECK_INT(holder((struct date){2024, 1, 1}), 0);                      /* vacant */
    CHECK_INT(holder((struct date){2024, 3, 1}), world_person(&w, "SL013"));
    CHECK_DONE(hold("SL007", "2025-03-01", NULL));                        /* the end of the one before was forgotten */
    CHECK_INT(holder((struct date){2025, 3, 1}), world_person(&w, "SL007"));
    CHECK_INT(holder((struct date){2025, 2, 28}), world_person(&w, "SL013"));
    world_close(&w);
}

static void a_period_ends_after_it_begins(void)
{
    begin();
    CHECK_OUTCOME(hold("SL006", "2024-03-01", "2024-02-29"), INVALID);
    CHECK_TEXT(said, "免职日期早于任职日期，请核对");
    CHECK_DONE(hold("SL006", "2024-03-01", "2024-03-01"));
    world_close(&w);
}

/* The list's own column: today's holder by name. */
static void the_list_names_today_s_holder(void)
{
    begin();
    CHECK_DONE(hold("SL006", "2020-01-01", "2021-01-01"));
    CHECK_DONE(hold("SL013", "2021-01-01", NULL));
    struct list_request list = {.entity = &post_entity, .verb = "read", .limit = 100};
    static bool once;
    json_t *page, *row;
    size_t i;
    bool found = false;
    if (!once)
        json_setup();
    once = true;
    json_begin(w.arena);
    CHECK_DONE(list_page(w.arena, w.db, &list, &page));
    json_array_foreach(json_object_get(page, "rows"), i, row) {
        json_t *cells = json_object_get(row, "cells");
        if (!strcmp(json_string_value(json_array_get(cells, 0)), "组织委员")) {
            CHECK_TEXT(json_string_value(json_array_get(cells, 2)), "闻溪");
            found = true;
        }
    }
    CHECK(found);
    json_end();
    world_close(&w);
}

TESTS({"who holds it on a day", who_holds_it_on_a_day}, {"a period ends after it begins", a_period_ends_after_it_begins},
      {"the list names today's holder", the_list_names_today_s_holder})
