/* Records as JSON, JSON as inputs, and the schema of both. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "model/face.h"
#include "model/kinds.h"
#include "model/registry.h"

static json_t *id_json(int64_t id)
{
    char text[ID_TEXT];
    return id ? json_string_nocheck(id_print(id, text)) : json_null();
}

/* RFC 3339 with the part of the second where there is one; by hand, because each record has two of them. */
static json_t *moment_json(int64_t ms)
{
    static const char zone[] = "+08:00";
    char iso[MOMENT_TEXT + sizeof ".000" + sizeof zone];
    int part = moment_part(ms);
    char *at = moment_print(ms, iso) + MOMENT_TEXT - 1;
    iso[DATE_TEXT - 1] = 'T';
    if (part) {
        const char digits[] = {'.', (char)('0' + part / 100), (char)('0' + part / 10 % 10), (char)('0' + part % 10)};
        memcpy(at, digits, sizeof digits);
        at += sizeof digits;
    }
    memcpy(at, zone, sizeof zone);
    return json_string_nocheck(iso);
}

static json_t *value_json(struct arena *arena, const struct field *field, const struct field_value *value)
{
    if (field->kind == FIELD_REFS) {
        json_t *ids = json_array();
        for (int i = 0; i < value->n; i++)
            json_array_append_new(ids, id_json(value->ids[i]));
        return ids;
    }
    if (!value->set)
        return json_null();
    switch (field->kind) {
    case FIELD_INT:
        return json_integer(value->i);
    case FIELD_BOOL:
        return json_boolean(value->i);
    case FIELD_REF:
        return id_json(value->i);
    case FIELD_MOMENT:
        return moment_json(value->i);
    case FIELD_MONEY:
    case FIELD_PERCENT:
        return json_string_nocheck(value_print(arena, field, value));
    default:
        return json_string_nocheck(value->text);
    }
}

json_t *face_json(struct arena *arena, const struct record *record)
{
    json_t *json = json_object();
    json_object_set_new_nocheck(json, "id", id_json(record->id));
    json_object_set_new_nocheck(json, "version", json_integer(record->version));
    json_object_set_new_nocheck(json, "unit", id_json(record->unit));
    json_object_set_new_nocheck(json, "organ", id_json(record->organ));
    json_object_set_new_nocheck(json, "created_at", moment_json(record->created_at));
    json_object_set_new_nocheck(json, "changed_at", moment_json(record->changed_at));
    for (int i = 0; i < record->entity->field_count; i++) {
        const struct field *field = &record->entity->fields[i];
        if (!(field->flags & FIELD_SECRET))
            json_object_set_new_nocheck(json, field->name, value_json(arena, field, &record->values[i]));
    }
    return json;
}

/* --- in --- */

static int scalar_text(struct arena *arena, const char *name, const json_t *value, const char **ret)
{
    switch (json_typeof(value)) {
    case JSON_STRING:
        *ret = arena_strdup(arena, json_string_value(value));
        return strlen(*ret) == json_string_length(value) ? DONE : fail(INVALID, "“%s”含有空字符", name);
    case JSON_INTEGER:
        *ret = arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        return DONE;
    case JSON_REAL:
        *ret = arena_printf(arena, "%.15g", json_real_value(value));
        return DONE;
    case JSON_TRUE:
    case JSON_FALSE:
        *ret = json_is_true(value) ? "1" : "0";
        return DONE;
    case JSON_NULL:
        *ret = "";
        return DONE;
    default:
        return fail(INVALID, "“%s”应是一个值，不能是对象或嵌套的数组", name);
    }
}

static int member_input(struct arena *arena, const char *name, const json_t *value, struct input *ret)
{
    size_t n = json_is_array(value) ? json_array_size(value) : 1;
    const char **values = arena_array(arena, const char *, n + 1);
    for (size_t i = 0; i < n; i++)
        TRY(scalar_text(arena, name, json_is_array(value) ? json_array_get(value, i) : value, &values[i]));
    *ret = (struct input){arena_strdup(arena, name), values, (int)n};
    return DONE;
}

