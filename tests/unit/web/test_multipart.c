/* Every body is fed whole, byte by byte and in threes: the outcome is the same. */
#include "check.h"

#include "base/base.h"
#include "office/request.h"
#include "web/form.h"
#include "web/multipart.h"

#define TYPE "multipart/form-data; boundary=XyZ"
#define PART(disposition, body) "--XyZ\r\nContent-Disposition: form-data; " disposition "\r\n\r\n" body "\r\n"
#define END "--XyZ--\r\n"

static struct arena *arena;
static struct form form;
static struct multipart *multipart;
static struct upload *uploads;
static int upload_n;

static int feed(const char *type, const char *body, size_t n, size_t step)
{
    multipart_release(multipart);
    multipart = NULL;
    form = (struct form){ .arena = arena };
    TRY(multipart_create(arena, type, &form, &multipart));
    for (size_t i = 0; i < n; i += step)
        TRY(multipart_feed(multipart, body + i, i + step < n ? step : n - i));
    return multipart_finish(multipart, &uploads, &upload_n);
}

static void outcome(const char *body, int wanted)
{
    size_t n = strlen(body);
    CHECK_OUTCOME(feed(TYPE, body, n, 1), wanted);
    CHECK_OUTCOME(feed(TYPE, body, n, 3), wanted);
    CHECK_OUTCOME(feed(TYPE, body, n, n), wanted);
}

static void texts(void)
{
    outcome(PART("name=\"a\"", "1\r\n2") PART("name=\"b%22\"", "") PART("name=\"党\"", "--XyZ") END, DONE);
    CHECK_INT(form.n, 3);
    CHECK_TEXT(form.pairs[0].value, "1\n2");
    CHECK_TEXT(form.pairs[1].name, "b\"");
    CHECK_TEXT(form.pairs[2].name, "党");
    CHECK_TEXT(form.pairs[2].value, "--XyZ");
}

static void files(void)
{
    outcome(PART("name=\"f\"; filename=\"C:\\dir\\反馈.docx\"", "PK\r\n--Xy\r\n\r\n") PART("name=\"none\"; filename=\"\"", "")
                PART("name=\"a\"", "x") END, DONE);
    CHECK_INT(upload_n, 1);
    CHECK_TEXT(uploads[0].field, "f");
    CHECK_TEXT(uploads[0].file_name, "反馈.docx");
    CHECK_INT(uploads[0].n, 12);
    CHECK(memcmp(uploads[0].bytes, "PK\r\n--Xy\r\n\r\n", 12) == 0);
    CHECK_INT(form.n, 1);
}

static void broken(void)
{
    outcome("", INVALID);
    outcome("--XyZ", INVALID);
    outcome("--XyZ\r\n", INVALID);
    outcome(PART("name=\"a\"", "1"), INVALID);
    outcome("--XyZ\r\n\r\nbody\r\n" END, INVALID);
    outcome("--XyZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" END, INVALID);
    outcome(PART("filename=\"a\"", "1") END, INVALID);
    outcome(PART("name=\"a\"", "\xff") END, INVALID);
    outcome("--XyZgarbage\r\n", INVALID);
    CHECK_OUTCOME(feed("multipart/form-data", "", 0, 1), INVALID);
    CHECK_OUTCOME(feed("multipart/form-data; boundary=\"a{b\"", "", 0, 1), INVALID);
}

static void too_many_parts(void)
{
    struct buffer body = buffer_in(arena);
    for (int i = 0; i <= MULTIPART_PARTS_MAX; i++)
        buffer_adds(&body, PART("name=\"a\"", "1"));
    CHECK_OUTCOME(feed(TYPE, body.p, body.n, 4096), TOO_LARGE);
}

static void too_long_head(void)
{
    struct buffer body = buffer_in(arena);
    buffer_adds(&body, "--XyZ\r\nX: ");
    for (int i = 0; i < MULTIPART_HEAD_MAX; i++)
        buffer_addc(&body, 'x');
    CHECK_OUTCOME(feed(TYPE, body.p, body.n, 512), TOO_LARGE);
}

static void too_long_text(void)
{
    struct buffer body = buffer_in(arena);
    buffer_adds(&body, "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n");
    for (int i = 0; i < MULTIPART_TEXT_MAX / 16 + 16; i++)
        buffer_adds(&body, "0123456789abcdef");
    CHECK_OUTCOME(feed(TYPE, body.p, body.n, 8192), TOO_LARGE);
}

static void large_file(void)
{
    struct buffer body = buffer_in(arena);
    buffer_adds(&body, "--XyZ\r\nContent-Disposition: form-data; name=\"f\"; filename=\"big\"\r\n\r\n");
    for (int i = 0; i < 1 << 16; i++)
        buffer_adds(&body, "\r\n--Xy0123456789");
    buffer_adds(&body, "\r\n" END);
    CHECK_OUTCOME(feed(TYPE, body.p, body.n, 8191), DONE);
    CHECK_INT(uploads[0].n, 16 << 16);
}

static void arena_made(void)
{
    arena = arena_create(64 << 20);
}

static void released(void)
{
    multipart_release(multipart);
}

TESTS({"the arena stands", arena_made}, {"texts", texts}, {"files", files}, {"broken bodies", broken},
      {"too many parts", too_many_parts}, {"a head that is too long", too_long_head},
      {"a text that is too long", too_long_text}, {"a large file", large_file}, {"released", released})
