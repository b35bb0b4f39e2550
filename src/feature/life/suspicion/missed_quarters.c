/* A duty of the quarter that was missed twice in a row (DOMAIN §2.2; L-01, L-04: whatever the rulebook asks for by the quarter).
 *
 * Asked of the last four quarters that are over.  The lists of many units look at the masks first, which say of most that there is
 * nothing; what a unit's own year says is the check's own answer, so that a quarter in which it was founded, or one whose rule
 * was not in force, is none that it missed.  Nor is a quarter before the first activity that was ever entered for it: the office
 * began to keep its records later than that. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/compliance/checker.h"
#include "feature/life/suspicion/suspicion.h"

enum { WINDOW = 4, RULES_MAX = 8 };

/* Quarters are numbered through: year × 4 + 0 … 3. */
static int quarter_now(void)
{
    struct date today = clock_today();
    return today.year * 4 + (today.month - 1) / 3;
}

static struct date quarter_end(int quarter)
{
    return period_end(PERIOD_QUARTER, quarter / 4, quarter % 4);
}

static const char *quarter_id(struct arena *arena, int quarter)
{
    char text[PERIOD_TEXT];
    return arena_strdup(arena, period_print(PERIOD_QUARTER, quarter / 4, quarter % 4, text));
}

/* --- what one unit missed --- */

/* A rule, and of the window's quarters those that were missed as bits, the first of them lowest. */
struct missed { const char *rule; unsigned quarters; };

struct year {
    int year, first;                     /* of the window */
    struct missed rules[RULES_MAX]; int n;
};

static struct missed *missed_of(struct year *y, const char *rule)
{
    for (int i = 0; i < y->n; i++)
        if (!strcmp(y->rules[i].rule, rule))
            return &y->rules[i];
    if (y->n == RULES_MAX)
        return NULL;
    y->rules[y->n] = (struct missed){.rule = rule};
    return &y->rules[y->n++];
}

static int line_take(void *context, const struct check_line *line)
{
    struct year *y = context;
    const char *q = strchr(line->period, 'Q');
    enum rule_state state = line->answer.state;
    int quarter = q ? y->year * 4 + (int)strtol(q + 1, NULL, 10) - 1 : 0;
    /* The last day of a year that is over is asked on that day, when its last quarter is only due. */
    bool over = y->year < clock_today().year;
    struct missed *missed = q && quarter >= y->first && quarter < y->first + WINDOW ? missed_of(y, line->rule) : NULL;
    if (missed && (state == STATE_MISSED || (over && state == STATE_DUE)))
        missed->quarters |= 1u << (quarter - y->first);
    return DONE;
}

/* The quarters of the window from the unit's first activity on, as bits; all of them where there is none. */
static int kept_quarters(struct arena *arena, struct db *db, int64_t unit, int window, unsigned *ret)
{
    struct date first;
    char *text = NULL;
    *ret = ~0u;
    int e = db_get_text(db, arena, &text, "SELECT held_on FROM activity WHERE held_by = ?1 ORDER BY held_on LIMIT 1", value_int(unit));
    if (e == NOT_FOUND)
        return DONE;
    TRY(e);
    TRY(date_parse(text, &first));
    int quarter = first.year * 4 + (first.month - 1) / 3;
    *ret = quarter <= window ? ~0u : quarter >= window + WINDOW ? 0 : ~0u << (quarter - window);
    return DONE;
}

static int unit_read(struct arena *arena, struct db *db, int64_t unit, struct year *y, const char **ret_name)
{
    struct date today = clock_today();
    unsigned kept;
    *y = (struct year){.first = quarter_now() - WINDOW};
    TRY(kept_quarters(arena, db, unit, y->first, &kept));
    for (y->year = y->first / 4; y->year <= (y->first + WINDOW - 1) / 4; y->year++) {
        struct date asof = y->year < today.year ? (struct date){y->year, 12, 31} : today;
        TRY(unit_check(arena, db, unit, asof, line_take, y));
    }
    *ret_name = names_title(arena, &unit_entity, unit);
    for (int i = 0; i < y->n; i++)
        y->rules[i].quarters &= kept;
    return DONE;
}

