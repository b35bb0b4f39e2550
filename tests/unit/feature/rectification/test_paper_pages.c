#include "demonstrated.h"
#include "document/document.h"
#include "feature/rectification/papers/papers.h"

static const struct page *row_of(const char *path)
{
    const struct page *row;
    for (int i = 0; (row = office_page_at(i)); i++)
        if (!strcmp(row->path, path) && !strcmp(row->method, "GET"))
            return row;
    check_fail(__FILE__, __LINE__, "no page %s", path);
}

static struct request request_to(struct demonstrated *d, const char *path)
{
    struct request r = {.arena = d->arena, .system = d->system, .page_row = row_of(path), .method = "GET", .path = path,
                        .session = &d->session, .db = d->system->reader, .id = demonstrated_source(d)};
    request_start(&r);
    return r;
}

/* What the page says is to be filled in is what stands in the file, and its totals are the figures. */
static void page_and_file_agree(void)
{
    struct demonstrated d;
    json_t *paper;
    size_t i;
    demonstrated_open(&d);
    json_begin(d.arena);
    struct request r = request_to(&d, "/source/:id/papers");
    CHECK_DONE(r.page_row->model(&r));
    json_t *papers = json_object_get(r.answer.data, "papers");
    CHECK_INT(json_array_size(papers), 4);
    CHECK_INT(json_integer_value(json_object_get(json_object_get(json_object_get(r.answer.data, "figures"), "counts"), "all")), 11);
    json_array_foreach(papers, i, paper) {
        const char *name = json_string_value(json_object_get(paper, "name"));
        struct request file = request_to(&d, arena_printf(d.arena, "/source/:id/%s.docx", name));
        struct document *document;
        int64_t marks = 0;
        CHECK_DONE(file.page_row->model(&file));
        CHECK_INT(file.answer.kind, ANSWER_FILE);
        CHECK_DONE(document_read_file(d.arena, file.answer.path, &document));
        for (size_t k = 0; k < document->paragraph_count; k++)
            for (const char *at = document->paragraphs[k].text; (at = strstr(at, "【待填：")); at++)
                marks++;
        CHECK_INT(marks, json_integer_value(json_object_get(paper, "mark_count")));
        CHECK(json_integer_value(json_object_get(paper, "characters")) > 300);
        unlink(file.answer.path);
    }
    json_end();
    demonstrated_close(&d);
}

/* Of a list with a filter under which nothing is late there is no letter, and it says so. */
static void no_letter_about_nothing(void)
{
    static const char *const closed[] = {"closed"};
    struct demonstrated d;
    struct input filter = {"state", closed, 1};
    demonstrated_open(&d);
    json_begin(d.arena);
    struct request r = request_to(&d, "/papers/urge.docx");
    CHECK_DONE(r.page_row->model(&r));
    unlink(r.answer.path);
    r = request_to(&d, "/papers/urge.docx");
    r.inputs = &filter;
    r.input_count = 1;
    CHECK_OUTCOME(r.page_row->model(&r), INVALID);
    CHECK(strstr(error_message(), "不用发督办函"));
    json_end();
    demonstrated_close(&d);
}

TESTS({"page and file agree", page_and_file_agree}, {"no letter about nothing", no_letter_about_nothing})
