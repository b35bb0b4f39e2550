#include "check.h"
#include "feature/rectification/private.h"

static void round_trip(void)
{
    struct arena *arena = arena_create(1 << 20);
    struct place places[] = {{3, 5, 20}, {4, 0, 7}}, *back;
    char *text = places_print(arena, places, 2);
    CHECK_TEXT(text, "3:5:20 4:0:7");
    CHECK_INT(places_parse(arena, text, &back), 2);
    CHECK_INT(back[1].paragraph, 4);
    CHECK_INT(back[0].length, 20);
    arena_destroy(arena);
}

/* It comes back from a browser: whatever stands there, no place is made up. */
static void foreign_words(void)
{
    static const char *const words[] = {"", "x", "3", "3:", "3:5", "0:1:1", "-1:2:3", "3:5:0", "::", "1:2:3x", "1 2 3"};
    struct arena *arena = arena_create(1 << 20);
    struct place *places;
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        for (size_t k = 0, n = places_parse(arena, words[i], &places); k < n; k++)
            CHECK(places[k].paragraph > 0 && places[k].length > 0);
    CHECK_INT(places_parse(arena, "x", &places), 0);
    arena_destroy(arena);
}

TESTS({"places as text and back", round_trip}, {"foreign words make no place", foreign_words})
