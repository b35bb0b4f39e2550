#include "activity_office.h"

static struct world w;
static const char *cookie;
static int64_t activity;

/* A task of that person by that day. */
static void decide(const char *text, const char *person, const char *due)
{
    CHECK_INT(office_post(&w, cookie, "/decision", 0, (struct ask){
        .inputs = {"activity", id_of(&w, activity), "text", text, "person", id_of(&w, person_of(&w, person)), "due_on", due}})->answer.status, 303);
}

static void open(void)
{
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    activity = office_activity(&w, cookie, "SL-Z1", "assembly", "2026-11-20", "研究换届");
    decide("排出方案", "SL006", "2026-12-10");
    decide("整理台账", "SL013", "2026-11-10");
}

static json_t *line_of(const char *session)
{
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/", .cookie = session});
    json_t *line, *found = NULL;
    size_t i;
    json_array_foreach(json_object_get(r->answer.data, "lines"), i, line)
        if (!strcmp(json_string_value(json_object_get(line, "name")), "decision"))
            found = line;
    request_finish(r);
    return found;
}

static void on_the_workbench(void)
{
    open();
    json_t *line = line_of(cookie), *row = json_array_get(json_object_get(line, "rows"), 0);
    CHECK_INT(json_integer_value(json_object_get(line, "count")), 1);
    CHECK_TEXT(json_string_value(json_object_get(row, "title")), "排出方案");
    CHECK_TEXT(json_string_value(json_object_get(row, "act")), "办结");
    CHECK(text_ends(json_string_value(json_object_get(row, "act_href")), "/finish"));
    CHECK(!line_of(world_session(&w, "liuqinghe")));
    world_close(&w);
}

struct found { int n; char *last; };

static int count_due(void *context, const struct due_item *item)
{
    struct found *found = context;
    found->n++;
    found->last = arena_strdup(w.arena, item->deadline);
    return DONE;
}

static int count_handover(void *context, const struct handover_item *item)
{
    struct found *found = context;
    found->n++;
    found->last = arena_strdup(w.arena, item->title);
    return DONE;
}

static void for_the_ladder(void)
{
    struct found found = {0};
    int64_t *people, id;
    int n;
    open();
    CHECK_DONE(decisions_due(w.arena, w.system->reader, "2026-11-30", count_due, &found));
    CHECK_INT(found.n, 1);
    CHECK_TEXT(found.last, "2026-11-10");
    id = world_number(&w, "SELECT id FROM decision WHERE text = '整理台账'");
    CHECK_DONE(decision_people(w.arena, w.system->reader, id, DUE_HANDLER, &people, &n));
    CHECK_INT(n, 1);
    CHECK_INT(people[0], person_of(&w, "SL013"));
    CHECK_DONE(decision_people(w.arena, w.system->reader, id, DUE_LEADER, &people, &n));
    CHECK_INT(n, 0);
    world_close(&w);
}

static int move(struct change *change, void *context)
{
    int64_t *ids = context;
    return decision_move(change, ids[0], ids[1], ids[2]);
}

static void with_the_post(void)
{
    struct found found = {0};
    open();
    int64_t organ = world_number(&w, "SELECT organ FROM decision LIMIT 1");
    CHECK_DONE(decisions_of_person(w.arena, w.system->reader, organ, person_of(&w, "SL006"), count_handover, &found));
    CHECK_INT(found.n, 1);
    CHECK_TEXT(found.last, "排出方案");
    int64_t ids[] = {world_number(&w, "SELECT id FROM decision WHERE text = '排出方案'"), person_of(&w, "SL006"), person_of(&w, "SL004")};
    CHECK_DONE(system_write(w.system, move, ids, "command"));
    CHECK_INT(record_int(office_read(&w, &decision_entity, ids[0]), DECISION_PERSON), ids[2]);
    world_close(&w);
}

static void in_the_units_page(void)
{
    open();
    int64_t unit = world_number(&w, "SELECT id FROM unit WHERE code = 'SL-Z1'");
    const char *path = arena_printf(w.arena, "/unit/%s", id_of(&w, unit));
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/unit/:id", .path = path, .id = unit, .cookie = cookie});
    json_t *panels = json_object_get(r->answer.page, "panels"), *panel, *rows = NULL;
    size_t i;
    json_array_foreach(panels, i, panel)
        if (!strcmp(json_string_value(json_object_get(panel, "view")), "life/decisions"))
            rows = json_object_get(json_object_get(panel, "panel"), "rows");
    CHECK_INT((int64_t)json_array_size(rows), 2);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(rows, 0), "text")), "整理台账");
    CHECK(json_is_true(json_object_get(json_array_get(rows, 0), "late")));
    request_finish(r);
    world_close(&w);
}

TESTS({"on the workbench", on_the_workbench}, {"for the ladder", for_the_ladder}, {"with the post", with_the_post},
      {"in the unit's page", in_the_units_page})
