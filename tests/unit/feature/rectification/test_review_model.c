#include "reviewed.h"

static struct reviewed v;

static struct request *page(void)
{
    return reviewed_ask(&v, (struct ask){.method = "GET"});
}

static json_t *row(struct request *r, int position)
{
    return json_array_get(json_object_get(r->answer.data, "proposals"), (size_t)position - 1);
}

static const char *text(json_t *object, const char *name)
{
    const char *s = json_string_value(json_object_get(object, name));
    return s ? s : "";
}

static int64_t counted(struct request *r, const char *name)
{
    return asked_int(json_object_get(r->answer.data, "counts"), name);
}

/* The words of a paragraph joined again, and how many of its pieces belong to a proposal. */
static const char *joined(json_t *paragraph, int *marked)
{
    struct buffer b = buffer_in(v.w.arena);
    json_t *segment;
    size_t i;
    *marked = 0;
    buffer_adds(&b, "");
    json_array_foreach(json_object_get(paragraph, "segments"), i, segment) {
        buffer_adds(&b, text(segment, "text"));
        *marked += json_object_get(segment, "proposal") != NULL;
    }
    return b.p;
}

static void the_document_is_marked_where_its_problems_stand(void)
{
    int marked, all = 0;
    json_t *paragraph;
    size_t i;
    reviewed_open(&v);
    struct request *r = page();
    CHECK_INT(r->answer.status, 200);
    json_t *paragraphs = json_object_get(r->answer.data, "paragraphs");
    json_array_foreach(paragraphs, i, paragraph) {
        CHECK_INT(asked_int(paragraph, "number"), (int64_t)i + 1);
        CHECK(*joined(paragraph, &marked) || !marked);
        all += marked;
    }
    CHECK_INT(all, 14);
    int64_t at = asked_int(row(r, 1), "paragraph");
    paragraph = json_array_get(paragraphs, (size_t)at - 1);
    CHECK(strstr(joined(paragraph, &marked), "理论学习联系实际不紧"));
    CHECK_INT(marked, 1);
    world_close(&v.w);
}

/* Two proposals of the same words: they are shown once, by the earlier, and no word is lost or doubled. */
static void marks_that_overlap_show_once(void)
{
    struct place *places;
    int marked;
    reviewed_open(&v);
    CHECK(places_parse(v.w.arena, record_text(reviewed_at(&v, 1), PROPOSAL_PLACES), &places) > 0);
    json_t *before = json_array_get(json_object_get(page()->answer.data, "paragraphs"), (size_t)places[0].paragraph - 1);
    const char *whole = arena_strdup(v.w.arena, joined(before, &marked));
    CHECK_INT(STATUS("act", "add", "places", arena_printf(v.w.arena, "%d:%d:4 %d:0:2", places[0].paragraph, places[0].offset + 2, places[0].paragraph)), 303);
    json_t *paragraph = json_array_get(json_object_get(page()->answer.data, "paragraphs"), (size_t)places[0].paragraph - 1);
    CHECK_TEXT(joined(paragraph, &marked), whole);
    CHECK_INT(marked, places[0].offset >= 2 ? 2 : 1);
    world_close(&v.w);
}

static void proposals_stand_in_order_with_their_states(void)
{
    reviewed_open(&v);
    CHECK_INT(STATUS("act", "edit", "proposal", reviewed_id(&v, 1), "symptom", "学习不深", "measures", "制定计划\n\n每月检查"), 303);
    CHECK_INT(STATUS("act", "drop", "proposal", reviewed_id(&v, 2)), 303);
    CHECK_INT(STATUS("act", "assign", "proposal", reviewed_id(&v, 3), "deadline", "2030-12-31"), 303);
    CHECK_INT(STATUS("act", "confirm", "proposal", reviewed_id(&v, 4)), 303);
    struct request *r = page();
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.data, "proposals")), 14);
    CHECK_INT((int64_t)json_array_size(json_object_get(row(r, 1), "measure_lines")), 2);
    CHECK_TEXT(text(row(r, 1), "typed_symptom"), "学习不深");
    CHECK(json_is_true(json_object_get(row(r, 1), "proposed")) && json_is_true(json_object_get(row(r, 2), "dropped")) &&
          json_is_true(json_object_get(row(r, 4), "confirmed")) && json_is_false(json_object_get(row(r, 4), "proposed")));
    bool shown = false;
    json_t *one;
    size_t i;
    json_array_foreach(json_object_get(row(r, 3), "assigned"), i, one)
        shown |= !strcmp(text(one, "label"), "整改期限") && !strcmp(text(one, "text"), "2030-12-31");
    CHECK(shown);
    CHECK_INT(counted(r, "proposed"), 12);
    CHECK_INT(counted(r, "dropped"), 1);
    CHECK_INT(counted(r, "confirmed"), 1);
    CHECK_INT(counted(r, "unassigned"), 12);                              /* no leader and no person yet */
    world_close(&v.w);
}

/* A refused act gives the page back with what was typed in its place. */
static void what_was_typed_is_kept(void)
{
    reviewed_open(&v);
    struct request *r = ACT("act", "split", "proposal", reviewed_id(&v, 2), "at", "0", "symptom", "改了一半的话", "measures", "甲\n乙");
    CHECK_INT(r->answer.status, 422);
    CHECK(json_is_true(json_object_get(row(r, 2), "editing")) && !json_object_get(row(r, 1), "editing"));
    CHECK_TEXT(text(row(r, 2), "typed_symptom"), "改了一半的话");
    CHECK_TEXT(text(row(r, 2), "measures"), "甲\n乙");
    r = ACT("act", "assign", "deadline", "2030-12-31");
    CHECK_INT(r->answer.status, 422);
    CHECK(json_is_true(json_object_get(r->answer.page, "assigning")) && json_is_false(json_object_get(r->answer.page, "adding")));
    json_t *form = json_object_get(r->answer.page, "assign"), *one;
    size_t i;
    bool kept = false;
    json_array_foreach(form, i, one) {
        kept |= !strcmp(text(one, "name"), "deadline") && !strcmp(text(one, "value"), "2030-12-31");
        CHECK(json_is_false(json_object_get(one, "required")));
    }
    CHECK_INT((int64_t)json_array_size(form), 7);
    CHECK(kept);
    r = ACT("act", "add", "symptom", " ", "places", "x");
    CHECK(json_is_true(json_object_get(r->answer.page, "adding")));
    CHECK_TEXT(text(json_object_get(r->answer.page, "added"), "places"), "x");
    world_close(&v.w);
}

TESTS({"the document is marked where its problems stand", the_document_is_marked_where_its_problems_stand},
      {"marks that overlap show once", marks_that_overlap_show_once},
      {"proposals stand in order with their states", proposals_stand_in_order_with_their_states},
      {"what was typed is kept", what_was_typed_is_kept})
