#include "check_tables.h"

static const char *word(const char *name, const char *text)
{
    return arena_printf(arena, "%s=%s", name, file(text, strlen(text)));
}

static void files(void)
{
    arena = arena_create(64 << 20);
    const char *units = word("units", "code,kind\nX,支部\nY,党组\n"), *none = word("activities", "unit,kind,date\n"),
               *one = word("activities", "unit,kind,date\nX,主题党日,2026-01-31\n");
    struct said s = SAY(life_check_run, check_options, units, none, "asof=2026-02-01");
    CHECK_INT(s.status, 3);
    CHECK_SAYS(s.out, "X\tL-05\t2026-01\tmissed\t2026-01-31\t");
    CHECK_TEXT(s.err, "");
    CHECK_INT(SAY(life_check_run, check_options, units, one, "asof=2026年2月1日").status, 0);
    s = SAY(life_check_run, check_options, units, none, "asof=2026-02-01", "unit=Y", "--json");
    CHECK_INT(s.status, 0);
    CHECK_SAYS(s.out, "\"unit\":\"Y\"");
    CHECK(!strstr(s.out, "\"X\""));
    s = SAY(life_check_run, check_options, units, none, "unit=Z");
    CHECK_INT(s.status, 1);
    CHECK_SAYS(s.err, "单位表里没有“Z”");
    s = SAY(life_check_run, check_options, units, word("activities", "unit,kind,date\nX,茶话会,2026-01-31\n"));
    CHECK_INT(s.status, 1);
    CHECK_TEXT(s.out, "");
    CHECK_SAYS(s.err, "第 2 行，kind 列：不认识的活动类别“茶话会”");
    CHECK_INT(SAY(life_check_run, check_options, units, "activities=/no/such.csv").status, 1);
    arena_destroy(arena);
}

static void wrong_use(void)
{
    arena = arena_create(16 << 20);
    CHECK_INT(SAY(life_check_run, check_options, "units=u.csv").status, 2);
    CHECK_INT(SAY(life_check_run, check_options, "activities=a.csv").status, 2);
    CHECK_INT(SAY(life_check_run, check_options, "units=u.csv", "activities=a.csv", "asof=2026-02-29").status, 2);
    CHECK_INT(SAY(life_check_run, check_options, "units=u.csv", "activities=a.csv", "asof=").status, 2);
    struct said s = SAY(life_check_run, check_options, "units=u.csv", "activities=a.csv", "tsv=", "--json");
    CHECK_INT(s.status, 2);
    CHECK_SAYS(s.err, "只能写一个");
    arena_destroy(arena);
}

TESTS({"two files", files}, {"wrong use", wrong_use})
