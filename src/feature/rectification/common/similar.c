/* The same category in several units is proposed as a common problem to who stands above them: one click makes it and links
 * what is open; what is not one is dismissed with the reason and not proposed again. */
#include <string.h>

#include "feature/rectification/common/common.h"

enum { UNITS_SHOWN = 12 };

const char *const similar_parameters[] = {"act", "owner", "category", "reason", NULL};
const char *const common_link_parameters[] = {"act", "problem*", "q", NULL};

#define OPEN "p.state IN ('unclaimed', 'planning', 'rectifying', 'closing_requested', 'endorsed')"

/* Each category stops counting at the number that is asked: this runs for every look at the workbench. */
int similar_find(struct arena *arena, struct db *db, int64_t owner, int64_t least, struct similar **ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    size_t cap = 0;
    int step;
    *ret = NULL;
    *ret_n = 0;
    TRY(db_query(db, &s, "SELECT c.id, (SELECT count(*) FROM (SELECT DISTINCT p.unit FROM problem p"
        " JOIN unit_closure u ON u.unit = p.unit AND u.ancestor = ?1 WHERE p.category = c.id AND p.common IS NULL AND " OPEN
        " LIMIT ?2) d) AS units FROM category c WHERE NOT EXISTS (SELECT 1 FROM common_dismissal m WHERE m.owner_unit = ?1"
        " AND m.category = c.id) ORDER BY c.name, c.id", value_int(owner), value_int(least)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        if (statement_int(s, 1) >= least)
            *arena_push(arena, ret, ret_n, &cap) = (struct similar){statement_int(s, 0), statement_int(s, 1)};
    return step;
}

/* Of one category: the first units that have it, in the order of their codes; the list of its problems tells the rest. */
static int units_json(struct request *r, int64_t owner, int64_t category, json_t **ret, bool *ret_more)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    *ret = json_array();
    TRY(db_query(r->db, &s, "SELECT d.unit FROM (SELECT DISTINCT p.unit FROM problem p JOIN unit_closure c ON c.unit = p.unit"
        " AND c.ancestor = ?1 WHERE p.category = ?2 AND p.common IS NULL AND " OPEN " LIMIT ?3) d JOIN unit n ON n.id = d.unit"
        " ORDER BY n.code", value_int(owner), value_int(category), value_int(UNITS_SHOWN + 1)));
    while ((step = statement_step(s)) == STATEMENT_ROW && json_array_size(*ret) < UNITS_SHOWN)
        json_array_append_new(*ret, json_string(names_title(r->arena, &unit_entity, statement_int(s, 0))));
    *ret_more = step == STATEMENT_ROW;
    return *ret_more ? DONE : step;
}

/* The common problem of this category that is open there already: 0 when there is none. */
static int standing_find(struct db *db, int64_t owner, int64_t category, int64_t *ret)
{
    *ret = 0;
    int outcome = db_get_int(db, ret, "SELECT id FROM common_problem WHERE unit = ?1 AND category = ?2 AND state = 'open'"
                                      " ORDER BY created_at, id LIMIT 1", value_int(owner), value_int(category));
    return outcome == NOT_FOUND ? DONE : outcome;
}

static int one_json(struct request *r, int64_t owner, const struct similar *similar, json_t **ret)
{
    char category[ID_TEXT], unit[ID_TEXT];
    json_t *units;
    int64_t standing;
    bool more;
    TRY(units_json(r, owner, similar->category, &units, &more));
    TRY(standing_find(r->db, owner, similar->category, &standing));
    *ret = json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:o}", "category", id_print(similar->category, category), "name",
                     names_title(r->arena, &category_entity, similar->category), "owner", id_print(owner, unit), "owner_name",
                     names_title(r->arena, &unit_entity, owner), "more", more, "standing", standing != 0,
                     "units", units);
    return DONE;
}

static int dismissed_json(struct request *r, json_t **ret)
{
    const struct list_request list = {.entity = &common_dismissal_entity, .access = r->session->access, .verb = "read", .limit = 100};
    return list_page(r->arena, r->db, &list, ret);
}

