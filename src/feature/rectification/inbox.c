/* What waits for whom: the lines of the workbench. */
#include "feature/rectification/review.h"

enum { SOON_DAYS = 20 };

/* What to do with a row, and the part of its address that leads there. */
struct inbox_act {
    const char *label, *part;
};

static int lines(struct request *r, const struct entity *entity, const char *verb, const struct list_filter *filters,
                 int n, const char *due, struct inbox_act act, int limit, json_t **ret_rows, int *ret_count)
{
    struct list_request list = {.entity = entity, .access = r->session->access, .verb = verb, .view = entity->lists,
                                .filters = filters, .filter_count = n, .limit = limit};
    json_t *row;
    size_t i;
    TRY(inbox_from_list(r, &list, due, "", ret_rows, ret_count));
    json_array_foreach(*ret_rows, i, row) {
        const char *href = json_string_value(json_object_get(row, "href"));
        json_object_set_new(row, "act", json_string(act.label));
        json_object_set_new(row, "act_href", json_string(arena_printf(r->arena, "%s%s", href, act.part)));
    }
    return DONE;
}

int sources_to_confirm(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"state", "is", "reviewing"}, {"waiting", "from", "1"}};
    return lines(r, &source_entity, "change", filters, 2, "due", (struct inbox_act){"去确认", "/review"}, limit, ret_rows, ret_count);
}

int problems_to_claim(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"state", "is", "unclaimed"}};
    return lines(r, &problem_entity, "claim", filters, 1, "deadline", (struct inbox_act){"认领", "/claim"}, limit, ret_rows, ret_count);
}

int problems_overdue(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"overdue", "is", "1"}};
    return lines(r, &problem_entity, "read", filters, 1, "deadline", (struct inbox_act){"查看", ""}, limit, ret_rows, ret_count);
}

int problems_due_soon(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    char from[DATE_TEXT], until[DATE_TEXT];
    struct list_filter filters[] = {
        {"deadline", "from", date_print(clock_today(), from)},
        {"deadline", "to", date_print(date_add_days(clock_today(), SOON_DAYS), until)},
        {"overdue", "is", "0"},
    };
    return lines(r, &problem_entity, "read", filters, 3, "deadline", (struct inbox_act){"查看", ""}, limit, ret_rows, ret_count);
}
