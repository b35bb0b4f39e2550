#include "../feature/life/life_office.h"

static struct world w;

static struct request *get(const char *login, const char *unit, const char *month, bool json)
{
    struct ask ask = {.method = "GET", .row = unit ? "/unit/:id/calendar" : "/calendar", .cookie = world_session(&w, login), .json = json};
    if (unit)
        ask.id = id_parse(unit_text(&w, unit));
    if (month) {
        ask.inputs[0] = "month";
        ask.inputs[1] = month;
    }
    return world_ask(&w, ask);
}

static json_t *day(struct request *r, const char *date)
{
    json_t *week, *one;
    size_t i, k;
    json_array_foreach(json_object_get(r->answer.page, "weeks"), i, week)
        json_array_foreach(json_object_get(week, "days"), k, one)
            if (!strcmp(json_string_value(json_object_get(one, "date")), date))
                return one;
    return NULL;
}

static void a_month(void)
{
    life_office(&w);
    CHECK_INT(record_post(&w, world_session(&w, "mengfanyi"), "SL-Z1", "theme_day", "2026-11-10", "学习"), 303);
    struct request *r = get("mengfanyi", NULL, NULL, false);
    CHECK_INT(r->answer.status, 200);
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.page, "weeks")), 6);     /* 2026-11-01 is a Sunday */
    CHECK(json_is_true(json_object_get(day(r, "2026-11-26"), "today")));
    CHECK(json_is_true(json_object_get(day(r, "2026-10-26"), "outside")));
    CHECK_INT((int64_t)json_array_size(json_object_get(day(r, "2026-11-10"), "entries")), 1);
    CHECK_TEXT(json_string_value(json_object_get(r->answer.page, "before")), "2026-10");
    CHECK_TEXT(json_string_value(json_object_get(r->answer.page, "after")), "2026-12");
    request_finish(r);
    r = get("mengfanyi", NULL, "2028-02", false);
    CHECK(day(r, "2028-02-29") && json_is_false(json_object_get(day(r, "2028-02-29"), "outside")));
    CHECK_TEXT(json_string_value(json_object_get(r->answer.page, "after")), "2028-03");
    request_finish(r);
    r = get("gunianan", "SL-Z1", "2026-11", true);
    CHECK_TEXT(json_string_value(json_object_get(r->answer.data, "month")), "2026-11");
    json_t *first = json_array_get(json_object_get(r->answer.data, "entries"), 0);
    CHECK_TEXT(json_string_value(json_object_get(first, "title")), "主题党日：学习");
    CHECK_TEXT(json_string_value(json_object_get(first, "day")), "2026-11-10");
    request_finish(r);
    world_close(&w);
}

static void refused(void)
{
    static const char *const months[] = {"2026-13", "2026", "november", "1999-12", "2199-01", "2026-1", "2026-11-01"};
    life_office(&w);
    for (size_t i = 0; i < ARRAY_SIZE(months); i++) {
        struct request *r = get("mengfanyi", NULL, months[i], false);
        CHECK(r->answer.status >= 400 && r->answer.status < 500);
        request_finish(r);
    }
    struct request *r = get("mengfanyi", "JY-Z1", NULL, false);
    CHECK_INT(r->answer.status, 404);
    request_finish(r);
    world_close(&w);
}

/* A day with many shows the first few; the rest is behind a word. */
static void many_on_a_day(void)
{
    life_office(&w);
    for (int i = 0; i < 7; i++)
        CHECK_INT(record_post(&w, world_session(&w, "mengfanyi"), "SL-Z1", "talk", "2026-11-03", arena_printf(w.arena, "谈话 %d", i)), 303);
    struct request *r = get("mengfanyi", NULL, "2026-11", false);
    CHECK_INT((int64_t)json_array_size(json_object_get(day(r, "2026-11-03"), "entries")), 5);
    CHECK_INT(json_integer_value(json_object_get(day(r, "2026-11-03"), "left")), 2);
    request_finish(r);
    world_close(&w);
}

TESTS({"a month", a_month}, {"what is no month, and whose calendar it is not", refused}, {"many on a day", many_on_a_day})
