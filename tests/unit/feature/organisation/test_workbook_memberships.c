#include "sheet_rows.h"

static struct world w;
static struct sheet_preview *preview;

/* Rows of 党员, 所在支部, 起, 止; the first is row 2. */
static void rows(const char *const (*given)[4], int n)
{
    static const char *const head[4] = {"党员", "所在支部", "起", "止"};
    const char **cells = arena_array(w.arena, const char *, (size_t)(n + 1) * 4);
    for (int k = 0; k < 4; k++)
        cells[k] = head[k];
    for (int i = 0; i < n; i++)
        for (int k = 0; k < 4; k++)
            cells[(i + 1) * 4 + k] = given[i][k];
    preview = sheet_rows(&w, &membership_entity, cells, n + 1, 4);
}
#define ROWS(...) rows((const char *const[][4]){__VA_ARGS__}, (int)(sizeof((const char *const[][4]){__VA_ARGS__}) / sizeof(const char *[4])))
#define SAID(row) sheet_said(&w, preview, row)

/* SL001 is a member of SL-Z1 since 2019-07-01, without an end. */
static void one_branch_at_a_time(void)
{
    world_open(&w, NULL, 0);
    ROWS({"SL001", "SL-Z2", "2024-01-01", ""});
    CHECK_TEXT(SAID(2), "from_date: 这名党员自 2019-07-01 起已在另一个支部，请在那一条填止日");
    ROWS({"SL001", "SL-Z2", "2015-01-01", "2019-07-01"});                 /* the day he goes he is not there any more */
    CHECK_TEXT(SAID(2), "");
    ROWS({"SL001", "SL-Z2", "2015-01-01", "2019-07-02"});
    CHECK(strstr(SAID(2), "已在另一个支部"));
    world_close(&w);
}

/* The sheet itself moves him: the standing row gets its end, the new one begins on that day. */
static void what_the_sheet_makes_of_it_counts(void)
{
    world_open(&w, NULL, 0);
    ROWS({"SL001", "SL-Z2", "2024-01-01", ""}, {"SL001", "SL-Z1", "2019-07-01", "2024-01-01"});
    CHECK_TEXT(SAID(2), "");
    CHECK_TEXT(SAID(3), "");
    ROWS({"SL001", "SL-Z2", "2024-01-01", ""}, {"SL001", "SL-Z1", "2019-07-01", "2024-01-02"});
    CHECK_TEXT(SAID(2), "from_date: 与第 3 行的起止重叠：同一时间只能在一个支部，请核对起、止");
    CHECK_TEXT(SAID(3), "from_date: 与第 2 行的起止重叠：同一时间只能在一个支部，请核对起、止");
    world_close(&w);
}

static void two_new_rows_of_one_person(void)
{
    world_open(&w, NULL, 0);
    ROWS({"GW001", "SL-Z2", "2024-01-01", "2024-06-01"}, {"GW002", "SL-Z2", "2024-03-01", ""}, {"GW001", "SL-Z1", "2024-05-31", ""});
    CHECK(strstr(SAID(2), "与第 4 行的起止重叠"));
    CHECK_TEXT(SAID(3), "");                                              /* another person */
    CHECK(strstr(SAID(4), "与第 2 行的起止重叠"));
    ROWS({"GW001", "SL-Z2", "2024-01-01", "2024-06-01"}, {"GW001", "SL-Z1", "2024-06-01", ""});
    CHECK_TEXT(SAID(2), "");
    CHECK_TEXT(SAID(3), "");
    world_close(&w);
}

/* A row that says what stands already is not blamed for the one that does not fit. */
static void an_unchanged_row_is_not_blamed(void)
{
    world_open(&w, NULL, 0);
    ROWS({"SL001", "SL-Z1", "2019-07-01", ""}, {"SL001", "SL-Z2", "2024-01-01", ""});
    CHECK_INT(preview->counts[ROW_UNCHANGED], 1);
    CHECK_TEXT(SAID(2), "");
    CHECK(strstr(SAID(3), "与第 2 行的起止重叠"));
    world_close(&w);
}

TESTS({"one branch at a time", one_branch_at_a_time}, {"what the sheet makes of it counts", what_the_sheet_makes_of_it_counts},
      {"two new rows of one person", two_new_rows_of_one_person}, {"an unchanged row is not blamed", an_unchanged_row_is_not_blamed})
