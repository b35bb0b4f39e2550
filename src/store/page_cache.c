#include "store/page_cache.h"

#include <stdlib.h>

struct cache {
    sqlite3_pcache *below;
    /* No page has a higher number than `highest`, but the one that was given the number `passing`; 0: none was. */
    unsigned highest, passing;
};

static sqlite3_pcache_methods2 own;

#define BELOW(cache) (((struct cache *)(cache))->below)

static sqlite3_pcache *cache_create(int page, int extra, int purgeable)
{
    struct cache *c = calloc(1, sizeof *c);
    if (c && !(c->below = own.xCreate(page, extra, purgeable))) {
        free(c);
        c = NULL;
    }
    return (sqlite3_pcache *)c;
}

static void cache_size(sqlite3_pcache *cache, int pages)
{
    own.xCachesize(BELOW(cache), pages);
}

static int cache_count(sqlite3_pcache *cache)
{
    return own.xPagecount(BELOW(cache));
}

static sqlite3_pcache_page *cache_fetch(sqlite3_pcache *cache, unsigned key, int create)
{
    struct cache *c = (struct cache *)cache;
    if (create && key > c->highest && key != c->passing)
        c->highest = key;
    return own.xFetch(c->below, key, create);
}

static void cache_unpin(sqlite3_pcache *cache, sqlite3_pcache_page *page, int discard)
{
    own.xUnpin(BELOW(cache), page, discard);
}

static void cache_rekey(sqlite3_pcache *cache, sqlite3_pcache_page *page, unsigned from, unsigned to)
{
    struct cache *c = (struct cache *)cache;
    if (from == c->passing)
        c->passing = 0;
    if (to > c->highest && !c->passing)
        c->passing = to;
    else if (to > c->highest)
        c->highest = to;
    own.xRekey(c->below, page, from, to);
}

static void cache_truncate(sqlite3_pcache *cache, unsigned limit)
{
    struct cache *c = (struct cache *)cache;
    if (limit > c->highest && limit > c->passing)
        return;
    own.xTruncate(c->below, limit);
    if (c->highest >= limit)
        c->highest = limit ? limit - 1 : 0;
    if (c->passing >= limit)
        c->passing = 0;
}

static void cache_destroy(sqlite3_pcache *cache)
{
    own.xDestroy(BELOW(cache));
    free(cache);
}

static void cache_shrink(sqlite3_pcache *cache)
{
    own.xShrink(BELOW(cache));
}

sqlite3_pcache_methods2 page_cache_around(const sqlite3_pcache_methods2 *below)
{
    sqlite3_pcache_methods2 around = *below;
    own = *below;
    around.xCreate = cache_create;
    around.xCachesize = cache_size;
    around.xPagecount = cache_count;
    around.xFetch = cache_fetch;
    around.xUnpin = cache_unpin;
    around.xRekey = cache_rekey;
    around.xTruncate = cache_truncate;
    around.xDestroy = cache_destroy;
    around.xShrink = cache_shrink;
    return around;
}

void page_cache_install(void)
{
    sqlite3_pcache_methods2 methods;
    if (sqlite3_config(SQLITE_CONFIG_GETPCACHE2, &methods) != SQLITE_OK)
        return;
    methods = page_cache_around(&methods);
    (void)sqlite3_config(SQLITE_CONFIG_PCACHE2, &methods);
}
