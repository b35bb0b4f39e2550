/* The one way in which a record changes: rights, fields, row, links, and what follows, together or not at all. */
#include <string.h>

#include "model/access.h"
#include "model/journal.h"
#include "model/kinds.h"
#include "model/names.h"
#include "model/query.h"
#include "model/record_private.h"
#include "model/registry.h"
#include "model/search.h"
#include "model/table.h"

static int (*observer)(struct change *);

void record_observe(int (*happened)(struct change *))
{
    observer = happened;
}

bool change_touches(const struct change *change, int field)
{
    static const struct field_value empty = {0};
    if (change->entity->fields[field].flags & FIELD_TALLY)
        return false;
    const struct field_value *before = change->before ? &change->before->values[field] : &empty;
    const struct field_value *after = change->after ? &change->after->values[field] : &empty;
    return !value_equal(&change->entity->fields[field], before, after);
}

/* --- checks --- */

static int fields_check(struct change *change)
{
    int worst = DONE;
    for (int i = 0; i < change->entity->field_count; i++) {
        const struct field *field = &change->entity->fields[i];
        const char *problem = NULL;
        bool touched = change_touches(change, i);
        if (touched || !change->before || (field->flags & FIELD_REQUIRED))
            problem = field_problem_of(change->arena, field, &change->after->values[i]);
        if (!problem && touched && (field->flags & FIELD_FIXED) && change->before && change->before->values[i].set)
            problem = arena_printf(change->arena, "%s一经确定不再更改", field->label);
        if (problem)
            worst = change_problem(change, field->name, "%s", problem);
    }
    return worst;
}

/* The entity's own check may look at any field, so the fields come first. */
int change_check(struct change *change)
{
    if (change->after)
        TRY(fields_check(change));
    if (change->entity->check)
        TRY(change->entity->check(change));
    return change->problem_count ? fail(INVALID, "%s", change->problems[0].message) : DONE;
}

/* Whoever may not read the record that has the value is not told that there is one (docs/decisions/0010). */
static int unique_asked(struct change *change, struct query *q, const char *field, const char *labels)
{
    int64_t other;
    const struct access *access = change->actor->access;
    int outcome = query_number(q, change->db, &other);
    if (outcome == NOT_FOUND)
        return DONE;
    TRY(outcome);
    int may = access ? access_record(access, change->db, change->entity, "read", other) : DONE;
    if (may < 0)
        return may;
    if (may == DONE)
        return change_problem(change, field, "已有%s相同的%s，请核对", labels, change->entity->label);
    return change_problem(change, field, "这个%s不能用，请换一个", labels);
}

static void unique_start(struct change *change, struct query *q)
{
    query_start(q, change->arena);
    query_addf(q, "SELECT t.id FROM %s t WHERE t.id <> ", change->entity->name);
    query_int(q, change->after->id);
}

static void unique_add(struct change *change, struct query *q, int field)
{
    query_addf(q, " AND t.%s = ", change->entity->fields[field].name);
    query_value(q, value_column(&change->entity->fields[field], &change->after->values[field]));
}

/* The database refused: finds out which value is there already, to say it beside the field. */
static int conflict_explain(struct change *change)
{
    struct query keys;
    const char *first = NULL;
    struct buffer labels = buffer_in(change->arena);
    unique_start(change, &keys);
    query_add(&keys, " AND t.organ = ");
    query_int(&keys, change->after->organ);
    for (int i = 0; i < change->entity->field_count; i++) {
        const struct field *field = &change->entity->fields[i];
        if (!change->after->values[i].set)
            continue;
        if (field->flags & FIELD_UNIQUE) {
            struct query q;
            unique_start(change, &q);
            unique_add(change, &q, i);
            TRY(unique_asked(change, &q, field->name, field->label));
        }
        if (field->flags & FIELD_KEY) {
            unique_add(change, &keys, i);
            buffer_addf(&labels, "%s%s", first ? "、" : "", field->label);
            first = first ? first : field->name;
        }
    }
    if (first)
        TRY(unique_asked(change, &keys, first, labels.p));
    return change_problem(change, NULL, "引用的记录已被移走，请刷新后重新选择");
}

