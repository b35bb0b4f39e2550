#include "world.h"

#include "model/kinds.h"

static struct arena *arena;

static const char *read_back(const struct field *field, const char *text)
{
    struct field_value value;
    const char *problem = NULL;
    if (field_parse(arena, field, text, &value, &problem) != DONE)
        return problem;
    return value_print(arena, field, &value);
}

static void values_have_bounds(void)
{
    arena = arena_create(1 << 20);
    CHECK_TEXT(read_back(&ticket_fields[TICKET_COUNT], "0"), "数量应在 1 到 99 之间");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_COUNT], "99"), "99");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_DONE_SHARE], "101"), "完成比例应在 0% 到 100% 之间");
    CHECK_TEXT(read_back(&(struct field){"age", "年龄", NULL, FIELD_INT, 0, .min = 18}, "17"), "年龄不能小于 18");
    CHECK_TEXT(read_back(&(struct field){"code", "编码", NULL, FIELD_TEXT, 0, .min = 3}, "二字"), "编码至少 3 字，现有 2 字，请补充");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_DUE], " "), "");
    arena_destroy(arena);
}

static void values_are_printed_as_people_read_them(void)
{
    static const struct {
        enum field_kind kind;
        int64_t i;
        const char *text;
    } rows[] = {
        {FIELD_INT, -7, "-7"}, {FIELD_BOOL, 1, "是"}, {FIELD_BOOL, 0, "否"},
        {FIELD_MONEY, 0, "0.00"}, {FIELD_MONEY, 5, "0.05"}, {FIELD_MONEY, 12345678901, "123,456,789.01"},
        {FIELD_MONEY, -100000, "-1,000.00"}, {FIELD_MONEY, INT64_MIN, "-92,233,720,368,547,758.08"},
        {FIELD_PERCENT, 8550, "85.5%"}, {FIELD_PERCENT, 700, "7%"}, {FIELD_PERCENT, 25, "0.25%"}, {FIELD_PERCENT, -5, "-0.05%"},
        {FIELD_MOMENT, 1767225600123, "2026-01-01 08:00"},
    };
    arena = arena_create(1 << 20);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(value_print(arena, &(struct field){"x", "数", NULL, rows[i].kind},
                               &(struct field_value){.set = true, .i = rows[i].i}), rows[i].text);
    CHECK_TEXT(value_print(arena, &ticket_fields[TICKET_KIND], &(struct field_value){.set = true, .text = "wish"}), "建议");
    CHECK_TEXT(value_print(arena, &ticket_fields[TICKET_KIND], &(struct field_value){.set = true, .text = "gone"}), "gone");
    arena_destroy(arena);
}

static void texts_have_limits_and_no_control_characters(void)
{
    const struct field *title = &ticket_fields[TICKET_TITLE], *words = &ticket_fields[TICKET_TEXT];
    char long_text[231 * 3 + 1] = "";
    arena = arena_create(1 << 20);
    for (int i = 0; i < 231; i++)
        memcpy(long_text + i * 3, "长", 4);
    CHECK_TEXT(read_back(title, long_text), "问题表现最多 200 字，现有 231 字，请精简");
    CHECK_TEXT(read_back(title, "\t两行\r\n一句\x01 "), "两行 一句");
    CHECK_TEXT(read_back(words, "一\r\n二\r三\n\n"), "一\n二\n三");
    CHECK_TEXT(read_back(title, "\xff\xfe"), "问题表现含有无法识别的字符，请重新填写");
    CHECK_TEXT(read_back(title, "𠮷"), "𠮷");
    arena_destroy(arena);
}

static void what_is_printed_is_read_again(void)
{
    static const char *const texts[FIELD_KIND__COUNT] = {
        [FIELD_TEXT] = "一句", [FIELD_LONG_TEXT] = "一\n二", [FIELD_INT] = "42", [FIELD_DATE] = "2026-06-30",
        [FIELD_MOMENT] = "2026-06-30 08:30:15", [FIELD_BOOL] = "是", [FIELD_ENUM] = "维修",
        [FIELD_MONEY] = "-1,234.05", [FIELD_PERCENT] = "12.34%",
    };
    arena = arena_create(1 << 20);
    for (int i = 0; i < TICKET__COUNT; i++) {
        const struct field *field = &ticket_fields[i];
        struct field_value value, again;
        const char *problem = NULL;
        if (!texts[field->kind] || (field->flags & (FIELD_SYSTEM | FIELD_SECRET)))
            continue;
        CHECK_DONE(field_parse(arena, field, texts[field->kind], &value, &problem));
        CHECK_DONE(field_parse(arena, field, value_input(arena, field, &value), &again, &problem));
        CHECK(value_equal(field, &value, &again));
    }
    arena_destroy(arena);
}

TESTS({"values have bounds", values_have_bounds},
      {"values are printed as people read them", values_are_printed_as_people_read_them},
      {"texts have limits and no control characters", texts_have_limits_and_no_control_characters},
      {"what is printed is read again", what_is_printed_is_read_again})
