/* Rights become predicates.  A user's grants meet the roles' rights once, at login; what is left per
 * entity is a short list of (verbs, scope, unit), from which every query takes its WHERE. */
#include "model/access.h"

#include <assert.h>
#include <string.h>

#include "model/query.h"
#include "model/record_private.h"
#include "model/registry.h"
#include "model/table.h"

enum { ROLES_MAX = 64, RIGHTS_MAX = 2048 };

static struct role roles[ROLES_MAX];
static int role_count;
static struct right rights[RIGHTS_MAX];
static int right_count;

/* One right that one grant gives. */
struct permit {
    const char *verbs;
    enum scope_kind scope;
    struct unit_place place;
    struct permit *next;
};

struct access {
    int64_t user, person;
    const struct grant *grants;
    int grant_count;
    struct permit **permits;      /* by registry index */
    int entity_count;
};

void access_clear(void)
{
    role_count = right_count = 0;
}

void access_roles_add(const struct role *rows, int n)
{
    if (!n)
        return;
    assert(role_count + n <= ROLES_MAX);
    memcpy(roles + role_count, rows, sizeof *rows * (size_t)n);
    role_count += n;
}

void access_rights_add(const struct right *rows, int n)
{
    if (!n)
        return;
    assert(right_count + n <= RIGHTS_MAX);
    memcpy(rights + right_count, rows, sizeof *rows * (size_t)n);
    right_count += n;
}

const struct role *access_role_at(int index)
{
    return index >= 0 && index < role_count ? &roles[index] : NULL;
}

const struct role *access_role(const char *name)
{
    for (int i = 0; i < role_count; i++)
        if (!strcmp(roles[i].name, name))
            return &roles[i];
    return NULL;
}

const struct right *access_right_at(int index)
{
    return index >= 0 && index < right_count ? &rights[index] : NULL;
}

/* "read create change" holds "read". */
static bool verbs_hold(const char *verbs, const char *verb)
{
    size_t n = strlen(verb);
    for (const char *at = verbs; (at = strstr(at, verb)); at += n)
        if ((at == verbs || at[-1] == ' ') && (at[n] == ' ' || !at[n]))
            return true;
    return false;
}

static void access_permit(struct access *access, struct arena *arena, const struct right *right,
                          const struct unit_place *place)
{
    const struct entity *entity = registry_entity(right->entity);
    assert(entity);
    struct permit *permit = arena_new(arena, struct permit);
    int index = registry_index(entity);
    *permit = (struct permit){right->verbs, right->scope, *place, access->permits[index]};
    access->permits[index] = permit;
}

int access_create(struct arena *arena, struct db *db, int64_t user, int64_t person, const struct grant *grants,
                  int n, struct access **ret)
{
    struct access *access = arena_new(arena, struct access);
    struct grant *copy = arena_array(arena, struct grant, n);
    while (registry_at(access->entity_count))
        access->entity_count++;
    access->permits = arena_array(arena, struct permit *, access->entity_count);
    access->user = user;
    access->person = person;
    access->grants = copy;
    access->grant_count = n;
    for (int g = 0; g < n; g++) {
        struct unit_place place = {0};
        if (grants[g].unit) {
            int outcome = scope_place(db, grants[g].unit, &place);
            if (outcome == NOT_FOUND)
                continue;      /* a grant at a unit that is no more gives nothing */
            TRY(outcome);
        }
        copy[g] = (struct grant){arena_strdup(arena, grants[g].role), grants[g].unit};
        for (int r = 0; r < right_count; r++)
            if (!strcmp(rights[r].role, grants[g].role))
                access_permit(access, arena, &rights[r], &place);
    }
    *ret = access;
    return DONE;
}

int64_t access_user(const struct access *access)
{
    return access ? access->user : 0;
}

int64_t access_person(const struct access *access)
{
    return access ? access->person : 0;
}

bool access_has_role(const struct access *access, const char *role)
{
    for (int i = 0; i < access->grant_count; i++)
        if (text_equal(access->grants[i].role, role))
            return true;
    return false;
}

static const struct permit *permit_next(const struct permit *permit, const char *verb)
{
    while (permit && !verbs_hold(permit->verbs, verb))
        permit = permit->next;
    return permit;
}

static const struct permit *permit_first(const struct access *access, const struct entity *entity, const char *verb)
{
    return permit_next(access->permits[registry_index(entity)], verb);
}

