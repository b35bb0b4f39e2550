/* The model of a form: what to ask, how, with which value, and what was wrong. */
#include <string.h>

#include "model/face.h"
#include "model/kinds.h"
#include "model/query.h"
#include "model/record_private.h"
#include "model/registry.h"

enum { OFFERED_MAX = 200 };      /* above that many a reference is searched, not chosen from a list */

struct form {
    struct arena *arena;
    struct db *db;
    const struct record *record;
    const struct input *typed;
    int typed_count;
    const struct field_problem *problems;
    int problem_count;
    const struct access *access;
};

static void set(json_t *object, const char *name, const char *text)
{
    json_object_set_new_nocheck(object, name, json_string_nocheck(text));
}

static const struct input *typed_of(const struct form *form, const char *name)
{
    for (int i = 0; i < form->typed_count; i++)
        if (!strcmp(form->typed[i].name, name))
            return &form->typed[i];
    return NULL;
}

static bool typed_has(const struct input *typed, const char *text)
{
    for (int i = 0; typed && i < typed->n; i++)
        if (!strcmp(typed->values[i], text))
            return true;
    return false;
}

static json_t *choice_json(const char *name, const char *label, bool chosen)
{
    json_t *choice = json_object();
    set(choice, "name", name);
    set(choice, "label", label);
    json_object_set_new_nocheck(choice, "chosen", json_boolean(chosen));
    return choice;
}

static json_t *choices_json(const struct form *form, const struct field *field, const struct field_value *value)
{
    static const struct choice yes_no[] = {{"1", "是"}, {"0", "否"}, {0}};
    const struct input *typed = typed_of(form, field->name);
    const char *chosen = typed ? typed->n ? typed->values[0] : "" : value_input(form->arena, field, value);
    json_t *choices = json_array();
    for (const struct choice *c = field->kind == FIELD_BOOL ? yes_no : field->choices; c->name; c++)
        json_array_append_new(choices, choice_json(c->name, c->label, !strcmp(c->name, chosen)));
    return choices;
}

/* --- references --- */

static bool id_chosen(const struct form *form, const struct field *field, const struct field_value *value, int64_t id)
{
    char text[ID_TEXT];
    const struct input *typed = typed_of(form, field->name);
    if (typed)
        return typed_has(typed, id_print(id, text));
    if (field->kind == FIELD_REF)
        return value->set && value->i == id;
    for (int i = 0; i < value->n; i++)
        if (value->ids[i] == id)
            return true;
    return false;
}

static const char *title_of(const struct form *form, const struct field *field, int64_t id)
{
    const struct field one = {.kind = FIELD_REF, .ref = field->ref};
    const struct field_value value = {.set = true, .i = id};
    return value_label(form->arena, form->db, &one, &value);
}

/* The unit that a record is to belong to: only those at which he may make one. */
static bool may_belong(const struct form *form, const struct field *field, int64_t id)
{
    const struct entity *entity = form->record->entity;
    if (!text_equal(entity->unit_from, field->name) || strcmp(field->ref, "unit"))
        return true;
    return access_create_at(form->access, form->db, entity, id, NULL) == DONE;
}

/* What he may choose from, when it is few enough for a list; else NULL. */
static json_t *offered_json(const struct form *form, const struct field *field, const struct field_value *value)
{
    const struct entity *target = field_target(field);
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    json_t *choices = json_array();
    struct query q;
    char id[ID_TEXT];
    int step;
    query_start(&q, form->arena);
    /* Too many are known after the first of them: only few are sorted. */
    query_addf(&q, "SELECT t.id FROM (SELECT t.id AS picked FROM %s t WHERE 1 = 1", target->name);
    access_predicate(form->access, &q, target, "read");
    query_add(&q, " LIMIT ");
    query_int(&q, OFFERED_MAX + 1);
    query_addf(&q, ") p JOIN %s t ON t.id = p.picked ORDER BY t.%s, t.id", target->name, target->title);
    if (query_rows(&q, form->db, &s) != DONE)
        return NULL;
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        if (json_array_size(choices) == OFFERED_MAX)
            return NULL;
        int64_t one = statement_int(s, 0);
        if (!id_chosen(form, field, value, one) && !may_belong(form, field, one))
            continue;
        json_array_append_new(choices, choice_json(id_print(one, id), title_of(form, field, one),
                                                   id_chosen(form, field, value, one)));
    }
    return step == DONE ? choices : NULL;
}

static json_t *chosen_json(const struct form *form, const struct field *field, const struct field_value *value)
{
    json_t *all = json_array();
    const struct input *typed = typed_of(form, field->name);
    char text[ID_TEXT];
    int n = typed ? typed->n : field->kind == FIELD_REF ? value->set : value->n;
    for (int i = 0; i < n; i++) {
        int64_t id = typed ? id_parse(typed->values[i]) : field->kind == FIELD_REF ? value->i : value->ids[i];
        json_t *one = json_object();
        if (!id && !*typed->values[i])
            continue;
        /* Typed ids were asked for rights by record_fill; a title that was typed is shown as it was. */
        bool known = id && (!typed || access_record(form->access, form->db, field_target(field), "read", id) == DONE);
        set(one, "id", known ? id_print(id, text) : typed->values[i]);
        set(one, "title", known ? title_of(form, field, id) : typed->values[i]);
        json_array_append_new(all, one);
    }
    return all;
}

