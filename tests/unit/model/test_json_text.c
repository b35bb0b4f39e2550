/* What is written reads back as the same value. */
#include "check.h"

#include "base/base.h"
#include "model/json.h"

static void same(const char *text)
{
    struct arena *arena = arena_create(1 << 20);
    struct buffer out = buffer_in(arena);
    json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
    CHECK(value != NULL);
    json_text(&out, value);
    CHECK_TEXT(out.p, text);
    json_decref(value);
    arena_destroy(arena);
}

static void values(void)
{
    same("null");
    same("true");
    same("[false,0,-1,9223372036854775807,-9223372036854775808]");
    same("1.5");
    same("\"\"");
    same("{}");
    same("[]");
    same("{\"b\":[{\"a\":\"党𠮷\"},[]],\"a\":{}}");
}

static void strings(void)
{
    same("\"a\\\"b\\\\c\\nd\\te\\u0001\\u001f/\"");
    same("{\"k\\\"\":\"\\\\\"}");
}

/* Each byte that must be escaped, at each place of a word, among bytes of every other kind. */
static void every_place(void)
{
    static const struct { char c; const char *escaped; } all[] = {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {'\t', "\\t"},
                                                                  {1, "\\u0001"}, {0x1f, "\\u001f"}};
    static const char filler[] = "党 !#[]~\x7f责0aZ/明";
    struct arena *arena = arena_create(1 << 20);
    for (size_t k = 0; k < ARRAY_SIZE(all); k++)
        for (size_t before = 0; before < sizeof filler; before++) {
            struct buffer in = buffer_in(arena), want = buffer_in(arena), out = buffer_in(arena);
            buffer_add(&in, filler, before);
            buffer_addf(&want, "\"%s%s%s%s\"", in.p, all[k].escaped, all[k].escaped, filler);
            buffer_addc(&in, all[k].c);
            buffer_addc(&in, all[k].c);
            buffer_adds(&in, filler);
            json_t *value = json_stringn_nocheck(in.p, in.n);
            json_text(&out, value);
            CHECK_TEXT(out.p, want.p);
            json_decref(value);
        }
    arena_destroy(arena);
}

static void odd(void)
{
    struct arena *arena = arena_create(1 << 20);
    struct buffer out = buffer_in(arena);
    json_text(&out, NULL);
    CHECK_TEXT(out.p, "null");
    arena_destroy(arena);
}

TESTS({"values", values}, {"strings", strings}, {"an escape at every place", every_place}, {"nothing is null", odd})
