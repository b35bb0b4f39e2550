/* Walks over every entity of the registry, whatever it is: what must hold for each without knowing any.
 *
 *   walk_schema    a database made by an older program and migrated has the shape of a fresh one
 *   walk_create    records with generated values: written, read, changed, removed
 *   walk_records   each record there is: JSON and sheet give it back unchanged, its journal replays to it
 *   walk_access    what a user without a right is told of each record: nothing */
#ifndef MINGZE_TESTS_MODEL_WALK_H
#define MINGZE_TESTS_MODEL_WALK_H

#include <stdbool.h>
#include <unistd.h>

#include "check.h"
#include "base/base.h"
#include "document/document.h"
#include "model/kinds.h"
#include "model/model.h"
#include "model/record_private.h"
#include "store/store.h"

/* --- schema --- */

static int line_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Columns stand in another order after a migration; sorted, the shapes are the same text. */
static char *walk_shape(struct arena *arena, const char *path, bool twice)
{
    struct db *db;
    char *shape, *lines[8192];
    size_t n = 0;
    CHECK_DONE(db_open(path, DB_WRITE, &db));
    CHECK_DONE(schema_migrate(db));
    if (twice)
        CHECK_DONE(schema_migrate(db));
    CHECK_DONE(schema_print(arena, db, &shape));
    db_close(db);
    for (char *at = shape, *end; *at && n < ARRAY_SIZE(lines); at = end + 1) {
        lines[n++] = at;
        end = strchr(at, '\n');
        *end = 0;
    }
    qsort(lines, n, sizeof *lines, line_compare);
    struct buffer sorted = buffer_in(arena);
    for (size_t i = 0; i < n; i++)
        buffer_addf(&sorted, "%s\n", lines[i]);
    return sorted.p;
}

/* The entity as an older program had it: without its last field, its indexes and whatever names fields. */
static struct entity *walk_older(struct arena *arena, const struct entity *entity)
{
    struct entity *older = arena_new(arena, struct entity);
    *older = *entity;
    const char *last = entity->fields[entity->field_count - 1].name;
    if (strcmp(last, entity->title) && !text_equal(last, entity->unit_from) && !text_equal(last, entity->parent))
        older->field_count--;
    older->indexes = NULL;
    older->flow = NULL;
    older->lists = NULL;
    older->derived = NULL;
    older->flags |= ENTITY_HIDDEN;
    return older;
}

__attribute__((unused)) static void walk_schema(struct arena *arena, const char *folder)
{
    const struct entity *now[128], *then[128];
    int n = 0;
    for (; registry_at(n); n++) {
        now[n] = registry_at(n);
        then[n] = walk_older(arena, now[n]);
    }
    const char *fresh = arena_printf(arena, "%s/fresh.db", folder), *migrated = arena_printf(arena, "%s/older.db", folder);
    char *wanted = walk_shape(arena, fresh, true);
    registry_clear();
    registry_add(then, n);
    CHECK_DONE(registry_seal());
    char *before = walk_shape(arena, migrated, false);
    registry_clear();
    registry_add(now, n);
    CHECK_DONE(registry_seal());
    CHECK(strcmp(before, wanted));
    CHECK_TEXT(walk_shape(arena, migrated, false), wanted);
}

/* --- generated records --- */

static int64_t walk_any(struct db *db, struct arena *arena, const struct entity *entity)
{
    int64_t id = 0;
    if (db_get_int_built(db, &id, arena_printf(arena, "SELECT id FROM %s ORDER BY id LIMIT 1", entity->name), NULL, 0) < 0)
        CHECK(!"a table is missing");
    return id;
}

static void walk_value(struct record *record, struct db *db, int index, int round)
{
    const struct field *field = &record->entity->fields[index];
    const struct choice *c = field->choices;
    int64_t id;
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        record_set_text(record, index, arena_printf(record->arena, "值%d%c", round, 'a' + index % 26));
        break;
    case FIELD_DATE:
        record_set_text(record, index, round % 2 ? "2026-03-01" : "2027-12-31");
        break;
    case FIELD_ENUM:
        record_set_text(record, index, round % 2 && c[1].name ? c[1].name : c[0].name);
        break;
    case FIELD_FILE:
        record_set_text(record, index, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
        break;
    case FIELD_REF:
    case FIELD_REFS:
        if (record->version && field_target(field) == record->entity)
            break;                       /* the first there is could be itself, or stand below it */
        id = walk_any(db, record->arena, field_target(field));
        if (id && field->kind == FIELD_REF)
            record_set_int(record, index, id);
        else if (id)
            record_set_ids(record, index, &id, 1);
        break;
    case FIELD_BOOL:
        record_set_int(record, index, round % 2);
        break;
    default:
        record_set_int(record, index, (field->max ? field->max : 1000) - round);
    }
}

