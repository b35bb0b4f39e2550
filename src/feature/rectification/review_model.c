/* The review page's model: the document on the left with what was found marked in it, the proposals on the right. */
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/private.h"
#include "feature/rectification/review.h"

/* A stretch of the document that a proposal holds. */
struct mark {
    struct place place;
    int64_t proposal;
    int position;
    bool dropped;
};

static int mark_compare(const void *a, const void *b)
{
    const struct place *x = &((const struct mark *)a)->place, *y = &((const struct mark *)b)->place;
    return x->paragraph != y->paragraph ? x->paragraph - y->paragraph : x->offset - y->offset;
}

static size_t marks_collect(struct arena *arena, struct record *const *proposals, size_t n, struct mark **ret)
{
    struct mark *marks = NULL;
    size_t count = 0, cap = 0;
    for (size_t i = 0; i < n; i++) {
        struct place *places;
        size_t m = places_parse(arena, record_text(proposals[i], PROPOSAL_PLACES), &places);
        for (size_t k = 0; k < m; k++)
            *arena_push(arena, &marks, &count, &cap) = (struct mark){
                places[k], proposals[i]->id, (int)record_int(proposals[i], PROPOSAL_POSITION),
                !strcmp(record_text(proposals[i], PROPOSAL_STATE), "dropped")};
    }
    if (count)
        qsort(marks, count, sizeof *marks, mark_compare);
    *ret = marks;
    return count;
}

static json_t *segment_json(struct arena *arena, const char *from, const char *to, const struct mark *mark)
{
    json_t *segment = json_object();
    char id[ID_TEXT];
    json_object_set_new(segment, "text", json_string(arena_strndup(arena, from, (size_t)(to - from))));
    if (mark) {
        json_object_set_new(segment, "proposal", json_string(id_print(mark->proposal, id)));
        json_object_set_new(segment, "position", json_integer(mark->position));
        json_object_set_new(segment, "dropped", json_boolean(mark->dropped));
    }
    return segment;
}

/* The paragraph cut at the marks in it; marks that overlap an earlier one are shown by the earlier. */
static json_t *paragraph_segments(struct arena *arena, const char *text, int number, const struct mark **next,
                                  const struct mark *end)
{
    json_t *segments = json_array();
    const char *at = text;
    for (int done = 0; *next < end && (*next)->place.paragraph <= number; (*next)++) {
        const struct mark *mark = *next;
        if (mark->place.paragraph < number || mark->place.offset < done)
            continue;
        const char *from = utf8_at(at, (size_t)(mark->place.offset - done));
        const char *to = utf8_at(from, (size_t)mark->place.length);
        if (from > at)
            json_array_append_new(segments, segment_json(arena, at, from, NULL));
        json_array_append_new(segments, segment_json(arena, from, to, mark));
        done = mark->place.offset + mark->place.length;
        at = to;
    }
    if (*at)
        json_array_append_new(segments, segment_json(arena, at, at + strlen(at), NULL));
    return segments;
}

static json_t *document_json(struct arena *arena, const struct document *document, const struct mark *marks, size_t n)
{
    json_t *paragraphs = json_array();
    const struct mark *next = marks;
    for (size_t i = 0; i < document->paragraph_count; i++) {
        const struct paragraph *p = &document->paragraphs[i];
        json_t *paragraph = json_object();
        json_object_set_new(paragraph, "number", json_integer((json_int_t)i + 1));
        json_object_set_new(paragraph, "cell", json_boolean(p->table > 0));
        json_object_set_new(paragraph, "heading", json_boolean(p->heading > 0 || p->centered));
        json_object_set_new(paragraph, "segments",
                            paragraph_segments(arena, p->text, (int)i + 1, &next, marks + n));
        json_array_append_new(paragraphs, paragraph);
    }
    return paragraphs;
}

int source_document(struct request *r, const struct record *source, struct document **ret)
{
    const void *bytes;
    size_t n;
    *ret = NULL;
    if (!*record_text(source, SOURCE_FILE))
        return DONE;
    TRY(file_store_get(r->system->folder, r->arena, record_text(source, SOURCE_FILE), &bytes, &n));
    return document_read(r->arena, record_text(source, SOURCE_FILE_NAME), bytes, n, ret);
}

