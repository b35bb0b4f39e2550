/* Folding, tokens and sort keys.  ICU and OpenCC load their data at first use:
 * a process that never searches stays small. */
#include "base/text.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/utf8.h"

#include <opencc/opencc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static bool is_space(uint32_t c)
{
    return c <= ' ' || (c >= 0x7F && (c == 0x85 || c == 0xFEFF || u_isUWhiteSpace((UChar32)c)));
}

char *text_trim(struct arena *arena, const char *s)
{
    const char *p = s, *end;
    while (*s && is_space(utf8_next(&p)))
        s = p;
    for (p = end = s; *p;) {
        if (!is_space(utf8_next(&p)))
            end = p;
    }
    return arena_strndup(arena, s, (size_t)(end - s));
}

bool text_starts(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *s, const char *suffix)
{
    size_t n = strlen(s), m = strlen(suffix);
    return n >= m && memcmp(s + n - m, suffix, m) == 0;
}

bool text_equal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

char *text_replace(struct arena *arena, const char *s, const char *from, const char *to)
{
    size_t n = strlen(from);
    if (!n)
        return arena_strdup(arena, s);
    struct buffer out = buffer_in(arena);
    for (const char *hit; (hit = strstr(s, from)); s = hit + n) {
        buffer_add(&out, s, (size_t)(hit - s));
        buffer_adds(&out, to);
    }
    buffer_adds(&out, s);
    return out.p;
}

/* OpenCC walks its dictionaries at every character, 0.3 µs each; almost all text here is simplified already.  So it
 * is asked once which single characters it changes, and called only for text that holds one of them, one of the
 * few it changes inside certain words only, or a rare one outside the first plane. */
enum { ASKED_FIRST = 0x3400, ASKED_LAST = 0x9FFF };

static const char in_words_only[] = "覆牴沈藉瞭衹";

static opencc_t converter;
static uint8_t changed[(ASKED_LAST - ASKED_FIRST) / 8 + 1];

static void mark_changed(uint32_t c)
{
    changed[(c - ASKED_FIRST) / 8] |= (uint8_t)(1u << ((c - ASKED_FIRST) % 8));
}

/* All of them in one conversion, a line each. */
static void ask_changed(void)
{
    struct arena *arena = arena_create(4 << 20);
    struct buffer lines = buffer_in(arena);
    for (uint32_t c = ASKED_FIRST; c <= ASKED_LAST; c++) {
        buffer_addu(&lines, c);
        buffer_addc(&lines, '\n');
    }
    char *converted = opencc_convert_utf8(converter, lines.p, lines.n);
    const char *p = converted ? converted : "";
    for (uint32_t c = ASKED_FIRST; c <= ASKED_LAST; c++) {
        if (utf8_next(&p) != c)
            mark_changed(c);
        while (*p && *p++ != '\n')
            ;
    }
    opencc_convert_utf8_free(converted);
    arena_destroy(arena);
    for (p = in_words_only; *p;)
        mark_changed(utf8_next(&p));
}

static void open_converter(void)
{
    converter = opencc_open("t2s.json");
    if (converter == (opencc_t)-1)
        die("缺少繁简转换数据，请安装 libopencc-data");
    ask_changed();
}

static bool has_han(const char *s)
{
    while (*s) {
        if (utf8_is_han(utf8_next(&s)))
            return true;
    }
    return false;
}

static bool may_change(const char *s)
{
    while (*s) {
        uint32_t c = utf8_next(&s);
        if (c > 0xFFFF || (c >= ASKED_FIRST && c <= ASKED_LAST
                           && (changed[(c - ASKED_FIRST) / 8] >> ((c - ASKED_FIRST) % 8) & 1)))
            return true;
    }
    return false;
}

char *text_simplify(struct arena *arena, const char *s)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    if (!has_han(s))
        return arena_strdup(arena, s);
    pthread_once(&once, open_converter);
    if (!may_change(s))
        return arena_strdup(arena, s);
    char *converted = opencc_convert_utf8(converter, s, strlen(s));
    if (!converted)
        return arena_strdup(arena, s);
    char *copy = arena_strdup(arena, converted);
    opencc_convert_utf8_free(converted);
    return copy;
}

static UChar *to_utf16(struct arena *arena, const char *s, int32_t *ret_n)
{
    size_t bytes = strlen(s);
    if (bytes > INT32_MAX / 32)
        die("文本过长");
    UErrorCode error = U_ZERO_ERROR;
    UChar *out = arena_array(arena, UChar, bytes + 1);
    u_strFromUTF8WithSub(out, (int32_t)bytes + 1, ret_n, s, (int32_t)bytes, 0xFFFD, NULL, &error);
    if (U_FAILURE(error))
        die("ICU：%s", u_errorName(error));
    return out;
}

