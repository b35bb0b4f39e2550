#include "life_world.h"

#include "feature/life/term/term.h"

static struct world w;

static const char *said(const char *unit, const char *elected, int years)
{
    struct change change = world_change(&w, &term_entity, "create");
    struct record *term = record_new(w.arena, &term_entity);
    record_set_int(term, TERM_BODY, world_unit(&w, unit));
    record_set_text(term, TERM_ELECTED, elected);
    if (years)
        record_set_int(term, TERM_YEARS, years);
    int outcome = record_create(&change, term);
    if (outcome == DONE)
        return NULL;
    CHECK_INT(outcome, INVALID);
    CHECK_TEXT(change.problems[0].field, "years");
    return change.problems[0].message;
}

static void told(const char *message, const char *words)
{
    if (!message || !strstr(message, words))
        CHECK_TEXT(message ? message : "(saved)", words);
}

static void superseded(void)
{
    life_open(&w);
    told(said("SL-JW", "2021-11-26", 4), "4 年是 2018 年 7 月 12 日以前的旧规定。2021-11-26 选出的任期是 5 年（《");
    told(said("SL-JW", "2021-11-26", 4), "第五条），2026-11-26 届满。请改成 5");
    told(said("SL-Z1", "2024-02-29", 2), "2 年是 2018 年 7 月 12 日以前的旧规定。2024-02-29 选出的任期是 3 年");
    told(said("SL-Z1", "2024-02-29", 2), "2027-03-01 届满");
    told(said("SL-Z1", "2024-02-29", 5), "不是 5 年。");
    CHECK(!said("SL-Z1", "2024-02-29", 3));
    CHECK(!said("SL-Z2", "2024-02-29", 0));
    CHECK(!said("SL-JW", "2018-07-11", 4));                                /* four years then */
    life_close(&w);
}

/* A day that is corrected takes the years of its own time along. */
static void corrected(void)
{
    struct record *term;
    int64_t id;
    life_open(&w);
    CHECK(!said("SL-JW", "2018-07-12", 5));
    CHECK_DONE(db_get_int(w.db, &id, "SELECT id FROM term"));
    CHECK_DONE(record_read(w.arena, w.db, &term_entity, id, &term));
    record_set_text(term, TERM_ELECTED, "2018-07-11");
    struct change change = world_change(&w, &term_entity, "change");
    CHECK_DONE(record_change(&change, term, 0));
    CHECK_DONE(db_get_int(w.db, &id, "SELECT years FROM term"));
    CHECK_INT(id, 4);
    life_close(&w);
}

/* A sheet is told at the comparison, before anything is saved. */
static void in_a_sheet(void)
{
    static const char *const cells[] = {"党组织", "选出的是", "选举日期", "任期（年）",
                                        "SL-JW", "委员会", "2021-11-26", "4", "SL-Z1", "委员会", "2024-02-29", "3", "SL-Z2", "委员会", "2024-02-29", ""};
    struct sheet_preview *preview;
    json_setup();
    life_open(&w);
    json_begin(w.arena);
    CHECK_DONE(face_sheet_read(w.arena, w.db, NULL, &term_entity, cells, 4, 4, &preview));
    CHECK_INT(preview->row_count, 3);
    CHECK_INT(preview->rows[0].state, ROW_WRONG);
    told(preview->rows[0].problems[0].message, "旧规定");
    CHECK_INT(preview->rows[1].state, ROW_NEW);
    CHECK_INT(preview->rows[2].state, ROW_NEW);
    json_end();
    life_close(&w);
}

TESTS({"two and four years are called what they are", superseded}, {"a corrected day", corrected}, {"in a sheet", in_a_sheet})
