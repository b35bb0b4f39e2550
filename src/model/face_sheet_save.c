/* The rows of a preview into the database: all of them or none. */
#include <string.h>

#include "model/face.h"
#include "model/record_private.h"
#include "model/registry.h"
#include "store/store.h"

static bool saved_there(struct change *change, const struct entity *entity, int64_t id)
{
    const struct value value = value_int(id);
    int64_t one;
    return db_get_int_built(change->db, &one, arena_printf(change->arena, "SELECT 1 FROM %s WHERE id = ?1", entity->name),
                            &value, 1) == DONE;
}

/* Does everything that the record refers to stand already? */
static bool ready(struct change *change, const struct record *record)
{
    for (int i = 0; i < record->entity->field_count; i++) {
        const struct field *field = &record->entity->fields[i];
        const struct field_value *value = &record->values[i];
        if (field->kind == FIELD_REF && value->set && !saved_there(change, field_target(field), value->i))
            return false;
        for (int k = 0; field->kind == FIELD_REFS && k < value->n; k++)
            if (!saved_there(change, field_target(field), value->ids[k]))
                return false;
    }
    return true;
}

static int row_save(struct change *outer, const struct sheet_row *line)
{
    struct change change = change_within(outer, line->record->entity, NULL);
    change.actor = outer->actor;         /* each row asks for its own right */
    change.note = outer->note;
    int outcome = line->state == ROW_NEW ? record_create(&change, line->record)
                                         : record_change(&change, line->record, line->record->version);
    if (outcome <= 0)
        return outcome;
    const char *field = change.problem_count ? change.problems[0].field : NULL;
    const char *message = arena_strdup(outer->arena, change.problem_count ? change.problems[0].message : error_message());
    (void)change_problem(outer, field, "%s第 %d 行：%s", line->record->entity->label, line->row, message);
    return outcome;
}

/* One walk over what is left of the rows of one state; *ret_moved says that something was saved. */
static int walk(struct change *change, const struct sheet_preview *preview, enum row_state state, bool *done,
                size_t *ret_left, bool *ret_moved)
{
    for (int i = 0; i < preview->row_count; i++) {
        const struct sheet_row *line = &preview->rows[i];
        if (done[i] || line->state != state)
            continue;
        if (!ready(change, line->record)) {
            ++*ret_left;
            continue;
        }
        TRY(row_save(change, line));
        done[i] = *ret_moved = true;
    }
    return DONE;
}

int face_sheets_save(struct change *change, const struct sheet_preview *previews, int n)
{
    bool **done = arena_array(change->arena, bool *, n), moved = true;
    size_t left = 1;
    for (int i = 0; i < n; i++) {
        done[i] = arena_array(change->arena, bool, previews[i].row_count + 1);
        if (previews[i].counts[ROW_WRONG])
            return change_problem(change, NULL, "%s有 %d 行有误，没有导入任何一行", previews[i].entity->label,
                                  previews[i].counts[ROW_WRONG]);
    }
    while (left && moved) {
        left = 0;
        moved = false;
        /* What is changed makes room for what is new: a period that ends, a post that is closed. */
        for (int i = 0; i < n; i++)
            TRY(walk(change, &previews[i], ROW_CHANGED, done[i], &left, &moved));
        for (int i = 0; i < n; i++)
            TRY(walk(change, &previews[i], ROW_NEW, done[i], &left, &moved));
    }
    return left ? change_problem(change, NULL, "有 %zu 行互相引用，分不出先后，请先导入其中一部分", left) : DONE;
}
