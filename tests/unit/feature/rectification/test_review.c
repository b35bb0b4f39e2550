#include "reviewed.h"

static struct reviewed v;

static const char *symptom(int position)
{
    return record_text(reviewed_at(&v, position), PROPOSAL_SYMPTOM);
}

static const char *state(int position)
{
    return record_text(reviewed_at(&v, position), PROPOSAL_STATE);
}

static int64_t count(const char *what)
{
    struct value one = value_int(v.source);
    int64_t n = 0;
    CHECK_DONE(db_get_int_built(v.w.system->reader, &n, arena_printf(v.w.arena, "SELECT count(*) FROM %s", what), &one, strstr(what, "?1") != NULL));
    return n;
}

static void refused(struct request *r, const char *message)
{
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(reviewed_said(r), message);
}

static void what_is_not_ticked_or_not_known_is_said(void)
{
    reviewed_open(&v);
    refused(ACT("act", "drop"), "请先勾选问题");
    refused(ACT("act", "merge", "proposal", reviewed_id(&v, 1)), "请至少勾选两条要合并的问题");
    refused(ACT("act", "melt", "proposal", reviewed_id(&v, 1)), "请选择要做的操作");
    refused(ACT("act", "assign", "proposal", reviewed_id(&v, 1)), "请先填写要批量指定的内容");
    refused(ACT("act", "add"), "请在左侧原文中选中文字，或直接写出问题表现");
    refused(ACT("act", "drop", "proposal", "0123456789AB"), "请先勾选问题");       /* of no such proposal */
    CHECK_INT(count("proposal WHERE source = ?1 AND state = 'proposed'"), 14);
    world_close(&v.w);
}

static void dropped_and_brought_back(void)
{
    reviewed_open(&v);
    struct request *r = ACT("act", "drop", "proposal", reviewed_id(&v, 2), "proposal", reviewed_id(&v, 3));
    CHECK_INT(r->answer.status, 303);
    CHECK(strstr(r->answer.location, "/review"));
    CHECK_TEXT(state(2), "dropped");
    CHECK_TEXT(state(3), "dropped");
    CHECK_TEXT(state(1), "proposed");
    CHECK_INT(STATUS("act", "restore", "proposal", reviewed_id(&v, 3)), 303);
    CHECK_TEXT(state(3), "proposed");
    CHECK_TEXT(state(2), "dropped");
    world_close(&v.w);
}

/* Only what is filled in is set; a wrong value is named and changes none of the ticked ones. */
static void many_are_assigned_at_once(void)
{
    char leader[ID_TEXT], person[ID_TEXT];
    reviewed_open(&v);
    id_print(world_number(&v.w, "SELECT id FROM person WHERE code = 'SL002'"), leader);
    id_print(world_number(&v.w, "SELECT id FROM person WHERE code = 'SL011'"), person);
    CHECK_INT(STATUS("act", "assign", "proposal", reviewed_id(&v, 1), "proposal", reviewed_id(&v, 2), "leaders", leader, "persons", person,
                     "deadline", "2030-12-31", "kind", ""), 303);
    for (int i = 1; i <= 2; i++) {
        const struct record *p = reviewed_at(&v, i);
        CHECK_INT(p->values[PROPOSAL_LEADERS].n, 1);
        CHECK_TEXT(record_text(p, PROPOSAL_DEADLINE), "2030-12-31");
        CHECK(*record_text(p, PROPOSAL_KIND));
    }
    CHECK_INT(reviewed_at(&v, 3)->values[PROPOSAL_LEADERS].n, 0);
    struct request *r = ACT("act", "assign", "proposal", reviewed_id(&v, 1), "kind", "lasting", "deadline", "下周");
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(record_text(reviewed_at(&v, 1), PROPOSAL_DEADLINE), "2030-12-31");
    CHECK(strcmp(record_text(reviewed_at(&v, 1), PROPOSAL_KIND), "lasting"));
    world_close(&v.w);
}

static void an_edit_asks_whether_somebody_was_faster(void)
{
    reviewed_open(&v);
    int64_t seen = reviewed_at(&v, 1)->version;
    struct ask ask = {.inputs = {"act", "edit", "proposal", reviewed_id(&v, 1), "symptom", "理论学习不联系实际", "measures", "每月研讨"},
                      .version = seen};
    CHECK_INT(reviewed_ask(&v, ask)->answer.status, 303);
    CHECK_TEXT(symptom(1), "理论学习不联系实际");
    CHECK_TEXT(record_text(reviewed_at(&v, 1), PROPOSAL_MEASURES), "每月研讨");
    ask.inputs[5] = "另一个人写的";
    CHECK_INT(reviewed_ask(&v, ask)->answer.status, 409);                 /* the version of before */
    CHECK_TEXT(symptom(1), "理论学习不联系实际");
    ask.version = reviewed_at(&v, 1)->version;
    ask.inputs[5] = "";
    CHECK_INT(reviewed_ask(&v, ask)->answer.status, 422);
    CHECK_TEXT(symptom(1), "理论学习不联系实际");
    world_close(&v.w);
}

