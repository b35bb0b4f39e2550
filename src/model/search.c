/* search_doc numbers what is indexed, search_token holds the words.  Numbers only grow: FTS5 keeps documents in
 * order, and a smaller number in the middle of a batch makes it write out what it has gathered.
 *
 * It also writes out what it has gathered at every savepoint, and each operation of the lane is one.  So in the
 * lane words wait in search_waiting, a temporary table, where an operation that is taken back takes its words with
 * it, and go into the index together just before the commit.
 *
 * Left alone FTS5 merges its segments now and then, hundreds of pages at once, and whoever saves just then waits 20 ms.  So
 * each commit merges a little, about what it has added. */
#include "model/search.h"

#include <string.h>

#include "model/kinds.h"
#include "model/query.h"
#include "model/record_private.h"
#include "model/registry.h"

static const char tokens_table[] = "search_token";

enum { WORDS_MAX = 200, GATHERED_MAX = 20000, MATCHES_FEW = 2000, OWN_MAX = 5000, TIDY_LEAST = 8, TIDY_MOST = 200, SNIPPET_BEFORE = 12, SNIPPET_LENGTH = 60 };

/* Runs the phrase about the table of words; one that this database does not need is done. */
static int search_phrase(struct arena *arena, struct db *db, enum phrase phrase, const struct value *values, int n)
{
    const char *sql = dialect_fill(arena, db_dialect(db), phrase, tokens_table, NULL);
    return sql && *sql ? db_run_built(db, sql, values, n) : DONE;
}

int search_setup(struct db *db)
{
    struct arena *arena = arena_create(1 << 20);
    const struct value name = value_text(tokens_table);
    int64_t one;
    int outcome = db_run(db, "CREATE TABLE IF NOT EXISTS search_doc (doc INTEGER PRIMARY KEY,"
                             " record BIGINT NOT NULL UNIQUE)");
    if (outcome == DONE)
        outcome = db_get_int_built(db, &one, dialect_phrase(db_dialect(db), PHRASE_TABLE_EXISTS), &name, 1);
    if (outcome == NOT_FOUND) {
        outcome = search_phrase(arena, db, PHRASE_SEARCH_TABLE, NULL, 0);
        if (outcome == DONE)
            outcome = search_phrase(arena, db, PHRASE_SEARCH_INDEX, NULL, 0);
    }
    if (outcome == DONE)
        outcome = search_phrase(arena, db, PHRASE_SEARCH_CALM, NULL, 0);
    arena_destroy(arena);
    return outcome;
}

static bool searched(const struct field *field)
{
    return (field->flags & FIELD_SEARCH) && !(field->flags & FIELD_SECRET);
}

static bool words_touched(const struct change *change)
{
    for (int i = 0; i < change->entity->field_count; i++)
        if (searched(&change->entity->fields[i]) && change_touches(change, i))
            return true;
    return false;
}

/* One token more in every document, which no text has: what kind of record it is.  So a search within one entity
 * never walks through the others' matches. */
static const char *entity_token(struct arena *arena, const struct entity *entity)
{
    return arena_printf(arena, "entityof%s", text_replace(arena, entity->name, "_", ""));
}

static char *tokens_of(struct arena *arena, const struct record *record)
{
    struct buffer words = buffer_in(arena);
    buffer_adds(&words, "");
    for (int i = 0; i < record->entity->field_count; i++)
        if (searched(&record->entity->fields[i]))
            buffer_addf(&words, "%s\n", value_print(arena, &record->entity->fields[i], &record->values[i]));
    char *tokens = text_tokens(arena, text_fold(arena, words.p));
    return *tokens ? arena_printf(arena, "%s %s", entity_token(arena, record->entity), tokens) : tokens;
}

/* tokens NULL: the document goes. */
static int index_write(struct arena *arena, struct db *db, int64_t doc, const char *tokens)
{
    const struct value values[] = {value_int(doc), value_text(tokens)};
    return search_phrase(arena, db, tokens ? PHRASE_SEARCH_PUT : PHRASE_SEARCH_DROP, values, tokens ? 2 : 1);
}

