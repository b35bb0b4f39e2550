#include "sheets.h"

static void rows_are_new_changed_unchanged_or_wrong(void)
{
    struct world w;
    struct record *ticket;
    static const char *const cells[] = {
        "问题表现", "责任班组", "期限", "配合班组", "状态",
        "漏水", "一队", "2026年6月30日", "二队、总队", "",
        "旧事", "T2", "", "", "",
        "不动", "一队", "", "", "已办结",
        "坏日期", "一队", "月底", "", "",
        "无主", "九队", "", "", "",
        "", "", "", "", "",
        "漏水", "二队", "", "", "",
    };
    world_open(&w);
    int64_t old = world_ticket_made(&w, "旧事", w.teams[1]);
    world_ticket_made(&w, "不动", w.teams[1]);
    struct sheet_preview *p = read_sheet(&w, NULL, &ticket_entity, cells, 8, 5);
    CHECK_INT(p->row_count, 6);
    CHECK_INT(p->rows[0].state, ROW_WRONG);
    CHECK_TEXT(p->rows[0].problems[0].message, "问题表现“漏水”在表中出现了不止一次");
    CHECK_INT(p->rows[1].state, ROW_CHANGED);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(p->rows[1].diff, 0), "label")), "责任班组");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(p->rows[1].diff, 0), "after")), "二队");
    CHECK_INT(p->rows[2].state, ROW_UNCHANGED);
    CHECK_INT(p->rows[3].state, ROW_WRONG);
    CHECK_INT(p->rows[3].row, 5);
    CHECK_TEXT(p->rows[3].problems[0].field, "due");
    CHECK_INT(p->rows[4].state, ROW_WRONG);
    CHECK_TEXT(p->rows[4].problems[0].message, "责任班组“九队”不存在，请从已有的班组中选择");
    CHECK_INT(p->rows[5].state, ROW_WRONG);
    CHECK_INT(p->counts[ROW_WRONG], 4);
    CHECK_OUTCOME(save(&w, p, 1), INVALID);

    p = read_sheet(&w, NULL, &ticket_entity, cells, 4, 5);
    CHECK_INT(p->rows[0].state, ROW_NEW);
    CHECK_DONE(save(&w, p, 1));
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, old, &ticket));
    CHECK(record_int(ticket, TICKET_TEAM) == w.teams[2]);
    CHECK_INT(ticket->version, 2);
    p = read_sheet(&w, NULL, &ticket_entity, cells, 4, 5);
    CHECK_INT(p->counts[ROW_UNCHANGED], 3);
    world_close(&w);
}

static void heads_that_do_not_fit(void)
{
    struct world w;
    struct sheet_preview *p;
    static const char *const none[] = {"甲", "乙", "1", "2"}, *const twice[] = {"名称", "名称", "1", "2"};
    static const char *const other[] = {"名称", "身高", "1", "2"}, *const empty[] = {"", NULL, "1", "2"};
    world_open(&w);
    CHECK_OUTCOME(face_sheet_read(w.arena, w.db, NULL, &team_entity, none, 2, 2, &p), INVALID);
    CHECK_TEXT(error_message(), "班组没有“甲”这一列，请用下载的模板，不要改动表头");
    CHECK_OUTCOME(face_sheet_read(w.arena, w.db, NULL, &team_entity, empty, 2, 2, &p), INVALID);
    CHECK_TEXT(error_message(), "第一行不是班组的表头，请下载模板，按模板的列名填写");
    CHECK_OUTCOME(face_sheet_read(w.arena, w.db, NULL, &team_entity, twice, 2, 2, &p), INVALID);
    CHECK_TEXT(error_message(), "“名称”列出现了两次，请删去一列");
    CHECK_OUTCOME(face_sheet_read(w.arena, w.db, NULL, &team_entity, other, 2, 2, &p), INVALID);
    CHECK_TEXT(error_message(), "班组没有“身高”这一列，请用下载的模板，不要改动表头");
    world_close(&w);
}

static void rights_hold_in_sheets(void)
{
    struct world w;
    static const char *const cells[] = {
        "问题表现", "责任班组",
        "可以", "一队",
        "越界", "二队",
        "别人的", "一队",
    };
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    world_ticket_made(&w, "别人的", w.teams[2]);
    struct sheet_preview *p = read_sheet(&w, chief.access, &ticket_entity, cells, 4, 2);
    CHECK_INT(p->rows[0].state, ROW_NEW);
    CHECK_INT(p->rows[1].state, ROW_WRONG);
    CHECK_INT(p->rows[2].state, ROW_WRONG);
    world_close(&w);
}

static const char *first_problem(const struct sheet_preview *p, int row)
{
    return p->rows[row].problem_count ? p->rows[row].problems[0].message : "";
}

