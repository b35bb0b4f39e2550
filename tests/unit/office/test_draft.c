#include <string.h>

#include "check.h"
#include "base/base.h"
#include "document/document.h"
#include "office/office.h"

static void made(struct arena *arena, struct composition *c)
{
    *c = (struct composition){.arena = arena};
    composition_start(c, arena, "关于某事的请示");
    compose(c, PAPER_BODY, "定于%s召开，联系人%s。", compose_value(c, "", "日期"), compose_value(c, "", "联系人"));
}

static void says_what_is_to_be_filled_in(void)
{
    struct arena *arena = arena_create(1 << 20);
    struct composition c;
    made(arena, &c);
    json_t *json = draft_json(&c);
    CHECK_INT(json_integer_value(json_object_get(json, "mark_count")), 2);
    CHECK_TEXT(json_string_value(json_array_get(json_object_get(json, "marks"), 1)), "联系人");
    CHECK_INT(json_integer_value(json_object_get(json, "characters")), (json_int_t)composition_characters(&c));
    json_decref(json);
    arena_destroy(arena);
}

static void prints_it_in_one_line(void)
{
    char text[500] = "";
    struct arena *arena = arena_create(1 << 20);
    struct composition c;
    struct command_call call = {.arena = arena, .err = fmemopen(text, sizeof text, "w")};
    made(arena, &c);
    draft_print(&call, "请示", &c);
    fclose(call.err);
    CHECK_TEXT(text, arena_printf(arena, "请示：约 %zu 字，待填 2 处：日期、联系人\n", composition_characters(&c)));
    arena_destroy(arena);
}

TESTS({"says what is to be filled in", says_what_is_to_be_filled_in}, {"prints it in one line", prints_it_in_one_line})
