#include "door.h"

#include <stdatomic.h>

static atomic_int kept;

/* GET /echo: says its parameters back. */
static int echo(struct request *r)
{
    request_set(r, "a", json_string(request_text(r, "a")));
    request_set(r, "id", json_integer(r->id != 0));
    return DONE;
}

/* POST /keep: counts in the lane; "no" is refused there. */
static int keep(struct request *r, struct db *db)
{
    if (strcmp(request_text(r, "a"), "no") == 0)
        return request_problem(r, "a", "不能是 no，请另填");
    kept++;
    return request_redirect(r, "/echo");
}

/* POST /take: tells how much came, without the lane. */
static int take(struct request *r)
{
    request_set(r, "bytes", json_integer(r->upload_count ? (json_int_t)r->uploads[0].n : -1));
    request_set(r, "name", json_string(r->upload_count ? r->uploads[0].file_name : ""));
    request_set(r, "a", json_string(request_text(r, "a")));
    return DONE;
}

static const char *const parameters[] = {"a", NULL};
static const struct page pages[] = {
    {"GET", "/echo", VERB_PUBLIC, NULL, "回声", parameters, .model = echo},
    {"GET", "/echo/:id", VERB_PUBLIC, NULL, "回声", parameters, .model = echo},
    {"POST", "/keep", VERB_PUBLIC, NULL, "留", parameters, .apply = keep},
    {"POST", "/take", VERB_PUBLIC, NULL, "收", parameters, PAGE_UPLOAD, .prepare = take},
    {"POST", "/mine", VERB_SIGNED_IN, NULL, "我的", parameters, .apply = keep},
};
static const struct feature feature = {.name = "small", .label = "小", .pages = pages, .page_count = ARRAY_SIZE(pages)};
static struct arena *arena;

static void begin(void)
{
    arena = arena_create(64 << 20);
    house_begin(&feature);
    CHECK_DONE(door_open("0"));
}

static void end(void)
{
    if (door)
        door_close();
    house_end();
    arena_destroy(arena);
}

#define ASK(line, headers, ...) wire_ask(line " HTTP/1.1\r\nAccept: application/json\r\n" headers, __VA_ARGS__)
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"
#define JSON "Content-Type: application/json\r\n"

static void said(const char *answer, int status, const char *what)
{
    if (wire_status(answer) != status || !strstr(wire_body(answer), what))
        check_fail(__FILE__, __LINE__, "wanted %d and “%s”, got: %.300s", status, what, answer);
}

static void addresses_lead_to_pages(void)
{
    said(ASK("GET /echo?a=%E5%85%9A+x", "", NULL, 0), 200, "\"a\":\"党 x\"");
    said(wire_ask("GET /echo.json?a=1 HTTP/1.1\r\nAccept: text/html\r\n", NULL, 0), 200, "{\"data\":{\"a\":\"1\"");
    said(ASK("GET /echo/0123456789AB", "", NULL, 0), 200, "\"id\":1");
    said(ASK("GET /nothing", "", NULL, 0), 404, "");
    said(ASK("GET /echo/%FF", "", NULL, 0), 400, "");
    said(ASK("GET /echo?a=%GG", "", NULL, 0), 400, "");
    said(ASK("GET /echo?b=1", "", NULL, 0), 400, "b");
    const char *answer = ASK("HEAD /echo", "", NULL, 0);
    CHECK_INT(wire_status(answer), 200);
    CHECK_TEXT(wire_body(answer), "");
    CHECK(wire_header(answer, "Content-Length") && strcmp(wire_header(answer, "Content-Length"), "0") != 0);
}

