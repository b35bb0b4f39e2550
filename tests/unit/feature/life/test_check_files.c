#include "check_tables.h"

static void wrong(const char *units, const char *activities, const char *says)
{
    struct check_units read;
    said = NULL;
    CHECK_OUTCOME(read_both(units, activities, (struct date){2026, 5, 1}, &read), INVALID);
    if (!strstr(said, says) && !strstr(error_message(), says))
        CHECK_TEXT(said, says);
    free(said);
}

static void faults(void)
{
    static const char units[] = "code,kind\nX,支部\n";
    arena = arena_create(64 << 20);
    wrong("code,kind\nX,茶馆\n", "unit,kind,date\n", "第 2 行，kind 列：不认识的单位类别“茶馆”");
    wrong("code,kind\nX,支部\n\nX,支部\n", "unit,kind,date\n", "第 4 行，code 列：编码“X”写了两次");
    wrong("code,name\nX,支部\n", "unit,kind,date\n", "没有 kind 列");
    wrong("code,kind,CODE\nX,支部,Y\n", "unit,kind,date\n", "code 列有两个");
    wrong("", "unit,kind,date\n", "是空的");
    wrong("code,kind,committee\nX,支部,maybe\n", "unit,kind,date\n", "committee 列：应当是 yes 或 no");
    wrong("code,kind,groups\nX,支部,-1\n", "unit,kind,date\n", "groups 列：应当是一个数");
    wrong("code,kind,elected_on\nX,支部,2026-02-30\n", "unit,kind,date\n", "elected_on 列：“2026-02-30”不是日期");
    wrong(units, "unit,kind,date\nX,茶话会,2026-01-01\n", "第 2 行，kind 列：不认识的活动类别“茶话会”");
    wrong(units, "unit,kind,date\nX,党课,昨天\n", "date 列：“昨天”不是日期");
    wrong(units, "unit,kind,date\nX,党课,\n", "date 列：没有写日期");
    wrong(units, "unit,kind,date\nX,\"党课,2026-01-01\n", "引号没有结束");
    arena_destroy(arena);
}

static void tolerance(void)
{
    struct check_units units;
    arena = arena_create(64 << 20);
    CHECK_DONE(read_both("备注;类别;单位编码\r\n\"a;b\";党支部; X \r\n", "\xEF\xBB\xBF" "Date,UNIT,remark,Kind\n2026-01-31,X,,支委会\n2026-01-31,Y,,支委会\n",
                         (struct date){2026, 5, 1}, &units));
    CHECK(strstr(said, "第 3 行，unit 列：单位表里没有“Y”"));
    CHECK_INT(units.n, 1);
    CHECK(mask_met(&units.items[0].mask, ACTIVITY_COMMITTEE, PERIOD_MONTH, 0));
    free(said);
    arena_destroy(arena);
}

static void words_of_cells(void)
{
    struct check_units units;
    arena = arena_create(16 << 20);
    CHECK_DONE(read_both("code,kind,sector,full_members,groups,committee,elected_on\nA,支部,,12.0,有,,\nB,支部,村（社区）,3,否,是,2024年2月29日\nC,支部,,,2,0,—\n",
                         "unit,kind,date\nA,L-05,2026-05-01\nA,党课,2026-05-02\nA,党课,2025-05-01\nB,appraisal,2026/1/31 23:59\n",
                         (struct date){2026, 5, 1}, &units));
    const struct check_unit *a = check_units_find(&units, "A"), *b = check_units_find(&units, "B"), *c = check_units_find(&units, "C");
    CHECK(a->facts.committee && a->facts.groups == 1 && a->facts.sector == SECTOR_ORGAN && !a->elected.year);
    CHECK(b->facts.committee && !b->facts.groups && b->facts.sector == SECTOR_VILLAGE);
    CHECK(b->elected.year == 2024 && b->elected.month == 2 && b->elected.day == 29);
    CHECK(!c->facts.committee && c->facts.groups == 2 && !c->elected.year);
    CHECK_INT(a->mask.lanes[ACTIVITY_THEME_DAY], 1 << 4);  /* on the day itself */
    CHECK_INT(a->mask.lanes[ACTIVITY_LECTURE], 0);         /* after it, and of another year */
    CHECK_INT(b->mask.lanes[ACTIVITY_APPRAISAL], 1);
    CHECK(!check_units_find(&units, "a") && !check_units_find(&units, ""));
    free(said);
    arena_destroy(arena);
}

/* The index grows; every code is found. */
static void many_units(void)
{
    enum { MANY = 5000 };
    struct check_units units;
    arena = arena_create(64 << 20);
    struct buffer text = buffer_in(arena);
    buffer_addf(&text, "code,kind\n");
    for (int i = 0; i < MANY; i++)
        buffer_addf(&text, "U%d,%s\n", i, i % 2 ? "支部" : "临时党支部");
    CHECK_DONE(read_both(text.p, "unit,kind,date\nU4999,党课,2026-01-01\n", (struct date){2026, 5, 1}, &units));
    CHECK_INT(units.n, MANY);
    for (int i = 0; i < MANY; i++) {
        const struct check_unit *unit = check_units_find(&units, arena_printf(arena, "U%d", i));
        CHECK(unit && unit->facts.kind == (i % 2 ? UNIT_BRANCH : UNIT_TEMPORARY_BRANCH));
    }
    CHECK_INT(check_units_find(&units, "U4999")->mask.lanes[ACTIVITY_LECTURE], 1);
    free(said);
    arena_destroy(arena);
}

TESTS({"faults have a row and a column", faults}, {"columns in any order, other forms of file", tolerance},
      {"what cells mean", words_of_cells}, {"many units", many_units})
