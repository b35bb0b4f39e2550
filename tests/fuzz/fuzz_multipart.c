/* A body gives the same however it is cut: whole, and in pieces of the size that its first byte says. */
#include "base/base.h"
#include "office/request.h"
#include "web/form.h"
#include "web/multipart.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct result {
    int outcome, upload_n;
    struct form form;
    struct multipart *multipart;
    struct upload *uploads;
};

static int read_body(struct arena *arena, const char *body, size_t n, size_t step, struct result *result)
{
    result->form.arena = arena;
    TRY(multipart_create(arena, "multipart/form-data; boundary=b", &result->form, &result->multipart));
    for (size_t i = 0; i < n; i += step)
        TRY(multipart_feed(result->multipart, body + i, n - i < step ? n - i : step));
    return multipart_finish(result->multipart, &result->uploads, &result->upload_n);
}

static bool same(const struct result *a, const struct result *b)
{
    if (a->outcome != b->outcome)
        return false;
    if (a->outcome != DONE)
        return true;
    if (a->form.n != b->form.n || a->upload_n != b->upload_n)
        return false;
    for (size_t i = 0; i < a->form.n; i++)
        if (strcmp(a->form.pairs[i].value, b->form.pairs[i].value))
            return false;
    for (int i = 0; i < a->upload_n; i++)
        if (a->uploads[i].n != b->uploads[i].n || memcmp(a->uploads[i].bytes, b->uploads[i].bytes, a->uploads[i].n))
            return false;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    struct arena *arena = arena_create((size_t)256 << 20);
    struct result whole = {0}, cut = {0};
    whole.outcome = read_body(arena, (const char *)data + 1, size - 1, size, &whole);
    cut.outcome = read_body(arena, (const char *)data + 1, size - 1, data[0] % 32 + 1, &cut);
    if (!same(&whole, &cut))
        abort();
    multipart_release(whole.multipart);
    multipart_release(cut.multipart);
    arena_destroy(arena);
    return 0;
}
