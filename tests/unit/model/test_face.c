#include "world.h"

static const char *text_of(json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static json_t *row_of(json_t *rows, const char *name)
{
    size_t i;
    json_t *one;
    json_array_foreach(rows, i, one)
        if (!strcmp(text_of(one, "name"), name))
            return one;
    return NULL;
}

static struct record *full_ticket(struct world *w)
{
    struct record *ticket = world_ticket(w, "漏水", w->teams[1]);
    struct change change = world_change(w, NULL, &ticket_entity);
    record_set_text(ticket, TICKET_DUE, "2026-06-30");
    record_set_int(ticket, TICKET_SEEN, 1767225600000);
    record_set_int(ticket, TICKET_URGENT, 1);
    record_set_int(ticket, TICKET_COST, 123456);
    record_set_int(ticket, TICKET_HELD_BY, w->workers[1]);
    record_set_ids(ticket, TICKET_HELPERS, (int64_t[]){w->teams[2], w->teams[0]}, 2);
    record_set_text(ticket, TICKET_PIN, "1234");
    CHECK_DONE(record_create(&change, ticket));
    return ticket;
}

static void a_form_asks_what_may_be_asked(void)
{
    struct world w;
    world_open(&w);
    struct record *ticket = full_ticket(&w);
    json_t *form = face_form(w.arena, w.db, ticket, NULL, 0, NULL, 0, NULL);
    CHECK(!row_of(form, "state"));
    CHECK(row_of(form, "first_due"));
    CHECK(json_is_true(json_object_get(row_of(form, "title"), "required")));
    CHECK_INT(json_integer_value(json_object_get(row_of(form, "title"), "max")), 200);
    CHECK_TEXT(text_of(row_of(form, "words"), "input"), "textarea");
    CHECK(json_is_true(json_object_get(json_object_get(row_of(form, "words"), "is"), "textarea")));
    CHECK_TEXT(text_of(row_of(form, "due"), "value"), "2026-06-30");
    CHECK_TEXT(text_of(row_of(form, "pin"), "value"), "");
    CHECK_TEXT(text_of(row_of(form, "pin"), "input"), "password");
    CHECK_TEXT(text_of(row_of(form, "held_by"), "label_value"), "石𠮷祥");
    CHECK_INT((int64_t)json_array_size(json_object_get(row_of(form, "held_by"), "choices")), 3);
    CHECK_INT((int64_t)json_array_size(json_object_get(row_of(form, "helpers"), "values")), 2);
    json_decref(form);
    ticket->values[TICKET_FIRST_DUE] = ticket->values[TICKET_DUE];
    form = face_form(w.arena, w.db, ticket, NULL, 0, NULL, 0, NULL);
    CHECK(!row_of(form, "first_due"));
    json_decref(form);
    world_close(&w);
}

static void a_refused_form_keeps_what_was_typed(void)
{
    struct world w;
    const char *title = "太长了", *kind = "wish", *team = "九队";
    struct input typed[] = {{"title", &title, 1}, {"kind", &kind, 1}, {"team", &team, 1}};
    struct field_problem problems[] = {{"title", "最多 2 字"}, {"team", "不存在"}};
    static const char *const only[] = {"state", NULL};
    world_open(&w);
    struct record *ticket = record_new(w.arena, &ticket_entity);
    json_t *form = face_form(w.arena, w.db, ticket, typed, 3, problems, 2, NULL);
    CHECK_TEXT(text_of(row_of(form, "title"), "value"), "太长了");
    CHECK_TEXT(text_of(row_of(form, "title"), "error"), "最多 2 字");
    CHECK_TEXT(text_of(row_of(form, "team"), "label_value"), "九队");
    json_t *choices = json_object_get(row_of(form, "kind"), "choices");
    CHECK(json_is_true(json_object_get(json_array_get(choices, 1), "chosen")));
    CHECK(json_is_false(json_object_get(json_array_get(choices, 0), "chosen")));
    json_decref(form);
    form = face_form_of(w.arena, w.db, ticket, only, NULL, 0, NULL, 0, NULL);
    CHECK_INT((int64_t)json_array_size(form), 1);
    json_decref(form);
    world_close(&w);
}

static void a_page_shows_what_he_may_read(void)
{
    struct world w;
    world_open(&w);
    struct record *ticket = full_ticket(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    json_t *view = face_view(w.arena, w.db, ticket, NULL);
    CHECK(!row_of(view, "pin") && !row_of(view, "amount"));
    CHECK_TEXT(text_of(row_of(view, "helpers"), "text"), "二队、总队");
    CHECK(*text_of(row_of(view, "held_by"), "href"));
    CHECK_TEXT(text_of(row_of(view, "cost"), "text"), "1,234.56");
    json_decref(view);
    view = face_view(w.arena, w.db, ticket, chief.access);
    CHECK_TEXT(text_of(row_of(view, "held_by"), "text"), "石𠮷祥");
    CHECK_TEXT(text_of(row_of(view, "held_by"), "href"), "");
    json_decref(view);
    world_close(&w);
}

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

    json = json_pack("{s:{s:i}}", "title", "a", 1);
    CHECK_OUTCOME(face_from_json(w.arena, &ticket_entity, json, &inputs, &n), INVALID);
    json_decref(json);
    json = json_array();
    CHECK_OUTCOME(face_from_json(w.arena, &ticket_entity, json, &inputs, &n), INVALID);
    json_decref(json);
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

TESTS({"a form asks what may be asked", a_form_asks_what_may_be_asked},
      {"a refused form keeps what was typed", a_refused_form_keeps_what_was_typed},
      {"a page shows what he may read", a_page_shows_what_he_may_read},
      {"JSON goes out and comes in", json_goes_out_and_comes_in}, {"the schema says the same", the_schema_says_the_same})
