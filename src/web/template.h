/* Views: logic-less templates, compiled once at start into flat programs.
 *
 *   {{name.path}}            text, escaped for HTML text and quoted attributes
 *   {{url:path}}             one component of an address, percent-encoded
 *   {{href:path}}            a whole address of our own ("/…", "?…", "#…"; anything else prints "#")
 *   {{json:path}}            the value as JSON, escaped: for data attributes of charts
 *   {{count:path}}           how many items a list has
 *   {{#path}}…{{/path}}      for each item of a list; once, inside it, for an object or a value that is there (true
 *                            is no context); not at all for null, false, "", 0 and an empty list
 *   {{^path}}…{{/path}}      the contrary
 *   {{asset:app.css}}        the address of an embedded file, found at start
 *   {{>folder/name}}         the view "views/folder/name.html", with the same context
 *   {{>>path}}               the view that the value names (a panel's); nothing when there is none
 *   {{<folder/name}}         first in a view: the layout that surrounds it
 *   {{@content}}             in a layout: the view
 *   {{! … }}                 nothing
 *
 * The first key of a path is looked for from the innermost context outwards, later keys only
 * inside what was found; "data" and "page" always mean the model's own, ".key" only the
 * innermost context, "." the innermost value.  In a list @number counts from 1, @first and
 * @last are conditions; @column.key is of the item with the same number in the nearest "columns" outside it.  A tag other than a value that stands alone on its line takes the line with it.
 *
 * There is no way to print without escaping.  The compiler follows the HTML around each tag
 * and refuses what escaping would not save: values in <script> and <style>, in tag names,
 * in unquoted attributes, in on… and style attributes, and text where an address belongs.
 * A section must leave the HTML in the state it found it. */
#ifndef MINGZE_WEB_TEMPLATE_H
#define MINGZE_WEB_TEMPLATE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct resource;
struct view;
struct views;

/* Compiles `n` resources named "views/….html".  INVALID: the message starts with "file:line: ". */
int views_compile(struct arena *, const struct resource *, size_t n, struct views **ret_views);

/* The view "views/NAME.html"; NAME with or without ".html".  NULL when there is none. */
const struct view *view_find(const struct views *, const char *name);

/* Adds the view of `model` (an object with `data` and `page`) to `out`; with its layout, or alone
 * when a part of a page was asked for. */
void view_render(const struct view *, const json_t *model, bool layout, struct buffer *out);

#endif
