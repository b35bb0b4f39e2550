#include "model/kinds.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "model/kinds_parse.h"
#include "model/names.h"
#include "model/registry.h"

static const char *print_int(struct arena *arena, const struct field *field, const struct field_value *value)
{
    return arena_printf(arena, "%" PRId64, value->i);
}

static const char *print_moment(struct arena *arena, const struct field *field, const struct field_value *value)
{
    char text[MOMENT_TEXT];
    moment_print(value->i, text);
    return arena_strndup(arena, text, strlen("2026-06-30 08:30"));
}

static const char *print_bool(struct arena *arena, const struct field *field, const struct field_value *value)
{
    return value->i ? "是" : "否";
}

static const char *print_enum(struct arena *arena, const struct field *field, const struct field_value *value)
{
    const struct choice *choice = choice_find(field->choices, value->text);
    return choice ? choice->label : value->text;
}

static const char *print_ref(struct arena *arena, const struct field *field, const struct field_value *value)
{
    return names_title(arena, field_target(field), value->i);
}

static const char *print_refs(struct arena *arena, const struct field *field, const struct field_value *value)
{
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, "");
    for (int i = 0; i < value->n; i++) {
        const char *title = names_title(arena, field_target(field), value->ids[i]);
        buffer_addf(&b, "%s%s", b.n && *title ? "、" : "", title);
    }
    return b.p;
}

static const char *print_money(struct arena *arena, const struct field *field, const struct field_value *value)
{
    uint64_t cents = value->i < 0 ? (uint64_t)0 - (uint64_t)value->i : (uint64_t)value->i;
    char yuan[32];
    int n = snprintf(yuan, sizeof yuan, "%" PRIu64, cents / 100);
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, value->i < 0 ? "-" : "");
    for (int i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0)
            buffer_addc(&b, ',');
        buffer_addc(&b, yuan[i]);
    }
    buffer_addf(&b, ".%02d", (int)(cents % 100));
    return b.p;
}

static const char *print_percent(struct arena *arena, const struct field *field, const struct field_value *value)
{
    int64_t i = value->i < 0 ? -value->i : value->i;
    const char *sign = value->i < 0 ? "-" : "";
    if (i % 100 == 0)
        return arena_printf(arena, "%s%" PRId64 "%%", sign, i / 100);
    if (i % 10 == 0)
        return arena_printf(arena, "%s%" PRId64 ".%" PRId64 "%%", sign, i / 100, i % 100 / 10);
    return arena_printf(arena, "%s%" PRId64 ".%02" PRId64 "%%", sign, i / 100, i % 100);
}

static const struct kind kinds[FIELD_KIND__COUNT] = {
    [FIELD_TEXT] = {"text", "text", "string", NULL, PHRASE_TEXT, true, 500, COLUMN_TEXT, "请填写", parse_line, NULL},
    [FIELD_LONG_TEXT] = {"long", "textarea", "string", NULL, PHRASE_TEXT, true, 20000, COLUMN_TEXT, "请填写",
                         parse_paragraphs, NULL},
    [FIELD_INT] = {"number", "number", "integer", NULL, PHRASE_INT, false, 0, COLUMN_INT, "请填写", parse_int, print_int},
    [FIELD_DATE] = {"date", "date", "string", "date", PHRASE_TEXT, true, 0, COLUMN_DATE, "请填写", parse_date, NULL},
    [FIELD_MOMENT] = {"moment", "datetime-local", "string", "date-time", PHRASE_INT, false, 0, COLUMN_TEXT, "请填写",
                      parse_moment, print_moment},
    [FIELD_BOOL] = {"bool", "select", "boolean", NULL, PHRASE_INT, false, 0, COLUMN_TEXT, "请选择", parse_bool, print_bool},
    [FIELD_ENUM] = {"choice", "select", "string", NULL, PHRASE_TEXT, true, 0, COLUMN_TEXT, "请选择", parse_enum, print_enum},
    [FIELD_REF] = {"ref", "search", "string", NULL, PHRASE_INT, false, 0, COLUMN_TEXT, "请选择", parse_ref, print_ref},
    [FIELD_REFS] = {"refs", "search", "array", NULL, PHRASE_INT, false, 100, COLUMN_TEXT, "请选择", parse_refs, print_refs},
    [FIELD_FILE] = {"file", "file", "string", NULL, PHRASE_TEXT, true, 0, COLUMN_TEXT, "请选择", parse_file, NULL},
    [FIELD_MONEY] = {"money", "text", "string", NULL, PHRASE_INT, false, 0, COLUMN_TEXT, "请填写", parse_money, print_money},
    [FIELD_PERCENT] = {"percent", "text", "string", NULL, PHRASE_INT, false, 0, COLUMN_TEXT, "请填写", parse_percent,
                       print_percent},
};

