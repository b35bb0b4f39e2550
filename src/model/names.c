/* An open-addressed map id → offset into a pool of texts.  Ids are random over all entities, so one map holds
 * them all.  A title that changes leaves its old text in the pool; the pool is written anew when half is waste. */
#include "model/names.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "model/registry.h"
#include "store/store.h"

enum { SLOTS_MIN = 1024, SLOTS_MAX = 1 << 24, POOL_MIN = 16 << 10, POOL_MAX = 1 << 30 };

struct slot {
    int64_t id;                  /* 0: free */
    uint32_t at;                 /* in the pool; 0: removed */
};

struct map {
    struct slot *slots;
    size_t slot_count, used;
    char *pool;
    size_t pool_used, pool_size, waste;
};

struct note {
    int64_t id;
    char *title;                 /* NULL: removed */
};

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static struct map map;

static _Thread_local struct note *notes;
static _Thread_local size_t note_count, note_room, note_mark;

static void *grown(void *p, size_t bytes)
{
    void *new = realloc(p, bytes);
    if (!new)
        die("内存不足：无法保存名称");
    return new;
}

static struct slot *slot_of(const struct map *m, int64_t id)
{
    uint64_t hash = (uint64_t)id * 0x9e3779b97f4a7c15u;
    for (size_t at = hash >> 20; ; at++) {
        struct slot *slot = &m->slots[at & (m->slot_count - 1)];
        if (!slot->id || slot->id == id)
            return slot;
    }
}

static uint32_t pool_add(struct map *m, const char *text)
{
    size_t n = strlen(text) + 1;
    while (m->pool_used + n > m->pool_size) {
        m->pool_size *= 2;
        if (m->pool_size > POOL_MAX)
            die("单位和人员的名称过多");
        m->pool = grown(m->pool, m->pool_size);
    }
    memcpy(m->pool + m->pool_used, text, n);
    m->pool_used += n;
    return (uint32_t)(m->pool_used - n);
}

static void map_start(struct map *m, size_t slot_count)
{
    if (slot_count > SLOTS_MAX)
        die("单位和人员的名称过多");
    *m = (struct map){.slot_count = slot_count, .pool_size = POOL_MIN};
    m->slots = calloc(slot_count, sizeof *m->slots);
    m->pool = grown(NULL, m->pool_size);
    if (!m->slots)
        die("内存不足：无法保存名称");
    m->pool[0] = 0;
    m->pool_used = 1;            /* 0 means removed */
}

static void map_free(struct map *m)
{
    free(m->slots);
    free(m->pool);
    *m = (struct map){0};
}

static void map_renew(struct map *m)
{
    struct map new;
    size_t living = 0;
    for (size_t i = 0; i < m->slot_count; i++)
        living += m->slots[i].at != 0;
    size_t slots = SLOTS_MIN;
    while (slots < living * 2 + 2)
        slots *= 2;
    map_start(&new, slots);
    for (size_t i = 0; i < m->slot_count; i++) {
        const struct slot *old = &m->slots[i];
        if (!old->at)
            continue;
        *slot_of(&new, old->id) = (struct slot){old->id, pool_add(&new, m->pool + old->at)};
        new.used++;
    }
    map_free(m);
    *m = new;
}

static void map_put(struct map *m, int64_t id, const char *title)
{
    if (!m->slots)
        map_start(m, SLOTS_MIN);
    if ((m->used + 1) * 4 > m->slot_count * 3 || (m->waste > POOL_MIN && m->waste * 2 > m->pool_used))
        map_renew(m);
    struct slot *slot = slot_of(m, id);
    if (!slot->id)
        m->used++;
    else if (slot->at)
        m->waste += strlen(m->pool + slot->at) + 1;
    slot->id = id;
    slot->at = title && *title ? pool_add(m, title) : 0;
}

static int load_entity(struct arena *arena, struct db *db, const struct entity *entity, struct map *m)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    TRY(db_query_built(db, &s, arena_printf(arena, "SELECT id, %s FROM %s", entity->title, entity->name), NULL, 0));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        map_put(m, statement_int(s, 0), statement_text(s, 1));
    return step;
}

int names_load(struct db *db)
{
    struct map new = {0};
    struct arena *arena = arena_create(1 << 20);
    int outcome = DONE;
    for (int i = 0; registry_at(i) && outcome == DONE; i++)
        if (registry_at(i)->flags & ENTITY_NAMES)
            outcome = load_entity(arena, db, registry_at(i), &new);
    arena_destroy(arena);
    if (outcome != DONE) {
        map_free(&new);
        return outcome;
    }
    pthread_rwlock_wrlock(&lock);
    map_free(&map);
    map = new;
    pthread_rwlock_unlock(&lock);
    return DONE;
}

void names_clear(void)
{
    pthread_rwlock_wrlock(&lock);
    map_free(&map);
    pthread_rwlock_unlock(&lock);
    names_abandon();
}

const char *names_title(struct arena *arena, const struct entity *entity, int64_t id)
{
    const char *title = "";
    if (!id || !(entity->flags & ENTITY_NAMES))
        return title;
    pthread_rwlock_rdlock(&lock);
    if (map.slots) {
        const struct slot *slot = slot_of(&map, id);
        if (slot->at)
            title = arena_strdup(arena, map.pool + slot->at);
    }
    pthread_rwlock_unlock(&lock);
    return title;
}

void names_begin(void)
{
    note_mark = note_count;
}

void names_note(const struct entity *entity, int64_t id, const char *title)
{
    if (note_count == note_room) {
        note_room = note_room ? note_room * 2 : 16;
        notes = grown(notes, note_room * sizeof *notes);
    }
    char *copy = title ? strdup(title) : NULL;
    if (title && !copy)
        die("内存不足：无法保存名称");
    notes[note_count++] = (struct note){id, copy};
}

static void notes_drop(size_t keep)
{
    while (note_count > keep)
        free(notes[--note_count].title);
    if (!keep) {
        free(notes);
        notes = NULL;
        note_room = note_mark = 0;
    }
}

void names_rollback(void)
{
    notes_drop(note_mark);
}

void names_commit(void)
{
    if (!note_count)
        return;
    pthread_rwlock_wrlock(&lock);
    for (size_t i = 0; i < note_count; i++)
        map_put(&map, notes[i].id, notes[i].title);
    pthread_rwlock_unlock(&lock);
    notes_drop(0);
}

void names_abandon(void)
{
    notes_drop(0);
}
