#include "feature/rectification/reading/extract_print.h"

#include "base/base.h"
#include "document/document.h"

#define EXTRACT_ARENA_MAX ((size_t)4 << 30)

static void print_json_field(FILE *out, const char *name, const char *value)
{
    fprintf(out, ", \"%s\": ", name);
    text_print_json(out, value);
}

static void print_json_problem(FILE *out, const char *document, const struct extraction *e, size_t seq, const struct extracted_problem *p)
{
    fputs("{\"document\": ", out);
    text_print_json(out, document);
    fprintf(out, ", \"seq\": %zu", seq);
    print_json_field(out, "problem", p->problem);
    fputs(", \"measures\": [", out);
    for (size_t i = 0; i < p->measure_count; i++) {
        fputs(i ? ", " : "", out);
        text_print_json(out, p->measures[i]);
    }
    putc(']', out);
    print_json_field(out, "responsible", p->responsible);
    print_json_field(out, "deadline", p->deadline);
    print_json_field(out, "section", p->section);
    fputs(", \"spans\": [", out);
    for (size_t i = 0; i < p->span_count; i++)
        fprintf(out, "%s[%d, %d, %d]", i ? ", " : "", p->spans[i].paragraph, p->spans[i].offset, p->spans[i].length);
    putc(']', out);
    print_json_field(out, "unit", p->unit);
    print_json_field(out, "status", p->status);
    print_json_field(out, "causes", p->causes);
    print_json_field(out, "title", e->title);
    print_json_field(out, "number", e->number);
    print_json_field(out, "issuer", e->issuer);
    print_json_field(out, "date", e->date);
    fputs("}\n", out);
}

void extract_print_jsonl(FILE *out, const char *document, const struct extraction *e)
{
    for (size_t i = 0; i < e->problem_count; i++)
        print_json_problem(out, document, e, i + 1, &e->problems[i]);
}

/* Tabs and line breaks would end a cell. */
static void print_cell(FILE *out, const char *s)
{
    for (; *s; s++)
        putc((unsigned char)*s < 0x20 ? ' ' : *s, out);
}

void extract_print_tsv(FILE *out, const char *document, const struct extraction *e)
{
    for (size_t i = 0; i < e->problem_count; i++) {
        const struct extracted_problem *p = &e->problems[i];
        print_cell(out, document);
        fprintf(out, "\t%zu\t", i + 1);
        print_cell(out, p->problem);
        putc('\t', out);
        for (size_t k = 0; k < p->measure_count; k++) {
            fputs(k ? "；" : "", out);
            print_cell(out, p->measures[k]);
        }
        const char *const rest[] = { p->responsible, p->deadline, p->status, p->section };
        for (size_t k = 0; k < ARRAY_SIZE(rest); k++) {
            putc('\t', out);
            print_cell(out, rest[k]);
        }
        putc('\n', out);
    }
}

int extract_file(FILE *out, FILE *err, const char *path, const char *format)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(EXTRACT_ARENA_MAX);
    struct document *document;
    struct extraction *e;
    error_clear();
    int outcome = document_read_file(arena, path, &document);
    if (outcome == DONE && document->classified)
        outcome = fail(DENIED, "文件标有密级，不能在本系统处理");
    if (outcome == DONE)
        outcome = extraction_read(arena, document, &e);
    if (outcome != DONE) {
        fprintf(err, "%s：%s\n", path, error_message());
        return outcome;
    }
    if (text_equal(format, "tsv"))
        extract_print_tsv(out, path, e);
    else
        extract_print_jsonl(out, path, e);
    if (e->warning)
        fprintf(err, "%s：%s\n", path, e->warning);
    return DONE;
}
