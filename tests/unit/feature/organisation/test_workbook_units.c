#include "sheet_rows.h"

static struct world w;
static struct sheet_preview *preview;

/* Rows of name, code, kind, 上级组织, 领导单位; the head row stands before them, so the first is row 2. */
static void rows(const char *const (*given)[5], int n)
{
    static const char *const head[5] = {"名称", "单位编码", "类别", "上级组织", "领导单位"};
    const char **cells = arena_array(w.arena, const char *, (size_t)(n + 1) * 5);
    for (int k = 0; k < 5; k++)
        cells[k] = head[k];
    for (int i = 0; i < n; i++)
        for (int k = 0; k < 5; k++)
            cells[(i + 1) * 5 + k] = given[i][k];
    preview = sheet_rows(&w, &unit_entity, cells, n + 1, 5);
}
#define ROWS(...) rows((const char *const[][5]){__VA_ARGS__}, (int)(sizeof((const char *const[][5]){__VA_ARGS__}) / sizeof(const char *[5])))
#define SAID(row) sheet_said(&w, preview, row)

/* Where the walk round begins is not said: only how far it goes. */
static int arrows(const char *said)
{
    int n = 0;
    for (said = strstr(said, "→"); said; said = strstr(said + 1, "→"))
        n++;
    return n;
}

static void under_one_that_may_stand_there(void)
{
    world_open(&w, NULL, 0);
    ROWS({"甲支部", "N1", "党支部", "SL-JW", ""}, {"乙支部", "N2", "党支部", "SL-C1", ""}, {"丙处", "N3", "内设机构", "SL-DZ", ""},
         {"丁委", "N4", "机关党委", "GW", "SL-JW"});
    if (!preview->row_count || preview->rows[0].state == ROW_WRONG)
        check_fail(__FILE__, __LINE__, "%s", SAID(2));
    CHECK_TEXT(SAID(2), "");
    CHECK(strstr(SAID(3), "parent: 党支部的上级组织不能是"));
    CHECK(strstr(SAID(5), "led_by: 机关党委的领导单位不能是机关党委"));
    world_close(&w);
}

/* New units of one sheet: what the rows will be counts, not what stands. */
static void rows_refer_to_each_other(void)
{
    world_open(&w, NULL, 0);
    ROWS({"甲支部", "N1", "党支部", "N2", ""}, {"乙总支", "N2", "党总支", "SL-JW", ""});
    CHECK_TEXT(SAID(2), "");
    CHECK_TEXT(SAID(3), "");
    ROWS({"甲支部", "N1", "党支部", "N2", ""}, {"乙小组", "N2", "党小组", "N1", ""});
    CHECK(strstr(SAID(2), "parent: 党支部的上级组织不能是党小组"));
    world_close(&w);
}

/* A unit that stands is made another kind by the sheet: whoever comes under it is asked by the new one. */
static void what_a_standing_unit_will_be_counts(void)
{
    world_open(&w, NULL, 0);
    ROWS({"水利厅规划计划处党支部", "SL-Z2", "党总支", "SL-JW", ""}, {"甲支部", "N1", "党支部", "SL-Z2", ""});
    CHECK_TEXT(SAID(3), "");
    ROWS({"甲支部", "N1", "党支部", "SL-Z2", ""});
    CHECK(strstr(SAID(2), "parent: "));
    world_close(&w);
}

/* Each row of the circle is told, with the way round; a unit that only hangs below it is not. */
static void none_under_itself(void)
{
    world_open(&w, NULL, 0);
    ROWS({"甲总支", "N1", "机关党委", "N2", ""}, {"乙总支", "N2", "机关党委", "N3", ""}, {"丙总支", "N3", "机关党委", "N1", ""},
         {"丁支部", "N4", "党支部", "N1", ""});
    CHECK(strstr(SAID(2), "parent: 上级绕成了一圈（") && strstr(SAID(2), "），请改正上级"));
    CHECK(strstr(SAID(2), "甲总支") && strstr(SAID(2), "乙总支") && strstr(SAID(2), "丙总支"));
    CHECK_INT(arrows(SAID(2)), 3);
    CHECK(strstr(SAID(3), "上级绕成了一圈"));
    CHECK(strstr(SAID(4), "上级绕成了一圈"));
    CHECK_TEXT(SAID(5), "");
    ROWS({"甲总支", "N1", "机关党委", "N1", ""});
    CHECK_TEXT(SAID(2), "parent: 上级绕成了一圈（甲总支 → 甲总支），请改正上级");
    /* over both lines, and through units that stand as they are */
    ROWS({"中共云岭省直属机关工作委员会", "GW", "机关工委", "", ""}, {"中共云岭省水利厅党组", "SL-DZ", "党组（党委）", "", "JY-DZ"},
         {"中共云岭省教育厅党组", "JY-DZ", "党组（党委）", "", "SL-DZ"});
    CHECK(strstr(SAID(3), "led_by: 上级绕成了一圈"));
    CHECK(strstr(SAID(4), "led_by: 上级绕成了一圈"));
    world_close(&w);
}

static void a_long_circle_is_cut_short(void)
{
    world_open(&w, NULL, 0);
    ROWS({"一", "N1", "机关党委", "N2", ""}, {"二", "N2", "机关党委", "N3", ""}, {"三", "N3", "机关党委", "N4", ""}, {"四", "N4", "机关党委", "N5", ""},
         {"五", "N5", "机关党委", "N6", ""}, {"六", "N6", "机关党委", "N1", ""});
    CHECK(strstr(SAID(2), " → …… → "));
    CHECK_INT(arrows(SAID(2)), 6);
    world_close(&w);
}

TESTS({"under one that may stand there", under_one_that_may_stand_there}, {"rows refer to each other", rows_refer_to_each_other},
      {"what a standing unit will be counts", what_a_standing_unit_will_be_counts}, {"none under itself", none_under_itself},
      {"a long circle is cut short", a_long_circle_is_cut_short})
