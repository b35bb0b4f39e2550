/* Bytes of unknown encoding to UTF-8.  The order matters: valid UTF-8 is almost
 * never anything else; UTF-16 has a shape (see looks_like_utf16); GB18030 takes
 * nearly everything and so comes last. */
#include "base/text.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

static int convert(struct arena *arena, const char *bytes, size_t n, size_t skipped, const char *encoding,
                   char **ret_text)
{
    iconv_t conversion = iconv_open("UTF-8", encoding);
    if (conversion == (iconv_t)-1)
        return fail(UNSUPPORTED, "本机不能转换 %s 编码，请先另存为 UTF-8", encoding);
    /* Two bytes become three at most in both encodings; four become four. */
    size_t room = n / 2 * 3 + 4, left = n;
    char *text = arena_alloc(arena, room + 1), *out = text, *in = (char *)bytes;
    size_t converted = iconv(conversion, &in, &left, &out, &room);
    iconv_close(conversion);
    const char *nul = memchr(text, '\0', (size_t)(out - text));
    if (converted == (size_t)-1)
        return fail(INVALID, "不是可识别的文本：第 %zu 个字节不合 %s 编码，请另存为 UTF-8 后再试",
                    skipped + n - left + 1, encoding);
    if (nul)
        return fail(INVALID, "不是文本文件：其中有空字符，请另存为 UTF-8 文本后再试");
    *ret_text = text;
    return DONE;
}

/* How the 16-bit units of one byte order look.  Chinese documents are made of ASCII,
 * common ideographs and punctuation.  GB18030 read as UTF-16 lands in Yi, Hangul and private
 * use instead, because the bytes of common characters are above 0x80; only its four-byte forms can look like
 * ideographs, but neither they nor its two-byte forms ever look like ASCII or punctuation. */
struct shape {
    size_t usual, certain;
};

static struct shape look_at(const unsigned char *s, size_t n, size_t high)
{
    struct shape shape = {0};
    for (size_t i = 0; i + 1 < n; i += 2) {
        unsigned unit = (unsigned)s[i + high] << 8 | s[i + 1 - high];
        bool ascii = (unit >= 0x20 && unit < 0x7F) || unit == '\n' || unit == '\r' || unit == '\t';
        bool certain = ascii || (unit >= 0x3000 && unit <= 0x3011) || (unit >= 0xFF01 && unit <= 0xFF5E);
        shape.certain += certain;
        shape.usual += certain || (unit >= 0x4E00 && unit <= 0x9FFF) || (unit >= 0x2010 && unit <= 0x2027);
    }
    return shape;
}

static const char *looks_like_utf16(const unsigned char *s, size_t n)
{
    if (n < 2 || n % 2)
        return NULL;
    size_t looked = n < 8192 ? n : 8192, most = looked / 2 * 9 / 10;
    struct shape little = look_at(s, looked, 1), big = look_at(s, looked, 0);
    if (little.certain && little.usual >= most && little.usual > big.usual)
        return "UTF-16LE";
    if (big.certain && big.usual >= most && big.usual > little.usual)
        return "UTF-16BE";
    return NULL;
}

static const struct mark {
    const char *bytes, *encoding;
    size_t n;
} marks[] = {
    {"\xEF\xBB\xBF", "UTF-8", 3},
    {"\xFF\xFE", "UTF-16LE", 2},
    {"\xFE\xFF", "UTF-16BE", 2},
    {"\x84\x31\x95\x33", "GB18030", 4},
};

int text_decode(struct arena *arena, const char *bytes, size_t n, char **ret_text, const char **ret_encoding)
{
    const char *encoding = NULL;
    size_t skip = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !encoding; i++) {
        if (n >= marks[i].n && memcmp(bytes, marks[i].bytes, marks[i].n) == 0) {
            encoding = marks[i].encoding;
            skip = marks[i].n;
        }
    }
    if (!encoding && utf8_valid(bytes, n) && (!n || !memchr(bytes, '\0', n)))
        encoding = "UTF-8";
    if (!encoding)
        encoding = looks_like_utf16((const unsigned char *)bytes, n);
    if (!encoding)
        encoding = "GB18030";
    *ret_encoding = encoding;
    if (strcmp(encoding, "UTF-8") == 0 && utf8_valid(bytes + skip, n - skip) &&
        !memchr(bytes + skip, '\0', n - skip)) {
        *ret_text = arena_strndup(arena, bytes + skip, n - skip);
        return DONE;
    }
    return convert(arena, bytes + skip, n - skip, skip, encoding, ret_text);
}
