#include "check_tables.h"

static const struct check_unit unit = {.code = "甲\t\"1\"\n"};
static const struct check_line lines[] = {
    {&unit, "L-01", "2026Q1", NULL, {STATE_MISSED, {2026, 3, 31}, NULL}, "《条例》第一条", STRENGTH_USUALLY},
    {&unit, "T-06", "term", NULL, {STATE_UNKNOWN, {0}, "没有录入"}, "", STRENGTH_USUALLY},
    {&unit, "T-03", "term", NULL, {STATE_LATE, {2026, 3, 1}, NULL}, "惯例", STRENGTH_USUALLY},
};

static char *printed(enum check_form form, size_t n, struct check_print *print)
{
    char *text;
    size_t size;
    *print = (struct check_print){.out = open_memstream(&text, &size), .form = form};
    check_print_start(print);
    for (size_t i = 0; i < n; i++)
        CHECK_DONE(check_print_line(print, &lines[i]));
    check_print_end(print);
    fclose(print->out);
    return text;
}

/* What would end a cell or a line is a space there. */
static void tsv(void)
{
    struct check_print print;
    char *text = printed(CHECK_TSV, 3, &print);
    CHECK_TEXT(text, "unit\trule\tperiod\tstate\tdue_on\tregulation\n"
                     "甲 \"1\" \tL-01\t2026Q1\tmissed\t2026-03-31\t《条例》第一条\n"
                     "甲 \"1\" \tT-06\tterm\tunknown\t\t\n"
                     "甲 \"1\" \tT-03\tterm\tlate\t2026-03-01\t惯例\n");
    CHECK_INT(print.lines, 3);
    CHECK_INT(print.failed, 2);
    free(text);
}

static void json(void)
{
    struct check_print print;
    char *text = printed(CHECK_JSON, 2, &print);
    json_t *all = json_loads(text, 0, NULL);
    CHECK_INT(json_array_size(all), 2);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(all, 0), "unit")), "甲\t\"1\"\n");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(all, 1), "due_on")), "");
    CHECK_INT(json_object_size(json_array_get(all, 0)), 6);
    json_decref(all);
    free(text);
    text = printed(CHECK_JSON, 0, &print);
    all = json_loads(text, 0, NULL);
    CHECK(json_is_array(all) && !json_array_size(all));
    json_decref(all);
    free(text);
}

static void full_disk(void)
{
    struct check_print print = {.out = fopen("/dev/full", "w"), .form = CHECK_TSV};
    setvbuf(print.out, NULL, _IONBF, 0);
    check_print_start(&print);
    CHECK_OUTCOME(check_print_line(&print, &lines[0]), UNAVAILABLE);
    fclose(print.out);
}

TESTS({"a table", tsv}, {"an array", json}, {"a full disk is said", full_disk})
