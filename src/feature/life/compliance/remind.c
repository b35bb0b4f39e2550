/* A reminder of something missing.  A superior asks for it; the next morning it is a line in the digest of the unit's secretary, unless
 * it was done meanwhile.  Nothing pops up, nobody is told twice, and the journal knows who asked (减负: DOMAIN §5.3). */
#include <string.h>

#include "feature/life/compliance/checker.h"
#include "feature/life/compliance/checker.h"
#include "feature/life/compliance/missing.h"
#include "feature/life/compliance/remind.h"

static const struct field fields[REMINDER__COUNT] = {
    [REMINDER_ABOUT] = {"about", "提醒单位", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_KEY | FIELD_SYSTEM, .ref = "unit"},
    [REMINDER_RULE] = {"rule", "规则", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_KEY | FIELD_SYSTEM, .max = 20},
    [REMINDER_PERIOD] = {"period", "时段", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_KEY | FIELD_SYSTEM, .max = 20},
    [REMINDER_LABEL] = {"label", "事项", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM, .max = 60},
    [REMINDER_DUE] = {"due_on", "到期日", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_SYSTEM},
};
static const char *const indexes[] = {"about,rule,period", "created_at", NULL};

const struct entity duty_reminder_entity = {
    .name = "duty_reminder", .label = "补开提醒", .note = "上级提醒支部补开，列入下一次早晨的提醒；同一事项同一时段只提醒一次",
    .fields = fields, .field_count = REMINDER__COUNT, .indexes = indexes, .title = "label", .unit_from = "about", .flags = ENTITY_HIDDEN,
};

int reminded_on(struct arena *arena, struct db *db, int64_t unit, const char *rule, const char *period, const char **ret)
{
    int64_t at;
    char day[DATE_TEXT];
    TRY(db_get_int(db, &at, "SELECT created_at FROM duty_reminder WHERE about = ?1 AND rule = ?2 AND period = ?3", value_int(unit),
                   value_text(rule), value_text(period)));
    *ret = arena_strdup(arena, date_print(moment_date(at), day));
    return DONE;
}

/* --- asking --- */

/* On the worker: who is to be reminded of what. */
int remind_prepare(struct request *r)
{
    struct year_asked a;
    struct missing *m = arena_new(r->arena, struct missing);
    TRY(year_asked_read(r, &a));
    TRY(missing_read(r, &a, 0, REMIND_MOST, m));
    if (m->item_count > REMIND_MOST)
        return request_problem(r, NULL, "一次最多提醒 %d 项，这里有 %lld 项，请点开下级单位分别提醒", REMIND_MOST, (long long)m->item_count);
    if (m->terms)
        return request_problem(r, NULL, "换届另有提醒，不在这里提醒");
    r->state = m;
    return DONE;
}

static int reminder_make(struct request *r, struct db *db, int64_t unit, const struct period_column *c, int *made, int *before)
{
    const char *told;
    char due[DATE_TEXT];
    int outcome = reminded_on(r->arena, db, unit, c->rule->id, c->name, &told);
    if (outcome != NOT_FOUND) {
        ++*before;
        return outcome;
    }
    struct change *change = request_change(r, db, &duty_reminder_entity, "create");
    struct record *reminder = record_new(r->arena, &duty_reminder_entity);
    record_set_int(reminder, REMINDER_ABOUT, unit);
    record_set_text(reminder, REMINDER_RULE, c->rule->id);
    record_set_text(reminder, REMINDER_PERIOD, c->name);
    record_set_text(reminder, REMINDER_LABEL, duty_label(r->arena, c));
    record_set_text(reminder, REMINDER_DUE, date_print(c->last, due));
    ++*made;
    return record_create(change, reminder);
}

