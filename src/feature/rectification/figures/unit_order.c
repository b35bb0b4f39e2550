/* The units in the order of their tree. */
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/figures/tally.h"

enum { DEPTH_MAX = 32 };

struct node {
    int64_t id, upper;
    const char *code;
    size_t first, next;          /* child, sibling: index + 1 */
    size_t place;                /* in the result */
};

static int id_order(const void *a, const void *b)
{
    const struct node *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* Backwards, so that putting each in front of its siblings leaves them in order. */
static int code_order(const void *a, const void *b)
{
    const struct node *const *x = a, *const *y = b;
    return strcmp((*y)->code, (*x)->code);
}

static struct node *find(struct node *nodes, size_t n, int64_t id)
{
    const struct node wanted = {.id = id};
    return id && n ? bsearch(&wanted, nodes, n, sizeof wanted, id_order) : NULL;
}

static int nodes_read(struct arena *arena, struct db *db, struct node **ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    size_t cap = 0;
    int step;
    *ret = NULL;
    *ret_n = 0;
    TRY(db_query(db, &s, "SELECT id, COALESCE(parent, led_by, 0), code FROM unit"));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        const char *code = statement_text(s, 2);
        *arena_push(arena, ret, ret_n, &cap) = (struct node){.id = statement_int(s, 0), .upper = statement_int(s, 1),
                                                             .code = arena_strdup(arena, code ? code : "")};
    }
    return step;
}

static void walk(const struct node *nodes, size_t at, int depth, struct unit_order *order, size_t *n)
{
    for (; at; at = nodes[at - 1].next) {
        order[(*n)++] = (struct unit_order){nodes[at - 1].id, depth};
        if (depth < DEPTH_MAX)
            walk(nodes, nodes[at - 1].first, depth + 1, order, n);
    }
}

int units_ordered(struct arena *arena, struct db *db, struct unit_order **ret, size_t *ret_n)
{
    struct node *nodes, **by_code;
    size_t n, roots = 0;
    TRY(nodes_read(arena, db, &nodes, &n));
    by_code = arena_array(arena, struct node *, n + 1);
    *ret = arena_array(arena, struct unit_order, n + 1);
    *ret_n = 0;
    if (!n)
        return DONE;
    qsort(nodes, n, sizeof *nodes, id_order);
    for (size_t i = 0; i < n; i++)
        by_code[i] = &nodes[i];
    qsort(by_code, n, sizeof *by_code, code_order);
    for (size_t i = 0; i < n; i++) {
        struct node *upper = find(nodes, n, by_code[i]->upper);
        size_t *head = upper ? &upper->first : &roots;
        by_code[i]->next = *head;
        *head = (size_t)(by_code[i] - nodes) + 1;
    }
    walk(nodes, roots, 0, *ret, ret_n);
    return DONE;
}

size_t unit_position(const struct unit_order *units, size_t n, int64_t unit)
{
    size_t at = 0;
    while (at < n && units[at].id != unit)
        at++;
    return at;
}