/* `typed`: as it may be sent back; where two have one name, with what tells them apart. */
static const char *chosen_text(const struct form *form, const struct field *field, json_t *chosen, bool typed)
{
    struct buffer b = buffer_in(form->arena);
    size_t i;
    json_t *one;
    buffer_adds(&b, "");
    json_array_foreach(chosen, i, one) {
        int64_t id = id_parse(json_string_value(json_object_get(one, "id")));
        buffer_addf(&b, "%s%s", i ? "、" : "", typed && id && form->db
                    ? reference_text_among(form->arena, form->db, form->access, field_target(field), id, (int)json_array_size(chosen))
                    : json_string_value(json_object_get(one, "title")));
    }
    return b.p;
}

static const char *reference_json(const struct form *form, const struct field *field, const struct field_value *value,
                                  json_t *row)
{
    json_t *chosen = chosen_json(form, field, value), *offered = form->db ? offered_json(form, field, value) : NULL;
    const char *first = json_string_value(json_object_get(json_array_get(chosen, 0), "id"));
    set(row, "entity", field->ref);
    set(row, "value", first ? first : "");
    set(row, "label_value", chosen_text(form, field, chosen, !offered));
    json_object_set_new_nocheck(row, "values", chosen);
    json_object_set_new_nocheck(row, "many", json_boolean(field->kind == FIELD_REFS));
    if (offered)
        json_object_set_new_nocheck(row, "choices", offered);
    return offered ? "select" : "search";
}

/* --- one field --- */

static void bounds_json(const struct field *field, json_t *row)
{
    int64_t max = field->max ? field->max : kind_of(field)->max;
    if (field->min)
        json_object_set_new_nocheck(row, "min", json_integer(field->min));
    if (max)
        json_object_set_new_nocheck(row, "max", json_integer(max));
}

static const char *error_of(const struct form *form, const char *name)
{
    for (int i = 0; i < form->problem_count; i++)
        if (text_equal(form->problems[i].field, name))
            return form->problems[i].message;
    return NULL;
}

static json_t *row_json(const struct form *form, int index)
{
    const struct field *field = &form->record->entity->fields[index];
    const struct field_value *value = &form->record->values[index];
    const struct input *typed = typed_of(form, field->name);
    const char *input = kind_of(field)->input, *error = error_of(form, field->name);
    json_t *row = json_object(), *is = json_object();
    set(row, "name", field->name);
    set(row, "label", field->label);
    set(row, "kind", kind_of(field)->name);
    if (field->help)
        set(row, "help", field->help);
    if (field->kind == FIELD_REF || field->kind == FIELD_REFS) {
        input = reference_json(form, field, value, row);
    } else {
        bool secret = field->flags & FIELD_SECRET;
        set(row, "value", typed && !secret ? (typed->n ? typed->values[0] : "") : value_input(form->arena, field, value));
        set(row, "label_value", value_print(form->arena, field, value));
        if (secret)
            input = "password";
        if (field->kind == FIELD_ENUM || field->kind == FIELD_BOOL)
            json_object_set_new_nocheck(row, "choices", choices_json(form, field, value));
    }
    set(row, "input", input);
    json_object_set_new_nocheck(is, input, json_true());
    json_object_set_new_nocheck(row, "is", is);
    json_object_set_new_nocheck(row, "required", json_boolean(field->flags & FIELD_REQUIRED));
    bounds_json(field, row);
    if (error)
        set(row, "error", error);
    return row;
}

static bool asked(const struct form *form, int index, const char *const *only)
{
    const struct field *field = &form->record->entity->fields[index];
    if (only) {
        while (*only && strcmp(*only, field->name))
            only++;
        return *only != NULL;
    }
    bool fixed = (field->flags & FIELD_FIXED) && form->record->version && form->record->values[index].set;
    return !(field->flags & FIELD_SYSTEM) && !fixed;
}

static json_t *rows_json(const struct form *form, const char *const *only)
{
    const struct entity *entity = form->record->entity;
    json_t *rows = json_array();
    const char *group = NULL, *shown = NULL;
    for (int i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        group = field->group ? field->group : group;
        if (!asked(form, i, only))
            continue;
        json_t *row = row_json(form, i);
        if (group && group != shown)
            set(row, "group", group);
        shown = group;
        json_array_append_new(rows, row);
    }
    return rows;
}

json_t *face_form_of(struct arena *arena, struct db *db, const struct record *record, const char *const *fields,
                     const struct input *typed, int n, const struct field_problem *problems, int problem_count,
                     const struct access *access)
{
    const struct form form = {arena, db, record, typed, n, problems, problem_count, access};
    return rows_json(&form, fields);
}

json_t *face_form(struct arena *arena, struct db *db, const struct record *record, const struct input *typed, int n,
                  const struct field_problem *problems, int problem_count, const struct access *access)
{
    return face_form_of(arena, db, record, NULL, typed, n, problems, problem_count, access);
}
