#include "faces.h"

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

/* One row of a form; the world's arena keeps it. */
static json_t *form_row(struct world *w, const struct record *record, const struct access *access, const char *name)
{
    const char *const only[] = {name, NULL};
    return json_array_get(face_form_of(w->arena, w->db, record, only, NULL, 0, NULL, 0, access), 0);
}

static void every_row_says_what_to_draw(void)
{
    static const struct {
        const char *name, *label, *kind, *input, *value;
        bool required;
        int max;
    } rows[] = {
        {"title", "问题表现", "text", "text", "漏水", true, 200}, {"words", "情况", "long", "textarea", "", false, 2000},
        {"team", "责任班组", "ref", "select", NULL, true, 0}, {"kind", "类别", "choice", "select", "repair", true, 0},
        {"amount", "数量", "number", "number", "", false, 99}, {"due", "期限", "date", "date", "2026-06-30", false, 0},
        {"seen", "发现时间", "moment", "datetime-local", "2026-01-01 08:00:00", false, 0}, {"urgent", "紧急", "bool", "select", "1", false, 0},
        {"helpers", "配合班组", "refs", "select", NULL, false, 5}, {"paper", "附件", "file", "file", "", false, 0},
        {"cost", "费用", "money", "text", "1,234.56", false, 0}, {"pin", "口令", "text", "password", "", false, 20},
    };
    struct world w;
    world_open(&w);
    struct record *ticket = full_ticket(&w);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        json_t *row = form_row(&w, ticket, NULL, rows[i].name);
        CHECK_TEXT(text_of(row, "label"), rows[i].label);
        CHECK_TEXT(text_of(row, "kind"), rows[i].kind);
        CHECK_TEXT(text_of(row, "input"), rows[i].input);
        CHECK(json_is_true(json_object_get(json_object_get(row, "is"), rows[i].input)));
        if (rows[i].value)
            CHECK_TEXT(text_of(row, "value"), rows[i].value);
        CHECK(json_is_true(json_object_get(row, "required")) == rows[i].required);
        CHECK_INT(json_integer_value(json_object_get(row, "max")), rows[i].max);
    }
    CHECK_INT(json_integer_value(json_object_get(form_row(&w, ticket, NULL, "amount"), "min")), 1);
    json_t *yes_no = json_object_get(form_row(&w, ticket, NULL, "urgent"), "choices");
    CHECK_TEXT(text_of(json_array_get(yes_no, 0), "label"), "是");
    CHECK(json_is_true(json_object_get(json_array_get(yes_no, 0), "chosen")));
    world_close(&w);
}

/* He chooses among what he may read; what stands already is shown although it is none of it. */
static void only_what_he_may_read_is_offered(void)
{
    struct world w;
    char id[ID_TEXT];
    world_open(&w);
    struct record *ticket = full_ticket(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    json_t *row = form_row(&w, ticket, chief.access, "held_by");
    CHECK_INT((int64_t)json_array_size(json_object_get(row, "choices")), 2);
    CHECK_TEXT(text_of(row, "value"), id_print(w.workers[1], id));
    CHECK_TEXT(text_of(row, "label_value"), "石𠮷祥");
    row = form_row(&w, ticket, chief.access, "helpers");
    CHECK(json_is_true(json_object_get(row, "many")));
    CHECK_TEXT(text_of(row, "entity"), "team");
    CHECK_INT((int64_t)json_array_size(json_object_get(row, "values")), 2);
    world_close(&w);
}

/* More than a list can hold is searched for, and what is typed comes back as it was. */
static void many_are_searched(void)
{
    struct world w;
    const char *typed = "没有的人";
    struct input input = {"held_by", &typed, 1};
    world_open(&w);
    CHECK_DONE(db_run(w.db, "INSERT INTO worker SELECT i, 1, unit, organ, root, 0, 0, 0, 0, '工人' || i, team, NULL FROM worker,"
                      " (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 197) SELECT i FROM n)"
                      " WHERE id = ?1", value_int(w.workers[0])));
    struct record *ticket = record_new(w.arena, &ticket_entity);
    CHECK_TEXT(text_of(form_row(&w, ticket, NULL, "held_by"), "input"), "select");      /* 200 of them */
    worker_made(&w, "又一个", w.teams[0]);
    names_commit();
    json_t *row = form_row(&w, ticket, NULL, "held_by");
    CHECK_TEXT(text_of(row, "input"), "search");
    CHECK(!json_object_get(row, "choices"));
    static const char *const only[] = {"held_by", NULL};
    row = row_of(face_form_of(w.arena, w.db, ticket, only, &input, 1, NULL, 0, NULL), "held_by");
    CHECK_TEXT(text_of(row, "label_value"), "没有的人");
    CHECK_TEXT(text_of(row, "value"), "没有的人");
    world_close(&w);
}

static void secrets_do_not_come_back(void)
{
    struct world w;
    const char *typed = "9876", *none = NULL;
    struct input inputs[] = {{"pin", &typed, 1}, {"title", &none, 0}};
    world_open(&w);
    json_t *form = face_form(w.arena, w.db, full_ticket(&w), inputs, 2, NULL, 0, NULL);
    CHECK_TEXT(text_of(row_of(form, "pin"), "value"), "");
    CHECK_TEXT(text_of(row_of(form, "title"), "value"), "");            /* sent, and empty */
    char *all = json_print(w.arena, form);
    CHECK(!strstr(all, "9876") && !strstr(all, "1234\""));
    world_close(&w);
}

/* A heading stands above the first of its fields that is asked for. */
static void headings_stand_where_a_group_begins(void)
{
    static const struct field fields[] = {
        {"name", "名", NULL, FIELD_TEXT}, {"made", "编", NULL, FIELD_TEXT, FIELD_SYSTEM, .group = "来历"},
        {"from_where", "自", "写明单位", FIELD_TEXT}, {"born", "生", NULL, FIELD_DATE}, {"size", "大小", NULL, FIELD_INT, .group = "样子"},
    };
    const struct entity entity = {.name = "thing", .label = "物", .fields = fields, .field_count = 5, .title = "name"};
    struct arena *arena = arena_create(1 << 20);
    json_t *form = face_form(arena, NULL, record_new(arena, &entity), NULL, 0, NULL, 0, NULL);
    static const char *const wanted[] = {"", "来历", "", "样子"};
    CHECK_INT((int64_t)json_array_size(form), 4);
    for (size_t i = 0; i < 4; i++)
        CHECK_TEXT(text_of(json_array_get(form, i), "group"), wanted[i]);
    CHECK_TEXT(text_of(row_of(form, "from_where"), "help"), "写明单位");
    json_decref(form);
    arena_destroy(arena);
}

TESTS({"a form asks what may be asked", a_form_asks_what_may_be_asked},
      {"a refused form keeps what was typed", a_refused_form_keeps_what_was_typed},
      {"every row says what to draw", every_row_says_what_to_draw},
      {"only what he may read is offered", only_what_he_may_read_is_offered}, {"many are searched", many_are_searched},
      {"secrets do not come back", secrets_do_not_come_back},
      {"headings stand where a group begins", headings_stand_where_a_group_begins})
