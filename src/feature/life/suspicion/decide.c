/* A suspected problem becomes a problem of the rectification feature, or is dismissed: the decision and what follows from it. */
#include <string.h>

#include "feature/life/suspicion/suspicion.h"

static int parent_of(struct db *db, int64_t unit, int64_t *ret)
{
    return db_get_int(db, ret, "SELECT COALESCE(parent, 0) FROM unit WHERE id = ?1", value_int(unit));
}

static int name_of(struct arena *arena, struct db *db, int64_t unit, const char **ret)
{
    char *name = NULL;
    *ret = "";
    if (!unit)
        return DONE;
    TRY(db_get_text(db, arena, &name, "SELECT name FROM unit WHERE id = ?1", value_int(unit)));
    *ret = name;
    return DONE;
}

/* --- what is offered --- */

/* The office's own category for it, where it has one: the catalogue is edited by the office. */
static int category_find(struct db *db, enum finding finding, int64_t *ret)
{
    static const char *const words[FINDING__COUNT] = {[FINDING_LATE_TERM] = "%换届%", [FINDING_MISSED_QUARTERS] = "%三会一课%"};
    *ret = 0;
    int e = db_get_int(db, ret, "SELECT id FROM category WHERE name LIKE ?1 AND COALESCE(retired, 0) = 0 ORDER BY name, id LIMIT 1",
                       value_text(words[finding]));
    return e == NOT_FOUND ? DONE : e;
}

/* 同类问题联系起来从机理上找; 单个的从制度执行上找 (the founding article's three routes). */
static int route_find(struct db *db, const struct suspect *s, int64_t similar_units, const char **ret)
{
    int64_t others = 0;
    TRY(db_get_int(db, &others, "SELECT count(DISTINCT d.about) FROM suspicion d JOIN unit u ON u.id = d.about WHERE d.finding = ?1"
                                " AND d.decision = 'confirmed' AND d.about <> ?2 AND u.parent = (SELECT parent FROM unit WHERE id = ?2)",
                   value_text(finding_choices[s->finding].name), value_int(s->unit)));
    *ret = others + 1 >= similar_units ? "mechanism" : "enforcement";
    return DONE;
}

int suspect_problem(struct arena *arena, struct db *db, const struct suspect *s, int64_t similar_units, struct record **ret)
{
    struct record *problem = record_new(arena, &problem_entity);
    int64_t category;
    const char *route;
    TRY(category_find(db, s->finding, &category));
    TRY(route_find(db, s, similar_units, &route));
    record_set_text(problem, PROBLEM_SYMPTOM, s->facts);
    if (category)
        record_set_int(problem, PROBLEM_CATEGORY, category);
    record_set_text(problem, PROBLEM_CAUSE_ROUTE, route);
    *ret = problem;
    return DONE;
}

/* --- decided --- */

static int decision_write(struct change *outer, const struct suspect *s, const char *decision, const char *reason, int64_t problem)
{
    char today[DATE_TEXT];
    struct change change = change_within(outer, &suspicion_entity, "create");
    struct record *d = record_new(outer->arena, &suspicion_entity);
    record_set_text(d, SUSPICION_FACTS, s->facts);
    record_set_int(d, SUSPICION_ABOUT, s->unit);
    record_set_text(d, SUSPICION_FINDING, finding_choices[s->finding].name);
    record_set_text(d, SUSPICION_RULE, s->rule);
    record_set_text(d, SUSPICION_PERIOD, s->period);
    record_set_text(d, SUSPICION_DECISION, decision);
    record_set_text(d, SUSPICION_DECIDED_ON, date_print(moment_date(outer->now), today));
    if (outer->actor->person)
        record_set_int(d, SUSPICION_DECIDED_BY, outer->actor->person);
    if (reason)
        record_set_text(d, SUSPICION_REASON, reason);
    if (problem)
        record_set_int(d, SUSPICION_PROBLEM, problem);
    return record_create(&change, d);
}

