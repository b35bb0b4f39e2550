#include "base/strokes.h"

#include <string.h>

#include "base/base.h"

enum { KINDS = 5, NAME_CHARACTERS_MAX = 32, COMPOUND = 2 };

/* Surnames of two characters that are in use. */
static const char *const compounds[] = {
    "欧阳", "司马", "诸葛", "上官", "司徒", "皇甫", "东方", "尉迟", "公孙", "慕容", "令狐", "夏侯", "宇文", "长孙", "端木", "轩辕",
    "鲜于", "闻人", "申屠", "澹台", "濮阳", "淳于", "单于", "仲孙", "钟离", "赫连", "呼延", "南宫", "西门", "独孤", "万俟", "拓跋",
};

/* A name without what is not written: spaces between two characters, the dot in 阿依古丽·买买提. */
struct name { uint32_t characters[NAME_CHARACTERS_MAX]; int n, surname; };

static bool is_gap(uint32_t c)
{
    return c == ' ' || c == 0x3000 || c == 0xa0 || c == 0xb7 || c == 0x2022 || c == '\t';
}

static struct name name_of(const char *text)
{
    struct name name = {.surname = 1};
    char start[4 * COMPOUND + 1] = "";
    size_t n = 0;
    for (const char *at = text; *at && name.n < NAME_CHARACTERS_MAX;) {
        const char *from = at;
        uint32_t c = utf8_next(&at);
        if (is_gap(c))
            continue;
        if (name.n < COMPOUND) {
            memcpy(start + n, from, (size_t)(at - from));
            n += (size_t)(at - from);
        }
        name.characters[name.n++] = c;
    }
    for (size_t i = 0; i < ARRAY_SIZE(compounds); i++)
        if (name.n > COMPOUND && !strcmp(start, compounds[i]))
            name.surname = COMPOUND;
    return name;
}

/* The table is one text, so the character of any place is found by going back to a byte that begins one. */
static const unsigned char *character_before(const unsigned char *start, const unsigned char *at)
{
    while (at > start && at[0] < 0xc0)
        at--;
    return at;
}

int strokes_of(uint32_t c, uint8_t out[STROKES_MAX])
{
    const struct resource *table = resource_find("strokes.txt");
    const unsigned char *low = table->bytes, *high = table->bytes + table->n;
    int n = 0;
    while (low < high) {
        const unsigned char *at = character_before(low, low + (high - low) / 2);
        const char *behind = (const char *)at;
        uint32_t found = utf8_next(&behind);
        const unsigned char *code = (const unsigned char *)behind;
        if (found > c) {
            high = at;
            continue;
        }
        for (low = code; low < table->bytes + table->n && low[0] < 0x80; low++)
            ;
        if (found < c)
            continue;
        for (; code < low && n + 1 < STROKES_MAX; code++) {
            if (*code >= 'a')
                out[n++] = (uint8_t)((*code - 'a') / KINDS + 1);
            out[n++] = (uint8_t)(*code >= 'a' ? (*code - 'a') % KINDS + 1 : *code - 'A' + 1);
        }
        return n;
    }
    return 0;
}

static int character_compare(uint32_t a, uint32_t b)
{
    uint8_t x[STROKES_MAX], y[STROKES_MAX];
    if (a == b)
        return 0;
    int n = strokes_of(a, x), m = strokes_of(b, y);
    if (!n || !m)
        return (m > 0) - (n > 0);
    return n != m ? n - m : memcmp(x, y, (size_t)n);
}

static bool one_surname(const struct name *a, const struct name *b)
{
    return a->surname == b->surname && a->n >= a->surname && b->n >= b->surname &&
           !memcmp(a->characters, b->characters, (size_t)a->surname * sizeof a->characters[0]);
}

int strokes_compare(const char *text, const char *other)
{
    struct name a = name_of(text), b = name_of(other);
    bool short_a = a.n - a.surname <= 1, short_b = b.n - b.surname <= 1;
    if (one_surname(&a, &b) && short_a != short_b)
        return short_a ? -1 : 1;
    for (int i = 0; i < a.n && i < b.n; i++) {
        int order = character_compare(a.characters[i], b.characters[i]);
        if (order)
            return order;
    }
    return a.n - b.n;
}

bool strokes_known(const char *text)
{
    uint8_t strokes[STROKES_MAX];
    struct name name = name_of(text);
    for (int i = 0; i < name.n; i++)
        if (!strokes_of(name.characters[i], strokes))
            return false;
    return true;
}
