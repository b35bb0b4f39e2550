/* What the records say of how an organisation is set up, on a day. */
#include <string.h>

#include "feature/life/election/election.h"
#include "feature/life/findings/findings.h"
#include "feature/life/rulebook/local_rules.h"

static struct date day_of(const char *text)
{
    struct date date = {0};
    if (text && *text)
        (void)date_parse(text, &date);
    return date;
}

static int members_read(struct db *db, struct set_up *s, const char *day)
{
    TRY(db_get_int(db, &s->members, "SELECT count(DISTINCT m.person) FROM unit_closure c JOIN membership m ON m.branch = c.unit WHERE c.ancestor = ?1"
                                    " AND m.from_date <= ?2 AND (m.until_date IS NULL OR m.until_date > ?2)", value_int(s->unit->id), value_text(day)));
    return election_members(db, s->unit->id, day, &s->full);
}

/* A joint branch (联合党支部) stands over several departments, and its members work in them. */
static int covered_read(struct db *db, struct set_up *s, const char *day)
{
    if (!strstr(record_text(s->unit, UNIT_NAME), "联合"))
        return DONE;
    return db_get_int(db, &s->covered, "SELECT count(DISTINCT p.department) FROM membership m JOIN person p ON p.id = m.person WHERE m.branch = ?1"
                                       " AND m.from_date <= ?2 AND (m.until_date IS NULL OR m.until_date > ?2)", value_int(s->unit->id), value_text(day));
}

/* Full members who work there: a department is no branch, its people are in one. */
static int workers_read(struct db *db, struct set_up *s, const char *day)
{
    TRY(db_get_int(db, &s->full, "SELECT count(DISTINCT m.person) FROM person p JOIN membership m ON m.person = p.id WHERE p.department = ?1 AND m.kind = 'full'"
                                 " AND m.from_date <= ?2 AND (m.until_date IS NULL OR m.until_date > ?2)", value_int(s->unit->id), value_text(day)));
    s->members = s->full;
    return DONE;
}

/* Who holds which post of the committee. */
static int posts_read(struct db *db, struct set_up *s, const char *day, int64_t *ret_secretary)
{
    _cleanup_(statement_finish_p) struct statement *q = NULL;
    int64_t members = 0, heads = 0, persons = 0, last = 0;
    bool secretary_post = false;
    int e;
    TRY(db_query(db, &q, "SELECT o.title, h.person FROM post o LEFT JOIN tenure h ON h.post = o.id AND h.from_date <= ?2 AND (h.until_date IS NULL OR h.until_date > ?2)"
                         " WHERE o.post_unit = ?1 AND (o.closed IS NULL OR o.closed > ?2) ORDER BY h.person", value_int(s->unit->id), value_text(day)));
    while ((e = statement_step(q)) == STATEMENT_ROW) {
        const char *title = statement_text(q, 0);
        int64_t person = statement_int(q, 1);
        bool head = post_is_of(title, SEAT_SECRETARY), member = post_is_of(title, SEAT_MEMBER);
        if (!head && !member && !post_is_of(title, SEAT_DEPUTY))
            continue;
        s->posts++;
        secretary_post |= head;
        heads += head && person;
        members += member && person;
        if (head && person)
            *ret_secretary = person;
        persons += person && person != last;
        last = person ? person : last;
    }
    s->secretaries = secretary_post ? heads : -1;
    s->committee_members = members ? persons : -1;
    return e;
}

