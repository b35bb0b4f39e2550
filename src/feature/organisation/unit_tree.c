/* The units as people think of them: one tree, each under what it belongs to. */
#include <stdlib.h>
#include <string.h>

#include "feature/organisation/private.h"

/* Above so many the list serves better; below so deep a unit is shown beside what it belongs to. */
enum { TREE_MAX = 3000, TREE_DEPTH = 12, OPEN_DEPTH = 2, NOWHERE = -1 };

struct branch {
    int64_t id, parent, led_by;
    const char *name, *kind, *code;
    int upper, depth;
    json_t *json, *children;
};

struct tree { struct arena *arena; struct branch *items; size_t n, cap; };

static int branch_take(void *context, const struct record *unit)
{
    struct tree *tree = context;
    const struct field *kind = &unit_entity.fields[UNIT_KIND];
    *arena_push(tree->arena, &tree->items, &tree->n, &tree->cap) = (struct branch){
        .id = unit->id, .parent = record_int(unit, UNIT_PARENT), .led_by = record_int(unit, UNIT_LED_BY),
        .name = arena_strdup(tree->arena, record_text(unit, UNIT_NAME)),
        .code = arena_strdup(tree->arena, record_text(unit, UNIT_CODE)),
        .kind = arena_strdup(tree->arena, value_print(tree->arena, kind, &unit->values[UNIT_KIND])), .depth = NOWHERE};
    return DONE;
}

static int id_order(const void *a, const void *b)
{
    const struct branch *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static int code_order(const void *a, const void *b)
{
    const struct branch *const *x = a, *const *y = b;
    return strcmp((*x)->code, (*y)->code);
}

static int find(const struct tree *tree, int64_t id)
{
    const struct branch wanted = {.id = id};
    const struct branch *found = id ? bsearch(&wanted, tree->items, tree->n, sizeof wanted, id_order) : NULL;
    return found ? (int)(found - tree->items) : NOWHERE;
}

/* Where he sees the unit above, by the line it belongs to, else by the one that leads it. */
static void uppers_find(struct tree *tree)
{
    for (size_t i = 0; i < tree->n; i++) {
        struct branch *one = &tree->items[i];
        one->upper = find(tree, one->parent);
        if (one->upper == NOWHERE)
            one->upper = find(tree, one->led_by);
    }
}

static int depth_of(struct tree *tree, int i)
{
    int steps = 0, at = i;
    while (tree->items[at].upper != NOWHERE && tree->items[at].depth == NOWHERE && steps <= (int)tree->n) {
        at = tree->items[at].upper;
        steps++;
    }
    int depth = tree->items[at].depth == NOWHERE ? steps : tree->items[at].depth + steps;
    tree->items[i].depth = depth;
    return depth;
}

static json_t *branch_json(struct tree *tree, struct branch *one)
{
    char id[ID_TEXT];
    int leader = find(tree, one->led_by);
    one->children = json_array();
    one->json = json_pack("{s:s,s:s,s:s,s:s,s:b,s:b,s:i,s:s,s:o}", "view", "organisation/tree_branch", "id",
                          id_print(one->id, id), "name", one->name, "kind", one->kind, "open", one->depth < OPEN_DEPTH,
                          "branch", 0, "people", 0, "led_by",
                          leader != NOWHERE && leader != one->upper ? tree->items[leader].name : "", "children",
                          one->children);
    return one->json;
}

/* The branch that holds it: its upper, or the last one above that is not too deep to open. */
static struct branch *holder(struct tree *tree, const struct branch *one)
{
    struct branch *upper = &tree->items[one->upper];
    while (upper->depth >= TREE_DEPTH && upper->upper != NOWHERE)
        upper = &tree->items[upper->upper];
    return upper;
}

static json_t *tree_json(struct tree *tree)
{
    struct branch **order = arena_array(tree->arena, struct branch *, tree->n + 1);
    json_t *roots = json_array();
    for (size_t i = 0; i < tree->n; i++) {
        order[i] = &tree->items[i];
        depth_of(tree, (int)i);
        branch_json(tree, order[i]);
    }
    qsort(order, tree->n, sizeof *order, code_order);
    for (size_t i = 0; i < tree->n; i++) {
        struct branch *above = order[i]->upper == NOWHERE ? NULL : holder(tree, order[i]);
        json_array_append_new(above ? above->children : roots, order[i]->json);
        if (above)
            json_object_set_new(above->json, "branch", json_true());
    }
    return roots;
}

static int counts_add(struct tree *tree, struct db *db)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    TRY(db_query(db, &s, "SELECT department, count(*) FROM person WHERE state = 'active' GROUP BY department"));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        int at = find(tree, statement_int(s, 0));
        if (at != NOWHERE)
            json_object_set_new(tree->items[at].json, "people", json_integer(statement_int(s, 1)));
    }
    return step;
}

int unit_tree(struct request *r)
{
    const struct access *access = r->session->access;
    const struct list_request list = {.entity = &unit_entity, .access = access, .verb = "read", .view = unit_entity.lists};
    struct tree tree = {.arena = r->arena};
    int64_t count = 0;
    if (!r->json && !r->input_count)
        TRY(list_count(r->arena, r->db, &list, &count));
    if (!count || count > TREE_MAX) {
        r->answer.view = "office/list";
        return generic_list(r);
    }
    TRY(list_each(r->arena, r->db, &list, branch_take, &tree));
    qsort(tree.items, tree.n, sizeof *tree.items, id_order);
    uppers_find(&tree);
    json_t *roots = tree_json(&tree);
    request_set(r, "roots", roots);
    request_set(r, "count", json_integer((json_int_t)tree.n));
    request_page(r, "may_create", json_boolean(access_may(access, &unit_entity, "create")));
    request_page(r, "may_import", json_boolean(access_may(access, &unit_entity, "import")));
    request_page(r, "may_export", json_boolean(access_may(access, &unit_entity, "export")));
    return counts_add(&tree, r->db);
}
