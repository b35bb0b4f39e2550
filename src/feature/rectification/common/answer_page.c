/* The page on which a unit compares itself with a catalogue, item by item: three buttons an item, saved at each of them
 * together with everything that was typed, so that nothing is lost however often it is left. */
#include <string.h>

#include "feature/rectification/common/common.h"

/* `was` is what stood there when the page was made, `set` the button: "ID:yes", or "submit". */
const char *const answer_parameters[] = {"set", "answer*", "facts*", "was*", NULL};

/* One comparison being answered. */
struct answering {
    struct request *request;
    struct db *db;
    struct record *comparison, *catalogue, **answers;
    size_t count;
};

static int answering_open(struct answering *a, struct request *r, struct db *db)
{
    *a = (struct answering){.request = r, .db = db};
    TRY(record_read(r->arena, db, &comparison_entity, r->id, &a->comparison));
    TRY(access_record(r->session->access, db, &comparison_entity, r->page_row->verb, r->id));
    TRY(record_read(r->arena, db, &catalogue_entity, record_int(a->comparison, COMPARISON_CATALOGUE), &a->catalogue));
    return answers_read(r->arena, db, r->id, &a->answers, &a->count);
}

static const struct input *input_of(const struct request *r, const char *name)
{
    for (int i = 0; i < r->input_count; i++)
        if (!strcmp(r->inputs[i].name, name))
            return &r->inputs[i];
    return NULL;
}

/* What came for an answer in one of the page's repeated fields, or NULL. */
static const char *typed(const struct request *r, const char *name, int64_t answer)
{
    const struct input *ids = input_of(r, "answer"), *values = input_of(r, name);
    for (int i = 0; ids && values && i < ids->n && i < values->n; i++)
        if (id_parse(ids->values[i]) == answer)
            return values->values[i];
    return NULL;
}

/* --- saving --- */

/* "ID:yes" of the button that was pressed: the choice for this answer, or NULL. */
static const char *pressed(const struct request *r, int64_t answer)
{
    const char *set = request_text(r, "set"), *colon = strchr(set, ':');
    if (!colon || id_parse(arena_strndup(r->arena, set, (size_t)(colon - set))) != answer)
        return NULL;
    return colon + 1;
}

/* Only what was touched is written; what a colleague wrote meanwhile is never overwritten unseen. */
static int facts_take(struct answering *a, struct change *page, struct record *answer)
{
    const char *now = typed(a->request, "facts", answer->id), *was = typed(a->request, "was", answer->id);
    const char *stands = record_text(answer, ANSWER_FACTS);
    if (!now)
        return DONE;
    now = text_trim(a->request->arena, now);
    if (!strcmp(now, stands) || (was && !strcmp(now, text_trim(a->request->arena, was))))
        return DONE;
    if (was && strcmp(text_trim(a->request->arena, was), stands)) {
        change_problem(page, "facts", "有一条刚被同事改过，现在是“%s”。请核对后再保存", stands);
        return CONFLICT;
    }
    if (utf8_length(now) > (size_t)comparison_answer_entity.fields[ANSWER_FACTS].max)
        return change_problem(page, "facts", "具体表现最多%lld个字，请写简要些",
                              (long long)comparison_answer_entity.fields[ANSWER_FACTS].max);
    if (*now)
        record_set_text(answer, ANSWER_FACTS, now);
    else
        record_set_empty(answer, ANSWER_FACTS);
    return DONE;
}

static int answer_save(struct answering *a, struct change *page, struct record *answer)
{
    const char *choice = pressed(a->request, answer->id);
    TRY(facts_take(a, page, answer));
    if (choice && !choice_find(answer_choices, choice))
        return change_problem(page, "set", "请选“有”“无”或“不涉及”");
    if (choice)
        record_set_text(answer, ANSWER_ANSWER, choice_find(answer_choices, choice)->name);
    struct change change = change_within(page, &comparison_answer_entity, "change");
    int outcome = record_change(&change, answer, 0);
    return outcome == INVALID ? change_problem(page, "set", "%s", error_message()) : outcome;
}

static int answerable(const struct answering *a)
{
    if (strcmp(record_text(a->catalogue, CATALOGUE_STATE), "issued"))
        return fail(CONFLICT, "这个目录的对照已经结束");
    if (strcmp(record_text(a->comparison, COMPARISON_STATE), "open"))
        return fail(CONFLICT, "对照结果已经报送，要改请联系印发单位退回");
    return DONE;
}

/* Where the page goes on: the item that was just answered, or the record once it is handed in. */
static int answer_next(struct answering *a, bool submitted)
{
    char id[ID_TEXT];
    const char *set = request_text(a->request, "set");
    if (submitted)
        return request_redirect(a->request, "/comparison/%s", id_print(a->request->id, id));
    const char *at = strchr(set, ':') ? arena_strndup(a->request->arena, set, strcspn(set, ":")) : "top";
    return request_redirect(a->request, "/comparison/%s/answer#i%s", id_print(a->request->id, id), at);
}

int answer_apply(struct request *r, struct db *db)
{
    struct answering a;
    bool submit = !strcmp(request_text(r, "set"), "submit");
    struct change *page = request_change(r, db, &comparison_entity, "answer");
    TRY(answering_open(&a, r, db));
    TRY(answerable(&a));
    for (size_t i = 0; i < a.count; i++)
        TRY(answer_save(&a, page, a.answers[i]));
    if (submit) {
        struct change *change = request_change(r, db, &comparison_entity, "submit");
        TRY(record_act(change, r->id, "submit", NULL, 0, 0));
    }
    return answer_next(&a, submit);
}

