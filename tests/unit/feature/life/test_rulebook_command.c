#include "check_tables.h"

static const struct option none[] = {{0}};

static void show(void)
{
    arena = arena_create(16 << 20);
    struct said s = SAY(rulebook_show_run, none, "--json");
    json_t *all = json_loads(s.out, 0, NULL);
    CHECK_INT(s.status, 0);
    CHECK(json_array_size(all) == rulebook()->rule_count && !strchr(s.out, '?'));
    json_decref(all);
    s = SAY(rulebook_show_run, none, "=L-04");
    CHECK_SAYS(s.out, "L-04  党课　惯例　每季度至少 1 次　可设置");
    s = SAY(rulebook_show_run, none, "=T-04", "--json");
    all = json_loads(s.out, 0, NULL);
    CHECK_INT(json_array_size(all), 2);                    /* and the one before it */
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(all, 0), "until")), "2018-07-11");
    json_decref(all);
    s = SAY(rulebook_show_run, none, "=L-99");
    CHECK_INT(s.status, 1);
    CHECK_SAYS(s.err, "没有规则“L-99”");
    arena_destroy(arena);
}

static void check_file(void)
{
    static const char good[] = "regulations:\n  - {id: S03, name: 《条例》, date: 2018-10-28}\nrules:\n"
                               "  - {id: X, name: 甲, kind: term, years: 3, strength: 应当, confidence: A}\n";
    arena = arena_create(64 << 20);
    struct said s = SAY(rulebook_check_run, none, arena_printf(arena, "=%s", file(good, sizeof good - 1)));
    CHECK_INT(s.status, 0);
    CHECK_TEXT(s.out, "没有错误：1 条规则，出自 1 个规定\n");
    s = SAY(rulebook_check_run, none, arena_printf(arena, "=%s", file(good, sizeof good - 20)));
    CHECK_INT(s.status, 1);
    CHECK_TEXT(s.out, "");
    CHECK_SAYS(s.err, "第 ");
    s = SAY(rulebook_check_run, none, "=/no/such.yaml");
    CHECK_INT(s.status, 1);
    CHECK_SAYS(s.err, "打不开");
    CHECK_INT(SAY(rulebook_check_run, none, "=/").status, 1);
    arena_destroy(arena);
}

TESTS({"shows rules with what may be cited", show}, {"checks a file", check_file})
