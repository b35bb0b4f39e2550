/* Units and people as one workbook: out, in, references in any order, all or nothing. */
#include "office_test.h"

#include "document/document.h"
#include "office/generic.h"

#define SHEET(entity, columns, cells) {&entity, cells, (int)(sizeof(cells) / sizeof *(cells)) / (columns), columns, NULL}

struct saving { const struct sheet_preview *previews; int n; };

static int save_write(struct change *change, void *context)
{
    const struct saving *saving = context;
    struct change rows = change_within(change, &unit_entity, "import");
    return face_sheets_save(&rows, saving->previews, saving->n);
}

static int save(struct world *w, const struct sheet_preview *previews, int n)
{
    return system_write(w->system, save_write, &(struct saving){previews, n}, "import");
}

static struct sheet_preview *preview(struct world *w, const struct sheet_source *sources, int n)
{
    struct sheet_preview *previews;
    CHECK_DONE(face_sheets_read(w->arena, w->system->reader, NULL, sources, n, &previews));
    return previews;
}

static int counted(const struct sheet_preview *previews, int n, enum row_state state)
{
    return sheet_counted(&(struct sheet_import){(struct sheet_preview *)previews, n, ""}, state);
}

static void what_goes_out_comes_in(void)
{
    struct world w;
    struct sheet_import import;
    int64_t rows;
    char path[80];
    struct document *document;
    FILE *file;
    world_open(&w);
    const struct sheet_set set = sheet_set_of_feature(&organisation_feature);
    snprintf(path, sizeof path, "%s/book.xlsx", w.path);
    CHECK_DONE(sheet_write_set(w.arena, w.system->reader, NULL, &set, path, "测试", &rows));
    CHECK((file = fopen(path, "rb")));
    char *bytes = arena_alloc(w.arena, 1 << 20);
    size_t n = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    json_begin(w.arena);
    CHECK_DONE(sheet_preview(w.arena, w.system->reader, NULL, &set, "book.xlsx", bytes, n, &import));
    CHECK_INT(sheet_counted(&import, ROW_UNCHANGED), rows);
    CHECK_INT(sheet_counted(&import, ROW_NEW) + sheet_counted(&import, ROW_CHANGED) + sheet_counted(&import, ROW_WRONG), 0);
    CHECK_INT(rows, world_number(&w, "SELECT (SELECT count(*) FROM unit) + (SELECT count(*) FROM person)"
                                     " + (SELECT count(*) FROM membership) + (SELECT count(*) FROM post)"
                                     " + (SELECT count(*) FROM tenure)"));
    CHECK_DONE(sheet_write_template(w.arena, &set, path));
    CHECK_DONE(document_read_file(w.arena, path, &document));
    CHECK_TEXT(document->tables[0].name, "说明");
    CHECK_INT(document->table_count, 7);
    json_end();
    world_close(&w);
}

static void rows_refer_up_and_down(void)
{
    struct world w;
    static const char *const tenures[] = {"职务", "任职人员", "任职日期", "支部书记（T-Z）", "石𠮷祥（T001）", "2026-02-01"};
    static const char *const posts[] = {"职务", "单位", "支部书记", "测试支部"};
    static const char *const members[] = {"党员", "所在支部", "起", "T001", "T-Z", "2026-01-01"};
    static const char *const people[] = {"姓名", "人员编号", "所在处室", "石𠮷祥", "T001", "T-C"};
    static const char *const units[] = {
        "名称", "单位编码", "类别", "上级组织", "领导单位",
        "测试支部", "T-Z", "党支部", "T-JW", "",
        "测试处", "T-C", "处室（部门）", "测试厅党组", "",
        "测试机关党委", "T-JW", "机关党委", "GW", "T-DZ",
        "测试厅党组", "T-DZ", "党组（党委）", "", "GW",
    };
    const struct sheet_source sources[] = {SHEET(unit_entity, 5, units), SHEET(person_entity, 3, people),
                                           SHEET(membership_entity, 3, members), SHEET(post_entity, 2, posts),
                                           SHEET(tenure_entity, 3, tenures)};
    world_open(&w);
    json_begin(w.arena);
    struct sheet_preview *p = preview(&w, sources, 5);
    CHECK_INT(counted(p, 5, ROW_NEW), 8);
    CHECK_DONE(save(&w, p, 5));
    CHECK_INT(counted(preview(&w, sources, 5), 5, ROW_UNCHANGED), 8);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM tenure t JOIN post p ON p.id = t.post JOIN unit u ON u.id = p.post_unit"
                               " JOIN person h ON h.id = t.person WHERE u.code = 'T-Z' AND h.name = '石𠮷祥'"), 1);
    json_end();
    world_close(&w);
}

static void one_wrong_row_saves_nothing(void)
{
    struct world w;
    static const char *const people[] = {
        "姓名", "人员编号", "所在处室",
        "甲", "T001", "SL-C1",
        "", "T002", "SL-C1",
        "丙", "T003", "没有的处",
        "丁", "SL005", "SL-C4",
    };
    const struct sheet_source source = SHEET(person_entity, 3, people);
    world_open(&w);
    json_begin(w.arena);
    struct sheet_preview *p = preview(&w, &source, 1);
    CHECK_INT(p->counts[ROW_WRONG], 2);
    CHECK_INT(p->rows[1].row, 3);
    CHECK_TEXT(p->rows[1].problems[0].field, "name");
    CHECK_TEXT(p->rows[2].problems[0].field, "department");
    CHECK_INT(p->rows[3].state, ROW_CHANGED);
    CHECK_OUTCOME(save(&w, p, 1), INVALID);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM person WHERE code = 'T001'"), 0);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM person WHERE name = '丁'"), 0);
    json_end();
    world_close(&w);
}

