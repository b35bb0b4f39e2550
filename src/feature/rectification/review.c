/* What an officer does with proposals: edit, assign, merge, split, drop, add by selecting text, confirm. */
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/review.h"

/* One act on the proposals of a source, in the lane. */
struct review {
    struct request *request;
    struct change *change;           /* of the page: actor, arena, problems */
    struct record *source;
    struct record **all;             /* every proposal of the source, in order */
    size_t count;
    struct record **chosen;          /* those that are ticked and still open */
    size_t chosen_count;
};

struct review_act {
    const char *name;
    int (*run)(struct review *);
    size_t least;                    /* how many must be ticked */
};

static const struct input *input_of(const struct request *r, const char *name)
{
    for (int i = 0; i < r->input_count; i++)
        if (!strcmp(r->inputs[i].name, name))
            return &r->inputs[i];
    return NULL;
}

static int proposal_save(struct review *review, struct record *proposal)
{
    struct change change = change_within(review->change, &proposal_entity, "change");
    int outcome = record_change(&change, proposal, 0);
    return outcome == INVALID ? change_problem(review->change, NULL, "%s", error_message()) : outcome;
}

static int state_set(struct review *review, const char *state)
{
    for (size_t i = 0; i < review->chosen_count; i++) {
        record_set_text(review->chosen[i], PROPOSAL_STATE, state);
        TRY(proposal_save(review, review->chosen[i]));
    }
    return DONE;
}

static int act_drop(struct review *review)
{
    return state_set(review, "dropped");
}

static int act_restore(struct review *review)
{
    return state_set(review, "proposed");
}

/* Fills the given fields of every ticked proposal; an empty field of the form leaves what is there. */
static int act_assign(struct review *review)
{
    static const char *const names[] = {"category", "kind", "units", "departments", "leaders", "persons", "deadline"};
    struct input given[ARRAY_SIZE(names)];
    int n = 0;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        const struct input *input = input_of(review->request, names[i]);
        if (input && input->n && *input->values[0])
            given[n++] = *input;
    }
    if (!n)
        return change_problem(review->change, NULL, "请先填写要批量指定的内容");
    for (size_t i = 0; i < review->chosen_count; i++) {
        struct change change = change_within(review->change, &proposal_entity, "change");
        if (record_fill(&change, review->chosen[i], given, n))
            return change_problem(review->change, change.problems[0].field, "%s", change.problems[0].message);
        TRY(proposal_save(review, review->chosen[i]));
    }
    return DONE;
}

/* Somebody else changed it since this page was made: his text stands above, the typed one in its box. */
static int version_same(const struct review *review, const struct record *proposal)
{
    int64_t seen = review->request->version;
    return !seen || seen == proposal->version
        ? DONE
        : fail(CONFLICT, "第%d条刚被别人改过：上面是现在的内容，框里是您写的，请核对后再保存",
               (int)record_int(proposal, PROPOSAL_POSITION));
}

static int act_edit(struct review *review)
{
    struct record *proposal = review->chosen[0];
    TRY(version_same(review, proposal));
    record_set_text(proposal, PROPOSAL_SYMPTOM, request_text(review->request, "symptom"));
    record_set_text(proposal, PROPOSAL_MEASURES, request_text(review->request, "measures"));
    return proposal_save(review, proposal);
}

static char *joined(struct arena *arena, const char *a, const char *b, const char *between)
{
    return arena_printf(arena, "%s%s%s", a, *a && *b ? between : "", b);
}

/* The ticked ones become the first of them; the others are dropped, not lost. */
static int act_merge(struct review *review)
{
    static const struct { int field; const char *between; } joins[] = {
        {PROPOSAL_SYMPTOM, "；"}, {PROPOSAL_WORDS, "\n"}, {PROPOSAL_PLACES, " "}, {PROPOSAL_MEASURES, "\n"},
    };
    struct record *first = review->chosen[0];
    for (size_t i = 1; i < review->chosen_count; i++) {
        struct record *other = review->chosen[i];
        for (size_t k = 0; k < ARRAY_SIZE(joins); k++)
            record_set_text(first, joins[k].field,
                            joined(review->change->arena, record_text(first, joins[k].field),
                                   record_text(other, joins[k].field), joins[k].between));
        record_set_text(other, PROPOSAL_STATE, "dropped");
        TRY(proposal_save(review, other));
    }
    return proposal_save(review, first);
}

/* Those behind a place move on by one. */
static int positions_shift(struct review *review, int64_t after)
{
    for (size_t i = 0; i < review->count; i++) {
        int64_t position = record_int(review->all[i], PROPOSAL_POSITION);
        if (position <= after)
            continue;
        record_set_int(review->all[i], PROPOSAL_POSITION, position + 1);
        TRY(proposal_save(review, review->all[i]));
    }
    return DONE;
}

static int proposal_add(struct review *review, struct record *proposal, int64_t position)
{
    struct change change = change_within(review->change, &proposal_entity, "create");
    TRY(positions_shift(review, position - 1));
    record_set_int(proposal, PROPOSAL_SOURCE, review->source->id);
    record_set_int(proposal, PROPOSAL_POSITION, position);
    int outcome = record_create(&change, proposal);
    return outcome == INVALID ? change_problem(review->change, NULL, "%s", error_message()) : outcome;
}

