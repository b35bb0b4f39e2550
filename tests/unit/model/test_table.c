#include "world.h"

#include "model/table.h"

#define FIXED "id, version, unit, organ, root, created_at, created_by, changed_at, changed_by"

static void statements_of_a_plain_entity(void)
{
    struct entity_table table;
    struct arena *arena = arena_create(1 << 20);
    table_build(arena, &worker_entity, &table);
    CHECK_TEXT(table.read, "SELECT " FIXED ", name, team, phone FROM worker t WHERE t.id = ?1");
    CHECK_TEXT(table.insert, "INSERT INTO worker (" FIXED ", name, team, phone)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    CHECK_TEXT(table.remove, "DELETE FROM worker WHERE id = ?1 AND version = ?2");
    CHECK_TEXT(table.title, "SELECT name FROM worker WHERE id = ?1");
    CHECK_TEXT(table.place, "SELECT unit, organ, root FROM worker WHERE id = ?1");
    CHECK(table.links_read == NULL);
    arena_destroy(arena);
}

/* Links stand in tables of their own, and all of a record's are read by one statement. */
static void statements_of_links(void)
{
    static const struct field fields[] = {
        {"near_to", "近", NULL, FIELD_REFS, 0, .ref = "team"},
        {"name", "名", NULL, FIELD_TEXT},
        {"far_from", "远", NULL, FIELD_REFS, 0, .ref = "team"},
    };
    const struct entity entity = {.name = "place", .label = "处", .fields = fields, .field_count = 3, .title = "name"};
    struct entity_table table;
    struct arena *arena = arena_create(1 << 20);
    table_build(arena, &entity, &table);
    CHECK_TEXT(table.read, "SELECT " FIXED ", name FROM place t WHERE t.id = ?1");
    CHECK_TEXT(table.links[0].insert, "INSERT INTO place_near_to (owner, position, target) VALUES (?1, ?2, ?3)");
    CHECK_TEXT(table.links[2].clear, "DELETE FROM place_far_from WHERE owner = ?1");
    CHECK(table.links[1].insert == NULL);
    CHECK(strstr(table.links_read, "SELECT 0, position, target FROM place_near_to WHERE owner = ?1"));
    CHECK(strstr(table.links_read, "SELECT 2, position, target FROM place_far_from WHERE owner = ?1"));
    arena_destroy(arena);
}

static void columns_of_every_table(void)
{
    static const char *const fixed[] = {"id", "version", "unit", "organ", "root", "created_at", "created_by", "changed_at", "changed_by"};
    CHECK_INT((int64_t)ARRAY_SIZE(fixed), COLUMN__FIXED);
    for (size_t i = 0; i < ARRAY_SIZE(fixed); i++) {
        CHECK_TEXT(fixed_columns[i], fixed[i]);
        CHECK(column_is_fixed(fixed[i]));
    }
    CHECK(!column_is_fixed("title") && !column_is_fixed("") && !column_is_fixed("ids"));
    for (int i = 0; i < TICKET__COUNT; i++)
        CHECK(field_has_column(&ticket_fields[i]) == (i != TICKET_HELPERS));
}

TESTS({"statements of a plain entity", statements_of_a_plain_entity}, {"statements of links", statements_of_links},
      {"columns of every table", columns_of_every_table})
