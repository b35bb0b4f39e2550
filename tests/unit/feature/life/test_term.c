#include "life_world.h"

static struct world w;

static const char *text_of(const char *unit, const char *column)
{
    char *text = NULL;
    int64_t id = world_unit(&w, unit);
    if (!strcmp(column, "due"))
        CHECK_DONE(db_get_text(w.db, w.arena, &text, "SELECT due_on FROM term WHERE body = ?1 AND later = 0", value_int(id)));
    else
        CHECK_DONE(db_get_text(w.db, w.arena, &text, "SELECT last_on FROM term WHERE body = ?1 AND later = 0", value_int(id)));
    return text;
}

static void years(void)
{
    life_open(&w);
    CHECK_DONE(elect(&w, "SL-Z1", "2023-06-30", NULL, NULL));
    CHECK_TEXT(text_of("SL-Z1", "due"), "2026-06-30");
    CHECK_DONE(elect(&w, "SL-JW", "2022-06-30", NULL, NULL));
    CHECK_TEXT(text_of("SL-JW", "due"), "2027-06-30");
    CHECK_DONE(elect(&w, "SL-Z2", "2024-02-29", NULL, NULL));
    CHECK_TEXT(text_of("SL-Z2", "due"), "2027-03-01");
    CHECK_DONE(elect(&w, "SL-ZZ", "2024-01-31", NULL, NULL));
    CHECK_TEXT(text_of("SL-ZZ", "due"), "2027-01-31");
    CHECK_OUTCOME(elect(&w, "SL-LS", "2026-03-10", NULL, NULL), INVALID);
    CHECK_OUTCOME(elect(&w, "SL-C1", "2026-03-10", NULL, NULL), INVALID);
    CHECK_OUTCOME(elect(&w, "SL-Z3", "2026-12-01", NULL, NULL), INVALID);
    life_close(&w);
}

static void extensions(void)
{
    life_open(&w);
    CHECK_OUTCOME(elect(&w, "SL-Z1", "2023-06-30", "2027-06-30", NULL), INVALID);        /* without an approval */
    CHECK_OUTCOME(elect(&w, "SL-Z1", "2023-06-30", "2027-07-01", "批〔2026〕3号"), INVALID);
    CHECK_OUTCOME(elect(&w, "SL-Z1", "2023-06-30", "2026-06-30", "批〔2026〕3号"), INVALID);
    CHECK_DONE(elect(&w, "SL-Z1", "2023-06-30", "2027-06-30", "批〔2026〕3号"));
    CHECK_TEXT(text_of("SL-Z1", "due"), "2026-06-30");
    CHECK_TEXT(text_of("SL-Z1", "last"), "2027-06-30");
    life_close(&w);
}

