/* What waits for whom: the lines of the workbench. */
#include "feature/rectification/review.h"

enum { SOON_DAYS = 20 };

static int lines(struct request *r, const struct entity *entity, const char *verb, const struct list_filter *filters,
                 int n, const char *due, const char *part, int limit, json_t **ret_rows, int *ret_count)
{
    struct list_request list = {.entity = entity, .access = r->session->access, .verb = verb, .view = entity->lists,
                                .filters = filters, .filter_count = n, .limit = limit};
    return inbox_from_list(r, &list, due, part, ret_rows, ret_count);
}

int sources_to_confirm(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"state", "is", "reviewing"}, {"waiting", "from", "1"}};
    return lines(r, &source_entity, "change", filters, 2, "due", "/review", limit, ret_rows, ret_count);
}

int problems_to_claim(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"state", "is", "unclaimed"}};
    return lines(r, &problem_entity, "claim", filters, 1, "deadline", "", limit, ret_rows, ret_count);
}

int problems_overdue(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"overdue", "is", "1"}};
    return lines(r, &problem_entity, "read", filters, 1, "deadline", "", limit, ret_rows, ret_count);
}

int problems_due_soon(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    char from[DATE_TEXT], until[DATE_TEXT];
    struct list_filter filters[] = {
        {"deadline", "from", date_print(clock_today(), from)},
        {"deadline", "to", date_print(date_add_days(clock_today(), SOON_DAYS), until)},
        {"overdue", "is", "0"},
    };
    return lines(r, &problem_entity, "read", filters, 3, "deadline", "", limit, ret_rows, ret_count);
}
