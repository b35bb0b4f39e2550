#include "web/asset.h"

#include "base/base.h"
#include "web/header.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

struct asset {
    const char *name;                     /* without "assets/" */
    const char *digest;
    const char *etag;
    /* For each way to ask, whole and "not modified". */
    struct MHD_Response *lasting, *asked, *lasting_same, *asked_same;
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

static struct MHD_Response *response_make(const struct resource *resource, const char *etag, bool lasting, bool whole)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(
        whole ? resource->n : 0, whole ? (void *)resource->bytes : NULL, MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return NULL;
    headers_add_common(response);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                            lasting ? "public, max-age=31536000, immutable" : "no-cache");
    MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, etag);
    if (whole)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type_of(resource->name));
    return response;
}

int assets_prepare(struct arena *arena, struct assets **ret)
{
    static const char prefix[] = "assets/";
    size_t n;
    const struct resource *resources = resource_range(prefix, &n);
    struct assets *assets = arena_new(arena, struct assets);
    assets->items = arena_array(arena, struct asset, n + 1);
    for (; assets->n < n; assets->n++) {
        const struct resource *resource = &resources[assets->n];
        struct asset *asset = &assets->items[assets->n];
        asset->name = resource->name + strlen(prefix);
        asset->digest = resource->digest;
        asset->etag = arena_printf(arena, "\"%s\"", resource->digest);
        asset->lasting = response_make(resource, asset->etag, true, true);
        asset->asked = response_make(resource, asset->etag, false, true);
        asset->lasting_same = response_make(resource, asset->etag, true, false);
        asset->asked_same = response_make(resource, asset->etag, false, false);
        if (!asset->lasting || !asset->asked || !asset->lasting_same || !asset->asked_same)
            return fail(FATAL, "内存不足");
    }
    *ret = assets;
    return DONE;
}

void assets_release(struct assets *assets)
{
    for (size_t i = 0; i < assets->n; i++) {
        MHD_destroy_response(assets->items[i].lasting);
        MHD_destroy_response(assets->items[i].asked);
        MHD_destroy_response(assets->items[i].lasting_same);
        MHD_destroy_response(assets->items[i].asked_same);
    }
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

int asset_find(const struct assets *assets, struct MHD_Connection *connection, const char *path,
               struct MHD_Response **ret, int *ret_status)
{
    static const char prefix[] = "/assets/";
    if (!text_starts(path, prefix))
        return NOT_FOUND;
    const char *name = path + strlen(prefix), *slash = strchr(name, '/');
    const struct asset *asset = asset_named(assets, name);
    bool lasting = false;
    if (asset == NULL && slash != NULL) {
        /* A digest of another version gives today's file, but not for a year. */
        asset = asset_named(assets, slash + 1);
        lasting = asset != NULL && strlen(asset->digest) == (size_t)(slash - name) &&
                  memcmp(asset->digest, name, (size_t)(slash - name)) == 0;
    }
    if (asset == NULL)
        return NOT_FOUND;
    const char *known = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_IF_NONE_MATCH);
    bool same = known != NULL && strstr(known, asset->etag) != NULL;
    *ret = lasting ? (same ? asset->lasting_same : asset->lasting) : (same ? asset->asked_same : asset->asked);
    *ret_status = same ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK;
    return DONE;
}
