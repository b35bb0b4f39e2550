/* A term that is past its last day: not renewed, and not extended (DOMAIN E-07). */
#include <string.h>

#include "feature/life/suspicion/suspicion.h"

static const char *day_words(struct arena *arena, const char *text)
{
    struct date day;
    return date_parse(text, &day) ? text : arena_printf(arena, "%d年%d月%d日", day.year, day.month, day.day);
}

static const char *facts_of(struct arena *arena, const char *unit, const char *due, const char *extended)
{
    if (extended)
        return arena_printf(arena, "%s任期%s届满，批准延期到%s，到期后没有换届", unit, day_words(arena, due), day_words(arena, extended));
    return arena_printf(arena, "%s任期%s届满，没有按期换届，也没有批准延期", unit, day_words(arena, due));
}

int late_term_of(struct arena *arena, struct db *db, int64_t unit, struct suspects *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct date last;
    char today[DATE_TEXT], since[DATE_TEXT];
    TRY(db_query(db, &s, "SELECT t.id, t.elected_on, t.due_on, t.extended_to, t.last_on, u.name FROM term t JOIN unit u ON u.id = t.body"
                         " WHERE t.body = ?1 AND t.later = 0 AND t.last_on < ?2 AND (u.dissolved IS NULL OR u.dissolved > ?2)"
                         " AND NOT EXISTS (SELECT 1 FROM suspicion d WHERE d.about = t.body AND d.finding = 'late_term'"
                         " AND d.period = t.elected_on)",
                 value_int(unit), value_text(date_print(clock_today(), today))));
    int e = statement_step(s);
    if (e != STATEMENT_ROW)
        return e;
    TRY(date_parse(statement_text(s, 4), &last));
    date_print(date_add_days(last, 1), since);
    *arena_push(arena, &ret->items, &ret->n, &ret->cap) = (struct suspect){
        .unit = unit, .finding = FINDING_LATE_TERM, .rule = "E-07", .period = arena_strdup(arena, statement_text(s, 1)),
        .facts = facts_of(arena, statement_text(s, 5), statement_text(s, 2), statement_text(s, 3)),
        .since = arena_strdup(arena, since), .term = statement_int(s, 0)};
    return DONE;
}

struct walk { int (*each)(void *, int64_t); void *context; };

static int body_found(void *context, struct statement *s)
{
    const struct walk *walk = context;
    return walk->each(walk->context, statement_int(s, 0));
}

int late_terms_each(struct arena *arena, struct db *db, const struct list_request *rights, int (*each)(void *, int64_t unit), void *context)
{
    static const char *const columns[] = {"body"};
    static const struct list_view view = {.name = "late", .filter = "t.later = 0 AND t.last_on < ?today"};
    struct walk walk = {each, context};
    struct list_request list = *rights;
    list.entity = &term_entity;
    list.view = &view;
    return list_walk(arena, db, &list, columns, 1, body_found, &walk);
}

int late_terms_under(struct arena *arena, struct db *db, int64_t parent, int (*each)(void *, int64_t unit), void *context)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char today[DATE_TEXT];
    int e;
    (void)arena;
    TRY(db_query(db, &s, "SELECT u.id FROM unit u JOIN term t ON t.body = u.id WHERE u.parent = ?1 AND t.later = 0 AND t.last_on < ?2",
                 value_int(parent), value_text(date_print(clock_today(), today))));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        TRY(each(context, statement_int(s, 0)));
    return e;
}
