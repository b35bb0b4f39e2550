/* A number as a list shows it: the formats of ST_NumberFormat (ECMA-376 part 1, 17.18.59) that
 * Chinese documents use, and the Western ones. */
#include "document/docx.h"

#include <stdio.h>
#include <string.h>

/* Digits 0 … 9 and the names of ten, hundred, thousand, ten thousand. */
struct numerals {
    const char *digits[10];
    const char *units[5];        /* "", 十, 百, 千, 万 */
};

static const struct numerals counting = {
    { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" }, { "", "十", "百", "千", "万" },
};
static const struct numerals counting_zero = {
    { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" }, { "", "十", "百", "千", "万" },
};
static const struct numerals taiwanese = {
    { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" }, { "", "十", "百", "千", "萬" },
};
static const struct numerals legal = {
    { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" }, { "", "拾", "佰", "仟", "万" },
};
static const struct numerals legal_traditional = {
    { "零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖" }, { "", "拾", "佰", "仟", "萬" },
};

static void add_digits(struct buffer *out, const struct numerals *numerals, int n)
{
    char text[16];
    int length = snprintf(text, sizeof text, "%d", n);
    for (int i = 0; i < length; i++)
        buffer_adds(out, numerals->digits[text[i] - '0']);
}

/* With units: 二十一, 一百零五.  `short_ten`: 十一 and not 一十一.  `bare`: no 一 before 百 and 千, no 零 (Japanese). */
static void add_counted(struct buffer *out, const struct numerals *numerals, int n, bool short_ten, bool bare)
{
    bool gap = false, begun = false;
    if (n > 99999) {
        add_digits(out, numerals, n);
        return;
    }
    for (int unit = 4, power = 10000; unit >= 0; unit--, power /= 10) {
        int digit = n / power % 10;
        if (!digit) {
            gap = begun;
            continue;
        }
        if (gap && !bare)
            buffer_adds(out, numerals->digits[0]);
        gap = false;
        bool silent = digit == 1 && unit > 0 && ((unit == 1 && short_ten && !begun) || (bare && unit < 4));
        if (!silent)
            buffer_adds(out, numerals->digits[digit]);
        buffer_adds(out, numerals->units[unit]);
        begun = true;
    }
    if (!begun)
        buffer_adds(out, numerals->digits[0]);
}

static void add_counting(struct buffer *out, int n)
{
    if (n < 100)
        add_counted(out, &counting, n, true, false);
    else
        add_digits(out, &counting, n);
}

static void add_counting_thousand(struct buffer *out, int n) { add_counted(out, &counting_zero, n, true, false); }
static void add_taiwanese_thousand(struct buffer *out, int n) { add_counted(out, &taiwanese, n, true, false); }
static void add_japanese(struct buffer *out, int n) { add_counted(out, &counting, n, true, true); }
static void add_legal(struct buffer *out, int n) { add_counted(out, &legal, n, false, false); }
static void add_legal_traditional(struct buffer *out, int n) { add_counted(out, &legal_traditional, n, false, false); }
static void add_ideographs(struct buffer *out, int n) { add_digits(out, &counting, n); }
static void add_decimal(struct buffer *out, int n) { buffer_addf(out, "%d", n); }
static void add_zero(struct buffer *out, int n) { buffer_addf(out, "%02d", n); }
static void add_dash(struct buffer *out, int n) { buffer_addf(out, "- %d -", n); }
static void add_none(struct buffer *out, int n) { }

static void add_full_width(struct buffer *out, int n)
{
    char text[16];
    int length = snprintf(text, sizeof text, "%d", n);
    for (int i = 0; i < length; i++)
        buffer_addu(out, 0xFF10 + (uint32_t)(text[i] - '0'));
}

/* One of a block of characters, decimal behind its end, as Word does it. */
static void add_from(struct buffer *out, uint32_t first, int count, int n)
{
    if (n >= 1 && n <= count)
        buffer_addu(out, first + (uint32_t)n - 1);
    else
        add_decimal(out, n);
}

static void add_circle(struct buffer *out, int n) { add_from(out, 0x2460, 20, n); }
static void add_circle_chinese(struct buffer *out, int n) { add_from(out, 0x2460, 10, n); }
static void add_paren(struct buffer *out, int n) { add_from(out, 0x2474, 20, n); }
static void add_full_stop(struct buffer *out, int n) { add_from(out, 0x2488, 20, n); }
static void add_circle_ideograph(struct buffer *out, int n) { add_from(out, 0x3280, 10, n); }

static void add_of(struct buffer *out, const char *characters, int count, int n)
{
    if (n < 1 || n > count) {
        add_decimal(out, n);
        return;
    }
    const char *p = utf8_at(characters, (size_t)n - 1);
    buffer_add(out, p, (size_t)(utf8_at(p, 1) - p));
}

static const char stems[] = "甲乙丙丁戊己庚辛壬癸", branches[] = "子丑寅卯辰巳午未申酉戌亥";

static void add_stem(struct buffer *out, int n) { add_of(out, stems, 10, n); }
static void add_branch(struct buffer *out, int n) { add_of(out, branches, 12, n); }

static void add_stem_branch(struct buffer *out, int n)
{
    if (n < 1 || n > 60) {
        add_decimal(out, n);
        return;
    }
    add_stem(out, (n - 1) % 10 + 1);
    add_branch(out, (n - 1) % 12 + 1);
}

/* a … z, aa, bb: the letter repeated (17.18.59). */
static void add_letter(struct buffer *out, int n, char a)
{
    if (n < 1 || n > 780) {
        add_decimal(out, n);
        return;
    }
    for (int i = 0; i <= (n - 1) / 26; i++)
        buffer_addc(out, (char)(a + (n - 1) % 26));
}

static void add_lower_letter(struct buffer *out, int n) { add_letter(out, n, 'a'); }
static void add_upper_letter(struct buffer *out, int n) { add_letter(out, n, 'A'); }

static void add_roman(struct buffer *out, int n, const char *const *words)
{
    static const int values[] = { 1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1 };
    if (n < 1 || n > 3999) {
        add_decimal(out, n);
        return;
    }
    for (size_t i = 0; i < ARRAY_SIZE(values); i++)
        for (; n >= values[i]; n -= values[i])
            buffer_adds(out, words[i]);
}

static void add_lower_roman(struct buffer *out, int n)
{
    static const char *const words[] = { "m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i" };
    add_roman(out, n, words);
}

static void add_upper_roman(struct buffer *out, int n)
{
    static const char *const words[] = { "M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I" };
    add_roman(out, n, words);
}

static void add_ordinal(struct buffer *out, int n)
{
    int tens = n / 10 % 10, ones = tens == 1 ? 0 : n % 10;
    buffer_addf(out, "%d%s", n, ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th");
}

static const struct format {
    const char *name;
    void (*add)(struct buffer *, int);
} formats[] = {
    { "chineseCounting", add_counting },
    { "chineseCountingThousand", add_counting_thousand },
    { "chineseLegalSimplified", add_legal },
    { "decimal", add_decimal },
    { "decimalEnclosedCircle", add_circle },
    { "decimalEnclosedCircleChinese", add_circle_chinese },
    { "decimalEnclosedFullstop", add_full_stop },
    { "decimalEnclosedParen", add_paren },
    { "decimalFullWidth", add_full_width },
    { "decimalFullWidth2", add_full_width },
    { "decimalHalfWidth", add_decimal },
    { "decimalZero", add_zero },
    { "ideographDigital", add_ideographs },
    { "ideographEnclosedCircle", add_circle_ideograph },
    { "ideographLegalTraditional", add_legal_traditional },
    { "ideographTraditional", add_stem },
    { "ideographZodiac", add_branch },
    { "ideographZodiacTraditional", add_stem_branch },
    { "japaneseCounting", add_japanese },
    { "japaneseDigitalTenThousand", add_ideographs },
    { "japaneseLegal", add_legal_traditional },
    { "lowerLetter", add_lower_letter },
    { "lowerRoman", add_lower_roman },
    { "none", add_none },
    { "numberInDash", add_dash },
    { "ordinal", add_ordinal },
    { "taiwaneseCounting", add_counting },
    { "taiwaneseCountingThousand", add_taiwanese_thousand },
    { "taiwaneseDigital", add_ideographs },
    { "upperLetter", add_upper_letter },
    { "upperRoman", add_upper_roman },
};

void docx_number(struct buffer *out, const char *format, int number)
{
    for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
        if (!strcmp(formats[i].name, format)) {
            formats[i].add(out, number);
            return;
        }
    }
    add_decimal(out, number);
}
