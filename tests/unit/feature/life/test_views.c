#include "heat_office.h"
#include "feature/life/compliance/views.h"

static struct world w;

static void columns_of_a_year(void)
{
    const struct board *board;
    struct period_column columns[MASK_LANES * 12];
    const struct year_asked asked = {.view = {{2026, 3, 31}, false}, .past = true}, closed = {.view = {{2025, 12, 31}, true}, .past = true};
    heat_office(&w);
    CHECK_DONE(board_open(w.path, w.system->reader, &asked.view, &board));
    CHECK_INT(period_columns(w.arena, board, "", columns), 46);
    CHECK_INT(period_columns(w.arena, board, "L-01", columns), 4);
    CHECK_TEXT(columns[0].name, "2026Q1");
    CHECK_TEXT(columns[0].label, "一季度");
    CHECK(!columns[0].over && columns[0].begun && !columns[1].begun);        /* its last day is not past */
    CHECK(strstr(held_href(w.arena, &asked, 12345, &columns[0]), "&kinds.has=assembly&held_on.from=2026-01-01&held_on.to=2026-03-31"));
    CHECK_INT(period_columns(w.arena, board, "L-06", columns), 1);
    CHECK(strstr(held_href(w.arena, &closed, 12345, &columns[0]), "held_on.to=2027-12-31"));
    board_close();
    CHECK_TEXT(view_words(w.arena, &asked), "2026 年，截至 2026-03-31");
    CHECK_TEXT(view_words(w.arena, &closed), "2025 年全年");
    CHECK_TEXT(strength_tone(STRENGTH_SHALL), "red");
    CHECK_TEXT(strength_tone(STRENGTH_USUALLY), "yellow");
    CHECK_TEXT(strength_tone(STRENGTH_CUSTOM), "grey");
    heat_close(&w);
}

TESTS({"columns, addresses and words", columns_of_a_year})
