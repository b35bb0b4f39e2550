#include "check.h"

#include "base/base.h"

static void decodes(const char *bytes, size_t n, const char *wanted, const char *wanted_encoding)
{
    struct arena *a = arena_create(1 << 20);
    char *text = NULL;
    const char *encoding = NULL;
    char *copy = malloc(n ? n : 1);        /* exactly n bytes, so that ASan sees a step too far */
    memcpy(copy, bytes, n);
    CHECK_DONE(text_decode(a, copy, n, &text, &encoding));
    free(copy);
    CHECK_TEXT(text, wanted);
    CHECK_TEXT(encoding, wanted_encoding);
    arena_destroy(a);
}

#define DECODES(bytes, wanted, encoding) decodes(bytes, sizeof bytes - 1, wanted, encoding)

static void marks_decide(void)
{
    DECODES("\xEF\xBB\xBF" "机关", "机关", "UTF-8");
    DECODES("\xFF\xFE\x3A\x67\x73\x51", "机关", "UTF-16LE");
    DECODES("\xFE\xFF\x67\x3A\x51\x73", "机关", "UTF-16BE");
    DECODES("\x84\x31\x95\x33\xBB\xFA\xB9\xD8", "机关", "GB18030");
    DECODES("\xFF\xFE", "", "UTF-16LE");
}

static void shape_decides(void)
{
    DECODES("", "", "UTF-8");
    DECODES("党建,1\r\n", "党建,1\r\n", "UTF-8");
    DECODES("\xB5\xB3\xBD\xA8,1\r\n", "党建,1\r\n", "GB18030");
    DECODES("\x3A\x67\x73\x51\x5A\x51\xD4\x59\x0A\x00", "机关党委\n", "UTF-16LE");
    DECODES("\x67\x3A\x51\x73\x51\x5A\x59\xD4\x00\x0A", "机关党委\n", "UTF-16BE");
    DECODES("a\0,\0" "1\0", "a,1", "UTF-16LE");
}

static void rare_characters_of_gb18030(void)
{
    /* four-byte forms only: their units would be ideographs in UTF-16BE */
    DECODES("\x98\x39\x9F\x38", "𫝀", "GB18030");
    DECODES("\x81\x30\x84\x36\xB5\xB3", "¥党", "GB18030");
}

static void nonsense_is_refused(void)
{
    const char *bad[] = {"\xB5\xB3\xFF\xFF", "\xB5", "\xFF\xFE\x00\xD8\x41\x00", "\xEF\xBB\xBF\xFF"};
    const size_t sizes[] = {4, 1, 6, 4};
    struct arena *a = arena_create(1 << 20);
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        char *text = NULL;
        const char *encoding;
        CHECK_OUTCOME(text_decode(a, bad[i], sizes[i], &text, &encoding), INVALID);
        CHECK(!text);
        CHECK(strstr(error_message(), "字节") && strstr(error_message(), "另存"));
    }
    char *text;
    const char *encoding;
    CHECK_OUTCOME(text_decode(a, "a\0\0\0\0b", 6, &text, &encoding), INVALID);
    arena_destroy(a);
}

TESTS({"a byte order mark decides", marks_decide},
      {"else the shape decides", shape_decides},
      {"GB18030 has the rare characters", rare_characters_of_gb18030},
      {"nonsense is refused with its place", nonsense_is_refused})