int face_from_json(struct arena *arena, const struct entity *entity, json_t *body, struct input **ret, int *ret_n)
{
    const char *name;
    json_t *value;
    int n = 0;
    if (!json_is_object(body))
        return fail(INVALID, "请求正文应是一个 JSON 对象，如 {\"%s\": …}", entity ? entity->fields[0].name : "name");
    struct input *inputs = arena_array(arena, struct input, json_object_size(body) + 1);
    json_object_foreach(body, name, value)
        TRY(member_input(arena, name, value, &inputs[n++]));
    *ret = inputs;
    *ret_n = n;
    return DONE;
}

/* --- schema --- */

static void set_text(json_t *object, const char *name, const char *text)
{
    if (text)
        json_object_set_new_nocheck(object, name, json_string_nocheck(text));
}

static json_t *id_schema(const char *entity)
{
    json_t *schema = json_object();
    set_text(schema, "type", "string");
    set_text(schema, "pattern", "^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{12}$");
    set_text(schema, "x-entity", entity);
    return schema;
}

static void bounds_schema(json_t *schema, const struct field *field)
{
    const struct kind *kind = kind_of(field);
    bool length = field->kind == FIELD_TEXT || field->kind == FIELD_LONG_TEXT, count = field->kind == FIELD_REFS;
    int64_t max = field->max ? field->max : kind->max;
    if (!length && !count && field->kind != FIELD_INT)
        return;
    const char *low = length ? "minLength" : count ? "minItems" : "minimum";
    const char *high = length ? "maxLength" : count ? "maxItems" : "maximum";
    if (field->min)
        json_object_set_new_nocheck(schema, low, json_integer(field->min));
    if (max)
        json_object_set_new_nocheck(schema, high, json_integer(max));
}

static json_t *field_schema(const struct field *field)
{
    const struct kind *kind = kind_of(field);
    json_t *schema = field->kind == FIELD_REF ? id_schema(field->ref) : json_object();
    set_text(schema, "type", kind->json_type);
    set_text(schema, "format", kind->json_format);
    set_text(schema, "title", field->label);
    set_text(schema, "description", field->help);
    if (field->kind == FIELD_REFS)
        json_object_set_new_nocheck(schema, "items", id_schema(field->ref));
    if (field->choices) {
        json_t *names = json_array(), *labels = json_array();
        for (const struct choice *c = field->choices; c->name; c++) {
            json_array_append_new(names, json_string_nocheck(c->name));
            json_array_append_new(labels, json_string_nocheck(c->label));
        }
        json_object_set_new_nocheck(schema, "enum", names);
        json_object_set_new_nocheck(schema, "x-labels", labels);
    }
    bounds_schema(schema, field);
    if (field->flags & FIELD_SYSTEM)
        json_object_set_new_nocheck(schema, "readOnly", json_true());
    if (field->flags & FIELD_SECRET)
        json_object_set_new_nocheck(schema, "writeOnly", json_true());
    return schema;
}

static json_t *plain_schema(const char *type, const char *format, const char *title)
{
    json_t *schema = json_object();
    set_text(schema, "type", type);
    set_text(schema, "format", format);
    set_text(schema, "title", title);
    json_object_set_new_nocheck(schema, "readOnly", json_true());
    return schema;
}

json_t *face_schema(const struct entity *entity)
{
    json_t *schema = json_object(), *properties = json_object(), *required = json_array();
    json_object_set_new_nocheck(properties, "id", id_schema(entity->name));
    json_object_set_new_nocheck(properties, "version", plain_schema("integer", NULL, "版本"));
    json_object_set_new_nocheck(properties, "unit", id_schema(NULL));
    json_object_set_new_nocheck(properties, "organ", id_schema(NULL));
    json_object_set_new_nocheck(properties, "created_at", plain_schema("string", "date-time", "新增时间"));
    json_object_set_new_nocheck(properties, "changed_at", plain_schema("string", "date-time", "修改时间"));
    for (int i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        if ((field->flags & FIELD_SECRET) && (field->flags & FIELD_SYSTEM))
            continue;                        /* nobody sends it, nobody gets it */
        json_object_set_new_nocheck(properties, field->name, field_schema(field));
        if ((field->flags & FIELD_REQUIRED) && !(field->flags & FIELD_SYSTEM) && !field->preset)
            json_array_append_new(required, json_string_nocheck(field->name));
    }
    set_text(schema, "type", "object");
    set_text(schema, "title", entity->label);
    set_text(schema, "description", entity->note);
    json_object_set_new_nocheck(schema, "properties", properties);
    json_object_set_new_nocheck(schema, "required", required);
    return schema;
}
