#include "wire.h"

#include "web/server.h"
#include "web/template.h"

static struct arena *arena;
static struct server server;
static struct exchange *x;               /* what the small server answers with */

static enum MHD_Result send_it(void *context, struct MHD_Connection *mhd, const char *path, const char *method, const char *version,
                               const char *bytes, size_t *n, void **state)
{
    x->mhd = mhd;
    json_begin(arena);
    answer_send(x);
    json_end();
    return MHD_YES;
}

static void begin(void)
{
    static const char page[] = "{{<frame}}\n<p>{{data.name}}</p>{{page.title}}", frame[] = "<main>{{@content}}</main>";
    const struct resource resources[] = {
        {.name = "views/page.html", .bytes = (const unsigned char *)page, .n = strlen(page)},
        {.name = "views/frame.html", .bytes = (const unsigned char *)frame, .n = strlen(frame)},
    };
    arena = arena_create(16 << 20);
    json_setup();
    CHECK_DONE(views_compile(arena, resources, 2, &server.views));
    wire_open(send_it);
}

static void end(void)
{
    wire_close();
    arena_destroy(arena);
}

static struct answer *fresh(struct answer answer)
{
    x = arena_new(arena, struct exchange);
    x->server = &server;
    x->arena = x->request.arena = arena;
    x->request.answer = answer;
    if (!x->request.answer.status)
        x->request.answer.status = 200;
    return &x->request.answer;
}

static const char *sent(void)
{
    const char *answer = wire_ask("GET / HTTP/1.1\r\n", NULL, 0);
    CHECK_INT(x->stage, EXCHANGE_ANSWERED);
    return answer;
}

static json_t *a_name(const char *name)
{
    json_begin(arena);
    json_t *value = json_pack("{s:s}", "name", name);
    json_end();
    return value;
}

/* One page, two faces: the view renders both parts, a program gets the data alone. */
static void one_page_two_faces(void)
{
    static const struct page row = {.view = "page"};
    struct answer *a = fresh((struct answer){.data = a_name("<党支部>")});
    json_begin(arena);
    a->page = json_pack("{s:s}", "title", "T");
    json_end();
    x->request.page_row = &row;
    const char *answer = sent();
    CHECK_INT(wire_status(answer), 200);
    CHECK_TEXT(wire_header(answer, "Content-Type"), "text/html; charset=utf-8");
    CHECK_TEXT(wire_header(answer, "Cache-Control"), "no-store");
    CHECK_TEXT(wire_header(answer, "X-Content-Type-Options"), "nosniff");
    CHECK_TEXT(wire_body(answer), "<main><p>&lt;党支部&gt;</p>T</main>");
    x->request.htmx = true;
    CHECK_TEXT(wire_body(sent()), "<p>&lt;党支部&gt;</p>T");
    x->request.json = true;
    answer = sent();
    CHECK_TEXT(wire_header(answer, "Content-Type"), "application/json");
    CHECK_TEXT(wire_body(answer), "{\"data\":{\"name\":\"<党支部>\"}}\n");
}

static void without_a_view_it_is_data(void)
{
    fresh((struct answer){.data = a_name("a")});
    CHECK_TEXT(wire_body(sent()), "{\"data\":{\"name\":\"a\"}}\n");
    fresh((struct answer){.data = a_name("a"), .view = "page"})->status = 422;      /* the answer's own view goes first */
    const char *answer = sent();
    CHECK_INT(wire_status(answer), 422);
    CHECK_TEXT(wire_body(answer), "<main><p>a</p></main>");
    fresh((struct answer){.view = "gone"});
    answer = sent();
    CHECK_INT(wire_status(answer), 500);
    CHECK_TEXT(wire_body(answer), "");
}

/* Each asker is led on in the way he understands. */
static void three_ways_to_lead_on(void)
{
    fresh((struct answer){.kind = ANSWER_REDIRECT, .location = "/unit/1", .data = a_name("a")});
    const char *answer = sent();
    CHECK_INT(wire_status(answer), 303);
    CHECK_TEXT(wire_header(answer, "Location"), "/unit/1");
    CHECK_TEXT(wire_body(answer), "");
    x->request.htmx = true;
    answer = sent();
    CHECK_INT(wire_status(answer), 200);
    CHECK_TEXT(wire_header(answer, "HX-Redirect"), "/unit/1");
    CHECK(!wire_header(answer, "Location"));
    x->request.htmx = false;
    x->request.json = true;
    answer = sent();
    CHECK_INT(wire_status(answer), 200);
    CHECK_TEXT(wire_header(answer, "Location"), "/unit/1");
    CHECK_TEXT(wire_body(answer), "{\"data\":{\"name\":\"a\"}}\n");
}

