/* A record as its page shows it. */
#include <string.h>

#include "model/face.h"
#include "model/kinds.h"
#include "model/registry.h"

/* A link to what he may read; a bare name for units and persons, whose names are no secret; else nothing. */
static json_t *link_json(struct arena *arena, struct db *db, const struct field *field, const struct access *access,
                         int64_t id)
{
    const struct entity *target = field_target(field);
    const struct field_value value = {.set = true, .i = id};
    const struct field one = {.kind = FIELD_REF, .ref = field->ref};
    char text[ID_TEXT];
    bool reads = access_record(access, db, target, "read", id) == DONE;
    if (!reads && !(target->flags & ENTITY_NAMES))
        return NULL;
    json_t *link = json_object();
    json_object_set_new_nocheck(link, "text", json_string_nocheck(value_label(arena, db, &one, &value)));
    if (reads && !(target->flags & ENTITY_HIDDEN))
        json_object_set_new_nocheck(link, "href", json_string_nocheck(
            arena_printf(arena, "/%s/%s", target->name, id_print(id, text))));
    return link;
}

static json_t *links_json(struct arena *arena, struct db *db, const struct field *field,
                          const struct field_value *value, const struct access *access)
{
    json_t *links = json_array();
    for (int i = 0; i < (field->kind == FIELD_REF ? 1 : value->n); i++) {
        json_t *link = link_json(arena, db, field, access, field->kind == FIELD_REF ? value->i : value->ids[i]);
        if (link)
            json_array_append_new(links, link);
    }
    return links;
}

static const char *links_text(struct arena *arena, json_t *links)
{
    struct buffer b = buffer_in(arena);
    size_t i;
    json_t *link;
    buffer_adds(&b, "");
    json_array_foreach(links, i, link)
        buffer_addf(&b, "%s%s", i ? "、" : "", json_string_value(json_object_get(link, "text")));
    return b.p;
}

static json_t *field_view(struct arena *arena, struct db *db, const struct field *field,
                          const struct field_value *value, const struct access *access)
{
    const char *text;
    json_t *view = json_object(), *links = NULL;
    if (field->kind == FIELD_REF || field->kind == FIELD_REFS) {
        links = links_json(arena, db, field, value, access);
        text = links_text(arena, links);
    } else {
        text = value_print(arena, field, value);
    }
    json_object_set_new_nocheck(view, "name", json_string_nocheck(field->name));
    json_object_set_new_nocheck(view, "label", json_string_nocheck(field->label));
    json_object_set_new_nocheck(view, "kind", json_string_nocheck(kind_of(field)->name));
    json_object_set_new_nocheck(view, "text", json_string_nocheck(text));
    if (links) {
        json_t *href = json_array_size(links) == 1 ? json_object_get(json_array_get(links, 0), "href") : NULL;
        if (href)
            json_object_set_nocheck(view, "href", href);
        json_object_set_new_nocheck(view, "links", links);
    }
    return view;
}

json_t *face_view(struct arena *arena, struct db *db, const struct record *record, const struct access *access)
{
    json_t *views = json_array();
    const char *group = NULL, *shown = NULL;
    for (int i = 0; i < record->entity->field_count; i++) {
        const struct field *field = &record->entity->fields[i];
        group = field->group ? field->group : group;
        if ((field->flags & (FIELD_SECRET | FIELD_INNER)) || field->kind == FIELD_FILE || !record->values[i].set)
            continue;
        json_t *view = field_view(arena, db, field, &record->values[i], access);
        json_t *links = json_object_get(view, "links");
        if (links && !json_array_size(links)) {
            json_decref(view);
            continue;
        }
        if (group && group != shown)
            json_object_set_new_nocheck(view, "group", json_string_nocheck(group));
        shown = group;
        json_array_append_new(views, view);
    }
    return views;
}
