/* Lines of the workbench: what is to be answered, linked, asked. */
#include "feature/rectification/common/common.h"

static int lines(struct request *r, const struct entity *entity, const char *verb, struct list_filter filter, const char *due,
                 const char *act, const char *part, int limit, json_t **ret_rows, int *ret_count)
{
    struct list_request list = {.entity = entity, .access = r->session->access, .verb = verb, .view = entity->lists,
                                .filters = &filter, .filter_count = 1, .limit = limit};
    return inbox_acts_from_list(r, &list, due, act, part, ret_rows, ret_count);
}

int comparisons_to_answer(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    return lines(r, &comparison_entity, "answer", (struct list_filter){"waiting", "is", "1"}, "answer_by", "去对照", "/answer", limit,
                 ret_rows, ret_count);
}

int comparisons_missing(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    return lines(r, &comparison_entity, "return", (struct list_filter){"late", "is", "1"}, "answer_by", "查看", "", limit, ret_rows,
                 ret_count);
}

int rules_to_ask(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    return lines(r, &rule_made_entity, "observe", (struct list_filter){"due", "is", "1"}, "ask_on", "去核查", "/observe", limit,
                 ret_rows, ret_count);
}

int similar_to_link(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    int64_t *owners, least = setting_int(r->system, "similar_units");
    int n = access_units(r->session->access, r->arena, &common_problem_entity, "create", &owners);
    *ret_rows = json_array();
    *ret_count = 0;
    for (int i = 0; i < n; i++) {
        struct similar *all;
        size_t count;
        TRY(similar_find(r->arena, r->db, owners[i], least, &all, &count));
        *ret_count += (int)count;
        for (size_t k = 0; k < count && (int)json_array_size(*ret_rows) < limit; k++)
            json_array_append_new(*ret_rows, json_pack("{s:s, s:s, s:s, s:s}", "title",
                arena_printf(r->arena, "%s：不少于%lld个单位都有", names_title(r->arena, &category_entity, all[k].category), (long long)least),
                "href", "/similar", "act", "去研究", "act_href", "/similar"));
    }
    return DONE;
}