static void walk_same(struct arena *arena, struct db *db, const struct record *record)
{
    struct record *read;
    CHECK_DONE(record_read(arena, db, record->entity, record->id, &read));
    CHECK_INT(read->version, record->version);
    for (int i = 0; i < record->entity->field_count; i++)
        if (!value_equal(&record->entity->fields[i], &record->values[i], &read->values[i]))
            check_fail(__FILE__, __LINE__, "%s.%s is not read as it was written", record->entity->name,
                       record->entity->fields[i].name);
}

__attribute__((unused)) static void walk_create(struct arena *arena, struct db *db, const struct actor *actor)
{
    for (int e = 0; registry_at(e); e++) {
        const struct entity *entity = registry_at(e);
        struct change change = {.arena = arena, .db = db, .actor = actor, .now = clock_now_ms()};
        struct record *record = record_new(arena, entity);
        for (int i = 0; i < entity->field_count; i++)
            walk_value(record, db, i, 1);
        CHECK_DONE(record_create(&change, record));
        walk_same(arena, db, record);
        for (int i = 0; i < entity->field_count; i++)
            if (!(entity->fields[i].flags & FIELD_FIXED))
                walk_value(record, db, i, 2);
        change = (struct change){.arena = arena, .db = db, .actor = actor, .now = clock_now_ms()};
        CHECK_DONE(record_change(&change, record, 1));
        walk_same(arena, db, record);
    }
}

/* --- every record --- */

/* Without what the program sets itself. */
static void walk_json(struct arena *arena, struct db *db, const struct actor *actor, const struct record *record)
{
    struct change change = {.arena = arena, .db = db, .actor = actor, .entity = record->entity, .now = clock_now_ms()};
    static const char *const always[] = {"id", "version", "unit", "organ", "created_at", "changed_at"};
    struct record *again = record_copy(arena, record);
    struct input *inputs;
    int n;
    json_t *json = face_json(arena, record);
    for (size_t i = 0; i < ARRAY_SIZE(always); i++)
        json_object_del(json, always[i]);
    for (int i = 0; i < record->entity->field_count; i++) {
        const struct field *field = &record->entity->fields[i];
        if (field->flags & (FIELD_SYSTEM | FIELD_SECRET))
            json_object_del(json, field->name);
        else if (!(field->flags & FIELD_FIXED))
            record_set_empty(again, i);
    }
    CHECK_DONE(face_from_json(arena, record->entity, json, &inputs, &n));
    CHECK_DONE(record_fill(&change, again, inputs, n));
    for (int i = 0; i < record->entity->field_count; i++)
        if (!value_equal(&record->entity->fields[i], &record->values[i], &again->values[i]))
            check_fail(__FILE__, __LINE__, "%s.%s does not come back from JSON", record->entity->name,
                       record->entity->fields[i].name);
}

/* The journal's rows of a record, in order, give its values. */
static void walk_replay(struct arena *arena, struct db *db, const struct record *record)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    json_t *state = json_object(), *both;
    const char *name;
    CHECK_DONE(db_query(db, &s, "SELECT diff FROM journal WHERE record = ?1 AND entity = ?2 ORDER BY seq",
                        value_int(record->id), value_text(record->entity->name)));
    while (statement_step(s) == STATEMENT_ROW) {
        json_t *diff = json_loads(statement_text(s, 0), 0, NULL);
        json_object_foreach(diff, name, both)
            json_object_set(state, name, json_object_get(both, "a"));
    }
    for (int i = 0; i < record->entity->field_count; i++) {
        const struct field *field = &record->entity->fields[i];
        json_t *raw = json_object_get(state, field->name);
        bool set = raw && !json_is_null(raw);
        if (field->flags & FIELD_TALLY)
            continue;
        bool same = set == record->values[i].set;
        if (same && set && !(field->flags & FIELD_SECRET) && kind_of(field)->textual)
            same = !strcmp(json_string_value(raw), record->values[i].text);
        else if (same && set && json_is_integer(raw))
            same = json_integer_value(raw) == record->values[i].i;
        else if (same && set && field->kind == FIELD_REF)
            same = id_parse(json_string_value(raw)) == record->values[i].i;
        if (!same)
            check_fail(__FILE__, __LINE__, "%s.%s: the journal does not replay to the record", record->entity->name,
                       field->name);
    }
}