/* Two rows of one record, by number or by name, and two new ones of the same keys. */
static void doubles_are_named_by_row(void)
{
    struct world w;
    char id[ID_TEXT];
    static const int numbers[] = {3, 4, 5, 8};
    struct sheet_preview *p;
    world_open(&w);
    id_print(world_ticket_made(&w, "旧事", w.teams[1]), id);
    const char *cells[] = {"编号", "问题表现", "责任班组", id, "改名", "一队", id, "又改名", "一队", "000", "坏编号", "一队"};
    const struct sheet_source source = {&ticket_entity, cells, 4, 3, numbers};
    CHECK_DONE(face_sheets_read(w.arena, w.db, NULL, &source, 1, &p));
    CHECK_INT(p->rows[0].state, ROW_CHANGED);
    CHECK_INT(p->rows[1].row, 5);
    CHECK_TEXT(first_problem(p, 1), "与第 4 行是同一条，请只留一行");
    CHECK_INT(p->rows[2].row, 8);
    CHECK_TEXT(first_problem(p, 2), "“编号”不是本系统的编号，请不要改动这一列；新增的行留空");
    static const char *const notes[] = {"事项", "内容", "旧事", "已派人", "旧事", "已派人", "旧事", "已修好"};
    p = read_sheet(&w, NULL, &note_entity, notes, 4, 2);
    CHECK_INT(p->counts[ROW_NEW], 2);
    CHECK_TEXT(first_problem(p, 1), "与第 2 行是同一条，请只留一行");
    world_close(&w);
}

/* Empty cells: a preset stays in a new row, and so does what must be there; what may be empty becomes so. */
static void empty_cells(void)
{
    struct world w;
    world_open(&w);
    struct record *ticket = world_ticket(&w, "旧事", w.teams[1]);
    struct change change = world_change(&w, NULL, &ticket_entity);
    record_set_text(ticket, TICKET_KIND, "wish");
    record_set_text(ticket, TICKET_DUE, "2026-06-30");
    CHECK_DONE(record_create(&change, ticket));
    static const char *const cells[] = {"问题表现", "责任班组", "类别", "期限", "旧事", "一队", "", "", "新事", "一队", "", ""};
    struct sheet_preview *p = read_sheet(&w, NULL, &ticket_entity, cells, 3, 4);
    CHECK_INT(p->rows[0].state, ROW_CHANGED);
    CHECK_TEXT(record_text(p->rows[0].record, TICKET_KIND), "wish");
    CHECK(!p->rows[0].record->values[TICKET_DUE].set);
    CHECK_INT((int64_t)json_array_size(p->rows[0].diff), 1);
    CHECK_TEXT(record_text(p->rows[1].record, TICKET_KIND), "repair");
    world_close(&w);
}

static void heads_by_label_or_name(void)
{
    struct world w;
    static const char *const cells[] = {" title ", "责任班组", "id", "", "新事", "一队", "", "旁注"};
    world_open(&w);
    struct sheet_preview *p = read_sheet(&w, NULL, &ticket_entity, cells, 2, 4);
    CHECK_INT(p->counts[ROW_NEW], 1);
    CHECK_TEXT(record_text(p->rows[0].record, TICKET_TITLE), "新事");
    world_close(&w);
}

static int rows_asked;

static int no_wishes(struct arena *arena, struct db *db, struct sheet_preview *preview)
{
    for (int i = 0; i < preview->row_count; i++, rows_asked++)
        if (strcmp(record_text(preview->rows[i].record, TICKET_TITLE), "愿望") == 0)
            sheet_row_wrong(arena, &preview->rows[i], "title", "第 %d 行是愿望", preview->rows[i].row);
    return DONE;
}

static void an_entity_looks_at_all_rows(void)
{
    struct world w;
    struct entity e = ticket_entity;
    static const char *const cells[] = {"问题表现", "责任班组", "漏水", "一队", "愿望", "九队"};
    world_open(&w);
    e.check_rows = no_wishes;
    rows_asked = 0;
    struct sheet_preview *p = read_sheet(&w, NULL, &e, cells, 3, 2);
    CHECK_INT(rows_asked, 2);
    CHECK_INT(p->counts[ROW_NEW], 1);
    CHECK_INT(p->counts[ROW_WRONG], 1);
    CHECK_INT(p->rows[1].problem_count, 2);              /* behind what was wrong already */
    CHECK_TEXT(p->rows[1].problems[1].message, "第 3 行是愿望");
    CHECK_TEXT(p->rows[1].problems[1].field, "title");
    world_close(&w);
}

TESTS({"rows are new, changed, unchanged or wrong", rows_are_new_changed_unchanged_or_wrong},
      {"heads that do not fit", heads_that_do_not_fit}, {"heads by label or name", heads_by_label_or_name},
      {"rights hold in sheets", rights_hold_in_sheets}, {"doubles are named by row", doubles_are_named_by_row},
      {"empty cells", empty_cells}, {"an entity looks at all rows", an_entity_looks_at_all_rows})
