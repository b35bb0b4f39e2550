/* Text from outside into a record, field by field, with every problem collected. */
#include <string.h>

#include "model/access.h"
#include "model/kinds.h"
#include "model/record_private.h"
#include "model/registry.h"

static bool listed(const char *const *names, const char *name)
{
    for (; *names; names++)
        if (!strcmp(*names, name))
            return true;
    return false;
}

static bool names_standing(struct change *change, const struct entity *target, int64_t id, const char *text)
{
    const struct access *readers[] = {change->actor->access, NULL};
    for (size_t i = 0; id && i < ARRAY_SIZE(readers); i++)
        if (!strcmp(reference_text(change->arena, change->db, readers[i], target, id), text))
            return true;
    return false;
}

/* The standing reference that a sheet names as it went out, though this actor may not look there; 0 = none. */
static int64_t standing_named(struct change *change, const struct entity *target, const struct field_value *standing,
                              const char *text)
{
    if (!standing->set)
        return 0;
    for (int i = 0; i < standing->n; i++)
        if (names_standing(change, target, standing->ids[i], text))
            return standing->ids[i];
    return names_standing(change, target, standing->i, text) ? standing->i : 0;
}

static bool ids_hold(const struct field_value *value, int64_t id)
{
    if (!value->set)
        return false;
    for (int i = 0; i < value->n; i++)
        if (value->ids[i] == id)
            return true;
    return value->i == id;
}

/* A name that another row of the import bears as well names two, unless it means what stands already. */
static int reference_ask(struct change *change, const struct entity *target, const struct field_value *standing,
                         const char *text, const struct fill_rule *rule, int64_t *ret)
{
    int outcome = reference_find(change->arena, change->db, change->actor->access, target, text, ret);
    if (outcome == NOT_FOUND && (*ret = standing_named(change, target, standing, text)))
        return DONE;
    int64_t pending = rule && rule->pending ? rule->pending(rule->context, target, text) : 0;
    if (!pending || (outcome != DONE && outcome != NOT_FOUND))
        return outcome;
    if (outcome == DONE && (*ret == pending || ids_hold(standing, *ret)))
        return DONE;
    if (outcome == DONE || pending == PENDING_SEVERAL)
        return CONFLICT;
    *ret = pending;
    return DONE;
}

static int one_reference(struct change *change, const struct field *field, const struct field_value *standing,
                         const char *text, const struct fill_rule *rule, int64_t *ret)
{
    const struct entity *target = field_target(field);
    int outcome = reference_ask(change, target, standing, text, rule, ret);
    if (outcome == NOT_FOUND)
        return change_problem(change, field->name, "%s“%s”不存在，请从已有的%s中选择", field->label, text, target->label);
    if (outcome == CONFLICT)
        return change_problem(change, field->name, "%s“%s”有不止一个，请改填编号", field->label, text);
    return outcome;
}

/* A reference that stands already is not asked again: it may point where this actor may not look. */
static int add_reference(struct change *change, const struct field *field, const struct field_value *standing,
                         const char *text, const struct fill_rule *rule, struct field_value *ret, int64_t *ids)
{
    int64_t id = id_parse(text);
    if (!id || !ids_hold(standing, id))
        TRY(one_reference(change, field, standing, text, rule, &id));
    if (!ids_hold(ret, id))
        ids[ret->n++] = id;
    *ret = (struct field_value){.set = true, .i = field->kind == FIELD_REF ? id : 0, .ids = ids, .n = ret->n};
    return DONE;
}

