#include "heat_office.h"

static struct world w;

static json_t *ask(const char *login, const char *const inputs[8])
{
    struct answer answer = heat_ask(&w, login, "/missing", false, inputs);
    CHECK_INT(answer.status, 200);
    return answer.data;
}

static long long number(json_t *data, const char *name)
{
    return json_integer_value(json_object_get(data, name));
}

/* What ends in the month: in October the months', in September the quarters' too. */
static void by_month(void)
{
    heat_office(&w);
    json_t *own = ask("mengfanyi", (const char *const[8]){"period", "2026-10"});
    CHECK_INT(number(own, "items"), 0);              /* held on the 10th */
    CHECK_INT(number(ask("mengfanyi", (const char *const[8]){"period", "2026-09"}), "items"), 3);     /* 大会, 党课, 党日 */
    CHECK_INT(number(ask("mengfanyi", NULL), "items"), 1);
    CHECK_INT(number(ask("mengfanyi", (const char *const[8]){"period", "2025-12"}), "items"), 5);     /* the year's as well */
    json_t *all = ask("gunianan", (const char *const[8]){"period", "2026-10"});
    CHECK_INT(number(all, "units"), number(all, "items"));
    CHECK_INT(number(all, "units"), 5);
    heat_close(&w);
}

static void by_rule(void)
{
    heat_office(&w);
    CHECK_INT(number(ask("gunianan", (const char *const[8]){"rule", "L-05", "period", "2026-01"}), "items"), 5);
    CHECK_INT(number(ask("gunianan", (const char *const[8]){"rule", "L-05"}), "units"), 6);
    CHECK_INT(number(ask("gunianan", (const char *const[8]){"rule", "term", "period", "unknown"}), "units"), 7);
    CHECK_INT(number(ask("gunianan", (const char *const[8]){"rule", "term", "period", "late"}), "units"), 0);
    CHECK_INT(heat_ask(&w, "gunianan", "/missing", false, (const char *const[8]){"rule", "L-05", "period", "2026Q1"}).status, 400);
    CHECK_INT(heat_ask(&w, "gunianan", "/missing", false, (const char *const[8]){"period", "2027-01"}).status, 400);
    CHECK_INT(heat_ask(&w, "gunianan", "/missing", false, (const char *const[8]){"rule", "term", "period", "x"}).status, 400);
    heat_close(&w);
}

TESTS({"by month", by_month}, {"by rule", by_rule})