/* --- said --- */

/* 没有…: by the kind of activity that the rule counts. */
static const char *not_done(struct arena *arena, const char *rule)
{
    const struct rule *r = rulebook_any(rulebook(), rule, clock_today());
    enum activity_kind kind = (enum activity_kind)__builtin_ctz(r->counts);
    if (kind == ACTIVITY_LECTURE)
        return "没有上党课";
    return arena_printf(arena, kind == ACTIVITY_ASSEMBLY ? "没有召开%s" : "没有开展%s", activity_kind_words[kind].label);
}

static const char *const quarter_names[] = {"第一", "第二", "第三", "第四"};

static const char *quarter_words(struct arena *arena, int quarter)
{
    return arena_printf(arena, "%d年%s季度", quarter / 4, quarter_names[quarter % 4]);
}

/* 2026年第二、第三季度; 2025年第四季度、2026年第一季度; 2026年第一季度至2026年第三季度 */
static const char *quarters_words(struct arena *arena, int first, int last)
{
    if (last - first == 1 && first / 4 == last / 4)
        return arena_printf(arena, "%d年%s、%s季度", first / 4, quarter_names[first % 4], quarter_names[last % 4]);
    return arena_printf(arena, "%s%s%s", quarter_words(arena, first), last - first > 1 ? "至" : "、", quarter_words(arena, last));
}

static const char *facts_of(struct arena *arena, const char *unit, int first, int last, const char *rule)
{
    static const char *const numbers[] = {"", "", "两", "三", "四"};
    return arena_printf(arena, "%s%s连续%s个季度%s", unit, quarters_words(arena, first, last), numbers[last - first + 1],
                        not_done(arena, rule));
}

/* Was this pair decided, or one that overlaps it, or is what was confirmed before still being put right? */
static int is_decided(struct arena *arena, struct db *db, int64_t unit, const char *rule, int last, bool *ret)
{
    int64_t one;
    int e = db_get_int(db, &one, "SELECT 1 FROM suspicion d LEFT JOIN problem p ON p.id = d.problem WHERE d.about = ?1"
                                 " AND d.finding = 'missed_quarters' AND d.rule = ?2 AND (d.period >= ?3"
                                 " OR p.state IN ('unclaimed', 'planning', 'rectifying', 'closing_requested', 'endorsed')) LIMIT 1",
                       value_int(unit), value_text(rule), value_text(quarter_id(arena, last - 1)));
    *ret = e == DONE;
    return e == NOT_FOUND ? DONE : e;
}

/* The last pair of missed quarters, as far back as the row of them goes; -1: there is none. */
static int pair_find(unsigned quarters, int *ret_first)
{
    for (int last = WINDOW - 1; last > 0; last--) {
        if ((quarters >> (last - 1) & 3) != 3)
            continue;
        *ret_first = last - 1;
        while (*ret_first > 0 && quarters >> (*ret_first - 1) & 1)
            --*ret_first;
        return last;
    }
    return -1;
}

int missed_quarters_of(struct arena *arena, struct db *db, int64_t unit, struct suspects *ret)
{
    struct year y;
    const char *name = "";
    TRY(unit_read(arena, db, unit, &y, &name));
    for (int i = 0; i < y.n; i++) {
        int first = 0, last = pair_find(y.rules[i].quarters, &first);
        char since[DATE_TEXT];
        bool decided = false;
        if (last < 0)
            continue;
        TRY(is_decided(arena, db, unit, y.rules[i].rule, y.first + last, &decided));
        if (decided)
            continue;
        date_print(date_add_days(quarter_end(y.first + first + 1), 1), since);
        *arena_push(arena, &ret->items, &ret->n, &ret->cap) = (struct suspect){
            .unit = unit, .finding = FINDING_MISSED_QUARTERS, .rule = y.rules[i].rule, .period = quarter_id(arena, y.first + last),
            .facts = facts_of(arena, name, y.first + first, y.first + last, y.rules[i].rule), .since = arena_strdup(arena, since)};
    }
    return DONE;
}