static int waiting_write(struct db *db, struct statement *s)
{
    struct arena *arena = arena_create(64 << 10);
    int outcome = DONE, step = STATEMENT_ROW, pages = TIDY_LEAST;
    while (outcome == DONE && step == STATEMENT_ROW) {
        outcome = index_write(arena, db, statement_int(s, 0), statement_text(s, 1));
        arena_reset(arena);
        step = statement_step(s);
        pages += pages < TIDY_MOST;
    }
    if (outcome == DONE)
        outcome = search_phrase(arena, db, PHRASE_SEARCH_TIDY, (const struct value[]){value_int(pages)}, 1);
    arena_destroy(arena);
    return outcome == DONE ? step : outcome;
}

static int waiting_flush(struct db *db)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query(db, &s, "SELECT doc, tokens FROM search_waiting ORDER BY doc"));
    int step = statement_step(s);
    if (step != STATEMENT_ROW)
        return step;
    TRY(waiting_write(db, s));
    statement_reset(s);
    return db_run(db, "DELETE FROM search_waiting");
}

int search_gather(struct db *db)
{
    TRY(db_run(db, "CREATE TEMP TABLE search_waiting (doc INTEGER PRIMARY KEY, tokens TEXT)"));
    db_before_commit(db, waiting_flush);
    return DONE;
}

static int tokens_put(struct change *change, int64_t doc, const char *tokens)
{
    if (!db_has_before_commit(change->db))
        return index_write(change->arena, change->db, doc, tokens);
    return db_run(change->db, "INSERT INTO search_waiting (doc, tokens) VALUES (?1, ?2)"
                              " ON CONFLICT (doc) DO UPDATE SET tokens = excluded.tokens",
                  value_int(doc), value_text(tokens));
}

static int forget(struct change *change, int64_t record)
{
    int64_t doc;
    int outcome = db_get_int(change->db, &doc, "SELECT doc FROM search_doc WHERE record = ?1", value_int(record));
    if (outcome != DONE)
        return outcome == NOT_FOUND ? DONE : outcome;
    TRY(tokens_put(change, doc, NULL));
    return db_run(change->db, "DELETE FROM search_doc WHERE doc = ?1", value_int(doc));
}

int search_update(struct change *change)
{
    if (!words_touched(change))
        return DONE;
    if (change->before)
        TRY(forget(change, change->before->id));
    if (!change->after)
        return DONE;
    const char *tokens = tokens_of(change->arena, change->after);
    int64_t last;
    if (!*tokens)
        return DONE;
    TRY(db_get_int(change->db, &last, "SELECT COALESCE(MAX(doc), 0) FROM search_doc"));
    TRY(db_run(change->db, "INSERT INTO search_doc (doc, record) VALUES (?1, ?2)", value_int(last + 1),
               value_int(change->after->id)));
    return tokens_put(change, last + 1, tokens);
}

/* --- finding --- */

static bool follows_in_pair(const char *pair, size_t n, const char *one, size_t one_n, bool at_end)
{
    return n > one_n && n <= 2 * 4 && utf8_length_n(pair, n) == 2 && !memcmp(at_end ? pair + n - one_n : pair, one, one_n);
}

/* "党 党支 支 支部 部" asked for is "党支 支部": a character that stands in a pair says nothing more. */
static const char *tokens_asked(struct arena *arena, const char *tokens)
{
    struct buffer asked = buffer_in(arena);
    const char *before = tokens;
    size_t before_n = 0;
    buffer_adds(&asked, "");
    for (const char *at = tokens; *at;) {
        size_t n = strcspn(at, " ");
        const char *next = at + n + (at[n] == ' ');
        size_t next_n = strcspn(next, " ");
        bool single = utf8_length_n(at, n) == 1;
        if (!single || !(follows_in_pair(next, next_n, at, n, false) || follows_in_pair(before, before_n, at, n, true))) {
            buffer_adds(&asked, asked.n ? " " : "");
            buffer_add(&asked, at, n);
        }
        before = at;
        before_n = n;
        at = next;
    }
    return asked.p;
}