/* Each kind of unit in each sector, elected before and after 2018-07-12 (DOMAIN T-01 … T-08 and the superseded values). */
static void years_by_sector(void)
{
    static const struct { const char *unit, *sector, *on, *due; } cases[] = {
        {"SL-Z1", "village", "2021-03-01", "2026-03-01"}, {"SL-ZZ", "village", "2021-03-01", "2026-03-01"},
        {"SL-JW", "village", "2021-03-01", "2026-03-01"}, {"SL-JW", "enterprise", "2021-03-01", "2026-03-01"},
        {"SL-ZZ", "enterprise", "2021-03-01", "2024-03-01"}, {"SL-Z1", "enterprise", "2021-03-01", "2024-03-01"},
        {"SL-JW", "university", "2021-03-01", "2026-03-01"}, {"SL-Z1", "university", "2021-03-01", "2024-03-01"},
        {"SL-ZZ", "organ", "2021-03-01", "2024-03-01"}, {"SL-JW", "organ", "2018-07-12", "2023-07-12"},
        {"SL-JW", "organ", "2018-07-11", "2022-07-11"}, {"SL-Z1", "organ", "2018-07-11", "2021-07-11"},
        {"SL-Z1", "university", "2018-07-11", "2020-07-11"}, {"SL-Z1", "university", "2018-07-12", "2021-07-12"},
        {"SL-JW", "enterprise", "2018-07-11", "2022-07-11"}, {"SL-JW", "university", "2018-07-11", "2022-07-11"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        life_open(&w);
        CHECK_DONE(db_run(w.db, "UPDATE unit SET sector = ?1 WHERE code = ?2", value_text(cases[i].sector), value_text(cases[i].unit)));
        CHECK_DONE(elect(&w, cases[i].unit, cases[i].on, NULL, NULL));
        CHECK_TEXT(text_of(cases[i].unit, "due"), cases[i].due);
        life_close(&w);
    }
}

/* What the list shows of each of the unit's terms on that day, the newest first: "到期", "正常 按期换届". */
static const char *standing(const char *unit, const char *day)
{
    static const char *const columns[] = {"standing", NULL};
    static const struct list_view view = {.name = "test", .columns = columns, .order = "-elected_on,id"};
    char id[ID_TEXT];
    const struct list_filter of = {"body", "is", id_print(world_unit(&w, unit), id)};
    const struct list_request list = {.entity = &term_entity, .verb = "read", .view = &view, .filters = &of, .filter_count = 1, .limit = 9};
    struct date date;
    json_t *page, *row;
    size_t i;
    const char *all = "";
    CHECK_DONE(date_parse(day, &date));
    clock_set((date_days(date) * (int64_t)1440 - 8 * 60 + 30) * 60000);
    CHECK_DONE(list_page(w.arena, w.db, &list, &page));
    json_array_foreach(json_object_get(page, "rows"), i, row)
        all = arena_printf(w.arena, "%s%s%s", all, *all ? " " : "", json_string_value(json_array_get(json_object_get(row, "cells"), 0)));
    json_decref(page);
    clock_set(1795651200000);
    return all;
}

/* DOMAIN §1.2, E-06: each state on its first and last day. */
static void standings(void)
{
    life_open(&w);
    CHECK_DONE(elect(&w, "SL-Z1", "2023-06-30", NULL, NULL));
    static const struct { const char *day, *state; } plain[] = {
        {"2025-12-29", "正常"}, {"2025-12-30", "预警"}, {"2026-05-29", "预警"}, {"2026-05-30", "临期"}, {"2026-06-29", "临期"},
        {"2026-06-30", "到期"}, {"2026-07-01", "逾期"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(plain); i++)
        CHECK_TEXT(standing("SL-Z1", plain[i].day), plain[i].state);
    CHECK_DONE(elect(&w, "SL-Z2", "2023-06-30", "2026-09-30", "水机党〔2026〕8号"));
    CHECK_TEXT(standing("SL-Z2", "2026-06-30"), "到期");
    CHECK_TEXT(standing("SL-Z2", "2026-07-01"), "已批延期");
    CHECK_TEXT(standing("SL-Z2", "2026-09-30"), "已批延期");
    CHECK_TEXT(standing("SL-Z2", "2026-10-01"), "逾期");
    CHECK_DONE(elect(&w, "SL-Z4", "2024-02-29", NULL, NULL));        /* a leap day: due on 1 March */
    CHECK_TEXT(standing("SL-Z4", "2026-08-31"), "正常");
    CHECK_TEXT(standing("SL-Z4", "2026-09-01"), "预警");
    CHECK_TEXT(standing("SL-Z4", "2027-02-01"), "临期");
    CHECK_TEXT(standing("SL-Z4", "2027-02-28"), "临期");
    CHECK_TEXT(standing("SL-Z4", "2027-03-01"), "到期");
    CHECK_TEXT(standing("SL-Z4", "2027-03-02"), "逾期");
    CHECK_DONE(elect(&w, "SL-JW", "2018-07-11", NULL, NULL));        /* finishes the four years it was elected for */
    CHECK_TEXT(standing("SL-JW", "2022-07-11"), "到期");
    CHECK_TEXT(standing("SL-JW", "2022-07-12"), "逾期");
    CHECK_DONE(db_run(w.db, "UPDATE unit SET dissolved = '2026-07-05' WHERE code = 'SL-Z1'"));
    CHECK_TEXT(standing("SL-Z1", "2026-07-04"), "逾期");
    CHECK_TEXT(standing("SL-Z1", "2026-07-05"), "已撤销");
    life_close(&w);
}

static int elect_early(const char *unit, const char *on, const char *approval, const char *beyond)
{
    struct change change = world_change(&w, &term_entity, "create");
    struct record *term = record_new(w.arena, &term_entity);
    record_set_int(term, TERM_BODY, world_unit(&w, unit));
    record_set_text(term, TERM_ELECTED, on);
    if (approval)
        record_set_text(term, TERM_EARLY, approval);
    if (beyond)
        record_set_text(term, TERM_BEYOND, beyond);
    return record_create(&change, term);
}

/* E-02, E-03: an election before the day names the approval, and more than a year before it the approval of that. */
static void early(void)
{
    life_open(&w);
    CHECK_DONE(elect(&w, "SL-Z1", "2023-06-30", NULL, NULL));
    CHECK_OUTCOME(elect_early("SL-Z1", "2026-06-29", NULL, NULL), INVALID);
    CHECK_OUTCOME(elect_early("SL-Z1", "2025-06-29", "水机党〔2025〕8号", NULL), INVALID);
    CHECK_DONE(elect_early("SL-Z1", "2025-06-30", "水机党〔2025〕8号", NULL));      /* a year to the day */
    CHECK_TEXT(text_of("SL-Z1", "due"), "2028-06-30");
    CHECK_TEXT(standing("SL-Z1", "2026-07-01"), "正常 提前换届");
    CHECK_DONE(elect(&w, "SL-Z2", "2023-06-30", NULL, NULL));
    CHECK_DONE(elect_early("SL-Z2", "2024-06-30", "水机党〔2024〕8号", "省直工委同意提前换届的批复（云直工〔2024〕3号）"));
    CHECK_DONE(elect(&w, "SL-Z3", "2020-06-30", NULL, NULL));
    CHECK_DONE(elect_early("SL-Z3", "2023-06-30", NULL, NULL));      /* on the day itself */
    CHECK_DONE(elect_early("SL-Z3", "2026-07-02", NULL, NULL));      /* two days late */
    CHECK_TEXT(standing("SL-Z3", "2026-07-02"), "正常 逾期换届 按期换届");
    CHECK_DONE(elect(&w, "SL-Z4", "2020-06-30", "2023-12-30", "水机党〔2023〕8号"));
    CHECK_DONE(elect_early("SL-Z4", "2023-12-30", NULL, NULL));
    CHECK_TEXT(standing("SL-Z4", "2024-01-05"), "正常 延期内换届");
    life_close(&w);
}

/* The outcome of writing another extension into the unit's current term. */
static int extend(const char *unit, const char *to, const char *approval, const char *beyond)
{
    struct change change = world_change(&w, &term_entity, "change");
    struct record *term;
    int64_t id;
    CHECK_DONE(db_get_int(w.db, &id, "SELECT id FROM term WHERE body = ?1 AND later = 0", value_int(world_unit(&w, unit))));
    CHECK_DONE(record_read(w.arena, w.db, &term_entity, id, &term));
    record_set_text(term, TERM_EXTENDED, to);
    record_set_text(term, TERM_EXTENSION, approval);
    if (beyond)
        record_set_text(term, TERM_BEYOND, beyond);
    return record_change(&change, term, 0);
}

/* E-03d, E-08: once, and more than a year only with the superior's own word for it. */
static void extended_again(void)
{
    life_open(&w);
    CHECK_DONE(elect(&w, "SL-Z1", "2023-06-30", "2026-12-30", "批〔2026〕3号"));
    CHECK_DONE(extend("SL-Z1", "2026-12-31", "批〔2026〕3号", NULL));                 /* a slip of the pen */
    CHECK_DONE(extend("SL-Z1", "2026-12-31", "批〔2026〕4号", NULL));
    CHECK_OUTCOME(extend("SL-Z1", "2027-03-31", "批〔2026〕9号", NULL), INVALID);     /* a second extension */
    CHECK_OUTCOME(extend("SL-Z1", "2027-07-01", "批〔2026〕4号", NULL), INVALID);     /* a day more than a year */
    CHECK_DONE(extend("SL-Z1", "2027-09-30", "批〔2026〕9号", "省直工委同意延期至2027年9月的批复（云直工〔2026〕3号）"));
    CHECK_TEXT(text_of("SL-Z1", "last"), "2027-09-30");
    CHECK_TEXT(standing("SL-Z1", "2027-09-30"), "已批延期");
    life_close(&w);
}

static void current(void)
{
    int64_t n;
    life_open(&w);
    CHECK_DONE(elect(&w, "SL-Z1", "2023-06-30", NULL, NULL));
    CHECK_DONE(elect(&w, "SL-Z1", "2020-06-20", NULL, NULL));            /* an older one, entered later */
    CHECK_TEXT(text_of("SL-Z1", "due"), "2026-06-30");
    CHECK_DONE(elect(&w, "SL-Z1", "2026-07-02", NULL, NULL));
    CHECK_TEXT(text_of("SL-Z1", "due"), "2029-07-02");
    CHECK_DONE(db_get_int(w.db, &n, "SELECT count(*) FROM term WHERE later = 0"));
    CHECK_INT(n, 1);
    life_close(&w);
}

/* What names a term to people has the unit in it. */
static void titles(void)
{
    char *title = NULL;
    life_open(&w);
    CHECK_DONE(elect(&w, "SL-Z1", "2023-06-30", NULL, NULL));
    CHECK_DONE(db_get_text(w.db, w.arena, &title, "SELECT title FROM term"));
    CHECK_TEXT(title, "水利厅办公室党支部（2023-06-30 选出）");
    life_close(&w);
}

TESTS({"years by kind and day", years}, {"by sector and by the rule of the day", years_by_sector}, {"each state on its edge days", standings},
      {"extensions", extensions}, {"extended once", extended_again}, {"early elections", early}, {"the last election counts", current},
      {"a term's name", titles})
