/* From the text of a view to its steps.  All mistakes are found here, at start. */
#include "web/template_program.h"

#include "base/base.h"
#include "web/html_state.h"

#include <stdlib.h>
#include <string.h>

struct open_section {
    const char *path;
    size_t path_n;
    unsigned step;
    struct html_state html;
};

struct compiler {
    struct arena *arena;
    struct views *views;
    struct view *view;
    const char *at, *end;
    struct html_state html;
    struct open_section open[VIEW_NESTING_MAX];
    unsigned n_open;
};

/* A tag of the source: `{{sigil body}}`, with what to drop around it when it stands alone. */
struct tag {
    const char *start, *end;
    char sigil;                 /* '\0' for a value */
    const char *body;
    size_t n;
};

static int mistake(const struct compiler *c, const char *at, const char *what, const char *detail, size_t n)
{
    unsigned line = 1;
    for (const char *p = c->view->source; p < at; p++)
        line += *p == '\n';
    return fail(INVALID, "%s:%u: %s%s%.*s", c->view->file, line, what, n > 0 ? ": " : "", (int)n, detail);
}

static struct view_step *step_add(struct compiler *c, enum view_op op)
{
    struct view_step *step = arena_push(c->arena, &c->view->steps, &c->view->n, &c->view->cap);
    *step = (struct view_step){ .op = op };
    return step;
}

static void literal_add(struct compiler *c, const char *from, const char *to)
{
    if (to <= from)
        return;
    struct view_step *step = step_add(c, OP_LITERAL);
    step->bytes = from;
    step->n = (size_t)(to - from);
    html_follow(&c->html, from, step->n);
}

static bool key_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static int path_special(struct compiler *c, const char *s, size_t n, struct view_path *path)
{
    static const struct { const char *name; enum path_start start; } specials[] = {
        { "@number", PATH_NUMBER }, { "@first", PATH_FIRST }, { "@last", PATH_LAST },
    };
    for (size_t i = 0; i < ARRAY_SIZE(specials); i++)
        if (strlen(specials[i].name) == n && memcmp(s, specials[i].name, n) == 0) {
            path->start = specials[i].start;
            return DONE;
        }
    return mistake(c, s, "no such name", s, n);
}

static int path_keys(struct compiler *c, const char *s, size_t n, struct view_path *path)
{
    for (size_t i = 0; i < n;) {
        size_t k = i;
        while (k < n && key_character(s[k]))
            k++;
        if (k == i || path->n == VIEW_KEYS_MAX || (k < n && (s[k] != '.' || k + 1 == n)))
            return mistake(c, s, "not a path", s, n);
        path->keys[path->n].key = arena_strndup(c->arena, s + i, k - i);
        path->keys[path->n++].n = k - i;
        i = k + 1;
    }
    return DONE;
}

static int path_compile(struct compiler *c, const char *s, size_t n, const struct view_path **ret)
{
    static const char column[] = "@column.";
    struct view_path *path = arena_new(c->arena, struct view_path);
    *ret = path;
    if (n > strlen(column) && memcmp(s, column, strlen(column)) == 0) {
        path->start = PATH_COLUMN;
        return path_keys(c, s + strlen(column), n - strlen(column), path);
    }
    if (n > 0 && s[0] == '@')
        return path_special(c, s, n, path);
    if (n == 0)
        return mistake(c, s, "an empty name", "", 0);
    path->start = PATH_OUTWARDS;
    if (s[0] == '.') {
        path->start = PATH_HERE;
        s++, n--;
    }
    TRY(path_keys(c, s, n, path));
    if (path->start == PATH_OUTWARDS &&
        (strcmp(path->keys[0].key, "data") == 0 || strcmp(path->keys[0].key, "page") == 0))
        path->start = PATH_MODEL;
    return DONE;
}

static int verb_split(struct compiler *c, const char **s, size_t *n, enum view_verb *ret_verb)
{
    static const char *const names[VERB__COUNT] = {
        [VERB_TEXT] = "text", [VERB_URL] = "url", [VERB_HREF] = "href",
        [VERB_JSON] = "json", [VERB_COUNT] = "count",
    };
    const char *colon = memchr(*s, ':', *n);
    *ret_verb = VERB_TEXT;
    if (colon == NULL)
        return DONE;
    size_t length = (size_t)(colon - *s);
    for (int verb = 1; verb < VERB__COUNT; verb++)
        if (strlen(names[verb]) == length && memcmp(names[verb], *s, length) == 0) {
            *ret_verb = (enum view_verb)verb;
            *s = colon + 1;
            *n -= length + 1;
            return DONE;
        }
    return mistake(c, *s, "no such verb", *s, length);
}