int proposals_read(struct arena *arena, struct db *db, int64_t source, struct record ***ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct record **rows = NULL;
    size_t n = 0, cap = 0;
    int step;
    TRY(db_query(db, &s, "SELECT id FROM proposal WHERE source = ?1 ORDER BY position, id", value_int(source)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        struct record *proposal;
        TRY(record_read(arena, db, &proposal_entity, statement_int(s, 0), &proposal));
        *arena_push(arena, &rows, &n, &cap) = proposal;
    }
    *ret = rows;
    *ret_n = n;
    return step;
}

static json_t *lines_json(struct arena *arena, const char *text)
{
    json_t *lines = json_array();
    char *rest = arena_strdup(arena, text);
    while (rest) {
        char *line = rest, *end = strchr(rest, '\n');
        rest = end ? end + 1 : NULL;
        if (end)
            *end = 0;
        if (*line)
            json_array_append_new(lines, json_string(line));
    }
    return lines;
}

static json_t *proposal_json(struct arena *arena, const struct record *p)
{
    static const int shown[] = {PROPOSAL_CATEGORY, PROPOSAL_KIND, PROPOSAL_UNITS, PROPOSAL_DEPARTMENTS, PROPOSAL_LEADERS,
                                PROPOSAL_PERSONS, PROPOSAL_DEADLINE};
    json_t *row = face_json(arena, p), *assigned = json_array();
    const char *state = record_text(p, PROPOSAL_STATE);
    for (size_t i = 0; i < ARRAY_SIZE(shown); i++) {
        const struct field *field = &p->entity->fields[shown[i]];
        const char *text = value_print(arena, field, &p->values[shown[i]]);
        if (*text)
            json_array_append_new(assigned, json_pack("{s:s, s:s}", "label", field->label, "text", text));
    }
    struct place *places;
    size_t n = places_parse(arena, record_text(p, PROPOSAL_PLACES), &places);
    json_object_set_new(row, "paragraph", json_integer(n ? places[0].paragraph : 0));
    json_object_set_new(row, "assigned", assigned);
    json_object_set_new(row, "typed_symptom", json_string(record_text(p, PROPOSAL_SYMPTOM)));
    json_object_set_new(row, "measure_lines", lines_json(arena, record_text(p, PROPOSAL_MEASURES)));
    json_object_set_new(row, "proposed", json_boolean(!strcmp(state, "proposed")));
    json_object_set_new(row, "dropped", json_boolean(!strcmp(state, "dropped")));
    json_object_set_new(row, "confirmed", json_boolean(!strcmp(state, "confirmed")));
    return row;
}

/* What is asked of many proposals at once: a proposal's own fields, none of which must be filled. */
static json_t *assign_form(struct request *r)
{
    static const char *const names[] = {"units", "departments", "leaders", "persons", "category", "kind", "deadline", NULL};
    struct record *blank = record_new(r->arena, &proposal_entity);
    size_t i;
    json_t *row;
    blank->values[PROPOSAL_KIND].set = false;
    json_t *form = face_form_of(r->arena, r->db, blank, names, r->inputs, r->input_count, r->problems,
                                (int)r->problem_count, r->session->access);
    json_array_foreach(form, i, row)
        json_object_set_new(row, "required", json_false());
    return form;
}

/* What was typed into a refused act stands where it was typed. */
static void typed_keep(struct request *r, json_t *rows)
{
    const char *act = request_text(r, "act"), *chosen = request_text(r, "proposal");
    size_t i;
    json_t *row;
    request_page(r, "assigning", json_boolean(!strcmp(act, "assign")));
    request_page(r, "adding", json_boolean(!strcmp(act, "add")));
    request_page(r, "added", json_pack("{s:s, s:s}", "symptom", request_text(r, "symptom"), "places", request_text(r, "places")));
    if (strcmp(act, "edit") && strcmp(act, "split"))
        return;
    json_array_foreach(rows, i, row) {
        if (strcmp(json_string_value(json_object_get(row, "id")), chosen))
            continue;
        json_object_set_new(row, "editing", json_true());
        json_object_set_new(row, "typed_symptom", json_string(request_text(r, "symptom")));
        json_object_set_new(row, "measures", json_string(request_text(r, "measures")));
    }
}

static int counts_set(struct request *r, struct record *const *proposals, size_t n)
{
    int proposed = 0, dropped = 0, confirmed = 0, unassigned = 0;
    for (size_t i = 0; i < n; i++) {
        const char *state = record_text(proposals[i], PROPOSAL_STATE);
        bool open = !strcmp(state, "proposed");
        proposed += open;
        dropped += !strcmp(state, "dropped");
        confirmed += !strcmp(state, "confirmed");
        unassigned += open && (!proposals[i]->values[PROPOSAL_LEADERS].n || !proposals[i]->values[PROPOSAL_PERSONS].n);
    }
    request_set(r, "counts", json_pack("{s:i, s:i, s:i, s:i}", "proposed", proposed, "dropped", dropped, "confirmed",
                                       confirmed, "unassigned", unassigned));
    return DONE;
}

int review_model(struct request *r)
{
    struct record *source, **proposals;
    struct document *document;
    struct mark *marks;
    size_t n;
    TRY(request_record(r, &source));
    TRY(proposals_read(r->arena, r->db, source->id, &proposals, &n));
    TRY(source_document(r, source, &document));
    size_t mark_count = marks_collect(r->arena, proposals, n, &marks);
    json_t *rows = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(rows, proposal_json(r->arena, proposals[i]));
    request_set(r, "source", face_json(r->arena, source));
    request_set(r, "proposals", rows);
    request_set(r, "paragraphs", document ? document_json(r->arena, document, marks, mark_count) : json_array());
    request_page(r, "assign", assign_form(r));
    typed_keep(r, rows);
    return counts_set(r, proposals, n);
}
