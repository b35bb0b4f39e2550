#include "faces.h"

static void json_goes_out_and_comes_in(void)
{
    struct world w;
    struct input *inputs;
    int n;
    char id[ID_TEXT];
    world_open(&w);
    struct record *ticket = full_ticket(&w);
    json_t *json = face_json(w.arena, ticket);
    CHECK_TEXT(text_of(json, "id"), id_print(ticket->id, id));
    CHECK_TEXT(text_of(json, "team"), id_print(w.teams[1], id));
    CHECK_TEXT(text_of(json, "seen"), "2026-01-01T08:00:00+08:00");
    CHECK(json_is_true(json_object_get(json, "urgent")));
    CHECK(json_is_null(json_object_get(json, "amount")));
    CHECK_INT((int64_t)json_array_size(json_object_get(json, "helpers")), 2);
    CHECK(!json_object_get(json, "pin"));
    for (int i = 0; i < TICKET__COUNT; i++)
        if (ticket_fields[i].flags & FIELD_SYSTEM)
            json_object_del(json, ticket_fields[i].name);
    static const char *const always[] = {"id", "version", "unit", "organ", "created_at", "changed_at"};
    for (size_t i = 0; i < ARRAY_SIZE(always); i++)
        json_object_del(json, always[i]);
    CHECK_DONE(face_from_json(w.arena, &ticket_entity, json, &inputs, &n));
    json_decref(json);
    struct record *again = record_new(w.arena, &ticket_entity);
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_fill(&change, again, inputs, n));
    CHECK_INT(record_int(again, TICKET_SEEN), record_int(ticket, TICKET_SEEN));
    CHECK_INT(record_int(again, TICKET_COST), 123456);
    CHECK(again->values[TICKET_HELPERS].ids[1] == w.teams[0]);

    world_close(&w);
}

static void the_schema_says_the_same(void)
{
    struct world w;
    world_open(&w);
    json_t *schema = face_schema(&ticket_entity), *properties = json_object_get(schema, "properties");
    CHECK_INT((int64_t)json_array_size(json_object_get(schema, "required")), 2);
    CHECK_TEXT(text_of(json_object_get(properties, "due"), "format"), "date");
    CHECK_INT(json_integer_value(json_object_get(json_object_get(properties, "title"), "maxLength")), 200);
    CHECK_INT(json_integer_value(json_object_get(json_object_get(properties, "helpers"), "maxItems")), 5);
    CHECK(json_is_true(json_object_get(json_object_get(properties, "state"), "readOnly")));
    CHECK_INT((int64_t)json_array_size(json_object_get(json_object_get(properties, "kind"), "enum")), 2);
    json_decref(schema);
    world_close(&w);
}

/* Every value as the schema says it, and moments with their zone. */
static void values_as_json(void)
{
    static const struct {
        int64_t ms;
        const char *wanted;
    } moments[] = {
        {0, "1970-01-01T08:00:00+08:00"}, {1767225600000, "2026-01-01T08:00:00+08:00"}, {1767225600007, "2026-01-01T08:00:00.007+08:00"},
        {1767225600120, "2026-01-01T08:00:00.120+08:00"}, {-1, "1970-01-01T07:59:59.999+08:00"},
    };
    struct arena *arena = arena_create(1 << 20);
    struct record *ticket = record_new(arena, &ticket_entity);
    for (size_t i = 0; i < ARRAY_SIZE(moments); i++) {
        record_set_int(ticket, TICKET_SEEN, moments[i].ms);
        json_t *json = face_json(arena, ticket);
        CHECK_TEXT(text_of(json, "seen"), moments[i].wanted);
        json_decref(json);
    }
    record_set_int(ticket, TICKET_COUNT, 12);
    record_set_int(ticket, TICKET_URGENT, 0);
    record_set_int(ticket, TICKET_COST, -5);
    record_set_int(ticket, TICKET_DONE_SHARE, 4550);
    json_t *json = face_json(arena, ticket);
    CHECK_INT(json_integer_value(json_object_get(json, "amount")), 12);
    CHECK(json_is_false(json_object_get(json, "urgent")));
    CHECK_TEXT(text_of(json, "cost"), "-0.05");
    CHECK_TEXT(text_of(json, "done_share"), "45.5%");
    CHECK(json_is_null(json_object_get(json, "unit")) && json_is_null(json_object_get(json, "due")));
    CHECK(json_is_array(json_object_get(json, "helpers")) && json_array_size(json_object_get(json, "helpers")) == 0);
    json_decref(json);
    arena_destroy(arena);
}

static void values_from_json(void)
{
    static const struct {
        const char *json, *first;
        int n;
    } rows[] = {
        {"{\"title\": \"漏水\"}", "漏水", 1}, {"{\"title\": 12}", "12", 1}, {"{\"title\": 1.5}", "1.5", 1}, {"{\"title\": true}", "1", 1},
        {"{\"title\": false}", "0", 1}, {"{\"title\": null}", "", 1}, {"{\"title\": [\"a\", \"b\", \"c\"]}", "a", 3}, {"{\"title\": []}", NULL, 0},
    };
    struct arena *arena = arena_create(1 << 20);
    struct input *inputs;
    int n;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        json_t *json = json_loads(rows[i].json, 0, NULL);
        CHECK_DONE(face_from_json(arena, &ticket_entity, json, &inputs, &n));
        json_decref(json);                                   /* the inputs stand alone */
        CHECK_INT(n, 1);
        CHECK_TEXT(inputs[0].name, "title");
        CHECK_INT(inputs[0].n, rows[i].n);
        CHECK_TEXT(inputs[0].n ? inputs[0].values[0] : NULL, rows[i].first);
    }
    arena_destroy(arena);
}

static void what_is_no_value_is_refused(void)
{
    static const char *const rows[][2] = {
        {"[]", "请求正文应是一个 JSON 对象，如 {\"title\": …}"}, {"\"title\"", "请求正文应是一个 JSON 对象，如 {\"title\": …}"},
        {"{\"title\": {\"a\": 1}}", "“title”应是一个值，不能是对象或嵌套的数组"}, {"{\"title\": [[\"a\"]]}", "“title”应是一个值，不能是对象或嵌套的数组"},
        {"{\"title\": \"a\\u0000b\"}", "“title”含有空字符"},
    };
    struct arena *arena = arena_create(1 << 20);
    struct input *inputs;
    int n;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        json_t *json = json_loads(rows[i][0], JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        CHECK(json != NULL);
        CHECK_OUTCOME(face_from_json(arena, &ticket_entity, json, &inputs, &n), INVALID);
        CHECK_TEXT(error_message(), rows[i][1]);
        json_decref(json);
    }
    arena_destroy(arena);
}

TESTS({"JSON goes out and comes in", json_goes_out_and_comes_in}, {"the schema says the same", the_schema_says_the_same},
      {"values as JSON", values_as_json}, {"values from JSON", values_from_json},
      {"what is no value is refused", what_is_no_value_is_refused})
