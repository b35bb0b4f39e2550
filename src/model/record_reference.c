/* What people write for a reference: a public id, a code, a name. */
#include <string.h>

#include "model/access.h"
#include "model/kinds.h"
#include "model/query.h"
#include "model/record_private.h"
#include "model/registry.h"

static int find_by_id(struct db *db, const struct access *access, const struct entity *entity, int64_t id)
{
    int64_t found;
    if (access)
        return access_record(access, db, entity, "read", id);
    const struct value value = value_int(id);
    struct arena *arena = arena_create(64 << 10);
    int outcome = db_get_int_built(db, &found, arena_printf(arena, "SELECT 1 FROM %s WHERE id = ?1", entity->name),
                                   &value, 1);
    arena_destroy(arena);
    return outcome == NOT_FOUND ? fail(NOT_FOUND, "没有找到这条%s", entity->label) : outcome;
}

static const char *text_last(const char *text, const char *sign)
{
    const char *last = NULL;
    for (const char *at = text; (at = strstr(at, sign)); at += strlen(sign))
        last = at;
    return last;
}

/* Two rows are asked for: the second tells that the text names several. */
static int find_by_column(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                          const char *column, const char *text, int64_t *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct query q;
    query_start(&q, arena);
    query_addf(&q, "SELECT t.id FROM %s t WHERE t.%s = ", entity->name, column);
    query_text(&q, text);
    access_predicate(access, &q, entity, "read");
    query_add(&q, " LIMIT 2");
    TRY(query_rows(&q, db, &s));
    int step = statement_step(s);
    if (step != STATEMENT_ROW)
        return step == DONE ? NOT_FOUND : step;
    *ret = statement_int(s, 0);
    step = statement_step(s);
    return step == STATEMENT_ROW ? CONFLICT : step;
}

int reference_code(const struct entity *entity)
{
    int key = -1, keys = 0;
    for (int i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        if ((field->flags & FIELD_UNIQUE) && kind_of(field)->textual)
            return i;
        if (field->flags & FIELD_KEY) {
            key = i;
            keys++;
        }
    }
    return keys == 1 && kind_of(&entity->fields[key])->textual ? key : -1;
}

static int find_by_words(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                         const char *text, int64_t *ret)
{
    int code = reference_code(entity), outcome = NOT_FOUND;
    if ((*ret = id_parse(text)))
        outcome = find_by_id(db, access, entity, *ret);
    if (outcome == NOT_FOUND && code >= 0)
        outcome = find_by_column(arena, db, access, entity, entity->fields[code].name, text, ret);
    return outcome;
}

int reference_second(const struct entity *entity)
{
    int second = -1, keys = 0;
    int title = entity_field(entity, entity->title);
    for (int i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        keys += (field->flags & FIELD_KEY) != 0;
        if ((field->flags & FIELD_KEY) && field->kind == FIELD_REF && reference_code(field_target(field)) >= 0)
            second = i;
    }
    return keys == 2 && title >= 0 && (entity->fields[title].flags & FIELD_KEY) ? second : -1;
}

bool reference_split(struct arena *arena, const char *text, char **ret_title, char **ret_inner)
{
    const char *open = text_ends(text, "）") ? text_last(text, "（") : NULL;
    if (!open || open == text)
        return false;
    const char *inner = open + strlen("（");
    *ret_title = arena_strndup(arena, text, (size_t)(open - text));
    *ret_inner = arena_strndup(arena, inner, strlen(inner) - strlen("）"));
    return true;
}

/* "支部书记（Z01）": the title together with what the second key refers to. */
static int find_by_pair(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                        const char *title, const char *inner, int64_t *ret)
{
    int second = reference_second(entity);
    int64_t owner;
    struct query q;
    if (second < 0)
        return NOT_FOUND;
    TRY(reference_find(arena, db, access, field_target(&entity->fields[second]), inner, &owner));
    query_start(&q, arena);
    query_addf(&q, "SELECT t.id FROM %s t WHERE t.%s = ", entity->name, entity->title);
    query_text(&q, title);
    query_addf(&q, " AND t.%s = ", entity->fields[second].name);
    query_int(&q, owner);
    access_predicate(access, &q, entity, "read");
    return query_number(&q, db, ret);
}

int reference_find(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                   const char *text, int64_t *ret)
{
    char *title, *inner;
    int outcome = find_by_words(arena, db, access, entity, text, ret);
    if (outcome == NOT_FOUND && kind_of(&entity->fields[entity_field(entity, entity->title)])->textual)
        outcome = find_by_column(arena, db, access, entity, entity->title, text, ret);
    if (outcome != NOT_FOUND || !reference_split(arena, text, &title, &inner))
        return outcome;
    outcome = find_by_words(arena, db, access, entity, inner, ret);
    return outcome == NOT_FOUND ? find_by_pair(arena, db, access, entity, title, inner, ret) : outcome;
}

static const char *code_text(struct arena *arena, struct db *db, const struct entity *entity, int64_t id)
{
    struct record *record;
    int code = reference_code(entity);
    if (record_read(arena, db, entity, id, &record) != DONE || !record->values[code].set)
        return "";
    return record->values[code].text;
}

const char *reference_text(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                           int64_t id)
{
    const struct field field = {.kind = FIELD_REF, .ref = entity->name};
    const struct field_value value = {.set = true, .i = id};
    const char *title = value_label(arena, db, &field, &value);
    int code = reference_code(entity), second = reference_second(entity);
    struct record *record;
    int64_t found;
    char text[ID_TEXT];
    if (*title && second < 0 && reference_find(arena, db, access, entity, title, &found) == DONE && found == id)
        return title;
    const char *sign = id_print(id, text);
    if ((code < 0 && second < 0) || record_read(arena, db, entity, id, &record) != DONE)
        return arena_printf(arena, "%s（%s）", title, sign);
    if (code >= 0 && record->values[code].set)
        sign = record->values[code].text;
    else if (code < 0 && record->values[second].set)
        sign = code_text(arena, db, field_target(&entity->fields[second]), record->values[second].i);
    return arena_printf(arena, "%s（%s）", title, sign);
}

const char *const reference_signs[] = {"、", "，", "；", ";", "\n", ",", NULL};

static bool holds_sign(const char *text)
{
    for (const char *const *sign = reference_signs; *sign; sign++)
        if (strstr(text, *sign))
            return true;
    return false;
}

const char *reference_text_among(struct arena *arena, struct db *db, const struct access *access,
                                 const struct entity *entity, int64_t id, int n)
{
    const char *text = reference_text(arena, db, access, entity, id);
    char sign[ID_TEXT];
    if (n < 2 || !holds_sign(text))
        return text;
    text = reference_code(entity) >= 0 ? code_text(arena, db, entity, id) : "";
    return *text && !holds_sign(text) ? text : arena_strdup(arena, id_print(id, sign));
}
