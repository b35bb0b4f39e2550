#include "check.h"

#include "base/base.h"
#include "model/record.h"
#include "web/form.h"

static struct arena *arena;

static struct form decoded(const char *text, int outcome)
{
    struct form form = { .arena = arena };
    CHECK_OUTCOME(form_add_encoded(&form, text, strlen(text)), outcome);
    return form;
}

static void pairs(void)
{
    struct form form = decoded("a=1&b=%E5%85%9A+x%2B&&c&d=&e=x=y", DONE);
    CHECK_INT(form.n, 5);
    CHECK_TEXT(form.pairs[1].value, "党 x+");
    CHECK_TEXT(form.pairs[2].name, "c");
    CHECK_TEXT(form.pairs[2].value, "");
    CHECK_TEXT(form.pairs[4].value, "x=y");
    CHECK_INT(decoded("", DONE).n, 0);
}

static void lines(void)
{
    CHECK_TEXT(decoded("a=1%0D%0A2%0D3%0A4%09", DONE).pairs[0].value, "1\n2\n3\n4\t");
}

static void refused(void)
{
    static const char *const bad[] = { "a=%", "a=%4", "a=%zz", "a=%00", "a=%01", "a=%7F", "a=%FF", "a=%ED%A0%80", "%FF=1", "=1", "a=%C0%80" };
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
        decoded(bad[i], INVALID);
}

static void repeated(void)
{
    struct form form = decoded("a=1&b=2&a=3&a=4", DONE);
    struct input *inputs;
    int n;
    form_inputs(&form, &inputs, &n);
    CHECK_INT(n, 2);
    CHECK_INT(inputs[0].n, 3);
    CHECK_TEXT(inputs[0].values[2], "4");
    CHECK_TEXT(inputs[1].values[0], "2");
}

static void ceilings(void)
{
    struct buffer text = buffer_in(arena);
    for (int i = 0; i < FORM_VALUES_MAX; i++)
        buffer_adds(&text, "a=1&");
    decoded(text.p, DONE);
    buffer_adds(&text, "a=1");
    decoded(text.p, TOO_LARGE);
    struct buffer name = buffer_in(arena);
    for (int i = 0; i <= FORM_NAME_MAX; i++)
        buffer_addc(&name, 'n');
    decoded(name.p, INVALID);
}

static void paths(void)
{
    char *path;
    CHECK_DONE(percent_decode(arena, "/a+b/%E5%85%9A", 14, &path));
    CHECK_TEXT(path, "/a+b/党");
    CHECK_OUTCOME(percent_decode(arena, "/%0a%00", 7, &path), INVALID);
}

static void arena_made(void)
{
    arena = arena_create(16 << 20);
}

TESTS({"the arena stands", arena_made}, {"pairs are decoded", pairs}, {"line breaks", lines}, {"refused", refused},
      {"repeated names are one input", repeated}, {"ceilings", ceilings}, {"paths", paths})
