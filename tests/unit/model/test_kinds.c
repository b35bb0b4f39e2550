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

static void dates_are_read_as_people_write_them(void)
{
    const struct field *due = &ticket_fields[TICKET_DUE];
    arena = arena_create(1 << 20);
    CHECK_TEXT(read_back(due, "2026-06-30"), "2026-06-30");
    CHECK_TEXT(read_back(due, " 2026/6/3 "), "2026-06-03");
    CHECK_TEXT(read_back(due, "2026年3月1日"), "2026-03-01");
    CHECK_TEXT(read_back(due, "２０２６年３月１日"), "2026-03-01");
    CHECK_TEXT(read_back(due, "二〇二六年三月一日"), "2026-03-01");
    CHECK_TEXT(read_back(due, "二○二六年十二月三十一日"), "2026-12-31");
    CHECK_TEXT(read_back(due, "二〇二六年十月二十日"), "2026-10-20");
    CHECK_TEXT(read_back(due, ""), "");
    CHECK_TEXT(read_back(due, "6月底"), "期限应写成 2026-06-30 这样的日期");
    CHECK_TEXT(read_back(due, "2026-02-30"), "期限应写成 2026-06-30 这样的日期");
    arena_destroy(arena);
}

static void numbers_money_and_percent(void)
{
    const struct field *cost = &ticket_fields[TICKET_COST], *share = &ticket_fields[TICKET_DONE_SHARE];
    const struct field *amount = &ticket_fields[TICKET_COUNT];
    arena = arena_create(1 << 20);
    CHECK_TEXT(read_back(amount, "１２"), "12");
    CHECK_TEXT(read_back(amount, "0"), "数量应在 1 到 99 之间");
    CHECK_TEXT(read_back(amount, "1.5"), "数量应是整数，如 12");
    CHECK_TEXT(read_back(amount, "9999999999999999999999"), "数量应是整数，如 12");
    CHECK_TEXT(read_back(cost, "1234.5"), "1,234.50");
    CHECK_TEXT(read_back(cost, "￥１，２３４元"), "1,234.00");
    CHECK_TEXT(read_back(cost, "2.5万"), "25,000.00");
    CHECK_TEXT(read_back(cost, "-1000000"), "-1,000,000.00");
    CHECK_TEXT(read_back(cost, "1.234"), "费用应是金额，单位元，如 1234.50");
    CHECK_TEXT(read_back(share, "85.5％"), "85.5%");
    CHECK_TEXT(read_back(share, "7"), "7%");
    CHECK_TEXT(read_back(share, "0.25"), "0.25%");
    CHECK_TEXT(read_back(share, "101"), "完成比例应在 0% 到 100% 之间");
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

static void choices_and_moments(void)
{
    arena = arena_create(1 << 20);
    CHECK_TEXT(read_back(&ticket_fields[TICKET_KIND], "建议"), "建议");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_KIND], "wish"), "建议");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_KIND], "其他"), "类别没有“其他”这个选项，可填：维修、建议");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_URGENT], "√"), "是");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_URGENT], "也许"), "紧急应填“是”或“否”");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_SEEN], "2026-06-30 08:30"), "2026-06-30 08:30");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_SEEN], "2026-06-30T08:30:15+08:00"), "2026-06-30 08:30");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_SEEN], "2026-06-30T08:30:15.123+08:00"), "2026-06-30 08:30");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_SEEN], "2026-06-30 08:30:15.x"), "发现时间应写成 2026-06-30 08:30 这样的时间");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_SEEN], "2026-06-30 25:00"), "发现时间应写成 2026-06-30 08:30 这样的时间");
    CHECK_TEXT(read_back(&ticket_fields[TICKET_PAPER], "../../etc/passwd"), "附件请重新选择文件");
    CHECK_TEXT(value_mask(arena, "13912345678"), "139****5678");
    CHECK_TEXT(value_mask(arena, "沈明"), "沈*");
    CHECK_TEXT(value_mask(arena, ""), "");
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

TESTS({"dates are read as people write them", dates_are_read_as_people_write_them},
      {"numbers, money and percent", numbers_money_and_percent},
      {"texts have limits and no control characters", texts_have_limits_and_no_control_characters},
      {"choices and moments", choices_and_moments}, {"what is printed is read again", what_is_printed_is_read_again})
