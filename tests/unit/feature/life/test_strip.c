#include "life_office.h"

static struct world w;

static json_t *panel(const char *login, const char *unit)
{
    const char *cookie = world_session(&w, login);
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/unit/:id", .cookie = cookie, .id = id_parse(unit_text(&w, unit))});
    json_t *panels = json_object_get(r->answer.page, "panels"), *one, *found = NULL;
    size_t i;
    CHECK_INT(r->answer.status, 200);
    json_array_foreach(panels, i, one)
        if (!strcmp(json_string_value(json_object_get(one, "view")), "life/strip"))
            found = json_object_get(one, "panel");
    request_finish(r);
    return found;
}

/* The state of a cell, by the rule's number and the index of the period. */
static const char *cell(json_t *strip, const char *rule, size_t index)
{
    json_t *row;
    size_t i;
    json_array_foreach(json_object_get(strip, "rows"), i, row)
        if (!strcmp(json_string_value(json_object_get(row, "rule")), rule))
            return json_string_value(json_object_get(json_array_get(json_object_get(row, "cells"), index), "state"));
    return NULL;
}

static void turns_green(void)
{
    life_office(&w);
    CHECK_TEXT(cell(panel("mengfanyi", "SL-Z1"), "L-05", 10), "due");
    CHECK_TEXT(cell(panel("mengfanyi", "SL-Z1"), "L-05", 9), "missed");
    CHECK_INT(record_post(&w, world_session(&w, "mengfanyi"), "SL-Z1", "theme_day", "2026-11-10", "学习"), 303);
    CHECK_INT(record_post(&w, world_session(&w, "mengfanyi"), "SL-Z1", "theme_day", "2026-10-31", "学习十月的"), 303);
    json_t *strip = panel("mengfanyi", "SL-Z1");
    CHECK_TEXT(cell(strip, "L-05", 10), "met");
    CHECK_TEXT(cell(strip, "L-05", 9), "met");
    CHECK_TEXT(cell(strip, "L-01", 0), "missed");
    CHECK_TEXT(cell(strip, "L-02", 0), NULL);        /* no committee: no row */
    world_close(&w);
}

/* Who may not read a unit's activities gets no counts of them either. */
static void scope(void)
{
    life_office(&w);
    CHECK(panel("gunianan", "SL-Z2"));
    CHECK(!panel("mengfanyi", "SL-Z2"));
    CHECK(!panel("yuexiaoman", "SL-Z3"));
    CHECK(panel("hexiaolan", "JY-Z1"));
    world_close(&w);
}

static json_t *line(const char *login, const char *name)
{
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/", .cookie = world_session(&w, login)});
    json_t *one, *found = NULL;
    size_t i;
    json_array_foreach(json_object_get(r->answer.data, "lines"), i, one)
        if (!strcmp(json_string_value(json_object_get(one, "name")), name))
            found = one;
    request_finish(r);
    return found;
}

static void workbench_lines(void)
{
    life_office(&w);
    json_t *duties = line("mengfanyi", "duties");
    CHECK_INT(json_integer_value(json_object_get(duties, "count")), 6);       /* 大会, 党课, 党日, 组织生活会, 评议; and what is past */
    CHECK(!line("gunianan", "duties"));
    CHECK(!line("gunianan", "terms"));
    world_close(&w);
}

TESTS({"a cell turns green", turns_green}, {"only for whom it is", scope}, {"what waits", workbench_lines})
