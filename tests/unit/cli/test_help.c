#include "check.h"
#include "base/base.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "office/office.h"

extern const struct feature *const features[];
extern const int feature_count;

static char *printed(void (*print)(FILE *))
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    print(out);
    fclose(out);
    return text;
}

static void every_row_is_in_the_help_and_the_man_page(void)
{
    CHECK_DONE(office_setup(features, feature_count));
    char *help = printed(help_all), *man = printed(help_man);
    const struct command *command;
    for (int i = 0; (command = command_at(i)); i++) {
        CHECK(strstr(help, command->name));
        CHECK(strstr(man, command->name));
    }
    free(help);
    free(man);
    office_clear();
}

static const struct command *shown;

static void help_shown(FILE *out)
{
    help_command(out, shown);
}

/* A command that needs no folder may still offer to look into one. */
static bool offers_data(const struct command *command)
{
    for (int k = 0; k < options_count(command); k++)
        if (!strcmp(command->options[k].name, "data"))
            return true;
    return command->data != COMMAND_NO_DATA;
}

static void a_row_says_its_options(void)
{
    CHECK_DONE(office_setup(features, feature_count));
    const struct command *command;
    for (int i = 0; (command = command_at(i)); i++) {
        shown = command;
        char *text = printed(help_shown);
        for (int k = 0; k < options_count(command); k++)
            CHECK(strstr(text, command->options[k].name));
        CHECK((strstr(text, "--data") != NULL) == offers_data(command));
        CHECK(strstr(text, "--help"));
        free(text);
    }
    office_clear();
}

TESTS({"every row is in the help and the man page", every_row_is_in_the_help_and_the_man_page},
      {"a row says its options", a_row_says_its_options})