bool access_may(const struct access *access, const struct entity *entity, const char *verb)
{
    return !access || permit_first(access, entity, verb);
}

int access_units(const struct access *access, struct arena *arena, const struct entity *entity, const char *verb,
                 int64_t **ret_units)
{
    int64_t *units = NULL;
    size_t n = 0, cap = 0;
    for (const struct permit *p = permit_first(access, entity, verb); p; p = permit_next(p->next, verb))
        if (p->place.unit)
            *arena_push(arena, &units, &n, &cap) = p->place.unit;
    *ret_units = units;
    return (int)n;
}

int access_reaches(const struct access *access, struct arena *arena, const struct entity *entity, const char *verb,
                   struct access_reach **ret)
{
    size_t n = 0, cap = 0;
    *ret = NULL;
    if (!access)
        *arena_push(arena, ret, &n, &cap) = (struct access_reach){.scope = SCOPE_ALL};
    const struct permit *p = access ? permit_first(access, entity, verb) : NULL;
    for (; p; p = permit_next(p->next, verb))
        if (p->scope != SCOPE_NAMED && p->scope != SCOPE_SELF)
            *arena_push(arena, ret, &n, &cap) = (struct access_reach){p->scope, p->place.unit, p->place.organ};
    return (int)n;
}

/* The whole tree, one organ, or a part: each has its own road, the first two an index. */
static void predicate_subtree(struct query *q, const struct unit_place *place)
{
    if (place->unit == place->root) {
        query_add(q, q->whole ? "+t.root = " : "t.root = ");
        query_int(q, place->root);
    } else if (place->unit == place->organ && !place->above) {
        query_add(q, "t.organ = ");
        query_int(q, place->organ);
    } else {
        query_add(q, "t.unit IN (SELECT unit FROM unit_closure WHERE ancestor = ");
        query_int(q, place->unit);
        query_add(q, ")");
    }
}

static void predicate_permit(const struct access *access, struct query *q, const struct entity *entity,
                             const struct permit *p)
{
    const char *own = entity->scope_sql[p->scope];
    if (own) {
        query_template(q, own, &(struct query_binding){"", access->person, p->place.unit});
        return;
    }
    switch (p->scope) {
    case SCOPE_ALL:
        query_add(q, "1 = 1");
        break;
    case SCOPE_ORGAN:
        query_add(q, "t.organ = ");
        query_int(q, p->place.organ);
        break;
    case SCOPE_SUBTREE:
        predicate_subtree(q, &p->place);
        break;
    case SCOPE_UNIT:
        query_add(q, "t.unit = ");
        query_int(q, p->place.unit);
        break;
    default:
        query_add(q, "1 = 0");
    }
}

void access_predicate(const struct access *access, struct query *q, const struct entity *entity, const char *verb)
{
    if (!access)
        return;
    const struct permit *p = permit_first(access, entity, verb);
    if (p && (entity->flags & ENTITY_GLOBAL))
        return;
    query_add(q, p ? " AND (" : " AND 1 = 0");
    for (; p; p = permit_next(p->next, verb)) {
        predicate_permit(access, q, entity, p);
        query_add(q, permit_next(p->next, verb) ? " OR " : ")");
    }
}

/* One sharing field: a unit named in it stands at or below the permit's unit. */
static void predicate_shared_field(struct query *q, const struct entity *entity, const struct field *field,
                                   int64_t unit)
{
    if (field->kind == FIELD_REFS)
        query_addf(q, "t.id IN (SELECT s.owner FROM %s_%s s JOIN unit_closure c ON c.unit = s.target"
                      " WHERE c.ancestor = ", entity->name, field->name);
    else
        query_addf(q, "t.%s IN (SELECT unit FROM unit_closure WHERE ancestor = ", field->name);
    query_int(q, unit);
    query_add(q, ")");
}

void access_predicate_shared(const struct access *access, struct query *q, const struct entity *entity)
{
    bool any = false;
    const struct permit *p = access ? permit_first(access, entity, "read") : NULL;
    for (; p; p = permit_next(p->next, "read")) {
        if (p->scope != SCOPE_ORGAN && p->scope != SCOPE_SUBTREE && p->scope != SCOPE_UNIT)
            continue;
        for (int f = 0; f < entity->field_count; f++) {
            if (!(entity->fields[f].flags & FIELD_SHARES))
                continue;
            query_add(q, any ? " OR " : " AND (");
            predicate_shared_field(q, entity, &entity->fields[f], p->place.unit);
            any = true;
        }
    }
    query_add(q, any ? ")" : " AND 1 = 0");
}