/* From inside the organ it is 自查, from above 督查. */
static int source_kind(struct change *change, int64_t unit, const char **ret)
{
    struct unit_place place;
    bool inside = false;
    int64_t *granted;
    int n = change->actor->access ? access_units(change->actor->access, change->arena, &suspicion_entity, "decide", &granted) : 0;
    TRY(scope_place(change->db, unit, &place));
    for (int i = 0; i < n; i++) {
        struct unit_place his;
        TRY(scope_place(change->db, granted[i], &his));
        inside |= !his.above && his.organ == place.organ;
    }
    *ret = inside || !n ? "self_check" : "supervision";
    return DONE;
}

/* One source a unit and year, found again: what the year's records showed of it. */
static int source_make(struct change *outer, const struct suspect *s, int64_t *ret)
{
    const char *name, *issuer, *kind;
    int64_t parent;
    char today[DATE_TEXT];
    TRY(name_of(outer->arena, outer->db, s->unit, &name));
    TRY(parent_of(outer->db, s->unit, &parent));
    TRY(name_of(outer->arena, outer->db, parent, &issuer));
    TRY(source_kind(outer, s->unit, &kind));
    const char *title = arena_printf(outer->arena, "%d年组织生活和任期核对：%s", moment_date(outer->now).year, name);
    int e = db_get_int(outer->db, ret, "SELECT id FROM source WHERE accountable = ?1 AND title = ?2", value_int(s->unit), value_text(title));
    if (e != NOT_FOUND)
        return e;
    struct change change = change_within(outer, &source_entity, "create");
    struct record *source = record_new(outer->arena, &source_entity);
    record_set_text(source, SOURCE_TITLE, title);
    record_set_text(source, SOURCE_KIND, kind);
    record_set_int(source, SOURCE_ACCOUNTABLE, s->unit);
    record_set_text(source, SOURCE_ISSUER, *issuer ? issuer : name);
    if (parent)
        record_set_int(source, SOURCE_REVIEWER, parent);
    record_set_text(source, SOURCE_DATE, date_print(moment_date(outer->now), today));
    record_set_text(source, SOURCE_STATE, "confirmed");
    TRY(record_create(&change, source));
    *ret = source->id;
    return DONE;
}

int suspect_confirm(struct change *change, const struct suspect *s, struct record *problem)
{
    int64_t source, number;
    TRY(source_make(change, s, &source));
    TRY(db_get_int(change->db, &number, "SELECT COALESCE(max(number), 0) + 1 FROM problem WHERE source = ?1", value_int(source)));
    record_set_int(problem, PROBLEM_SOURCE, source);
    record_set_int(problem, PROBLEM_NUMBER, number);
    record_set_int(problem, PROBLEM_ACCOUNTABLE, s->unit);
    record_set_ids(problem, PROBLEM_UNITS, &s->unit, 1);
    record_set_text(problem, PROBLEM_WORDS, s->facts);
    TRY(record_create(change, problem));
    return decision_write(change, s, "confirmed", NULL, problem->id);
}

int suspect_may_dismiss(const struct access *access, struct db *db, int64_t unit, bool *ret)
{
    int64_t parent;
    TRY(parent_of(db, unit, &parent));
    return access_holds_at(access, db, &suspicion_entity, "decide", parent ? parent : unit, ret);
}

int suspect_dismiss(struct change *outer, const struct suspect *s, const char *reason)
{
    bool may;
    TRY(suspect_may_dismiss(outer->actor->access, outer->db, s->unit, &may));
    if (!may)
        return change_problem(outer, "reason", "本党组织的疑似问题，由上级党组织排除；确有其事的，您可以先确认");
    if (utf8_length(reason) < 2)
        return change_problem(outer, "reason", "请写明排除的理由：查到了什么，为什么不是问题");
    if (utf8_length(reason) > (size_t)suspicion_entity.fields[SUSPICION_REASON].max)
        return change_problem(outer, "reason", "理由最多%lld个字，请写简要些", (long long)suspicion_entity.fields[SUSPICION_REASON].max);
    return decision_write(outer, s, "dismissed", reason, 0);
}
