#include "../election/election_office.h"
#include "feature/life/findings/findings.h"

static struct world w;

static struct request *page(const char *login, const char *unknown)
{
    return world_ask(&w, (struct ask){.method = "GET", .row = "/findings", .cookie = world_session(&w, login), .inputs = {"unknown", unknown}});
}

static json_t *row_of(struct request *r, const char *name)
{
    json_t *row;
    size_t i;
    json_array_foreach(json_object_get(r->answer.data, "rows"), i, row)
        if (!strcmp(json_string_value(json_object_get(row, "name")), name))
            return row;
    return NULL;
}

static void in_scope(void)
{
    election_office(&w);
    struct request *r = page("gunianan", "");
    json_t *row = row_of(r, "水利厅建设管理处党支部");
    CHECK(row);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(row, "missed"), 0), "rule")), "O-03");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(row, "missed"), 0), "tone")), "red");
    CHECK(!row_of(r, "教育厅机关第一党支部"));
    CHECK(!row_of(r, "水利厅办公室党支部"));
    request_finish(r);
    r = page("hexiaolan", "");
    CHECK(row_of(r, "教育厅机关第一党支部"));
    request_finish(r);
    r = page("mengfanyi", "1");
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.data, "rows")), 1);
    request_finish(r);
    r = page("liuqinghe", "");
    CHECK_INT(r->answer.status, 403);
    request_finish(r);
    world_close(&w);
}

static void on_the_unit(void)
{
    election_office(&w);
    json_t *panel = panel_of(&w, "gunianan", "/unit/:id", id_parse(unit_text(&w, "SL-LS")), "life/findings_panel");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(panel, "missed"), 0), "rule")), "O-08");
    CHECK(!panel_of(&w, "mengfanyi", "/unit/:id", id_parse(unit_text(&w, "SL-LS")), "life/findings_panel"));
    world_close(&w);
}

TESTS({"in scope", in_scope}, {"on the organisation's page", on_the_unit})
