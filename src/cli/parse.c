#include "cli/parse.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"

const struct command *command_at(int index)
{
    const struct feature *feature;
    for (int i = 0; (feature = office_feature_at(i)); i++) {
        if (index < feature->command_count)
            return &feature->commands[index];
        index -= feature->command_count;
    }
    return NULL;
}

int options_count(const struct command *command)
{
    int n = 0;
    while (command->options && command->options[n].name)
        n++;
    return n;
}

/* "user token" against the words; how many words match, or 0. */
static int name_words(const char *name, const char *const *words, int n)
{
    int taken = 0;
    while (*name) {
        size_t length = strcspn(name, " ");
        if (taken == n || strlen(words[taken]) != length || strncmp(words[taken], name, length) != 0)
            return 0;
        taken++;
        name += length + (name[length] == ' ');
    }
    return taken;
}

const struct command *command_find(const char *const *words, int n, int *ret_words)
{
    const struct command *command, *best = NULL;
    *ret_words = 0;
    for (int i = 0; (command = command_at(i)); i++) {
        int taken = name_words(command->name, words, n);
        if (taken > *ret_words) {
            best = command;
            *ret_words = taken;
        }
    }
    return best;
}

/* options */

struct words { const char *const *items; int n, at; };

static bool choice_holds(const char *choices, const char *value)
{
    size_t n = strlen(value);
    for (const char *at = choices; n && (at = strstr(at, value)); at += n)
        if ((at == choices || at[-1] == ' ') && (at[n] == ' ' || !at[n]))
            return true;
    return false;
}

static int value_check(const struct option *option, const char *value)
{
    char *end;
    if (option->kind == OPTION_CHOICE && !choice_holds(option->choices, value))
        return fail(INVALID, "--%s 只能是 %s 之一，不能是“%s”", option->name, option->choices, value);
    if (option->kind == OPTION_INT && (strtol(value, &end, 10) < 0 || *end || !*value || strlen(value) > 9))
        return fail(INVALID, "--%s 要一个整数，不能是“%s”", option->name, value);
    return DONE;
}

static int option_index(const struct command *command, const char *name, size_t n)
{
    for (int i = 0; i < options_count(command); i++)
        if (strlen(command->options[i].name) == n && strncmp(command->options[i].name, name, n) == 0)
            return i;
    return -1;
}

bool parse_given(const struct parsed *parsed, const char *names)
{
    for (const char *at = names; at && *at; at += strcspn(at, " "), at += *at == ' ') {
        int i = option_index(parsed->command, at, strcspn(at, " "));
        if (i >= 0 && parsed->values[i])
            return true;
    }
    return false;
}

static int letter_index(const struct command *command, char letter)
{
    for (int i = 0; i < options_count(command); i++)
        if (command->options[i].letter == letter)
            return i;
    return -1;
}

/* What follows the name: "=VALUE" in the same word, or the next word. */
static int value_take(struct words *words, const char *name, const char *attached, const char **ret)
{
    if (attached) {
        *ret = attached;
        return DONE;
    }
    if (words->at == words->n)
        return fail(INVALID, "%s 后面要写值", name);
    *ret = words->items[words->at++];
    return DONE;
}

static int option_set(struct parsed *parsed, struct words *words, int index, const char *name, const char *attached)
{
    const struct option *option = &parsed->command->options[index];
    if (option->kind == OPTION_FLAG) {
        if (attached)
            return fail(INVALID, "%s 后面不写值", name);
        parsed->values[index] = "";
        return DONE;
    }
    if (parsed->values[index])
        return fail(INVALID, "--%s 写了两次", option->name);
    TRY(value_take(words, name, attached, &parsed->values[index]));
    return value_check(option, parsed->values[index]);
}

/* Options that every row has by what it is. */
static int option_common(struct parsed *parsed, struct words *words, const char *word, const char *attached, bool *ret)
{
    size_t n = strcspn(word, "=");
    *ret = true;
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        parsed->help = true;
    else if (strcmp(word, "--json") == 0 && parsed->command->prints_data)
        parsed->json = true;
    else if (n == 6 && strncmp(word, "--data", 6) == 0 && parsed->command->data != COMMAND_NO_DATA)
        return value_take(words, "--data", attached, &parsed->data_path);
    else
        *ret = false;
    return DONE;
}

static int option_take(struct parsed *parsed, struct words *words, const char *word)
{
    bool is_long = word[1] == '-', taken;
    const char *sign = is_long ? strchr(word, '=') : NULL;
    const char *attached = sign ? sign + 1 : !is_long && word[2] ? word + 2 : NULL;
    TRY(option_common(parsed, words, word, attached, &taken));
    if (taken)
        return DONE;
    int index = is_long ? option_index(parsed->command, word + 2, strcspn(word + 2, "=")) : letter_index(parsed->command, word[1]);
    if (index < 0)
        return fail(INVALID, "没有选项 %s；mingze %s --help 列出全部", word, parsed->command->name);
    return option_set(parsed, words, index, word, attached);
}

static int parsed_check(const struct parsed *parsed)
{
    const struct command *command = parsed->command;
    if (parsed->help)
        return DONE;
    if (parsed->argument_count < command->arguments_min)
        return fail(INVALID, "还要写 %s；mingze %s --help 有说明", command->arguments, command->name);
    if (command->arguments_max >= 0 && parsed->argument_count > command->arguments_max)
        return fail(INVALID, "多写了“%s”；mingze %s --help 有说明", parsed->arguments[command->arguments_max], command->name);
    for (int i = 0; i < options_count(command); i++)
        if (command->options[i].required && !parsed->values[i])
            return fail(INVALID, "还要写 --%s %s", command->options[i].name, command->options[i].value ? command->options[i].value : "");
    return DONE;
}

int parse_words(struct arena *arena, const char *const *given, int n, struct parsed *ret)
{
    struct words words = {given, n, 0};
    bool only_arguments = false;
    *ret = (struct parsed){.command = command_find(given, n, &words.at)};
    if (!ret->command)
        return fail(INVALID, "没有命令“%s”；mingze --help 列出全部", n ? given[0] : "");
    ret->arguments = arena_array(arena, const char *, n + 1);
    ret->values = arena_array(arena, const char *, options_count(ret->command) + 1);
    while (words.at < words.n) {
        const char *word = words.items[words.at++];
        if (!only_arguments && strcmp(word, "--") == 0)
            only_arguments = true;
        else if (!only_arguments && word[0] == '-' && word[1])
            TRY(option_take(ret, &words, word));
        else
            ret->arguments[ret->argument_count++] = word;
    }
    return parsed_check(ret);
}
