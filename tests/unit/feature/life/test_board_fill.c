#include "life_world.h"
#include "feature/life/compliance/board.h"

static struct world w;

static bool met(struct year_view view, const char *code, int lane, int month)
{
    const struct board *board;
    CHECK_DONE(board_open(w.path, w.db, &view, &board));
    bool is = board->met[board_find(board, world_unit(&w, code))].lanes[lane] >> (month - 1) & 1;
    board_close();
    return is;
}

/* Of the day's own month the masks know too much: its rows say. */
static void days_within_a_month(void)
{
    life_open(&w);
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "theme_day", NULL, "2026-03-20", 0}, NULL));
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "theme_day", NULL, "2026-02-28", 0}, NULL));
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "organisation_life", NULL, "2026-01-15", 2025}, NULL));
    CHECK(!met((struct year_view){{2026, 3, 19}, false}, "SL-Z1", ACTIVITY_THEME_DAY, 3));
    CHECK(met((struct year_view){{2026, 3, 19}, false}, "SL-Z1", ACTIVITY_THEME_DAY, 2));
    CHECK(met((struct year_view){{2026, 3, 20}, false}, "SL-Z1", ACTIVITY_THEME_DAY, 3));
    CHECK(met((struct year_view){{2026, 3, 31}, false}, "SL-Z1", ACTIVITY_THEME_DAY, 3));
    CHECK(!met((struct year_view){{2026, 2, 27}, false}, "SL-Z1", ACTIVITY_THEME_DAY, 2));
    CHECK(!met((struct year_view){{2025, 12, 31}, false}, "SL-Z1", ACTIVITY_ORGANISATION_LIFE, 1));
    CHECK(met((struct year_view){{2025, 12, 31}, true}, "SL-Z1", ACTIVITY_ORGANISATION_LIFE, 1));
    board_clear();
    life_close(&w);
}

/* Parents before children, siblings by code, each piece behind its unit. */
static void order_of_the_tree(void)
{
    const struct board *board;
    life_open(&w);
    CHECK_DONE(board_open(w.path, w.db, &(struct year_view){clock_today(), false}, &board));
    uint32_t top = board_find(board, world_unit(&w, "SL-JW")), at = top;
    static const char *const codes[] = {"SL-Z1", "SL-Z2", "SL-Z3"};
    for (size_t i = 0; i < ARRAY_SIZE(codes); i++) {
        uint32_t place = board_find(board, world_unit(&w, codes[i]));
        CHECK(place > at && place < board->units[top].end);
        at = place;
    }
    for (uint32_t i = 0; i < board->n; i++)
        CHECK(board->units[i].end > i && (board->units[i].parent == BOARD_NONE || board->units[i].end <= board->units[board->units[i].parent].end));
    board_close();
    board_clear();
    life_close(&w);
}

/* A committee elected in June is not asked for the months before: on the board as in the lines. */
static void committee_in_mid_year(void)
{
    const struct board *board;
    struct year_view view = {0};
    life_open(&w);
    CHECK_DONE(elect(&w, "SL-Z1", "2026-06-15", NULL, NULL));
    CHECK_DONE(elect(&w, "SL-Z2", "2024-06-15", NULL, NULL));
    view.day = clock_today();
    CHECK_DONE(board_open(w.path, w.db, &view, &board));
    uint16_t open = board->open[board_find(board, world_unit(&w, "SL-Z1"))].lanes[ACTIVITY_COMMITTEE];
    CHECK_INT(open, 0xFC0);                                /* July … December */
    CHECK_INT(board->open[board_find(board, world_unit(&w, "SL-Z2"))].lanes[ACTIVITY_COMMITTEE], 0xFFF);
    board_close();
    board_clear();
    life_close(&w);
}

/* Where an organ asks for two in the year, they stand in the quarter in which the year ends; others keep their quarters. */
static void local_settings(void)
{
    const struct year_view view = {clock_today(), false};
    life_open(&w);
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "lecture", NULL, "2026-02-03", 0}, NULL));
    CHECK_DONE(hold(&w, (struct held){"JY-Z1", "lecture", NULL, "2026-02-03", 0}, NULL));
    CHECK(met(view, "SL-Z1", ACTIVITY_LECTURE, 1));
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-04", NULL, "2026-01-01", NULL, "year", 2}, NULL));
    CHECK(!met(view, "SL-Z1", ACTIVITY_LECTURE, 1) && !met(view, "SL-Z1", ACTIVITY_LECTURE, 10));
    CHECK(met(view, "JY-Z1", ACTIVITY_LECTURE, 1));
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "lecture", NULL, "2026-02-04", 0}, NULL));
    CHECK(met(view, "SL-Z1", ACTIVITY_LECTURE, 10));                       /* read anew alone, and with all others */
    board_clear();
    CHECK(met(view, "SL-Z1", ACTIVITY_LECTURE, 10));
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-04", NULL, "2026-03-01", "off"}, NULL));
    CHECK(!met(view, "SL-Z1", ACTIVITY_LECTURE, 1) && !met(view, "SL-Z1", ACTIVITY_LECTURE, 10));
    board_clear();
    life_close(&w);
}

TESTS({"local settings", local_settings}, {"days within a month", days_within_a_month}, {"a committee in mid-year", committee_in_mid_year},
      {"the order of the tree", order_of_the_tree})