static void other_methods_are_told_which_there_are(void)
{
    static const struct {
        const char *line, *method, *allow;
    } rows[] = {
        {"PUT /echo", "PUT", "GET, HEAD, POST"}, {"DELETE /nothing", "DELETE", "GET, HEAD, POST"}, {"POST /echo", "POST", "GET, HEAD"},
        {"GET /keep", "GET", "POST"}, {"HEAD /keep", "GET", "POST"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const char *answer = wire_ask(arena_printf(arena, "%s HTTP/1.1\r\nAccept: application/json\r\n", rows[i].line), NULL, 0);
        CHECK_INT(wire_status(answer), 405);
        CHECK_TEXT(wire_header(answer, "Allow"), rows[i].allow);
        if (!text_starts(rows[i].line, "HEAD"))
            CHECK(strstr(wire_body(answer), arena_printf(arena, "这个地址不接受 %s 请求", rows[i].method)));
    }
}

static void bodies_that_are_none(void)
{
    static const char html[] = "a=1";
    said(ASK("GET /echo", FORM, html, 3), 400, "GET 请求不能带内容");
    said(ASK("POST /keep", "Content-Type: text/plain\r\n", html, 3), 415, "不支持这种内容类型，请用表单");
    said(ASK("POST /keep", "", html, 3), 415, "不支持这种内容类型，请用表单");
    said(ASK("POST /keep", "Content-Type: application/jsonx\r\n", html, 3), 415, "不支持这种内容类型");
    said(ASK("POST /keep", JSON, "{\"a\":", 5), 400, "JSON 第 1 行第 5 列有误");
    said(ASK("POST /keep", JSON, "[1]", 3), 400, "JSON 的最外层应是一个对象");
    said(ASK("POST /keep", JSON, "{\"a\":\"1\",\"a\":\"2\"}", 17), 400, "JSON 第 1 行");
    said(ASK("POST /keep", FORM, "a=%ZZ", 5), 400, "");
    said(ASK("POST /take", "Content-Type: multipart/form-data; boundary=x\r\n", "--y\r\n", 5), 400, "");
    CHECK_INT(kept, 0);
}

/* One body after the other, in each of the three forms. */
static void bodies_arrive(void)
{
    static const char parts[] = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n党\r\n--x\r\n"
        "Content-Disposition: form-data; name=\"file\"; filename=\"表.xlsx\"\r\nContent-Type: text/csv\r\n\r\nPK..\r\n--x--\r\n";
    said(ASK("POST /take", FORM, "a=%E5%85%9A", 11), 200, "\"a\":\"党\"");
    said(ASK("POST /take?a=1", FORM, NULL, 0), 200, "\"a\":\"1\"");
    said(wire_ask("POST /take HTTP/1.1\r\nContent-Type: application/json; charset=utf-8\r\n", "{\"a\":\"x\"}", 9), 200, "\"bytes\":-1");
    const char *answer = ASK("POST /take", "Content-Type: multipart/form-data; boundary=x\r\n", parts, strlen(parts));
    said(answer, 200, "\"bytes\":4");
    CHECK(strstr(answer, "\"name\":\"表.xlsx\"") && strstr(answer, "\"a\":\"党\""));
}

static const char *announced(const char *line, const char *headers, size_t n)
{
    int fd = wire_connect();
    const char *head = arena_printf(arena, "%s HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\nConnection: close\r\n%s"
                                    "Content-Length: %zu\r\n\r\n", line, headers, n);
    wire_send(fd, head, strlen(head));
    return wire_read(fd);                            /* answered before a byte of it is sent */
}

/* What is too much is refused as soon as it is announced, or as soon as it has come. */
static void bodies_have_ceilings(void)
{
    said(announced("POST /keep", FORM, (2 << 20) + (1 << 20) + 1), 413, "提交的内容超过 2 MB，请拆分后再提交");
    said(announced("POST /take", "Content-Type: multipart/form-data; boundary=x\r\n", (size_t)1 << 30), 413, "提交的内容超过");
    said(announced("POST /mine", FORM, (1 << 20) + 1), 401, "请先登录");          /* of a stranger even less */
    char *much = arena_alloc(arena, FORM_MAX + 1);
    memset(much, 'a', FORM_MAX + 1);
    said(ASK("POST /keep", FORM, much, FORM_MAX + 1), 413, "提交的内容超过 2 MB，请拆分后再提交");
    int fd = wire_connect();
    static const char chunked[] = "POST /keep HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\nConnection: close\r\n" FORM
        "Transfer-Encoding: chunked\r\n\r\n200001\r\n";
    wire_send(fd, chunked, strlen(chunked));
    wire_send(fd, much, FORM_MAX + 1);
    wire_send(fd, "\r\n0\r\n\r\n", 7);
    said(wire_read(fd), 413, "提交的内容超过 2 MB");
    char *address = arena_alloc(arena, ADDRESS_MAX + 100);
    memset(address, 'a', ADDRESS_MAX + 99);
    address[ADDRESS_MAX + 99] = 0;
    said(wire_ask(arena_printf(arena, "GET /echo?a=%s HTTP/1.1\r\nAccept: application/json\r\n", address), NULL, 0), 414, "地址太长");
    CHECK_INT(kept, 0);
}

/* The answer comes when it is saved; what the lane refuses comes back with what was wrong. */
static void through_the_lane_and_back(void)
{
    kept = 0;
    const char *answer = wire_ask("POST /keep HTTP/1.1\r\n" FORM, "a=1", 3);
    CHECK_INT(wire_status(answer), 303);
    CHECK_TEXT(wire_header(answer, "Location"), "/echo");
    CHECK_INT(kept, 1);
    said(ASK("POST /keep", FORM, "a=no", 4), 422, "不能是 no，请另填");
    CHECK_INT(kept, 1);
    for (int i = 0; i < 1000 && atomic_load(&door->suspended); i++)       /* the lane counts it off behind its answer */
        usleep(1000);
    CHECK_INT(atomic_load(&door->suspended), 0);
}

/* Request after request on one connection, each with its own answer. */
static void a_connection_is_used_again(void)
{
    static const char all[] = "GET /echo?a=one HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n\r\n"
        "POST /take HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n" FORM "Content-Length: 5\r\n\r\na=two"
        "PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nxyz"
        "GET /echo?a=last HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
    int fd = wire_connect();
    wire_send(fd, all, strlen(all));
    const char *answers = wire_read(fd), *one = strstr(answers, "\"a\":\"one\""), *two = strstr(answers, "\"a\":\"two\"");
    const char *refused = strstr(answers, "405 "), *last = strstr(answers, "\"a\":\"last\"");
    CHECK(one && two && refused && last && one < two && two < refused && refused < last);
}

static void assets_need_no_page(void)
{
    CHECK_INT(wire_status(wire_ask("GET /assets/app.css HTTP/1.1\r\n", NULL, 0)), 200);
    CHECK_INT(wire_status(ASK("GET /assets/none.css", "", NULL, 0)), 404);
    CHECK_INT(wire_status(ASK("POST /assets/app.css", FORM, "a=1", 3)), 404);
}

/* While it closes, what still comes on open connections is told so, and the connection with it. */
static void a_closing_server_says_so(void)
{
    atomic_store(&door->stopping, true);
    const char *answer = ASK("GET /echo", "", NULL, 0);
    said(answer, 503, "服务正在停止，请稍后再试");
    CHECK_TEXT(wire_header(answer, "Retry-After"), "5");
    atomic_store(&door->stopping, false);
}

TESTS({"begin", begin}, {"addresses lead to pages", addresses_lead_to_pages},
      {"other methods are told which there are", other_methods_are_told_which_there_are}, {"bodies that are none", bodies_that_are_none},
      {"bodies arrive", bodies_arrive}, {"bodies have ceilings", bodies_have_ceilings}, {"through the lane and back", through_the_lane_and_back},
      {"a connection is used again", a_connection_is_used_again}, {"assets need no page", assets_need_no_page},
      {"a closing server says so", a_closing_server_says_so}, {"end", end})