/* The last quarter alone: the one before it was kept, so it is no more than a hint. */
int hints_of(struct arena *arena, struct db *db, int64_t unit, json_t *sentences)
{
    struct year y;
    const char *name = "";
    TRY(unit_read(arena, db, unit, &y, &name));
    for (int i = 0; i < y.n; i++)
        if ((y.rules[i].quarters >> (WINDOW - 2) & 3) == 2)
            json_array_append_new(sentences, json_string(arena_printf(arena, "%s%s", quarter_words(arena, y.first + WINDOW - 1),
                                                                      not_done(arena, y.rules[i].rule))));
    return DONE;
}

/* --- of many units --- */

struct walk {
    struct db *db;
    int (*each)(void *, int64_t);
    void *context;
    int first, lanes[RULES_MAX], n;
    bool counts;                         /* somewhere more than one is asked in a quarter, which masks cannot say */
};

static void lanes_take(struct walk *walk)
{
    const struct rulebook *book = rulebook();
    for (uint32_t i = 0; i < book->rule_count && walk->n < RULES_MAX; i++)
        if (book->rules[i].kind == RULE_COUNT && book->rules[i].period == PERIOD_QUARTER && book->rules[i].checked != CHECKED_NEVER)
            walk->lanes[walk->n++] = __builtin_ctz(book->rules[i].counts);
}

/* By its masks alone: some quarter duty has two empty quarters next to each other. */
static int may_have(const struct walk *walk, int64_t unit, bool *ret)
{
    struct mask masks[2];
    int year = walk->first / 4;
    *ret = walk->counts;
    TRY(tally_read(walk->db, unit, year, &masks[0]));
    TRY(tally_read(walk->db, unit, year + 1, &masks[1]));
    for (int i = 0; i < walk->n && !*ret; i++)
        for (int q = walk->first, row = 0; q < walk->first + WINDOW; q++) {
            row = mask_met(&masks[q / 4 - year], walk->lanes[i], PERIOD_QUARTER, q % 4) ? 0 : row + 1;
            *ret |= row == 2;
        }
    return DONE;
}

static int walk_start(struct db *db, int (*each)(void *, int64_t), void *context, struct walk *ret)
{
    int64_t counts = 0;
    *ret = (struct walk){.db = db, .each = each, .context = context, .first = quarter_now() - WINDOW};
    lanes_take(ret);
    TRY(db_get_int(db, &counts, "SELECT count(*) FROM rule_setting WHERE at_least > 1 AND (period IS NULL OR period = 'quarter')"));
    ret->counts = counts > 0;
    return DONE;
}

static int unit_found(void *context, struct statement *s)
{
    const struct walk *walk = context;
    int64_t unit = statement_int(s, 0);
    bool may;
    TRY(may_have(walk, unit, &may));
    return may ? walk->each(walk->context, unit) : DONE;
}

int missed_quarters_each(struct arena *arena, struct db *db, const struct list_request *rights, int (*each)(void *, int64_t unit), void *context)
{
    static const char *const columns[] = {"id"};
    static const struct list_view view = {
        .name = "branches", .filter = "t.kind IN ('branch', 'temporary_branch') AND (t.dissolved IS NULL OR t.dissolved > ?today)"};
    struct walk walk;
    struct list_request list = *rights;
    TRY(walk_start(db, each, context, &walk));
    list.entity = &unit_entity;
    list.view = &view;
    return list_walk(arena, db, &list, columns, 1, unit_found, &walk);
}

int missed_quarters_under(struct arena *arena, struct db *db, int64_t parent, int (*each)(void *, int64_t unit), void *context)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct walk walk;
    char today[DATE_TEXT];
    int e;
    (void)arena;
    TRY(walk_start(db, each, context, &walk));
    TRY(db_query(db, &s, "SELECT u.id FROM unit u WHERE u.parent = ?1 AND u.kind IN ('branch', 'temporary_branch')"
                         " AND (u.dissolved IS NULL OR u.dissolved > ?2)",
                 value_int(parent), value_text(date_print(clock_today(), today))));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        TRY(unit_found(&walk, s));
    return e;
}
