/* 回头看: when a closed problem is looked at again, and what was seen (DOMAIN §3.4, step 7).  The rows are made and filled by
 * what happens to the problem, never by hand. */
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/recheck/recheck.h"

/* A look this near to a planned one is that one; an earlier look is one more, and the plan stays. */
enum { NEAR_DAYS = 15, ROUNDS_MAX = 8, MONTHS_MAX = 60 };

static const struct choice states[] = {
    {"planned", "待回头看"}, {"consolidated", "巩固"}, {"relapsed", "反弹"}, {"dropped", "已取消（重新整改）"}, {0},
};

static const struct field fields[RECHECK__COUNT] = {
    [RECHECK_PROBLEM] = {"problem", "问题", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED, .ref = "problem"},
    [RECHECK_CLOSED_ON] = {"closed_on", "销号日", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED},
    [RECHECK_MONTHS] = {"months", "销号后几个月", "空的是计划之外的回头看", FIELD_INT, FIELD_SYSTEM | FIELD_FIXED},
    [RECHECK_DUE] = {"due", "应看日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED | FIELD_FILTER},
    [RECHECK_STATE] = {"state", "结论", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states,
                       .preset = "planned"},
    [RECHECK_HELD_ON] = {"held_on", "回头看日期", NULL, FIELD_DATE, FIELD_SYSTEM | FIELD_FILTER},
    [RECHECK_PERSON] = {"person", "谁看的", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "person"},
    [RECHECK_HOW] = {"how", "怎么看的", NULL, FIELD_ENUM, FIELD_SYSTEM | FIELD_FILTER, .choices = recheck_ways},
    [RECHECK_FINDING] = {"finding", "看到的情况", NULL, FIELD_LONG_TEXT, FIELD_SYSTEM, .max = 2000},
};

static const char *const columns[] = {"due", "problem", "closed_on", "months", "state", "held_on", "person", "how", NULL};
static const struct list_view lists[] = {
    {"all", "回头看", columns, "due,id", NULL, "t.state = 'planned' AND t.due < ?today"}, {0},
};
static const char *const indexes[] = {"problem,due", "organ,state,due,id", "root,state,due,id", "organ,due,id", "root,due,id", "unit", NULL};

const struct entity recheck_entity = {
    .name = "recheck", .label = "回头看", .note = "销号之后再去看：何时、谁、怎么看的、是巩固还是反弹",
    .fields = fields, .field_count = RECHECK__COUNT, .lists = lists, .indexes = indexes, .title = "due", .menu_order = 26,
    .unit_from = "problem", .parent = "problem",
    .scope_sql = {
        [SCOPE_NAMED] = "t.problem IN (SELECT p.id FROM problem p JOIN source s ON s.id = p.source WHERE s.reviewer = ?unit)",
        [SCOPE_SELF] = "t.problem IN (SELECT owner FROM problem_persons WHERE target = ?person)"
                       " OR t.problem IN (SELECT owner FROM problem_leaders WHERE target = ?person)"
                       " OR t.problem IN (SELECT problem FROM measure WHERE person = ?person)",
    },
};

static const char *days_after(struct change *change, int days)
{
    char text[DATE_TEXT];
    return arena_strdup(change->arena, date_print(date_add_days(moment_date(change->now), days), text));
}

static struct record *row_new(struct change *change, const char *due)
{
    const struct record *problem = change->after;
    struct record *row = record_new(change->arena, &recheck_entity);
    record_set_int(row, RECHECK_PROBLEM, problem->id);
    record_set_text(row, RECHECK_CLOSED_ON, record_text(problem, PROBLEM_CLOSED_ON));
    record_set_text(row, RECHECK_DUE, due);
    return row;
}

/* --- a closing: the rounds to come --- */

static int round_plan(struct change *outer, struct date closed, int months)
{
    char due[DATE_TEXT];
    struct change change = change_within(outer, &recheck_entity, "create");
    struct record *row = row_new(outer, date_print(date_add_months(closed, months), due));
    record_set_int(row, RECHECK_MONTHS, months);
    return record_create(&change, row);
}

int recheck_problem_closed(struct change *change)
{
    struct date closed;
    char *months;
    if (strcmp(record_text(change->after, PROBLEM_STATE), "closed"))
        return DONE;                     /* 不属实, 移交: there is nothing that could come back */
    TRY(date_parse(record_text(change->after, PROBLEM_CLOSED_ON), &closed));
    TRY(setting_now(change->arena, change->db, "recheck_months", &months));
    for (char *at = months, *end; *at; at = end) {
        long n = strtol(at, &end, 10);
        if (end == at)
            break;
        TRY(round_plan(change, closed, (int)n));
        end += strspn(end, "、，, ");
    }
    return DONE;
}

/* --- a look --- */

static int planned_near(struct change *change, struct record **ret)
{
    int64_t id;
    *ret = NULL;
    int outcome = db_get_int(change->db, &id,
        "SELECT id FROM recheck WHERE problem = ?1 AND state = 'planned' AND due <= ?2 ORDER BY due, id LIMIT 1",
        value_int(change->after->id), value_text(days_after(change, NEAR_DAYS)));
    if (outcome != DONE)
        return outcome == NOT_FOUND ? DONE : outcome;
    return record_read(change->arena, change->db, &recheck_entity, id, ret);
}

static int look_keep(struct change *outer, const char *state)
{
    struct record *row;
    const struct record *problem = outer->after;
    struct change change = change_within(outer, &recheck_entity, "change");
    TRY(planned_near(outer, &row));
    bool extra = !row;
    if (extra)
        row = row_new(outer, days_after(outer, 0));
    record_set_text(row, RECHECK_STATE, state);
    record_set_text(row, RECHECK_HELD_ON, days_after(outer, 0));
    record_set_text(row, RECHECK_HOW, record_text(problem, PROBLEM_RECHECK_HOW));
    record_set_text(row, RECHECK_FINDING, record_text(problem, PROBLEM_RECHECK_FINDING));
    if (outer->actor->person)
        record_set_int(row, RECHECK_PERSON, outer->actor->person);
    return extra ? record_create(&change, row) : record_change(&change, row, 0);
}

int recheck_problem_seen(struct change *change)
{
    return look_keep(change, "consolidated");
}

/* --- a reopening: what was planned of this closing is void --- */

static int drop_rest(struct change *outer)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t ids[ROUNDS_MAX * 2];
    int n = 0, step;
    TRY(db_query(outer->db, &s, "SELECT id FROM recheck WHERE problem = ?1 AND state = 'planned' ORDER BY due, id",
                 value_int(outer->after->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW && n < (int)ARRAY_SIZE(ids))
        ids[n++] = statement_int(s, 0);
    if (step != DONE && step != STATEMENT_ROW)
        return step;
    for (int i = 0; i < n; i++) {
        struct record *row;
        struct change change = change_within(outer, &recheck_entity, "change");
        TRY(record_read(outer->arena, outer->db, &recheck_entity, ids[i], &row));
        record_set_text(row, RECHECK_STATE, "dropped");
        TRY(record_change(&change, row, 0));
    }
    return DONE;
}

int recheck_problem_reopened(struct change *change)
{
    TRY(look_keep(change, "relapsed"));
    return drop_rest(change);
}

/* --- what is due --- */

/* The line leads to the problem, where the act is. */
int rechecks_due(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    char until[DATE_TEXT];
    const struct list_filter filters[] = {
        {"state", "is", "planned"}, {"due", "to", date_print(date_add_days(clock_today(), NEAR_DAYS), until)},
    };
    struct list_request list = {.entity = &recheck_entity, .access = r->session->access, .verb = "look",
                                .view = recheck_entity.lists, .filters = filters, .filter_count = 2, .limit = limit};
    json_t *row;
    size_t i;
    TRY(inbox_from_list(r, &list, "due", "", ret_rows, ret_count));
    json_array_foreach(*ret_rows, i, row) {
        struct record *recheck, *problem;
        char id[ID_TEXT];
        const char *href = json_string_value(json_object_get(row, "href"));
        TRY(record_read(r->arena, r->db, &recheck_entity, id_parse(strrchr(href, '/') + 1), &recheck));
        TRY(record_read(r->arena, r->db, &problem_entity, record_int(recheck, RECHECK_PROBLEM), &problem));
        href = arena_printf(r->arena, "/problem/%s", id_print(problem->id, id));
        json_object_set_new(row, "title", json_string(record_title(r->arena, problem)));
        json_object_set_new(row, "href", json_string(href));
        json_object_set_new(row, "act", json_string("去看"));
        json_object_set_new(row, "act_href", json_string(arena_printf(r->arena, "%s/recheck", href)));
    }
    return DONE;
}