/* Whom the last election that was brought to its end elected, and how many of them hold no post of the committee any more. */
static int elected_read_last(struct arena *arena, struct db *db, struct set_up *s, const char *day)
{
    struct elected *elected;
    int64_t election;
    size_t n;
    s->elected = s->lost = -1;
    int e = db_get_int(db, &election, "SELECT id FROM election WHERE body = ?1 AND state = 'installed' AND kind <> 'by_election' AND held_on <= ?2"
                                      " ORDER BY held_on DESC LIMIT 1", value_int(s->unit->id), value_text(day));
    if (e != DONE)
        return e == NOT_FOUND ? DONE : e;
    TRY(elected_read(arena, db, election, &elected, &n));
    s->elected = (int64_t)n;
    s->lost = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t holds;
        TRY(db_get_int(db, &holds, "SELECT count(*) FROM post o JOIN tenure h ON h.post = o.id WHERE o.post_unit = ?1 AND h.person = ?2 AND h.from_date <= ?3"
                                   " AND (h.until_date IS NULL OR h.until_date > ?3)", value_int(s->unit->id), value_int(elected[i].person), value_text(day)));
        s->lost += !holds;
    }
    return DONE;
}

static int term_read(struct arena *arena, struct db *db, struct set_up *s, const char *day)
{
    char *elected = NULL, *form = NULL;
    int e = db_get_text(db, arena, &elected, "SELECT elected_on FROM term WHERE body = ?1 AND elected_on <= ?2 ORDER BY elected_on DESC LIMIT 1",
                        value_int(s->unit->id), value_text(day));
    if (e == DONE)
        e = db_get_text(db, arena, &form, "SELECT form FROM term WHERE body = ?1 AND elected_on = ?2", value_int(s->unit->id), value_text(elected));
    if (e != DONE && e != NOT_FOUND)
        return e;
    s->elected_on = day_of(elected);
    s->committee_known = form || s->committee_members >= 0;
    s->facts.committee = (form && !strcmp(form, "committee")) || (!form && s->committee_members >= 0);
    return DONE;
}

static int top_read(struct arena *arena, struct db *db, struct set_up *s)
{
    struct record *parent;
    int64_t id = record_int(s->unit, UNIT_PARENT);
    s->top = true;
    if (!id)
        return DONE;
    TRY(record_read(arena, db, &unit_entity, id, &parent));
    s->top = strcmp(record_text(parent, UNIT_KIND), "organ_committee") && strcmp(record_text(parent, UNIT_KIND), "general_branch");
    return DONE;
}

int set_up_read(struct arena *arena, struct db *db, const struct record *unit, struct date on, struct set_up *ret)
{
    char day[DATE_TEXT];
    int64_t secretary = 0, groups;
    int kind = vocabulary_find(unit_kind_words, UNIT_KIND__COUNT, record_text(unit, UNIT_KIND));
    int sector = vocabulary_find(sector_words, SECTOR__COUNT, record_text(unit, UNIT_SECTOR));
    struct set_up s = {.unit = unit, .facts = {.kind = (enum unit_kind)kind, .sector = (enum sector)sector},
                       .founded = day_of(record_text(unit, UNIT_FOUNDED)), .dissolved = day_of(record_text(unit, UNIT_DISSOLVED))};
    date_print(on, day);
    TRY(unit_rules(arena, db, unit->id, &s.book));
    TRY(kind == UNIT_DEPARTMENT || kind == UNIT_LEADING_GROUP ? workers_read(db, &s, day) : members_read(db, &s, day));
    TRY(covered_read(db, &s, day));
    TRY(posts_read(db, &s, day, &secretary));
    TRY(elected_read_last(arena, db, &s, day));
    TRY(term_read(arena, db, &s, day));
    TRY(top_read(arena, db, &s));
    TRY(db_get_int(db, &groups, "SELECT count(*) FROM unit WHERE parent = ?1 AND kind = 'group' AND (dissolved IS NULL OR dissolved > ?2)", value_int(unit->id),
                   value_text(day)));
    s.facts.groups = (int)groups;
    if (secretary) {
        char *since = NULL;
        int e = db_get_text(db, arena, &since, "SELECT min(from_date) FROM membership WHERE person = ?1 AND kind = 'full'", value_int(secretary));
        if (e != DONE && e != NOT_FOUND)
            return e;
        s.secretary_since = day_of(since);
    }
    *ret = s;
    return DONE;
}
