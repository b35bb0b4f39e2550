#include "wire.h"

#include "web/asset.h"

static struct arena *arena;
static struct assets *assets;

static enum MHD_Result serve(void *context, struct MHD_Connection *mhd, const char *path, const char *method, const char *version,
                             const char *bytes, size_t *n, void **state)
{
    struct MHD_Response *response;
    int status;
    if (asset_find(assets, mhd, path, &response, &status) == DONE)
        return MHD_queue_response(mhd, (unsigned)status, response);
    response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    enum MHD_Result queued = MHD_queue_response(mhd, 404, response);
    MHD_destroy_response(response);
    return queued;
}

static void begin(void)
{
    arena = arena_create(16 << 20);
    CHECK_DONE(assets_prepare(arena, &assets));
    wire_open(serve);
}

static void end(void)
{
    wire_close();
    assets_release(assets);
    arena_destroy(arena);
}

static const struct resource *asset(const char *name)
{
    const struct resource *found = resource_find(arena_printf(arena, "assets/%s", name));
    CHECK(found != NULL);
    return found;
}

static const char *get(const char *path, const char *headers)
{
    return wire_ask(arena_printf(arena, "GET %s HTTP/1.1\r\n%s", path, headers), NULL, 0);
}

static void every_file_is_there(void)
{
    size_t n, plain = 0;
    const struct resource *all = resource_range("assets/", &n);
    for (size_t i = 0; i < n; i++) {
        if (text_ends(all[i].name, ".gz"))
            continue;
        const char *answer = get(arena_printf(arena, "/%s", all[i].name), "");
        CHECK_INT(wire_status(answer), 200);
        CHECK(memcmp(wire_body(answer), all[i].bytes, all[i].n < 1000 ? all[i].n : 1000) == 0);
        CHECK(wire_header(answer, "Content-Type") && strcmp(wire_header(answer, "Content-Type"), "application/octet-stream") != 0);
        CHECK_TEXT(wire_header(answer, "X-Content-Type-Options"), "nosniff");
        /* Packed only when there is a packed one. */
        bool packed = resource_find(arena_printf(arena, "%s.gz", all[i].name)) != NULL;
        answer = get(arena_printf(arena, "/%s", all[i].name), "Accept-Encoding: gzip\r\n");
        CHECK((wire_header(answer, "Content-Encoding") != NULL) == packed);
        plain++;
    }
    CHECK(plain >= 4);
}

/* Under the digest of today's file it never changes; under any other it is asked for again. */
static void how_long_it_is_kept(void)
{
    const char *digest = asset("app.css")->digest;
    static const char year[] = "public, max-age=31536000, immutable";
    CHECK_TEXT(wire_header(get(arena_printf(arena, "/assets/%s/app.css", digest), ""), "Cache-Control"), year);
    CHECK_TEXT(wire_header(get("/assets/app.css", ""), "Cache-Control"), "no-cache");
    const char *old = get("/assets/0123456789abcdef/app.css", "");
    CHECK_INT(wire_status(old), 200);
    CHECK_TEXT(wire_header(old, "Cache-Control"), "no-cache");
    CHECK_TEXT(wire_header(get(arena_printf(arena, "/assets/%.8s/app.css", digest), ""), "Cache-Control"), "no-cache");
    CHECK_TEXT(wire_header(get("/assets/app.css", ""), "ETag"), arena_printf(arena, "W/\"%s\"", digest));
}

static void what_he_has_is_not_sent_again(void)
{
    const char *digest = asset("app.js")->digest;
    const char *answer = get("/assets/app.js", arena_printf(arena, "If-None-Match: W/\"%s\"\r\n", digest));
    CHECK_INT(wire_status(answer), 304);
    CHECK_TEXT(wire_body(answer), "");
    CHECK_TEXT(wire_header(answer, "ETag"), arena_printf(arena, "W/\"%s\"", digest));
    CHECK_INT(wire_status(get("/assets/app.js", "If-None-Match: W/\"0123456789abcdef\"\r\n")), 200);
}

static void packed_for_who_unpacks(void)
{
    const struct resource *gzip = resource_find("assets/app.css.gz");
    const char *answer = get("/assets/app.css", "Accept-Encoding: br, gzip\r\n");
    CHECK(gzip != NULL);
    CHECK_TEXT(wire_header(answer, "Content-Encoding"), "gzip");
    CHECK_TEXT(wire_header(answer, "Content-Type"), "text/css; charset=utf-8");
    CHECK_TEXT(wire_header(answer, "Vary"), "Accept-Encoding");
    CHECK_TEXT(wire_header(answer, "Content-Length"), arena_printf(arena, "%zu", gzip->n));
    CHECK(memcmp(wire_body(answer), "\x1f\x8b", 2) == 0);
    answer = get("/assets/app.css", "");
    CHECK(!wire_header(answer, "Content-Encoding"));
    CHECK_TEXT(wire_header(answer, "Vary"), "Accept-Encoding");
}

static void what_is_none(void)
{
    static const char *const paths[] = {"/assets/", "/assets/none.css", "/assets", "/app.css", "/assetsx/app.css", "/assets/app.css.gz",
                                        "/assets/0123456789abcdef/none.css", "/assets/a/b/app.css", "/assets//app.css/", "/views/office/login.html"};
    for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
        if (wire_status(get(paths[i], "")) != 404)
            check_fail(__FILE__, __LINE__, "%s is served", paths[i]);
}

TESTS({"begin", begin}, {"every file is there", every_file_is_there}, {"how long it is kept", how_long_it_is_kept},
      {"what he has is not sent again", what_he_has_is_not_sent_again}, {"packed for who unpacks", packed_for_who_unpacks},
      {"what is none", what_is_none}, {"end", end})
