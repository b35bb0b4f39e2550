#include "office_test.h"

static struct world w;

/* The rows of a list for somebody, as the workbench would show them. */
static json_t *rows(const char *login, struct list_request list, bool acts, int *ret_count)
{
    json_t *all;
    const char *cookie = world_session(&w, login);
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/unit", .cookie = cookie});
    list.access = r->session->access;
    list.verb = list.verb ? list.verb : "read";
    json_begin(w.arena);
    CHECK_DONE(acts ? inbox_acts_from_list(r, &list, "founded", "去看", "/look", &all, ret_count)
                    : inbox_from_list(r, &list, NULL, "/part", &all, ret_count));
    json_end();
    request_finish(r);
    return all;
}

static const char *text(json_t *row, const char *name)
{
    return json_string_value(json_object_get(row, name));
}

static const char *const columns[] = {"name", "founded", NULL};
static const struct list_view view = {.name = "inbox", .columns = columns, .order = "code,id"};
static const struct list_filter branches[] = {{"kind", "is", "branch"}};

static void a_row_leads_to_its_record(void)
{
    int count;
    world_open(&w);
    struct list_request list = {.entity = &unit_entity, .view = &view, .filters = branches, .filter_count = 1, .limit = 100};
    json_t *all = rows("gunianan", list, false, &count), *first = json_array_get(all, 0);
    CHECK_INT(count, 5);
    CHECK_INT((int64_t)json_array_size(all), 5);
    CHECK(text(first, "title") && !strncmp(text(first, "href"), "/unit/", 6) && strstr(text(first, "href"), "/part"));
    CHECK_TEXT(text(first, "due"), "");                                   /* no column was named */
    CHECK(!text(first, "act"));
    world_close(&w);
}

static void an_act_leads_straight_to_its_form(void)
{
    int count;
    world_open(&w);
    struct list_request list = {.entity = &unit_entity, .view = &view, .filters = branches, .filter_count = 1, .limit = 2};
    json_t *all = rows("gunianan", list, true, &count), *first = json_array_get(all, 0);
    CHECK_INT((int64_t)json_array_size(all), 2);
    CHECK_INT(count, 5);                                                  /* how many there are, not how many are shown */
    CHECK_TEXT(text(first, "act"), "去看");
    CHECK_TEXT(text(first, "act_href"), arena_printf(w.arena, "%s/look", text(first, "href")));
    CHECK(!strstr(text(first, "href"), "look"));
    CHECK_TEXT(text(first, "due"), "2003-05-01");
    world_close(&w);
}

static void without_the_right_there_is_no_line(void)
{
    int count = 7;
    world_open(&w);
    struct list_request list = {.entity = &unit_entity, .view = &view, .limit = 100, .verb = "import"};
    CHECK_INT((int64_t)json_array_size(rows("liuqinghe", list, true, &count)), 0);
    CHECK_INT(count, 0);
    world_close(&w);
}

static int many(struct change *outer, void *context)
{
    int64_t department = 0;
    (void)context;
    TRY(db_get_int(outer->db, &department, "SELECT id FROM unit WHERE code = 'SL-C2'"));
    for (int i = 0; i < INBOX_COUNT_MAX + 5; i++) {
        struct change change = change_within(outer, &person_entity, "create");
        struct record *person = record_new(outer->arena, &person_entity);
        record_set_text(person, PERSON_NAME, "水小川");
        record_set_text(person, PERSON_CODE, arena_printf(outer->arena, "X%03d", i));
        record_set_int(person, PERSON_DEPARTMENT, department);
        TRY(record_create(&change, person));
    }
    return DONE;
}

static void it_counts_so_far_and_no_further(void)
{
    static const struct list_filter found[] = {{"q", "is", "水小川"}};
    int count;
    world_open(&w);
    CHECK_DONE(system_write(w.system, many, NULL, "command"));
    struct list_request list = {.entity = &person_entity, .view = person_entity.lists, .filters = found, .filter_count = 1, .limit = 3};
    CHECK_INT((int64_t)json_array_size(rows("gunianan", list, false, &count)), 3);
    CHECK_INT(count, INBOX_COUNT_MAX);
    world_close(&w);
}

TESTS({"a row leads to its record", a_row_leads_to_its_record}, {"an act leads straight to its form", an_act_leads_straight_to_its_form},
      {"without the right there is no line", without_the_right_there_is_no_line}, {"it counts so far and no further", it_counts_so_far_and_no_further})
