/* What was held, written down on a telephone: kind, date (today), everyone but…, one text. */
#include <string.h>

#include "feature/life/activity/activity.h"

enum { UNITS_SHOWN = 300, TOPIC_MAX = 100 };

struct choosable { int64_t id; const char *name; };
struct choosables { struct choosable *items; size_t n, cap; };

static bool holds_activities(const char *kind)
{
    static const char *const kinds[] = {"branch", "temporary_branch", "general_branch", "organ_committee", "leading_group"};
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (text_equal(kinds[i], kind))
            return true;
    return false;
}

static int choosable_add(struct request *r, struct choosables *units, int64_t id)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char today[DATE_TEXT];
    for (size_t i = 0; i < units->n; i++)
        if (units->items[i].id == id)
            return DONE;
    TRY(db_query(r->db, &s, "SELECT kind, name FROM unit WHERE id = ?1 AND (dissolved IS NULL OR dissolved > ?2)", value_int(id),
                 value_text(date_print(clock_today(), today))));
    int e = statement_step(s);
    if (e == STATEMENT_ROW && units->n < UNITS_SHOWN && holds_activities(statement_text(s, 0)))
        *arena_push(r->arena, &units->items, &units->n, &units->cap) =
            (struct choosable){id, arena_strdup(r->arena, statement_text(s, 1))};
    return e == STATEMENT_ROW ? DONE : e;
}

/* Where he may write an activity down. */
static int units_choosable(struct request *r, struct choosables *ret)
{
    int64_t *granted;
    int n = access_units(r->session->access, r->arena, &activity_entity, "create", &granted);
    for (int i = 0; i < n; i++) {
        int64_t *below;
        int below_n;
        TRY(scope_below(r->arena, r->db, granted[i], &below, &below_n));
        for (int k = 0; k < below_n; k++)
            TRY(choosable_add(r, ret, below[k]));
    }
    return DONE;
}

/* What was ticked before the form came back. */
static bool ticked(const struct request *r, const char *name, const char *value)
{
    for (int i = 0; i < r->input_count; i++)
        for (int k = 0; text_equal(r->inputs[i].name, name) && k < r->inputs[i].n; k++)
            if (text_equal(r->inputs[i].values[k], value))
                return true;
    return false;
}

static json_t *members_json(struct request *r, int64_t unit, int *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    json_t *members = json_array();
    char today[DATE_TEXT], id[ID_TEXT];
    *ret_n = 0;
    if (db_query(r->db, &s, "SELECT p.id, p.name FROM membership m JOIN person p ON p.id = m.person WHERE m.branch = ?1"
                            " AND m.from_date <= ?2 AND (m.until_date IS NULL OR m.until_date > ?2) ORDER BY p.code",
                 value_int(unit), value_text(date_print(clock_today(), today))) != DONE)
        return members;
    while (statement_step(s) == STATEMENT_ROW) {
        id_print(statement_int(s, 0), id);
        json_array_append_new(members, json_pack("{s:s,s:s,s:b,s:b}", "id", id, "name", statement_text(s, 1), "chosen", ticked(r, "absent", id), "outside",
                                                 ticked(r, "outside", id)));
        ++*ret_n;
    }
    return members;
}

static json_t *kinds_json(const char *chosen)
{
    json_t *kinds = json_array();
    for (int i = 0; i < ACTIVITY_KIND__COUNT; i++)
        json_array_append_new(kinds, json_pack("{s:s,s:s,s:b}", "id", activity_kind_words[i].id, "label", activity_kind_words[i].label,
                                               "chosen", text_equal(chosen, activity_kind_words[i].id)));
    return kinds;
}

/* The units he may choose, and which is chosen: the one asked for, else his own, else the first; 0 when there is none. */
static int units_fill(struct request *r, int64_t *ret)
{
    struct choosables units = {0};
    char id[ID_TEXT];
    int64_t asked = request_id(r, "held_by"), unit = 0;
    json_t *choices = json_array();
    TRY(units_choosable(r, &units));
    for (size_t i = 0; i < units.n; i++)
        if (units.items[i].id == (asked ? asked : r->session->unit))
            unit = units.items[i].id;
    if (!unit && units.n)
        unit = units.items[0].id;
    for (size_t i = 0; i < units.n; i++)
        json_array_append_new(choices, json_pack("{s:s,s:s,s:b}", "id", id_print(units.items[i].id, id), "name", units.items[i].name,
                                                 "chosen", units.items[i].id == unit));
    request_page(r, "units", choices);
    request_page(r, "several", json_boolean(units.n > 1));
    request_page(r, "none", json_boolean(!units.n));
    *ret = unit;
    return DONE;
}

int record_units(struct request *r)
{
    int64_t unit;
    return units_fill(r, &unit);
}

int record_form(struct request *r)
{
    char today[DATE_TEXT];
    int64_t unit;
    int members;
    const char *on = request_text(r, "held_on");
    TRY(units_fill(r, &unit));
    json_t *people = members_json(r, unit, &members);
    request_page(r, "members", people);
    request_page(r, "member_count", json_integer(members));
    request_page(r, "kinds", kinds_json(request_text(r, "kind")));
    request_page(r, "also", kinds_json(request_text(r, "also")));
    request_page(r, "held_on", json_string(*on ? on : date_print(clock_today(), today)));
    request_page(r, "text", json_string(request_text(r, "text")));
    request_page(r, "absence", json_string(request_text(r, "absence")));
    request_page(r, "ground", json_string(request_text(r, "excluded_ground")));
    request_page(r, "place", json_string(request_text(r, "place")));
    return DONE;
}

/* One text: its first line names the activity, all of it is the record where there is more. */
static void text_take(struct request *r, struct record *activity)
{
    char *text = text_trim(r->arena, request_text(r, "text"));
    size_t line = strcspn(text, "\r\n");
    const char *end = utf8_at(text, TOPIC_MAX);
    bool longer = text[line] || end < text + line;
    size_t n = end < text + line ? (size_t)(end - text) : line;
    record_set_text(activity, ACTIVITY_TOPIC, arena_strndup(r->arena, text, n));
    if (longer)
        record_set_text(activity, ACTIVITY_MINUTES, text);
}

int record_apply(struct request *r, struct db *db)
{
    struct change *change = request_change(r, db, &activity_entity, "create");
    struct record *activity = record_new(r->arena, &activity_entity);
    struct input *inputs = arena_array(r->arena, struct input, (size_t)r->input_count + 1);
    char id[ID_TEXT];
    int n = 0;
    for (int i = 0; i < r->input_count; i++)
        if (!text_equal(r->inputs[i].name, "text"))
            inputs[n++] = r->inputs[i];
    TRY(record_fill(change, activity, inputs, n));
    text_take(r, activity);
    if (!*record_text(activity, ACTIVITY_TOPIC))
        return change_problem(change, "topic", "请写一句议题或内容");
    TRY(record_create(change, activity));
    if (r->json) {
        r->answer.status = 201;
        r->answer.data = face_json(r->arena, activity);
        return DONE;
    }
    return request_redirect(r, "/unit/%s", id_print(record_int(activity, ACTIVITY_HELD_BY), id));
}