static const char *value_refused(const struct html_state *html, enum view_verb verb)
{
    if (html->place == HTML_TEXT)
        return NULL;
    if (html->place != HTML_VALUE)
        return "a value may stand in text and in quoted attributes only";
    if (html->attribute == ATTRIBUTE_CODE)
        return "no values in on…, style, srcdoc and hx-vals attributes";
    if (html->attribute == ATTRIBUTE_TEXT)
        return NULL;
    if (!html->value_started && verb != VERB_HREF)
        return "an address that starts with a value needs {{href:…}}";
    if (html->value_started && verb != VERB_URL)
        return "inside an address a value needs {{url:…}}";
    return NULL;
}

/* The only address that may be put as text: it is a literal by now. */
static int asset_compile(struct compiler *c, const struct tag *tag, size_t prefix)
{
    const char *name = arena_strndup(c->arena, tag->body + prefix, tag->n - prefix);
    const struct resource *resource = resource_find(arena_printf(c->arena, "assets/%s", name));
    if (resource == NULL)
        return mistake(c, tag->start, "no such asset", name, strlen(name));
    const char *address = arena_printf(c->arena, "/assets/%s/%s", resource->digest, name);
    literal_add(c, address, address + strlen(address));
    return DONE;
}

static int value_compile(struct compiler *c, const struct tag *tag)
{
    static const char asset[] = "asset:";
    if (tag->n > strlen(asset) && memcmp(tag->body, asset, strlen(asset)) == 0)
        return asset_compile(c, tag, strlen(asset));
    const char *s = tag->body;
    size_t n = tag->n;
    enum view_verb verb;
    const struct view_path *path;
    TRY(verb_split(c, &s, &n, &verb));
    TRY(path_compile(c, s, n, &path));
    if (path->start == PATH_FIRST || path->start == PATH_LAST)
        return mistake(c, s, "a condition, not a value", s, n);
    const char *refused = value_refused(&c->html, verb);
    if (refused != NULL)
        return mistake(c, tag->start, refused, "", 0);
    struct view_step *step = step_add(c, OP_VALUE);
    step->verb = verb;
    step->path = path;
    c->html.value_started = true;
    return DONE;
}

static int section_open(struct compiler *c, const struct tag *tag)
{
    if (c->n_open == VIEW_NESTING_MAX)
        return mistake(c, tag->start, "sections are nested too deeply", "", 0);
    const struct view_path *path;
    TRY(path_compile(c, tag->body, tag->n, &path));
    c->open[c->n_open++] = (struct open_section){
        .path = tag->body, .path_n = tag->n, .step = (unsigned)c->view->n, .html = c->html,
    };
    step_add(c, tag->sigil == '#' ? OP_SECTION : OP_INVERTED)->path = path;
    return DONE;
}

static int section_close(struct compiler *c, const struct tag *tag)
{
    if (c->n_open == 0)
        return mistake(c, tag->start, "closes nothing", tag->body, tag->n);
    const struct open_section *open = &c->open[c->n_open - 1];
    if (tag->n != open->path_n || memcmp(tag->body, open->path, tag->n) != 0)
        return mistake(c, tag->start, "expected the end of", open->path, open->path_n);
    if (!html_same(&c->html, &open->html))
        return mistake(c, tag->start, "the section leaves the HTML inside another tag or quote", open->path,
                       open->path_n);
    c->n_open--;
    c->view->steps[open->step].end = (unsigned)c->view->n;
    step_add(c, OP_END);
    return DONE;
}

static int view_name_find(struct compiler *c, const struct tag *tag, const struct view **ret)
{
    *ret = view_find(c->views, arena_strndup(c->arena, tag->body, tag->n));
    return *ret != NULL ? DONE : mistake(c, tag->start, "no such view", tag->body, tag->n);
}

static int call_compile(struct compiler *c, const struct tag *tag)
{
    if (c->html.place != HTML_TEXT)
        return mistake(c, tag->start, "a view can be put between tags only", "", 0);
    if (tag->sigil == '@') {
        step_add(c, OP_CONTENT);
        return DONE;
    }
    if (tag->n > 0 && tag->body[0] == '>') {
        const struct view_path *path;
        TRY(path_compile(c, tag->body + 1, tag->n - 1, &path));
        if (path->start >= PATH_NUMBER)
            return mistake(c, tag->start, "not a path", tag->body, tag->n);
        step_add(c, OP_CALL_NAMED)->path = path;
        return DONE;
    }
    const struct view *called;
    TRY(view_name_find(c, tag, &called));
    step_add(c, OP_CALL)->call = called;
    return DONE;
}

static int layout_compile(struct compiler *c, const struct tag *tag)
{
    if (c->view->n > 0 || c->view->layout != NULL)
        return mistake(c, tag->start, "the layout is named first", "", 0);
    return view_name_find(c, tag, &c->view->layout);
}

static int tag_compile(struct compiler *c, const struct tag *tag)
{
    switch (tag->sigil) {
    case '!': return DONE;
    case '#':
    case '^': return section_open(c, tag);
    case '/': return section_close(c, tag);
    case '<': return layout_compile(c, tag);
    case '>':
    case '@': return call_compile(c, tag);
    default: return value_compile(c, tag);
    }
}

