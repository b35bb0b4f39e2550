#include "feature/life/compliance/check.h"

#include "check.h"

static struct arena *arena;

static const char *file(const char *text, size_t n)
{
    static char path[] = "/tmp/mingze-check-XXXXXX";
    memcpy(strrchr(path, '-') + 1, "XXXXXX", 6);
    int fd = mkstemp(path);
    CHECK(fd >= 0 && write(fd, text, n) == (ssize_t)n);
    close(fd);
    return arena_strdup(arena, path);
}

static char *said;
static size_t said_n;

static int read_both(const char *units, const char *activities, struct date asof, struct check_units *ret)
{
    FILE *err = open_memstream(&said, &said_n);
    const char *a = file(units, strlen(units)), *b = file(activities, strlen(activities));
    int outcome = check_units_read(arena, a, err, ret);
    if (outcome == DONE)
        outcome = check_activities_read(arena, b, asof, err, ret);
    fclose(err);
    unlink(a);
    unlink(b);
    return outcome;
}

struct wanted { const char *rule, *period; struct rule_answer answer; const char *regulation; int found; };

static int look(void *context, const struct check_line *line)
{
    struct wanted *w = context;
    if (!strcmp(w->rule, line->rule) && !strcmp(w->period, line->period)) {
        w->answer = line->answer;
        w->regulation = line->regulation;
        w->found++;
    }
    return DONE;
}

/* The state of unit X under one rule. */
static const char *state(const char *unit_row, const char *activities, const char *asof_text, const char *rule, const char *period)
{
    struct check_units units;
    struct date asof;
    struct wanted w = {.rule = rule, .period = period};
    CHECK_DONE(date_parse(asof_text, &asof));
    const char *text = arena_printf(arena, "code,kind,sector,full_members,groups,committee,elected_on\n%s\n", unit_row);
    CHECK_DONE(read_both(text, arena_printf(arena, "unit,kind,date\n%s\n", activities), asof, &units));
    CHECK_DONE(check_unit(check_start(arena, rulebook(), asof), check_units_find(&units, "X"), look, &w));
    free(said);
    CHECK(w.found <= 1);
    return w.found ? rule_state_ids[w.answer.state] : NULL;
}

static void counts(void)
{
    static const char branch[] = "X,支部,,12,2,yes,";
    arena = arena_create(64 << 20);
    CHECK_TEXT(state(branch, "X,党员大会,2026-03-31", "2026-03-31", "L-01", "2026Q1"), "met");
    CHECK_TEXT(state(branch, "X,党员大会,2026-03-31", "2026-03-30", "L-01", "2026Q1"), "due");
    CHECK_TEXT(state(branch, "X,党员大会,2026-04-01", "2026-04-01", "L-01", "2026Q1"), "missed");
    CHECK_TEXT(state(branch, "", "2026-03-31", "L-01", "2026Q1"), "due");
    CHECK_TEXT(state(branch, "", "2026-04-01", "L-01", "2026Q4"), "due");
    CHECK_TEXT(state(branch, "X,党员大会,2025-02-01", "2026-04-01", "L-01", "2026Q1"), "missed");
    CHECK_TEXT(state(branch, "X,支委会,2024-02-29", "2024-03-01", "L-02", "2024-02"), "met");
    CHECK_TEXT(state(branch, "X,主题党日,2026-05-01", "2026-06-01", "L-04", "2026Q2"), "due");   /* only its own kind */
    CHECK_TEXT(state(branch, "X,L-07,2026-12-31 19:30", "2026-12-31", "L-07", "2026"), "met");
    CHECK_TEXT(state(branch, "X,organisation_life,20260101", "2026-01-01", "L-06", "2026"), "met");
    arena_destroy(arena);
}

