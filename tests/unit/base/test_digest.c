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

static int64_t beginning(int64_t id)
{
    return id >> 32;
}

static void ids_of_one_moment_stand_together(void)
{
    enum { MADE = 1000 };
    int64_t ids[MADE];
    int runs = 1, in_run = 1;
    clock_set(INT64_C(1790000000000));
    for (int i = 0; i < MADE; i++) {
        ids[i] = id_new();
        for (int k = 0; k < i; k++)
            CHECK(ids[k] != ids[i]);
        if (i == 0)
            continue;
        in_run = beginning(ids[i]) == beginning(ids[i - 1]) ? in_run + 1 : 1;
        runs += in_run == 1;
        CHECK(in_run <= 64);
    }
    CHECK(runs >= MADE / 64 && runs <= MADE / 64 + 2);
    clock_set(0);
}

/* Neither how many were made nor when shows: a later moment begins anywhere, and within a run there is no order. */
static void ids_tell_neither_time_nor_order(void)
{
    int higher = 0, rising = 0;
    for (int64_t i = 0, now = INT64_C(1790000000000); i < 400; i++, now += 4000) {
        clock_set(now);
        int64_t before = id_new(), second = id_new();
        CHECK_INT(beginning(before), beginning(second));
        rising += second > before;
        clock_set(now + 2000);
        int64_t after = id_new();
        CHECK(beginning(after) != beginning(before));
        higher += after > before;
    }
    CHECK(higher > 100 && higher < 300);
    CHECK(rising > 100 && rising < 300);
    clock_set(0);
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
      {"ids of one moment stand together", ids_of_one_moment_stand_together},
      {"ids tell neither time nor order", ids_tell_neither_time_nor_order},
      {"what is no id gives 0", what_is_no_id},
      {"random text uses the whole alphabet", chance_is_spread})
