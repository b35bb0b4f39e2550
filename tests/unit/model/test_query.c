#include "check.h"
#include "model/query.h"

static struct arena *arena;

static void values_are_bound_in_order(void)
{
    struct query q;
    query_start(&q, arena);
    query_addf(&q, "SELECT t.id FROM %s t WHERE t.a = ", "team");
    query_int(&q, 7);
    query_add(&q, " AND t.b = ");
    query_text(&q, "x' OR '1'='1");
    query_add(&q, " AND t.c IS ");
    query_value(&q, value_null());
    CHECK_TEXT(q.sql.p, "SELECT t.id FROM team t WHERE t.a = ?1 AND t.b = ?2 AND t.c IS ?3");
    CHECK_INT((int64_t)q.n, 3);
    CHECK_INT(q.values[2].kind, VALUE_NULL);
    CHECK_INT(q.values[0].integer, 7);
}

static void a_rows_own_sql_gets_its_values(void)
{
    const struct query_binding binding = {.today = "2026-11-26", .person = 5, .unit = 6, .asof = 9};
    struct query q;
    query_start(&q, arena);
    query_add(&q, "SELECT 1 WHERE ");
    query_template(&q, "t.due < ?today AND t.person = ?person AND t.unit = ?unit AND t.at < ?asof", &binding);
    CHECK(!strstr(q.sql.p, "?today") && !strstr(q.sql.p, "?person"));
    CHECK(q.n >= 3 && q.n <= 4);
    CHECK(strstr(q.sql.p, "t.due < ?1"));
}

static void an_expression_is_put_in_brackets(void)
{
    const struct query_binding binding = {.today = "2026-11-26"};
    struct query q;
    query_start(&q, arena);
    const char *text = query_expression(&q, "t.a + 1", &binding);
    CHECK_TEXT(text, "(t.a + 1)");
    CHECK_INT((int64_t)q.n, 0);
}

static void begin(void)
{
    arena = arena_create(1 << 20);
}

static void end(void)
{
    arena_destroy(arena);
}

TESTS({"begin", begin}, {"values are bound in order", values_are_bound_in_order},
      {"a row's own sql gets its values", a_rows_own_sql_gets_its_values},
      {"an expression is put in brackets", an_expression_is_put_in_brackets}, {"end", end})
