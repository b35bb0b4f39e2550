/* A feedback document comes in: kept by its digest, read, and proposed problem by problem. */
#include <string.h>

#include "feature/rectification/reading/extraction.h"
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

/* What the officer left empty is taken from the document, where he can correct it; what he wrote stands. */
static void input_fill(struct request *r, const char *name, const char *value)
{
    int i = 0;
    while (i < r->input_count && strcmp(r->inputs[i].name, name))
        i++;
    if (!*value || (i < r->input_count && r->inputs[i].n && *r->inputs[i].values[0]))
        return;
    struct input *inputs = arena_array(r->arena, struct input, (size_t)r->input_count + 1);
    const char **values = arena_array(r->arena, const char *, 1);
    if (r->input_count)
        memcpy(inputs, r->inputs, (size_t)r->input_count * sizeof *inputs);
    values[0] = value;
    inputs[i] = (struct input){name, values, 1};
    r->inputs = inputs;
    r->input_count += i == r->input_count;
}

static void inputs_from_document(struct request *r, const struct extraction *extraction)
{
    struct date told, today = clock_today();
    char day[DATE_TEXT];
    bool known = !date_parse(extraction->date, &told) && date_compare(told, today) <= 0;
    input_fill(r, "title", extraction->title);
    input_fill(r, "issuer", extraction->issuer);
    input_fill(r, "number", extraction->number);
    input_fill(r, "feedback_on", known ? extraction->date : arena_strdup(r->arena, date_print(today, day)));
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
    inputs_from_document(r, feedback->extraction);
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

/* These may stay empty here: the document says them, or today is taken for the day. */
static void ask_less(json_t *form, bool typed)
{
    static const struct { const char *name, *help; } asked[] = {
        {"title", "留空则取文件的标题"}, {"issuer", "留空则取文件里写明的"}, {"number", "留空则取文件里写明的"},
        {"feedback_on", "留空则取文件里写明的；文件没有写明的，取今天"},
    };
    json_t *row;
    size_t i;
    json_array_foreach(form, i, row)
        for (size_t k = 0; k < ARRAY_SIZE(asked); k++)
            if (!strcmp(json_string_value(json_object_get(row, "name")), asked[k].name)) {
                json_object_set_new(row, "required", json_false());
                json_object_set_new(row, "help", json_string(asked[k].help));
                if (!typed)
                    json_object_set_new(row, "value", json_string(""));
            }
}

int feedback_form(struct request *r)
{
    struct change *change = &r->change;
    json_t *form = face_form(r->arena, r->db, record_new(r->arena, &source_entity), r->inputs, r->input_count,
                             change->problems ? change->problems : r->problems,
                             (int)(change->problems ? change->problem_count : r->problem_count), r->session->access);
    ask_less(form, r->input_count > 0);
    request_set(r, "form", form);
    return DONE;
}