/* --- showing --- */

static json_t *choices_json(struct arena *arena, const char *id, const char *chosen)
{
    json_t *all = json_array();
    for (const struct choice *c = answer_choices; c->name; c++)
        json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:b}", "name", c->name, "label", c->label, "set",
                                             arena_printf(arena, "%s:%s", id, c->name), "chosen", !strcmp(chosen, c->name)));
    return all;
}

static int item_json(struct answering *a, const struct record *answer, int number, json_t **ret)
{
    char id[ID_TEXT], problem[ID_TEXT];
    struct record *item;
    struct arena *arena = a->request->arena;
    TRY(record_read(arena, a->db, &catalogue_item_entity, record_int(answer, ANSWER_ITEM), &item));
    const char *chosen = record_text(answer, ANSWER_ANSWER), *facts = record_text(answer, ANSWER_FACTS);
    const char *now = typed(a->request, "facts", answer->id), *button = pressed(a->request, answer->id);
    chosen = button && choice_find(answer_choices, button) ? button : chosen;
    bool yes = !strcmp(chosen, "yes");
    id_print(answer->id, id);
    *ret = json_pack("{s:s, s:i, s:s, s:s, s:s, s:o, s:s, s:s, s:s, s:b, s:b}", "id", id, "number", number,
                     "symptom", record_text(item, ITEM_SYMPTOM), "way_out", record_text(item, ITEM_WAY_OUT), "basis",
                     record_text(item, ITEM_BASIS), "choices", choices_json(arena, id, chosen), "answer", chosen, "facts",
                     now ? now : facts, "was", facts, "found", yes, "bare", yes && !*(now ? now : facts));
    if (record_int(answer, ANSWER_PROBLEM))
        json_object_set_new(*ret, "problem", json_string(id_print(record_int(answer, ANSWER_PROBLEM), problem)));
    return DONE;
}

static int items_json(struct answering *a, json_t **ret, int *ret_answered)
{
    *ret = json_array();
    *ret_answered = 0;
    for (size_t i = 0; i < a->count; i++) {
        json_t *item;
        TRY(item_json(a, a->answers[i], (int)i + 1, &item));
        *ret_answered += a->answers[i]->values[ANSWER_ANSWER].set;
        json_array_append_new(*ret, item);
    }
    return DONE;
}

static int meeting_json(struct answering *a, json_t **ret)
{
    char id[ID_TEXT];
    struct record *meeting;
    *ret = json_null();
    int64_t held = record_int(a->comparison, COMPARISON_MEETING);
    if (!held)
        return DONE;
    TRY(record_read(a->request->arena, a->db, &analysis_meeting_entity, held, &meeting));
    *ret = json_pack("{s:s, s:s, s:s}", "id", id_print(held, id), "topic", record_text(meeting, MEETING_TOPIC), "held_on",
                     record_text(meeting, MEETING_HELD_ON));
    return DONE;
}

int answer_model(struct request *r)
{
    struct answering a;
    char id[ID_TEXT], unit[ID_TEXT];
    json_t *items, *meeting;
    int answered;
    TRY(answering_open(&a, r, r->db));
    TRY(items_json(&a, &items, &answered));
    TRY(meeting_json(&a, &meeting));
    const char *answer_by = record_text(a.catalogue, CATALOGUE_ANSWER_BY);
    json_t *catalogue = json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", id_print(a.catalogue->id, id), "title",
                                  record_text(a.catalogue, CATALOGUE_TITLE), "basis", record_text(a.catalogue, CATALOGUE_BASIS),
                                  "issuer", names_title(r->arena, &unit_entity, record_int(a.catalogue, CATALOGUE_ISSUER)),
                                  "answer_by", answer_by);
    json_object_update_missing(catalogue, due_json(r->arena, answer_by));
    request_set(r, "catalogue", catalogue);
    request_set(r, "unit", json_string(names_title(r->arena, &unit_entity, record_int(a.comparison, COMPARISON_ANSWERING))));
    request_set(r, "state", json_string(record_text(a.comparison, COMPARISON_STATE)));
    request_set(r, "items", items);
    request_set(r, "answered", json_integer(answered));
    request_set(r, "left", json_integer((json_int_t)a.count - answered));
    request_set(r, "meeting", meeting);
    request_set(r, "burden", burden_json(r->arena, catalogue_burden((int64_t)a.count, 1)));
    request_page(r, "open", json_boolean(answerable(&a) == DONE));
    request_page(r, "action", json_string(arena_printf(r->arena, "/comparison/%s/answer", id_print(r->id, unit))));
    request_page(r, "back", json_string(arena_printf(r->arena, "/comparison/%s", unit)));
    request_page(r, "meeting_new", json_string(arena_printf(r->arena, "/analysis_meeting/new?catalogue=%s&held_by=%s",
                 id_print(a.catalogue->id, id), id_print(record_int(a.comparison, COMPARISON_ANSWERING), unit))));
    request_page(r, "may_submit", json_boolean(access_record(r->session->access, r->db, &comparison_entity, "submit", r->id) == DONE));
    return DONE;
}
