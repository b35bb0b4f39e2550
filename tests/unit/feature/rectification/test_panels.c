#include "reviewed.h"

static struct reviewed v;

static json_t *panel(const char *row, int64_t id, const char *label)
{
    struct request *r = asked_get(&v.w, v.cookie, row, id);
    CHECK_INT(r->answer.status, 200);
    return asked_panel(r, label);
}

static int64_t problem(int number)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(v.w.system->reader, &id, "SELECT p.id FROM problem p JOIN source s ON s.id = p.source"
                          " WHERE s.kind = 'supervision' AND p.number = ?1", value_int(number)));
    return id;
}

static const char *text(json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static int deadline_move(struct change *outer, void *context)
{
    return db_run(outer->db, "UPDATE problem SET deadline = '2031-01-31', original_deadline = '2030-12-31' WHERE id = ?1", value_int(*(int64_t *)context));
}

static void until_when_and_how_far(void)
{
    reviewed_open(&v);
    json_t *p = panel("/problem/:id", problem(1), "期限和进度");
    char day[DATE_TEXT];
    CHECK_TEXT(text(p, "deadline"), date_print(date_add_days(clock_today(), 25), day));
    CHECK(!text(p, "moved_from"));
    CHECK_INT(asked_int(p, "measures"), 3);
    CHECK_INT(asked_int(p, "done"), 1);
    CHECK_TEXT(text(p, "left"), "还有 25 天");
    p = panel("/problem/:id", problem(2), "期限和进度");
    CHECK_TEXT(text(p, "left"), "超期 12 天");
    CHECK(json_is_true(json_object_get(p, "late")));
    p = panel("/problem/:id", problem(9), "期限和进度");                  /* closed: nothing is late any more */
    CHECK(!json_object_get(p, "left"));
    int64_t id = problem(1);
    CHECK_DONE(system_write(v.w.system, deadline_move, &id, "command"));
    p = panel("/problem/:id", id, "期限和进度");
    CHECK_TEXT(text(p, "deadline"), "2031-01-31");
    CHECK_TEXT(text(p, "moved_from"), "2030-12-31");
    world_close(&v.w);
}

static void the_sentence_in_its_paragraph(void)
{
    reviewed_open(&v);
    json_t *p = panel("/problem/:id", problem(1), "反馈原文");           /* this source came without a document */
    CHECK_TEXT(text(p, "source"), "省直机关工委机关党建督查反馈");
    CHECK_TEXT(text(p, "words"), "水文中心测站党支部任期届满后未按期换届");
    CHECK(json_is_false(json_object_get(p, "stored")));
    CHECK_INT(asked_int(p, "paragraph"), 0);
    CHECK_INT(STATUS("act", "confirm", "proposal", reviewed_id(&v, 1)), 303);
    int64_t id = record_int(reviewed_at(&v, 1), PROPOSAL_PROBLEM);
    p = panel("/problem/:id", id, "反馈原文");
    CHECK(json_is_true(json_object_get(p, "stored")));
    CHECK(asked_int(p, "paragraph") > 1);
    CHECK(strstr(text(p, "around"), "理论学习联系实际不紧") && strstr(text(p, "around"), "8次没有交流发言"));
    world_close(&v.w);
}

static void the_way_to_the_review(void)
{
    reviewed_open(&v);
    json_t *p = panel("/source/:id", v.source, "逐条确认与清单");
    if (!p) {
        for (int i = 0; i < rectification_feature.panel_count; i++)
            if (!strcmp(rectification_feature.panels[i].entity, "source"))
                printf("# %s\n", rectification_feature.panels[i].label);
        check_fail(__FILE__, __LINE__, "no such panel");
    }
    CHECK_INT(asked_int(p, "open"), 14);
    CHECK(json_is_true(json_object_get(p, "stored")));
    CHECK_TEXT(text(p, "warning"), "");
    CHECK_INT(STATUS("act", "drop", "proposal", reviewed_id(&v, 1)), 303);
    CHECK_INT(STATUS("act", "confirm", "proposal", reviewed_id(&v, 2)), 303);
    p = panel("/source/:id", v.source, "逐条确认与清单");
    CHECK_INT(asked_int(p, "open"), 12);
    p = panel("/source/:id", world_number(&v.w, "SELECT id FROM source WHERE kind = 'supervision'"), "逐条确认与清单");
    CHECK_INT(asked_int(p, "open"), 0);
    CHECK(json_is_false(json_object_get(p, "stored")));
    world_close(&v.w);
}

TESTS({"until when and how far", until_when_and_how_far}, {"the sentence in its paragraph", the_sentence_in_its_paragraph},
      {"the way to the review", the_way_to_the_review})
