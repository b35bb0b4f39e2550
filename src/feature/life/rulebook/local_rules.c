/* Which settings hold for which unit. */
#include "feature/life/rulebook/local_rules.h"

#include <string.h>

#include "base/base.h"
#include "store/store.h"

/* An organ's own word goes before that of any committee over it. */
enum { NEAREST = 1 << 20 };

struct placed {
    struct rule_setting setting;
    int64_t organ;
    bool above;                          /* a committee that stands over organs */
};

/* A book, and of which settings it was made (by index). */
struct made { const size_t *settings; size_t n; const struct rulebook *book; };
struct answered { int64_t organ; const struct rulebook *book; };

struct rules {
    struct arena *arena;
    struct db *db;
    struct placed *items; size_t n, cap;
    struct { struct made *items; size_t n, cap; } books;
    struct { struct answered *items; size_t n, cap; } organs;
};

static int word_of(const char *const *words, int n, const char *text)
{
    for (int i = 0; text && i < n; i++)
        if (!strcmp(words[i], text))
            return i;
    return 0;
}

static struct placed placed_read(struct arena *arena, struct statement *s)
{
    static const char *const uses[SETTING_USE__COUNT] = {"value", "off", "withdrawn"};
    static const char *const bounds[SETTING_BOUND__COUNT] = {"", "at_least", "more_than"};
    bool above = statement_int(s, 12) != 0;
    return (struct placed){
        .setting = {
            .rule = arena_strdup(arena, statement_text(s, 2)),
            .unit_kind = vocabulary_find(unit_kind_words, UNIT_KIND__COUNT, statement_text(s, 4)),      /* -1: all */
            .nearness = above ? (int)statement_int(s, 13) : NEAREST,
            .use = (enum setting_use)word_of(uses, SETTING_USE__COUNT, statement_text(s, 5)),
            .period = (enum rule_period)word_of(rule_period_ids, PERIOD__COUNT, statement_text(s, 6)),
            .at_least = (int32_t)statement_int(s, 7), .at_most = (int32_t)statement_int(s, 8),
            .bound = (enum setting_bound)word_of(bounds, SETTING_BOUND__COUNT, statement_text(s, 9)),
            .local = {
                .setting = statement_int(s, 0), .place = statement_int(s, 1), .set_by = statement_int(s, 10), .set_at = statement_int(s, 11),
                .from = arena_strdup(arena, statement_text(s, 3)), .ground = arena_strdup(arena, statement_text(s, 15)),
                .off = !strcmp(statement_text(s, 5), "off"),
            },
        },
        .organ = statement_int(s, 14), .above = above,
    };
}

int rules_read(struct arena *arena, struct db *db, struct rules **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct rules *rules = arena_new(arena, struct rules);
    int e;
    *rules = (struct rules){.arena = arena, .db = db};
    TRY(db_query(db, &s, "SELECT s.id, s.place, s.rule, s.from_on, s.unit_kind, s.effect, s.period, s.at_least, s.at_most, s.bound,"
                         " s.changed_by, s.changed_at, p.above, (SELECT count(*) FROM unit_closure c WHERE c.unit = s.place), s.organ, s.ground"
                         " FROM rule_setting s JOIN unit_place p ON p.unit = s.place ORDER BY s.rule, s.from_on, s.id"));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, &rules->items, &rules->n, &rules->cap) = placed_read(arena, s);
    *ret = rules;
    return e;
}

static const struct rulebook *book_of(struct rules *rules, const size_t *settings, size_t n)
{
    for (size_t i = 0; i < rules->books.n; i++)
        if (rules->books.items[i].n == n && !memcmp(rules->books.items[i].settings, settings, n * sizeof *settings))
            return rules->books.items[i].book;
    struct rule_setting *chosen = arena_array(rules->arena, struct rule_setting, n + 1);
    for (size_t i = 0; i < n; i++)
        chosen[i] = rules->items[settings[i]].setting;
    const struct rulebook *book = rulebook_overlay(rules->arena, rulebook(), chosen, n);
    *arena_push(rules->arena, &rules->books.items, &rules->books.n, &rules->books.cap) = (struct made){settings, n, book};
    return book;
}

static int holds_for(struct rules *rules, const struct placed *placed, int64_t unit, int64_t organ, bool *ret)
{
    *ret = placed->organ == organ;
    return *ret || !placed->above ? DONE : scope_holds(rules->db, placed->setting.local.place, unit, ret);
}

/* The units of one organ hang below the same committees. */
int rules_book(struct rules *rules, int64_t unit, int64_t organ, const struct rulebook **ret)
{
    struct unit_place place = {.organ = organ};
    *ret = rulebook();
    if (!rules->n)
        return DONE;
    if (!organ)
        TRY(scope_place(rules->db, unit, &place));
    for (size_t i = 0; i < rules->organs.n; i++)
        if (rules->organs.items[i].organ == place.organ) {
            *ret = rules->organs.items[i].book;
            return DONE;
        }
    size_t *chosen = arena_array(rules->arena, size_t, rules->n), n = 0;
    for (size_t i = 0; i < rules->n; i++) {
        bool holds;
        TRY(holds_for(rules, &rules->items[i], unit, place.organ, &holds));
        if (holds)
            chosen[n++] = i;
    }
    *ret = book_of(rules, chosen, n);
    *arena_push(rules->arena, &rules->organs.items, &rules->organs.n, &rules->organs.cap) = (struct answered){place.organ, *ret};
    return DONE;
}

int unit_rules(struct arena *arena, struct db *db, int64_t unit, const struct rulebook **ret)
{
    struct rules *rules;
    *ret = rulebook();
    if (!unit)
        return DONE;
    TRY(rules_read(arena, db, &rules));
    return rules_book(rules, unit, 0, ret);
}