static int run_explained(struct change *change, const char *sql, const struct value *values, size_t n)
{
    int outcome = db_run_built(change->db, sql, values, n);
    return outcome == CONFLICT ? conflict_explain(change) : outcome;
}

/* --- rows --- */

static int links_write(struct change *change, int field)
{
    const struct link_sql *sql = &table_of(change->entity)->links[field];
    const struct field_value *value = &change->after->values[field];
    const struct value owner = value_int(change->after->id);
    if (change->before && change->before->values[field].set)
        TRY(db_run_built(change->db, sql->clear, &owner, 1));
    for (int i = 0; value->set && i < value->n; i++) {
        const struct value row[] = {owner, value_int(i), value_int(value->ids[i])};
        TRY(run_explained(change, sql->insert, row, ARRAY_SIZE(row)));
    }
    return DONE;
}

static int all_links_write(struct change *change)
{
    for (int i = 0; i < change->entity->field_count; i++)
        if (change->entity->fields[i].kind == FIELD_REFS && change_touches(change, i))
            TRY(links_write(change, i));
    return DONE;
}

static int row_insert(struct change *change)
{
    const struct entity *entity = change->entity;
    const struct record *r = change->after;
    struct value *values = arena_array(change->arena, struct value, COLUMN__FIXED + entity->field_count);
    const int64_t fixed[COLUMN__FIXED] = {
        [COLUMN_ID] = r->id, [COLUMN_VERSION] = r->version, [COLUMN_UNIT] = r->unit, [COLUMN_ORGAN] = r->organ,
        [COLUMN_ROOT] = r->root, [COLUMN_CREATED_AT] = r->created_at, [COLUMN_CREATED_BY] = r->created_by,
        [COLUMN_CHANGED_AT] = r->changed_at, [COLUMN_CHANGED_BY] = r->changed_by,
    };
    size_t n = 0;
    while (n < COLUMN__FIXED) {
        values[n] = value_int(fixed[n]);
        n++;
    }
    for (int i = 0; i < entity->field_count; i++)
        if (field_has_column(&entity->fields[i]))
            values[n++] = value_column(&entity->fields[i], &r->values[i]);
    return run_explained(change, table_of(entity)->insert, values, n);
}

static void set_int(struct query *q, const char *column, int64_t i)
{
    query_addf(q, ", %s = ", column);
    query_int(q, i);
}

static void set_field(struct query *q, const struct field *field, const struct field_value *value)
{
    query_addf(q, ", %s = ", field->name);
    query_value(q, value_column(field, value));
}

static bool place_moved(const struct change *change)
{
    return change->before->unit != change->after->unit || change->before->organ != change->after->organ ||
           change->before->root != change->after->root;
}

/* Only what differs is set, so that only its indexes are touched. */
static int row_update(struct change *change)
{
    const struct record *r = change->after;
    struct query q;
    query_start(&q, change->arena);
    query_addf(&q, "UPDATE %s SET version = ", change->entity->name);
    query_int(&q, r->version);
    set_int(&q, "changed_at", r->changed_at);
    set_int(&q, "changed_by", r->changed_by);
    if (place_moved(change)) {
        set_int(&q, "unit", r->unit);
        set_int(&q, "organ", r->organ);
        set_int(&q, "root", r->root);
    }
    for (int i = 0; i < change->entity->field_count; i++)
        if (field_has_column(&change->entity->fields[i]) && change_touches(change, i))
            set_field(&q, &change->entity->fields[i], &r->values[i]);
    query_add(&q, " WHERE id = ");
    query_int(&q, r->id);
    query_add(&q, " AND version = ");
    query_int(&q, change->before->version);
    TRY(run_explained(change, q.sql.p, q.values, q.n));
    return db_changes(change->db) == 1 ? DONE : fail(CONFLICT, "这条%s刚被别人修改，请核对后重新保存", change->entity->label);
}

/* --- what follows --- */

