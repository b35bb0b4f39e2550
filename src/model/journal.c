#include "model/journal.h"

#include <string.h>

#include "model/journal_row.h"
#include "model/json.h"
#include "model/kinds.h"
#include "model/record_private.h"
#include "store/store.h"

/* One lane writes; a second one would have a chain of its own. */
static const char lane_chain[] = "lane-0";

int journal_setup(struct db *db)
{
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS journal (chain TEXT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL,"
                   " actor BIGINT NOT NULL, person BIGINT NOT NULL, name TEXT NOT NULL, door TEXT NOT NULL,"
                   " entity TEXT NOT NULL, record BIGINT NOT NULL, verb TEXT NOT NULL, note TEXT NOT NULL,"
                   " diff TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (seq, chain))"));
    /* All that choosing a page of somebody's rows asks for stands in it. */
    TRY(db_run(db, "CREATE INDEX IF NOT EXISTS journal_of ON journal (record, seq, chain, entity)"));
    TRY(db_run(db, "DROP INDEX IF EXISTS journal_record"));
    return db_run(db, "CREATE TABLE IF NOT EXISTS journal_head (chain TEXT PRIMARY KEY, seq BIGINT NOT NULL,"
                      " hash TEXT NOT NULL)");
}

int journal_guard(struct db *db)
{
    return db_protect(db, "journal");
}

static void hash_text(struct buffer *b, const char *text)
{
    size_t n = strlen(text);
    buffer_addi(b, (int64_t)n);
    buffer_addc(b, ':');
    buffer_add(b, text, n);
    buffer_addc(b, ',');
}

static void hash_int(struct buffer *b, int64_t i)
{
    char digits[INTEGER_TEXT];
    hash_text(b, integer_print(i, digits));
}

void journal_hash(struct arena *arena, const struct journal_row *row, char out[DIGEST_TEXT])
{
    struct buffer b = buffer_in(arena);
    hash_text(&b, row->chain);
    hash_int(&b, row->seq);
    hash_int(&b, row->at);
    hash_int(&b, row->actor);
    hash_int(&b, row->person);
    hash_text(&b, row->name);
    hash_text(&b, row->door);
    hash_text(&b, row->entity);
    hash_int(&b, row->record);
    hash_text(&b, row->verb);
    hash_text(&b, row->note);
    hash_text(&b, row->diff);
    hash_text(&b, row->previous);
    digest_sm3_hex(b.p, b.n, out);
}

/* --- writing --- */

static int head_read(struct arena *arena, struct db *db, struct journal_row *row)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query(db, &s, "SELECT seq, hash FROM journal_head WHERE chain = ?1", value_text(row->chain)));
    int step = statement_step(s);
    row->seq = 1;
    row->previous = "";
    if (step != STATEMENT_ROW)
        return step;
    row->seq = statement_int(s, 0) + 1;
    row->previous = arena_strdup(arena, statement_text(s, 1));
    return DONE;
}

static int row_write(struct change *change, struct journal_row *row)
{
    char hash[DIGEST_TEXT];
    row->chain = lane_chain;
    row->at = change->now;
    row->actor = change->actor->user;
    row->person = change->actor->person;
    row->name = change->actor->name ? change->actor->name : "";
    row->door = change->actor->door ? change->actor->door : "";
    row->note = change->note ? change->note : "";
    TRY(head_read(change->arena, change->db, row));
    journal_hash(change->arena, row, hash);
    TRY(db_run(change->db, "INSERT INTO journal (chain, seq, at, actor, person, name, door, entity, record, verb,"
                           " note, diff, previous, hash)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
               value_text(row->chain), value_int(row->seq), value_int(row->at), value_int(row->actor),
               value_int(row->person), value_text(row->name), value_text(row->door), value_text(row->entity),
               value_int(row->record), value_text(row->verb), value_text(row->note), value_text(row->diff),
               value_text(row->previous), value_text(hash)));
    return db_run(change->db, "INSERT INTO journal_head (chain, seq, hash) VALUES (?1, ?2, ?3)"
                              " ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
                  value_text(row->chain), value_int(row->seq), value_text(hash));
}

/* As stored, so that replaying the journal gives the record back exactly; references as public ids. */
static json_t *value_raw(const struct field *field, const struct field_value *value)
{
    char id[ID_TEXT];
    if (!value->set)
        return json_null();
    if (field->flags & FIELD_SECRET)
        return json_string_nocheck("***");
    if (field->kind == FIELD_REF)
        return json_string_nocheck(id_print(value->i, id));
    if (field->kind != FIELD_REFS)
        return kind_of(field)->textual ? json_string_nocheck(value->text) : json_integer(value->i);
    json_t *ids = json_array();
    for (int i = 0; i < value->n; i++)
        json_array_append_new(ids, json_string_nocheck(id_print(value->ids[i], id)));
    return ids;
}

static char *diff_text(struct change *change)
{
    json_t *diff = json_object();
    for (int i = 0; i < change->entity->field_count; i++) {
        const struct field *field = &change->entity->fields[i];
        if (!change_touches(change, i))
            continue;
        json_t *both = json_object();
        if (change->before)
            json_object_set_new_nocheck(both, "b", value_raw(field, &change->before->values[i]));
        if (change->after)
            json_object_set_new_nocheck(both, "a", value_raw(field, &change->after->values[i]));
        json_object_set_new_nocheck(diff, field->name, both);
    }
    char *text = json_print(change->arena, diff);
    json_decref(diff);
    return text;
}

int journal_change(struct change *change)
{
    const struct record *record = change->after ? change->after : change->before;
    struct journal_row row = {.entity = change->entity->name, .record = record->id, .verb = change->verb,
                              .diff = diff_text(change)};
    return row_write(change, &row);
}

int journal_event(struct change *change, const char *what, const char *entity, int64_t id, json_t *details)
{
    struct journal_row row = {.entity = entity ? entity : "", .record = id, .verb = what,
                              .diff = details ? json_print(change->arena, details) : "{}"};
    return row_write(change, &row);
}