/* "甲、乙；丙" from one cell; a text that is one title with such a sign in it is tried whole first. */
static int many_from_cell(struct change *change, const struct field *field, const struct field_value *standing,
                          const char *text, const struct fill_rule *rule, struct field_value *ret)
{
    char *rest = arena_strdup(change->arena, text);
    for (const char *const *sign = reference_signs; *sign; sign++)
        rest = text_replace(change->arena, rest, *sign, "\x1f");
    int64_t *ids = arena_array(change->arena, int64_t, strlen(rest) + 1);
    int64_t whole;
    if (!strchr(rest, '\x1f') ||
        reference_find(change->arena, change->db, change->actor->access, field_target(field), text, &whole) == DONE)
        return add_reference(change, field, standing, text, rule, ret, ids);
    for (char *end; rest; rest = end ? end + 1 : NULL) {
        if ((end = strchr(rest, '\x1f')))
            *end = 0;
        char *one = text_trim(change->arena, rest);
        if (*one)
            TRY(add_reference(change, field, standing, one, rule, ret, ids));
    }
    return DONE;
}

static int references_parse(struct change *change, const struct field *field, const struct field_value *standing,
                            const struct input *input, const struct fill_rule *rule, struct field_value *ret)
{
    int64_t *ids = arena_array(change->arena, int64_t, input->n + 1);
    *ret = (struct field_value){0};
    for (int i = 0; i < input->n; i++) {
        char *text = text_trim(change->arena, input->values[i]);
        if (!*text)
            continue;
        if (!utf8_valid(text, strlen(text)))
            return change_problem(change, field->name, "%s含有无法识别的字符，请重新填写", field->label);
        if (field->kind == FIELD_REFS && input->n == 1)
            return many_from_cell(change, field, standing, text, rule, ret);
        TRY(add_reference(change, field, standing, text, rule, ret, ids));
    }
    return DONE;
}

static int value_parse(struct change *change, const struct field *field, const struct field_value *standing,
                       const struct input *input, const struct fill_rule *rule, struct field_value *ret)
{
    const char *problem = NULL;
    if (field->kind == FIELD_REF || field->kind == FIELD_REFS)
        return references_parse(change, field, standing, input, rule, ret);
    if (field_parse(change->arena, field, input->n ? input->values[0] : "", ret, &problem) != DONE)
        return change_problem(change, field->name, "%s", problem);
    return DONE;
}

static int fill_one(struct change *change, struct record *record, const struct input *input,
                    const struct fill_rule *rule)
{
    int index = entity_field(record->entity, input->name);
    if (index < 0)
        return change_problem(change, input->name, "%s没有“%s”这一项", record->entity->label, input->name);
    const struct field *field = &record->entity->fields[index];
    struct field_value *standing = &record->values[index], value;
    bool asked = rule && rule->only;
    if (asked ? !listed(rule->only, field->name) : (field->flags & FIELD_SYSTEM) != 0)
        return change_problem(change, field->name, "%s由系统填写，不能直接修改", field->label);
    if (input->n > 1 && field->kind != FIELD_REFS)
        return change_problem(change, field->name, "%s只能填一个", field->label);
    TRY(value_parse(change, field, standing, input, rule, &value));
    /* A secret is never shown, so an empty box means: as it was. */
    if (!value.set && (field->flags & FIELD_SECRET))
        return DONE;
    if ((field->flags & FIELD_FIXED) && record->version && standing->set && !value_equal(field, standing, &value))
        return change_problem(change, field->name, "%s一经确定不再更改", field->label);
    const char *problem = field_problem_of(change->arena, field, &value);
    if (problem)
        return change_problem(change, field->name, "%s", problem);
    *standing = value_copy(record->arena, field, &value);
    return DONE;
}

int record_fill_by(struct change *change, struct record *record, const struct input *inputs, int n,
                   const struct fill_rule *rule)
{
    int worst = DONE;
    for (int i = 0; i < n; i++) {
        int outcome = fill_one(change, record, &inputs[i], rule);
        if (outcome < 0 || (outcome && outcome != INVALID))
            return outcome;
        worst = outcome ? outcome : worst;
    }
    return worst;
}

int record_fill(struct change *change, struct record *record, const struct input *inputs, int n)
{
    return record_fill_by(change, record, inputs, n, NULL);
}
