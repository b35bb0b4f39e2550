/* What the template compiler hands to the renderer. */
#ifndef MINGZE_WEB_TEMPLATE_PROGRAM_H
#define MINGZE_WEB_TEMPLATE_PROGRAM_H

#include "web/template.h"

enum { VIEW_KEYS_MAX = 6, VIEW_NESTING_MAX = 16, VIEW_CALLS_MAX = 16 };

enum view_verb { VERB_TEXT, VERB_URL, VERB_HREF, VERB_JSON, VERB_COUNT, VERB__COUNT };

/* Where the first key of a path is looked for. */
enum path_start { PATH_OUTWARDS, PATH_HERE, PATH_MODEL, PATH_COLUMN, PATH_NUMBER, PATH_FIRST, PATH_LAST };

struct view_key { const char *key; size_t n; };

struct view_path {
    enum path_start start;
    unsigned n;                           /* keys; 0 with PATH_HERE is "." */
    struct view_key keys[VIEW_KEYS_MAX];
};

enum view_op { OP_LITERAL, OP_VALUE, OP_SECTION, OP_INVERTED, OP_END, OP_CALL, OP_CALL_NAMED, OP_CONTENT };

struct view_step {
    enum view_op op;
    enum view_verb verb;                  /* OP_VALUE */
    unsigned end;                         /* OP_SECTION, OP_INVERTED: index of its OP_END */
    const char *bytes;                    /* OP_LITERAL */
    size_t n;
    const struct view_path *path;         /* OP_VALUE, OP_SECTION, OP_INVERTED, OP_CALL_NAMED */
    const struct view *call;              /* OP_CALL */
};

/* steps[n - 1] is an OP_END. */
struct view {
    const char *name;                     /* without "views/" and ".html" */
    const char *file;
    const struct views *views;
    const char *source;
    size_t source_bytes;
    const struct view *layout;
    struct view_step *steps;
    size_t n, cap;
};

struct views {
    struct view *items;                   /* sorted by name */
    size_t n;
};

#endif
