#include "model/schema.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/access.h"
#include "model/history.h"
#include "model/journal.h"
#include "model/registry.h"
#include "model/schema_sql.h"
#include "model/search.h"
#include "model/table.h"

enum { FEATURES_MAX = 32, SETUPS_MAX = 32, SCHEMA_BYTES = 16 << 20, FINGERPRINT_VERSION = 1 };

struct steps {
    const char *feature;
    const struct migration *rows;
    int n;
};

static struct steps steps[FEATURES_MAX];
static int steps_count;
static int (*setups[SETUPS_MAX])(struct db *);
static int setup_count;

void schema_steps_add(const char *feature, const struct migration *rows, int n)
{
    assert(steps_count < FEATURES_MAX);
    steps[steps_count++] = (struct steps){feature, rows, n};
}

void schema_setup_add(int (*setup)(struct db *))
{
    assert(setup_count < SETUPS_MAX);
    setups[setup_count++] = setup;
}

void schema_clear(void)
{
    steps_count = setup_count = 0;
}

/* --- what there is --- */

static int there(struct db *db, enum phrase phrase, const char *table, const char *column, bool *ret)
{
    const struct value values[] = {value_text(table), value_text(column)};
    int64_t one;
    int outcome = db_get_int_built(db, &one, dialect_phrase(db_dialect(db), phrase), values, column ? 2 : 1);
    *ret = outcome == DONE;
    return outcome == NOT_FOUND ? DONE : outcome;
}

/* --- making --- */

static int columns_make(struct arena *arena, struct db *db, const struct entity *entity)
{
    for (int i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        bool exists = true;
        if (field_has_column(field))
            TRY(there(db, PHRASE_COLUMN_EXISTS, entity->name, field->name, &exists));
        if (!exists)
            TRY(db_run_built(db, schema_column_sql(arena, db_dialect(db), entity, field), NULL, 0));
    }
    return DONE;
}

static int links_make(struct arena *arena, struct db *db, const struct entity *entity)
{
    for (int i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        bool exists = true;
        if (!field_has_column(field))
            TRY(there(db, PHRASE_TABLE_EXISTS, arena_printf(arena, "%s_%s", entity->name, field->name), NULL, &exists));
        if (!exists)
            TRY(db_run_built(db, schema_link_sql(arena, db_dialect(db), entity, field), NULL, 0));
    }
    return DONE;
}

static int entity_make(struct arena *arena, struct db *db, const struct entity *entity)
{
    bool exists;
    TRY(there(db, PHRASE_TABLE_EXISTS, entity->name, NULL, &exists));
    if (exists)
        TRY(columns_make(arena, db, entity));
    else
        TRY(db_run_built(db, schema_table_sql(arena, db_dialect(db), entity), NULL, 0));
    return links_make(arena, db, entity);
}

static const struct schema_index *index_find(const struct schema_indexes *all, const char *name)
{
    for (size_t i = 0; i < all->n; i++)
        if (!strcmp(all->items[i].name, name))
            return &all->items[i];
    return NULL;
}

static int indexes_there(struct arena *arena, struct db *db, struct schema_indexes *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    TRY(db_query_built(db, &s, dialect_phrase(db_dialect(db), PHRASE_INDEXES), NULL, 0));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, &ret->items, &ret->n, &ret->cap) =
            (struct schema_index){arena_strdup(arena, statement_text(s, 0)), NULL};
    return step;
}

/* Ours are named ix_… and uq_…; those that no entity names any more go. */
static int indexes_make(struct arena *arena, struct db *db, const struct schema_indexes *wanted)
{
    struct schema_indexes standing = {0};
    TRY(indexes_there(arena, db, &standing));
    for (size_t i = 0; i < standing.n; i++) {
        const char *name = standing.items[i].name;
        if ((text_starts(name, "ix_") || text_starts(name, "uq_")) && !index_find(wanted, name))
            TRY(db_run_built(db, arena_printf(arena, "DROP INDEX %s", name), NULL, 0));
    }
    for (size_t i = 0; i < wanted->n; i++)
        if (!index_find(&standing, wanted->items[i].name))
            TRY(db_run_built(db, wanted->items[i].sql, NULL, 0));
    return DONE;
}

/* --- steps --- */

static const char *version_name(struct arena *arena, const struct steps *s)
{
    return arena_printf(arena, "schema.%s", s->feature);
}

static int steps_run(struct arena *arena, struct db *db, const struct steps *s)
{
    char *text = NULL;
    int outcome = meta_get(db, arena, version_name(arena, s), &text);
    if (outcome && outcome != NOT_FOUND)
        return outcome;
    int newest = s->n ? s->rows[s->n - 1].version : 0;
    int version = text ? (int)strtol(text, NULL, 10) : newest;      /* not known yet: its tables are made in their final shape */
    if (version > newest)
        return fail(INVALID, "数据由更新的版本写成，请使用新版本程序打开");
    for (int i = 0; i < s->n; i++)
        if (s->rows[i].version > version)
            TRY(s->rows[i].run(db));
    return meta_put(db, version_name(arena, s), arena_printf(arena, "%d", newest));
}

