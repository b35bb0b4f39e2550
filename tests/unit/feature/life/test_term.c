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

TESTS({"years by kind and day", years}, {"extensions", extensions}, {"the last election counts", current})
