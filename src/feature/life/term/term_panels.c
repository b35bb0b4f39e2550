/* What a unit's page says of its term, and a term's page of the terms around it. */
#include <string.h>

#include "feature/life/term/term.h"

/* Whether the kind has a term at all is the rulebook's to say: by the elections that could be held today. */
static bool has_term(const struct record *unit)
{
    static const char *const ids[] = {"T-03", "T-04", "T-05", "T-06", "T-07", "T-08"};
    int kind = vocabulary_find(unit_kind_words, UNIT_KIND__COUNT, record_text(unit, UNIT_KIND));
    int sector = vocabulary_find(sector_words, SECTOR__COUNT, record_text(unit, UNIT_SECTOR));
    for (size_t i = 0; kind >= 0 && sector >= 0 && i < ARRAY_SIZE(ids); i++)
        if (rulebook_find(rulebook(), ids[i], (enum unit_kind)kind, (enum sector)sector, clock_today()))
            return true;
    return false;
}

/* 应当 换届 is red when it is late, what comes near is yellow. */
static const char *tone_of(const char *standing)
{
    static const struct { const char *standing, *tone; } tones[] = {
        {"逾期", "red"}, {"到期", "yellow"}, {"临期", "yellow"}, {"预警", "yellow"}, {"已批延期", "grey"}, {"正常", "met"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(tones); i++)
        if (!strcmp(tones[i].standing, standing))
            return tones[i].tone;
    return "open";
}

static const char *cited(struct arena *arena, const char *rule)
{
    return rule_citation(arena, rulebook(), rulebook_any(rulebook(), rule, clock_today()));
}

/* Whoever became secretary after the election: his coming starts no new term (T-06). */
static int newcomer_say(struct request *r, int64_t unit, const char *elected, json_t *panel)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char today[DATE_TEXT];
    TRY(db_query(r->db, &s, "SELECT p.name, h.from_date FROM post o JOIN tenure h ON h.post = o.id JOIN person p ON p.id = h.person"
                            " WHERE o.post_unit = ?1 AND o.is_leading = 1 AND h.from_date > ?2 AND h.from_date <= ?3"
                            " AND (h.until_date IS NULL OR h.until_date > ?3) ORDER BY h.from_date DESC LIMIT 1",
                 value_int(unit), value_text(elected), value_text(date_print(clock_today(), today))));
    int e = statement_step(s);
    if (e != STATEMENT_ROW)
        return e;
    json_object_set_new(panel, "newcomer", json_pack("{s:s,s:s}", "name", statement_text(s, 0), "since", statement_text(s, 1)));
    return DONE;
}

/* The current term's texts by column, as its list has them; NULL: none was entered. */
static int current_read(struct request *r, int64_t unit, json_t **ret)
{
    static const char *const columns[] = {"elected_on", "form", "years", "due_on", "extended_to", "extension", "last_on", "standing", NULL};
    static const struct list_view view = {.name = "panel", .columns = columns, .order = "id", .filter = "t.later = 0"};
    char id[ID_TEXT];
    const struct list_filter of = {"body", "is", id_print(unit, id)};
    struct list_request list = {.entity = &term_entity, .access = r->session->access, .verb = "read", .view = &view, .filters = &of,
                                .filter_count = 1, .limit = 1};
    json_t *page, *row;
    *ret = NULL;
    TRY(list_page(r->arena, r->db, &list, &page));
    if (!(row = json_array_get(json_object_get(page, "rows"), 0)))
        return DONE;
    *ret = json_object();
    json_object_set(*ret, "id", json_object_get(row, "id"));
    for (size_t i = 0; columns[i]; i++)
        json_object_set(*ret, columns[i], json_array_get(json_object_get(row, "cells"), i));
    return DONE;
}

static int recorded_say(struct request *r, const struct record *unit, json_t *term)
{
    const char *last = json_string_value(json_object_get(term, "last_on"));
    const char *standing = json_string_value(json_object_get(term, "standing"));
    json_t *left = due_json(r->arena, last);
    json_object_set_new(term, "tone", json_string(tone_of(standing)));
    json_object_set_new(term, "citation", json_string(cited(r->arena, "E-01")));
    if (left)
        json_object_update_missing(term, left);
    return newcomer_say(r, unit->id, json_string_value(json_object_get(term, "elected_on")), term);
}

