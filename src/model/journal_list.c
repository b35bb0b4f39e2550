/* The journal as people read it. */
#include <string.h>

#include "model/access.h"
#include "model/flow.h"
#include "model/journal.h"
#include "model/kinds.h"
#include "model/query.h"
#include "model/registry.h"

enum { LIMIT_MAX = 200, GATHERED_MAX = 4000 };

/* Back from the journal's form to a value, and to text. */
static const char *raw_print(struct arena *arena, struct db *db, const struct field *field, json_t *raw)
{
    struct field_value value = {.set = raw && !json_is_null(raw)};
    if (!value.set)
        return "";
    if (field->flags & FIELD_SECRET)
        return "***";
    if (field->kind == FIELD_REFS) {
        size_t n = json_array_size(raw);
        int64_t *ids = arena_array(arena, int64_t, n + 1);
        for (size_t i = 0; i < n; i++)
            ids[value.n++] = id_parse(json_string_value(json_array_get(raw, i)));
        value.ids = ids;
    } else if (field->kind == FIELD_REF) {
        value.i = json_is_string(raw) ? id_parse(json_string_value(raw)) : 0;
    } else if (kind_of(field)->textual) {
        value.text = json_is_string(raw) ? json_string_value(raw) : "";
    } else {
        value.i = json_integer_value(raw);
    }
    const char *text = value_label(arena, db, field, &value);
    return field->flags & FIELD_SENSITIVE ? value_mask(arena, text) : text;
}

static json_t *diff_json(struct arena *arena, struct db *db, const struct entity *entity, const char *text)
{
    json_t *lines = json_array(), *diff = json_loads(text, JSON_REJECT_DUPLICATES, NULL), *both;
    const char *name;
    json_object_foreach(diff, name, both) {
        int index = entity ? entity_field(entity, name) : -1;
        json_t *line = json_object();
        json_object_set_new_nocheck(line, "field", json_string_nocheck(name));
        if (index >= 0) {
            const struct field *field = &entity->fields[index];
            json_object_set_new_nocheck(line, "label", json_string_nocheck(field->label));
            json_object_set_new_nocheck(line, "before", json_string_nocheck(raw_print(arena, db, field, json_object_get(both, "b"))));
            json_object_set_new_nocheck(line, "after", json_string_nocheck(raw_print(arena, db, field, json_object_get(both, "a"))));
        } else {
            /* Of an event, or of a field that is no more. */
            json_object_set_new_nocheck(line, "label", json_string_nocheck(name));
            json_object_set_nocheck(line, "after", both);
        }
        json_array_append_new(lines, line);
    }
    json_decref(diff);
    return lines;
}

static const char *verb_label(const struct entity *entity, const char *verb)
{
    static const struct choice known[] = {{"create", "新增"}, {"change", "修改"}, {"remove", "删除"}, {0}};
    const struct choice *choice = choice_find(known, verb);
    for (int i = 0; entity && entity->flow && i < entity->flow->count; i++)
        if (!strcmp(entity->flow->rows[i].verb, verb))
            return entity->flow->rows[i].label;
    return choice ? choice->label : verb;
}

enum { SEQ, HASH, AT, ACTOR, NAME, DOOR, ENTITY, RECORD, VERB, NOTE, DIFF };

static json_t *row_json(struct arena *arena, struct db *db, const struct journal_request *r, struct statement *s)
{
    const struct entity *entity = registry_entity(statement_text(s, ENTITY));
    char moment[MOMENT_TEXT], id[ID_TEXT] = "", actor[ID_TEXT] = "";
    json_t *row = json_object();
    if (statement_int(s, RECORD))
        id_print(statement_int(s, RECORD), id);
    if (statement_int(s, ACTOR))
        id_print(statement_int(s, ACTOR), actor);
    json_object_set_new_nocheck(row, "seq", json_integer(statement_int(s, SEQ)));
    json_object_set_new_nocheck(row, "hash", json_string_nocheck(statement_text(s, HASH)));
    json_object_set_new_nocheck(row, "at", json_integer(statement_int(s, AT)));
    json_object_set_new_nocheck(row, "moment", json_string_nocheck(moment_print(statement_int(s, AT), moment)));
    json_object_set_new_nocheck(row, "who", json_string_nocheck(statement_text(s, NAME)));
    json_object_set_new_nocheck(row, "actor", json_string_nocheck(actor));
    json_object_set_new_nocheck(row, "door", json_string_nocheck(statement_text(s, DOOR)));
    json_object_set_new_nocheck(row, "verb", json_string_nocheck(statement_text(s, VERB)));
    json_object_set_new_nocheck(row, "verb_label", json_string_nocheck(verb_label(entity, statement_text(s, VERB))));
    json_object_set_new_nocheck(row, "entity", json_string_nocheck(statement_text(s, ENTITY)));
    json_object_set_new_nocheck(row, "entity_label", json_string_nocheck(entity ? entity->label : ""));
    json_object_set_new_nocheck(row, "id", json_string_nocheck(id));
    if (r->no_values)
        return row;
    json_object_set_new_nocheck(row, "note", json_string_nocheck(statement_text(s, NOTE)));
    json_object_set_new_nocheck(row, "diff", diff_json(arena, db, entity, statement_text(s, DIFF)));
    return row;
}

