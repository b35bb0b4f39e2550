#include "check.h"
#include "feature/rectification/papers/names_out.h"

static const char *const known[] = {"张三", "张三丰", "顾念安", "岳小满", "李", "欧阳修远"};

static const char *hidden(struct arena *arena, const char *text, int *count)
{
    *count = 0;
    return names_hide(arena, names_out_of(arena, known, ARRAY_SIZE(known)), text, count);
}

static void names_go(void)
{
    struct arena *arena = arena_create(1 << 20);
    int n;
    CHECK_TEXT(hidden(arena, "岳小满向顾念安报告，顾念安核实", &n), "某某向某某报告，某某核实");
    CHECK_INT(n, 3);
    CHECK_TEXT(hidden(arena, "张三丰、张三、张三年", &n), "某某、某某、某某年");        /* the longest that fits */
    CHECK_INT(n, 3);
    CHECK_TEXT(hidden(arena, "欧阳修远", &n), "某某");
    CHECK_TEXT(hidden(arena, "李庄的桥修好了，欧阳修也去了", &n), "李庄的桥修好了，欧阳修也去了");   /* one character is no name, nor is half of one */
    CHECK_INT(n, 0);
    CHECK_TEXT(hidden(arena, "", &n), "");
    arena_destroy(arena);
}

/* Among three thousand names each is found, whatever stands before it. */
static void among_many(void)
{
    struct arena *arena = arena_create(16 << 20);
    const char **names = arena_array(arena, const char *, 3000);
    for (int i = 0; i < 3000; i++) {
        char text[16];
        size_t n = utf8_put(0x4e00 + (uint32_t)(i % 50), text);
        n += utf8_put(0x5e00 + (uint32_t)i, text + n);
        names[i] = arena_strndup(arena, text, n);
    }
    const struct names_out *out = names_out_of(arena, names, 3000);
    for (int i = 0; i < 3000; i += 7) {
        int count = 0;
        const char *text = arena_printf(arena, "由%s同志负责", names[i]);
        CHECK_TEXT(names_hide(arena, out, text, &count), "由某某同志负责");
        CHECK_INT(count, 1);
    }
    arena_destroy(arena);
}

TESTS({"known names go", names_go}, {"each is found among many", among_many})