static int record_matches(const struct access *access, struct db *db, const struct entity *entity, const char *verb,
                          int64_t id, bool shared, bool *ret)
{
    struct arena *arena = arena_create(1 << 20);
    struct query q;
    int64_t found = 0;
    query_start(&q, arena);
    query_addf(&q, "SELECT t.id FROM %s t WHERE t.id = ", entity->name);
    query_int(&q, id);
    if (shared)
        access_predicate_shared(access, &q, entity);
    else
        access_predicate(access, &q, entity, verb);
    int outcome = query_number(&q, db, &found);
    arena_destroy(arena);
    *ret = outcome == DONE;
    return outcome == NOT_FOUND ? DONE : outcome;
}

int access_record(const struct access *access, struct db *db, const struct entity *entity, const char *verb, int64_t id)
{
    bool allowed = false;
    if (!access)
        return DONE;
    TRY(record_matches(access, db, entity, verb, id, false, &allowed));
    if (allowed)
        return DONE;
    bool reads = false;
    TRY(record_matches(access, db, entity, "read", id, false, &reads));
    if (!reads)
        TRY(record_matches(access, db, entity, "read", id, true, &reads));
    if (reads && !strcmp(verb, "read"))
        return DONE;
    return reads ? fail(DENIED, "您没有对这条%s进行此项操作的权限", entity->label)
                 : fail(NOT_FOUND, "没有找到这条%s，可能已被移走，或不在您的范围内", entity->label);
}

/* Does this permit reach the unit? */
static int permit_holds(struct db *db, const struct permit *p, const struct entity *entity, int64_t unit, bool *ret)
{
    struct unit_place place;
    *ret = (entity->flags & ENTITY_GLOBAL) || p->scope == SCOPE_ALL || p->place.unit == unit;
    if (p->scope == SCOPE_NAMED || p->scope == SCOPE_SELF)
        *ret = false;
    if (!*ret && p->scope == SCOPE_SUBTREE)
        return scope_holds(db, p->place.unit, unit, ret);
    if (*ret || p->scope != SCOPE_ORGAN)
        return DONE;
    int outcome = scope_place(db, unit, &place);
    *ret = outcome == DONE && place.organ == p->place.organ;
    return outcome < 0 ? outcome : DONE;
}

int access_create_at(const struct access *access, struct db *db, const struct entity *entity, int64_t unit,
                     bool *ret_by_name)
{
    bool by_name = false;
    if (ret_by_name)
        *ret_by_name = false;
    if (!access)
        return DONE;
    for (const struct permit *p = permit_first(access, entity, "create"); p; p = permit_next(p->next, "create")) {
        bool holds;
        TRY(permit_holds(db, p, entity, unit, &holds));
        if (holds)
            return DONE;
        by_name |= p->scope == SCOPE_NAMED || p->scope == SCOPE_SELF;
    }
    if (ret_by_name)
        *ret_by_name = by_name;
    return by_name ? DONE : fail(DENIED, "您没有在该单位新增%s的权限", entity->label);
}

int access_holds_at(const struct access *access, struct db *db, const struct entity *entity, const char *verb, int64_t unit,
                    bool *ret)
{
    *ret = !access;
    if (!access)
        return DONE;
    for (const struct permit *p = permit_first(access, entity, verb); p && !*ret; p = permit_next(p->next, verb))
        TRY(permit_holds(db, p, entity, unit, ret));
    return DONE;
}

/* Record and right in one statement; only a record that is not there, or not his, is asked about again. */
int access_read_to(const struct access *access, struct arena *arena, struct db *db, const struct entity *entity,
                   const char *verb, int64_t id, struct record **ret)
{
    struct query q;
    query_start(&q, arena);
    query_add(&q, table_of(entity)->read);
    *arena_push(arena, &q.values, &q.n, &q.cap) = value_int(id);
    access_predicate(access, &q, entity, verb);
    int outcome = record_read_by(arena, db, entity, q.sql.p, q.values, q.n, ret);
    if (outcome != NOT_FOUND)
        return outcome;
    TRY(access_record(access, db, entity, verb, id));
    return record_read(arena, db, entity, id, ret);
}

int access_read(const struct access *access, struct arena *arena, struct db *db, const struct entity *entity,
                int64_t id, struct record **ret)
{
    return access_read_to(access, arena, db, entity, "read", id, ret);
}
