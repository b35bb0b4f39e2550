#include "../../office/office_test.h"

static struct world w;

static struct request *tree(const char *login, struct ask ask)
{
    ask.method = "GET";
    ask.row = "/unit";
    ask.cookie = world_session(&w, login);
    struct request *r = world_ask(&w, ask);
    request_finish(r);
    return r;
}

/* code-less: NAME[NAME NAME[…]], by short words of the names. */
static void print(struct buffer *b, json_t *branches)
{
    json_t *one;
    size_t i;
    json_array_foreach(branches, i, one) {
        buffer_addf(b, "%s%s", i ? " " : "", json_string_value(json_object_get(one, "name")));
        json_t *children = json_object_get(one, "children");
        CHECK_INT(json_is_true(json_object_get(one, "branch")), json_array_size(children) > 0);
        if (json_array_size(children)) {
            buffer_addc(b, '[');
            print(b, children);
            buffer_addc(b, ']');
        }
    }
}

static json_t *named(json_t *branches, const char *name)
{
    json_t *one, *found = NULL;
    size_t i;
    json_array_foreach(branches, i, one) {
        if (!strcmp(json_string_value(json_object_get(one, "name")), name))
            return one;
        if ((found = named(json_object_get(one, "children"), name)))
            return found;
    }
    return NULL;
}

static void each_under_what_it_belongs_to(void)
{
    world_open(&w);
    struct request *r = tree("hexiaolan", (struct ask){0});
    struct buffer b = buffer_in(w.arena);
    json_t *roots = json_object_get(r->answer.data, "roots");
    print(&b, roots);
    CHECK(strstr(b.p, "水利厅水文中心党总支[水文中心机关党支部 水文中心测站党支部]"));
    CHECK(strstr(b.p, "中共云岭省教育厅直属机关委员会[教育厅机关第一党支部 教育厅机关第二党支部]"));
    CHECK(strstr(b.p, "中共云岭省民政厅党组[民政厅办公室]"));
    json_t *committee = named(roots, "中共云岭省水利厅直属机关委员会"), *group = named(roots, "中共云岭省水利厅党组");
    CHECK_TEXT(json_string_value(json_object_get(committee, "led_by")), "中共云岭省水利厅党组");      /* the second line is told */
    CHECK_TEXT(json_string_value(json_object_get(group, "led_by")), "");                               /* it is the one it hangs on */
    CHECK_TEXT(json_string_value(json_object_get(group, "kind")), "党组（党委）");
    CHECK(json_is_true(json_object_get(group, "open")) && json_is_false(json_object_get(named(roots, "水文中心测站党支部"), "open")));
    CHECK_INT(json_integer_value(json_object_get(named(roots, "水利厅人事处"), "people")), 2);
    CHECK_INT(json_integer_value(json_object_get(named(roots, "水利厅办公室党支部"), "people")), 0);
    world_close(&w);
}

/* Who sees a part of it sees that part as a tree of its own. */
static void what_he_sees_is_a_tree(void)
{
    world_open(&w);
    struct request *all = tree("hexiaolan", (struct ask){0}), *own = tree("gunianan", (struct ask){0});
    int64_t every = json_integer_value(json_object_get(all->answer.data, "count")), some = json_integer_value(json_object_get(own->answer.data, "count"));
    CHECK(some > 0 && some < every);
    CHECK(!named(json_object_get(own->answer.data, "roots"), "中共云岭省教育厅党组"));
    CHECK(named(json_object_get(own->answer.data, "roots"), "水文中心测站党支部"));
    world_close(&w);
}

/* With a filter, and as data, it is the list that every entity has. */
static void filtered_it_is_a_list(void)
{
    world_open(&w);
    struct request *r = tree("hexiaolan", (struct ask){.inputs = {"kind", "branch"}});
    CHECK_TEXT(r->answer.view, "office/list");
    CHECK(!json_object_get(r->answer.data, "roots"));
    r = tree("hexiaolan", (struct ask){.json = true});
    CHECK(!json_object_get(r->answer.data, "roots"));
    world_close(&w);
}

static int deep(struct change *outer, void *context)
{
    int64_t above = 0;
    (void)context;
    TRY(db_get_int(outer->db, &above, "SELECT id FROM unit WHERE code = 'SL-C1'"));
    for (int i = 0; i < 16; i++) {
        struct change change = change_within(outer, &unit_entity, "create");
        struct record *unit = record_new(outer->arena, &unit_entity);
        record_set_text(unit, UNIT_NAME, arena_printf(outer->arena, "深层%02d", i));
        record_set_text(unit, UNIT_CODE, arena_printf(outer->arena, "D%02d", i));
        record_set_text(unit, UNIT_KIND, "department");
        record_set_int(unit, UNIT_PARENT, above);
        TRY(record_create(&change, unit));
        above = unit->id;
    }
    return DONE;
}

/* So deep that a page could not show it: beside each other under the last that opens. */
static void depth_has_an_end(void)
{
    world_open(&w);
    CHECK_DONE(system_write(w.system, deep, NULL, "command"));
    struct request *r = tree("hexiaolan", (struct ask){0});
    json_t *at = named(json_object_get(r->answer.data, "roots"), "深层00");
    int steps = 0;
    while (json_array_size(json_object_get(at, "children")) == 1) {
        at = json_array_get(json_object_get(at, "children"), 0);
        steps++;
    }
    CHECK(steps > 3 && steps < 15);
    CHECK(json_array_size(json_object_get(at, "children")) > 1);
    CHECK(named(json_object_get(r->answer.data, "roots"), "深层15"));     /* nobody is lost */
    world_close(&w);
}

TESTS({"each under what it belongs to", each_under_what_it_belongs_to}, {"what he sees is a tree", what_he_sees_is_a_tree},
      {"filtered it is a list", filtered_it_is_a_list}, {"depth has an end", depth_has_an_end})
