#include "model/history.h"

#include <string.h>

#include "model/history_table.h"
#include "model/journal.h"
#include "model/kinds.h"
#include "model/query.h"
#include "model/registry.h"
#include "store/store.h"

enum { ROW_BYTES_MAX = 64 << 20, DAY_MS = 24 * 60 * 60 * 1000, UTC8_MS = 8 * 60 * 60 * 1000 };
/* The version that holds now. */
static const int64_t no_end = INT64_MAX;

struct past past_of(struct arena *arena, struct date day)
{
    char text[DATE_TEXT];
    int64_t end = (date_days(day) + 1) * (int64_t)DAY_MS - UTC8_MS - 1;
    return (struct past){end, end, arena_strdup(arena, date_print(day, text))};
}

int history_fields(const struct entity *entity, int fields[HISTORY_FIELDS_MAX])
{
    int n = 0;
    for (const char *const *name = entity->history; name && *name && n < HISTORY_FIELDS_MAX; name++)
        fields[n++] = entity_field(entity, *name);
    return n;
}

/* --- tables --- */

static const char *table_sql(struct arena *arena, enum dialect dialect, const struct entity *entity)
{
    int fields[HISTORY_FIELDS_MAX], n = history_fields(entity, fields);
    const char *integer = dialect_phrase(dialect, PHRASE_INT);
    struct buffer b = buffer_in(arena);
    buffer_addf(&b, "CREATE TABLE %s_history (record %s NOT NULL, until_ms %s NOT NULL, from_ms %s NOT NULL", entity->name,
                integer, integer, integer);
    for (int i = 0; i < n; i++) {
        const struct field *field = &entity->fields[fields[i]];
        buffer_addf(&b, ", %s %s", field->name, dialect_phrase(dialect, kind_of(field)->sql));
    }
    buffer_addf(&b, ", PRIMARY KEY (record, until_ms))%s", dialect_phrase(dialect, PHRASE_KEYED_SUFFIX));
    return b.p;
}

static int tables_make(struct arena *arena, struct db *db)
{
    for (int i = 0; registry_at(i); i++) {
        const struct entity *entity = registry_at(i);
        if (!entity->history)
            continue;
        TRY(db_run_built(db, arena_printf(arena, "DROP TABLE IF EXISTS %s_history", entity->name), NULL, 0));
        TRY(db_run_built(db, table_sql(arena, db_dialect(db), entity), NULL, 0));
    }
    return db_run(db, "DELETE FROM history_head");
}

static int setup(struct arena *arena, struct db *db)
{
    struct buffer b = buffer_in(arena);
    char shape[DIGEST_TEXT], *standing = NULL;
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS history_head (chain TEXT PRIMARY KEY, seq BIGINT NOT NULL,"
                   " latest_ms BIGINT NOT NULL)"));
    buffer_adds(&b, "");
    for (int i = 0; registry_at(i); i++)
        if (registry_at(i)->history)
            buffer_addf(&b, "%s\n", table_sql(arena, db_dialect(db), registry_at(i)));
    digest_sm3_hex(b.p, b.n, shape);
    int outcome = meta_get(db, arena, "history.shape", &standing);
    if (outcome && outcome != NOT_FOUND)
        return outcome;
    if (standing && !strcmp(standing, shape))
        return DONE;
    TRY(tables_make(arena, db));
    return meta_put(db, "history.shape", shape);
}

int history_setup(struct db *db)
{
    struct arena *arena = arena_create(ROW_BYTES_MAX);
    int outcome = setup(arena, db);
    arena_destroy(arena);
    return outcome;
}

/* --- from the journal --- */

struct catching {
    struct arena *arena;                 /* of one row */
    struct db *db;
    const struct entity *entity;
    int fields[HISTORY_FIELDS_MAX], n;
    struct value values[HISTORY_FIELDS_MAX];
    bool stands;                         /* a version was there to begin with */
    int64_t latest;                      /* moment of the rows before: a smaller one says that the clock went back */
};

/* What stands now; all empty when there is none. */
static int version_read(struct catching *c, int64_t record)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct buffer b = buffer_in(c->arena);
    buffer_adds(&b, "SELECT ");
    for (int i = 0; i < c->n; i++)
        buffer_addf(&b, "%s%s", i ? ", " : "", c->entity->fields[c->fields[i]].name);
    buffer_addf(&b, " FROM %s_history WHERE record = ?1 AND until_ms = ?2", c->entity->name);
    TRY(db_query_built(c->db, &s, b.p, (struct value[]){value_int(record), value_int(no_end)}, 2));
    int step = statement_step(s);
    c->stands = step == STATEMENT_ROW;
    for (int i = 0; i < c->n; i++) {
        c->values[i] = step == STATEMENT_ROW ? statement_value(s, i) : value_null();
        if (c->values[i].kind == VALUE_TEXT)
            c->values[i] = value_text(arena_strndup(c->arena, c->values[i].text, c->values[i].n));
    }
    return step == STATEMENT_ROW ? DONE : step;
}