static void circles_and_kinds_are_named(void)
{
    struct world w;
    static const char *const units[] = {
        "名称", "单位编码", "类别", "上级组织",
        "甲总支", "T-1", "党总支", "SL-JW",
        "甲处", "T-2", "处室（部门）", "T-3",
        "乙处", "T-3", "处室（部门）", "T-2",
        "丙支部", "T-4", "党支部", "甲处",
    };
    static const char *const moved[] = {"名称", "单位编码", "类别", "上级组织", "水利厅党组", "SL-DZ", "党组（党委）", "新党组",
                                        "新党组", "T-5", "党组（党委）", "SL-DZ"};
    const struct sheet_source source = SHEET(unit_entity, 4, units), circle = SHEET(unit_entity, 4, moved);
    world_open(&w);
    json_begin(w.arena);
    struct sheet_preview *p = preview(&w, &source, 1);
    CHECK_INT(p->rows[0].state, ROW_NEW);
    CHECK_INT(p->rows[1].state, ROW_WRONG);
    CHECK_TEXT(p->rows[1].problems[0].field, "parent");
    CHECK(strstr(p->rows[2].problems[0].message, "甲处") && strstr(p->rows[2].problems[0].message, "乙处"));
    CHECK_TEXT(p->rows[3].problems[0].message, "党支部的上级组织不能是处室（部门），请另选");
    p = preview(&w, &circle, 1);
    CHECK_INT(p->counts[ROW_WRONG], 2);
    json_end();
    world_close(&w);
}

static void a_member_moves_in_one_file(void)
{
    struct world w;
    static const char *const moves[] = {
        "党员", "所在支部", "党员类别", "起", "止",
        "SL011", "SL-Z1", "正式党员", "2026-03-01", "",
        "SL011", "SL-Z3", "正式党员", "2019-07-01", "2026-03-01",
    };
    static const char *const clash[] = {
        "党员", "所在支部", "起",
        "SL012", "SL-Z1", "2026-03-01",
        "SL013", "SL-Z2", "2010-01-01",
    };
    const struct sheet_source good = SHEET(membership_entity, 5, moves), bad = SHEET(membership_entity, 3, clash);
    world_open(&w);
    json_begin(w.arena);
    struct sheet_preview *p = preview(&w, &good, 1);
    CHECK_INT(p->counts[ROW_NEW], 1);
    CHECK_INT(p->counts[ROW_CHANGED], 1);
    CHECK_DONE(save(&w, p, 1));
    p = preview(&w, &bad, 1);
    CHECK_INT(p->counts[ROW_WRONG], 2);
    CHECK_TEXT(p->rows[0].problems[0].field, "from_date");
    json_end();
    world_close(&w);
}

static void namesakes_are_told_apart(void)
{
    struct world w;
    static const char *const people[] = {"姓名", "人员编号", "所在处室", "钟灵", "T001", "SL-C1"};
    static const char *const members[] = {"党员", "所在支部", "起", "钟灵", "SL-Z1", "2026-01-01", "钟灵（T001）", "SL-Z1", "2026-01-01"};
    const struct sheet_source sources[] = {SHEET(person_entity, 3, people), SHEET(membership_entity, 3, members)};
    world_open(&w);
    json_begin(w.arena);
    struct sheet_preview *p = preview(&w, sources, 2);
    CHECK_INT(p[1].rows[0].state, ROW_WRONG);
    CHECK(strstr(p[1].rows[0].problems[0].message, "不止一个"));
    CHECK_INT(p[1].rows[1].state, ROW_NEW);
    json_end();
    world_close(&w);
}

static void csv_is_for_one_kind(void)
{
    struct world w;
    struct sheet_import import;
    /* 姓名,人员编号,所在处室 / 张三,T001,SL-C1 in GB18030 */
    static const char csv[] = "\xd0\xd5\xc3\xfb,\xc8\xcb\xd4\xb1\xb1\xe0\xba\xc5,\xcb\xf9\xd4\xda\xb4\xa6\xca\xd2\n"
                              "\xd5\xc5\xc8\xfd,T001,SL-C1\n";
    world_open(&w);
    json_begin(w.arena);
    const struct sheet_set whole = sheet_set_of_feature(&organisation_feature), one = sheet_set_of(w.arena, &person_entity);
    CHECK_OUTCOME(sheet_preview(w.arena, w.system->reader, NULL, &whole, "a.csv", csv, sizeof csv - 1, &import), NOT_FOUND);
    CHECK(strstr(error_message(), ".xlsx"));
    CHECK_DONE(sheet_preview(w.arena, w.system->reader, NULL, &one, "a.csv", csv, sizeof csv - 1, &import));
    CHECK_INT(import.previews->counts[ROW_NEW], 1);
    CHECK_TEXT(record_text(import.previews->rows[0].record, PERSON_NAME), "张三");
    json_end();
    world_close(&w);
}

TESTS({"what goes out comes in unchanged", what_goes_out_comes_in}, {"rows refer up and down", rows_refer_up_and_down},
      {"one wrong row saves nothing", one_wrong_row_saves_nothing},
      {"circles and wrong kinds are named before anything is saved", circles_and_kinds_are_named},
      {"a member moves in one file", a_member_moves_in_one_file}, {"namesakes are told apart", namesakes_are_told_apart},
      {"a .csv is for one kind of record", csv_is_for_one_kind})
