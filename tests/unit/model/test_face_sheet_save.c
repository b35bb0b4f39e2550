#include "sheets.h"

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

static int64_t count(struct world *w, const char *sql)
{
    int64_t n;
    CHECK_DONE(db_get_int_built(w->db, &n, sql, NULL, 0));
    return n;
}

static int saved(struct world *w, const struct actor *actor, const struct sheet_preview *p, const char **ret_message)
{
    struct change change = world_change(w, actor, p->entity);
    change.note = "导入";
    int outcome = face_sheets_save(&change, p, 1);
    *ret_message = change.problem_count ? change.problems[0].message : "";
    return outcome;
}

static void wrong_rows_hold_all_back(void)
{
    struct world w;
    const char *said;
    static const char *const cells[] = {"问题表现", "责任班组", "漏水", "一队", "无主", "九队"};
    world_open(&w);
    CHECK_OUTCOME(saved(&w, NULL, read_sheet(&w, NULL, &ticket_entity, cells, 3, 2), &said), INVALID);
    CHECK_TEXT(said, "事项有 1 行有误，没有导入任何一行");
    CHECK_INT(count(&w, "SELECT count(*) FROM ticket"), 0);
    world_close(&w);
}

/* Between the preview and the saving somebody was faster: the row is named, and the lane takes the others back. */
static void the_row_that_fails_is_named(void)
{
    struct world w;
    const char *said;
    static const char *const cells[] = {"问题表现", "责任班组", "漏水", "一队", "停电", "一队"};
    world_open(&w);
    struct sheet_preview *p = read_sheet(&w, NULL, &ticket_entity, cells, 3, 2);
    world_ticket_made(&w, "停电", w.teams[1]);
    CHECK_OUTCOME(saved(&w, NULL, p, &said), INVALID);
    CHECK_TEXT(said, "事项第 3 行：已有问题表现相同的事项，请核对");
    world_close(&w);
}

static void each_row_asks_for_its_right(void)
{
    struct world w;
    const char *said;
    static const char *const cells[] = {"问题表现", "责任班组", "越界", "二队"};
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    struct sheet_preview *p = read_sheet(&w, NULL, &ticket_entity, cells, 2, 2);      /* previewed by somebody who may */
    CHECK_OUTCOME(saved(&w, &chief, p, &said), DENIED);
    CHECK(strstr(said, "事项第 2 行：") == said);
    world_close(&w);
}

/* What is changed makes room for what is new: the old row gives its name away in the same sheet. */
static void changes_come_before_new_rows(void)
{
    struct world w;
    const char *said;
    char id[ID_TEXT];
    world_open(&w);
    id_print(world_ticket_made(&w, "漏水", w.teams[1]), id);
    const char *cells[] = {"编号", "问题表现", "责任班组", "", "停电", "一队", id, "漏水（旧）", "一队"};
    struct sheet_preview *p = read_sheet(&w, NULL, &ticket_entity, cells, 3, 3);
    p->rows[0].record->values[TICKET_TITLE].text = "漏水";
    CHECK_OUTCOME(saved(&w, NULL, p, &said), DONE);
    CHECK_INT(count(&w, "SELECT count(*) FROM ticket"), 2);
    CHECK_INT(count(&w, "SELECT count(*) FROM ticket WHERE title = '漏水' AND version = 1"), 1);
    CHECK_INT(count(&w, "SELECT count(*) FROM journal WHERE note = '导入'"), 2);
    world_close(&w);
}

/* Each waits for the other: no order would do. */
static void circles_are_told(void)
{
    struct world w;
    const char *said;
    static const char *const cells[] = {"名称", "编码", "上级", "甲队", "T7", "乙队", "乙队", "T8", "甲队", "丙队", "T9", ""};
    world_open(&w);
    struct sheet_preview *p = read_sheet(&w, NULL, &team_entity, cells, 4, 3);
    CHECK_INT(p->counts[ROW_NEW], 3);
    CHECK_OUTCOME(saved(&w, NULL, p, &said), INVALID);
    CHECK_TEXT(said, "有 2 行互相引用，分不出先后，请先导入其中一部分");
    world_close(&w);
}

TESTS({"new rows refer to each other", new_rows_refer_to_each_other}, {"wrong rows hold all back", wrong_rows_hold_all_back},
      {"the row that fails is named", the_row_that_fails_is_named}, {"each row asks for its right", each_row_asks_for_its_right},
      {"changes come before new rows", changes_come_before_new_rows}, {"circles are told", circles_are_told})
