#include "check.h"

#include "base/base.h"

/* GB/T 32905-2016, appendix A. */
static void the_standard_examples(void)
{
    char text[DIGEST_TEXT], long_one[64];
    CHECK_TEXT(digest_sm3_hex("abc", 3, text), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    for (int i = 0; i < 16; i++)
        memcpy(long_one + 4 * i, "abcd", 4);
    CHECK_TEXT(digest_sm3_hex(long_one, 64, text), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    CHECK_TEXT(digest_sm3_hex("", 0, text), "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

static void parts_make_the_whole(void)
{
    uint8_t bytes[1000], whole[DIGEST_SIZE], parts[DIGEST_SIZE];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i * 7);
    digest_sm3(bytes, sizeof bytes, whole);
    struct digest *digest = digest_start();
    for (size_t i = 0, n; i < sizeof bytes; i += n) {
        n = i % 13 + 1 < sizeof bytes - i ? i % 13 + 1 : sizeof bytes - i;
        digest_add(digest, bytes + i, n);
    }
    digest_finish(digest, parts);
    CHECK(bytes_equal(whole, parts, DIGEST_SIZE));
    parts[31] ^= 1;
    CHECK(!bytes_equal(whole, parts, DIGEST_SIZE));
}

static void ids_survive_the_way_out_and_in(void)
{
    char text[ID_TEXT];
    for (int i = 0; i < 1000; i++) {
        int64_t id = id_new();
        CHECK(id > 0 && id < INT64_C(1) << 60);
        CHECK_INT(strlen(id_print(id, text)), 12);
        CHECK_INT(id_parse(text), id);
    }
    CHECK_TEXT(id_print(1, text), "000000000001");
    CHECK_TEXT(id_print((INT64_C(1) << 60) - 1, text), "ZZZZZZZZZZZZ");
}

static void what_is_no_id(void)
{
    const char *wrong[] = {"", "000000000000", "00000000001", "0000000000001", "00000000000U", "00000000000a",
                           "0000000000 1", "-00000000001", "党支部党"};
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
        CHECK_INT(id_parse(wrong[i]), 0);
    CHECK_INT(id_parse(NULL), 0);
}

static void chance_is_spread(void)
{
    char text[1001];
    int seen[128] = {0}, kinds = 0;
    random_text(text, 1000);
    CHECK_INT(strlen(text), 1000);
    for (int i = 0; i < 1000; i++)
        kinds += !seen[(int)text[i]]++;
    CHECK_INT(kinds, 32);
    CHECK(!strpbrk(text, "ILOU"));
}

TESTS({"SM3 gives the standard's examples", the_standard_examples},
      {"parts make the whole", parts_make_the_whole},
      {"ids survive the way out and in", ids_survive_the_way_out_and_in},
      {"what is no id gives 0", what_is_no_id},
      {"random text uses the whole alphabet", chance_is_spread})
