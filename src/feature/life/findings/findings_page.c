/* Findings where people look: on the organisation's page, and all in scope on one. */
#include <string.h>

#include "feature/life/findings/findings.h"

enum { UNITS_READ = 60, UNITS_SHOWN = 30, PAGES_READ = 10 };

const char *const findings_parameters[] = {"unit", "after", "unknown", NULL};

/* 应当 is red, 一般 yellow, custom and local practice grey; what cannot be told is open. */
static json_t *finding_json(struct arena *arena, const struct set_up_finding *f)
{
    enum rule_strength strength = f->basis->strength;
    const char *tone = f->state == STATE_UNKNOWN ? "open" : strength == STRENGTH_SHALL ? "red" : strength == STRENGTH_USUALLY ? "yellow" : "grey";
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "rule", f->rule, "name", f->name, "state", rule_state_ids[f->state], "tone", tone, "strength",
                     rule_strength_ids[strength], "text", f->text, "regulation", rule_citation(arena, rulebook(), f->basis));
}

static int unit_findings(struct request *r, const struct record *unit, json_t **ret_missed, json_t **ret_unknown)
{
    struct set_up s;
    struct set_up_finding *findings;
    struct date today = clock_today();
    *ret_missed = json_array();
    *ret_unknown = json_array();
    TRY(set_up_read(r->arena, r->db, unit, today, &s));
    size_t n = findings_of(r->arena, &s, today, &findings);
    for (size_t i = 0; i < n; i++)
        json_array_append_new(findings[i].state == STATE_MISSED ? *ret_missed : *ret_unknown, finding_json(r->arena, &findings[i]));
    return DONE;
}

int findings_panel(struct request *r, const struct record *unit, json_t **ret)
{
    json_t *missed, *unknown;
    bool seen;
    *ret = NULL;
    TRY(access_holds_at(r->session->access, r->db, &term_entity, "read", unit->id, &seen));
    if (!seen)
        return DONE;
    TRY(unit_findings(r, unit, &missed, &unknown));
    if (json_array_size(missed) || json_array_size(unknown))
        *ret = json_pack("{s:o, s:o, s:i}", "missed", missed, "unknown", unknown, "unknown_count", (int)json_array_size(unknown));
    return DONE;
}

/* --- all in scope --- */

static const char *const columns[] = {"name", "kind", "parent", NULL};
static const struct list_view view = {
    .name = "organisations", .label = "党组织", .columns = columns, .order = "code,id",
    .filter = "t.kind IN ('organ_committee', 'general_branch', 'branch', 'temporary_branch', 'group') AND (t.dissolved IS NULL OR t.dissolved > ?today)"
              " AND (t.founded IS NULL OR t.founded <= ?today)",
};

static int row_add(struct request *r, json_t *row, bool with_unknown, json_t *rows)
{
    json_t *missed, *unknown;
    struct record *unit;
    const char *id = json_string_value(json_object_get(row, "id"));
    json_t *cells = json_object_get(row, "cells");
    TRY(record_read(r->arena, r->db, &unit_entity, id_parse(id), &unit));
    TRY(unit_findings(r, unit, &missed, &unknown));
    if (!json_array_size(missed) && !(with_unknown && json_array_size(unknown)))
        return DONE;
    json_array_append_new(rows, json_pack("{s:s, s:O, s:O, s:O, s:o, s:o}", "id", id, "name", json_array_get(cells, 0), "kind", json_array_get(cells, 1), "parent",
                                          json_array_get(cells, 2), "missed", missed, "unknown", with_unknown ? unknown : json_array()));
    return DONE;
}

/* In the order of the tree; pages of organisations are read until enough of them have something, so that a page is never empty
 * between others. */
int findings_page(struct request *r)
{
    const char *unit = request_text(r, "unit"), *after = request_text(r, "after");
    const struct list_filter below = {"unit", "is", unit};
    struct list_request list = {.entity = &unit_entity, .right_of = &term_entity, .access = r->session->access, .verb = "read", .view = &view,
                                .limit = UNITS_READ, .filters = &below, .filter_count = *unit != 0};
    bool with_unknown = !strcmp(request_text(r, "unknown"), "1");
    json_t *rows = json_array(), *page, *row;
    for (int i = 0; i < PAGES_READ && json_array_size(rows) < UNITS_SHOWN && after; i++) {
        size_t k;
        list.after = *after ? after : NULL;
        TRY(list_page(r->arena, r->db, &list, &page));
        json_array_foreach(json_object_get(page, "rows"), k, row)
            TRY(row_add(r, row, with_unknown, rows));
        after = json_string_value(json_object_get(page, "next"));
    }
    request_set(r, "rows", rows);
    request_set(r, "next", after ? json_string(after) : json_null());
    request_page(r, "with_unknown", json_boolean(with_unknown));
    request_page(r, "unit", json_string(unit));
    return DONE;
}