/* Has it Party organisations under it, by `parent`? */
static bool stands_above(const struct record *unit)
{
    static const char *const kinds[] = {"working_committee", "organ_committee", "general_branch"};
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (!strcmp(kinds[i], record_text(unit, UNIT_KIND)))
            return true;
    return false;
}

int unit_term_panel(struct request *r, const struct record *unit, json_t **ret)
{
    char id[ID_TEXT];
    bool seen, may_create;
    json_t *term;
    *ret = NULL;
    TRY(access_holds_at(r->session->access, r->db, &term_entity, "read", unit->id, &seen));
    TRY(access_holds_at(r->session->access, r->db, &term_entity, "create", unit->id, &may_create));
    if (!seen)
        return DONE;
    bool own = has_term(unit), above = stands_above(unit), temporary = !strcmp(record_text(unit, UNIT_KIND), "temporary_branch");
    if (!own && !above && !temporary)
        return DONE;
    TRY(current_read(r, unit->id, &term));
    if (term)
        TRY(recorded_say(r, unit, term));
    *ret = json_pack("{s:s,s:b,s:b,s:b,s:b,s:b,s:o?}", "unit", id_print(unit->id, id), "temporary", temporary, "own", own, "above", above,
                     "may_create", may_create, "dissolved", *record_text(unit, UNIT_DISSOLVED) != 0, "term", term);
    return DONE;
}

/* --- on the page of a term --- */

/* The election next before it or next behind it, as {id, elected_on, due_on, extended_to, early_approval}; NULL: there is none. */
static int neighbour_read(struct request *r, const struct record *term, bool before, json_t **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct value body = value_int(record_int(term, TERM_BODY)), day = value_text(record_text(term, TERM_ELECTED));
    char id[ID_TEXT];
    *ret = NULL;
    if (before)
        TRY(db_query(r->db, &s, "SELECT id, elected_on, due_on, extended_to, early_approval FROM term WHERE body = ?1"
                                " AND elected_on < ?2 ORDER BY elected_on DESC LIMIT 1", body, day));
    else
        TRY(db_query(r->db, &s, "SELECT id, elected_on, due_on, extended_to, early_approval FROM term WHERE body = ?1"
                                " AND elected_on > ?2 ORDER BY elected_on LIMIT 1", body, day));
    int e = statement_step(s);
    if (e != STATEMENT_ROW)
        return e;
    *ret = json_pack("{s:s,s:s,s:s,s:s?,s:s?}", "id", id_print(statement_int(s, 0), id), "elected_on", statement_text(s, 1), "due_on",
                     statement_text(s, 2), "extended_to", statement_text(s, 3), "approval", statement_text(s, 4));
    return DONE;
}

/* How many days before the term's due day the next was elected; 0: not before. */
static int days_early(const char *due, const char *elected)
{
    struct date from, to;
    if (date_parse(elected, &from) || date_parse(due, &to) || date_compare(from, to) >= 0)
        return 0;
    return date_days(to) - date_days(from);
}

int term_panel(struct request *r, const struct record *term, json_t **ret)
{
    json_t *before, *after;
    int early = 0;
    TRY(neighbour_read(r, term, true, &before));
    TRY(neighbour_read(r, term, false, &after));
    *ret = NULL;
    if (!before && !after)
        return DONE;
    if (before && (early = days_early(json_string_value(json_object_get(before, "due_on")), record_text(term, TERM_ELECTED))))
        json_object_set_new(before, "early", json_integer(early));
    if (after && (early = days_early(record_text(term, TERM_DUE), json_string_value(json_object_get(after, "elected_on")))))
        json_object_set_new(after, "early", json_integer(early));
    *ret = json_pack("{s:o?,s:o?,s:s}", "before", before, "after", after, "approval", record_text(term, TERM_EARLY));
    return DONE;
}