/* The value that finds all the words, or NULL when there are none. */
static const char *match_of(struct arena *arena, struct db *db, const struct entity *entity, const char *words)
{
    words = arena_strndup(arena, words, (size_t)(utf8_at(words, WORDS_MAX) - words));
    const char *tokens = tokens_asked(arena, text_tokens(arena, text_fold(arena, words)));
    if (!*tokens)
        return NULL;
    return dialect_search(arena, db_dialect(db),
                          arena_printf(arena, "%s %s", tokens, entity_token(arena, entity)));
}

/* SELECT of the documents that match, its value added to the query. */
static const char *docs_select(struct query *q, struct db *db, const char *match)
{
    *arena_push(q->arena, &q->values, &q->n, &q->cap) = value_text(match);
    return dialect_fill(q->arena, db_dialect(db), PHRASE_SEARCH_IDS, tokens_table,
                        arena_printf(q->arena, "?%zu", q->n));
}

static int count_up_to(struct arena *arena, struct db *db, const char *match, int limit, int64_t *ret)
{
    struct query q;
    query_start(&q, arena);
    const char *docs = docs_select(&q, db, match);
    query_addf(&q, "SELECT count(*) FROM (%s LIMIT %d) found", docs, limit);
    return query_number(&q, db, ret);
}

static int own_up_to(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                     int limit, int64_t *ret)
{
    struct query q;
    query_start(&q, arena);
    query_addf(&q, "SELECT count(*) FROM (SELECT t.id FROM %s t WHERE 1 = 1", entity->name);
    access_predicate(access, &q, entity, "read");
    query_addf(&q, " LIMIT %d) own", limit);
    return query_number(&q, db, ret);
}

/* Of many matches a reader of few records may read hardly any: looking up each until enough are his costs more than
 * looking up all of his own first. */
static int own_first(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                     const char *match, bool *ret)
{
    int64_t matches, own = 0;
    TRY(count_up_to(arena, db, match, MATCHES_FEW + 1, &matches));
    if (matches > MATCHES_FEW)
        TRY(own_up_to(arena, db, access, entity, OWN_MAX + 1, &own));
    *ret = matches > MATCHES_FEW && own <= OWN_MAX;
    return DONE;
}

/* SELECT of the ids of those of his own that are among the documents. */
static void own_add(struct query *q, const struct access *access, const struct entity *entity, const char *docs)
{
    query_addf(q, "WITH own AS MATERIALIZED (SELECT d.doc AS doc, t.id AS id FROM %s t CROSS JOIN search_doc d"
                  " WHERE d.record = t.id", entity->name);
    access_predicate(access, q, entity, "read");
    query_addf(q, ") SELECT own.id FROM (%s) m CROSS JOIN own WHERE own.doc = m.doc", docs);
}

/* A few matches are gathered first; with many, each row that the list comes to is asked whether it matches, since
 * a page needs only some. */
int search_predicate(struct query *q, struct db *db, const struct access *access, const struct entity *entity,
                     const char *words)
{
    const char *match = match_of(q->arena, db, entity, words);
    bool own = false;
    int64_t matches;
    if (!match) {
        query_add(q, " AND 1 = 0");
        return DONE;
    }
    if (access)
        TRY(own_first(q->arena, db, access, entity, match, &own));
    const char *docs = docs_select(q, db, match);
    if (own) {
        query_add(q, " AND t.id IN (");
        own_add(q, access, entity, docs);
        query_add(q, ")");
        return DONE;
    }
    TRY(count_up_to(q->arena, db, match, GATHERED_MAX + 1, &matches));
    if (matches <= GATHERED_MAX)
        query_addf(q, " AND t.id IN (SELECT d.record FROM search_doc d WHERE d.doc IN (%s))", docs);
    else
        query_addf(q, " AND EXISTS (SELECT 1 FROM search_doc d CROSS JOIN (%s) m"
                      " WHERE m.doc = d.doc AND d.record = t.id)", docs);
    return DONE;
}

