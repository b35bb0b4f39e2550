/* Request parameters as filters: "state=open", "due.to=2026-06-30", "q=党支部", "unit=ID". */
#include <inttypes.h>
#include <string.h>

#include "model/kinds.h"
#include "model/list_query.h"

/* What a filter is of, as far as its value's meaning needs it. */
static bool filter_known(const struct entity *entity, const char *name, struct field *ret)
{
    const struct derived *derived = entity_derived(entity, name);
    int field = entity_field(entity, name);
    *ret = (struct field){.name = name, .label = name, .kind = FIELD_TEXT};
    if (!strcmp(name, "q") || (!strcmp(name, "unit") && field < 0))
        return true;
    if (derived)
        *ret = (struct field){.name = name, .label = derived->label, .kind = derived->kind};
    else if (field >= 0 && !(entity->fields[field].flags & (FIELD_SECRET | FIELD_SENSITIVE)))
        *ret = (struct field){.name = name, .label = entity->fields[field].label, .kind = entity->fields[field].kind,
                              .choices = entity->fields[field].choices};
    else
        return false;
    return true;
}

/* As people write it, to what stands in the column: 1,000 元 is 100000 cents, 2026年6月3日 is 2026-06-03. */
static int value_read(struct arena *arena, struct list_filter *f, const struct field *field)
{
    struct field_value value;
    const char *problem = NULL;
    if (field_parse(arena, field, f->value, &value, &problem))
        return fail(INVALID, "%s", problem);
    f->value = kind_of(field)->textual ? value.text : arena_printf(arena, "%" PRId64, value.i);
    return DONE;
}

/* One or several, by name or label: "open,closed". */
static int choices_read(struct arena *arena, struct list_filter *f, const struct field *field)
{
    struct buffer names = buffer_in(arena);
    buffer_adds(&names, "");
    for (const char *at = f->value + strspn(f->value, ","); *at; at += strspn(at, ",")) {
        size_t n = strcspn(at, ",");
        struct list_filter one = {.value = arena_strndup(arena, at, n)};
        TRY(value_read(arena, &one, field));
        buffer_addf(&names, "%s%s", names.n ? "," : "", one.value);
        at += n;
    }
    f->value = names.p;
    return DONE;
}

static int filter_checked(struct arena *arena, struct list_filter *f, const struct field *field)
{
    static const char *const operators[] = {"is", "from", "to", "has", "empty"};
    bool known = false;
    for (size_t i = 0; i < ARRAY_SIZE(operators); i++)
        known |= !strcmp(operators[i], f->op);
    if (!known)
        return fail(INVALID, "筛选条件“%s.%s”无效", f->field, f->op);
    if (!strcmp(f->op, "empty") || !strcmp(f->op, "has"))
        return DONE;
    switch (field->kind) {
    case FIELD_REF:
    case FIELD_REFS:
        return id_parse(f->value) ? DONE : fail(INVALID, "%s：没有这个选项", field->label);
    case FIELD_ENUM:
        return field->choices && !strcmp(f->op, "is") ? choices_read(arena, f, field) : DONE;
    case FIELD_DATE:
    case FIELD_INT:
    case FIELD_MONEY:
    case FIELD_PERCENT:
    case FIELD_MOMENT:
    case FIELD_BOOL:
        return value_read(arena, f, field);
    default:
        return DONE;
    }
}

int list_filters(struct arena *arena, const struct entity *entity, const struct input *inputs, int n,
                 struct list_filter **ret, int *ret_n)
{
    struct list_filter *filters = arena_array(arena, struct list_filter, n);
    int count = 0;
    for (int i = 0; i < n; i++) {
        struct list_filter f = {.field = arena_strdup(arena, inputs[i].name), .op = "is",
                                .value = text_trim(arena, inputs[i].values[0])};
        char *dot = strchr(f.field, '.');
        struct field field;
        if (dot) {
            *dot = 0;
            f.op = dot + 1;
        }
        if (!*f.value)
            continue;
        if (!filter_known(entity, f.field, &field))
            return fail(INVALID, "没有“%s”这个筛选条件", inputs[i].name);
        TRY(filter_checked(arena, &f, &field));
        filters[count++] = f;
    }
    *ret = filters;
    *ret_n = count;
    return DONE;
}
