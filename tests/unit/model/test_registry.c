#include "world.h"

static int sealed(const struct entity *entity)
{
    static const struct entity *all[2] = {&team_entity};
    all[1] = entity;
    registry_clear();
    registry_add(all, 2);
    return registry_seal();
}

static void good_rows_are_found_by_name(void)
{
    CHECK_DONE(sealed(&worker_entity));
    CHECK(registry_entity("worker") == &worker_entity);
    CHECK(!registry_entity("nobody"));
    CHECK(registry_at(1) == &worker_entity && !registry_at(2) && !registry_at(-1));
    CHECK_INT(registry_index(&worker_entity), 1);
    CHECK(field_target(&worker_fields[WORKER_TEAM]) == &team_entity);
    registry_clear();
}

static void twice_is_once_too_often(void)
{
    CHECK_OUTCOME(sealed(&team_entity), INVALID);
    CHECK(strstr(error_message(), "team"));
    registry_clear();
}

TESTS({"good rows are found by name", good_rows_are_found_by_name}, {"twice is once too often", twice_is_once_too_often})
