#include "feature/rectification/reading/words.h"

size_t word_length(const uint32_t *word)
{
    size_t n = 0;
    while (word[n])
        n++;
    return n;
}

size_t word_at(const struct source_text *t, size_t at, size_t end, const uint32_t *word)
{
    size_t i = 0;
    for (; word[i]; i++)
        if (at + i >= end || t->folded[at + i] != word[i])
            return 0;
    return i;
}

size_t words_at(const struct source_text *t, size_t at, size_t end, word_list list)
{
    size_t best = 0;
    if (at >= end)
        return 0;
    uint32_t first = t->folded[at];
    for (; *list; list++)
        if (**list == first) {
            size_t n = word_at(t, at, end, *list);
            if (n > best)
                best = n;
        }
    return best;
}

size_t word_find(const struct source_text *t, struct passage p, const uint32_t *word)
{
    for (size_t i = p.from; i < p.to; i++)
        if (t->folded[i] == *word && word_at(t, i, p.to, word))
            return i;
    return NOWHERE;
}

size_t word_find_last(const struct source_text *t, struct passage p, const uint32_t *word)
{
    for (size_t i = p.to; i > p.from; i--)
        if (t->folded[i - 1] == *word && word_at(t, i - 1, p.to, word))
            return i - 1;
    return NOWHERE;
}

static uint64_t glyph_bit(uint32_t c)
{
    return (uint64_t)1 << (c % 61);
}

/* Most glyphs begin no word of the list: one look at a bit tells. */
bool words_in(const struct source_text *t, struct passage p, word_list list)
{
    uint64_t firsts = 0;
    for (word_list word = list; *word; word++)
        firsts |= glyph_bit(**word);
    for (size_t i = p.from; i < p.to; i++)
        if ((firsts & glyph_bit(t->folded[i])) && words_at(t, i, p.to, list))
            return true;
    return false;
}

bool word_ends(const struct source_text *t, struct passage p, const uint32_t *word)
{
    size_t n = word_length(word);
    return passage_length(p) >= n && word_at(t, p.to - n, p.to, word);
}

bool words_end(const struct source_text *t, struct passage p, word_list list)
{
    for (; *list; list++)
        if (word_ends(t, p, *list))
            return true;
    return false;
}

bool glyph_is(const struct source_text *t, size_t at, size_t end, uint32_t c)
{
    return at < end && t->folded[at] == c;
}

bool glyph_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

bool glyph_stop(uint32_t c)
{
    return c == U'。' || c == U'；' || c == U'！' || c == U'？';
}

bool glyph_mark(uint32_t c)
{
    switch (c) {
    case ' ': case '.': case '-': case '/': case '|': case '*': case '"': case '\'':
    case U'，': case U'、': case U'：': case U'（': case U'）': case U'《': case U'》': case U'“': case U'”':
    case U'‘': case U'’': case U'【': case U'】': case U'—': case U'…': case U'·': case U'•': case U'●':
        return true;
    default:
        return glyph_stop(c);
    }
}

bool passage_same(const struct source_text *t, struct passage a, struct passage b)
{
    if (passage_length(a) != passage_length(b))
        return false;
    for (size_t i = 0; i < passage_length(a); i++)
        if (t->folded[a.from + i] != t->folded[b.from + i])
            return false;
    return true;
}

static bool glyph_loose(uint32_t c)
{
    return glyph_stop(c) || c == ' ' || c == U'，' || c == U'、' || c == U'：';
}

struct passage passage_trim(const struct source_text *t, struct passage p)
{
    while (p.from < p.to && glyph_loose(t->folded[p.from]))
        p.from++;
    while (p.from < p.to && glyph_loose(t->folded[p.to - 1]))
        p.to--;
    return p;
}

static bool mark_in(const uint32_t *marks, uint32_t c)
{
    for (; *marks; marks++)
        if (*marks == c)
            return true;
    return false;
}

size_t passage_find_mark(const struct source_text *t, struct passage p, const uint32_t *marks)
{
    if (passage_empty(p))
        return NOWHERE;
    uint8_t base = t->depth[p.from];
    for (size_t i = p.from; i < p.to; i++)
        if (t->depth[i] <= base && mark_in(marks, t->folded[i]))
            return i;
    return NOWHERE;
}

struct passage passage_until(const struct source_text *t, struct passage p, const uint32_t *stops, size_t *ret_next)
{
    size_t at = passage_find_mark(t, p, stops);
    struct passage first = { p.from, at == NOWHERE ? p.to : at };
    *ret_next = at == NOWHERE ? p.to : at + 1;
    return first;
}

size_t passage_count_marks(const struct source_text *t, struct passage p, const uint32_t *marks)
{
    size_t n = 0;
    while (!passage_empty(p)) {
        size_t at = passage_find_mark(t, p, marks);
        if (at == NOWHERE)
            break;
        n++;
        p.from = at + 1;
    }
    return n;
}