const struct kind *kind_of(const struct field *field)
{
    return &kinds[field->kind];
}

int field_parse(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
                const char **ret_problem)
{
    *ret = (struct field_value){0};
    if (!utf8_valid(text, strlen(text))) {
        *ret_problem = arena_printf(arena, "%s含有无法识别的字符，请重新填写", field->label);
        return INVALID;
    }
    text = text_trim(arena, text);
    if (!*text)
        return DONE;
    TRY(kinds[field->kind].parse(arena, field, text, ret, ret_problem));
    *ret_problem = field_problem_of(arena, field, ret);
    return *ret_problem ? INVALID : DONE;
}

static const char *length_problem(struct arena *arena, const struct field *field, const char *text)
{
    int64_t n = (int64_t)utf8_length(text), max = field->max ? field->max : kinds[field->kind].max;
    if (n > max)
        return arena_printf(arena, "%s最多 %" PRId64 " 字，现有 %" PRId64 " 字，请精简", field->label, max, n);
    if (n < field->min)
        return arena_printf(arena, "%s至少 %" PRId64 " 字，现有 %" PRId64 " 字，请补充", field->label, field->min, n);
    return NULL;
}

static const char *bounds_problem(struct arena *arena, const struct field *field, int64_t i)
{
    if (!field->min && !field->max)
        return NULL;
    if (i >= field->min && (!field->max || i <= field->max))
        return NULL;
    struct field_value low = {.set = true, .i = field->min}, high = {.set = true, .i = field->max};
    if (!field->max)
        return arena_printf(arena, "%s不能小于 %s", field->label, value_print(arena, field, &low));
    return arena_printf(arena, "%s应在 %s 到 %s 之间", field->label, value_print(arena, field, &low),
                        value_print(arena, field, &high));
}

static const char *count_problem(struct arena *arena, const struct field *field, int n)
{
    int64_t max = field->max ? field->max : kinds[FIELD_REFS].max;
    if (n > max)
        return arena_printf(arena, "%s最多 %" PRId64 " 个，现有 %d 个", field->label, max, n);
    if (n < field->min)
        return arena_printf(arena, "%s至少 %" PRId64 " 个，现有 %d 个", field->label, field->min, n);
    return NULL;
}

const char *field_problem_of(struct arena *arena, const struct field *field, const struct field_value *value)
{
    struct date date;
    if (!value->set)
        return (field->flags & FIELD_REQUIRED)
                   ? arena_printf(arena, "%s%s", kinds[field->kind].ask, field->label) : NULL;
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        return length_problem(arena, field, value->text);
    case FIELD_INT:
    case FIELD_MONEY:
    case FIELD_PERCENT:
        return bounds_problem(arena, field, value->i);
    case FIELD_DATE:
        return date_parse(value->text, &date) || strlen(value->text) != DATE_TEXT - 1
                   ? arena_printf(arena, "%s应写成 2026-06-30 这样的日期", field->label) : NULL;
    case FIELD_ENUM:
        for (const struct choice *c = field->choices; c->name; c++)
            if (!strcmp(c->name, value->text))
                return NULL;
        return arena_printf(arena, "%s没有“%s”这个选项，请从列出的选项中选择", field->label, value->text);
    case FIELD_REFS:
        return count_problem(arena, field, value->n);
    default:
        return NULL;
    }
}
