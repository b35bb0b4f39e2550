#include "document/workbook.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "check.h"
#include "document/workbook_rows.h"
#include "zip_text.h"

#define SHEET1 "xl/worksheets/sheet1.xml"

static const char *const kinds[] = {"立行立改", "限期整改", "长期坚持", NULL};
static const struct sheet_column columns[] = {
    {"序号", 6, COLUMN_INT},
    {"问题", 40, COLUMN_TEXT},
    {"类型", 10, COLUMN_TEXT, kinds},
    {"时限", 12, COLUMN_DATE},
    {"完成", 8, COLUMN_PERCENT},
    {"编号", 14, COLUMN_TEXT, .hidden = true},
};
static const struct sheet_layout layout = {
    .name = "问题清单", .title = "某局问题清单", .note = "筛选：全部", .columns = columns,
    .column_count = ARRAY_SIZE(columns), .paper = 3,
};

static char path[] = "/tmp/mingze-workbook-XXXXXX";

static const char *make_path(void)
{
    memcpy(path + sizeof(path) - 7, "XXXXXX", 6);
    close(mkstemp(path));
    return path;
}

/* A workbook of one sheet and these rows; its sheet's XML. */
static char *written(struct arena *arena, const struct sheet_layout *as, const char *const rows[][6], int n)
{
    struct workbook *book;
    CHECK_DONE(workbook_create(make_path(), &book));
    CHECK_DONE(workbook_sheet(book, as));
    for (int i = 0; i < n; i++)
        CHECK_DONE(workbook_row(book, rows[i], 6));
    CHECK_DONE(workbook_finish(book));
    char *xml = zip_text(arena, path, SHEET1);
    CHECK(xml);
    return xml;
}

static void cells_have_their_kinds(void)
{
    struct arena *arena = arena_create(1 << 22);
    static const char *const rows[][6] = {
        {"1", "研讨交流少", "立行立改", "2026-03-01", "85%", "3F9K"},
        {"第2", "", NULL, "2026年12月底前", "约一半", "3F9M"},
    };
    char *xml = written(arena, &layout, rows, 2);
    CHECK(strstr(xml, "<c r=\"A4\" s=\"6\"><v>1</v></c>") || strstr(xml, "><v>1</v></c>"));
    CHECK(strstr(xml, "<t>研讨交流少</t>"));
    CHECK(strstr(xml, "<v>46082</v>"));                  /* 2026-03-01 as Excel counts */
    CHECK(strstr(xml, "<v>0.85"));
    CHECK(strstr(xml, "<t>第2</t>"));
    CHECK(strstr(xml, "<t>2026年12月底前</t>"));
    CHECK(strstr(xml, "<t>约一半</t>"));
    CHECK(strstr(xml, "<c r=\"B5\" s="));                 /* empty, but framed */
    CHECK(!strstr(xml, "<c r=\"B5\" s=\"4\" t="));
    CHECK(strstr(zip_text(arena, path, "xl/styles.xml"), "yyyy-mm-dd"));
    unlink(path);
    arena_destroy(arena);
}

