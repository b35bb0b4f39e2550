#include "check.h"
#include "store/store.h"

static struct arena *arena;

static void every_phrase_is_there(void)
{
    for (int d = 0; d < DIALECT__COUNT; d++)
        for (int p = 0; p < PHRASE__COUNT; p++)
            CHECK(dialect_phrase((enum dialect)d, (enum phrase)p) != NULL);
}

static void phrases_are_filled(void)
{
    CHECK_TEXT(dialect_fill(arena, DIALECT_SQLITE, PHRASE_SEARCH_IDS, "problem_words", "?3"),
               "SELECT rowid AS doc FROM problem_words WHERE problem_words MATCH ?3");
    CHECK_TEXT(dialect_fill(arena, DIALECT_POSTGRESQL, PHRASE_SEARCH_IDS, "problem_words", "?3"),
               "SELECT id AS doc FROM problem_words WHERE tokens @@ CAST(?3 AS tsquery)");
    CHECK_TEXT(dialect_fill(arena, DIALECT_SQLITE, PHRASE_JSON_TEXT, "content", "name"), "(content ->> 'name')");
}

static void searches_quote_their_tokens(void)
{
    CHECK_TEXT(dialect_search(arena, DIALECT_SQLITE, "党支 支部"), "\"党支\" \"支部\"");
    CHECK_TEXT(dialect_search(arena, DIALECT_POSTGRESQL, "党支 支部"), "'党支' & '支部'");
    CHECK_TEXT(dialect_search(arena, DIALECT_SQLITE, "  a\"b OR  "), "\"a\"\"b\" \"OR\"");
    CHECK_TEXT(dialect_search(arena, DIALECT_POSTGRESQL, "a'b\\"), "'a''b\\\\'");
    CHECK_TEXT(dialect_search(arena, DIALECT_SQLITE, "  "), NULL);
    CHECK_TEXT(dialect_search(arena, DIALECT_SQLITE, ""), NULL);
}

int main(int argc, char **argv)
{
    static const struct check_test tests[] = {
        {"every phrase is there in every dialect", every_phrase_is_there},
        {"phrases are filled", phrases_are_filled},
        {"searches quote their tokens", searches_quote_their_tokens},
    };
    arena = arena_create(1 << 20);
    int status = check_run(tests, ARRAY_SIZE(tests), argc > 1 ? argv[1] : NULL);
    arena_destroy(arena);
    return status;
}
