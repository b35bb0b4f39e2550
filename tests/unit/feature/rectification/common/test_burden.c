#include "issued.h"

static void fields_times_units_times(void)
{
    struct arena *arena = arena_create(1 << 20);
    json_t *burden = burden_json(arena, (struct burden){7, 3, 2});
    CHECK_INT(json_integer_value(json_object_get(burden, "all")), 42);
    CHECK_TEXT(json_string_value(json_object_get(burden, "words")), "每个单位填7项 × 3个单位 × 2次 = 42项");
    json_decref(burden);
    arena_destroy(arena);
}

/* Two fields an item and what a meeting must say: where, when, who chairs. */
static void a_catalogue_asks_for_so_much(void)
{
    CHECK_INT(burden_of(&analysis_meeting_entity), 3);
    struct burden burden = catalogue_burden(10, 4);
    CHECK_INT(burden.fields, 23);
    CHECK_INT(burden.units, 4);
    CHECK_INT(burden.times, 1);
}

TESTS({"fields × units × times", fields_times_units_times},
      {"a catalogue asks for so much", a_catalogue_asks_for_so_much})
