/* GET /compliance: a superior's subtree as a heat table, a row a unit below with the counts of all below it; at the end of the
 * tree, the unit's year as a strip. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/compliance/heat.h"
#include "feature/life/term/term.h"

/* Reads what is shown while the board is held, and nothing else. */
int heat_read(struct request *r, const struct year_asked *a, int first, int most, struct heat *ret)
{
    const struct board *board;
    struct board_sight sight;
    uint32_t at;
    memset(ret, 0, sizeof *ret);
    TRY(board_open(r->system->path, r->db, &a->view, &board));
    int outcome = place_asked(r, a, board, &sight, &at);
    if (outcome == DONE) {
        ret->column_count = period_columns(r->arena, board, strcmp(a->rule, "term") ? a->rule : "none", ret->columns);
        ret->terms = !*a->rule || !strcmp(a->rule, "term");
        heat_take(r->arena, &sight, at, first, most, ret);
        if (!*a->rule)
            heat_columns_keep(ret);
        year_choices(r, a, board);
    }
    board_close();
    return outcome;
}

static json_t *counts_json(const struct heat *heat, const struct board_totals *t)
{
    json_t *counts = json_object(), *of = NULL;
    for (int i = 0; i < heat->column_count; i++) {
        const struct period_column *c = &heat->columns[i];
        int64_t met = (int64_t)t->met[c->lane][c->index], open = (int64_t)t->open[c->lane][c->index];
        if (!c->index) {
            of = json_object();
            json_object_set_new(counts, c->rule->id, of);
        }
        json_object_set_new(of, c->name, json_pack("{s:I,s:I,s:I,s:I}", "met", (json_int_t)met, "missed", (json_int_t)(c->over ? open : 0), "due",
                                                   (json_int_t)(c->over ? 0 : open), "na", (json_int_t)t->units - met - open));
    }
    if (heat->terms)
        json_object_set_new(counts, "term", json_pack("{s:I,s:I,s:I,s:I}",
            "met", (json_int_t)(t->standings[STANDING_NORMAL] + t->standings[STANDING_NEAR]), "near", (json_int_t)t->standings[STANDING_NEAR],
            "late", (json_int_t)t->standings[STANDING_LATE], "unknown", (json_int_t)t->standings[STANDING_UNKNOWN]));
    return counts;
}

static void data_make(struct request *r, const struct year_asked *a, const struct heat *heat)
{
    json_t *rows = json_array();
    char id[ID_TEXT], day[DATE_TEXT];
    for (size_t i = 0; i < heat->n; i++)
        json_array_append_new(rows, json_pack("{s:s,s:s,s:s,s:b,s:I,s:o}", "id", heat->rows[i].unit ? id_print(heat->rows[i].unit, id) : "",
            "name", heat_row_name(r->arena, &heat->rows[i]), "row", heat_kind_ids[heat->rows[i].kind], "below", heat->rows[i].below, "units",
            (json_int_t)heat->rows[i].totals.units, "counts", counts_json(heat, &heat->rows[i].totals)));
    request_set(r, "unit", json_string(heat->unit ? id_print(heat->unit, id) : ""));
    request_set(r, "asof", json_string(date_print(a->view.day, day)));
    request_set(r, "closed", json_boolean(a->view.closed));
    request_set(r, "rows", rows);
    request_set(r, "more", json_boolean(heat->more));
}

static json_t *crumbs_json(struct request *r, const struct year_asked *a, const struct heat *heat)
{
    json_t *crumbs = json_array();
    for (int i = heat->upper_count - 1; i >= 0; i--)
        json_array_append_new(crumbs, json_pack("{s:s,s:s}", "name", names_title(r->arena, &unit_entity, heat->uppers[i]), "href",
                                                year_href(r, a, "/compliance", heat->uppers[i], a->rule, NULL)));
    return crumbs;
}

static int leaf_make(struct request *r, const struct year_asked *a, const struct heat *heat)
{
    struct record *unit;
    json_t *strip, *term = NULL;
    bool create;
    TRY(record_read(r->arena, r->db, &unit_entity, heat->unit, &unit));
    if (!a->past)
        TRY(unit_term_panel(r, unit, &term));
    request_page(r, "term", term ? json_pack("{s:o}", "panel", term) : json_null());
    TRY(access_holds_at(r->session->access, r->db, &activity_entity, "create", heat->unit, &create));
    TRY(strip_of(r, heat->unit, &a->view, create && !a->past, &strip));
    request_page(r, "strip", strip ? json_pack("{s:o}", "panel", strip) : json_null());
    request_page(r, "leaf", json_true());
    return DONE;
}

static int page_make(struct request *r, const struct year_asked *a, const struct heat *heat, int first)
{
    bool exports = access_may(r->session->access, &activity_entity, "export");
    const char *name = heat->unit ? names_title(r->arena, &unit_entity, heat->unit) : "全部单位";
    char id[ID_TEXT];
    request_page(r, "name", json_string(name));
    request_page(r, "crumbs", crumbs_json(r, a, heat));
    request_page(r, "missing_href", json_string(year_href(r, a, "/missing", heat->unit, NULL, NULL)));
    request_page(r, "export_href", exports ? json_string(year_href(r, a, "/compliance.xlsx", heat->unit, a->rule, NULL)) : json_null());
    if (heat->unit)
        request_page(r, "unit_href", json_string(arena_printf(r->arena, "/unit/%s", id_print(heat->unit, id))));
    if (heat->leaf)
        return leaf_make(r, a, heat);
    heat_cells(r, a, heat);
    if (heat->more)
        request_page(r, "next_href", json_string(arena_printf(r->arena, "%s%sfrom=%d", year_href(r, a, "/compliance", heat->unit, a->rule, NULL),
                                                              heat->unit || *a->rule || a->past ? "&" : "?", first + HEAT_ROWS)));
    return DONE;
}

int heat_page(struct request *r)
{
    struct year_asked a;
    struct heat *heat = arena_new(r->arena, struct heat);
    const char *from = request_text(r, "from");
    TRY(year_asked_read(r, &a));
    int first = strlen(from) < 7 && strspn(from, "0123456789") == strlen(from) ? (int)strtol(from, NULL, 10) : 0;
    TRY(heat_read(r, &a, first, HEAT_ROWS, heat));
    if (r->json) {
        data_make(r, &a, heat);
        return DONE;
    }
    return page_make(r, &a, heat, first);
}
