/* A whole data folder with the demonstration in it, as `mingze demo` makes it, and requests and commands upon it. */
#ifndef MINGZE_TESTS_DEMONSTRATED_H
#define MINGZE_TESTS_DEMONSTRATED_H

#include <ftw.h>

#include "check.h"
#include "base/base.h"
#include "feature/rectification/private.h"

extern const struct feature *const features[];
extern const int feature_count;

struct demonstrated {
    char path[64];
    struct arena *arena;
    struct system *system;
    struct session session;
};

static int demonstrated_unlink(const char *path, const struct stat *s, int type, struct FTW *ftw)
{
    (void)s, (void)type, (void)ftw;
    return remove(path);
}

static int demonstrated_fill(struct change *change, void *context)
{
    for (int i = 0; i < feature_count; i++)
        if (features[i]->demonstrate)
            TRY(features[i]->demonstrate(change, context));
    return DONE;
}

__attribute__((unused)) static void demonstrated_open(struct demonstrated *d)
{
    *d = (struct demonstrated){.session = {.name = "系统"}};
    snprintf(d->path, sizeof d->path, "%s/mingze-demonstrated-XXXXXX", check_place());
    CHECK(mkdtemp(d->path));
    json_setup();
    CHECK_DONE(office_setup(features, feature_count));
    CHECK_DONE(system_open(d->path, SYSTEM_CREATE, &d->system));
    CHECK_DONE(system_write(d->system, demonstrated_fill, d->system->folder, "command"));
    d->arena = arena_create(256 << 20);
}

__attribute__((unused)) static void demonstrated_close(struct demonstrated *d)
{
    arena_destroy(d->arena);
    system_close(d->system);
    office_clear();
    nftw(d->path, demonstrated_unlink, 8, FTW_DEPTH | FTW_PHYS);
}

__attribute__((unused)) static int64_t demonstrated_source(struct demonstrated *d)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(d->system->reader, &id, "SELECT id FROM source WHERE kind = 'supervision'"));
    return id;
}

/* What a command says on both outputs together, and its exit status. */
__attribute__((unused)) static int demonstrated_run(struct demonstrated *d, int (*run)(struct command_call *), const struct option *options,
                                                    const char *argument, const char *const *values, const char **ret_said)
{
    static const char *arguments[1];
    static struct command command;
    char *said = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&said, &n);
    arguments[0] = argument;
    command = (struct command){.name = "test", .options = options, .run = run};
    struct command_call call = {.arena = d->arena, .command = &command, .arguments = arguments, .argument_count = 1, .values = values,
                                .system = d->system, .out = out, .err = out};
    int status = run(&call);
    fclose(out);
    *ret_said = arena_strdup(d->arena, said);
    free(said);
    return status;
}

#endif
