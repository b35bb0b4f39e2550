/* Runs the steps of a view over a model.  No allocation but the output's. */
#include "web/template_program.h"

#include "base/base.h"
#include "model/model.h"
#include "web/escape.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* A context; the innermost is on top, the model at the bottom. */
struct frame {
    const json_t *value;
    size_t number, count;             /* of an item in its list, from 1; 0 when not in one */
    const json_t **columns;           /* of that list, once they were asked for */
    const struct frame *up;
};

struct renderer {
    const json_t *model;
    const struct view *content;       /* what {{@content}} stands for */
    struct buffer *out;
    unsigned named;                   /* views inside each other that the model named */
};

static const json_t *keys_follow(const json_t *value, const struct view_path *path, unsigned from)
{
    for (unsigned i = from; i < path->n && value != NULL; i++)
        value = json_object_getn(value, path->keys[i].key, path->keys[i].n);
    return value;
}

static const json_t *key_outwards(const struct frame *frame, const char *key, size_t n)
{
    const json_t *found = NULL;
    for (; frame != NULL && found == NULL; frame = frame->up)
        found = json_object_getn(frame->value, key, n);
    return found;
}

static const struct frame *frame_in_list(const struct frame *frame)
{
    while (frame != NULL && frame->count == 0)
        frame = frame->up;
    return frame;
}

static const json_t *column_value(const struct frame *frame, const struct view_path *path)
{
    const struct frame *item = frame_in_list(frame);
    if (item == NULL)
        return NULL;
    if (*item->columns == NULL)
        *item->columns = key_outwards(item->up, "columns", strlen("columns"));
    return keys_follow(json_array_get(*item->columns, item->number - 1), path, 0);
}

static const json_t *path_value(const struct renderer *r, const struct frame *frame, const struct view_path *path)
{
    if (path->start == PATH_COLUMN)
        return column_value(frame, path);
    if (path->start == PATH_MODEL)
        return keys_follow(r->model, path, 0);
    if (path->start == PATH_HERE)
        return keys_follow(frame->value, path, 0);
    assert(path->start == PATH_OUTWARDS);
    return keys_follow(key_outwards(frame, path->keys[0].key, path->keys[0].n), path, 1);
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

static void value_add(struct renderer *r, const struct frame *frame, const struct view_step *step)
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

static bool condition(const struct frame *frame, enum path_start start)
{
    const struct frame *item = frame_in_list(frame);
    if (item == NULL)
        return false;
    return start == PATH_FIRST ? item->number == 1 : start == PATH_LAST ? item->number == item->count : true;
}

static void run(struct renderer *r, const struct view *view, unsigned i, const struct frame *frame);

static void section_run(struct renderer *r, const struct view *view, unsigned i, const struct frame *frame)
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
            run(r, view, i + 1, &(struct frame){ json_array_get(value, k), k + 1, n, &columns, frame });
    } else {
        run(r, view, i + 1, &(struct frame){ .value = value, .up = frame });
    }
}

/* What the model names is known here only, so this is where a circle ends. */
static void named_run(struct renderer *r, const struct view *view, const struct view_step *step,
                      const struct frame *frame)
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
static void run(struct renderer *r, const struct view *view, unsigned i, const struct frame *frame)
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
    const struct frame bottom = { .value = model };
    if (layout && view->layout != NULL) {
        r.content = view;
        view = view->layout;
    }
    run(&r, view, 0, &bottom);
}