int similar_model(struct request *r)
{
    int64_t *owners, least = setting_int(r->system, "similar_units");
    json_t *rows = json_array(), *dismissed, *one;
    int n = access_units(r->session->access, r->arena, &common_problem_entity, "create", &owners);
    for (int i = 0; i < n; i++) {
        struct similar *all;
        size_t count;
        TRY(similar_find(r->arena, r->db, owners[i], least, &all, &count));
        for (size_t k = 0; k < count; k++) {
            TRY(one_json(r, owners[i], &all[k], &one));
            json_array_append_new(rows, one);
        }
    }
    TRY(dismissed_json(r, &dismissed));
    request_set(r, "least", json_integer(least));
    request_set(r, "rows", rows);
    request_set(r, "dismissed", dismissed);
    request_page(r, "reason", json_string(request_text(r, "reason")));
    return DONE;
}

/* --- what is done --- */

/* A problem joins a common problem, or leaves it (common 0). */
static int problem_join(struct change *outer, int64_t id, int64_t common)
{
    struct record *problem;
    TRY(record_read(outer->arena, outer->db, &problem_entity, id, &problem));
    if (common) {
        record_set_int(problem, PROBLEM_COMMON, common);
        if (!problem->values[PROBLEM_COMMONNESS].set)
            record_set_text(problem, PROBLEM_COMMONNESS, "common");
    } else {
        record_set_empty(problem, PROBLEM_COMMON);
    }
    struct change change = change_within(outer, &problem_entity, "change");
    return record_change(&change, problem, 0);
}

