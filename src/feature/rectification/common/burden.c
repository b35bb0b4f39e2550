/* What a request sent down costs: shown to who sends it before he does, and to who answers it (《整治形式主义为基层减负若干
 * 规定》: no forms asked at will). */
#include "feature/rectification/common/common.h"

int burden_of(const struct entity *entity)
{
    int n = 0;
    for (int i = 0; i < entity->field_count; i++)
        n += (entity->fields[i].flags & (FIELD_REQUIRED | FIELD_SYSTEM)) == FIELD_REQUIRED;
    return n;
}

json_t *burden_json(struct arena *arena, struct burden b)
{
    int64_t all = b.fields * b.units * b.times;
    const char *words = arena_printf(arena, "每个单位填%lld项 × %lld个单位 × %lld次 = %lld项", (long long)b.fields,
                                     (long long)b.units, (long long)b.times, (long long)all);
    return json_pack("{s:I, s:I, s:I, s:I, s:s}", "fields", (json_int_t)b.fields, "units", (json_int_t)b.units, "times",
                     (json_int_t)b.times, "all", (json_int_t)all, "words", words);
}

/* Each item: a choice, and facts where it is found; and the record of one meeting. */
struct burden catalogue_burden(int64_t items, int64_t units)
{
    return (struct burden){items * 2 + burden_of(&analysis_meeting_entity), units, 1};
}