/* Back from the journal's form: references as public ids, the rest as stored. */
static struct value raw_value(struct arena *arena, const struct field *field, json_t *raw)
{
    if (!raw || json_is_null(raw))
        return value_null();
    if (field->kind == FIELD_REF)
        return value_int(json_is_string(raw) ? id_parse(json_string_value(raw)) : 0);
    if (kind_of(field)->textual)
        return value_text(arena_strdup(arena, json_is_string(raw) ? json_string_value(raw) : ""));
    return value_int(json_integer_value(raw));
}

static bool diff_take(struct catching *c, json_t *diff)
{
    bool any = false;
    for (int i = 0; i < c->n; i++) {
        const struct field *field = &c->entity->fields[c->fields[i]];
        json_t *both = json_object_get(diff, field->name);
        if (!both)
            continue;
        c->values[i] = raw_value(c->arena, field, json_object_get(both, "a"));
        any = true;
    }
    return any;
}

/* The versions before end here.  Where the clock went back, what began later than this never was: the journal's order is
 * the order of what was known. */
static int versions_end(struct catching *c, int64_t record, int64_t at)
{
    const struct value values[] = {value_int(record), value_int(at)};
    TRY(db_run_built(c->db, arena_printf(c->arena, "DELETE FROM %s_history WHERE record = ?1 AND until_ms > ?2 AND from_ms >= ?2",
                                         c->entity->name), values, 2));
    return db_run_built(c->db, arena_printf(c->arena, "UPDATE %s_history SET until_ms = ?2 WHERE record = ?1 AND until_ms > ?2",
                                            c->entity->name), values, 2);
}

static int version_add(struct catching *c, int64_t record, int64_t at)
{
    struct value values[HISTORY_FIELDS_MAX + 3] = {value_int(record), value_int(no_end), value_int(at)};
    struct buffer b = buffer_in(c->arena);
    buffer_addf(&b, "INSERT INTO %s_history VALUES (?1, ?2, ?3", c->entity->name);
    for (int i = 0; i < c->n; i++) {
        buffer_addf(&b, ", ?%d", i + 4);
        values[i + 3] = c->values[i];
    }
    buffer_addc(&b, ')');
    return db_run_built(c->db, b.p, values, (size_t)c->n + 3);
}

/* Most rows are of other fields: their names are looked for before the row is read as JSON. */
static bool names_any(const struct catching *c, const char *diff)
{
    for (int i = 0; i < c->n; i++)
        if (strstr(diff, c->entity->fields[c->fields[i]].name))
            return true;
    return false;
}

static int row_take(struct catching *c, int64_t at, int64_t record, const char *verb, const char *text)
{
    bool back = at < c->latest;
    c->latest = back ? c->latest : at;
    if (!strcmp(verb, "remove"))
        return versions_end(c, record, at);
    if (!back && !names_any(c, text))
        return DONE;
    json_t *diff = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    int outcome = version_read(c, record);
    if (outcome == DONE && (diff_take(c, diff) || back)) {
        if (c->stands || back)
            outcome = versions_end(c, record, at);
        if (outcome == DONE)
            outcome = version_add(c, record, at);
    }
    json_decref(diff);
    return outcome;
}

/* 0 and 0 before the first row. */
static int head_read(struct db *db, const char *chain, int64_t *ret_seq, int64_t *ret_latest)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query(db, &s, "SELECT seq, latest_ms FROM history_head WHERE chain = ?1", value_text(chain)));
    int step = statement_step(s);
    *ret_seq = step == STATEMENT_ROW ? statement_int(s, 0) : 0;
    *ret_latest = step == STATEMENT_ROW ? statement_int(s, 1) : 0;
    return step == STATEMENT_ROW ? DONE : step;
}

static int chain_catch_up(struct catching *c, const char *chain, int64_t limit, int64_t *ret_read)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t seq;
    int step;
    *ret_read = 0;
    TRY(head_read(c->db, chain, &seq, &c->latest));
    TRY(db_query(c->db, &s, "SELECT seq, at, entity, record, verb, diff FROM journal WHERE chain = ?1 AND seq > ?2"
                            " ORDER BY seq LIMIT ?3", value_text(chain), value_int(seq), value_int(limit)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        c->entity = registry_entity(statement_text(s, 2));
        seq = statement_int(s, 0);
        ++*ret_read;
        if (!c->entity || !c->entity->history)
            continue;
        arena_reset(c->arena);
        c->n = history_fields(c->entity, c->fields);
        TRY(row_take(c, statement_int(s, 1), statement_int(s, 3), statement_text(s, 4), statement_text(s, 5)));
    }
    TRY(step);
    if (!*ret_read)
        return DONE;
    return db_run(c->db, "INSERT INTO history_head (chain, seq, latest_ms) VALUES (?1, ?2, ?3) ON CONFLICT (chain)"
                         " DO UPDATE SET seq = excluded.seq, latest_ms = excluded.latest_ms",
                  value_text(chain), value_int(seq), value_int(c->latest));
}

