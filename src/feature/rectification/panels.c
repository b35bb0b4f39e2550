/* What this feature shows on the page of a problem and of a source. */
#include <string.h>

#include "feature/rectification/review.h"

/* On a problem's page: until when, how long still, how many of its measures are done. */
int standing_panel(struct request *r, const struct record *problem, json_t **ret)
{
    const char *deadline = record_text(problem, PROBLEM_DEADLINE), *first = record_text(problem, PROBLEM_ORIGINAL_DEADLINE);
    const struct field *progress = &problem->entity->fields[PROBLEM_PROGRESS];
    json_int_t measures = record_int(problem, PROBLEM_MEASURE_COUNT), done = record_int(problem, PROBLEM_MEASURES_DONE);
    *ret = json_pack("{s:s, s:s?, s:s, s:I, s:I}", "deadline", deadline, "moved_from",
                     *first && strcmp(first, deadline) ? first : NULL, "progress",
                     value_print(r->arena, progress, &problem->values[PROBLEM_PROGRESS]), "measures", measures, "done", done);
    if (strcmp(record_text(problem, PROBLEM_PROGRESS), "finished"))
        json_object_update_missing(*ret, due_json(r->arena, deadline));
    return DONE;
}

/* On a problem's page: its sentence in the feedback, with the paragraph around it. */
int sentence_panel(struct request *r, const struct record *problem, json_t **ret)
{
    struct record *source;
    struct document *document;
    struct place *places;
    char id[ID_TEXT];
    int outcome = access_read(r->session->access, r->arena, r->db, &source_entity, record_int(problem, PROBLEM_SOURCE),
                              &source);
    size_t n = places_parse(r->arena, record_text(problem, PROBLEM_PLACES), &places);
    *ret = NULL;
    if (outcome == NOT_FOUND)
        return DONE;
    TRY(outcome);
    TRY(source_document(r, source, &document));
    int paragraph = n && document && places[0].paragraph <= (int)document->paragraph_count ? places[0].paragraph : 0;
    *ret = json_pack("{s:s, s:s, s:i, s:s, s:s, s:b}", "source", record_text(source, SOURCE_TITLE), "source_id",
                     id_print(source->id, id), "paragraph", paragraph, "words", record_text(problem, PROBLEM_WORDS),
                     "around", paragraph ? document->paragraphs[paragraph - 1].text : "", "stored", document != NULL);
    return DONE;
}

/* On a source's page: the way to its review and its lists. */
int review_panel(struct request *r, const struct record *source, json_t **ret)
{
    char id[ID_TEXT];
    int64_t open;
    TRY(proposal_open_count(r->db, source->id, &open));
    *ret = json_pack("{s:s, s:I, s:b, s:s}", "id", id_print(source->id, id), "open", (json_int_t)open, "stored",
                     *record_text(source, SOURCE_FILE) != 0, "warning", record_text(source, SOURCE_WARNING));
    return DONE;
}
