#include "check.h"

#include "base/base.h"

#include <unistd.h>

/* What `run` writes to stderr. */
static char *captured(struct arena *a, void (*run)(void))
{
    FILE *file = tmpfile();
    CHECK(file);
    fflush(stderr);
    int before = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    run();
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    rewind(file);
    char *text = arena_alloc(a, 100000);
    size_t n = fread(text, 1, 99999, file);
    text[n] = '\0';
    fclose(file);
    return text;
}

static size_t lines(const char *s)
{
    size_t n = 0;
    for (; (s = strchr(s, '\n')); s++)
        n++;
    return n;
}

static void say_much(void)
{
    for (int i = 0; i < 100; i++)
        log_warning("line %d", i);
}

static void say_across_seconds(void)
{
    clock_set(INT64_C(1772294400000));
    for (int second = 0; second < 2; second++) {
        for (int i = 0; i < 50; i++)
            log_info("tick");
        clock_set(INT64_C(1772294401000));
    }
    clock_set(0);
}

static void say_two_lines(void)
{
    log_error("one\nforged %s", "\x1b[31mred");
    log_debug("not shown");
}

static void a_place_is_limited(void)
{
    struct arena *a = arena_create(1 << 20);
    clock_set(INT64_C(1772294400000));
    CHECK_INT(lines(captured(a, say_much)), 20);
    clock_set(0);
    char *text = captured(a, say_across_seconds);
    CHECK_INT(lines(text), 41);
    CHECK(strstr(text, "(30 lines left out)"));
    CHECK(strstr(text, "2026-03-01 00:00:01 info "));
    arena_destroy(a);
}

static void an_event_is_one_line(void)
{
    struct arena *a = arena_create(1 << 20);
    char *text = captured(a, say_two_lines);
    CHECK_INT(lines(text), 1);
    CHECK(strstr(text, "one forged  [31mred"));
    CHECK(strstr(text, " error "));
    arena_destroy(a);
}

TESTS({"a place is limited to twenty lines a second", a_place_is_limited},
      {"an event is one line, whatever it holds", an_event_is_one_line})