/* --- all of it --- */

/* Every statement that a fresh database would run: when it is the same as last time, there is nothing to do. */
static void fingerprint(struct arena *arena, enum dialect dialect, const struct schema_indexes *indexes,
                        char out[DIGEST_TEXT])
{
    struct buffer b = buffer_in(arena);
    buffer_addf(&b, "%d\n", FINGERPRINT_VERSION);
    for (int i = 0; registry_at(i); i++) {
        const struct entity *entity = registry_at(i);
        buffer_addf(&b, "%s\n", schema_table_sql(arena, dialect, entity));
        for (int f = 0; f < entity->field_count; f++)
            if (!field_has_column(&entity->fields[f]))
                buffer_addf(&b, "%s\n", schema_link_sql(arena, dialect, entity, &entity->fields[f]));
    }
    for (size_t i = 0; i < indexes->n; i++)
        buffer_addf(&b, "%s\n", indexes->items[i].sql);
    for (int i = 0; i < steps_count; i++)
        buffer_addf(&b, "%s %d\n", steps[i].feature, steps[i].n ? steps[i].rows[steps[i].n - 1].version : 0);
    digest_sm3_hex(b.p, b.n, out);
}

static int setups_run(struct db *db)
{
    TRY(scope_setup(db));
    TRY(journal_setup(db));
    TRY(search_setup(db));
    TRY(history_setup(db));
    for (int i = 0; i < setup_count; i++)
        TRY(setups[i](db));
    return DONE;
}

/* Is the database of this program's shape?  Fills `indexes` and `wanted` either way. */
static int fingerprint_compare(struct arena *arena, struct db *db, struct schema_indexes *indexes,
                               char wanted[DIGEST_TEXT], bool *ret_same)
{
    char *standing = NULL;
    for (int i = 0; registry_at(i); i++)
        schema_indexes_add(arena, registry_at(i), indexes);
    fingerprint(arena, db_dialect(db), indexes, wanted);
    int outcome = meta_get(db, arena, "schema.fingerprint", &standing);
    *ret_same = standing && !strcmp(standing, wanted);
    return outcome == NOT_FOUND ? DONE : outcome;
}

static int migrate(struct arena *arena, struct db *db)
{
    struct schema_indexes indexes = {0};
    char wanted[DIGEST_TEXT];
    bool same;
    TRY(meta_create(db));
    TRY(setups_run(db));
    TRY(fingerprint_compare(arena, db, &indexes, wanted, &same));
    if (same)
        return DONE;
    for (int i = 0; i < steps_count; i++)
        TRY(steps_run(arena, db, &steps[i]));
    for (int i = 0; registry_at(i); i++)
        TRY(entity_make(arena, db, registry_at(i)));
    TRY(indexes_make(arena, db, &indexes));
    return meta_put(db, "schema.fingerprint", wanted);
}

static int migrate_whole(struct db *db)
{
    struct arena *arena = arena_create(SCHEMA_BYTES);
    int outcome = db_savepoint(db);
    if (outcome == DONE) {
        outcome = migrate(arena, db);
        if (outcome == DONE)
            outcome = db_savepoint_keep(db);
        else if (outcome > 0 && db_savepoint_back(db) != DONE)
            outcome = FATAL;
    }
    arena_destroy(arena);
    return outcome;
}

int schema_migrate(struct db *db)
{
    db_schema_mode(db, true);
    int outcome = migrate_whole(db);
    db_schema_mode(db, false);
    TRY(outcome);
    return journal_guard(db);
}

int schema_current(struct db *db)
{
    struct arena *arena = arena_create(SCHEMA_BYTES);
    struct schema_indexes indexes = {0};
    char wanted[DIGEST_TEXT];
    bool same = false;
    int outcome = fingerprint_compare(arena, db, &indexes, wanted, &same);
    arena_destroy(arena);
    TRY(outcome);
    return same ? DONE : fail(UNSUPPORTED, "数据目录是另一个版本的程序建立的。请先用本程序启动一次 mingze serve，让它升级数据，再执行这个命令");
}

int schema_print(struct arena *arena, struct db *db, char **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct buffer b = buffer_in(arena);
    int step;
    buffer_adds(&b, "");
    TRY(db_query_built(db, &s, dialect_phrase(db_dialect(db), PHRASE_SHAPE), NULL, 0));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        buffer_addf(&b, "%s\n", statement_text(s, 0));
    *ret = b.p;
    return step;
}
