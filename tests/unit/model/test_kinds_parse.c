#include "world.h"

#include "model/kinds.h"
#include "model/kinds_parse.h"

static struct arena *arena;

/* One row: what is typed, and the integer or the problem that it gives; NULL problem = it is read. */
struct number {
    const char *typed;
    int64_t i;
};

static void read_numbers(kind_parse *parse, const struct number *rows, size_t n)
{
    const struct field field = {"x", "数", NULL, FIELD_INT};
    arena = arena_create(1 << 20);
    for (size_t i = 0; i < n; i++) {
        struct field_value value = {0};
        const char *problem = NULL;
        if (parse(arena, &field, rows[i].typed, &value, &problem) != DONE)
            check_fail(__FILE__, __LINE__, "“%s” was not read: %s", rows[i].typed, problem);
        CHECK(value.set);
        check_int(value.i, rows[i].i, __FILE__, __LINE__, rows[i].typed);
    }
    arena_destroy(arena);
}

static void refuse(kind_parse *parse, const struct field *field, const char *wanted, const char *const *typed)
{
    arena = arena_create(1 << 20);
    for (; *typed; typed++) {
        struct field_value value = {0};
        const char *problem = NULL;
        if (parse(arena, field, *typed, &value, &problem) != INVALID)
            check_fail(__FILE__, __LINE__, "“%s” was read", *typed);
        CHECK_TEXT(problem, wanted);
    }
    arena_destroy(arena);
}

static void integers(void)
{
    static const struct number rows[] = {
        {"12", 12}, {"-12", -12}, {"+3", 3}, {"0", 0}, {"007", 7}, {"１２", 12}, {"1,234", 1234}, {"1，234", 1234},
        {"999999999999999", 999999999999999}, {"－5", -5},
    };
    static const char *const wrong[] = {"1.5", "12.", "", "-", "+", ",1", "一十", "12个", "--1", "1000000000000000", "0x10", NULL};
    read_numbers(parse_int, rows, ARRAY_SIZE(rows));
    refuse(parse_int, &ticket_fields[TICKET_COUNT], "数量应是整数，如 12", wrong);
}

static void money(void)
{
    static const struct number rows[] = {
        {"1234.5", 123450}, {"0.05", 5}, {".5", 50}, {"12.", 1200}, {"￥１，２３４元", 123400}, {"¥ 8", 800}, {"8 元", 800},
        {"2.5万", 2500000}, {"2.5 万元", 2500000}, {"0.000001万", 1}, {"-1000000", -100000000}, {"３。５", 350},
        {"999999999999999", 99999999999999900}, {"-9000000000000万", -9000000000000000000},
    };
    static const char *const wrong[] = {"1.234", "0.0000001万", "一百", "元", "万", "1元5角", "1.2.3",
                                        "999999999999999万", "-10000000000000万", NULL};
    read_numbers(parse_money, rows, ARRAY_SIZE(rows));
    refuse(parse_money, &ticket_fields[TICKET_COST], "费用应是金额，单位元，如 1234.50", wrong);
}

static void percents(void)
{
    static const struct number rows[] = {{"85.5％", 8550}, {"7", 700}, {"0.25 %", 25}, {"100%", 10000}, {"-1%", -100}};
    static const char *const wrong[] = {"0.255", "%", "八成", "5‰", NULL};
    read_numbers(parse_percent, rows, ARRAY_SIZE(rows));
    refuse(parse_percent, &ticket_fields[TICKET_DONE_SHARE], "完成比例应是百分数，如 85.5%", wrong);
}

/* Text that a reader makes of what is typed. */
struct text {
    const char *typed, *wanted;
};

static void read_texts(kind_parse *parse, const struct field *field, const struct text *rows, size_t n)
{
    arena = arena_create(1 << 20);
    for (size_t i = 0; i < n; i++) {
        struct field_value value = {0};
        const char *problem = NULL;
        if (parse(arena, field, rows[i].typed, &value, &problem) != DONE)
            check_fail(__FILE__, __LINE__, "“%s” was not read: %s", rows[i].typed, problem);
        CHECK_TEXT(value.text, rows[i].wanted);
        CHECK(value.set == (*rows[i].wanted != 0));
    }
    arena_destroy(arena);
}

static void dates_as_people_write_them(void)
{
    static const struct text rows[] = {
        {"2026-06-30", "2026-06-30"}, {"2026/6/3", "2026-06-03"}, {"2026.6.3", "2026-06-03"}, {"2026年3月1日", "2026-03-01"},
        {"2026年 3月 1日", "2026-03-01"}, {"２０２６年３月１日", "2026-03-01"}, {"二〇二六年三月一日", "2026-03-01"},
        {"二○二六年十二月三十一日", "2026-12-31"}, {"二零二六年十月二十日", "2026-10-20"}, {"二〇二六年二月十日", "2026-02-10"},
        {"二〇二六年十一月二十一日", "2026-11-21"}, {"2024-02-29", "2024-02-29"},
    };
    static const char *const wrong[] = {"6月底", "2026-02-30", "2025-02-29", "2026-13-01", "三月一日", "明天", "2026", NULL};
    read_texts(parse_date, &ticket_fields[TICKET_DUE], rows, ARRAY_SIZE(rows));
    refuse(parse_date, &ticket_fields[TICKET_DUE], "期限应写成 2026-06-30 这样的日期", wrong);
}

