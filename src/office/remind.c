/* The morning's reminders: what stands on a rung of the ladder that it was not yet told of.
 *
 * An item is on the rung with the fewest days that it has reached, so days without a run (a holiday, a server that was down)
 * are caught up by one reminder, not by one for each day or rung that went by.  What was told is kept by item, step,
 * deadline and month: an extension moves the deadline and with it the rungs. */
#include <string.h>

#include "office/inside.h"
#include "office/ladder.h"
#include "office/notice.h"

struct pending { const struct due_line *line; struct due_item item; const struct step *step; int period; };

struct round {
    struct arena *arena;
    struct db *db;
    struct date today;
    char day[DATE_TEXT];
    const struct due_line *line;
    struct step *steps; size_t step_count;
    struct pending *pending; size_t n, cap;
};

struct people { int64_t *ids; size_t n, cap; };

static int told(const struct round *round, const struct due_item *item, const struct step *step, int period, bool *ret)
{
    int64_t there;
    int e = db_get_int(round->db, &there, "SELECT 1 FROM reminder WHERE line = ?1 AND item = ?2 AND step = ?3 AND deadline = ?4"
                                          " AND period = ?5", value_text(round->line->name), value_int(item->id),
                       value_int(step->id), value_text(item->deadline), value_int(period));
    *ret = e == DONE;
    return e == NOT_FOUND ? DONE : e;
}

static int item_found(void *context, const struct due_item *item)
{
    struct round *round = context;
    const struct step *rung;
    struct date deadline;
    if (date_parse(item->deadline, &deadline) != DONE)
        return DONE;
    const struct step *steps = ladder_for(round->arena, round->steps, round->step_count, deadline);
    size_t n = ladder_rung(steps, round->step_count, date_days(deadline) - date_days(round->today), &rung);
    for (size_t i = 0; i < n; i++) {
        int period = ladder_period(&rung[i], deadline, round->today);
        bool already;
        TRY(told(round, item, &rung[i], period, &already));
        if (already)
            continue;
        struct pending *pending = arena_push(round->arena, &round->pending, &round->n, &round->cap);
        *pending = (struct pending){round->line, *item, &rung[i], period};
        pending->item.deadline = arena_strdup(round->arena, item->deadline);
    }
    return DONE;
}

/* For what somebody asked for: as soon as there is a morning. */
static struct step asked_step = {.line = "any", .days = 3650, .whom = {[STEP_HANDLER] = true, [STEP_SECRETARY] = true}};

static int line_collect(struct round *round, const struct due_line *line, const struct step *all, size_t n)
{
    char until[DATE_TEXT];
    round->line = line;
    round->steps = &asked_step;
    round->step_count = line->once ? 1 : ladder_of(round->arena, all, n, line->name, &round->steps);
    if (!round->step_count)
        return DONE;
    date_print(date_add_days(round->today, round->steps[round->step_count - 1].days), until);
    return line->each(round->arena, round->db, until, item_found, round);
}

/* whom to tell */

static void person_add(struct arena *arena, struct people *people, int64_t person)
{
    for (size_t i = 0; i < people->n; i++)
        if (people->ids[i] == person)
            return;
    *arena_push(arena, &people->ids, &people->n, &people->cap) = person;
}

static void persons_add(struct arena *arena, struct people *people, const int64_t *ids, int n)
{
    for (int i = 0; i < n; i++)
        person_add(arena, people, ids[i]);
}

static int people_found(struct arena *arena, struct statement *s, struct people *people)
{
    int e;
    while ((e = statement_step(s)) == STATEMENT_ROW)
        if (!statement_is_null(s, 0))
            person_add(arena, people, statement_int(s, 0));
    return e;
}

static int party_add(struct round *round, const struct pending *p, enum due_party party, struct people *people)
{
    int64_t *ids = NULL;
    int n = 0;
    TRY(p->line->people(round->arena, round->db, p->item.id, party, &ids, &n));
    persons_add(round->arena, people, ids, n);
    return DONE;
}

/* Who holds the unit's leading posts today. */
static int secretary_add(struct round *round, int64_t unit, struct people *people)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query(round->db, &s, "SELECT h.person FROM post o JOIN tenure h ON h.post = o.id WHERE o.post_unit = ?1"
                                " AND o.is_leading = 1 AND h.from_date <= ?2 AND (h.until_date IS NULL OR h.until_date > ?2)",
                 value_int(unit), value_text(round->day)));
    return people_found(round->arena, s, people);
}

