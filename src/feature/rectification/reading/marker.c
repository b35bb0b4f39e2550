#include "feature/rectification/reading/marker.h"

#include "feature/rectification/reading/words.h"

struct cursor {
    const struct source_text *text;
    size_t at, end;
};

static uint32_t peek(const struct cursor *c, size_t ahead)
{
    return c->at + ahead < c->end ? c->text->folded[c->at + ahead] : 0;
}

static bool take(struct cursor *c, const uint32_t *word)
{
    size_t n = word_at(c->text, c->at, c->end, word);
    c->at += n;
    return n > 0;
}

static int take_digits(struct cursor *c)
{
    int n = 0, digits = 0;
    while (glyph_digit(peek(c, 0)) && digits < 3) {
        n = n * 10 + (int)(peek(c, 0) - '0');
        digits++;
        c->at++;
    }
    return digits && !glyph_digit(peek(c, 0)) ? n : 0;
}

static int han_digit(uint32_t c)
{
    static const uint32_t digits[] = U"一二三四五六七八九";
    for (int i = 0; digits[i]; i++)
        if (digits[i] == c)
            return i + 1;
    return 0;
}

/* 一 … 九十九 */
static int take_han_number(struct cursor *c)
{
    int n = han_digit(peek(c, 0));
    if (n)
        c->at++;
    if (peek(c, 0) != U'十')
        return n;
    c->at++;
    int ones = han_digit(peek(c, 0));
    if (ones)
        c->at++;
    return (n ? n : 1) * 10 + ones;
}

static void skip_spaces(struct cursor *c)
{
    while (peek(c, 0) == ' ')
        c->at++;
}

static bool take_one_of(struct cursor *c, const uint32_t *marks)
{
    uint32_t x = peek(c, 0);
    for (; x && *marks; marks++)
        if (*marks == x) {
            c->at++;
            return true;
        }
    return false;
}

/* 问题1：  反馈问题三：  问题（一） */
static enum marker_style read_counted(struct cursor *c, int *number)
{
    WORD_LIST(heads, U"反馈问题", U"具体问题", U"主要问题", U"突出问题", U"存在问题", U"整改问题", U"问题");
    size_t n = words_at(c->text, c->at, c->end, heads);
    if (!n)
        return MARKER_NONE;
    c->at += n;
    skip_spaces(c);
    bool bracket = take(c, U"（");
    *number = take_digits(c);
    if (!*number)
        *number = take_han_number(c);
    if (!*number || (bracket && !take(c, U"）")))
        return MARKER_NONE;
    return take_one_of(c, U"：、.， ") || bracket ? MARKER_COUNTED : MARKER_NONE;
}

static enum marker_style read_bracketed(struct cursor *c, int *number)
{
    if (!take(c, U"（"))
        return MARKER_NONE;
    skip_spaces(c);
    enum marker_style style = MARKER_SUBITEM;
    *number = take_digits(c);
    if (!*number) {
        *number = take_han_number(c);
        style = MARKER_SECTION;
    }
    skip_spaces(c);
    if (!*number || !take(c, U"）"))
        return MARKER_NONE;
    take_one_of(c, U"、.");
    return style;
}

static enum marker_style read_han(struct cursor *c, int *number)
{
    struct cursor before = *c;
    *number = take_han_number(c);
    if (!*number)
        return MARKER_NONE;
    if (take_one_of(c, U"、."))
        return MARKER_CHAPTER;
    if (peek(c, 0) == ' ' && before.at + 2 >= c->at) {
        skip_spaces(c);
        return c->at < c->end ? MARKER_CHAPTER : MARKER_NONE;
    }
    if (take(c, U"是") && peek(c, 0) != U'否') {
        take_one_of(c, U"，：");
        return MARKER_ORDINAL;
    }
    *c = before;
    *number = take_han_number(c);
    return take(c, U"要") ? MARKER_DEMAND : MARKER_NONE;
}

