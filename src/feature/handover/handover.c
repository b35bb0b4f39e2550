/* The feature as rows: what it holds, who may confirm, its page's panel and the officers' line of the workbench. */
#include <string.h>

#include "feature/handover/private.h"

static const struct entity *const entities[] = {&handover_entity, &handover_item_entity};

static const struct right rights[] = {
    {"working_committee_officer", "handover", "read change confirm export", SCOPE_SUBTREE},
    {"working_committee_officer", "handover_item", "read", SCOPE_SUBTREE},
    {"organ_officer", "handover", "read change confirm export", SCOPE_ORGAN},
    {"organ_officer", "handover_item", "read", SCOPE_ORGAN},
    {"leading_group_secretary", "handover", "read", SCOPE_ORGAN},
    {"leading_group_secretary", "handover_item", "read", SCOPE_ORGAN},
    {"branch_secretary", "handover", "read", SCOPE_SELF},
    {"branch_secretary", "handover_item", "read", SCOPE_SELF},
    {"handler", "handover", "read", SCOPE_SELF},
    {"handler", "handover_item", "read", SCOPE_SELF},
};

/* --- what is still open, on the handover's page --- */

static json_t *item_json(struct arena *arena, const struct open_item *open)
{
    json_t *one = json_pack("{s:s,s:s,s:s,s:s,s:s}", "kind", open->line->label, "title", open->item.title, "role",
                            open->item.role, "due", open->item.due, "href", open->href);
    json_t *left = due_json(arena, open->item.due);
    if (left)
        json_object_update_missing(one, left);
    return one;
}

static int open_panel(struct request *r, const struct record *handover, json_t **ret)
{
    char id[ID_TEXT];
    struct open_item *items = NULL;
    json_t *rows = json_array();
    size_t n = 0;
    bool open = !strcmp(record_text(handover, HANDOVER_STATE), "open");
    bool may = open && access_record(r->session->access, r->db, &handover_entity, "confirm", handover->id) == DONE;
    if (open)
        TRY(open_left(r->arena, r->db, handover, &items, &n));
    for (size_t i = 0; i < n; i++)
        json_array_append_new(rows, item_json(r->arena, &items[i]));
    *ret = json_pack("{s:s,s:b,s:b,s:b,s:o,s:s}", "id", id_print(handover->id, id), "open", open, "may", may, "taker",
                     record_int(handover, HANDOVER_TO) != 0, "rows", rows, "to",
                     names_title(r->arena, &person_entity, record_int(handover, HANDOVER_TO)));
    return DONE;
}

/* Also when nobody has come yet: the work waits with the office, not with who left. */
static int handovers_waiting(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    struct list_request list = {.entity = &handover_entity, .access = r->session->access, .verb = "confirm",
                                .view = handover_entity.lists, .limit = limit};
    return inbox_acts_from_list(r, &list, NULL, "去交接", "", ret_rows, ret_count);
}

static const char *const confirm_parameters[] = {"act", "item*", NULL};

static const char *const list_parameters[] = {"*filters", "view", "order", "after", "limit", "total", NULL};

static const struct page pages[] = {
    {.method = "GET", .path = "/handover", .verb = "read", .entity = "handover", .label = "工作交接", .parameters = list_parameters,
     .model = generic_list, .view = "office/list", .offered_on = "post"},
    {.method = "POST", .path = "/handover/:id/confirm", .verb = "confirm", .entity = "handover", .label = "确认交接",
     .parameters = confirm_parameters, .apply = confirm_apply},
    {.method = "GET", .path = "/handover/:id/sheet", .verb = "read", .entity = "handover", .label = "交接清单",
     .model = sheet_model, .view = "handover/sheet"},
    {.method = "GET", .path = "/handover/:id/sheet.docx", .verb = "read", .entity = "handover", .label = "交接清单（Word）",
     .flags = PAGE_NO_FORM, .model = sheet_paper_model},
};
static const struct panel panels[] = {{"handover", "还没有交接的事项", open_panel, "handover/open_panel"}};
static const struct inbox_line inbox_lines[] = {{"handover", "待交接的工作", 75, handovers_waiting, "/handover"}};
static const struct event events[] = {{"tenure", NULL, tenure_changed}};

const struct feature handover_feature = {
    .name = "handover", .label = "工作交接",
    .entities = entities, .entity_count = ARRAY_SIZE(entities),
    .rights = rights, .right_count = ARRAY_SIZE(rights),
    .pages = pages, .page_count = ARRAY_SIZE(pages),
    .panels = panels, .panel_count = ARRAY_SIZE(panels),
    .inbox_lines = inbox_lines, .inbox_line_count = ARRAY_SIZE(inbox_lines),
    .events = events, .event_count = ARRAY_SIZE(events),
};
