#include "check.h"
#include "document/xlsx.h"

static void shows_numbers(void)
{
    static const struct {
        const char *code;
        double value;
        bool from_1904;
        const char *shown;
    } rows[] = {
        { "General", 0.1 + 0.2, false, "0.3" },
        { "General", 1415, false, "1415" },
        { "0", 12, false, "12" },
        { "#,##0.00", 1415.5, false, "1415.50" },
        { "0.00_ ;[Red]\\-0.00", 3, false, "3.00" },
        { "0%", 0.76, false, "76%" },
        { "0.0%", 0.125, false, "12.5%" },
        { "@", 45292, false, "45292" },
        { "yyyy\\-mm\\-dd", 45473, false, "2024-06-30" },
        { "yyyy/m/d;@", 45473, false, "2024-06-30" },
        { "[$-804]yyyy\"年\"m\"月\"d\"日\";@", 45473, false, "2024-06-30" },
        { "yyyy\"年\"m\"月\"", 45444, false, "2024年6月" },
        { "m\"月\"d\"日\"", 45473, false, "2024-06-30" },
        { "yyyy-m-d h:mm", 45473.5, false, "2024-06-30 12:00" },
        { "yyyy-m-d h:mm", 45473, false, "2024-06-30" },
        { "h:mm", 0.75, false, "18:00" },
        { "[h]:mm", 0.5, false, "12:00" },
        { "yyyy-m-d", 59, false, "1900-02-28" },
        { "yyyy-m-d", 61, false, "1900-03-01" },
        { "yyyy-m-d", 44011, true, "2024-06-30" },
        { "yyyy-m-d", -1, false, "-1" },
        { "yyyy-m-d", 1e300, false, "1e+300" },
        { "\"", 5, false, "5" },
        { "\\", 5, false, "5" },
    };
    struct arena *arena = arena_create(1 << 20);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct buffer b = buffer_in(arena);
        xlsx_print(&b, rows[i].value, xlsx_format_parse(rows[i].code), rows[i].from_1904);
        CHECK_TEXT(b.p, rows[i].shown);
    }
    arena_destroy(arena);
}

TESTS({"shows numbers by their format", shows_numbers})
