#include "web/asset.h"

#include "base/base.h"
#include "web/header.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX "assets/"
#define PACKED ".gz"

/* Each answer is made once: for good or to be asked again, and in which form. */
enum asset_form { ASSET_PLAIN, ASSET_GZIP, ASSET_SAME, ASSET_FORM__COUNT };
enum { ASSET__COUNT = 2 * ASSET_FORM__COUNT };

struct asset {
    const char *name;                     /* without "assets/" */
    const char *digest;
    const char *etag;                     /* weak: the same for both encodings */
    struct MHD_Response *answers[ASSET__COUNT];
};

struct assets {
    struct asset *items;                  /* sorted by name, as the resources are */
    size_t n;
};

static const char *type_of(const char *name)
{
    static const struct { const char *suffix, *type; } types[] = {
        { ".css", "text/css; charset=utf-8" },
        { ".js", "text/javascript; charset=utf-8" },
        { ".svg", "image/svg+xml" },
        { ".png", "image/png" },
        { ".ico", "image/x-icon" },
        { ".woff2", "font/woff2" },
        { ".txt", "text/plain; charset=utf-8" },
        { ".json", "application/json" },
        { ".webmanifest", "application/manifest+json" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(types); i++)
        if (text_ends(name, types[i].suffix))
            return types[i].type;
    return "application/octet-stream";
}

static struct MHD_Response *answer_make(const struct asset *asset, const struct resource *resource,
                                        enum asset_form form, bool lasting)
{
    bool empty = form == ASSET_SAME;
    struct MHD_Response *response = MHD_create_response_from_buffer(
        empty ? 0 : resource->n, empty ? NULL : (void *)resource->bytes, MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return NULL;
    headers_add_common(response);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                            lasting ? "public, max-age=31536000, immutable" : "no-cache");
    MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, asset->etag);
    MHD_add_response_header(response, MHD_HTTP_HEADER_VARY, MHD_HTTP_HEADER_ACCEPT_ENCODING);
    if (!empty)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type_of(asset->name));
    if (form == ASSET_GZIP)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
    return response;
}

/* The same file, packed at build: "NAME.gz"; itself when there is none. */
static const struct resource *packed(struct arena *arena, const struct resource *resource)
{
    const struct resource *found = resource_find(arena_printf(arena, "%s%s", resource->name, PACKED));
    return found != NULL ? found : resource;
}

static int asset_prepare(struct arena *arena, const struct resource *resource, struct asset *asset)
{
    const struct resource *gzip = packed(arena, resource);
    asset->name = resource->name + strlen(PREFIX);
    asset->digest = resource->digest;
    asset->etag = arena_printf(arena, "W/\"%s\"", resource->digest);
    for (int i = 0; i < ASSET__COUNT; i++) {
        enum asset_form form = (enum asset_form)(i % ASSET_FORM__COUNT);
        if (form == ASSET_GZIP && gzip == resource)
            form = ASSET_PLAIN;
        asset->answers[i] = answer_make(asset, form == ASSET_GZIP ? gzip : resource, form, i >= ASSET_FORM__COUNT);
        if (asset->answers[i] == NULL)
            return fail(FATAL, "内存不足");
    }
    return DONE;
}

int assets_prepare(struct arena *arena, struct assets **ret)
{
    size_t n;
    const struct resource *resources = resource_range(PREFIX, &n);
    struct assets *assets = *ret = arena_new(arena, struct assets);
    assets->items = arena_array(arena, struct asset, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!text_ends(resources[i].name, PACKED))
            TRY(asset_prepare(arena, &resources[i], &assets->items[assets->n++]));
    return DONE;
}

void assets_release(struct assets *assets)
{
    for (size_t i = 0; i < assets->n; i++)
        for (int k = 0; k < ASSET__COUNT; k++)
            if (assets->items[i].answers[k] != NULL)
                MHD_destroy_response(assets->items[i].answers[k]);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct asset *)a)->name, ((const struct asset *)b)->name);
}

static const struct asset *asset_named(const struct assets *assets, const char *name)
{
    struct asset key = { .name = name };
    return bsearch(&key, assets->items, assets->n, sizeof *assets->items, by_name);
}

static bool header_has(struct MHD_Connection *connection, const char *header, const char *value)
{
    const char *text = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, header);
    return text != NULL && strstr(text, value) != NULL;
}

int asset_find(const struct assets *assets, struct MHD_Connection *connection, const char *path,
               struct MHD_Response **ret, int *ret_status)
{
    const char *name = path + strlen("/") + strlen(PREFIX), *slash;
    if (path[0] != '/' || !text_starts(path + 1, PREFIX))
        return NOT_FOUND;
    const struct asset *asset = asset_named(assets, name);
    bool lasting = false;
    if (asset == NULL && (slash = strchr(name, '/')) != NULL) {
        /* A digest of another version gives today's file, but not for a year. */
        size_t n = (size_t)(slash - name);
        asset = asset_named(assets, slash + 1);
        lasting = asset != NULL && strlen(asset->digest) == n && memcmp(asset->digest, name, n) == 0;
    }
    if (asset == NULL)
        return NOT_FOUND;
    enum asset_form form = header_has(connection, MHD_HTTP_HEADER_IF_NONE_MATCH, asset->digest) ? ASSET_SAME
        : header_has(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING, "gzip") ? ASSET_GZIP : ASSET_PLAIN;
    *ret = asset->answers[form + (lasting ? ASSET_FORM__COUNT : 0)];
    *ret_status = form == ASSET_SAME ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK;
    return DONE;
}