/* Officers of the organ that the unit stands in. */
static int officers_add(struct round *round, int64_t unit, struct people *people)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query(round->db, &s,
                 "SELECT a.person FROM role_grant g JOIN account a ON a.id = g.holder AND a.state = 'active'"
                 " JOIN unit_place p ON p.unit = g.within WHERE g.role = 'organ_officer' AND g.starts <= ?2"
                 " AND (g.ends IS NULL OR g.ends >= ?2) AND p.organ = (SELECT organ FROM unit_place WHERE unit = ?1)",
                 value_int(unit), value_text(round->day)));
    return people_found(round->arena, s, people);
}

/* Whoever the line names of the unit above; else the officers of the working committees over it. */
static int superior_add(struct round *round, const struct due_line *line, int64_t unit, struct people *people)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *ids = NULL;
    int n = 0;
    if (line->superior) {
        TRY(line->superior(round->arena, round->db, unit, &ids, &n));
        persons_add(round->arena, people, ids, n);
        return DONE;
    }
    TRY(db_query(round->db, &s,
                 "SELECT a.person FROM role_grant g JOIN account a ON a.id = g.holder AND a.state = 'active'"
                 " WHERE g.role = 'working_committee_officer' AND g.starts <= ?2 AND (g.ends IS NULL OR g.ends >= ?2)"
                 " AND (g.within IS NULL OR g.within IN (SELECT ancestor FROM unit_closure WHERE unit = ?1))",
                 value_int(unit), value_text(round->day)));
    return people_found(round->arena, s, people);
}

/* Only who still works here. */
static int people_keep(struct round *round, struct people *people)
{
    size_t kept = 0;
    for (size_t i = 0; i < people->n; i++) {
        int64_t there;
        int e = db_get_int(round->db, &there, "SELECT 1 FROM person WHERE id = ?1 AND state = 'active'", value_int(people->ids[i]));
        if (e == DONE)
            people->ids[kept++] = people->ids[i];
        else if (e != NOT_FOUND)
            return e;
    }
    people->n = kept;
    return DONE;
}

static int whom(struct round *round, const struct pending *p, struct people *people)
{
    const bool *asked = p->step->whom;
    if (asked[STEP_HANDLER])
        TRY(party_add(round, p, DUE_HANDLER, people));
    if (asked[STEP_LEADER])
        TRY(party_add(round, p, DUE_LEADER, people));
    if (asked[STEP_SECRETARY])
        TRY(secretary_add(round, p->item.unit, people));
    if (asked[STEP_SUPERIOR])
        TRY(superior_add(round, p->line, p->item.unit, people));
    TRY(people_keep(round, people));
    /* What has nobody yet is the office's: nothing falls between two chairs. */
    if (asked[STEP_OFFICERS] || !people->n)
        TRY(officers_add(round, p->item.unit, people));
    return people_keep(round, people);
}

static int tell(struct round *round, const struct pending *p)
{
    struct people people = {0};
    TRY(whom(round, p, &people));
    for (size_t i = 0; i < people.n; i++)
        TRY(db_run(round->db, "INSERT INTO reminder_to (person, day, line, item, step, deadline) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                              " ON CONFLICT DO NOTHING",
                   value_int(people.ids[i]), value_text(round->day), value_text(p->line->name), value_int(p->item.id),
                   value_int(p->step->id), value_text(p->item.deadline)));
    if (!people.n)
        return DONE;         /* asked again tomorrow */
    return db_run(round->db, "INSERT INTO reminder (line, item, step, deadline, period, day) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                  value_text(p->line->name), value_int(p->item.id), value_int(p->step->id), value_text(p->item.deadline),
                  value_int(p->period), value_text(round->day));
}

int reminders_run(struct change *change)
{
    const struct feature *feature;
    struct step *all;
    size_t n;
    struct round round = {.arena = change->arena, .db = change->db, .today = moment_date(change->now)};
    date_print(round.today, round.day);
    TRY(ladder_load(change->arena, change->db, &all, &n));
    for (int i = 0; (feature = office_feature_at(i)); i++)
        for (int k = 0; k < feature->due_line_count; k++)
            TRY(line_collect(&round, &feature->due_lines[k], all, n));
    for (size_t i = 0; i < round.n; i++)
        TRY(tell(&round, &round.pending[i]));
    return notices_make(change, round.day);
}
