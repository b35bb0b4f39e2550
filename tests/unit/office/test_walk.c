/* The walks of model/walk.h over the program's own entities, filled with the demonstration. */
#include "../model/walk.h"

#include <ftw.h>

#include "office/office.h"

extern const struct feature *const features[];
extern const int feature_count;

static int unlink_one(const char *path, const struct stat *s, int type, struct FTW *ftw)
{
    (void)s, (void)type, (void)ftw;
    return remove(path);
}

static int demonstrate(struct change *change, void *context)
{
    for (int i = 0; i < feature_count; i++)
        if (features[i]->demonstrate)
            TRY(features[i]->demonstrate(change, context));
    return DONE;
}

static void world_start(char path[64], struct system **ret)
{
    snprintf(path, 64, "%s/mingze-walk-XXXXXX", check_place());
    CHECK(mkdtemp(path));
    CHECK_DONE(office_setup(features, feature_count));
    if (ret) {
        CHECK_DONE(system_open(path, SYSTEM_CREATE, ret));
        CHECK_DONE(system_write(*ret, demonstrate, (*ret)->folder, "command"));
    }
}

static void world_end(const char *path, struct system *system)
{
    system_close(system);
    office_clear();
    nftw(path, unlink_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void every_schema_is_migrated_to(void)
{
    char path[64];
    struct arena *arena = arena_create(64 << 20);
    world_start(path, NULL);
    walk_schema(arena, path);
    world_end(path, NULL);
    arena_destroy(arena);
}

static void every_record_there_and_back(void)
{
    char path[64];
    struct actor actor = {.name = "系统", .door = "command"};
    struct journal_report report;
    struct system *system;
    json_setup();
    world_start(path, &system);
    struct arena *arena = arena_create(512 << 20);
    json_begin(arena);
    CHECK(walk_records(arena, system->reader, &actor) > 100);
    walk_access(arena, system->reader);
    CHECK_DONE(journal_verify(arena, system->reader, NULL, &report));
    json_end();
    world_end(path, system);
    arena_destroy(arena);
}

TESTS({"every schema is migrated to", every_schema_is_migrated_to},
      {"every record there and back", every_record_there_and_back})
