/* Runs the steps of a view over a model.  No allocation but the output's. */
#include "web/template_program.h"

#include "base/base.h"
#include "model/model.h"
#include "web/escape.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* A context; the innermost is on top, the model at the bottom. */
struct frame {
    const json_t *value;
    size_t number, count;             /* of an item in its list, from 1; 0 when not in one */
    const json_t **columns;           /* of that list, once they were asked for */
    const json_t *column;             /* of this item, once it was asked for */
    struct frame *up;
};

/* What was found under a key, or that nothing was: the same columns are asked in each row, the same page in each item, and a
 * look into an object's hash costs more than this.  The model does not change meanwhile. */
enum { KNOWN = 512 };
struct known {
    const json_t *object;
    const char *key;                  /* of the program, so that it is known by its address */
    const json_t *value;
};

struct renderer {
    const json_t *model;
    const struct view *content;       /* what {{@content}} stands for */
    struct buffer *out;
    unsigned named;                   /* views inside each other that the model named */
    struct known known[KNOWN];
};

static inline __attribute__((always_inline)) const json_t *look(struct renderer *r, const json_t *object, const struct view_key *key)
{
    struct known *k = &r->known[((uintptr_t)object >> 4 ^ (uintptr_t)key->key) % KNOWN];
    if (k->object != object || k->key != key->key)
        *k = (struct known){object, key->key, json_object_getn(object, key->key, key->n)};
    return k->value;
}

static inline __attribute__((always_inline)) const json_t *keys_follow(struct renderer *r, const json_t *value, const struct view_path *path, unsigned from)
{
    for (unsigned i = from; i < path->n && value != NULL; i++)
        value = look(r, value, &path->keys[i]);
    return value;
}

static const json_t *key_outwards(struct renderer *r, struct frame *frame, const struct view_key *key)
{
    const json_t *found = NULL;
    for (; frame != NULL && found == NULL; frame = frame->up)
        if (json_is_object(frame->value))
            found = look(r, frame->value, key);
    return found;
}

static struct frame *frame_in_list(struct frame *frame)
{
    while (frame != NULL && frame->count == 0)
        frame = frame->up;
    return frame;
}

static const json_t *column_value(struct renderer *r, struct frame *frame, const struct view_path *path)
{
    static const struct view_key columns = {"columns", sizeof "columns" - 1};
    struct frame *item = frame_in_list(frame);
    if (item == NULL)
        return NULL;
    if (*item->columns == NULL)
        *item->columns = key_outwards(r, item->up, &columns);
    if (item->column == NULL)
        item->column = json_array_get(*item->columns, item->number - 1);
    return keys_follow(r, item->column, path, 0);
}

static const json_t *path_value(struct renderer *r, struct frame *frame, const struct view_path *path)
{
    if (path->start == PATH_COLUMN)
        return column_value(r, frame, path);
    if (path->start == PATH_MODEL)
        return keys_follow(r, r->model, path, 0);
    if (path->start == PATH_HERE)
        return keys_follow(r, frame->value, path, 0);
    assert(path->start == PATH_OUTWARDS);
    return keys_follow(r, key_outwards(r, frame, &path->keys[0]), path, 1);
}

static bool value_there(const json_t *value)
{
    switch (value != NULL ? json_typeof(value) : JSON_NULL) {
    case JSON_NULL:
    case JSON_FALSE: return false;
    case JSON_STRING: return json_string_length(value) > 0;
    case JSON_INTEGER: return json_integer_value(value) != 0;
    case JSON_REAL: return json_real_value(value) != 0;
    case JSON_ARRAY: return json_array_size(value) > 0;
    default: return true;
    }
}

static void string_add(struct buffer *out, enum view_verb verb, const char *s, size_t n)
{
    switch (verb) {
    case VERB_URL: escape_url(out, s, n); break;
    case VERB_HREF: escape_href(out, s, n); break;
    default: escape_html(out, s, n); break;
    }
}

