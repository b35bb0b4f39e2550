#include "suspicion_office.h"

static struct world w;

static const char *one_text(const char *sql)
{
    char *text = NULL;
    CHECK_DONE(db_get_text_built(w.system->reader, w.arena, &text, sql, NULL, 0));
    return text;
}

/* What a problem is made of, and that both know of each other. */
static void confirmed(void)
{
    life_office(&w);
    all_kept_well(&w);
    elected(&w, (struct election){.unit = "SL-Z4", .on = "2023-03-01"});
    CHECK_DONE(decide(&w, "SL-Z4", "E-07", NULL));
    const char *facts = "水文中心机关党支部任期2026年3月1日届满，没有按期换届，也没有批准延期";
    CHECK_TEXT(one_text("SELECT symptom FROM problem"), facts);
    CHECK_TEXT(one_text("SELECT words FROM problem"), facts);
    CHECK_TEXT(one_text("SELECT state FROM problem"), "unclaimed");
    CHECK_TEXT(one_text("SELECT cause_route FROM problem"), "enforcement");
    CHECK_TEXT(one_text("SELECT u.code FROM problem p JOIN unit u ON u.id = p.accountable"), "SL-Z4");
    CHECK_TEXT(one_text("SELECT u.code FROM problem_units p JOIN unit u ON u.id = p.target"), "SL-Z4");
    CHECK_TEXT(one_text("SELECT title FROM source"), "2026年组织生活和任期核对：水文中心机关党支部");
    CHECK_TEXT(one_text("SELECT kind FROM source"), "self_check");
    CHECK_TEXT(one_text("SELECT issuer FROM source"), "水利厅水文中心党总支");
    CHECK_TEXT(one_text("SELECT u.code FROM source s JOIN unit u ON u.id = s.reviewer"), "SL-ZZ");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM suspicion d JOIN problem p ON p.id = d.problem WHERE d.decision = 'confirmed'"), 1);
    world_close(&w);
}

/* The year's second finding of a unit is the second problem of the same source. */
static void one_source_a_year(void)
{
    life_office(&w);
    elected(&w, (struct election){.unit = "SL-Z4", .on = "2023-03-01"});
    met(&w, "SL-Z4", "theme_day", "2026-01-10");
    CHECK_DONE(decide(&w, "SL-Z4", "E-07", NULL));
    CHECK_DONE(decide(&w, "SL-Z4", "L-01", NULL));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM source"), 1);
    CHECK_INT(world_number(&w, "SELECT max(number) FROM problem"), 2);
    CHECK_DONE(decide(&w, "SL-Z4", "L-04", "与主题党日合并"));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM problem"), 2);
    CHECK_TEXT(one_text("SELECT reason FROM suspicion WHERE decision = 'dismissed'"), "与主题党日合并");
    world_close(&w);
}

static int category_make(struct change *outer, void *context)
{
    struct change change = change_within(outer, &category_entity, "create");
    struct record *category = record_new(outer->arena, &category_entity);
    record_set_text(category, CATEGORY_NAME, context);
    return record_create(&change, category);
}

/* The office's own category where there is one; several units alike are looked into for their mechanism. */
static void what_is_offered(void)
{
    static const char *const branches[] = {"SL-Z1", "SL-Z2", "SL-Z3"};
    life_office(&w);
    all_kept_well(&w);
    CHECK_DONE(system_write(w.system, category_make, (char[]){"基层党组织不按期换届"}, "command"));
    for (size_t i = 0; i < ARRAY_SIZE(branches); i++) {
        elected(&w, (struct election){.unit = branches[i], .on = "2023-03-01"});
        CHECK_DONE(decide(&w, branches[i], "E-07", NULL));
    }
    CHECK_INT(world_number(&w, "SELECT count(*) FROM problem p JOIN category c ON c.id = p.category"), 3);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM problem WHERE cause_route = 'mechanism'"), 1);      /* the third */
    world_close(&w);
}

static void a_reason(void)
{
    life_office(&w);
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-03-01"});
    CHECK_OUTCOME(decide(&w, "SL-Z1", "E-07", ""), INVALID);
    CHECK_OUTCOME(decide(&w, "SL-Z1", "E-07", "无"), INVALID);
    char much[3 * 501 + 1];
    for (size_t i = 0; i < 501; i++)
        memcpy(much + 3 * i, "理", 4);
    CHECK_OUTCOME(decide(&w, "SL-Z1", "E-07", much), INVALID);
    CHECK_DONE(decide(&w, "SL-Z1", "E-07", much + 3));
    world_close(&w);
}

TESTS({"confirmed", confirmed}, {"one source a year", one_source_a_year}, {"what is offered", what_is_offered}, {"a reason", a_reason})
