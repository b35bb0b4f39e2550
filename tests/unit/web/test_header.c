#include "wire.h"

#include "office/request.h"
#include "web/header.h"

static struct arena *arena;
static const char *proxy, *cookie, *attachment;          /* what the small server does with the next request */
static bool secure;

static const char *or_none(const char *s)
{
    return s ? s : "-";
}

/* Says what it read; or, with a cookie or a file name, answers with those headers. */
static enum MHD_Result look(void *context, struct MHD_Connection *mhd, const char *path, const char *method, const char *version,
                            const char *bytes, size_t *n, void **state)
{
    struct request r = {.arena = arena};
    int outcome = headers_read(mhd, proxy, &r);
    const char *text = outcome != DONE ? error_message()
        : arena_printf(arena, "%s%s%s%s%s cookie=%s bearer=%s key=%s", r.remote, r.secure ? " secure" : "", r.json ? " json" : "",
                       r.htmx ? " htmx" : "", r.foreign ? " foreign" : "", or_none(r.cookie), or_none(r.bearer), or_none(r.idempotency_key));
    struct MHD_Response *response = MHD_create_response_from_buffer(strlen(text), (void *)text, MHD_RESPMEM_PERSISTENT);
    r.secure = secure;
    headers_add_common(response);
    if (cookie)
        headers_add_cookie(response, &r, cookie);
    if (attachment)
        headers_add_attachment(response, &r, attachment);
    enum MHD_Result queued = MHD_queue_response(mhd, 200, response);
    MHD_destroy_response(response);
    return queued;
}

static void begin(void)
{
    arena = arena_create(16 << 20);
    wire_open(look);
}

static void end(void)
{
    wire_close();
    arena_destroy(arena);
}

static const char *read_as(const char *headers)
{
    return wire_body(wire_ask(arena_printf(arena, "GET / HTTP/1.1\r\n%s", headers), NULL, 0));
}

static void what_a_request_says(void)
{
    static const char *const rows[][2] = {
        {"", "127.0.0.1 cookie=- bearer=- key=-"},
        {"Accept: text/html,*/*\r\n", "127.0.0.1 cookie=- bearer=- key=-"},
        {"Accept: application/json\r\n", "127.0.0.1 json cookie=- bearer=- key=-"},
        {"Accept: application/problem+json\r\n", "127.0.0.1 json cookie=- bearer=- key=-"},
        {"Accept: text/html, application/json\r\n", "127.0.0.1 cookie=- bearer=- key=-"},
        {"Authorization: Bearer  abc\r\n", "127.0.0.1 json cookie=- bearer=abc key=-"},
        {"Authorization: bearer abc\r\nAccept: text/html\r\n", "127.0.0.1 cookie=- bearer=abc key=-"},
        {"Authorization: Basic abc\r\n", "127.0.0.1 cookie=- bearer=- key=-"},
        {"Cookie: a=1; mingze=secret; b=2\r\n", "127.0.0.1 cookie=secret bearer=- key=-"},
        {"Cookie: __Host-mingze=secret\r\n", "127.0.0.1 cookie=- bearer=- key=-"},         /* that one is for TLS */
        {"HX-Request: true\r\n", "127.0.0.1 htmx cookie=- bearer=- key=-"},
        {"HX-Request: true\r\nHX-Boosted: true\r\n", "127.0.0.1 cookie=- bearer=- key=-"},
        {"HX-Request: true\r\nHX-History-Restore-Request: true\r\n", "127.0.0.1 cookie=- bearer=- key=-"},
        {"Idempotency-Key: k1\r\n", "127.0.0.1 cookie=- bearer=- key=k1"},
        {"X-Forwarded-For: 10.1.2.3\r\nX-Forwarded-Proto: https\r\n", "127.0.0.1 cookie=- bearer=- key=-"},   /* no proxy is believed */
    };
    proxy = cookie = attachment = NULL;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(read_as(rows[i][0]), rows[i][1]);
}

static void headers_are_text(void)
{
    static const char *const rows[] = {"Cookie: mingze=\xff\r\n", "Authorization: Bearer \xff\r\n", "Idempotency-Key: \xc3\r\n"};
    proxy = NULL;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(read_as(rows[i]), "请求头不是 UTF-8 编码");
    CHECK_TEXT(read_as("Idempotency-Key: 党\r\n"), "127.0.0.1 cookie=- bearer=- key=党");
}

