#include "feature/rectification/reading/fold.h"

#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include "base/base.h"

#define HAN_FIRST 0x4E00u
#define HAN_COUNT 0x5200u

static uint16_t simplified_table[HAN_COUNT];
static pthread_once_t simplified_once = PTHREAD_ONCE_INIT;

bool fold_telltale(uint32_t c)
{
    switch (c) {
    case U'問': case U'題': case U'關': case U'於': case U'黨': case U'實': case U'務': case U'對': case U'發':
        return true;
    default:
        return false;
    }
}

/* A line a character, so that OpenCC sees no phrases and the answer can be read back in step. */
static void simplified_fill(void)
{
    struct arena *arena = arena_create(16u << 20);
    struct buffer all = buffer_in(arena);
    for (uint32_t i = 0; i < HAN_COUNT; i++) {
        simplified_table[i] = (uint16_t)(HAN_FIRST + i);
        buffer_addu(&all, HAN_FIRST + i);
        buffer_addc(&all, '\n');
    }
    const char *p = text_simplify(arena, all.p);
    for (uint32_t i = 0; i < HAN_COUNT && *p; i++) {
        uint32_t first = utf8_next(&p);
        if (first <= 0xFFFF && *p == '\n')
            simplified_table[i] = (uint16_t)first;
        p = strchr(p, '\n');
        if (!p)
            break;
        p++;
    }
    arena_destroy(arena);
}

const uint16_t *fold_simplified(void)
{
    pthread_once(&simplified_once, simplified_fill);
    return simplified_table;
}

bool fold_invisible(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064)
        || c == 0xFEFF || c == 0x00AD || c == 0xFFFC || (c < 0x20 && c != '\t' && c != '\n');
}

bool fold_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}

static uint32_t fold_punctuation(uint32_t c)
{
    switch (c) {
    case ',': case U'﹐': return U'，';
    case ';': case U'﹔': return U'；';
    case ':': case U'﹕': case U'∶': case U'︰': return U'：';
    case '(': case U'﹙': case U'〔': return U'（';
    case ')': case U'﹚': case U'〕': return U'）';
    case '?': return U'？';
    case '!': return U'！';
    case U'．': case U'﹒': return '.';
    case U'「': case U'『': case U'〝': case U'＂': return U'“';
    case U'」': case U'』': case U'〞': return U'”';
    case U'–': case U'―': case U'－': case U'−': case U'‐': case U'‑': return '-';
    default: return c;
    }
}

uint32_t fold_glyph(const uint16_t *simplified, uint32_t c)
{
    if (c >= HAN_FIRST && c < HAN_FIRST + HAN_COUNT)
        return simplified ? simplified[c - HAN_FIRST] : c;
    if (fold_space(c))
        return ' ';
    if ((c >= U'０' && c <= U'９') || (c >= U'Ａ' && c <= U'Ｚ') || (c >= U'ａ' && c <= U'ｚ'))
        return c - 0xFEE0;
    return fold_punctuation(c);
}

/* A vowel with a tone mark to the plain letter; ü is v. */
static char pinyin_letter(uint32_t c)
{
    static const uint32_t *const marked[] = { U"āáǎàă", U"ēéěèĕê", U"īíǐìĭ", U"ōóǒòŏ", U"ūúǔùŭ", U"ǖǘǚǜü", U"ńňǹ", U"ɡ" };
    static const char plain[] = "aeiouvng";
    if (c >= 'a' && c <= 'z')
        return (char)c;
    for (size_t i = 0; i < ARRAY_SIZE(marked); i++)
        for (const uint32_t *m = marked[i]; *m; m++)
            if (*m == c)
                return plain[i];
    return 0;
}

bool fold_pinyin(const uint32_t *letters, int n)
{
    static const char *const finals[] = { "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia", "ian", "iang",
        "iao", "ie", "in", "ing", "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo", "v", "ve" };
    char s[8];
    if (n < 1 || n > 6)
        return false;
    for (int i = 0; i < n; i++)
        if (!(s[i] = pinyin_letter(letters[i])))
            return false;
    s[n] = 0;
    const char *f = s;
    if (strchr("bpmfdtnlgkhjqxrzcsyw", *f))
        f++;
    if (f > s && *f == 'h' && strchr("zcs", s[0]))
        f++;
    for (size_t i = 0; i < ARRAY_SIZE(finals); i++)
        if (!strcmp(f, finals[i]))
            return true;
    return false;
}