static void scalar_add(struct buffer *out, enum view_verb verb, const json_t *value)
{
    char digits[32];
    switch (json_typeof(value)) {
    case JSON_STRING: string_add(out, verb, json_string_value(value), json_string_length(value)); break;
    case JSON_INTEGER: buffer_addi(out, json_integer_value(value)); break;
    case JSON_REAL:
        string_add(out, verb, digits, (size_t)snprintf(digits, sizeof digits, "%.15g", json_real_value(value)));
        break;
    case JSON_TRUE: buffer_adds(out, "true"); break;
    case JSON_FALSE: buffer_adds(out, "false"); break;
    default: break;
    }
}

static void json_escaped(struct buffer *out, const json_t *value)
{
    struct buffer text = buffer_in(out->arena);
    json_text(&text, value);
    escape_html(out, text.p, text.n);
}

static void value_add(struct renderer *r, struct frame *frame, const struct view_step *step)
{
    if (step->path->start == PATH_NUMBER) {
        const struct frame *item = frame_in_list(frame);
        buffer_addi(r->out, item != NULL ? (json_int_t)item->number : 0);
        return;
    }
    const json_t *value = path_value(r, frame, step->path);
    if (step->verb == VERB_COUNT)
        buffer_addi(r->out, (json_int_t)json_array_size(value));
    else if (step->verb == VERB_JSON)
        json_escaped(r->out, value);
    else if (value != NULL)
        scalar_add(r->out, step->verb, value);
}

static bool condition(struct frame *frame, enum path_start start)
{
    const struct frame *item = frame_in_list(frame);
    if (item == NULL)
        return false;
    return start == PATH_FIRST ? item->number == 1 : start == PATH_LAST ? item->number == item->count : true;
}

static void run(struct renderer *r, const struct view *view, unsigned i, struct frame *frame);

static void section_run(struct renderer *r, const struct view *view, unsigned i, struct frame *frame)
{
    const struct view_step *step = &view->steps[i];
    bool inverted = step->op == OP_INVERTED;
    if (step->path->start >= PATH_NUMBER) {
        if (condition(frame, step->path->start) != inverted)
            run(r, view, i + 1, frame);
        return;
    }
    const json_t *value = path_value(r, frame, step->path);
    if (value_there(value) == inverted)
        return;
    if (inverted || json_is_true(value)) {
        run(r, view, i + 1, frame);
    } else if (json_is_array(value)) {
        const json_t *columns = NULL;
        size_t n = json_array_size(value);
        for (size_t k = 0; k < n; k++)
            run(r, view, i + 1, &(struct frame){ json_array_get(value, k), k + 1, n, &columns, NULL, frame });
    } else {
        run(r, view, i + 1, &(struct frame){ .value = value, .up = frame });
    }
}

/* What the model names is known here only, so this is where a circle ends. */
static void named_run(struct renderer *r, const struct view *view, const struct view_step *step,
                      struct frame *frame)
{
    const char *name = json_string_value(path_value(r, frame, step->path));
    const struct view *called = name != NULL ? view_find(view->views, name) : NULL;
    if (called == NULL || r->named == VIEW_CALLS_MAX)
        return;
    r->named++;
    run(r, called, 0, frame);
    r->named--;
}

/* From step `i` to the end of its section or view. */
static void run(struct renderer *r, const struct view *view, unsigned i, struct frame *frame)
{
    for (const struct view_step *step; (step = &view->steps[i])->op != OP_END; i++) {
        switch (step->op) {
        case OP_LITERAL: buffer_add(r->out, step->bytes, step->n); break;
        case OP_VALUE: value_add(r, frame, step); break;
        case OP_SECTION:
        case OP_INVERTED:
            section_run(r, view, i, frame);
            i = step->end;
            break;
        case OP_CALL: run(r, step->call, 0, frame); break;
        case OP_CALL_NAMED: named_run(r, view, step, frame); break;
        case OP_CONTENT:
            if (r->content != NULL)
                run(r, r->content, 0, frame);
            break;
        case OP_END: break;
        }
    }
}

void view_render(const struct view *view, const json_t *model, bool layout, struct buffer *out)
{
    struct renderer r = { .model = model, .out = out };
    struct frame bottom = { .value = model };
    if (layout && view->layout != NULL) {
        r.content = view;
        view = view->layout;
    }
    run(&r, view, 0, &bottom);
}
