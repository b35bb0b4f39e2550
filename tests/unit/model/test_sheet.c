#include "world.h"

#include "document/document.h"

static struct sheet_preview *read_sheet(struct world *w, const struct access *access, const struct entity *entity,
                                        const char *const *cells, int rows, int columns)
{
    struct sheet_preview *preview;
    CHECK_DONE(face_sheet_read(w->arena, w->db, access, entity, cells, rows, columns, &preview));
    return preview;
}

static int save(struct world *w, const struct sheet_preview *preview, int n)
{
    struct change change = world_change(w, NULL, preview->entity);
    return face_sheets_save(&change, preview, n);
}

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

static void what_goes_out_comes_in_unchanged(void)
{
    struct world w;
    struct sheet_column *columns;
    world_open(&w);
    struct record *ticket = world_ticket(&w, "漏水", w.teams[1]);
    struct change change = world_change(&w, NULL, &ticket_entity);
    record_set_text(ticket, TICKET_TEXT, "一\n二");
    record_set_int(ticket, TICKET_SEEN, 1767225615000);
    record_set_int(ticket, TICKET_URGENT, 0);
    record_set_int(ticket, TICKET_COST, 123456);
    record_set_int(ticket, TICKET_DONE_SHARE, 4550);
    record_set_int(ticket, TICKET_HELD_BY, w.workers[1]);
    record_set_ids(ticket, TICKET_HELPERS, (int64_t[]){w.teams[2], w.teams[0]}, 2);
    record_set_text(ticket, TICKET_PIN, "1234");
    CHECK_DONE(record_create(&change, ticket));
    int n = face_sheet_columns(w.arena, &ticket_entity, &columns);
    CHECK_TEXT(columns[0].title, "编号");
    const char **cells = arena_array(w.arena, const char *, 2 * n), **row = face_sheet_cells(w.arena, w.db, NULL, ticket);
    for (int i = 0; i < n; i++) {
        cells[i] = columns[i].title;
        cells[n + i] = row[i];
        CHECK(strcmp(columns[i].title, "口令") && strcmp(columns[i].title, "状态"));
    }
    struct sheet_preview *p = read_sheet(&w, NULL, &ticket_entity, cells, 2, n);
    CHECK_INT(p->counts[ROW_UNCHANGED], 1);
    cells[n + 1] = "漏水二";                /* renamed: 编号 still knows it */
    p = read_sheet(&w, NULL, &ticket_entity, cells, 2, n);
    CHECK_INT(p->counts[ROW_CHANGED], 1);
    CHECK_DONE(save(&w, p, 1));
    cells[n] = "000000000000";
    p = read_sheet(&w, NULL, &ticket_entity, cells, 2, n);
    CHECK_INT(p->counts[ROW_WRONG], 1);
    world_close(&w);
}

static void new_rows_refer_to_each_other(void)
{
    struct world w;
    struct sheet_preview *p;
    static const char *const teams[] = {
        "名称", "编码", "上级",
        "三队甲组", "T31", "三队",
        "三队", "T3", "总队",
        "四队", "T4", "五队",
    };
    static const char *const workers[] = {"姓名", "所在班组", "电话", "新人", "三队甲组", "13800000000"};
    const struct sheet_source sources[] = {{&team_entity, teams, 3, 3}, {&worker_entity, workers, 2, 3}};
    world_open(&w);
    CHECK_DONE(face_sheets_read(w.arena, w.db, NULL, sources, 2, &p));
    CHECK_INT(p[0].counts[ROW_NEW], 2);
    CHECK_INT(p[1].counts[ROW_NEW], 1);
    CHECK_DONE(save(&w, p, 2));
    CHECK(p[1].rows[0].record->unit == p[0].rows[0].record->id);
    CHECK_DONE(face_sheets_read(w.arena, w.db, NULL, sources, 2, &p));
    CHECK_INT(p[0].counts[ROW_UNCHANGED] + p[1].counts[ROW_UNCHANGED], 3);
    p = read_sheet(&w, NULL, &team_entity, teams, 4, 3);
    CHECK_INT(p->counts[ROW_WRONG], 1);
    world_close(&w);
}

static void heads_that_do_not_fit(void)
{
    struct world w;
    struct sheet_preview *p;
    static const char *const none[] = {"甲", "乙", "1", "2"}, *const twice[] = {"名称", "名称", "1", "2"};
    static const char *const other[] = {"名称", "身高", "1", "2"};
    world_open(&w);
    CHECK_OUTCOME(face_sheet_read(w.arena, w.db, NULL, &team_entity, none, 2, 2, &p), INVALID);
    CHECK_OUTCOME(face_sheet_read(w.arena, w.db, NULL, &team_entity, twice, 2, 2, &p), INVALID);
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

static void names_that_are_not_alone(void)
{
    struct world w;
    world_open(&w);
    struct change change = world_change(&w, NULL, &team_entity);
    struct record *team = record_new(w.arena, &team_entity);
    record_set_text(team, TEAM_NAME, "一队");
    record_set_text(team, TEAM_CODE, "T99");
    CHECK_DONE(record_create(&change, team));
    names_commit();
    struct record *ticket = world_ticket(&w, "漏水", team->id);
    change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_create(&change, ticket));
    const char **row = face_sheet_cells(w.arena, w.db, NULL, ticket);
    CHECK_TEXT(row[3], "一队（T99）");
    const char *cells[] = {"编号", "责任班组", row[0], row[3]};
    struct sheet_preview *p = read_sheet(&w, NULL, &ticket_entity, cells, 2, 2);
    CHECK_INT(p->counts[ROW_UNCHANGED], 1);
    cells[3] = "一队";
    p = read_sheet(&w, NULL, &ticket_entity, cells, 2, 2);
    CHECK_TEXT(p->rows[0].problems[0].message, "责任班组“一队”有不止一个，请改填编号");
    world_close(&w);
}

TESTS({"rows are new, changed, unchanged or wrong", rows_are_new_changed_unchanged_or_wrong},
      {"what goes out comes in unchanged", what_goes_out_comes_in_unchanged},
      {"new rows refer to each other", new_rows_refer_to_each_other},
      {"heads that do not fit", heads_that_do_not_fit}, {"rights hold in sheets", rights_hold_in_sheets},
      {"names that are not alone", names_that_are_not_alone})
