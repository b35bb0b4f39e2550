#include "check.h"
#include "document/docx.h"

static void shows_formats(void)
{
    static const struct {
        const char *format;
        int n;
        const char *shown;
    } rows[] = {
        { "decimal", 12, "12" },
        { "decimalZero", 7, "07" },
        { "chineseCounting", 1, "一" },
        { "chineseCounting", 10, "十" },
        { "chineseCounting", 11, "十一" },
        { "chineseCounting", 20, "二十" },
        { "chineseCounting", 101, "一〇一" },
        { "chineseCountingThousand", 21, "二十一" },
        { "chineseCountingThousand", 100, "一百" },
        { "chineseCountingThousand", 105, "一百零五" },
        { "chineseCountingThousand", 110, "一百一十" },
        { "chineseCountingThousand", 1005, "一千零五" },
        { "chineseCountingThousand", 1010, "一千零一十" },
        { "chineseCountingThousand", 10500, "一万零五百" },
        { "chineseCountingThousand", 0, "零" },
        { "chineseLegalSimplified", 15, "壹拾伍" },
        { "japaneseCounting", 11, "十一" },
        { "japaneseCounting", 101, "百一" },
        { "japaneseCounting", 230, "二百三十" },
        { "ideographDigital", 20, "二〇" },
        { "ideographTraditional", 3, "丙" },
        { "ideographTraditional", 11, "11" },
        { "ideographZodiac", 12, "亥" },
        { "ideographZodiacTraditional", 60, "癸亥" },
        { "taiwaneseCountingThousand", 102, "一百零二" },
        { "decimalEnclosedCircle", 1, "①" },
        { "decimalEnclosedCircle", 20, "⑳" },
        { "decimalEnclosedCircle", 21, "21" },
        { "decimalEnclosedCircleChinese", 10, "⑩" },
        { "decimalEnclosedParen", 2, "⑵" },
        { "decimalEnclosedFullstop", 3, "⒊" },
        { "ideographEnclosedCircle", 1, "㊀" },
        { "decimalFullWidth", 13, "１３" },
        { "numberInDash", 4, "- 4 -" },
        { "lowerLetter", 1, "a" },
        { "lowerLetter", 28, "bb" },
        { "upperLetter", 26, "Z" },
        { "lowerRoman", 4, "iv" },
        { "upperRoman", 1999, "MCMXCIX" },
        { "ordinal", 12, "12th" },
        { "ordinal", 22, "22nd" },
        { "none", 5, "" },
        { "klingon", 5, "5" },
    };
    struct arena *arena = arena_create(1 << 20);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct buffer b = buffer_in(arena);
        buffer_adds(&b, "");
        docx_number(&b, rows[i].format, rows[i].n);
        CHECK_TEXT(b.p ? b.p : "", rows[i].shown);
    }
    arena_destroy(arena);
}

TESTS({"shows numbers as Word does", shows_formats})