/* Civil time, UTC+8, as milliseconds. */
static void moments(void)
{
    enum { DAY = 1782748800 };                     /* 2026-06-30 00:00 in Beijing, in seconds */
    static const struct number rows[] = {
        {"2026-06-30", DAY * INT64_C(1000)}, {"1970-01-01 08:00", 0}, {"1970-01-01 07:59:59.999", -1},
        {"2026-06-30 08:30", (DAY + 30600) * INT64_C(1000)}, {"2026-06-30T08:30:15+08:00", (DAY + 30615) * INT64_C(1000)},
        {"2026-06-30T08:30:15.123+08:00", (DAY + 30615) * INT64_C(1000) + 123}, {"2026-06-30 23:59:59", (DAY + 86399) * INT64_C(1000)},
        {"２０２６－０６－３０ ０８：３０", (DAY + 30600) * INT64_C(1000)}, {"2026年6月30日 08:30", (DAY + 30600) * INT64_C(1000)},
    };
    static const char *const wrong[] = {"2026-06-30 25:00", "2026-06-30 24:00", "2026-06-30 08:60", "2026-06-30 08:30:60",
                                        "2026-06-30 8:30", "2026-06-30 08:30:15.x", "2026-06-30 08:30:15.12", "2026-06-30 08:30Z",
                                        "2026-06-30T08:30:15+09:00", "2026-06-30 ", "08:30", "2026-06-31 08:30", NULL};
    read_numbers(parse_moment, rows, ARRAY_SIZE(rows));
    refuse(parse_moment, &ticket_fields[TICKET_SEEN], "发现时间应写成 2026-06-30 08:30 这样的时间", wrong);
}

/* As people tick, as forms send, as JSON says and as a spreadsheet's own booleans read. */
static void yes_and_no(void)
{
    static const struct number rows[] = {
        {"是", 1}, {"否", 0}, {"有", 1}, {"无", 0}, {"√", 1}, {"×", 0}, {"1", 1}, {"0", 0}, {"１", 1}, {"true", 1}, {"false", 0},
        {"TRUE", 1}, {"FALSE", 0}, {"on", 1}, {"off", 0}, {"yes", 1}, {"no", 0},
    };
    static const char *const wrong[] = {"也许", "2", "y", "是的", NULL};
    read_numbers(parse_bool, rows, ARRAY_SIZE(rows));
    refuse(parse_bool, &ticket_fields[TICKET_URGENT], "紧急应填“是”或“否”", wrong);
}

static void choices_by_name_and_label(void)
{
    static const struct text rows[] = {{"建议", "wish"}, {"wish", "wish"}, {"维修", "repair"}};
    static const char *const wrong[] = {"其他", NULL};
    read_texts(parse_enum, &ticket_fields[TICKET_KIND], rows, ARRAY_SIZE(rows));
    refuse(parse_enum, &ticket_fields[TICKET_KIND], "类别没有“其他”这个选项，可填：维修、建议", wrong);
}

static void lines_and_paragraphs(void)
{
    static const struct text lines[] = {
        {"\t两行\r\n一句\x01 ", "两行 一句"}, {"a\rb", "a b"}, {"党\xef\xbb\xbf\xe2\x80\xa8员", "党 员"}, {"\x7f\x01", ""}, {"𠮷", "𠮷"},
        {"a\xc2\x85" "b", "ab"},
    };
    static const struct text paragraphs[] = {
        {"一\r\n二\r三\n\n", "一\n二\n三"}, {"一\t二", "一\t二"}, {"一\xe2\x80\xa9二", "一\n二"}, {"\x02", ""},
    };
    read_texts(parse_line, &ticket_fields[TICKET_TITLE], lines, ARRAY_SIZE(lines));
    read_texts(parse_paragraphs, &ticket_fields[TICKET_TEXT], paragraphs, ARRAY_SIZE(paragraphs));
}

static void references_are_public_ids(void)
{
    static const char *const wrong[] = {"一队", "123", NULL};
    char text[ID_TEXT];
    struct field_value value;
    const char *problem = NULL;
    int64_t id = id_new();
    id_print(id, text);
    arena = arena_create(1 << 20);
    CHECK_DONE(parse_ref(arena, &ticket_fields[TICKET_TEAM], text, &value, &problem));
    CHECK(value.set && value.i == id);
    CHECK_DONE(parse_refs(arena, &ticket_fields[TICKET_HELPERS], text, &value, &problem));
    CHECK(value.set && value.n == 1 && value.ids[0] == id);
    arena_destroy(arena);
    refuse(parse_ref, &ticket_fields[TICKET_TEAM], "责任班组应是记录的编号", wrong);
    refuse(parse_refs, &ticket_fields[TICKET_HELPERS], "配合班组应是记录的编号", wrong);
}

static void files_are_digests(void)
{
    static const struct text rows[] = {{"66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
                                        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"}};
    static const char *const wrong[] = {"../../etc/passwd", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e",
                                        "66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0",
                                        "../c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0", NULL};
    read_texts(parse_file, &ticket_fields[TICKET_PAPER], rows, ARRAY_SIZE(rows));
    refuse(parse_file, &ticket_fields[TICKET_PAPER], "附件请重新选择文件", wrong);
}

TESTS({"integers", integers}, {"money", money}, {"percents", percents}, {"dates as people write them", dates_as_people_write_them},
      {"moments", moments}, {"yes and no", yes_and_no}, {"choices by name and label", choices_by_name_and_label},
      {"lines and paragraphs", lines_and_paragraphs}, {"references are public ids", references_are_public_ids},
      {"files are digests", files_are_digests})
