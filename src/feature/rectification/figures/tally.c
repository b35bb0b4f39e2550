#include "feature/rectification/figures/tally.h"

#include <stdlib.h>
#include <string.h>

#include "feature/rectification/private.h"

/* --- counting --- */

static struct figure_line *line_add(struct tally *t, int64_t id, const char *name)
{
    struct figure_line *line = arena_push(t->arena, &t->lines.items, &t->lines.n, &t->lines.cap);
    *line = (struct figure_line){.id = id, .name = name};
    return line;
}

static uint32_t *slot_of(const struct tally *t, int64_t id)
{
    for (size_t at = (uint64_t)id * 0x9e3779b97f4a7c15u >> 20; ; at++) {
        uint32_t *slot = &t->slots[at & (t->slot_count - 1)];
        if (!*slot || t->lines.items[*slot - 1].id == id)
            return slot;
    }
}

static void slots_grow(struct tally *t)
{
    t->slot_count = t->slot_count ? t->slot_count * 4 : 64;
    t->slots = arena_array(t->arena, uint32_t, t->slot_count);
    for (size_t i = 0; i < t->lines.n; i++)
        *slot_of(t, t->lines.items[i].id) = (uint32_t)i + 1;
}

int64_t *tally_id(struct tally *t, int64_t id)
{
    if ((t->lines.n + 1) * 2 > t->slot_count)
        slots_grow(t);
    uint32_t *slot = slot_of(t, id);
    if (!*slot) {
        char text[ID_TEXT];
        line_add(t, id, arena_strdup(t->arena, id ? id_print(id, text) : ""));
        *slot = (uint32_t)t->lines.n;
    }
    return t->lines.items[*slot - 1].counts;
}

int64_t *tally_named(struct tally *t, const char *name)
{
    for (size_t i = 0; i < t->lines.n; i++)
        if (!strcmp(t->lines.items[i].name, name))
            return t->lines.items[i].counts;
    return line_add(t, 0, arena_strdup(t->arena, name))->counts;
}

/* --- sources --- */

static int source_order(const void *a, const void *b)
{
    const struct source_facts *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

int sources_read(struct arena *arena, struct db *db, const struct past *past, struct sources *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    *ret = (struct sources){0};
    if (past)
        TRY(db_query(db, &s, "SELECT record, kind, feedback_on FROM source_history WHERE from_ms <= ?1 AND until_ms > ?1",
                     value_int(past->at_ms)));
    else
        TRY(db_query(db, &s, "SELECT id, kind, feedback_on FROM source"));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        const char *kind = statement_text(s, 1), *day = statement_text(s, 2);
        *arena_push(arena, &ret->items, &ret->n, &ret->cap) = (struct source_facts){
            statement_int(s, 0), arena_strdup(arena, kind ? kind : ""), arena_strdup(arena, day ? day : "")};
    }
    if (ret->n)
        qsort(ret->items, ret->n, sizeof *ret->items, source_order);
    return step;
}

const struct source_facts *source_find(const struct sources *all, int64_t id)
{
    static const struct source_facts none = {0, "", ""};
    const struct source_facts wanted = {.id = id};
    const struct source_facts *found = all->n ? bsearch(&wanted, all->items, all->n, sizeof wanted, source_order) : NULL;
    return found ? found : &none;
}

/* --- labels and order --- */

/* What a line is ordered by, and then by its label. */
struct ranked { struct figure_line line; int64_t rank; const char *key; };

static int ranked_order(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return strcmp(x->key, y->key);
}

static void by_choice(struct ranked *r, const struct choice *choices)
{
    r->line.label = *r->line.name ? r->line.name : "未填";
    for (int i = 0; choices[i].name; i++)
        if (!strcmp(choices[i].name, r->line.name)) {
            r->line.label = choices[i].label;
            r->rank = i;
        }
}

static const struct choice *choices_of(enum figure_axis axis)
{
    switch (axis) {
    case AXIS_STATE: return problem_states;
    case AXIS_PROGRESS: return problem_entity.fields[PROBLEM_PROGRESS].choices;
    case AXIS_KIND: return problem_kinds;
    case AXIS_SOURCE_KIND: return source_kinds;
    default: return NULL;
    }
}

static void by_title(struct arena *arena, struct ranked *r, const struct entity *entity)
{
    const char *title = r->line.id ? names_title(arena, entity, r->line.id) : "未分类";
    r->line.label = *title ? title : "（已不在）";
    r->key = text_pinyin_key(arena, r->line.label);
    r->rank = r->line.id == 0;           /* those without stand last */
}

static int32_t days_of(const char *text)
{
    struct date day;
    return date_parse(text, &day) == DONE ? date_days(day) : 0;
}

static void rank(struct tally *t, enum figure_axis axis, const struct sources *sources, const struct unit_order *units,
                 size_t unit_count, struct ranked *r)
{
    r->key = "";
    r->rank = INT32_MAX;
    if (choices_of(axis)) {
        by_choice(r, choices_of(axis));
        return;
    }
    by_title(t->arena, r, axis == AXIS_UNIT ? &unit_entity : axis == AXIS_SOURCE ? &source_entity : &category_entity);
    if (axis == AXIS_SOURCE)
        r->rank = -days_of(source_find(sources, r->line.id)->feedback_on);
    if (axis == AXIS_UNIT) {
        size_t at = unit_position(units, unit_count, r->line.id);
        r->rank = (int64_t)at;
        r->line.depth = at < unit_count ? units[at].depth : 0;
    }
}

int tally_lines(struct tally *t, struct db *db, enum figure_axis axis, const struct sources *sources, struct figure_lines *ret)
{
    struct ranked *all = arena_array(t->arena, struct ranked, t->lines.n + 1);
    struct unit_order *units = NULL;
    size_t unit_count = 0;
    if (axis == AXIS_UNIT)
        TRY(units_ordered(t->arena, db, &units, &unit_count));
    for (size_t i = 0; i < t->lines.n; i++) {
        all[i].line = t->lines.items[i];
        rank(t, axis, sources, units, unit_count, &all[i]);
    }
    qsort(all, t->lines.n, sizeof *all, ranked_order);
    *ret = (struct figure_lines){0};
    for (size_t i = 0; i < t->lines.n; i++)
        *arena_push(t->arena, &ret->items, &ret->n, &ret->cap) = all[i].line;
    return DONE;
}
