#include "life_world.h"
#include "feature/life/compliance/board.h"

static struct world w;

static void periods_as_bits(void)
{
    const struct mask_duties duties = {{PERIOD_QUARTER, PERIOD_MONTH, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_MONTH, PERIOD_YEAR, PERIOD_YEAR}};
    struct mask mask = {{0}};
    mask_add(&mask, ACTIVITY_ASSEMBLY, 5);
    mask_add(&mask, ACTIVITY_COMMITTEE, 12);
    mask_add(&mask, ACTIVITY_APPRAISAL, MASK_LATER);
    struct mask periods = mask_periods(&mask, &duties);
    CHECK_INT(periods.lanes[ACTIVITY_ASSEMBLY], 1 << 3);
    CHECK_INT(periods.lanes[ACTIVITY_COMMITTEE], 1 << 11);
    CHECK_INT(periods.lanes[ACTIVITY_APPRAISAL], 1);
    CHECK_INT(periods.lanes[ACTIVITY_LECTURE], 0);
}

static const struct board_unit *unit_of(const char *code)
{
    const struct board *board;
    CHECK_DONE(board_open(w.path, w.db, &(struct year_view){clock_today(), false}, &board));
    const struct board_unit *unit = &board->units[board_find(board, world_unit(&w, code))];
    board_close();
    return unit;
}

/* 2026-11-26: three years of a branch, five of a committee. */
static void standings(void)
{
    life_open(&w);
    CHECK_DONE(elect(&w, "SL-Z1", "2025-01-10", NULL, NULL));
    CHECK_DONE(elect(&w, "SL-Z2", "2024-05-26", NULL, NULL));
    CHECK_DONE(elect(&w, "SL-Z3", "2023-11-25", NULL, NULL));
    CHECK_DONE(elect(&w, "SL-Z4", "2023-11-26", NULL, NULL));
    CHECK_DONE(elect(&w, "SL-Z5", "2023-10-01", "2026-12-31", "水机党〔2026〕9号"));
    CHECK_INT(unit_of("SL-Z1")->standing, STANDING_NORMAL);
    CHECK_INT(unit_of("SL-Z2")->standing, STANDING_NEAR);
    CHECK_INT(unit_of("SL-Z3")->standing, STANDING_LATE);
    CHECK_INT(unit_of("SL-Z3")->strength, STRENGTH_USUALLY);
    CHECK_INT(unit_of("SL-Z4")->standing, STANDING_NEAR);
    CHECK_INT(unit_of("SL-Z5")->standing, STANDING_NEAR);
    CHECK_INT(unit_of("JY-Z1")->standing, STANDING_UNKNOWN);
    CHECK_INT(unit_of("SL-DZ")->standing, STANDING_NONE);
    board_clear();
    life_close(&w);
}

TESTS({"periods as bits", periods_as_bits}, {"the standing of a term", standings})
