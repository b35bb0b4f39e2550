#include "sheets.h"

#include "model/face_sheet.h"

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

/* Titles with a 、 in them come back as what they were, alone or among others. */
static void titles_with_signs_come_back(void)
{
    struct world w;
    world_open(&w);
    int64_t kitchen = team_made(&w, "一队、二队", "T50", 0);
    names_commit();
    const struct {
        int n;
        int64_t ids[3];
    } rows[] = {{1, {kitchen}}, {2, {kitchen, w.teams[0]}}, {3, {w.teams[1], w.teams[2], kitchen}}};
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct change change = world_change(&w, NULL, &ticket_entity);
        struct record *ticket = world_ticket(&w, arena_printf(w.arena, "第%zu件", i), w.teams[1]);
        record_set_ids(ticket, TICKET_HELPERS, rows[i].ids, rows[i].n);
        CHECK_DONE(record_create(&change, ticket));
        const char **out = face_sheet_cells(w.arena, w.db, NULL, ticket);
        const char *cells[] = {"编号", "配合班组", out[0], out[10]};
        struct sheet_preview *p = read_sheet(&w, NULL, &ticket_entity, cells, 2, 2);
        if (p->counts[ROW_UNCHANGED] != 1)
            check_fail(__FILE__, __LINE__, "“%s” did not come back", out[10]);
    }
    world_close(&w);
}

static void columns_say_what_goes_in(void)
{
    static const struct {
        const char *title;
        enum column_kind kind;
        const char *second;              /* the second of its choices; NULL: none are offered */
    } rows[] = {
        {"编号", COLUMN_TEXT, NULL}, {"问题表现", COLUMN_TEXT, NULL}, {"情况", COLUMN_TEXT, NULL}, {"责任班组", COLUMN_TEXT, NULL},
        {"类别", COLUMN_TEXT, "建议"}, {"数量", COLUMN_INT, NULL}, {"期限", COLUMN_DATE, NULL}, {"原定期限", COLUMN_DATE, NULL},
        {"发现时间", COLUMN_TEXT, NULL}, {"紧急", COLUMN_TEXT, "否"}, {"配合班组", COLUMN_TEXT, NULL}, {"责任人", COLUMN_TEXT, NULL},
        {"费用", COLUMN_TEXT, NULL}, {"完成比例", COLUMN_TEXT, NULL},
    };
    struct arena *arena = arena_create(1 << 20);
    struct sheet_column *columns;
    CHECK_INT(face_sheet_columns(arena, &ticket_entity, &columns), (int)ARRAY_SIZE(rows));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_TEXT(columns[i].title, rows[i].title);
        CHECK_INT(columns[i].kind, rows[i].kind);
        CHECK_TEXT(columns[i].choices ? columns[i].choices[1] : NULL, rows[i].second);
        CHECK(!columns[i].choices || !columns[i].choices[2]);
        CHECK(columns[i].hidden == (i == 0));
        CHECK(columns[i].width > 0);
    }
    arena_destroy(arena);
}

/* Neither secrets nor what the program sets, nor files; and then there may be nothing left. */
static void what_a_sheet_holds(void)
{
    static const struct field only_systems[] = {{"state", "状态", NULL, FIELD_TEXT, FIELD_SYSTEM}, {"paper", "附件", NULL, FIELD_FILE}};
    const struct entity entity = {.name = "x", .label = "例", .fields = only_systems, .field_count = 2, .title = "state"};
    for (int i = 0; i < TICKET__COUNT; i++)
        CHECK(sheet_holds(&ticket_fields[i]) == (i != TICKET_STATE && i != TICKET_PAPER && i != TICKET_NOTES && i != TICKET_PIN));
    CHECK(face_sheet_has(&ticket_entity) && !face_sheet_has(&entity));
}

/* For another reader the same name may need no code: what stands elsewhere must not show. */
static void cells_are_for_their_reader(void)
{
    struct world w;
    world_open(&w);
    team_made(&w, "一队三组", "T23", w.teams[2]);
    names_commit();
    struct record *ticket = world_ticket(&w, "漏水", w.teams[3]);
    struct change change = world_change(&w, NULL, &ticket_entity);
    record_set_int(ticket, TICKET_URGENT, 0);
    record_set_ids(ticket, TICKET_HELPERS, (int64_t[]){w.teams[3], w.teams[1]}, 2);
    CHECK_DONE(record_create(&change, ticket));
    const char **all = face_sheet_cells(w.arena, w.db, NULL, ticket);
    CHECK_TEXT(all[3], "一队三组（T13）");
    CHECK_TEXT(all[10], "一队三组（T13）、一队");
    CHECK_TEXT(all[9], "否");
    CHECK_TEXT(all[6], "");
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    CHECK_TEXT(face_sheet_cells(w.arena, w.db, chief.access, ticket)[3], "一队三组");
    world_close(&w);
}

TESTS({"what goes out comes in unchanged", what_goes_out_comes_in_unchanged},
      {"names that are not alone", names_that_are_not_alone}, {"titles with signs come back", titles_with_signs_come_back},
      {"columns say what goes in", columns_say_what_goes_in},
      {"what a sheet holds", what_a_sheet_holds}, {"cells are for their reader", cells_are_for_their_reader})