static void and_int(struct query *q, const char *condition, int64_t i)
{
    if (!i)
        return;
    query_add(q, condition);
    query_int(q, i);
}

static void and_text(struct query *q, const char *condition, const char *text)
{
    if (!text || !*text)
        return;
    query_add(q, condition);
    query_text(q, text);
}

/* What he may read of an entity, with his own rights or shared with his units: SELECTs behind each other. */
static void readable_add(struct query *q, const struct journal_request *r)
{
    for (int i = 0; i < r->entity_count; i++) {
        const char *name = r->entities[i]->name;
        query_addf(q, "%sSELECT '%s' AS entity, t.id AS id FROM %s t WHERE 1 = 1", i ? " UNION " : "", name, name);
        access_predicate(r->access, q, r->entities[i], "read");
        query_addf(q, " UNION SELECT '%s', t.id FROM %s t WHERE 1 = 1", name, name);
        access_predicate_shared(r->access, q, r->entities[i]);
    }
}

static int readable_are_few(struct arena *arena, struct db *db, const struct journal_request *r, bool *ret)
{
    int64_t n = 0;
    *ret = false;
    for (int i = 0; i < r->entity_count && n <= GATHERED_MAX; i++) {
        struct query q;
        int64_t some;
        query_start(&q, arena);
        query_addf(&q, "SELECT count(*) FROM (SELECT 1 FROM %s t WHERE 1 = 1", r->entities[i]->name);
        access_predicate(r->access, &q, r->entities[i], "read");
        query_addf(&q, " LIMIT %d) some", GATHERED_MAX + 1);
        TRY(query_number(&q, db, &some));
        n += some;
    }
    *ret = n <= GATHERED_MAX && r->entity_count;
    return DONE;
}

/* In the query and not behind it: a page that was filtered afterwards would tell by its gaps what others did. */
static void and_readable(struct query *q, const struct journal_request *r)
{
    query_add(q, " AND (1 = 0");
    for (int i = 0; i < r->entity_count; i++) {
        const struct entity *entity = r->entities[i];
        query_addf(q, " OR (j.entity = '%s' AND (EXISTS (SELECT 1 FROM %s t WHERE t.id = j.record", entity->name,
                   entity->name);
        access_predicate(r->access, q, entity, "read");
        query_addf(q, ") OR EXISTS (SELECT 1 FROM %s t WHERE t.id = j.record", entity->name);
        access_predicate_shared(r->access, q, entity);
        query_add(q, ")))");
    }
    query_add(q, ")");
}

int journal_seq(struct db *db, int64_t record, const char *hash, int64_t *ret_seq)
{
    return db_get_int(db, ret_seq, "SELECT seq FROM journal WHERE record = ?1 AND hash = ?2 ORDER BY seq DESC LIMIT 1",
                      value_int(record), value_text(hash));
}

/* Who reads few records comes to their rows from them; who reads many finds his rows among the last ones. */
static void picked_add(struct query *q, const struct journal_request *r, bool few)
{
    query_add(q, "SELECT j.seq AS seq, j.chain AS chain FROM ");
    if (few) {
        query_add(q, "(");
        readable_add(q, r);
        query_add(q, ") r CROSS JOIN journal j WHERE j.record = r.id AND j.entity = r.entity");
    } else {
        query_add(q, "journal j WHERE 1 = 1");
    }
    and_int(q, " AND j.record = ", r->id);
    and_text(q, " AND j.entity = ", r->entity ? r->entity->name : NULL);
    and_text(q, " AND j.verb = ", r->what);
    and_int(q, " AND j.actor = ", r->actor);
    and_int(q, " AND j.at >= ", r->from_ms);
    and_int(q, " AND j.at < ", r->before_ms);
    and_int(q, " AND j.seq < ", r->before_seq);
    if (r->access && !few)
        and_readable(q, r);
    query_add(q, " ORDER BY j.seq DESC LIMIT ");
    query_int(q, r->limit <= 0 || r->limit > LIMIT_MAX ? LIMIT_MAX : r->limit);
}

int journal_list(struct arena *arena, struct db *db, const struct journal_request *r, json_t **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct query q;
    bool few = false;
    int step;
    if (r->access && !r->id)
        TRY(readable_are_few(arena, db, r, &few));
    query_start(&q, arena);
    query_add(&q, "SELECT j.seq, j.hash, j.at, j.actor, j.name, j.door, j.entity, j.record, j.verb, j.note, j.diff FROM (");
    picked_add(&q, r, few);
    query_add(&q, ") p CROSS JOIN journal j WHERE j.seq = p.seq AND j.chain = p.chain ORDER BY p.seq DESC");
    TRY(query_rows(&q, db, &s));
    json_t *rows = json_array();
    while ((step = statement_step(s)) == STATEMENT_ROW)
        json_array_append_new(rows, row_json(arena, db, r, s));
    *ret = rows;
    return step;
}

int journal_of(struct arena *arena, struct db *db, const struct entity *entity, int64_t id, int limit, json_t **ret)
{
    return journal_list(arena, db, &(struct journal_request){.entity = entity, .id = id, .limit = limit}, ret);
}
