#include "suspicion_office.h"

static struct world w;

/* E-07: from the day after the last day, and not while an extension runs. */
static void from_the_day_after(void)
{
    life_office(&w);
    kept_well(&w, "SL-Z1");
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-11-26"});
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");                      /* the due day itself */
    day_is("2026-11-27");
    CHECK_TEXT(found_of(&w, "SL-Z1"), "E-07 2023-11-26");
    elected(&w, (struct election){.unit = "SL-JW", .on = "2021-06-30", .extended_to = "2026-12-30", .extension = "云直工〔2026〕3号"});
    CHECK_TEXT(found_of(&w, "SL-JW"), "");                      /* 已批延期 proposes nothing */
    day_is("2026-12-30");
    CHECK_TEXT(found_of(&w, "SL-JW"), "");
    day_is("2026-12-31");
    CHECK_TEXT(found_of(&w, "SL-JW"), "E-07 2021-06-30");
    kept_well(&w, "SL-LS");
    met(&w, "SL-LS", "assembly", "2026-11-10");
    CHECK_TEXT(found_of(&w, "SL-LS"), "");                      /* a temporary branch has no term */
    world_close(&w);
}

static int dissolve(struct change *outer, void *context)
{
    (void)context;
    return db_run(outer->db, "UPDATE unit SET dissolved = '2026-11-01' WHERE code = 'SL-Z2'");
}

/* What is no longer so is no longer found: an election entered late, a unit that is no more; and who never entered one is only
 * unrecorded. */
static void it_vanishes(void)
{
    life_office(&w);
    all_kept_well(&w);
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-03-01"});
    CHECK_TEXT(found_of(&w, "SL-Z1"), "E-07 2023-03-01");
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2026-04-01"});
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");
    elected(&w, (struct election){.unit = "SL-Z2", .on = "2023-03-01"});
    CHECK_TEXT(found_of(&w, "SL-Z2"), "E-07 2023-03-01");
    CHECK_DONE(system_write(w.system, dissolve, NULL, "command"));
    CHECK_TEXT(found_of(&w, "SL-Z2"), "");
    world_close(&w);
}

static void what_it_says(void)
{
    struct suspects found = {0};
    char term[ID_TEXT];
    life_office(&w);
    elected(&w, (struct election){.unit = "SL-ZZ", .on = "2023-03-01"});
    elected(&w, (struct election){.unit = "SL-JW", .on = "2020-06-30", .extended_to = "2026-03-30", .extension = "云直工〔2025〕3号"});
    CHECK_DONE(late_term_of(w.arena, w.system->reader, unit_id_of(&w, "SL-ZZ"), &found));
    CHECK_DONE(late_term_of(w.arena, w.system->reader, unit_id_of(&w, "SL-JW"), &found));
    CHECK_INT((int64_t)found.n, 2);
    CHECK_TEXT(found.items[0].facts, "水利厅水文中心党总支任期2026年3月1日届满，没有按期换届，也没有批准延期");
    CHECK_TEXT(found.items[0].since, "2026-03-02");
    CHECK_TEXT(found.items[1].facts, "中共云岭省水利厅直属机关委员会任期2025年6月30日届满，批准延期到2026年3月30日，到期后没有换届");
    CHECK_TEXT(found.items[1].since, "2026-03-31");
    CHECK(strlen(id_print(found.items[0].term, term)) > 0);
    world_close(&w);
}

/* Decided once for a term: it does not come back for it, but does for the next. */
static void decided(void)
{
    life_office(&w);
    all_kept_well(&w);
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2020-03-01"});
    CHECK_DONE(decide(&w, "SL-Z1", "E-07", "2023年已经换届，选举结果待补录"));
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-03-05"});
    CHECK_TEXT(found_of(&w, "SL-Z1"), "E-07 2023-03-05");
    CHECK_DONE(decide(&w, "SL-Z1", "E-07", NULL));
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");
    CHECK_OUTCOME(decide(&w, "SL-Z1", "E-07", NULL), NOT_FOUND);
    world_close(&w);
}

TESTS({"from the day after", from_the_day_after}, {"it vanishes", it_vanishes}, {"what it says", what_it_says}, {"decided", decided})