static void formulas_stay_text(void)
{
    struct arena *arena = arena_create(1 << 22);
    static const char *const rows[][6] = {
        {"=1+1", "=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "-1", "=HYPERLINK(\"http://x\")"},
    };
    char *xml = written(arena, &layout, rows, 1);
    CHECK(!strstr(xml, "<f>"));
    CHECK(strstr(xml, "<t>=1+1</t>"));
    CHECK_INT(count_of(strstr(xml, "<row r=\"4\""), "t=\"inlineStr\""), 6);
    unlink(path);
    arena_destroy(arena);
}

static void text_is_made_fit_for_xml(void)
{
    struct arena *arena = arena_create(1 << 22);
    static const char *const rows[][6] = {
        {NULL, "a\x01" "b\x1f<c>&\xff\r\n𠮷\xef\xbf\xbf", NULL, NULL, NULL, NULL},
    };
    char *xml = written(arena, &layout, rows, 1);
    CHECK(strstr(xml, "ab&lt;c&gt;&amp;�\n𠮷</t>"));
    unlink(path);
    arena_destroy(arena);
}

static void page_and_head_are_set(void)
{
    struct arena *arena = arena_create(1 << 22);
    static const char *const rows[][6] = {{"1"}};
    char *xml = written(arena, &layout, rows, 1);
    CHECK(strstr(xml, "ySplit=\"3\""));
    CHECK(strstr(xml, "state=\"frozen\""));
    CHECK(strstr(xml, "<autoFilter ref=\"A3:F4\"/>"));
    CHECK(strstr(xml, "paperSize=\"8\""));
    CHECK(strstr(xml, "orientation=\"landscape\""));
    CHECK(strstr(xml, "fitToHeight=\"0\""));
    CHECK(strstr(xml, "第&amp;P页 共&amp;N页"));
    CHECK(strstr(xml, "hidden=\"1\""));
    CHECK(strstr(xml, "立行立改,限期整改,长期坚持"));
    CHECK(strstr(xml, "<mergeCell ref=\"A1:E1\"/>"));      /* not over the hidden column */
    CHECK(strstr(zip_text(arena, path, "xl/workbook.xml"), "Print_Titles"));
    unlink(path);
    arena_destroy(arena);
}

static void heights_fit_and_may_change(void)
{
    struct arena *arena = arena_create(1 << 22);
    static const char *const rows[][6] = {
        {"1", "党组理论学习中心组学习不够深入，研讨交流少，存在以会代学、以文代学现象，联系实际不够紧密"},
        {"2", "短"},
    };
    char *xml = written(arena, &layout, rows, 2);
    char *row = strstr(xml, "<row r=\"4\"");
    CHECK(atof(strstr(row, "ht=\"") + 4) > 2 * 10.5);
    CHECK(count_of(xml, "customHeight=\"1\"") == 2);      /* title and note only */
    CHECK_INT(rows_lines("一二三四五六", 7), 2);
    CHECK_INT(rows_lines("a\nb\n", 40), 3);
    CHECK_INT(rows_lines("", 40), 1);
    unlink(path);
    arena_destroy(arena);
}

static void long_choices_have_a_sheet(void)
{
    struct arena *arena = arena_create(1 << 22);
    const char *many[101] = {NULL};
    for (int i = 0; i < 100; i++)
        many[i] = arena_printf(arena, "第%d党支部", i + 1);
    const struct sheet_column one[] = {{"责任单位", 20, COLUMN_TEXT, many}};
    const struct sheet_layout units = {.name = "责任清单", .columns = one, .column_count = 1, .paper = 4};
    static const char *const rows[][6] = {{"第1党支部"}};
    struct workbook *book;
    CHECK_DONE(workbook_create(make_path(), &book));
    CHECK_DONE(workbook_sheet(book, &units));
    CHECK_DONE(workbook_row(book, rows[0], 1));
    CHECK_DONE(workbook_finish(book));
    CHECK(strstr(zip_text(arena, path, SHEET1), "选项!$A$1:$A$100"));
    CHECK(strstr(zip_text(arena, path, "xl/worksheets/sheet2.xml"), "第100党支部"));
    CHECK(strstr(zip_text(arena, path, "xl/workbook.xml"), "name=\"选项\" sheetId=\"2\" state=\"hidden\""));
    unlink(path);
    arena_destroy(arena);
}

/* Fewer characters than a cell's rule holds, and more bytes than the library has room for. */
static void few_long_choices_have_a_sheet_too(void)
{
    struct arena *arena = arena_create(1 << 22);
    const char *few[] = {"受留党察看处分期间，没有表决权、选举权", "患有精神病或者其他疾病，不能表达本人意志", "年老体弱卧床不起、长期病休生活不能自理",
                         "工作调动、下派锻炼、蹲点、外出学习工作半年以上，按规定应转未转组织关系", NULL};
    const struct sheet_column one[] = {{"情形", 20, COLUMN_TEXT, few}};
    const struct sheet_layout grounds = {.name = "不计入应到会", .columns = one, .column_count = 1, .paper = 4};
    static const char *const rows[][6] = {{"自费出国半年以上"}};
    struct workbook *book;
    CHECK_DONE(workbook_create(make_path(), &book));
    CHECK_DONE(workbook_sheet(book, &grounds));
    CHECK_DONE(workbook_row(book, rows[0], 1));
    CHECK_DONE(workbook_finish(book));
    CHECK(strstr(zip_text(arena, path, SHEET1), "选项!$A$1:$A$4"));
    unlink(path);
    arena_destroy(arena);
}

static void sheets_are_filled_in_turn(void)
{
    struct arena *arena = arena_create(1 << 22);
    struct sheet_layout second = layout;
    struct workbook *book;
    second.name = "责任清单";
    CHECK_DONE(workbook_create(make_path(), &book));
    CHECK_DONE(workbook_sheet(book, &layout));
    CHECK_DONE(workbook_sheet(book, &second));
    for (int i = 0; i < 6; i++) {
        const char *const row[] = {NULL, i % 2 ? "乙" : "甲"};
        workbook_turn(book, i % 2);
        CHECK_DONE(workbook_row(book, row, 2));
    }
    CHECK_DONE(workbook_finish(book));
    CHECK_INT(count_of(zip_text(arena, path, SHEET1), "<t>甲</t>"), 3);
    CHECK_INT(count_of(zip_text(arena, path, SHEET1), "<t>乙</t>"), 0);
    CHECK_INT(count_of(zip_text(arena, path, "xl/worksheets/sheet2.xml"), "<t>乙</t>"), 3);
    unlink(path);
    arena_destroy(arena);
}

static void repeated_cells_are_grey(void)
{
    struct arena *arena = arena_create(1 << 22);
    static const char long_text[] = "党组理论学习中心组学习不够深入，研讨交流少，存在以会代学现象";
    static const char *const row[] = {"1", long_text, "限期整改", "2026-03-01", NULL, "P1"};
    static const bool again[] = {true, true, true, true, true, true};
    struct workbook *book;
    CHECK_DONE(workbook_create(make_path(), &book));
    CHECK_DONE(workbook_sheet(book, &layout));
    CHECK_DONE(workbook_row(book, row, 6));
    CHECK_DONE(workbook_row_again(book, row, again, 6));
    CHECK_DONE(workbook_finish(book));
    char *xml = zip_text(arena, path, SHEET1);
    CHECK_INT(count_of(xml, long_text), 2);
    double first = atof(strstr(strstr(xml, "<row r=\"4\""), "ht=\"") + 4);
    double further = atof(strstr(strstr(xml, "<row r=\"5\""), "ht=\"") + 4);
    CHECK(first > further);
    CHECK(strstr(zip_text(arena, path, "xl/styles.xml"), "horizontal=\"fill\""));
    unlink(path);
    arena_destroy(arena);
}

static void what_does_not_fit_is_refused(void)
{
    struct arena *arena = arena_create(1 << 22);
    char *text = arena_alloc(arena, 32769);
    const char *const row[] = {NULL, text};
    struct sheet_layout wrong = layout;
    struct workbook *book;
    memset(text, 'x', 32767);
    CHECK_DONE(workbook_create(make_path(), &book));
    CHECK_DONE(workbook_sheet(book, &layout));
    CHECK_DONE(workbook_row(book, row, 2));
    text[32767] = 'x';
    CHECK_OUTCOME(workbook_row(book, row, 2), TOO_LARGE);
    CHECK_OUTCOME(workbook_sheet(book, &layout), INVALID);    /* the same name again */
    wrong.name = "清单/一";
    CHECK_OUTCOME(workbook_sheet(book, &wrong), INVALID);
    workbook_abandon(book);
    workbook_abandon(NULL);
    CHECK_OUTCOME(workbook_create("/nowhere/at/all.xlsx", &book), INVALID);
    CHECK(strstr(error_message(), "/nowhere/at/all.xlsx"));
    unlink(path);
    arena_destroy(arena);
}

/* Every write beyond a limit fails, as on a full disk, for limits from nothing to almost enough. */
static void full_disk_never_gives_half_a_file(void)
{
    struct rlimit before, small;
    getrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t limit = 0; limit <= 1200000; limit += 300000) {
        struct workbook *book;
        make_path();
        unlink(path);
        small = (struct rlimit){limit, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        int outcome = workbook_create(path, &book);
        if (outcome == DONE) {
            outcome = workbook_sheet(book, &layout);
            for (int i = 0; i < 4000 && outcome == DONE; i++) {
                const char *const row[] = {"1", "党组理论学习中心组学习不够深入，研讨交流少", kinds[i % 3], "2026-03-01"};
                outcome = workbook_row(book, row, 4);
            }
            if (outcome == DONE)
                outcome = workbook_finish(book);
            else
                workbook_abandon(book);
        }
        setrlimit(RLIMIT_FSIZE, &before);
        CHECK(outcome != DONE);
        CHECK(access(path, F_OK) != 0);
    }
}

TESTS({"cells have their kinds", cells_have_their_kinds},
      {"formulas stay text", formulas_stay_text},
      {"text is made fit for XML", text_is_made_fit_for_xml},
      {"page and head are set", page_and_head_are_set},
      {"heights fit and may change", heights_fit_and_may_change},
      {"long choices have a sheet of their own", long_choices_have_a_sheet},
      {"few long choices have one too", few_long_choices_have_a_sheet_too},
      {"sheets are filled in turn", sheets_are_filled_in_turn},
      {"repeated cells are grey and keep to one line", repeated_cells_are_grey},
      {"what does not fit is refused", what_does_not_fit_is_refused},
      {"a full disk never gives half a file", full_disk_never_gives_half_a_file})
