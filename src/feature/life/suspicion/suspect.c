/* What can be suspected, as rows, and of which units: of one, or of all whose superior somebody is. */
#include <string.h>

#include "feature/life/suspicion/suspicion.h"

struct kind {
    int (*of)(struct arena *, struct db *, int64_t unit, struct suspects *);
    int (*each)(struct arena *, struct db *, const struct list_request *rights, int (*each)(void *, int64_t unit), void *context);
    int (*under)(struct arena *, struct db *, int64_t parent, int (*each)(void *, int64_t unit), void *context);
};

static const struct kind kinds[FINDING__COUNT] = {
    [FINDING_LATE_TERM] = {late_term_of, late_terms_each, late_terms_under},
    [FINDING_MISSED_QUARTERS] = {missed_quarters_of, missed_quarters_each, missed_quarters_under},
};

int suspects_of(struct arena *arena, struct db *db, int64_t unit, struct suspects *ret)
{
    for (int i = 0; i < FINDING__COUNT; i++)
        TRY(kinds[i].of(arena, db, unit, ret));
    return DONE;
}

int suspect_find(struct arena *arena, struct db *db, int64_t unit, enum finding finding, const char *rule, const char *period,
                 struct suspect *ret)
{
    struct suspects all = {0};
    TRY(kinds[finding].of(arena, db, unit, &all));
    for (size_t i = 0; i < all.n; i++)
        if (!strcmp(all.items[i].rule, rule) && !strcmp(all.items[i].period, period)) {
            *ret = all.items[i];
            return DONE;
        }
    return NOT_FOUND;
}

const char *suspect_href(struct arena *arena, const struct suspect *s)
{
    char id[ID_TEXT];
    return arena_printf(arena, "/suspicion/open?about=%s&finding=%s&rule=%s&period=%s", id_print(s->unit, id),
                        finding_choices[s->finding].name, s->rule, s->period);
}

/* --- of many --- */

struct search {
    struct arena *arena;
    struct db *db;
    const struct suspect_search *asked;
    const struct kind *kind;
    struct unit_place *granted; int granted_count;      /* where he has the verb */
    struct suspects *ret;
};

/* His own organ's, or directly under a unit that stands above organs. */
static int is_near(const struct search *search, int64_t unit, bool *ret)
{
    struct unit_place place;
    int64_t parent = 0;
    *ret = false;
    TRY(scope_place(search->db, unit, &place));
    TRY(db_get_int(search->db, &parent, "SELECT COALESCE(parent, 0) FROM unit WHERE id = ?1", value_int(unit)));
    for (int i = 0; i < search->granted_count; i++)
        *ret |= search->granted[i].above ? parent == search->granted[i].unit : place.organ == search->granted[i].organ;
    return DONE;
}

/* FULL ends a walk that has enough; it is nobody else's outcome. */
enum { FULL = TOO_LARGE };

static int unit_found(void *context, int64_t unit)
{
    struct search *search = context;
    bool near = true;
    if (search->asked->near)
        TRY(is_near(search, unit, &near));
    if (near)
        TRY(search->kind->of(search->arena, search->db, unit, search->ret));
    return search->ret->n >= search->asked->limit ? FULL : DONE;
}

static int granted_read(struct search *search)
{
    int64_t *units;
    int n = access_units(search->asked->access, search->arena, &suspicion_entity, search->asked->verb, &units);
    search->granted = arena_array(search->arena, struct unit_place, n + 1);
    for (int i = 0; i < n; i++)
        TRY(scope_place(search->db, units[i], &search->granted[search->granted_count++]));
    return DONE;
}

/* Who stands above organs has a province below him, of which only what is directly under him is near: by an index. */
static int walk_under(struct search *search)
{
    for (int i = 0; i < search->granted_count; i++)
        TRY(search->kind->under(search->arena, search->db, search->granted[i].unit, unit_found, search));
    return DONE;
}

static int walk(struct search *search)
{
    char id[ID_TEXT];
    const struct list_filter below = {"unit", "is", id_print(search->asked->unit, id)};
    const struct list_request rights = {.right_of = &suspicion_entity, .access = search->asked->access, .verb = search->asked->verb,
                                        .filters = &below, .filter_count = search->asked->unit != 0};
    return search->kind->each(search->arena, search->db, &rights, unit_found, search);
}

int suspects_search(struct arena *arena, struct db *db, const struct suspect_search *asked, struct suspects *ret)
{
    struct search search = {.arena = arena, .db = db, .asked = asked, .ret = ret};
    bool all_above = true;
    TRY(granted_read(&search));
    for (int i = 0; i < search.granted_count; i++)
        all_above &= search.granted[i].above;
    for (int i = 0; i < FINDING__COUNT; i++) {
        search.kind = &kinds[i];
        int e = asked->near && all_above ? walk_under(&search) : walk(&search);
        if (e == FULL)
            break;
        TRY(e);
    }
    return DONE;
}
