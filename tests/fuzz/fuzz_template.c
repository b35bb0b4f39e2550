/* A view compiles or is refused with its line; what compiles renders, and a value never brings a tag of its own:
 * the values have a character that no view of this test has. */
#include "base/base.h"
#include "web/template.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char model[] =
    "{\"a\":\"<\\u0002>\",\"l\":[{\"a\":\"<\\u0002>\",\"l\":[1,\"<\\u0002>\"]},{\"b\":\"<\\u0002>\"}],\"o\":{\"a\":{\"b\":\"<\\u0002>\"}},"
    "\"t\":true,\"data\":{\"a\":\"javascript:<\\u0002>\"},\"page\":{\"title\":\"'\\\"<\\u0002>\"}}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static json_t *value;
    if (value == NULL)
        value = json_loads(model, 0, NULL);
    if (size > 4096 || memchr(data, 2, size) != NULL)
        return 0;
    struct arena *arena = arena_create((size_t)64 << 20);
    const struct resource resource = { .name = "views/t.html", .bytes = data, .n = size };
    struct views *views;
    struct buffer out = buffer_in(arena);
    error_clear();
    if (views_compile(arena, &resource, 1, &views) == DONE) {
        view_render(view_find(views, "t"), value, true, &out);
        if (memmem(out.p, out.n, "<\002>", 3) != NULL)
            abort();
    } else if (!text_starts(error_message(), "views/t.html:")) {
        abort();
    }
    arena_destroy(arena);
    return 0;
}
