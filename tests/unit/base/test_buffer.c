#include "check.h"

#include "base/base.h"

static void it_grows(void)
{
    struct arena *a = arena_create(1 << 22);
    struct buffer b = buffer_in(a);
    CHECK_TEXT(b.p, "");
    for (int i = 0; i < 10000; i++) {
        buffer_adds(&b, "清单");
        buffer_addc(&b, ';');
        CHECK_INT(b.p[b.n], 0);
    }
    CHECK_INT(b.n, 70000);
    CHECK(memcmp(b.p + 69993, "清单;", 7) == 0);
    arena_destroy(a);
}

static void it_prints(void)
{
    struct arena *a = arena_create(1 << 22);
    struct buffer b = buffer_in(a);
    for (int width = 0; width < 300; width++)      /* crosses every capacity on the way */
        buffer_addf(&b, "%*d", width, 7);
    CHECK_INT(b.n, 1 + 299 * 300 / 2);
    buffer_truncate(&b, 2);
    CHECK_INT(b.n, 2);
    CHECK_TEXT(b.p, "77");
    buffer_truncate(&b, 5);
    CHECK_INT(b.n, 2);
    arena_destroy(a);
}

static void it_prints_integers(void)
{
    static const struct { int64_t i; const char *text; } all[] = {{0, "0"}, {9, "9"}, {10, "10"}, {-1, "-1"}, {1234567890123, "1234567890123"},
                                                                  {INT64_MAX, "9223372036854775807"}, {INT64_MIN, "-9223372036854775808"}};
    struct arena *a = arena_create(1 << 22);
    for (size_t k = 0; k < ARRAY_SIZE(all); k++) {
        struct buffer b = buffer_in(a);
        buffer_addi(&b, all[k].i);
        CHECK_TEXT(b.p, all[k].text);
    }
    arena_destroy(a);
}

static void it_takes_any_bytes(void)
{
    struct arena *a = arena_create(1 << 22);
    struct buffer b = buffer_in(a);
    buffer_add(&b, "a\0b", 3);
    buffer_add(&b, NULL, 0);
    buffer_addu(&b, 0x2B740);
    buffer_addu(&b, 0xD800);
    CHECK_INT(b.n, 3 + 4 + 3);
    CHECK(memcmp(b.p, "a\0b\xF0\xAB\x9D\x80\xEF\xBF\xBD", 11) == 0);
    arena_destroy(a);
}

static void two_share_an_arena(void)
{
    struct arena *a = arena_create(1 << 22);
    struct buffer b = buffer_in(a), c = buffer_in(a);
    for (int i = 0; i < 1000; i++) {
        buffer_addf(&b, "%d,", i);
        buffer_addf(&c, "%d;", i);
    }
    CHECK(text_ends(b.p, "998,999,"));
    CHECK(text_ends(c.p, "998;999;"));
    CHECK(text_starts(b.p, "0,1,2,"));
    arena_destroy(a);
}

static void addresses_are_encoded(void)
{
    struct arena *arena = arena_create(1 << 16);
    struct buffer b = buffer_in(arena);
    buffer_add_url(&b, "/a b&c=水\r\n~");
    CHECK_TEXT(b.p, "%2Fa%20b%26c%3D%E6%B0%B4%0D%0A~");
    arena_destroy(arena);
}

TESTS({"addresses are encoded", addresses_are_encoded},
      {"it grows and stays terminated", it_grows},
      {"it prints and truncates", it_prints},
      {"it prints integers", it_prints_integers},
      {"it takes any bytes", it_takes_any_bytes},
      {"two share an arena", two_share_an_arena})
