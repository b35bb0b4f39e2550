#include "check.h"
#include "base/base.h"
#include "cli/parse.h"
#include "office/office.h"

extern const struct feature *const features[];
extern const int feature_count;

static struct arena *arena;

static int parse(struct parsed *parsed, const char *const *words)
{
    int n = 0;
    while (words[n])
        n++;
    if (!arena) {
        arena = arena_create(8 << 20);
        CHECK_DONE(office_setup(features, feature_count));
    }
    return parse_words(arena, words, n, parsed);
}

#define PARSE(parsed, ...) parse(parsed, (const char *const[]){__VA_ARGS__, NULL})

static const char *value(const struct parsed *parsed, const char *name)
{
    for (int i = 0; i < options_count(parsed->command); i++)
        if (!strcmp(parsed->command->options[i].name, name))
            return parsed->values[i];
    return NULL;
}

static void the_longest_name_wins(void)
{
    struct parsed parsed;
    CHECK_DONE(PARSE(&parsed, "user", "token", "gu"));
    CHECK_TEXT(parsed.command->name, "user token");
    CHECK_INT(parsed.argument_count, 1);
    CHECK_TEXT(parsed.arguments[0], "gu");
    CHECK_OUTCOME(PARSE(&parsed, "user"), INVALID);
    CHECK_OUTCOME(PARSE(&parsed, "usertoken", "gu"), INVALID);
    CHECK_OUTCOME(PARSE(&parsed, "nothing"), INVALID);
}

static void options_take_their_values_either_way(void)
{
    struct parsed parsed;
    CHECK_DONE(PARSE(&parsed, "export", "unit", "-o", "a.xlsx", "--data", "d"));
    CHECK_TEXT(value(&parsed, "output"), "a.xlsx");
    CHECK_TEXT(parsed.data_path, "d");
    CHECK_DONE(PARSE(&parsed, "export", "--output=b.csv", "--data=e", "unit", "kind=branch"));
    CHECK_TEXT(value(&parsed, "output"), "b.csv");
    CHECK_TEXT(parsed.data_path, "e");
    CHECK_INT(parsed.argument_count, 2);
    CHECK_DONE(PARSE(&parsed, "export", "-oc.jsonl", "unit"));
    CHECK_TEXT(value(&parsed, "output"), "c.jsonl");
}

static void flags_and_common_options(void)
{
    struct parsed parsed;
    CHECK_DONE(PARSE(&parsed, "import", "a.xlsx", "-e", "unit", "--check", "--json"));
    CHECK_TEXT(value(&parsed, "check"), "");
    CHECK(parsed.json);
    CHECK_OUTCOME(PARSE(&parsed, "import", "a.xlsx", "-e", "unit", "--check=1"), INVALID);
    CHECK_OUTCOME(PARSE(&parsed, "serve", "--json"), INVALID);       /* prints no data */
    CHECK_OUTCOME(PARSE(&parsed, "version", "--data", "d"), INVALID);/* needs none */
    CHECK_DONE(PARSE(&parsed, "import", "--help"));                  /* asks for nothing else */
    CHECK(parsed.help);
}

static void wrong_use_is_told(void)
{
    struct parsed parsed;
    CHECK_OUTCOME(PARSE(&parsed, "export", "unit", "--outputs", "x"), INVALID);
    CHECK_OUTCOME(PARSE(&parsed, "export", "unit", "-o"), INVALID);
    CHECK_OUTCOME(PARSE(&parsed, "export", "unit", "-o", "a", "-o", "b"), INVALID);
    CHECK_OUTCOME(PARSE(&parsed, "export"), INVALID);
    CHECK_OUTCOME(PARSE(&parsed, "backup", "a", "b"), INVALID);
    CHECK_DONE(PARSE(&parsed, "import", "a.xlsx"));                  /* the whole workbook */
    CHECK_OUTCOME(PARSE(&parsed, "init", "--profile", "smal"), INVALID);
    CHECK_OUTCOME(PARSE(&parsed, "init", "--profile", ""), INVALID);
    CHECK_DONE(PARSE(&parsed, "init", "--profile", "small"));
    CHECK_OUTCOME(PARSE(&parsed, "user", "token", "gu", "--days", "many"), INVALID);
    CHECK_DONE(PARSE(&parsed, "user", "token", "gu", "--days", "30"));
}

static void two_dashes_end_the_options(void)
{
    struct parsed parsed;
    CHECK_DONE(PARSE(&parsed, "backup", "--", "-o"));
    CHECK_TEXT(parsed.arguments[0], "-o");
}

/* What the man page and the help promise for every row. */
static void rows_are_whole(void)
{
    struct parsed parsed;
    const struct command *command;
    PARSE(&parsed, "version");
    for (int i = 0; (command = command_at(i)); i++) {
        CHECK(command->run && command->summary && command->name);
        CHECK(command->arguments_max == 0 || command->arguments);
        for (int k = 0; k < options_count(command); k++) {
            CHECK(command->options[k].help);
            CHECK((command->options[k].kind == OPTION_FLAG) == !command->options[k].value);
            CHECK((command->options[k].kind == OPTION_CHOICE) == (command->options[k].choices != NULL));
        }
    }
}

TESTS({"the longest name wins", the_longest_name_wins},
      {"options take their values either way", options_take_their_values_either_way},
      {"flags and common options", flags_and_common_options}, {"wrong use is told", wrong_use_is_told},
      {"two dashes end the options", two_dashes_end_the_options}, {"rows are whole", rows_are_whole})