int remind_apply(struct request *r, struct db *db)
{
    const struct missing *m = r->state;
    int made = 0, before = 0;
    for (size_t i = 0; i < m->n; i++)
        for (int k = 0; k < m->column_count; k++)
            if (m->units[i].columns >> k & 1)
                TRY(reminder_make(r, db, m->units[i].unit, &m->columns[k], &made, &before));
    if (r->json) {
        request_set(r, "reminded", json_integer(made));
        request_set(r, "already", json_integer(before));
        return DONE;
    }
    const char *rule = request_text(r, "rule"), *period = request_text(r, "period"), *unit = request_text(r, "unit");
    return request_redirect(r, "/missing?unit=%s&rule=%s&period=%s&reminded=%s&already=%s", unit, rule, period,
                            arena_printf(r->arena, "%d", made), arena_printf(r->arena, "%d", before));
}

/* --- the next morning --- */

struct waiting { int64_t unit; const char *rule, *due; };
struct waitings { struct waiting *items; size_t n, cap; };

struct looking { const struct waiting *waiting; struct date due; bool open; };

/* By the day it is due: a place that counts by periods of its own has other names for them. */
static int line_look(void *context, const struct check_line *line)
{
    struct looking *look = context;
    if (!strcmp(line->rule, look->waiting->rule) && !date_compare(line->answer.due, look->due))
        look->open = line->answer.state == STATE_MISSED || line->answer.state == STATE_DUE;
    return DONE;
}

/* Is it still missing? */
static int still_open(struct arena *arena, struct db *db, const struct waiting *waiting, bool *ret)
{
    struct checker *checker;
    struct date today = clock_today();
    struct looking look = {.waiting = waiting};
    TRY(date_parse(waiting->due, &look.due));
    const struct year_view view = look.due.year < today.year ? (struct year_view){{look.due.year, 12, 31}, true} : (struct year_view){today, false};
    TRY(checker_start(arena, db, &view, &checker));
    TRY(checker_unit(checker, arena, waiting->unit, line_look, &look));
    *ret = look.open;
    return DONE;
}

static int waiting_read(struct arena *arena, struct db *db, struct waitings *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    const int64_t fortnight_ms = 14 * (int64_t)86400000;
    int e;
    TRY(db_query(db, &s, "SELECT about, rule, due_on FROM duty_reminder WHERE created_at >= ?1 ORDER BY about, due_on, rule",
                 value_int(clock_now_ms() - fortnight_ms)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, &ret->items, &ret->n, &ret->cap) = (struct waiting){
            statement_int(s, 0), arena_strdup(arena, statement_text(s, 1)),
            arena_strdup(arena, statement_text(s, 2))};
    return e;
}

int duties_due(struct arena *arena, struct db *db, const char *until, int (*found)(void *, const struct due_item *), void *context)
{
    struct waitings waiting = {0};
    TRY(waiting_read(arena, db, &waiting));
    for (size_t i = 0; i < waiting.n; i++) {
        const struct waiting *one = &waiting.items[i];
        bool open = false;
        if (strcmp(one->due, until) <= 0)
            TRY(still_open(arena, db, one, &open));
        if (open)
            TRY(found(context, &(struct due_item){one->unit, one->unit, one->due}));
    }
    return DONE;
}

/* Who keeps the unit's records. */
int duties_people(struct arena *arena, struct db *db, int64_t unit, enum due_party party, int64_t **ret, int *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char today[DATE_TEXT];
    size_t n = 0, cap = 0;
    int e = DONE;
    *ret = NULL;
    if (party == DUE_HANDLER) {
        TRY(db_query(db, &s, "SELECT a.person FROM role_grant g JOIN account a ON a.id = g.holder AND a.state = 'active'"
                             " WHERE g.role = 'branch_secretary' AND g.within = ?1 AND g.starts <= ?2 AND (g.ends IS NULL OR g.ends >= ?2)",
                     value_int(unit), value_text(date_print(clock_today(), today))));
        while ((e = statement_step(s)) == STATEMENT_ROW)
            if (!statement_is_null(s, 0))
                *arena_push(arena, ret, &n, &cap) = statement_int(s, 0);
    }
    *ret_n = (int)n;
    return e;
}