static void merged_keeps_both_words_and_places(void)
{
    struct place *places;
    reviewed_open(&v);
    const char *first = symptom(1), *second = symptom(2);
    CHECK_INT(STATUS("act", "merge", "proposal", reviewed_id(&v, 1), "proposal", reviewed_id(&v, 2)), 303);
    CHECK_TEXT(symptom(1), arena_printf(v.w.arena, "%s；%s", first, second));
    CHECK(strchr(record_text(reviewed_at(&v, 1), PROPOSAL_WORDS), '\n'));
    CHECK_INT((int64_t)places_parse(v.w.arena, record_text(reviewed_at(&v, 1), PROPOSAL_PLACES), &places), 2);
    CHECK(places[0].paragraph < places[1].paragraph);
    CHECK_TEXT(state(2), "dropped");                                      /* not lost */
    CHECK_TEXT(symptom(2), second);
    world_close(&v.w);
}

static void split_at_a_place(void)
{
    static const char *const nowhere[] = {"0", "-1", "x", "9999", ""};
    reviewed_open(&v);
    CHECK_INT(STATUS("act", "edit", "proposal", reviewed_id(&v, 1), "symptom", "学习不深，作风不实", "measures", "每月研讨"), 303);
    const char *third = symptom(2);
    for (size_t i = 0; i < ARRAY_SIZE(nowhere); i++)
        refused(ACT("act", "split", "proposal", reviewed_id(&v, 1), "at", nowhere[i]), "请把光标放在要拆分的位置，再点“拆分”");
    CHECK_INT(STATUS("act", "split", "proposal", reviewed_id(&v, 1), "at", "5"), 303);
    CHECK_TEXT(symptom(1), "学习不深，");
    CHECK_TEXT(symptom(2), "作风不实");
    CHECK_TEXT(symptom(3), third);                                        /* those behind have moved on by one */
    CHECK_TEXT(record_text(reviewed_at(&v, 1), PROPOSAL_MEASURES), "每月研讨");
    CHECK_TEXT(record_text(reviewed_at(&v, 2), PROPOSAL_MEASURES), "");
    CHECK_TEXT(record_text(reviewed_at(&v, 2), PROPOSAL_WORDS), record_text(reviewed_at(&v, 1), PROPOSAL_WORDS));
    CHECK_INT(count("proposal WHERE source = ?1"), 15);
    world_close(&v.w);
}

/* Selected text stands where it stands in the document; typed words without a place come last. */
static void added_where_it_stands(void)
{
    struct place *places;
    reviewed_open(&v);
    CHECK(places_parse(v.w.arena, record_text(reviewed_at(&v, 2), PROPOSAL_PLACES), &places) > 0);
    const char *between = arena_printf(v.w.arena, "%d:0:4", places[0].paragraph), *second = symptom(2);
    CHECK_INT(STATUS("act", "add", "places", between), 303);
    CHECK_TEXT(symptom(3), second);
    CHECK_INT((int64_t)utf8_length(record_text(reviewed_at(&v, 2), PROPOSAL_WORDS)), 4);
    CHECK_TEXT(symptom(2), record_text(reviewed_at(&v, 2), PROPOSAL_WORDS));
    CHECK_INT(STATUS("act", "add", "symptom", "  会议记录不全 "), 303);
    CHECK_TEXT(symptom(16), "会议记录不全");
    CHECK_TEXT(record_text(reviewed_at(&v, 16), PROPOSAL_PLACES), "");
    world_close(&v.w);
}

static void confirmed_become_problems_with_the_next_numbers(void)
{
    reviewed_open(&v);
    CHECK_INT(STATUS("act", "drop", "proposal", reviewed_id(&v, 3)), 303);
    CHECK_INT(STATUS("act", "confirm", "proposal", reviewed_id(&v, 2)), 303);
    CHECK_TEXT(state(2), "confirmed");
    CHECK_INT(count("problem WHERE source = ?1 AND number = 1"), 1);
    CHECK_INT(count("source WHERE id = ?1 AND state = 'reviewing'"), 1);
    CHECK_INT(STATUS("act", "drop", "proposal", reviewed_id(&v, 2)), 422);         /* it is a problem now: nothing to tick */
    CHECK_INT(STATUS("act", "confirm"), 303);                                      /* all the others that are open */
    CHECK_INT(count("problem WHERE source = ?1"), 13);
    CHECK_INT(count("problem WHERE source = ?1 AND number BETWEEN 1 AND 13"), 13);
    CHECK_TEXT(state(3), "dropped");
    CHECK_INT(count("source WHERE id = ?1 AND state = 'confirmed'"), 1);
    world_close(&v.w);
}

static void who_may_not_change_the_source_changes_nothing(void)
{
    reviewed_open(&v);
    v.cookie = world_session(&v.w, "yuexiaoman");
    int status = STATUS("act", "drop", "proposal", reviewed_id(&v, 1));
    CHECK(status == 403 || status == 404);
    CHECK_TEXT(state(1), "proposed");
    world_close(&v.w);
}

TESTS({"what is not ticked or not known is said", what_is_not_ticked_or_not_known_is_said}, {"dropped and brought back", dropped_and_brought_back},
      {"many are assigned at once", many_are_assigned_at_once},
      {"an edit asks whether somebody was faster", an_edit_asks_whether_somebody_was_faster},
      {"merged keeps both words and places", merged_keeps_both_words_and_places}, {"split at a place", split_at_a_place},
      {"added where it stands", added_where_it_stands},
      {"confirmed become problems with the next numbers", confirmed_become_problems_with_the_next_numbers},
      {"who may not change the source changes nothing", who_may_not_change_the_source_changes_nothing})
