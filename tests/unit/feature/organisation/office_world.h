/* A data folder with the demonstration's units and people, for tests of features. */
#ifndef MINGZE_TESTS_OFFICE_WORLD_H
#define MINGZE_TESTS_OFFICE_WORLD_H

#include <ftw.h>

#include "check.h"
#include "base/base.h"
#include "feature/organisation/organisation.h"
#include "store/store.h"

struct world {
    char path[64];
    struct folder *folder;
    struct db *db;
    struct arena *arena;
    struct actor system;
};

static int world_unlink(const char *path, const struct stat *s, int type, struct FTW *ftw)
{
    return remove(path);
}

__attribute__((unused)) static void world_close(struct world *w)
{
    db_close(w->db);
    folder_close(w->folder);
    arena_destroy(w->arena);
    nftw(w->path, world_unlink, 8, FTW_DEPTH | FTW_PHYS);
    names_clear();
    registry_clear();
    access_clear();
    schema_clear();
}

/* As the system: no rights are asked. */
__attribute__((unused)) static struct change world_change(struct world *w, const struct entity *entity, const char *verb)
{
    return (struct change){.arena = w->arena, .db = w->db, .actor = &w->system, .entity = entity, .verb = verb,
                           .now = clock_now_ms()};
}

/* Features given after organisation, as rows of entities. */
__attribute__((unused)) static void world_open(struct world *w, const struct entity *const *more, int n)
{
    *w = (struct world){.system = {.name = "系统", .door = "job"}};
    snprintf(w->path, sizeof w->path, "%s/mingze-world-XXXXXX", check_place());
    CHECK(mkdtemp(w->path));
    CHECK_DONE(folder_open(w->path, FOLDER_CREATE, &w->folder));
    registry_add(organisation_feature.entities, organisation_feature.entity_count);
    registry_add(more, n);
    CHECK_DONE(registry_seal());
    CHECK_DONE(db_open(folder_path(w->folder, FOLDER_DATABASE), DB_WRITE, &w->db));
    CHECK_DONE(schema_migrate(w->db));
    CHECK_DONE(names_load(w->db));
    w->arena = arena_create(256 << 20);
    struct change change = world_change(w, &unit_entity, "create");
    CHECK_DONE(organisation_feature.demonstrate(&change, w->folder));
    names_commit();
}

__attribute__((unused)) static int64_t world_unit(struct world *w, const char *code)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(w->db, &id, "SELECT id FROM unit WHERE code = ?1", value_text(code)));
    return id;
}

__attribute__((unused)) static int64_t world_person(struct world *w, const char *code)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(w->db, &id, "SELECT id FROM person WHERE code = ?1", value_text(code)));
    return id;
}

#endif