/* One proposal becomes two: what stood before the cut, and what stood behind it. */
static int act_split(struct review *review)
{
    struct record *first = review->chosen[0];
    const char *whole = record_text(first, PROPOSAL_SYMPTOM);
    long at = strtol(request_text(review->request, "at"), NULL, 10);
    TRY(version_same(review, first));
    if (at <= 0 || (size_t)at >= utf8_length(whole))
        return change_problem(review->change, "at", "请把光标放在要拆分的位置，再点“拆分”");
    const char *cut = utf8_at(whole, (size_t)at);
    struct record *second = record_new(review->change->arena, &proposal_entity);
    for (int f = 0; f < PROPOSAL__COUNT; f++)
        if (f != PROPOSAL_MEASURES)
            second->values[f] = first->values[f];
    record_set_text(second, PROPOSAL_SYMPTOM, text_trim(review->change->arena, cut));
    record_set_text(first, PROPOSAL_SYMPTOM,
                    text_trim(review->change->arena, arena_strndup(review->change->arena, whole, (size_t)(cut - whole))));
    TRY(proposal_save(review, first));
    return proposal_add(review, second, record_int(first, PROPOSAL_POSITION) + 1);
}

/* Where a place belongs among the proposals, which stand in the document's order. */
static int64_t position_for(const struct review *review, const struct place *place)
{
    int64_t position = 1;
    for (size_t i = 0; i < review->count; i++) {
        struct place *places;
        size_t n = places_parse(review->change->arena, record_text(review->all[i], PROPOSAL_PLACES), &places);
        if (!place->paragraph || (n && (places[0].paragraph < place->paragraph ||
                                        (places[0].paragraph == place->paragraph && places[0].offset < place->offset))))
            position = record_int(review->all[i], PROPOSAL_POSITION) + 1;
    }
    return position;
}

/* Selected text of the document, or words typed by hand where there is no document. */
static int act_add(struct review *review)
{
    struct arena *arena = review->change->arena;
    struct record *proposal = record_new(arena, &proposal_entity);
    struct place *places, nowhere = {0};
    struct document *document;
    size_t n = places_parse(arena, request_text(review->request, "places"), &places);
    struct buffer words = buffer_in(arena);
    TRY(source_document(review->request, review->source, &document));
    buffer_adds(&words, "");
    for (size_t i = 0; document && i < n; i++)
        buffer_adds(&words, document_text_at(arena, document, places[i]));
    const char *symptom = text_trim(arena, request_text(review->request, "symptom"));
    if (!*symptom && !words.n)
        return change_problem(review->change, "symptom", "请在左侧原文中选中文字，或直接写出问题表现");
    record_set_text(proposal, PROPOSAL_SYMPTOM, *symptom ? symptom : text_trim(arena, words.p));
    record_set_text(proposal, PROPOSAL_WORDS, words.n ? words.p : symptom);
    record_set_text(proposal, PROPOSAL_PLACES, places_print(arena, places, document ? n : 0));
    record_set_text(proposal, PROPOSAL_KIND, "limited");
    return proposal_add(review, proposal, position_for(review, n ? &places[0] : &nowhere));
}

static int next_number(struct review *review, int64_t *ret)
{
    return db_get_int(review->change->db, ret, "SELECT COALESCE(max(number), 0) + 1 FROM problem WHERE source = ?1",
                      value_int(review->source->id));
}

/* The ticked ones, or all that are open, become problems. */
static int act_confirm(struct review *review)
{
    int64_t number, open;
    TRY(next_number(review, &number));
    for (size_t i = 0; i < review->count; i++) {
        bool chosen = !review->chosen_count;
        for (size_t k = 0; k < review->chosen_count; k++)
            chosen |= review->chosen[k] == review->all[i];
        if (!chosen || strcmp(record_text(review->all[i], PROPOSAL_STATE), "proposed"))
            continue;
        TRY(proposal_confirm(review->change, review->source, review->all[i], (int)number++));
    }
    TRY(proposal_open_count(review->change->db, review->source->id, &open));
    if (open)
        return DONE;
    struct change change = change_within(review->change, &source_entity, "change");
    record_set_text(review->source, SOURCE_STATE, "confirmed");
    return record_change(&change, review->source, 0);
}

static const struct review_act acts[] = {
    {"assign", act_assign, 1}, {"edit", act_edit, 1},       {"merge", act_merge, 2}, {"split", act_split, 1},
    {"drop", act_drop, 1},     {"restore", act_restore, 1}, {"add", act_add, 0},     {"confirm", act_confirm, 0},
};

static const struct review_act *act_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(acts); i++)
        if (!strcmp(acts[i].name, name))
            return &acts[i];
    return NULL;
}

/* Ticked proposals of this source that are not yet problems. */
static void chosen_collect(struct review *review)
{
    const struct input *ticked = input_of(review->request, "proposal");
    review->chosen = arena_array(review->change->arena, struct record *, review->count);
    for (size_t i = 0; ticked && i < review->count; i++)
        for (int k = 0; k < ticked->n; k++)
            if (id_parse(ticked->values[k]) == review->all[i]->id &&
                strcmp(record_text(review->all[i], PROPOSAL_STATE), "confirmed"))
                review->chosen[review->chosen_count++] = review->all[i];
}

int review_apply(struct request *r, struct db *db)
{
    const struct review_act *act = act_find(request_text(r, "act"));
    struct review review = {.request = r};
    char id[ID_TEXT];
    review.change = request_change(r, db, &source_entity, "change");
    TRY(record_read(r->arena, db, &source_entity, r->id, &review.source));
    TRY(access_record(r->session->access, db, &source_entity, "change", r->id));
    TRY(proposals_read(r->arena, db, r->id, &review.all, &review.count));
    chosen_collect(&review);
    if (!act)
        return change_problem(review.change, "act", "请选择要做的操作");
    if (review.chosen_count < act->least)
        return change_problem(review.change, NULL, act->least > 1 ? "请至少勾选两条要合并的问题" : "请先勾选问题");
    TRY(act->run(&review));
    return request_redirect(r, "/source/%s/review", id_print(r->id, id));
}