static void applicability(void)
{
    arena = arena_create(64 << 20);
    CHECK_TEXT(state("X,支部,,5,0,no,", "", "2026-05-01", "L-02", "2026-01"), "na");
    CHECK_TEXT(state("X,支部,,5,0,no,", "", "2026-05-01", "L-03", "2026-01"), "na");
    CHECK_TEXT(state("X,支部,,7,0,,", "", "2026-05-01", "L-02", "2026-01"), "missed");
    CHECK_TEXT(state("X,支部,,6,0,,", "", "2026-05-01", "L-02", "2026-01"), "na");
    CHECK_TEXT(state("X,联合党支部,,6,1,no,", "", "2026-05-01", "L-03", "2026-01"), "missed");
    CHECK_TEXT(state("X,临时党支部,,6,0,yes,", "", "2026-05-01", "L-02", "2026-01"), "missed");
    CHECK_TEXT(state("X,临时党支部,,6,0,no,", "", "2026-05-01", "L-07", "2026"), "na");
    CHECK_TEXT(state("X,临时党支部,,6,0,no,2010-01-01", "", "2026-05-01", "T-06", "term"), "na");
    CHECK_TEXT(state("X,机关党委,,120,0,yes,", "", "2026-05-01", "L-01", "2026Q1"), "na");
    CHECK_TEXT(state("X,总支,,60,0,yes,", "", "2026-05-01", "L-02", "2026-01"), "na");
    CHECK_TEXT(state("X,党小组,,5,0,no,", "", "2026-05-01", "L-03", "2026-01"), "na");
    CHECK_TEXT(state("X,支部,,12,0,yes,", "", "2018-12-31", "L-01", "2018Q3"), "na");     /* before the regulation */
    CHECK_TEXT(state("X,支部,,12,0,yes,", "", "2018-12-31", "L-01", "2018Q4"), "due");
    arena_destroy(arena);
}

static void terms(void)
{
    arena = arena_create(64 << 20);
    CHECK_TEXT(state("X,支部,,5,0,no,2023-06-30", "", "2026-06-30", "T-06", "term"), "met");
    CHECK_TEXT(state("X,支部,,5,0,no,2023-06-30", "", "2026-07-01", "T-06", "term"), "late");
    CHECK_TEXT(state("X,支部,,5,0,no,2024-02-29", "", "2027-03-01", "T-06", "term"), "met");
    CHECK_TEXT(state("X,支部,,5,0,no,", "", "2026-07-01", "T-06", "term"), "unknown");
    CHECK_TEXT(state("X,支部,社区,5,0,no,2021-03-01", "", "2026-03-01", "T-03", "term"), "met");
    CHECK_TEXT(state("X,支部,社区,5,0,no,2021-03-01", "", "2026-03-02", "T-03", "term"), "late");
    CHECK_TEXT(state("X,支部,社区,5,0,no,2021-03-01", "", "2026-03-02", "T-06", "term"), "na");
    CHECK_TEXT(state("X,机关党委,,120,0,yes,2021-11-26", "", "2026-11-26", "T-04", "term"), "met");
    CHECK_TEXT(state("X,总支,机关,60,0,yes,2023-11-25", "", "2026-11-26", "T-05", "term"), "late");
    CHECK_TEXT(state("X,机关党委,,120,0,yes,2016-06-01", "", "2020-06-02", "T-04", "term"), "late");  /* four years then */
    CHECK_TEXT(state("X,党组,,5,0,no,", "", "2026-07-01", "T-04", "term"), "na");
    CHECK_TEXT(state("X,支部,国企,5,0,no,2024-01-01", "", "2026-07-01", "T-06", "term"), "na");
    CHECK_TEXT(state("X,支部,国企,5,0,no,2024-01-01", "", "2026-07-01", "T-07", "term"), "met");
    CHECK_TEXT(state("X,支部,,5,0,no,2024-01-01", "", "2026-07-01", "T-07", "term"), NULL);
    arena_destroy(arena);
}

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

static int count_lines(void *context, const struct check_line *line)
{
    ++*(int *)context;
    return DONE;
}

static void whole(void)
{
    struct check_unit unit = {.code = "X", .facts = {UNIT_BRANCH, SECTOR_ORGAN, true, 1}};
    int lines = 0;
    arena = arena_create(1 << 20);
    CHECK_DONE(check_unit(check_start(arena, rulebook(), (struct date){2026, 5, 1}), &unit, count_lines, &lines));
    CHECK_INT(lines, 4 + 12 + 12 + 4 + 12 + 1 + 1 + 4);
    arena_destroy(arena);
}

TESTS({"counts in their periods", counts}, {"who a rule is for", applicability}, {"terms", terms},
      {"faults have a row and a column", faults}, {"columns in any order, other forms of file", tolerance},
      {"each rule and period has its line", whole})
