/* The first page: what waits for this person, in the order to do it.  And the search. */
#include <stdlib.h>
#include <string.h>

#include "office/inside.h"
#include "office/pages.h"

enum { LINES_MAX = 128, ROWS_SHOWN = 5, FOUND_MAX = 50 };

static int line_order(const void *a, const void *b)
{
    const struct inbox_line *const *x = a, *const *y = b;
    return (*x)->order - (*y)->order;
}

static int lines_collect(const struct inbox_line **lines)
{
    const struct feature *feature;
    int n = 0;
    for (int i = 0; (feature = office_feature_at(i)); i++)
        for (int k = 0; k < feature->inbox_line_count && n < LINES_MAX; k++)
            lines[n++] = &feature->inbox_lines[k];
    qsort(lines, (size_t)n, sizeof *lines, line_order);
    return n;
}

int workbench(struct request *request)
{
    const struct inbox_line *lines[LINES_MAX];
    int n = lines_collect(lines);
    json_t *all = json_array();
    for (int i = 0; i < n; i++) {
        json_t *rows = NULL;
        int count = 0;
        TRY(lines[i]->rows(request, ROWS_SHOWN, &rows, &count));
        if (count)
            json_array_append_new(all, json_pack("{s:s,s:s,s:i,s:o?,s:i}", "name", lines[i]->name, "label", lines[i]->label,
                                                 "count", count, "rows", rows, "more", count > ROWS_SHOWN ? count - ROWS_SHOWN : 0));
    }
    request_set(request, "lines", all);
    return DONE;
}

int search_page(struct request *request)
{
    const char *words = request_text(request, "q");
    json_t *found = json_array(), *row;
    size_t i;
    if (*words)
        TRY(search_find(request->arena, request->db, request->session->access, words, FOUND_MAX, &found));
    json_array_foreach(found, i, row)
        json_object_set_new(row, "href", json_string(arena_printf(request->arena, "/%s/%s",
                            json_string_value(json_object_get(row, "entity")), json_string_value(json_object_get(row, "id")))));
    request_set(request, "q", json_string(words));
    request_set(request, "rows", found);
    request_page(request, "asked", json_boolean(*words));
    return DONE;
}

int complaint_form(struct request *request)
{
    request_page(request, "sent", json_boolean(*request_text(request, "sent")));
    request_page(request, "text", json_string(request_text(request, "text")));
    request_page(request, "contact", json_string(request_text(request, "contact")));
    return DONE;
}