static int chains_read(struct arena *arena, struct db *db, const char ***ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    size_t cap = 0;
    int step;
    *ret = NULL;
    *ret_n = 0;
    TRY(db_query(db, &s, "SELECT chain FROM journal_head ORDER BY chain"));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, ret, ret_n, &cap) = arena_strdup(arena, statement_text(s, 0));
    return step;
}

int history_catch_up(struct db *db, int64_t limit, bool *ret_more)
{
    struct arena *arena = arena_create(1 << 20);
    struct catching c = {.arena = arena_create(ROW_BYTES_MAX), .db = db};
    const char **chains;
    size_t n;
    int64_t read = 0;
    int outcome = chains_read(arena, db, &chains, &n);
    *ret_more = false;
    for (size_t i = 0; i < n && outcome == DONE; i++) {
        outcome = chain_catch_up(&c, chains[i], limit, &read);
        *ret_more |= read == limit;
    }
    arena_destroy(c.arena);
    arena_destroy(arena);
    return outcome;
}

int history_forget(struct db *db)
{
    struct arena *arena = arena_create(1 << 20);
    int outcome = DONE;
    for (int i = 0; registry_at(i) && outcome == DONE; i++)
        if (registry_at(i)->history)
            outcome = db_run_built(db, arena_printf(arena, "DELETE FROM %s_history", registry_at(i)->name), NULL, 0);
    arena_destroy(arena);
    TRY(outcome);
    return db_run(db, "DELETE FROM history_head");
}

/* --- reading --- */

/* Of the rows behind the head, is there one of that time of an entity that has a history? */
static int chain_ready(struct arena *arena, struct db *db, const char *chain, const struct past *past)
{
    struct query q;
    int64_t seq, latest;
    TRY(head_read(db, chain, &seq, &latest));
    query_start(&q, arena);
    query_add(&q, "SELECT seq FROM journal WHERE chain = ");
    query_text(&q, chain);
    query_add(&q, " AND seq > ");
    query_int(&q, seq);
    query_add(&q, " AND at <= ");
    query_int(&q, past->at_ms);
    query_add(&q, " AND entity IN (''");
    for (int i = 0; registry_at(i); i++)
        if (registry_at(i)->history)
            query_addf(&q, ", '%s'", registry_at(i)->name);
    query_add(&q, ") LIMIT 1");
    int outcome = query_number(&q, db, &seq);
    return outcome == DONE ? fail(UNAVAILABLE, "正在整理这一天的情况，请过一分钟再看") : outcome == NOT_FOUND ? DONE : outcome;
}

int history_ready(struct db *db, const struct past *past)
{
    struct arena *arena = arena_create(1 << 20);
    const char **chains;
    size_t n;
    int outcome = chains_read(arena, db, &chains, &n);
    for (size_t i = 0; i < n && outcome == DONE; i++)
        outcome = chain_ready(arena, db, chains[i], past);
    arena_destroy(arena);
    return outcome;
}

int history_record(struct db *db, const struct past *past, struct record *record)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int fields[HISTORY_FIELDS_MAX], n = history_fields(record->entity, fields);
    struct buffer b = buffer_in(record->arena);
    buffer_adds(&b, "SELECT record");
    for (int i = 0; i < n; i++)
        buffer_addf(&b, ", %s", record->entity->fields[fields[i]].name);
    buffer_addf(&b, " FROM %s_history WHERE record = ?1 AND from_ms <= ?2 AND until_ms > ?2", record->entity->name);
    TRY(db_query_built(db, &s, b.p, (struct value[]){value_int(record->id), value_int(past->at_ms)}, 2));
    int step = statement_step(s);
    if (step != STATEMENT_ROW)
        return step == DONE ? NOT_FOUND : step;
    for (int i = 0; i < n; i++) {
        struct field_value *value = &record->values[fields[i]];
        *value = (struct field_value){.set = !statement_is_null(s, i + 1)};
        if (value->set && kind_of(&record->entity->fields[fields[i]])->textual)
            value->text = arena_strdup(record->arena, statement_text(s, i + 1));
        else
            value->i = statement_int(s, i + 1);
    }
    return DONE;
}

/* --- as a table of a query --- */

static void column_add(struct query *q, const char *name, bool known)
{
    query_addf(q, ", %s.%s AS %s", known ? "h" : "p", name, name);
}

void history_relation(struct query *q, const struct entity *entity, const struct past *past)
{
    int fields[HISTORY_FIELDS_MAX], n = history_fields(entity, fields);
    query_add(q, "(SELECT h.from_ms AS from_ms, h.until_ms AS until_ms");
    for (int i = 0; i < COLUMN__FIXED; i++)
        column_add(q, fixed_columns[i], false);
    for (int i = 0; i < entity->field_count; i++) {
        bool known = false;
        for (int k = 0; k < n; k++)
            known |= fields[k] == i;
        if (field_has_column(&entity->fields[i]))
            column_add(q, entity->fields[i].name, known);
    }
    query_addf(q, " FROM %s p JOIN %s_history h ON h.record = p.id WHERE h.from_ms <= ", entity->name, entity->name);
    query_int(q, past->at_ms);
    query_add(q, " AND h.until_ms > ");
    query_int(q, past->since_ms);
    query_add(q, ") t");
}
