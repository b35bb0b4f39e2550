#include "world.h"

#include "model/schema_sql.h"

static struct world w;

static void begin(void)
{
    world_open(&w);
}

static void end(void)
{
    world_close(&w);
}

#define FIXED "id INTEGER PRIMARY KEY, version INTEGER NOT NULL, unit INTEGER NOT NULL, organ INTEGER NOT NULL, " \
    "root INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by INTEGER NOT NULL, changed_at INTEGER NOT NULL, " \
    "changed_by INTEGER NOT NULL"

static void tables(void)
{
    CHECK_TEXT(schema_table_sql(w.arena, DIALECT_SQLITE, &worker_entity),
               "CREATE TABLE worker (" FIXED ", name TEXT, team INTEGER REFERENCES team (id), phone TEXT) STRICT");
    /* To itself too, but not to what is made later. */
    CHECK(strstr(schema_table_sql(w.arena, DIALECT_SQLITE, &team_entity), ", parent INTEGER REFERENCES team (id)"));
    static const struct field fields[] = {{"name", "名", NULL, FIELD_TEXT}, {"of_note", "记录", NULL, FIELD_REF, .ref = "note"}};
    struct entity early = worker_entity;
    early.fields = fields;
    early.field_count = 2;
    CHECK_TEXT(schema_table_sql(w.arena, DIALECT_SQLITE, &early), "CREATE TABLE worker (" FIXED ", name TEXT, of_note INTEGER) STRICT");
    CHECK_TEXT(schema_column_sql(w.arena, DIALECT_SQLITE, &worker_entity, &worker_fields[WORKER_TEAM]),
               "ALTER TABLE worker ADD COLUMN team INTEGER REFERENCES team (id)");
    CHECK_TEXT(schema_link_sql(w.arena, DIALECT_SQLITE, &ticket_entity, &ticket_fields[TICKET_HELPERS]),
               "CREATE TABLE ticket_helpers (owner INTEGER NOT NULL REFERENCES ticket (id), position INTEGER NOT NULL,"
               " target INTEGER NOT NULL REFERENCES team (id), PRIMARY KEY (owner, position)) STRICT, WITHOUT ROWID");
    CHECK(!strstr(schema_table_sql(w.arena, DIALECT_SQLITE, &ticket_entity), "helpers"));
}

static const char *indexes_of(const struct entity *entity)
{
    struct schema_indexes all = {0};
    struct buffer b = buffer_in(w.arena);
    buffer_adds(&b, "");
    schema_indexes_add(w.arena, entity, &all);
    for (size_t i = 0; i < all.n; i++) {
        CHECK(strstr(all.items[i].sql, all.items[i].name));
        buffer_addf(&b, "%s%s", i ? "; " : "", all.items[i].sql);
    }
    return b.p;
}

static void indexes(void)
{
    CHECK_TEXT(indexes_of(&team_entity), "CREATE UNIQUE INDEX uq_team_code ON team (code); CREATE INDEX ix_team_name ON team (name)");
    CHECK_TEXT(indexes_of(&worker_entity),
               "CREATE UNIQUE INDEX uq_worker_organ_name ON worker (organ, name); CREATE INDEX ix_worker_name ON worker (name)");
    CHECK_TEXT(indexes_of(&ticket_entity),
               "CREATE UNIQUE INDEX uq_ticket_organ_title ON ticket (organ, title);"
               " CREATE INDEX ix_ticket_organ_due ON ticket (organ, due); CREATE INDEX ix_ticket_root_due ON ticket (root, due);"
               " CREATE INDEX ix_ticket_unit ON ticket (unit);"
               " CREATE INDEX ix_ticket_helpers_target_owner ON ticket_helpers (target, owner)");
    CHECK_TEXT(indexes_of(&note_entity), "CREATE UNIQUE INDEX uq_note_organ_ticket_words ON note (organ, ticket, words);"
                                         " CREATE INDEX ix_note_ticket ON note (ticket)");
}

/* One index does two jobs where it can: each is a page more of every write. */
static void an_index_does_both(void)
{
    static const char *const keys_alone[] = {"ticket,words", NULL}, *const parent_first[] = {"ticket,stage", NULL};
    static const char *const twice[] = {"stage", "stage", NULL}, *const longer_name[] = {"ticket_more", NULL};
    struct entity e = note_entity;
    e.indexes = keys_alone;
    CHECK_TEXT(indexes_of(&e), "CREATE UNIQUE INDEX uq_note_ticket_words_organ ON note (ticket, words, organ)");
    e.indexes = parent_first;
    CHECK(!strstr(indexes_of(&e), "ix_note_ticket ") && strstr(indexes_of(&e), "ix_note_ticket_stage "));
    e.indexes = twice;
    CHECK_TEXT(strstr(indexes_of(&e), "; CREATE INDEX"), "; CREATE INDEX ix_note_stage ON note (stage); CREATE INDEX ix_note_ticket ON note (ticket)");
    e.indexes = longer_name;                 /* begins with the same letters, not with the same column */
    CHECK(strstr(indexes_of(&e), "ix_note_ticket ON"));
}

TESTS({"begin", begin}, {"tables", tables}, {"indexes", indexes}, {"an index does both", an_index_does_both}, {"end", end})
