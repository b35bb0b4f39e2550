#include "model/json.h"

#include "base/base.h"

#include <assert.h>
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>

static _Thread_local struct arena *current;

/* Before each block stands where it came from, so that either kind can be freed at any time. */
enum { FROM_HEAP = 0x48454150, FROM_ARENA = 0x4152454e };

static void *block_alloc(size_t n)
{
    uint64_t *block = current != NULL ? arena_raw(current, n + sizeof *block) : malloc(n + sizeof *block);
    if (block == NULL)
        return NULL;
    *block = current != NULL ? FROM_ARENA : FROM_HEAP;
    return block + 1;
}

static void block_free(void *p)
{
    uint64_t *block = (uint64_t *)p - 1;
    if (p != NULL && *block == FROM_HEAP)
        free(block);
}

void json_setup(void)
{
    json_set_alloc_funcs(block_alloc, block_free);
    json_object_seed(0);
}

void json_begin(struct arena *arena)
{
    assert(current == NULL);
    current = arena;
}

void json_end(void)
{
    assert(current != NULL);
    current = NULL;
}

json_t *json_forever(json_t *value)
{
    const char *key;
    size_t i;
    json_t *one;
    json_array_foreach(value, i, one)
        json_forever(one);
    json_object_foreach(value, key, one)
        json_forever(one);
    value->refcount = (size_t)-1;                /* as jansson's own true and null have it */
    return value;
}

char *json_print(struct arena *arena, const json_t *value)
{
    struct buffer out = buffer_in(arena);
    json_text(&out, value);
    return out.p;
}
