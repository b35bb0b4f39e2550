#include "heat_office.h"

static struct world w;

static json_t *first_duty(json_t *data)
{
    return json_array_get(json_object_get(json_array_get(json_object_get(data, "rows"), 0), "duties"), 0);
}

static const char *text(json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static void his_own(void)
{
    heat_office(&w);
    struct answer answer = heat_ask(&w, "mengfanyi", "/missing", true, NULL);
    CHECK_INT(answer.status, 200);
    CHECK_TEXT(text(first_duty(answer.data), "label"), "11月主题党日");
    CHECK_TEXT(text(first_duty(answer.data), "tone"), "open");
    CHECK_TEXT(text(first_duty(answer.data), "due"), "2026-11-30");
    CHECK(strstr(text(first_duty(answer.data), "href"), "kind=theme_day&held_on=2026-11-26"));
    CHECK(!json_object_get(answer.page, "remind"));                  /* nobody reminds himself */
    answer = heat_ask(&w, "mengfanyi", "/missing", true, (const char *const[8]){"rule", "L-01", "period", "2026Q2"});
    CHECK_TEXT(text(first_duty(answer.data), "tone"), "yellow");
    CHECK(strstr(text(first_duty(answer.data), "basis"), "第十一条"));
    CHECK_TEXT(text(answer.page, "asked"), "二季度支部党员大会");
    heat_close(&w);
}

static void a_superior(void)
{
    heat_office(&w);
    struct answer answer = heat_ask(&w, "gunianan", "/missing", true, NULL);
    CHECK_INT(json_integer_value(json_object_get(json_object_get(answer.page, "remind"), "units")), 6);
    CHECK_INT(json_array_size(json_object_get(answer.page, "tabs")), 2);
    CHECK(!json_object_get(heat_ask(&w, "luchangchuan", "/missing", true, NULL).page, "remind"));
    heat_close(&w);
}

TESTS({"one's own", his_own}, {"a superior's", a_superior})
