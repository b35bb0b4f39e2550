#include "office_test.h"
#include "office/commands.h"

static int import(struct world *w, const char *text)
{
    const char *path = arena_printf(w->arena, "%s/calendar.txt", w->path);
    FILE *file = fopen(path, "wb");
    CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0);
    char *said = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&said, &n);
    struct command_call call = {.arena = w->arena, .arguments = &path, .argument_count = 1, .system = w->system, .out = out, .err = out};
    int e = command_calendar_import(&call);
    fclose(out);
    free(said);
    return e;
}

static bool works(int year, int month, int day)
{
    return workday_is((struct date){year, month, day}, NULL);
}

static void lines_and_json_are_taken(void)
{
    struct world w;
    world_open(&w);
    CHECK_DONE(import(&w, "2031-01-01 off\n2031-10-01 off\r\n2031-10-05 on\n"));
    CHECK(!works(2031, 1, 1) && works(2031, 10, 5));
    CHECK_DONE(import(&w, "{\"holidays\":{\"2031-01-01\":\"New Year's Day,元旦,1\",\"2031-10-01\":\"National Day,国庆节,3\"},\"workdays\":{}}"));
    CHECK(!works(2031, 10, 5));                  /* the later announcement takes the place of the whole year */
    CHECK_INT(world_number(&w, "SELECT count(*) FROM calendar_day"), 2);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM calendar_day WHERE name = '国庆节'"), 1);
    world_close(&w);
    CHECK(workday_import("", 0));
}

static void what_is_known_is_left_alone(void)
{
    struct world w;
    world_open(&w);
    CHECK_DONE(import(&w, "2031-01-01 off\n2031-10-01 off\n"));
    int64_t before = world_number(&w, "SELECT count(*) FROM journal");
    CHECK_DONE(import(&w, "2031-01-01 off\n2031-10-01 off\n"));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM journal"), before);
    world_close(&w);
    CHECK(workday_import("", 0));
}

static void nonsense_is_refused_and_nothing_is_kept(void)
{
    static const char *const bad[] = {"", "2031-01-01\n", "2031-13-01 off\n", "{\"days\":[]}", "2031-01-01 off\n2031-05-01 off\n",
                                      "2031-01-01 off\n2031-10-01 off\n2031-10-06 on\n"};     /* a Monday works anyway */
    struct world w;
    world_open(&w);
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
        CHECK_OUTCOME(import(&w, bad[i]), INVALID);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM calendar_day"), 0);
    world_close(&w);
}

TESTS({"lines and JSON are taken", lines_and_json_are_taken}, {"what is known is left alone", what_is_known_is_left_alone},
      {"nonsense is refused and nothing is kept", nonsense_is_refused_and_nothing_is_kept})
