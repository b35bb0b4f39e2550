/* What is written reads back as the same value. */
#include "check.h"

#include "base/base.h"
#include "web/json_text.h"

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

static void odd(void)
{
    struct arena *arena = arena_create(1 << 20);
    struct buffer out = buffer_in(arena);
    json_text(&out, NULL);
    CHECK_TEXT(out.p, "null");
    arena_destroy(arena);
}

TESTS({"values", values}, {"strings", strings}, {"nothing is null", odd})