static char *from_utf16(struct arena *arena, const UChar *s, int32_t n)
{
    UErrorCode error = U_ZERO_ERROR;
    size_t room = (size_t)n * 3 + 1;
    char *out = arena_alloc(arena, room);
    u_strToUTF8WithSub(out, (int32_t)room, NULL, s, n, 0xFFFD, NULL, &error);
    if (U_FAILURE(error))
        die("ICU：%s", u_errorName(error));
    return out;
}

/* NFKC and case folding together (Unicode's NFKC_Casefold), which also drops what has no
 * shape of its own, as zero-width spaces. */
static char *casefold(struct arena *arena, const char *s)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&error);
    if (U_FAILURE(error))
        die("缺少 ICU 数据：%s", u_errorName(error));
    int32_t n;
    UChar *in = to_utf16(arena, s, &n);
    int32_t room = n * 2 + 32;
    for (;;) {
        UChar *out = arena_array(arena, UChar, room);
        error = U_ZERO_ERROR;
        int32_t needed = unorm2_normalize(normalizer, in, n, out, room, &error);
        if (U_SUCCESS(error))
            return from_utf16(arena, out, needed);
        if (error != U_BUFFER_OVERFLOW_ERROR)
            die("ICU：%s", u_errorName(error));
        room = needed + 1;
    }
}

static bool is_ascii(const char *s)
{
    while (*s > 0)
        s++;
    return !*s;
}

static char *lower_ascii(struct arena *arena, const char *s)
{
    char *out = arena_strdup(arena, s);
    for (char *p = out; *p; p++)
        *p = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
    return out;
}

char *text_fold(struct arena *arena, const char *s)
{
    const char *p = is_ascii(s) ? lower_ascii(arena, s) : text_simplify(arena, casefold(arena, s));
    struct buffer out = buffer_in(arena);
    bool gap = false;
    while (*p) {
        const char *start = p;
        if (is_space(utf8_next(&p))) {
            gap = out.n > 0;
            continue;
        }
        if (gap)
            buffer_addc(&out, ' ');
        gap = false;
        buffer_add(&out, start, (size_t)(p - start));
    }
    return out.p;
}

static void add_token(struct buffer *out, const char *s, size_t n)
{
    if (out->n)
        buffer_addc(out, ' ');
    buffer_add(out, s, n);
}

/* Writing without spaces between its words. */
static bool is_unspaced(uint32_t c)
{
    return utf8_is_han(c) || (c >= 0x3040 && c <= 0x30FF);
}

static bool is_wordly(uint32_t c)
{
    return !is_unspaced(c) && (c < 0x80 ? (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                                        : (bool)u_isalnum((UChar32)c));
}

char *text_tokens(struct arena *arena, const char *folded)
{
    struct buffer out = buffer_in(arena);
    for (const char *p = folded, *start = p; *p; start = p) {
        uint32_t c = utf8_next(&p);
        const char *end = p;
        if (is_unspaced(c)) {
            add_token(&out, start, (size_t)(end - start));
            if (is_unspaced(utf8_next(&end)))
                add_token(&out, start, (size_t)(end - start));
        } else if (is_wordly(c)) {
            while (is_wordly(utf8_next(&end)))
                p = end;
            add_token(&out, start, (size_t)(p - start));
        }
    }
    return out.p;
}

static UCollator *collator;

static void open_collator(void)
{
    UErrorCode error = U_ZERO_ERROR;
    collator = ucol_open("zh@collation=pinyin", &error);
    if (U_FAILURE(error))
        die("缺少 ICU 数据：%s", u_errorName(error));
}

/* In hexadecimal: the key's bytes are not text, and a database column of text must be UTF-8. */
char *text_pinyin_key(struct arena *arena, const char *s)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_collator);
    int32_t n;
    UChar *in = to_utf16(arena, s, &n);
    int32_t size = ucol_getSortKey(collator, in, n, NULL, 0);
    uint8_t *key = arena_alloc(arena, (size_t)size);
    ucol_getSortKey(collator, in, n, key, size);
    char *out = arena_alloc(arena, (size_t)size * 2);
    for (int32_t i = 0; i + 1 < size; i++) {
        out[2 * i] = "0123456789abcdef"[key[i] >> 4];
        out[2 * i + 1] = "0123456789abcdef"[key[i] & 15];
    }
    return out;
}

void text_print_json(FILE *out, const char *s)
{
    putc('"', out);
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7F)
            fprintf(out, "\\u%04x", c);
        else
            putc(c, out);
    }
    putc('"', out);
}
