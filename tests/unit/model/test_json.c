#include "world.h"

#include <pthread.h>

static void values_live_in_the_arena(void)
{
    struct arena *arena = arena_create(1 << 20);
    json_setup();
    json_begin(arena);
    json_t *list = json_array();
    for (int i = 0; i < 100; i++)
        json_array_append_new(list, json_pack("{s:i, s:s}", "n", i, "text", "党支部"));
    CHECK(arena_used(arena) > 100 * 50);
    json_end();
    arena_destroy(arena);                        /* no decref, and no leak */
}

/* One made before the arena and freed within, and the other way round: each goes back where it came from. */
static void either_kind_is_freed_at_any_time(void)
{
    struct arena *arena = arena_create(1 << 20);
    json_setup();
    json_t *heap = json_pack("{s:s}", "a", "of the heap");
    json_begin(arena);
    json_t *inside = json_pack("{s:s}", "a", "of the arena");
    json_decref(heap);
    json_object_set_new(inside, "more", json_string("of the arena too"));
    json_end();
    json_decref(inside);
    heap = json_array();
    json_decref(heap);
    arena_destroy(arena);
}

static void *elsewhere(void *argument)
{
    size_t before = arena_used(argument);
    json_t *value = json_pack("[s, s]", "another", "thread");
    json_decref(value);
    return arena_used(argument) == before ? argument : NULL;
}

static void another_thread_has_its_own(void)
{
    struct arena *arena = arena_create(1 << 20);
    pthread_t thread;
    void *same;
    json_setup();
    json_begin(arena);
    CHECK(pthread_create(&thread, NULL, elsewhere, arena) == 0);
    pthread_join(thread, &same);
    CHECK(same == arena);
    json_end();
    arena_destroy(arena);
}

static void printed_as_short_as_it_gets(void)
{
    static const char *const rows[] = {
        "{\"a\":[1,2.5,null,true],\"b\":\"党支部\"}", "[]", "{}", "\"a \\\" \\\\ \\n\"", "12", "null",
    };
    struct arena *arena = arena_create(1 << 20);
    json_setup();
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        json_t *value = json_loads(rows[i], JSON_DECODE_ANY, NULL);
        char *text = json_print(arena, value);
        CHECK_TEXT(text, rows[i]);
        json_decref(value);
    }
    arena_destroy(arena);
}

/* Nobody's count changes it, and the arena takes it all. */
static void forever_is_for_everybody(void)
{
    struct arena *arena = arena_create(1 << 20);
    json_setup();
    json_begin(arena);
    json_t *value = json_forever(json_pack("{s:[s,{s:i}],s:b}", "items", "one", "two", 2, "flag", 1));
    json_end();
    json_t *items = json_object_get(value, "items"), *holder = json_array();
    CHECK(value->refcount == (size_t)-1 && items->refcount == (size_t)-1);
    CHECK(json_object_get(json_array_get(items, 1), "two")->refcount == (size_t)-1);
    json_array_append(holder, value);
    json_array_append_new(holder, items);
    json_decref(holder);
    CHECK(value->refcount == (size_t)-1 && json_array_size(items) == 2);
    arena_destroy(arena);
}

TESTS({"values live in the arena", values_live_in_the_arena}, {"either kind is freed at any time", either_kind_is_freed_at_any_time},
      {"another thread has its own", another_thread_has_its_own}, {"printed as short as it gets", printed_as_short_as_it_gets},
      {"forever is for everybody", forever_is_for_everybody})