static int all_join(struct change *outer, int64_t owner, int64_t category, int64_t common)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *ids = NULL;
    size_t n = 0, cap = 0;
    int step;
    TRY(db_query(outer->db, &s, "SELECT p.id FROM problem p JOIN unit_closure c ON c.unit = p.unit AND c.ancestor = ?1"
        " WHERE p.category = ?2 AND p.common IS NULL AND " OPEN " ORDER BY p.id", value_int(owner), value_int(category)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(outer->arena, &ids, &n, &cap) = statement_int(s, 0);
    TRY(step);
    for (size_t i = 0; i < n; i++)
        TRY(problem_join(outer, ids[i], common));
    return DONE;
}

static int common_make(struct change *outer, int64_t owner, int64_t category, int64_t *ret)
{
    char today[DATE_TEXT];
    struct change change = change_within(outer, &common_problem_entity, "create");
    struct record *common = record_new(outer->arena, &common_problem_entity);
    record_set_text(common, COMMON_TITLE, arena_printf(outer->arena, "%s（%s）", names_title(outer->arena, &category_entity, category),
                                                       date_print(clock_today(), today)));
    record_set_int(common, COMMON_OWNER, owner);
    record_set_int(common, COMMON_CATEGORY, category);
    TRY(record_create(&change, common));
    *ret = common->id;
    return DONE;
}

static int act_create(struct request *r, struct change *page, int64_t owner, int64_t category)
{
    char id[ID_TEXT];
    int64_t common;
    TRY(standing_find(page->db, owner, category, &common));
    if (!common)
        TRY(common_make(page, owner, category, &common));
    TRY(all_join(page, owner, category, common));
    request_set(r, "id", json_string(id_print(common, id)));
    return request_redirect(r, "/common_problem/%s", id);
}

static int act_dismiss(struct request *r, struct change *page, int64_t owner, int64_t category)
{
    const char *reason = text_trim(r->arena, request_text(r, "reason"));
    if (utf8_length(reason) < 2)
        return change_problem(page, "reason", "请写明不作为共性问题的理由");
    struct change change = change_within(page, &common_dismissal_entity, "create");
    struct record *dismissal = record_new(r->arena, &common_dismissal_entity);
    record_set_int(dismissal, DISMISSAL_OWNER, owner);
    record_set_int(dismissal, DISMISSAL_CATEGORY, category);
    record_set_text(dismissal, DISMISSAL_REASON, reason);
    int outcome = record_create(&change, dismissal);
    if (outcome == INVALID || outcome == CONFLICT)
        return change_problem(page, "reason", "%s", error_message());
    TRY(outcome);
    return request_redirect(r, "/similar");
}

int similar_apply(struct request *r, struct db *db)
{
    struct change *page = request_change(r, db, &common_problem_entity, "create");
    int64_t owner = request_id(r, "owner"), category = request_id(r, "category"), found;
    const char *act = request_text(r, "act");
    TRY(access_create_at(r->session->access, db, &common_problem_entity, owner, NULL));
    if (db_get_int(db, &found, "SELECT id FROM category WHERE id = ?1", value_int(category)) != DONE)
        return change_problem(page, "category", "没有这个问题类别，请刷新后再看");
    if (!strcmp(act, "create"))
        return act_create(r, page, owner, category);
    if (!strcmp(act, "dismiss"))
        return act_dismiss(r, page, owner, category);
    return change_problem(page, "act", "请选择要做的操作");
}

/* --- linking by hand --- */

static int candidates(struct request *r, const struct record *common, bool members, json_t **ret)
{
    char id[ID_TEXT], owner[ID_TEXT], category[ID_TEXT];
    const char *words = request_text(r, "q");
    struct list_filter filters[4];
    int n = 0;
    if (members) {
        filters[n++] = (struct list_filter){"common", "is", id_print(common->id, id)};
    } else {
        filters[n++] = (struct list_filter){"common", "empty", "1"};
        filters[n++] = (struct list_filter){"unit", "is", id_print(record_int(common, COMMON_OWNER), owner)};
        if (*words)
            filters[n++] = (struct list_filter){"q", "is", words};
        else if (record_int(common, COMMON_CATEGORY))
            filters[n++] = (struct list_filter){"category", "is", id_print(record_int(common, COMMON_CATEGORY), category)};
    }
    const struct list_request list = {.entity = &problem_entity, .access = r->session->access, .verb = "read", .filters = filters,
                                      .filter_count = n, .limit = 100};
    return list_page(r->arena, r->db, &list, ret);
}

int common_link_model(struct request *r)
{
    char id[ID_TEXT];
    struct record *common;
    json_t *others, *members;
    TRY(request_record(r, &common));
    TRY(candidates(r, common, false, &others));
    TRY(candidates(r, common, true, &members));
    request_set(r, "id", json_string(id_print(common->id, id)));
    request_set(r, "title", json_string(record_text(common, COMMON_TITLE)));
    request_set(r, "others", others);
    request_set(r, "members", members);
    request_page(r, "q", json_string(request_text(r, "q")));
    return DONE;
}

static const struct input *ticked(const struct request *r)
{
    for (int i = 0; i < r->input_count; i++)
        if (!strcmp(r->inputs[i].name, "problem"))
            return &r->inputs[i];
    return NULL;
}

/* He must see it, it must stand below the owner, and be free (or a member, to leave). */
static int link_one(struct request *r, struct change *page, const struct record *common, int64_t id, bool join)
{
    struct record *problem;
    bool below;
    int outcome = access_read(r->session->access, r->arena, page->db, &problem_entity, id, &problem);
    if (outcome == NOT_FOUND)
        return change_problem(page, "problem", "有的问题没有找到，请刷新后再选");
    TRY(outcome);
    TRY(scope_holds(page->db, record_int(common, COMMON_OWNER), problem->unit, &below));
    int64_t of = record_int(problem, PROBLEM_COMMON);
    if (!below)
        return change_problem(page, "problem", "“%s”不在牵头单位之下", record_title(r->arena, problem));
    if (join ? of && of != common->id : of != common->id)
        return change_problem(page, "problem", "“%s”刚被别人改过，请刷新后再选", record_title(r->arena, problem));
    return problem_join(page, id, join ? common->id : 0);
}

int common_link_apply(struct request *r, struct db *db)
{
    char id[ID_TEXT];
    struct change *page = request_change(r, db, &common_problem_entity, "link");
    struct record *common;
    const struct input *chosen = ticked(r);
    TRY(access_read_to(r->session->access, r->arena, db, &common_problem_entity, "link", r->id, &common));
    if (!chosen || !chosen->n)
        return change_problem(page, "problem", "请先勾选问题");
    if (strcmp(record_text(common, COMMON_STATE), "open"))
        return fail(CONFLICT, "这个共性问题已经办结，要改先“重新整治”");
    bool join = strcmp(request_text(r, "act"), "leave") != 0;
    for (int i = 0; i < chosen->n; i++)
        TRY(link_one(r, page, common, id_parse(chosen->values[i]), join));
    return request_redirect(r, "/common_problem/%s", id_print(r->id, id));
}
