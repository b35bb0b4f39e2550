#include "world.h"

static int sealed(const struct entity *entity)
{
    static const struct entity *all[2] = {&team_entity};
    all[1] = entity;
    registry_clear();
    registry_add(all, 2);
    return registry_seal();
}

static struct entity changed(const struct field *fields, int n)
{
    struct entity entity = worker_entity;
    entity.fields = fields;
    entity.field_count = n;
    return entity;
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

static void wrong_fields_are_named(void)
{
    static const struct field base[WORKER__COUNT] = {
        {"name", "姓名", NULL, FIELD_TEXT, FIELD_REQUIRED},
        {"team", "所在班组", NULL, FIELD_REF, FIELD_REQUIRED, .ref = "team"},
        {"phone", "电话", NULL, FIELD_TEXT},
    };
    struct field wrong[][1] = {
        {{"Phone", "电话", NULL, FIELD_TEXT}},
        {{"order", "次序", NULL, FIELD_INT}},
        {{"unit", "单位", NULL, FIELD_REF, .ref = "team"}},
        {{"name", "姓名", NULL, FIELD_TEXT}},
        {{"phone", NULL, NULL, FIELD_TEXT}},
        {{"friend_of", "朋友", NULL, FIELD_REF, .ref = "friend"}},
        {{"sort", "类", NULL, FIELD_ENUM}},
        {{"day", "日", NULL, FIELD_DATE, .preset = "tomorrow"}},
        {{"amount", "量", NULL, FIELD_INT, .min = 9, .max = 3}},
        {{"shown_to", "给谁", NULL, FIELD_REF, FIELD_SHARES, .ref = "worker"}},
    };
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
        struct field fields[WORKER__COUNT];
        memcpy(fields, base, sizeof base);
        fields[2] = wrong[i][0];
        struct entity entity = changed(fields, WORKER__COUNT);
        CHECK_OUTCOME(sealed(&entity), INVALID);
        CHECK(strstr(error_message(), "worker"));
    }
    registry_clear();
}

static void wrong_paths_are_named(void)
{
    static const char *const no_column[] = {"nothing", NULL};
    static const struct list_view list[] = {{"all", "全部", no_column, "id", NULL}, {0}};
    struct entity entity = worker_entity;
    entity.title = "nobody";
    CHECK_OUTCOME(sealed(&entity), INVALID);
    entity = worker_entity;
    entity.unit_from = NULL;
    CHECK_OUTCOME(sealed(&entity), INVALID);
    entity.flags |= ENTITY_GLOBAL;
    CHECK_DONE(sealed(&entity));
    entity = worker_entity;
    entity.parent = "name";
    CHECK_OUTCOME(sealed(&entity), INVALID);
    entity = worker_entity;
    entity.indexes = no_column;
    CHECK_OUTCOME(sealed(&entity), INVALID);
    entity = worker_entity;
    entity.lists = list;
    CHECK_OUTCOME(sealed(&entity), INVALID);
    CHECK(strstr(error_message(), "nothing"));
    CHECK_OUTCOME(sealed(&team_entity), INVALID);      /* twice */
    registry_clear();
}

TESTS({"good rows are found by name", good_rows_are_found_by_name},
      {"wrong fields are named", wrong_fields_are_named},
      {"wrong paths are named", wrong_paths_are_named})
