/* A feedback document comes in: kept by its digest, read, and proposed problem by problem. */
#include <string.h>

#include "feature/rectification/extraction.h"
#include "feature/rectification/review.h"

enum { PROPOSALS_MAX = 2000 };

/* From prepare (the worker) to apply (the lane). */
struct feedback {
    struct document *document;
    struct extraction *extraction;
    const char *file_name;
    char digest[DIGEST_TEXT];
};

static char *measures_join(struct arena *arena, const struct extracted_problem *p)
{
    struct buffer text = buffer_in(arena);
    buffer_adds(&text, "");
    for (size_t i = 0; i < p->measure_count; i++)
        buffer_addf(&text, "%s%s", i ? "\n" : "", p->measures[i]);
    return text.p;
}

/* The document's own characters at the problem's places, before any cleaning. */
static char *words_at(struct arena *arena, const struct document *document, const struct extracted_problem *p)
{
    struct buffer words = buffer_in(arena);
    buffer_adds(&words, "");
    for (size_t i = 0; i < p->span_count; i++)
        buffer_adds(&words, document_text_at(arena, document, p->spans[i]));
    return words.n ? words.p : arena_strdup(arena, p->problem);
}

static int proposal_create(struct change *outer, const struct record *source, const struct document *document,
                           const struct extracted_problem *p, int position)
{
    struct change change = change_within(outer, &proposal_entity, "create");
    struct record *proposal = record_new(outer->arena, &proposal_entity);
    struct date feedback = {0}, until;
    char day[DATE_TEXT];
    (void)date_parse(record_text(source, SOURCE_DATE), &feedback);
    record_set_int(proposal, PROPOSAL_SOURCE, source->id);
    record_set_int(proposal, PROPOSAL_POSITION, position);
    record_set_text(proposal, PROPOSAL_WORDS, words_at(outer->arena, document, p));
    record_set_text(proposal, PROPOSAL_PLACES, places_print(outer->arena, p->spans, p->span_count));
    record_set_text(proposal, PROPOSAL_SECTION, p->section);
    record_set_text(proposal, PROPOSAL_SYMPTOM, p->problem);
    record_set_text(proposal, PROPOSAL_MEASURES, measures_join(outer->arena, p));
    record_set_text(proposal, PROPOSAL_RESPONSIBLE, p->responsible);
    record_set_text(proposal, PROPOSAL_DEADLINE_WORDS, p->deadline);
    record_set_text(proposal, PROPOSAL_KIND, kind_of_deadline(p->deadline));
    until = deadline_date(p->deadline, feedback);
    if (until.year)
        record_set_text(proposal, PROPOSAL_DEADLINE, arena_strdup(outer->arena, date_print(until, day)));
    return record_create(&change, proposal);
}

int proposals_create(struct change *outer, const struct record *source, const struct document *document,
                     const struct extraction *extraction)
{
    for (size_t i = 0; i < extraction->problem_count; i++)
        TRY(proposal_create(outer, source, document, &extraction->problems[i], (int)i + 1));
    return DONE;
}

/* On the worker: reading, and the original on the disk before its record. */
int feedback_prepare(struct request *r)
{
    struct feedback *feedback = arena_new(r->arena, struct feedback);
    const struct upload *upload = r->upload_count ? &r->uploads[0] : NULL;
    if (!upload || !upload->n)
        return request_problem(r, "file", "请选择要读取的反馈文件（.docx、.xlsx、.pdf、.txt、.csv）");
    int outcome = document_read(r->arena, upload->file_name, upload->bytes, upload->n, &feedback->document);
    if (outcome > 0)
        return request_problem(r, "file", "%s", error_message());
    TRY(outcome);
    if (feedback->document->classified)
        return request_problem(r, "file", "文件头有密级标志，本系统不能存放涉密文件。请改为登记脱密后的概述，"
                                          "在“反馈来源”中直接新增来源和问题");
    TRY(extraction_read(r->arena, feedback->document, &feedback->extraction));
    if (feedback->extraction->problem_count > PROPOSALS_MAX)
        return request_problem(r, "file", "文件里读出%zu条，一次最多%d条，请分成几个文件", feedback->extraction->problem_count,
                               PROPOSALS_MAX);
    feedback->file_name = upload->file_name;
    TRY(file_store_put(r->system->folder, upload->bytes, upload->n, feedback->digest));
    r->state = feedback;
    return DONE;
}

int feedback_apply(struct request *r, struct db *db)
{
    const struct feedback *feedback = r->state;
    struct change *change = request_change(r, db, &source_entity, "create");
    struct record *source = record_new(r->arena, &source_entity);
    char id[ID_TEXT];
    TRY(record_fill(change, source, r->inputs, r->input_count));
    record_set_text(source, SOURCE_FILE, feedback->digest);
    record_set_text(source, SOURCE_FILE_NAME, feedback->file_name);
    if (feedback->extraction->warning)
        record_set_text(source, SOURCE_WARNING, feedback->extraction->warning);
    TRY(record_create(change, source));
    TRY(proposals_create(change, source, feedback->document, feedback->extraction));
    return request_redirect(r, "/source/%s/review", id_print(source->id, id));
}

int feedback_form(struct request *r)
{
    struct change *change = &r->change;
    request_set(r, "form", face_form(r->arena, r->db, record_new(r->arena, &source_entity), r->inputs, r->input_count,
                                     change->problems ? change->problems : r->problems,
                                     (int)(change->problems ? change->problem_count : r->problem_count),
                                     r->session->access));
    return DONE;
}
