/* Removing: the row goes, the journal keeps all of it. */
#include <string.h>

#include "model/access.h"
#include "model/query.h"
#include "model/record_private.h"
#include "model/registry.h"
#include "model/table.h"

static int remove_opened(struct change *);

/* Children are part of what is removed; each is journaled. */
static int children_of(struct change *change, const struct entity *child, int64_t **ret_ids, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    size_t cap = 0;
    struct query q;
    int step;
    query_start(&q, change->arena);
    query_addf(&q, "SELECT t.id FROM %s t WHERE t.%s = ", child->name, child->parent);
    query_int(&q, change->before->id);
    TRY(query_rows(&q, change->db, &s));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(change->arena, ret_ids, ret_n, &cap) = statement_int(s, 0);
    return step;
}

static int children_remove(struct change *change)
{
    for (int i = 0; registry_at(i); i++) {
        const struct entity *child = registry_at(i);
        int64_t *ids = NULL;
        size_t n = 0;
        if (!child->parent || field_target(&child->fields[entity_field(child, child->parent)]) != change->entity)
            continue;
        TRY(children_of(change, child, &ids, &n));
        if (n && !(child->flags & ENTITY_REMOVABLE))
            return fail(CONFLICT, "这条%s下还有 %zu 条%s，不能删除", change->entity->label, n, child->label);
        for (size_t k = 0; k < n; k++) {
            struct change inner = change_within(change, child, "remove");
            TRY(record_read(change->arena, change->db, child, ids[k], &inner.before));
            TRY(remove_opened(&inner));
        }
    }
    return DONE;
}

static int remove_opened(struct change *change)
{
    const struct entity_table *table = table_of(change->entity);
    const struct value values[] = {value_int(change->before->id), value_int(change->before->version)};
    if (change->entity->check)
        TRY(change->entity->check(change));
    if (change->problem_count)
        return INVALID;
    TRY(children_remove(change));
    for (int i = 0; i < change->entity->field_count; i++)
        if (change->entity->fields[i].kind == FIELD_REFS)
            TRY(db_run_built(change->db, table->links[i].clear, values, 1));
    int outcome = db_run_built(change->db, table->remove, values, ARRAY_SIZE(values));
    if (outcome == CONFLICT)
        return fail(CONFLICT, "还有其他记录引用这条%s，请先在那里改掉", change->entity->label);
    return outcome ? outcome : change_finish(change);
}

int record_remove(struct change *change, int64_t id, int64_t expected_version)
{
    const struct entity *entity = change->entity;
    if (!(entity->flags & ENTITY_REMOVABLE) && change->actor->access)
        return fail(DENIED, "%s不能删除，只能修改", entity->label);
    TRY(change_open(change, entity, id, "remove", "remove", expected_version));
    return remove_opened(change);
}