struct walk_rows {
    struct arena *arena;
    struct db *db;
    const struct actor *actor;
    const char **cells;
    size_t n, cap;
    int columns, rows;
};

static int walk_row(void *context, const struct record *given)
{
    struct walk_rows *w = context;
    struct record *record = record_copy(w->arena, given);
    walk_json(w->arena, w->db, w->actor, record);
    walk_replay(w->arena, w->db, record);
    const char **cells = face_sheet_cells(w->arena, w->db, NULL, record);
    for (int i = 0; i < w->columns; i++)
        *arena_push(w->arena, &w->cells, &w->n, &w->cap) = cells[i];
    w->rows++;
    return DONE;
}

static void walk_sheet(struct walk_rows *w, const struct entity *entity)
{
    struct sheet_preview *preview;
    if (w->columns < 2)
        return;                  /* everything in it is set by acts: there is no sheet to bring in */
    CHECK_DONE(face_sheet_read(w->arena, w->db, NULL, entity, w->cells, w->rows + 1, w->columns, &preview));
    for (int i = 0; i < preview->row_count; i++) {
        const struct sheet_row *row = &preview->rows[i];
        if (row->state == ROW_WRONG)
            check_fail(__FILE__, __LINE__, "%s row %d: %s", entity->name, row->row, row->problems[0].message);
        if (row->state != ROW_UNCHANGED)
            check_fail(__FILE__, __LINE__, "%s row %d comes back changed: %s", entity->name, row->row,
                       json_print(w->arena, row->diff));
    }
    CHECK_INT(preview->counts[ROW_UNCHANGED], w->rows);
}

/* Gives the number of records seen. */
__attribute__((unused)) static int walk_records(struct arena *arena, struct db *db, const struct actor *actor)
{
    int all = 0;
    for (int e = 0; registry_at(e); e++) {
        const struct entity *entity = registry_at(e);
        struct walk_rows w = {.arena = arena, .db = db, .actor = actor};
        struct sheet_column *columns;
        struct list_view any = {.name = "walk", .columns = (const char *const[]){NULL}, .order = "id"};
        struct list_request list = {.entity = entity, .view = &any};
        w.columns = face_sheet_columns(arena, entity, &columns);
        for (int i = 0; i < w.columns; i++)
            *arena_push(arena, &w.cells, &w.n, &w.cap) = columns[i].title;
        CHECK_DONE(list_each(arena, db, &list, walk_row, &w));
        if (w.columns > 1)                   /* what only the program fills has no sheet */
            walk_sheet(&w, entity);
        all += w.rows;
    }
    return all;
}

/* --- access --- */

__attribute__((unused)) static void walk_access(struct arena *arena, struct db *db)
{
    struct access *nobody;
    struct record *record;
    json_t *page;
    CHECK_DONE(access_create(arena, db, 1, 1, NULL, 0, &nobody));
    for (int e = 0; registry_at(e); e++) {
        const struct entity *entity = registry_at(e);
        int64_t id = walk_any(db, arena, entity), count = -1;
        struct list_view any = {.name = "walk", .columns = (const char *const[]){NULL}, .order = "id"};
        struct list_request list = {.entity = entity, .view = &any, .access = nobody, .total = true};
        if (id)
            CHECK_OUTCOME(access_read(nobody, arena, db, entity, id, &record), NOT_FOUND);
        CHECK_DONE(list_page(arena, db, &list, &page));
        CHECK_INT((int64_t)json_array_size(json_object_get(page, "rows")), 0);
        CHECK_DONE(list_count(arena, db, &list, &count));
        CHECK_INT(count, 0);
    }
}

#endif