static bool entity_searched(const struct entity *entity)
{
    for (int i = 0; i < entity->field_count; i++)
        if (searched(&entity->fields[i]))
            return true;
    return false;
}

/* Some words around the first hit, in the record's own writing. */
static const char *snippet(struct arena *arena, const struct record *record, const char *words)
{
    char *word = text_simplify(arena, text_trim(arena, words));
    word[strcspn(word, " ")] = 0;
    for (int i = 0; i < record->entity->field_count; i++) {
        const struct field *field = &record->entity->fields[i];
        if (!searched(field) || !kind_of(field)->textual || !strcmp(field->name, record->entity->title))
            continue;
        const char *text = value_print(arena, field, &record->values[i]);
        const char *simple = text_simplify(arena, text), *hit = strcasestr(simple, word);
        if (!hit)
            continue;
        size_t at = utf8_length_n(simple, (size_t)(hit - simple));
        const char *from = utf8_at(text, at > SNIPPET_BEFORE ? at - SNIPPET_BEFORE : 0);
        const char *to = utf8_at(from, SNIPPET_LENGTH);
        return arena_printf(arena, "%s%.*s%s", from > text ? "…" : "", (int)(to - from), from, *to ? "…" : "");
    }
    return "";
}

static int hit_add(struct arena *arena, struct db *db, const struct entity *entity, int64_t id, const char *words,
                   json_t *hits)
{
    struct record *record;
    char text[ID_TEXT];
    TRY(record_read(arena, db, entity, id, &record));
    int title = entity_field(entity, entity->title);
    json_t *hit = json_object();
    json_object_set_new_nocheck(hit, "entity", json_string_nocheck(entity->name));
    json_object_set_new_nocheck(hit, "label", json_string_nocheck(entity->label));
    json_object_set_new_nocheck(hit, "id", json_string_nocheck(id_print(id, text)));
    json_object_set_new_nocheck(hit, "title", json_string_nocheck(
        value_label(arena, db, &entity->fields[title], &record->values[title])));
    json_object_set_new_nocheck(hit, "snippet", json_string_nocheck(snippet(arena, record, words)));
    json_array_append_new(hits, hit);
    return DONE;
}

static void find_query(struct query *q, struct db *db, const struct access *access, const struct entity *entity,
                       const char *match, bool own)
{
    const char *docs = docs_select(q, db, match);
    if (own) {
        own_add(q, access, entity, docs);
    } else {
        query_addf(q, "SELECT t.id FROM (%s) m JOIN search_doc d ON d.doc = m.doc JOIN %s t ON t.id = d.record"
                      " WHERE 1 = 1", docs, entity->name);
        access_predicate(access, q, entity, "read");
    }
    query_add(q, " ORDER BY m.doc DESC LIMIT ");
}

/* From the words to the records, newest first, until there are enough: a common word is not gathered whole. */
static int find_in(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                   const char *words, int limit, json_t *hits)
{
    const char *match = match_of(arena, db, entity, words);
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct query q;
    bool own;
    int step;
    if (!match)
        return DONE;
    TRY(own_first(arena, db, access, entity, match, &own));
    query_start(&q, arena);
    find_query(&q, db, access, entity, match, own);
    query_int(&q, limit);
    TRY(query_rows(&q, db, &s));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        TRY(hit_add(arena, db, entity, statement_int(s, 0), words, hits));
    return step;
}

int search_find(struct arena *arena, struct db *db, const struct access *access, const char *words, int limit,
                json_t **ret)
{
    json_t *hits = json_array();
    for (int i = 0; registry_at(i); i++) {
        const struct entity *entity = registry_at(i);
        int left = limit - (int)json_array_size(hits);
        if (left > 0 && entity_searched(entity) && access_may(access, entity, "read"))
            TRY(find_in(arena, db, access, entity, words, left, hits));
    }
    *ret = hits;
    return DONE;
}