static void name_keep(struct change *change)
{
    const struct entity *entity = change->entity;
    if (!(entity->flags & ENTITY_NAMES) || !change_touches(change, entity_field(entity, entity->title)))
        return;
    if (change->after)
        names_note(entity, change->after->id, record_title(change->arena, change->after));
    else
        names_note(entity, change->before->id, NULL);
}

int change_finish(struct change *change)
{
    TRY(search_update(change));
    TRY(journal_change(change));
    name_keep(change);
    if (change->entity->follow)
        TRY(change->entity->follow(change));
    return observer ? observer(change) : DONE;
}

/* --- create --- */

/* A unit is placed by its own follow, and what must name its maker can say so only when it is written: both are asked
 * about again then. */
static int create_allowed(struct change *change, bool *ret_ask_again)
{
    *ret_ask_again = change->actor->access && text_equal(change->entity->unit_from, "id");
    if (!change->actor->access || *ret_ask_again)
        return DONE;
    return access_create_at(change->actor->access, change->db, change->entity, change->after->unit, ret_ask_again);
}

static int created_allowed(struct change *change)
{
    int outcome = access_record(change->actor->access, change->db, change->entity, "create", change->after->id);
    return outcome == NOT_FOUND ? fail(DENIED, "您没有在该单位新增%s的权限", change->entity->label) : outcome;
}

int record_create(struct change *change, struct record *after)
{
    bool ask_again;
    change->entity = after->entity;
    change->verb = "create";
    change->before = NULL;
    change->after = after;
    after->id = after->id ? after->id : id_new();
    after->version = 1;
    after->created_at = after->changed_at = change->now;
    after->created_by = after->changed_by = change->actor->user;
    TRY(record_place(change, after));
    TRY(create_allowed(change, &ask_again));
    TRY(change_check(change));
    TRY(row_insert(change));
    TRY(all_links_write(change));
    TRY(change_finish(change));
    if (text_equal(after->entity->unit_from, "id"))
        TRY(record_place(change, after));
    return ask_again ? created_allowed(change) : DONE;
}

/* --- change --- */

int change_open(struct change *change, const struct entity *entity, int64_t id, const char *verb, const char *right,
                int64_t expected_version)
{
    change->entity = entity;
    change->verb = verb;
    change->before = change->after = NULL;
    TRY(access_record(change->actor->access, change->db, entity, right, id));
    TRY(record_read(change->arena, change->db, entity, id, &change->before));
    if (expected_version && expected_version != change->before->version)
        return fail(CONFLICT, "这条%s刚被别人修改，请核对后重新保存", entity->label);
    return DONE;
}

/* Given to another unit: he must be able to create there. */
static int move_allowed(struct change *change)
{
    const struct access *access = change->actor->access;
    if (!access || change->before->unit == change->after->unit)
        return DONE;
    return access_create_at(access, change->db, change->entity, change->after->unit, NULL);
}

int change_save(struct change *change, bool always)
{
    struct record *after = change->after;
    const struct record *before = change->before;
    bool differs = always;
    for (int i = 0; !differs && i < change->entity->field_count; i++)
        differs = change_touches(change, i);
    after->id = before->id;
    after->version = before->version;
    after->created_at = before->created_at;
    after->created_by = before->created_by;
    after->changed_at = before->changed_at;
    after->changed_by = before->changed_by;
    for (int i = 0; i < change->entity->field_count; i++)
        if (change->entity->fields[i].flags & FIELD_TALLY)
            after->values[i] = before->values[i];
    TRY(record_place(change, after));
    if (!differs)
        return DONE;
    TRY(move_allowed(change));
    TRY(change_check(change));
    after->version++;
    after->changed_at = change->now;
    after->changed_by = change->actor->user;
    TRY(row_update(change));
    TRY(all_links_write(change));
    if (place_moved(change))
        TRY(record_place_follow(change, after));
    return change_finish(change);
}

int record_change(struct change *change, struct record *after, int64_t expected_version)
{
    TRY(change_open(change, after->entity, after->id, "change", "change", expected_version));
    change->after = after;
    return change_save(change, false);
}