static enum marker_style read_ranked(struct cursor *c, bool starts_line, int *number)
{
    static const uint32_t *const firsts[] = { U"首先，", U"其次，", U"再次，" };
    for (int i = 0; i < 3; i++)
        if (take(c, firsts[i])) {
            *number = i + 1;
            return MARKER_RANK;
        }
    if (!take(c, U"第"))
        return MARKER_NONE;
    *number = take_han_number(c);
    if (starts_line && *number && (take(c, U"部分") || take(c, U"类") || take(c, U"大类") || take(c, U"方面")))
        return take_one_of(c, U"：、， ") ? MARKER_SECTION : MARKER_NONE;
    return *number && take_one_of(c, U"，、：") ? MARKER_RANK : MARKER_NONE;
}

/* 1. 1、 1） and, at the start of a line, the code 2-3， */
static enum marker_style read_digits(struct cursor *c, bool starts_line, int *number)
{
    *number = take_digits(c);
    if (!*number)
        return MARKER_NONE;
    if (take(c, U"）"))
        return MARKER_SUBITEM;
    if (take_one_of(c, U".、"))
        return MARKER_ITEM;
    if (starts_line && take(c, U"-")) {
        int minor = take_digits(c);
        *number = *number * 1000 + minor;
        return minor && take_one_of(c, U"，、.：") ? MARKER_CODE : MARKER_NONE;
    }
    return MARKER_NONE;
}

static enum marker_style read_circled(struct cursor *c, int *number)
{
    uint32_t x = peek(c, 0);
    if (x >= 0x2460 && x <= 0x2473)
        *number = (int)(x - 0x2460) + 1;
    else if (x >= 0x2474 && x <= 0x2487)
        *number = (int)(x - 0x2474) + 1;
    else if (x >= 0x2488 && x <= 0x249B)
        *number = (int)(x - 0x2488) + 1;
    else
        return MARKER_NONE;
    c->at++;
    return x < 0x2474 ? MARKER_CIRCLED : x < 0x2488 ? MARKER_SUBITEM : MARKER_ITEM;
}

static enum marker_style read_bullet(struct cursor *c)
{
    if (take_one_of(c, U"•●■◆▪·○◇★►➢"))
        return MARKER_BULLET;
    /* ——建立轮岗制度  but not the line below a speech's title: ——在…会议上 */
    if (take(c, U"—")) {
        take(c, U"—");
        return peek(c, 0) > 0x7F && peek(c, 0) != U'在' && peek(c, 0) != U'—' ? MARKER_BULLET : MARKER_NONE;
    }
    return take(c, U"-") && (peek(c, 0) == ' ' || peek(c, 0) > 0x7F) && peek(c, 0) != U'—' ? MARKER_BULLET : MARKER_NONE;
}

static enum marker_style read_part(struct cursor *c, int *number)
{
    if (!take(c, U"附件") && !take(c, U"附表"))
        return MARKER_NONE;
    *number = take_digits(c);
    if (!*number)
        *number = take_han_number(c);
    if (c->at == c->end)
        return MARKER_PART;
    return MARKER_NONE;
}

static enum marker_style read_any(struct cursor *c, bool starts_line, int *number)
{
    uint32_t x = peek(c, 0);
    if (glyph_digit(x))
        return read_digits(c, starts_line, number);
    switch (x) {
    case U'（':
        return read_bracketed(c, number);
    case U'问': case U'反': case U'具': case U'主': case U'突': case U'存': case U'整':
        return read_counted(c, number);
    case U'第': case U'首': case U'其': case U'再':
        return read_ranked(c, starts_line, number);
    case U'附':
        return starts_line ? read_part(c, number) : MARKER_NONE;
    default:
        break;
    }
    if (x == U'十' || han_digit(x))
        return read_han(c, number);
    enum marker_style style = read_circled(c, number);
    return style || !starts_line ? style : read_bullet(c);
}

bool marker_at(const struct source_text *text, size_t at, size_t end, bool starts_line, struct marker *ret)
{
    struct cursor c = { text, at, end };
    int number = 0;
    enum marker_style style = read_any(&c, starts_line, &number);
    if (!style)
        return false;
    skip_spaces(&c);
    *ret = (struct marker){ style, number, c.at - at };
    return true;
}