static void bytes_and_their_name(void)
{
    fresh((struct answer){.kind = ANSWER_BYTES, .bytes = "a,b", .n = 3});
    const char *answer = sent();
    CHECK_TEXT(wire_header(answer, "Content-Type"), "application/octet-stream");
    CHECK(!wire_header(answer, "Content-Disposition"));
    CHECK_TEXT(wire_body(answer), "a,b");
    fresh((struct answer){.kind = ANSWER_BYTES, .bytes = "a,b", .n = 3, .content_type = "text/csv", .file_name = "表.csv"});
    answer = sent();
    CHECK_TEXT(wire_header(answer, "Content-Type"), "text/csv");
    CHECK_TEXT(wire_header(answer, "Content-Disposition"), "attachment; filename=\"mingze.csv\"; filename*=UTF-8''%E8%A1%A8.csv");
    fresh((struct answer){.file_name = "表.csv"});                    /* a page is no attachment */
    CHECK(!wire_header(sent(), "Content-Disposition"));
}

/* A file that was made for this answer is gone when it was sent; another one stays. */
static void files(void)
{
    char path[] = "/tmp/mingze-answer-XXXXXX";
    int fd = mkstemp(path);
    CHECK(fd >= 0 && write(fd, "PK..", 4) == 4);
    close(fd);
    fresh((struct answer){.kind = ANSWER_FILE, .path = path, .file_name = "x.xlsx"});
    CHECK_TEXT(wire_body(sent()), "PK..");
    CHECK(access(path, F_OK) == 0);
    fresh((struct answer){.kind = ANSWER_FILE, .path = path, .temporary = true, .content_type = "application/pdf"});
    const char *answer = sent();
    CHECK_TEXT(wire_header(answer, "Content-Type"), "application/pdf");
    CHECK_TEXT(wire_header(answer, "Content-Length"), "4");
    CHECK(access(path, F_OK) != 0);
    answer = sent();                                                    /* not there any more */
    CHECK_INT(wire_status(answer), 500);
    CHECK_TEXT(wire_body(answer), "");
}

static void headers_that_follow_from_the_answer(void)
{
    fresh((struct answer){.set_cookie = "abc"});
    CHECK_TEXT(wire_header(sent(), "Set-Cookie"), "mingze=abc; Path=/; HttpOnly; SameSite=Strict");
    fresh((struct answer){.status = 405});
    x->allow = "GET, HEAD";
    CHECK_TEXT(wire_header(sent(), "Allow"), "GET, HEAD");
    fresh((struct answer){.status = 401});
    CHECK(!wire_header(sent(), "WWW-Authenticate"));                   /* a person is shown the login */
    x->request.json = true;
    CHECK_TEXT(wire_header(sent(), "WWW-Authenticate"), "Bearer");
    fresh((struct answer){.status = 503});
    CHECK_TEXT(wire_header(sent(), "Retry-After"), "5");
    fresh((struct answer){0});
    CHECK(!wire_header(sent(), "Retry-After") && !wire_header(sent(), "Allow") && !wire_header(sent(), "Set-Cookie"));
}

/* A server that is closing keeps nobody's connection. */
static void closing_is_told(void)
{
    static const char request[] = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    fresh((struct answer){0});
    atomic_store(&server.stopping, true);
    int fd = wire_connect();
    wire_send(fd, request, strlen(request));
    const char *answer = wire_read(fd);                                 /* returns: the server closed it */
    CHECK_TEXT(wire_header(answer, "Connection"), "close");
    atomic_store(&server.stopping, false);
}

TESTS({"begin", begin}, {"one page, two faces", one_page_two_faces}, {"without a view it is data", without_a_view_it_is_data},
      {"three ways to lead on", three_ways_to_lead_on}, {"bytes and their name", bytes_and_their_name}, {"files", files},
      {"headers that follow from the answer", headers_that_follow_from_the_answer}, {"closing is told", closing_is_told}, {"end", end})
