/* Which row answers an address: the page rows as a tree of path segments. */
#ifndef MINGZE_WEB_ROUTER_H
#define MINGZE_WEB_ROUTER_H

#include <stdint.h>

struct arena;
struct page;
struct router;

enum route_method { ROUTE_GET, ROUTE_POST, ROUTE_METHOD__COUNT };

struct route {
    const struct page *pages[ROUTE_METHOD__COUNT];   /* NULL: 405 */
    int64_t id;                                      /* of ":id"; 0 when the row has none */
    const char *path;                                /* without ".json" at its end */
};

struct router *router_create(struct arena *);
/* INVALID: the row has another method or a path that is none, or there is one like it. */
int router_add(struct arena *, struct router *, const struct page *);

/* `path` decoded.  A literal segment goes before a parameter.  NOT_FOUND. */
int router_find(const struct router *, struct arena *, const char *path, struct route *ret);

#endif
