/* Request parameters as filters: "state=open", "due.to=2026-06-30", "q=党支部", "unit=ID". */
#include <string.h>

#include "model/list_query.h"

static bool filter_known(const struct entity *entity, const char *name, enum field_kind *ret_kind)
{
    const struct derived *derived = entity_derived(entity, name);
    int field = entity_field(entity, name);
    if (!strcmp(name, "q") || (!strcmp(name, "unit") && field < 0)) {
        *ret_kind = FIELD_TEXT;
        return true;
    }
    if (derived)
        *ret_kind = derived->kind;
    else if (field >= 0 && !(entity->fields[field].flags & (FIELD_SECRET | FIELD_SENSITIVE)))
        *ret_kind = entity->fields[field].kind;
    else
        return false;
    return true;
}

static int filter_checked(struct list_filter *f, const char *label, enum field_kind kind)
{
    static const char *const operators[] = {"is", "from", "to", "has", "empty"};
    bool known = false;
    struct date date;
    for (size_t i = 0; i < ARRAY_SIZE(operators); i++)
        known |= !strcmp(operators[i], f->op);
    if (!known)
        return fail(INVALID, "筛选条件“%s.%s”无效", f->field, f->op);
    if (!strcmp(f->op, "empty") || !strcmp(f->op, "has"))
        return DONE;
    if (kind == FIELD_DATE && date_parse(f->value, &date))
        return fail(INVALID, "%s：请写成 2026-06-30 这样的日期", label);
    if ((kind == FIELD_REF || kind == FIELD_REFS) && !id_parse(f->value))
        return fail(INVALID, "%s：没有这个选项", label);
    return DONE;
}

int list_filters(struct arena *arena, const struct entity *entity, const struct input *inputs, int n,
                 struct list_filter **ret, int *ret_n)
{
    struct list_filter *filters = arena_array(arena, struct list_filter, n);
    int count = 0;
    for (int i = 0; i < n; i++) {
        struct list_filter f = {.field = arena_strdup(arena, inputs[i].name), .op = "is", .value = inputs[i].values[0]};
        char *dot = strchr(f.field, '.');
        enum field_kind kind;
        if (dot) {
            *dot = 0;
            f.op = dot + 1;
        }
        if (!*f.value)
            continue;
        if (!filter_known(entity, f.field, &kind))
            return fail(INVALID, "没有“%s”这个筛选条件", inputs[i].name);
        int field = entity_field(entity, f.field);
        TRY(filter_checked(&f, field >= 0 ? entity->fields[field].label : f.field, kind));
        filters[count++] = f;
    }
    *ret = filters;
    *ret_n = count;
    return DONE;
}
