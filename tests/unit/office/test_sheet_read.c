#include "office_test.h"

#include "office/generic.h"

static struct world w;
static struct sheet_import import;

static int read_csv(const char *text)
{
    const struct sheet_set set = sheet_set_of(w.arena, &person_entity);
    json_begin(w.arena);
    int outcome = sheet_preview(w.arena, w.system->reader, NULL, &set, "people.csv", text, strlen(text), &import);
    json_end();
    return outcome;
}

static const struct sheet_row *row(int i)
{
    CHECK(import.n == 1 && i < import.previews[0].row_count);
    return &import.previews[0].rows[i];
}

/* The head row is found among the first few: a title or a note may stand above it; rows are numbered as people see them. */
static void the_head_row_is_found(void)
{
    world_open(&w);
    CHECK_DONE(read_csv("人员名册,,\n2026年,,\n姓名,人员编号,所在处室\n水小川,X1,SL-C1\n,,\n江一帆,X2,SL-C9\n"));
    CHECK_INT(row(0)->state, ROW_NEW);
    CHECK_INT(row(0)->row, 4);
    CHECK_TEXT(record_text(row(0)->record, PERSON_NAME), "水小川");
    CHECK_INT(sheet_counted(&import, ROW_NEW), 1);
    CHECK_INT(sheet_counted(&import, ROW_WRONG), 1);                       /* a department that is not there */
    CHECK_DONE(read_csv("name,code,department\n水小川,X1,SL-C1\n"));       /* by the fields' own names as well */
    CHECK_INT(sheet_counted(&import, ROW_NEW), 1);
    CHECK_OUTCOME(read_csv("甲,乙\n1,2\n"), NOT_FOUND);
    CHECK_TEXT(error_message(), "没有找到人员的表头，请下载模板，按模板的列名填写");
    CHECK_OUTCOME(read_csv("1\n2\n3\n4\n5\n姓名,人员编号,所在处室\n水小川,X1,SL-C1\n"), NOT_FOUND);       /* not within the first five */
    world_close(&w);
}

/* What a .csv guards against being a formula comes back without the guard; an apostrophe of its own stays. */
static void the_guard_of_a_formula_goes(void)
{
    static const struct { const char *cell, *name; bool guarded; } rows[] = {
        {"'=1+1", "=1+1", true}, {"'+86", "+86", true}, {"''=x", "'=x", true}, {"'好", "'好", false}, {"'", "'", false}, {"@甲", "@甲", true},
    };
    world_open(&w);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_DONE(read_csv(arena_printf(w.arena, "姓名,人员编号,所在处室\n%s,X1,SL-C1\n", rows[i].cell)));
        CHECK_TEXT(record_text(row(0)->record, PERSON_NAME), rows[i].name);
        CHECK_INT(sheet_guarded(rows[i].name), rows[i].guarded);
    }
    world_close(&w);
}

/* As data: wrong rows first, with the column, then what changes, then what is new; what is too much is counted. */
static void what_must_be_read_comes_first(void)
{
    world_open(&w);
    const char *name = "水小川";
    struct buffer b = buffer_in(w.arena);
    buffer_adds(&b, "姓名,人员编号,所在处室\n");
    for (int i = 0; i < 600; i++)
        buffer_addf(&b, "%s,X%d,SL-C1\n", name, i);
    buffer_adds(&b, "叶知行甲,SL005,SL-C4\n江一帆,,SL-C1\n");
    CHECK_DONE(read_csv(b.p));
    json_begin(w.arena);
    json_t *all = sheet_import_json(w.arena, &import), *rows = json_object_get(all, "rows"), *first = json_array_get(rows, 0), *second = json_array_get(rows, 1);
    CHECK_INT((int64_t)json_array_size(rows), 500);
    CHECK_INT(json_integer_value(json_object_get(all, "left")), 102);
    CHECK_INT(json_integer_value(json_object_get(all, "new")), 600);
    CHECK_INT(json_integer_value(json_object_get(all, "wrong")), 1);
    CHECK_TEXT(json_string_value(json_object_get(first, "state")), "wrong");
    CHECK_TEXT(json_string_value(json_object_get(first, "label")), "有误");
    CHECK_INT(json_integer_value(json_object_get(first, "row")), 603);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(first, "problems"), 0), "column")), "人员编号");
    CHECK_TEXT(json_string_value(json_object_get(second, "state")), "changed");
    CHECK(json_array_size(json_object_get(second, "diff")) > 0 && json_is_true(json_object_get(second, "altered")));
    CHECK_INT((int64_t)json_array_size(json_object_get(all, "sheets")), 1);
    json_end();
    world_close(&w);
}

static void several_sheets_need_a_workbook(void)
{
    static const char csv[] = "姓名,人员编号,所在处室\n水小川,X1,SL-C1\n";
    world_open(&w);
    const struct sheet_set set = sheet_set_of_feature(&organisation_feature);
    CHECK_OUTCOME(sheet_preview(w.arena, w.system->reader, NULL, &set, "a.csv", csv, sizeof csv - 1, &import), NOT_FOUND);
    CHECK(strstr(error_message(), "请用 .xlsx 工作簿"));
    world_close(&w);
}

static int save(struct change *change, void *context)
{
    const struct sheet_set set = sheet_set_of(w.arena, &person_entity);
    struct change rows = change_within(change, &person_entity, "import");
    (void)context;
    return sheet_import_save(&rows, &set, &import, "digest");
}

/* One row that cannot be saved refuses the whole; the journal knows of what was. */
static void all_rows_or_none(void)
{
    world_open(&w);
    int64_t before = world_number(&w, "SELECT count(*) FROM person");
    CHECK_DONE(read_csv("姓名,人员编号,所在处室\n水小川,X1,SL-C1\n江一帆,,SL-C1\n"));
    CHECK(system_write(w.system, save, NULL, "import") != DONE);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM person"), before);
    CHECK_DONE(read_csv("姓名,人员编号,所在处室\n水小川,X1,SL-C1\n江一帆,X2,SL-C1\n"));
    CHECK_DONE(system_write(w.system, save, NULL, "import"));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM person"), before + 2);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM journal WHERE verb = 'import' AND entity = 'person' AND record = 0 OR verb = 'import' AND record IS NULL"), 1);
    world_close(&w);
}

TESTS({"the head row is found", the_head_row_is_found}, {"the guard of a formula goes", the_guard_of_a_formula_goes},
      {"what must be read comes first", what_must_be_read_comes_first}, {"several sheets need a workbook", several_sheets_need_a_workbook},
      {"all rows or none", all_rows_or_none})
