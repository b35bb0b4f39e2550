/* 支部工作记录 to download: of one activity, of a year. */
#include <stdlib.h>

#include "document/document.h"
#include "feature/life/activity/record_paper.h"

int record_paper_model(struct request *r)
{
    struct record *activity;
    struct composition c;
    TRY(request_record(r, &activity));
    TRY(record_compose(r->arena, r->db, activity, &c));
    return draft_answer(r, "支部工作记录", &c);
}

/* Of a unit and year, by day; only what he may export. */
int records_paper_model(struct request *r)
{
    long asked = strtol(request_text(r, "year"), NULL, 10);
    int year = asked >= 2000 && asked <= 2199 ? (int)asked : clock_today().year;
    int64_t unit = request_id(r, "held_by") ? request_id(r, "held_by") : r->session->unit, *ids;
    char id[ID_TEXT];
    const struct list_filter filters[] = {{"held_by", "is", id_print(unit, id)}, {"held_on", "from", arena_printf(r->arena, "%d-01-01", year)},
                                          {"held_on", "to", arena_printf(r->arena, "%d-12-31", year)}};
    struct list_request list = {.entity = &activity_entity, .access = r->session->access, .verb = "export", .filters = filters,
                                .filter_count = ARRAY_SIZE(filters), .order = "held_on,id"};
    struct composition c;
    size_t n;
    TRY(list_ids(r->arena, r->db, &list, &ids, &n));
    TRY(records_compose(r->arena, r->db, unit, year, ids, n, &c));
    return draft_answer(r, arena_printf(r->arena, "%d年支部工作记录", year), &c);
}

int record_paper_panel(struct request *r, const struct record *activity, json_t **ret)
{
    char id[ID_TEXT];
    bool may = access_may(r->session->access, &activity_entity, "export")
        && access_record(r->session->access, r->db, &activity_entity, "export", activity->id) == DONE;
    int64_t late = record_int(activity, ACTIVITY_LATE_DAYS);
    *ret = may ? json_pack("{s:s}", "id", id_print(activity->id, id)) : NULL;
    if (may && late)
        json_object_set_new(*ret, "late", json_integer(late));
    return DONE;
}
