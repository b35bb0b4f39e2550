/* Found by name in a small open-addressed map, made at seal: lists ask for the entity of a ref per cell. */
#include "model/registry.h"

#include <assert.h>
#include <string.h>

#include "base/base.h"
#include "model/registry_check.h"
#include "model/table.h"

enum { ENTITIES_MAX = 128, SLOTS = 512, REGISTRY_BYTES = 4 << 20 };

static const struct entity *entities[ENTITIES_MAX];
static struct entity_table tables[ENTITIES_MAX];
static int count;
static struct arena *texts;              /* lives as long as the program */
static int16_t slots[SLOTS];             /* index + 1 */

static uint32_t name_hash(const char *name)
{
    uint32_t hash = 2166136261u;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619u;
    return hash;
}

static int16_t *slot_of(const char *name)
{
    uint32_t at = name_hash(name);
    while (slots[at % SLOTS] && strcmp(entities[slots[at % SLOTS] - 1]->name, name))
        at++;
    return &slots[at % SLOTS];
}

void registry_add(const struct entity *const *rows, int n)
{
    if (!n)
        return;
    assert(count + n <= ENTITIES_MAX);
    memcpy(entities + count, rows, sizeof *rows * (size_t)n);
    count += n;
}

void registry_clear(void)
{
    count = 0;
    memset(slots, 0, sizeof slots);
    arena_destroy(texts);
    texts = NULL;
}

int registry_seal(void)
{
    memset(slots, 0, sizeof slots);
    arena_destroy(texts);
    texts = arena_create(REGISTRY_BYTES);
    for (int i = 0; i < count; i++) {
        int16_t *slot = slot_of(entities[i]->name);
        if (*slot)
            return fail(INVALID, "entity %s: listed twice", entities[i]->name);
        *slot = (int16_t)(i + 1);
    }
    for (int i = 0; i < count; i++) {
        TRY(registry_check(entities[i]));
        table_build(texts, entities[i], &tables[i]);
    }
    return DONE;
}

const struct entity *registry_entity(const char *name)
{
    int16_t slot = *slot_of(name);
    return slot ? entities[slot - 1] : NULL;
}

const struct entity *registry_at(int index)
{
    return index >= 0 && index < count ? entities[index] : NULL;
}

int registry_index(const struct entity *entity)
{
    int16_t slot = *slot_of(entity->name);
    assert(slot);
    return slot - 1;
}

const struct entity *field_target(const struct field *field)
{
    return field->ref ? registry_entity(field->ref) : NULL;
}

const struct entity_table *table_of(const struct entity *entity)
{
    return &tables[registry_index(entity)];
}
