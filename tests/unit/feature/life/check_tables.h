/* Units and activities as two files, and a command asked about them. */
#ifndef MINGZE_TESTS_LIFE_CHECK_TABLES_H
#define MINGZE_TESTS_LIFE_CHECK_TABLES_H

#include "check.h"
#include "feature/life/commands.h"
#include "feature/life/compliance/check.h"

static struct arena *arena;

/* Files of this program; they go when it ends. */
static char made[64][32];
static size_t made_n;

static void made_remove(void)
{
    for (size_t i = 0; i < made_n; i++)
        unlink(made[i]);
}

__attribute__((unused)) static const char *file(const char *text, size_t n)
{
    char *path = made[made_n];
    CHECK(made_n < ARRAY_SIZE(made));
    if (!made_n++)
        atexit(made_remove);
    memcpy(path, "/tmp/mingze-check-XXXXXX", 25);
    int fd = mkstemp(path);
    CHECK(fd >= 0 && write(fd, text, n) == (ssize_t)n);
    close(fd);
    return path;
}

static char *said;
static size_t said_n;

__attribute__((unused)) static int read_both(const char *units, const char *activities, struct date asof, struct check_units *ret)
{
    FILE *err = open_memstream(&said, &said_n);
    const char *a = file(units, strlen(units)), *b = file(activities, strlen(activities));
    int outcome = check_units_read(arena, a, err, ret);
    if (outcome == DONE)
        outcome = check_activities_read(arena, b, asof, err, ret);
    fclose(err);
    unlink(a);
    unlink(b);
    made_n -= 2;
    return outcome;
}

struct said { int status; const char *out, *err; };

/* Runs a command with "name=value" words for its options, up to NULL; "=FILE" is its argument, "--json" asks for JSON. */
__attribute__((unused)) static struct said command_say(int (*run)(struct command_call *), const struct option *options, const char *const *words)
{
    const struct command command = {.name = "test", .options = options, .run = run};
    const char *values[16] = {NULL}, *arguments[2] = {NULL};
    char *out, *err;
    size_t out_n, err_n;
    struct command_call call = {.arena = arena, .command = &command, .values = values, .arguments = arguments,
                                .out = open_memstream(&out, &out_n), .err = open_memstream(&err, &err_n)};
    for (; *words; words++) {
        const char *equal = strchr(*words, '=');
        if (!strcmp(*words, "--json"))
            call.json = true;
        else if (*words == equal)
            arguments[call.argument_count++] = equal + 1;
        else
            for (int i = 0; options[i].name; i++)
                if (!strncmp(options[i].name, *words, (size_t)(equal - *words)) && !options[i].name[equal - *words])
                    values[i] = equal + 1;
    }
    struct said ret = {.status = run(&call)};
    fclose(call.out);
    fclose(call.err);
    ret.out = arena_strdup(arena, out);
    ret.err = arena_strdup(arena, err);
    free(out);
    free(err);
    return ret;
}
#define SAY(run, options, ...) command_say(run, options, (const char *const[]){__VA_ARGS__, NULL})
#define CHECK_SAYS(text, part) do { if (!strstr(text, part)) CHECK_TEXT(text, part); } while (0)

#endif
