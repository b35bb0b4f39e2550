/* The first page: what waits for this person, in the order to do it.  And the search. */
#include <stdlib.h>
#include <string.h>

#include "office/inside.h"
#include "office/notice.h"
#include "office/pages.h"

enum { LINES_MAX = 128, ROWS_SHOWN = 5, FOUND_MAX = 50, SOON_DAYS = 20 };

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

json_t *due_json(struct arena *arena, const char *date)
{
    struct date day;
    if (!date || !*date || date_parse(date, &day) != DONE)
        return NULL;
    int left = date_days(day) - date_days(clock_today());
    const char *words = left == 0 ? "今天到期" : arena_printf(arena, left < 0 ? "超期 %d 天" : "还有 %d 天", abs(left));
    return json_pack("{s:s,s:b,s:b}", "left", words, "late", left < 0, "soon", left >= 0 && left <= SOON_DAYS);
}

/* How long each row still has, beside its day. */
static void rows_say_left(struct request *request, json_t *rows)
{
    size_t i;
    json_t *row;
    json_array_foreach(rows, i, row) {
        json_t *left = due_json(request->arena, json_string_value(json_object_get(row, "due")));
        if (left)
            json_object_update_missing(row, left);
    }
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
        if (!count)
            continue;
        rows_say_left(request, rows);
        const char *many = count < INBOX_COUNT_MAX ? arena_printf(request->arena, "%d", count) : "99+";
        json_array_append_new(all, json_pack("{s:s,s:s,s:i,s:s,s:o?,s:i,s:s?}", "name", lines[i]->name, "label", lines[i]->label,
                                             "count", count, "shown", many, "rows", rows, "more",
                                             count > ROWS_SHOWN ? count - ROWS_SHOWN : 0, "all", lines[i]->all));
    }
    request_set(request, "lines", all);
    if (access_may(request->session->access, &notice_entity, "read"))
        request_page(request, "notices", json_true());
    if (calendar_mark(request->arena))
        request_page(request, "mark", json_string(calendar_mark(request->arena)));
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
