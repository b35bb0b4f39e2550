/* The tree as it will be after an import: each unit under one that may stand there, and none under itself. */
#include <stdlib.h>
#include <string.h>

#include "feature/organisation/private.h"

enum { LINES = 2, NOWHERE = -1, NAMES_SHOWN = 5 };

static const enum unit_field line_fields[LINES] = {UNIT_PARENT, UNIT_LED_BY};

enum visit { VISIT_NONE, VISIT_OPEN, VISIT_DONE };

struct node {
    int64_t id, uppers[LINES];
    const char *name, *kind;
    struct sheet_row *row;               /* NULL: stands as it is */
    enum visit visit;
};

struct tree {
    struct arena *arena;
    struct node *nodes;
    size_t n, cap;
};

static int node_compare(const void *a, const void *b)
{
    const struct node *x = a, *y = b;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return (x->row == NULL) - (y->row == NULL);
}

static int node_at(const struct tree *tree, int64_t id)
{
    const struct node wanted = {.id = id};
    size_t low = 0, high = tree->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (tree->nodes[middle].id < wanted.id)
            low = middle + 1;
        else
            high = middle;
    }
    return id && low < tree->n && tree->nodes[low].id == id ? (int)low : NOWHERE;
}

static int standing_add(struct tree *tree, struct db *db)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    TRY(db_query(db, &s, "SELECT id, COALESCE(parent, 0), COALESCE(led_by, 0), name, kind FROM unit"));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(tree->arena, &tree->nodes, &tree->n, &tree->cap) = (struct node){
            .id = statement_int(s, 0), .uppers = {statement_int(s, 1), statement_int(s, 2)},
            .name = arena_strdup(tree->arena, statement_text(s, 3)),
            .kind = arena_strdup(tree->arena, statement_text(s, 4))};
    return step;
}

static void row_add(struct tree *tree, struct sheet_row *row)
{
    const struct record *unit = row->record;
    if (row->state == ROW_WRONG || !*record_text(unit, UNIT_KIND))
        return;
    *arena_push(tree->arena, &tree->nodes, &tree->n, &tree->cap) = (struct node){
        .id = unit->id, .uppers = {record_int(unit, UNIT_PARENT), record_int(unit, UNIT_LED_BY)},
        .name = record_text(unit, UNIT_NAME), .kind = record_text(unit, UNIT_KIND), .row = row};
}

/* Standing units and rows in one order; where a row says what a unit will be, the row counts. */
static int tree_make(struct tree *tree, struct db *db, struct sheet_preview *preview)
{
    size_t kept = 0;
    TRY(standing_add(tree, db));
    for (int i = 0; i < preview->row_count; i++)
        row_add(tree, &preview->rows[i]);
    qsort(tree->nodes, tree->n, sizeof *tree->nodes, node_compare);
    for (size_t i = 0; i < tree->n; i++)
        if (!kept || tree->nodes[kept - 1].id != tree->nodes[i].id)
            tree->nodes[kept++] = tree->nodes[i];
    tree->n = kept;
    return DONE;
}

static void kinds_mark(struct tree *tree, struct node *node)
{
    if (!node->row || node->row->state == ROW_UNCHANGED)
        return;
    for (int line = 0; line < LINES; line++) {
        int upper = node_at(tree, node->uppers[line]);
        const char *refused = upper == NOWHERE ? NULL : unit_upper_refused(tree->arena, node->kind, line_fields[line],
                                                                            tree->nodes[upper].kind);
        if (refused)
            sheet_row_wrong(tree->arena, node->row, unit_entity.fields[line_fields[line]].name, "%s", refused);
    }
}

/* One step of a walk upward: where it stands and by which line it goes on. */
struct step { int node, line; };

static const char *circle_names(struct tree *tree, const struct step *steps, size_t n)
{
    struct buffer names = buffer_in(tree->arena);
    buffer_adds(&names, "");
    for (size_t i = 0; i < n && i < NAMES_SHOWN; i++)
        buffer_addf(&names, "%s → ", tree->nodes[steps[i].node].name);
    buffer_addf(&names, "%s%s", n > NAMES_SHOWN ? "…… → " : "", tree->nodes[steps[0].node].name);
    return names.p;
}

/* The walk came back to a unit it went through: from there to its end is a circle. */
static void circle_mark(struct tree *tree, const struct step *steps, size_t n, int back)
{
    while (n && steps->node != back) {
        steps++;
        n--;
    }
    const char *names = circle_names(tree, steps, n);
    for (size_t i = 0; i < n; i++) {
        const struct node *node = &tree->nodes[steps[i].node];
        if (node->row && node->row->state != ROW_UNCHANGED)
            sheet_row_wrong(tree->arena, node->row, unit_entity.fields[line_fields[steps[i].line]].name,
                            "上级绕成了一圈（%s），请改正上级", names);
    }
}

static void circles_mark(struct tree *tree, int start)
{
    struct step *steps = arena_array(tree->arena, struct step, tree->n + 1);
    size_t n = 0;
    if (tree->nodes[start].visit != VISIT_NONE)
        return;
    tree->nodes[start].visit = VISIT_OPEN;
    steps[n++] = (struct step){start, 0};
    while (n) {
        struct step *at = &steps[n - 1];
        if (at->line == LINES) {
            tree->nodes[at->node].visit = VISIT_DONE;
            n--;
            if (n)
                steps[n - 1].line++;
            continue;
        }
        int upper = node_at(tree, tree->nodes[at->node].uppers[at->line]);
        if (upper != NOWHERE && tree->nodes[upper].visit == VISIT_NONE) {
            tree->nodes[upper].visit = VISIT_OPEN;
            steps[n++] = (struct step){upper, 0};
            continue;
        }
        if (upper != NOWHERE && tree->nodes[upper].visit == VISIT_OPEN)
            circle_mark(tree, steps, n, upper);
        at->line++;
    }
}

int unit_check_rows(struct arena *arena, struct db *db, struct sheet_preview *preview)
{
    struct tree tree = {.arena = arena};
    if (!preview->row_count)
        return DONE;
    TRY(tree_make(&tree, db, preview));
    for (size_t i = 0; i < tree.n; i++)
        kinds_mark(&tree, &tree.nodes[i]);
    for (size_t i = 0; i < tree.n; i++)
        if (tree.nodes[i].row)
            circles_mark(&tree, (int)i);
    return DONE;
}