/* Only the last entry is the proxy's own; and only from its address. */
static void the_proxy_is_believed(void)
{
    static const char *const rows[][2] = {
        {"X-Forwarded-For: 10.1.2.3\r\n", "10.1.2.3 cookie=- bearer=- key=-"},
        {"X-Forwarded-For: 1.1.1.1, 2.2.2.2, 10.1.2.3 \r\n", "10.1.2.3 cookie=- bearer=- key=-"},
        {"X-Forwarded-For: 10.1.2.3, <script>\r\n", "127.0.0.1 cookie=- bearer=- key=-"},
        {"X-Forwarded-For: 2001:db8::1\r\n", "2001:db8::1 cookie=- bearer=- key=-"},
        {"X-Forwarded-Proto: HTTPS\r\nCookie: __Host-mingze=a; mingze=b\r\n", "127.0.0.1 secure cookie=a bearer=- key=-"},
        {"X-Forwarded-Proto: http\r\nCookie: __Host-mingze=a; mingze=b\r\n", "127.0.0.1 cookie=b bearer=- key=-"},
        {"X-Forwarded-Proto: https\r\nX-Forwarded-Host: mz.example\r\nOrigin: https://mz.example\r\n", "127.0.0.1 secure cookie=- bearer=- key=-"},
        {"X-Forwarded-Proto: https\r\nX-Forwarded-Host: mz.example\r\nOrigin: http://mz.example\r\n",
         "127.0.0.1 secure foreign cookie=- bearer=- key=-"},
    };
    proxy = "127.0.0.1";
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(read_as(rows[i][0]), rows[i][1]);
    proxy = "10.9.9.9";
    CHECK_TEXT(read_as(rows[0][0]), "127.0.0.1 cookie=- bearer=- key=-");
    proxy = NULL;
}

/* "Origin: null" alone tells nothing: our own forms send it. */
static void what_comes_from_elsewhere(void)
{
    static const struct {
        const char *headers;
        bool foreign;
    } rows[] = {
        {"Sec-Fetch-Site: same-origin\r\n", false}, {"Sec-Fetch-Site: none\r\n", false}, {"Sec-Fetch-Site: cross-site\r\n", true},
        {"Sec-Fetch-Site: same-site\r\n", true}, {"Origin: null\r\n", false}, {"Origin: null\r\nSec-Fetch-Site: cross-site\r\n", true},
        {"Origin: https://elsewhere.example\r\n", true}, {"Origin: http://%s\r\n", false}, {"Origin: https://%s\r\n", true},
        {"Origin: http://%s.elsewhere.example\r\n", true},
    };
    proxy = NULL;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const char *said = read_as(text_replace(arena, rows[i].headers, "%s", wire_name));
        if ((strstr(said, " foreign ") != NULL) != rows[i].foreign)
            check_fail(__FILE__, __LINE__, "%s: %s", rows[i].headers, said);
    }
}

/* The walls that every answer has, on the socket as in libmicrohttpd's. */
static void walls(void)
{
    struct buffer lines = buffer_in(arena);
    const char *answer = wire_ask("GET / HTTP/1.1\r\n", NULL, 0);
    CHECK_TEXT(wire_header(answer, "X-Content-Type-Options"), "nosniff");
    CHECK_TEXT(wire_header(answer, "Referrer-Policy"), "no-referrer");
    CHECK_TEXT(wire_header(answer, "Cross-Origin-Opener-Policy"), "same-origin");
    CHECK_TEXT(wire_header(answer, "Cross-Origin-Resource-Policy"), "same-origin");
    const char *policy = wire_header(answer, "Content-Security-Policy");
    CHECK(strstr(policy, "default-src 'none'") && strstr(policy, "frame-ancestors 'none'") && strstr(policy, "form-action 'self'"));
    CHECK(!strstr(policy, "unsafe"));
    headers_print_common(&lines);
    CHECK(strstr(lines.p, arena_printf(arena, "Content-Security-Policy: %s\r\n", policy)));
    CHECK(strstr(lines.p, "\r\nCache-Control: no-store\r\n"));
}

static void cookies(void)
{
    static const struct {
        const char *value;
        bool secure;
        const char *wanted;
    } rows[] = {
        {"abc", false, "mingze=abc; Path=/; HttpOnly; SameSite=Strict"},
        {"abc", true, "__Host-mingze=abc; Path=/; HttpOnly; SameSite=Strict; Secure"},
        {"", false, "mingze=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"},
        {"", true, "__Host-mingze=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        cookie = rows[i].value;
        secure = rows[i].secure;
        CHECK_TEXT(wire_header(wire_ask("GET / HTTP/1.1\r\n", NULL, 0), "Set-Cookie"), rows[i].wanted);
    }
    cookie = NULL;
    secure = false;
}

/* The name in UTF-8, and a plain one for who cannot read that; nothing in it ends the header. */
static void names_of_files(void)
{
    static const char *const rows[][2] = {
        {"清单.xlsx", "attachment; filename=\"mingze.xlsx\"; filename*=UTF-8''%E6%B8%85%E5%8D%95.xlsx"},
        {"plain", "attachment; filename=\"mingze\"; filename*=UTF-8''plain"},
        {"a.b\"\r\nX: y", "attachment; filename=\"mingze.b\"; filename*=UTF-8''a.b%22%0D%0AX%3A%20y"},
        {"表.党", "attachment; filename=\"mingze.\"; filename*=UTF-8''%E8%A1%A8.%E5%85%9A"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        attachment = rows[i][0];
        CHECK_TEXT(wire_header(wire_ask("GET / HTTP/1.1\r\n", NULL, 0), "Content-Disposition"), rows[i][1]);
    }
    attachment = NULL;
}

TESTS({"begin", begin}, {"what a request says", what_a_request_says}, {"headers are text", headers_are_text},
      {"the proxy is believed", the_proxy_is_believed}, {"what comes from elsewhere", what_comes_from_elsewhere}, {"walls", walls},
      {"cookies", cookies}, {"names of files", names_of_files}, {"end", end})
