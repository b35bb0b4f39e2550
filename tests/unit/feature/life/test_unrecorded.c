/* Organisations of which no election was entered: which they are, and who sees them. */
#include "term_office.h"

static struct world w;

/* The codes of the units on the page, in its order. */
static const char *units(const char *login)
{
    int status;
    json_t *row, *rows = json_object_get(seen(&w, login, "/term/unrecorded", &status), "rows");
    const char *all = "";
    size_t i;
    if (status != 200)
        return arena_printf(w.arena, "%d", status);
    json_array_foreach(rows, i, row) {
        char *code = NULL;
        CHECK_DONE(db_get_text(w.system->reader, w.arena, &code, "SELECT code FROM unit WHERE id = ?1", value_int(id_parse(text_in(row, "id")))));
        all = arena_printf(w.arena, "%s%s%s", all, *all ? " " : "", code);
    }
    return all;
}

/* Scope: the officer his organ, the 工委 everything, a branch itself, the neighbour nothing of it. */
static void who_sees_which(void)
{
    life_office(&w);
    CHECK_TEXT(units("gunianan"), "SL-JW SL-Z1 SL-Z2 SL-Z3 SL-Z4 SL-Z5 SL-ZZ");
    CHECK_TEXT(units("hexiaolan"), "JY-JW JY-Z1 JY-Z2 MZ-JW MZ-Z1 SL-JW SL-Z1 SL-Z2 SL-Z3 SL-Z4 SL-Z5 SL-ZZ");
    CHECK_TEXT(units("linwanzhou"), "JY-JW JY-Z1 JY-Z2");
    CHECK_TEXT(units("mengfanyi"), "SL-Z1");
    CHECK_TEXT(units("luchangchuan"), "SL-JW SL-Z1 SL-Z2 SL-Z3 SL-Z4 SL-Z5 SL-ZZ");
    CHECK_TEXT(units("liuqinghe"), "403");
    CHECK_TEXT(units("yuexiaoman"), "403");
    CHECK_TEXT(units("yanzhengqing"), "403");
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2025-06-30"});
    elected(&w, (struct election){.unit = "SL-JW", .on = "2015-06-30"});       /* long past, but entered */
    CHECK_TEXT(units("gunianan"), "SL-Z2 SL-Z3 SL-Z4 SL-Z5 SL-ZZ");
    CHECK_TEXT(units("mengfanyi"), "");
    world_close(&w);
}

/* Below one unit; below a unit that is not his, nothing. */
static void below_a_unit(void)
{
    static const struct { const char *login, *unit; size_t n; } cases[] = {
        {"gunianan", "SL-ZZ", 3}, {"gunianan", "SL-JW", 7}, {"gunianan", "JY-JW", 0}, {"hexiaolan", "JY-JW", 3}, {"mengfanyi", "SL-JW", 1},
    };
    life_office(&w);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/term/unrecorded", .cookie = world_session(&w, cases[i].login),
                                                       .inputs = {"unit", unit_text(&w, cases[i].unit)}});
        CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.data, "rows")), (int64_t)cases[i].n);
        request_finish(r);
    }
    world_close(&w);
}

static int dates_set(struct change *change, void *context)
{
    (void)context;
    TRY(db_run(change->db, "UPDATE unit SET dissolved = '2026-11-26' WHERE code = 'SL-Z2'"));
    TRY(db_run(change->db, "UPDATE unit SET dissolved = '2026-11-27' WHERE code = 'SL-Z3'"));
    return db_run(change->db, "UPDATE unit SET founded = '2026-11-27' WHERE code = 'SL-Z4'");
}

/* Not what is no more, nor what is still to come. */
static void only_what_stands_today(void)
{
    life_office(&w);
    CHECK_DONE(system_write(w.system, dates_set, NULL, "command"));
    CHECK_TEXT(units("gunianan"), "SL-JW SL-Z1 SL-Z3 SL-Z5 SL-ZZ");
    world_close(&w);
}

static int64_t counted(const char *kind, const char *sector)
{
    int64_t n = 0;
    CHECK_DONE(db_get_int(w.system->reader, &n, "SELECT count(*) FROM unit t WHERE kind = ?1 AND sector = ?2", value_text(kind), value_text(sector)));
    return n;
}

/* The kinds that the page names are those to which the rulebook gives a term in every sector, and no others. */
static void kinds_are_the_rulebooks(void)
{
    static const char *const ids[] = {"T-03", "T-04", "T-05", "T-06", "T-07", "T-08"};
    life_office(&w);
    CHECK(counted("branch", "organ") > 0);
    for (int kind = 0; kind < UNIT_KIND__COUNT; kind++)
        for (int sector = 0; sector < SECTOR__COUNT; sector++) {
            bool named = strstr(TERM_UNRECORDED, arena_printf(w.arena, "'%s'", unit_kind_words[kind].id)) != NULL, has = false;
            for (size_t i = 0; i < ARRAY_SIZE(ids); i++)
                has |= rulebook_find(rulebook(), ids[i], (enum unit_kind)kind, (enum sector)sector, clock_today()) != NULL;
            if (named != has)
                check_fail(__FILE__, __LINE__, "%s, %s", unit_kind_words[kind].id, sector_words[sector].id);
        }
    world_close(&w);
}

TESTS({"who sees which", who_sees_which}, {"below a unit", below_a_unit}, {"only what stands today", only_what_stands_today}, {"the kinds are the rulebook's", kinds_are_the_rulebooks})
