#include "web/router.h"

#include "base/base.h"
#include "office/feature.h"

#include <string.h>

struct child {
    const char *segment;
    struct node *node;
};

struct node {
    struct child *children;
    size_t n, cap;
    struct node *any;                               /* behind a parameter */
    const struct page *pages[ROUTE_METHOD__COUNT];
    unsigned id_segment[ROUTE_METHOD__COUNT];       /* which segment is ":id", from 1; 0 = none */
};

struct router {
    struct node root;
};

enum { SEGMENTS_MAX = 16 };

struct segments {
    const char *items[SEGMENTS_MAX];
    size_t n;
};

struct router *router_create(struct arena *arena)
{
    return arena_new(arena, struct router);
}

/* "/a/b" to a, b; "/" to none.  NOT_FOUND for empty segments, "." and "..". */
static int segments_split(struct arena *arena, const char *path, struct segments *ret)
{
    ret->n = 0;
    if (path[0] != '/')
        return NOT_FOUND;
    if (path[1] == '\0')
        return DONE;
    for (const char *p = path + 1;; p++) {
        size_t n = strcspn(p, "/");
        if (n == 0 || ret->n == SEGMENTS_MAX || (p[0] == '.' && (n == 1 || (n == 2 && p[1] == '.'))))
            return NOT_FOUND;
        ret->items[ret->n++] = arena_strndup(arena, p, n);
        p += n;
        if (*p == '\0')
            return DONE;
    }
}

static struct node *child_find(const struct node *node, const char *segment)
{
    for (size_t i = 0; i < node->n; i++)
        if (strcmp(node->children[i].segment, segment) == 0)
            return node->children[i].node;
    return NULL;
}

static struct node *child_make(struct arena *arena, struct node *node, const char *segment)
{
    if (segment[0] == ':') {
        if (node->any == NULL)
            node->any = arena_new(arena, struct node);
        return node->any;
    }
    struct node *child = child_find(node, segment);
    if (child == NULL) {
        child = arena_new(arena, struct node);
        *arena_push(arena, &node->children, &node->n, &node->cap) = (struct child){ segment, child };
    }
    return child;
}

int router_add(struct arena *arena, struct router *router, const struct page *page)
{
    struct segments segments;
    struct node *node = &router->root;
    enum route_method method = strcmp(page->method, "POST") == 0 ? ROUTE_POST : ROUTE_GET;
    unsigned id_segment = 0;
    if (method == ROUTE_GET && strcmp(page->method, "GET") != 0)
        return fail(INVALID, "%s %s: a page is GET or POST", page->method, page->path);
    if (segments_split(arena, page->path, &segments) != DONE)
        return fail(INVALID, "%s %s: not a path", page->method, page->path);
    for (size_t i = 0; i < segments.n; i++) {
        if (strcmp(segments.items[i], ":id") == 0)
            id_segment = (unsigned)i + 1;
        node = child_make(arena, node, segments.items[i]);
    }
    if (node->pages[method] != NULL)
        return fail(INVALID, "%s %s: two rows", page->method, page->path);
    node->pages[method] = page;
    node->id_segment[method] = id_segment;
    return DONE;
}

static int64_t node_id(const struct node *node, enum route_method method, const struct segments *segments)
{
    unsigned segment = node->id_segment[method];
    return segment > 0 ? id_parse(segments->items[segment - 1]) : 0;
}

/* A row whose ":id" is not an id does not answer. */
static bool node_answers(const struct node *node, const struct segments *segments, struct route *ret)
{
    bool found = false;
    for (int method = 0; method < ROUTE_METHOD__COUNT; method++) {
        int64_t id = node_id(node, (enum route_method)method, segments);
        bool answers = node->pages[method] != NULL && (node->id_segment[method] == 0 || id != 0);
        ret->pages[method] = answers ? node->pages[method] : NULL;
        if (answers)
            ret->id = id;
        found = found || answers;
    }
    return found;
}

static bool node_find(const struct node *node, const struct segments *segments, size_t i, struct route *ret)
{
    if (i == segments->n)
        return node_answers(node, segments, ret);
    const struct node *child = child_find(node, segments->items[i]);
    if (child != NULL && node_find(child, segments, i + 1, ret))
        return true;
    return node->any != NULL && node_find(node->any, segments, i + 1, ret);
}

int router_find(const struct router *router, struct arena *arena, const char *path, struct route *ret)
{
    static const char suffix[] = ".json";
    struct segments segments;
    *ret = (struct route){ .path = path };
    if (text_ends(path, suffix)) {
        ret->path = arena_strndup(arena, path, strlen(path) - strlen(suffix));
        if (segments_split(arena, ret->path, &segments) == DONE && node_find(&router->root, &segments, 0, ret))
            return DONE;
        *ret = (struct route){ .path = path };
    }
    if (segments_split(arena, path, &segments) == DONE && node_find(&router->root, &segments, 0, ret))
        return DONE;
    return fail(NOT_FOUND, "没有这个地址，请检查后重试，或从首页进入");
}
