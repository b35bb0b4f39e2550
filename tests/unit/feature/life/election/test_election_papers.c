#include <unistd.h>

#include "election_office.h"
#include "document/document.h"

static struct world w;

static struct request *get(const char *login, const char *row, const char *unit)
{
    return world_ask(&w, (struct ask){.method = "GET", .row = row, .cookie = world_session(&w, login), .id = election_of_unit(&w, unit)});
}

/* What the page says is to be filled in is what stands in the file. */
static void page_and_files_agree(void)
{
    json_t *paper;
    size_t i;
    election_office(&w);
    struct request *page = get("gunianan", "/election/:id/papers", "SL-JW");
    json_t *papers = json_object_get(page->answer.data, "papers");
    CHECK_INT((int64_t)json_array_size(papers), 8);
    json_array_foreach(papers, i, paper) {
        const char *name = json_string_value(json_object_get(paper, "name"));
        struct request *file = get("gunianan", arena_printf(w.arena, "/election/:id/%s.docx", name), "SL-JW");
        struct document *document;
        int64_t marks = 0;
        CHECK_INT(file->answer.kind, ANSWER_FILE);
        CHECK_DONE(document_read_file(w.arena, file->answer.path, &document));
        for (size_t k = 0; k < document->paragraph_count; k++)
            for (const char *at = document->paragraphs[k].text; (at = strstr(at, "【待填：")); at++)
                marks++;
        CHECK_INT(marks, json_integer_value(json_object_get(paper, "mark_count")));
        unlink(file->answer.path);
        request_finish(file);
    }
    request_finish(page);
    world_close(&w);
}

static void for_whom(void)
{
    election_office(&w);
    struct request *r = get("mengfanyi", "/election/:id/request.docx", "SL-Z1");
    CHECK_INT(r->answer.kind, ANSWER_FILE);
    unlink(r->answer.path);
    request_finish(r);
    r = get("mengfanyi", "/election/:id/result.docx", "SL-Z1");      /* nothing to report yet */
    CHECK_INT(r->answer.status, 422);
    request_finish(r);
    r = get("linwanzhou", "/election/:id/request.docx", "SL-Z1");
    CHECK_INT(r->answer.status, 404);
    request_finish(r);
    world_close(&w);
}

static void copies(void)
{
    election_office(&w);
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/election/:id/ballot.docx", .cookie = world_session(&w, "gunianan"),
                                                   .id = election_of_unit(&w, "SL-Z1"), .inputs = {"copies", "501"}});
    CHECK(r->answer.status >= 400);
    request_finish(r);
    world_close(&w);
}

TESTS({"page and files agree", page_and_files_agree}, {"for whom", for_whom}, {"copies", copies})