/* Reads the tag at `start`, which is at "{{". */
static int tag_read(struct compiler *c, const char *start, struct tag *ret)
{
    const char *end = memmem(start, (size_t)(c->end - start), "}}", 2);
    if (end == NULL)
        return mistake(c, start, "{{ without }}", "", 0);
    *ret = (struct tag){ .start = start, .end = end + 2, .body = start + 2, .n = (size_t)(end - start) - 2 };
    static const char content[] = "@content";
    if (ret->n == strlen(content) && memcmp(ret->body, content, ret->n) == 0) {
        ret->sigil = '@';
    } else if (ret->n > 0 && strchr("!#^/<>", ret->body[0]) != NULL) {
        ret->sigil = ret->body[0];
        ret->body++, ret->n--;
    }
    for (; ret->n > 0 && ret->body[0] == ' '; ret->n--)
        ret->body++;
    while (ret->n > 0 && ret->body[ret->n - 1] == ' ')
        ret->n--;
    return DONE;
}

/* Widens a tag that stands alone on its line to the whole line. */
static void tag_take_line(const struct compiler *c, struct tag *tag)
{
    const char *from = tag->start, *to = tag->end;
    while (from > c->view->source && (from[-1] == ' ' || from[-1] == '\t'))
        from--;
    while (to < c->end && (*to == ' ' || *to == '\t' || *to == '\r'))
        to++;
    if (tag->sigil == '\0' || (from > c->view->source && from[-1] != '\n') || (to < c->end && *to != '\n'))
        return;
    tag->start = from;
    tag->end = to < c->end ? to + 1 : to;
}

static int view_compile(struct compiler *c)
{
    while (c->at < c->end) {
        const char *start = memmem(c->at, (size_t)(c->end - c->at), "{{", 2);
        if (start == NULL)
            break;
        struct tag tag;
        TRY(tag_read(c, start, &tag));
        tag_take_line(c, &tag);
        literal_add(c, c->at, tag.start);
        TRY(tag_compile(c, &tag));
        c->at = tag.end;
    }
    literal_add(c, c->at, c->end);
    if (c->n_open > 0)
        return mistake(c, c->end, "not closed", c->open[c->n_open - 1].path, c->open[c->n_open - 1].path_n);
    if (c->html.place != HTML_TEXT)
        return mistake(c, c->end, "ends inside a tag", "", 0);
    step_add(c, OP_END);
    return DONE;
}

/* A view that reaches itself would never end: trees are lists with a depth. */
static int calls_check(const struct views *views, const struct view *view, unsigned depth)
{
    if (depth > VIEW_CALLS_MAX)
        return fail(INVALID, "%s:1: views call each other in a circle, or too deeply", view->file);
    if (view->layout != NULL)
        TRY(calls_check(views, view->layout, depth + 1));
    for (size_t i = 0; i < view->n; i++)
        if (view->steps[i].op == OP_CALL)
            TRY(calls_check(views, view->steps[i].call, depth + 1));
    return DONE;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct view *)a)->name, ((const struct view *)b)->name);
}

static void views_list(struct arena *arena, const struct resource *resources, size_t n, struct views *views)
{
    static const char before[] = "views/", after[] = ".html";
    views->items = arena_array(arena, struct view, n > 0 ? n : 1);
    for (size_t i = 0; i < n; i++) {
        const char *file = resources[i].name;
        if (!text_starts(file, before) || !text_ends(file, after))
            continue;
        size_t length = strlen(file) - strlen(before) - strlen(after);
        views->items[views->n++] = (struct view){
            .name = arena_strndup(arena, file + strlen(before), length), .file = file, .views = views,
            .source = (const char *)resources[i].bytes, .source_bytes = resources[i].n,
        };
    }
    qsort(views->items, views->n, sizeof *views->items, by_name);
}

int views_compile(struct arena *arena, const struct resource *resources, size_t n, struct views **ret_views)
{
    struct views *views = arena_new(arena, struct views);
    views_list(arena, resources, n, views);
    for (size_t i = 0; i < views->n; i++) {
        struct view *view = &views->items[i];
        struct compiler c = {
            .arena = arena, .views = views, .view = view,
            .at = view->source, .end = view->source + view->source_bytes,
        };
        TRY(view_compile(&c));
    }
    for (size_t i = 0; i < views->n; i++)
        TRY(calls_check(views, &views->items[i], 0));
    *ret_views = views;
    return DONE;
}

const struct view *view_find(const struct views *views, const char *name)
{
    char cut[128];
    size_t n = strlen(name);
    if (n < sizeof cut && text_ends(name, ".html")) {
        memcpy(cut, name, n);
        cut[n - strlen(".html")] = '\0';
        name = cut;
    }
    struct view key = { .name = name };
    return bsearch(&key, views->items, views->n, sizeof *views->items, by_name);
}
