/* The names of the rows of an import, for references between them. */
#include <string.h>

#include "base/base.h"
#include "model/face_sheet.h"
#include "model/kinds.h"
#include "model/record_private.h"
#include "model/registry.h"

/* At most: code, title, title with second key, keys, and that it is new. */
enum { NAMES_A_ROW = 5 };

struct sheet_called {
    const struct entity *entity;         /* NULL for what is no name of an entity */
    const char *text;
    int64_t id;                          /* PENDING_SEVERAL: several rows have this name */
    const char *title;                   /* of a new row, under its id */
};

static size_t name_hash(const struct entity *entity, const char *text)
{
    size_t hash = (size_t)entity / 64;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash ^ hash >> 32;
}

static struct sheet_called *slot_of(const struct sheet_names *names, const struct entity *entity, const char *text)
{
    for (size_t at = name_hash(entity, text); ; at++) {
        struct sheet_called *slot = &names->slots[at & (names->slot_count - 1)];
        if (!slot->text || (slot->entity == entity && !strcmp(slot->text, text)))
            return slot;
    }
}

void sheet_names_start(struct sheet_names *names, struct arena *arena, struct db *db, const struct access *access,
                       size_t rows)
{
    *names = (struct sheet_names){arena, db, access, NULL, 64};
    while (names->slot_count < (rows + 1) * NAMES_A_ROW * 2)
        names->slot_count *= 2;
    names->slots = arena_array(arena, struct sheet_called, names->slot_count);
}

void sheet_names_add(struct sheet_names *names, const struct entity *entity, const char *text, int64_t id)
{
    if (!*text)
        return;
    struct sheet_called *slot = slot_of(names, entity, text);
    bool other = slot->text && slot->id != id;
    *slot = (struct sheet_called){entity, text, other ? PENDING_SEVERAL : id, NULL};
}

const char *sheet_names_pair(struct arena *arena, const char *title, int64_t second)
{
    return arena_printf(arena, "%s\x1f%lld", title, (long long)second);
}

void sheet_names_new(struct sheet_names *names, int64_t id, const char *title)
{
    const char *text = arena_printf(names->arena, "%lld", (long long)id);
    *slot_of(names, NULL, text) = (struct sheet_called){NULL, text, id, title};
}

const char *sheet_names_title(const struct sheet_names *names, int64_t id)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)id);
    return slot_of(names, NULL, text)->title;
}

int64_t sheet_names_find(const struct sheet_names *names, const struct entity *entity, const char *text)
{
    const struct sheet_called *slot = slot_of(names, entity, text);
    return slot->text ? slot->id : 0;
}

static int64_t find_pair(struct sheet_names *names, const struct entity *entity, const char *title, const char *inner)
{
    int second = reference_second(entity);
    int64_t owner = 0;
    if (second < 0)
        return 0;
    const struct entity *target = field_target(&entity->fields[second]);
    if (reference_find(names->arena, names->db, names->access, target, inner, &owner) != DONE)
        owner = sheet_names_pending(names, target, inner);
    return owner > 0 ? sheet_names_find(names, entity, sheet_names_pair(names->arena, title, owner)) : 0;
}

int64_t sheet_names_pending(void *context, const struct entity *entity, const char *text)
{
    struct sheet_names *names = context;
    char *title, *inner;
    int64_t id = sheet_names_find(names, entity, text);
    if (id || !reference_split(names->arena, text, &title, &inner))
        return id;
    return reference_code(entity) >= 0 ? sheet_names_find(names, entity, inner) : find_pair(names, entity, title, inner);
}

int sheet_names_same(struct sheet_names *names, const struct record *record, int row)
{
    struct buffer keys = buffer_in(names->arena);
    bool any = false;
    buffer_addf(&keys, "%s\x1f%lld", record->entity->name, (long long)(record->organ ? record->organ : record->unit));
    for (int i = 0; i < record->entity->field_count; i++) {
        const struct field *field = &record->entity->fields[i];
        const struct field_value *value = &record->values[i];
        if (!(field->flags & FIELD_KEY))
            continue;
        if (!value->set)
            return 0;
        any = true;
        if (kind_of(field)->textual)
            buffer_addf(&keys, "\x1f%s", value->text);
        else
            buffer_addf(&keys, "\x1f%lld", (long long)value->i);
    }
    struct sheet_called *slot = slot_of(names, NULL, keys.p);
    if (slot->text && any)
        return (int)slot->id;
    if (any)
        *slot = (struct sheet_called){NULL, keys.p, row, NULL};
    return 0;
}
