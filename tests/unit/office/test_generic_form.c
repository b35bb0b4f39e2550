#include "administered.h"

static struct world w;
static const char *cookie;

static void begin(void)
{
    world_open(&w);
    cookie = world_session(&w, "gunianan");
}

static const char *value_in(struct request *r, const char *name)
{
    json_t *row;
    size_t i;
    json_array_foreach(json_object_get(r->answer.page, "form"), i, row)
        if (!strcmp(json_string_value(json_object_get(row, "name")), name))
            return json_string_value(json_object_get(row, "value"));
    return NULL;
}

static void a_new_form_may_be_filled_by_its_address(void)
{
    begin();
    struct request *r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/person/new", .inputs = {"name", "水小川"}});
    CHECK_TEXT(value_in(r, "name"), "水小川");
    CHECK_TEXT(value_in(r, "state"), "active");
    CHECK_TEXT(page_text(r, "action"), "/person");
    CHECK(!json_object_get(r->answer.page, "version") && !json_object_get(r->answer.page, "multipart"));
    world_close(&w);
}

static void made_changed_and_led_to(void)
{
    begin();
    struct request *r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/person", .inputs = {"name", "水小川", "code", "X1", "department", unit_id_text(&w, "SL-C1")}});
    CHECK_INT(r->answer.status, 303);
    int64_t id = world_number(&w, "SELECT id FROM person WHERE code = 'X1'");
    CHECK_TEXT(r->answer.location, path_of(&w, "/person/:id", id));
    r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/person/:id/edit", .id = id});
    CHECK_TEXT(value_in(r, "name"), "水小川");
    CHECK_INT(json_integer_value(json_object_get(r->answer.page, "version")), 1);
    r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/person/:id", .id = id, .version = 1, .json = true, .inputs = {"note", "新调入"}});
    CHECK_INT(r->answer.status, 200);
    CHECK_TEXT(json_string_value(json_object_get(r->answer.data, "note")), "新调入");
    /* what belongs to another record leads back to that one */
    r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/membership", .inputs = {"person", id_print(id, (char[ID_TEXT]){0}), "branch", unit_id_text(&w, "SL-Z1"), "kind", "full", "from_date", "2026-01-01"}});
    CHECK_TEXT(r->answer.location, path_of(&w, "/person/:id", id));
    world_close(&w);
}

/* Who was overtaken sees both texts side by side, and his stands in the form. */
static void overtaken(void)
{
    begin();
    int64_t id = world_number(&w, "SELECT id FROM person WHERE code = 'SL005'");
    struct ask ask = {.method = "POST", .row = "/person/:id", .id = id, .version = 1, .inputs = {"note", "甲写的"}};
    CHECK_INT(asked(&w, cookie, ask)->answer.status, 303);
    ask.inputs[1] = "乙写的";
    struct request *r = asked(&w, cookie, ask);
    CHECK_INT(r->answer.status, 409);
    json_t *conflict = json_array_get(json_object_get(r->answer.page, "conflict"), 0);
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.page, "conflict")), 1);
    CHECK_TEXT(json_string_value(json_object_get(conflict, "label")), "备注");
    CHECK_TEXT(json_string_value(json_object_get(conflict, "theirs")), "甲写的");
    CHECK_TEXT(json_string_value(json_object_get(conflict, "yours")), "乙写的");
    CHECK_TEXT(value_in(r, "note"), "乙写的");
    CHECK_INT(json_integer_value(json_object_get(r->answer.page, "version")), 2);       /* sent again it counts */
    world_close(&w);
}

/* An act asks for its own fields and nothing else, and keeps what was typed. */
static void an_act_asks_for_its_fields(void)
{
    begin();
    asked(&w, world_session(&w, "liuqinghe"), (struct ask){.method = "POST", .row = "/complaint", .inputs = {"text", "表太多"}});
    int64_t id = world_number(&w, "SELECT id FROM complaint");
    struct request *r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/complaint/:id/answer", .id = id});
    CHECK_INT(r->answer.status, 200);
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.page, "form")), 1);
    CHECK_TEXT(page_text(r, "label"), "答复");
    CHECK_TEXT(page_text(r, "record_title"), "表太多");
    CHECK(!page_true(r, "reason"));
    r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/complaint/:id/answer", .id = id, .inputs = {"reply", "下月并为一张"}});
    CHECK_INT(r->answer.status, 303);
    r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/complaint/:id/answer", .id = id, .inputs = {"reply", "再答一次"}});
    CHECK_INT(r->answer.status, 409);                                     /* it is answered already, and says so */
    CHECK(strstr(page_text(r, "message"), "已答复"));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint WHERE reply = '下月并为一张'"), 1);
    world_close(&w);
}

static void no_file_where_none_is_asked(void)
{
    begin();
    struct upload upload = {.field = "note", .file_name = "a.txt", .bytes = "甲", .n = 3};
    struct request *r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/person", .upload = &upload,
                                                       .inputs = {"name", "水小川", "code", "X1", "department", unit_id_text(&w, "SL-C1")}});
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(said_of(r), "这里不能上传文件");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM person WHERE code = 'X1'"), 0);
    world_close(&w);
}

TESTS({"a new form may be filled by its address", a_new_form_may_be_filled_by_its_address}, {"made, changed and led to", made_changed_and_led_to},
      {"overtaken", overtaken}, {"an act asks for its fields", an_act_asks_for_its_fields}, {"no file where none is asked", no_file_where_none_is_asked})
