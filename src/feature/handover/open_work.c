#include <string.h>

#include "feature/handover/private.h"

struct collecting {
    struct arena *arena;
    const struct handover_line *line;
    struct open_item *items; size_t n, cap;
};

static int item_found(void *context, const struct handover_item *item)
{
    struct collecting *c = context;
    if (c->n >= OPEN_MAX)
        return DONE;
    struct open_item *one = arena_push(c->arena, &c->items, &c->n, &c->cap);
    char id[ID_TEXT];
    *one = (struct open_item){c->line, *item, arena_printf(c->arena, "/%s/%s", c->line->entity, id_print(item->id, id))};
    one->item.title = arena_strdup(c->arena, item->title ? item->title : "");
    one->item.role = arena_strdup(c->arena, item->role ? item->role : "");
    one->item.due = arena_strdup(c->arena, item->due ? item->due : "");
    return DONE;
}

int open_work(struct arena *arena, struct db *db, int64_t organ, int64_t person, struct open_item **ret, size_t *ret_n)
{
    struct collecting c = {.arena = arena};
    const struct feature *feature;
    for (int i = 0; (feature = office_feature_at(i)); i++)
        for (int k = 0; k < feature->handover_line_count; k++) {
            c.line = &feature->handover_lines[k];
            TRY(c.line->each(arena, db, organ, person, item_found, &c));
        }
    *ret = c.items;
    *ret_n = c.n;
    return DONE;
}

int open_left(struct arena *arena, struct db *db, const struct record *handover, struct open_item **ret, size_t *ret_n)
{
    struct open_item *all;
    size_t n, left = 0;
    TRY(open_work(arena, db, handover->organ, record_int(handover, HANDOVER_FROM), &all, &n));
    for (size_t i = 0; i < n; i++) {
        int64_t there;
        int e = db_get_int(db, &there, "SELECT 1 FROM handover_item WHERE handover = ?1 AND href = ?2 AND result = 'kept'",
                           value_int(handover->id), value_text(all[i].href));
        if (e == NOT_FOUND)
            all[left++] = all[i];
        else
            TRY(e);
    }
    *ret = all;
    *ret_n = left;
    return DONE;
}
