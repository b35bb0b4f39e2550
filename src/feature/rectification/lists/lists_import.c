#include "feature/rectification/lists/lists_import.h"

#include "feature/rectification/lists/lists.h"

#include <stdlib.h>
#include <string.h>

/* A column of a list that may be edited, and the field it stands for. */
struct column_field {
    enum lists_list list;
    const char *title;
    const struct entity *entity;
    int field;
};

static const struct column_field columns[] = {
    {LIST_PROBLEMS, "问题类别", &problem_entity, PROBLEM_CATEGORY},
    {LIST_PROBLEMS, "问题表现", &problem_entity, PROBLEM_SYMPTOM},
    {LIST_PROBLEMS, "涉及单位", &problem_entity, PROBLEM_UNITS},
    {LIST_PROBLEMS, "共性/个性", &problem_entity, PROBLEM_COMMONNESS},
    {LIST_PROBLEMS, "立行立改标记", &problem_entity, PROBLEM_KIND},
    {LIST_RESPONSIBILITY, "问题表现", &problem_entity, PROBLEM_SYMPTOM},
    {LIST_RESPONSIBILITY, "责任领导", &problem_entity, PROBLEM_LEADERS},
    {LIST_RESPONSIBILITY, "责任部门/单位", &problem_entity, PROBLEM_DEPARTMENTS},
    {LIST_RESPONSIBILITY, "具体责任人", &problem_entity, PROBLEM_PERSONS},
    {LIST_RESPONSIBILITY, "配合单位", &problem_entity, PROBLEM_COOPERATING},
    {LIST_RECTIFICATION, "问题表现", &problem_entity, PROBLEM_SYMPTOM},
    {LIST_RECTIFICATION, "原因归类", &problem_entity, PROBLEM_CAUSE_ROUTE},
    {LIST_RECTIFICATION, "原因分析", &problem_entity, PROBLEM_CAUSE},
    {LIST_RECTIFICATION, "整改目标", &problem_entity, PROBLEM_GOAL},
    {LIST_RECTIFICATION, "整改时限", &problem_entity, PROBLEM_DEADLINE},
    {LIST_RECTIFICATION, "进展/完成情况", &problem_entity, PROBLEM_PROGRESS},
    {LIST_RECTIFICATION, "整改措施", &measure_entity, MEASURE_TEXT},
    {LIST_RECTIFICATION, "措施责任人", &measure_entity, MEASURE_PERSON},
    {LIST_RECTIFICATION, "措施时限", &measure_entity, MEASURE_DEADLINE},
    {LIST_RECTIFICATION, "措施状态", &measure_entity, MEASURE_STATE},
    {LIST_RECTIFICATION, "措施完成情况", &measure_entity, MEASURE_RESULT},
};

/* What one cell says of one fact. */
struct saying {
    int64_t problem, measure;            /* measure 0 for a fact of the problem, -row for a new one */
    const struct column_field *column;
    const char *text;
    struct cell_place place;
};

struct comparison {
    struct arena *arena;
    struct db *db;
    const struct actor *actor;
    struct saying *sayings;
    size_t n, cap;
    struct lists_differences *result;
};

static const char *cell_at(const struct table *table, int row, int column)
{
    return column < 0 ? "" : table->cells[(size_t)row * (size_t)table->columns + (size_t)column].text;
}

static int column_of(const struct table *table, int head, const char *title)
{
    for (int c = 0; c < table->columns; c++)
        if (!strcmp(cell_at(table, head, c), title))
            return c;
    return -1;
}

/* The head row is the first that has 编号 in it; above it stand title and note. */
static int head_find(const struct table *table)
{
    for (int row = 0; row < table->rows && row < 10; row++)
        if (column_of(table, row, "编号") >= 0)
            return row;
    return -1;
}

/* Which list a sheet is: by a column that only it has, since titles are set by each office. */
static enum lists_list list_of(const struct table *table, int head)
{
    return column_of(table, head, "措施编号") >= 0 ? LIST_RECTIFICATION
         : column_of(table, head, "具体责任人") >= 0 ? LIST_RESPONSIBILITY : LIST_PROBLEMS;
}

static void row_say(struct comparison *c, const struct table *table, int head, int row)
{
    enum lists_list list = list_of(table, head);
    int64_t problem = id_parse(cell_at(table, row, column_of(table, head, "编号")));
    int64_t measure = id_parse(cell_at(table, row, column_of(table, head, "措施编号")));
    for (size_t i = 0; problem && i < ARRAY_SIZE(columns); i++) {
        int column = columns[i].list != list ? -1 : column_of(table, head, columns[i].title);
        bool of_measure = columns[i].entity == &measure_entity;
        if (column < 0)
            continue;
        *arena_push(c->arena, &c->sayings, &c->n, &c->cap) = (struct saying){
            problem, !of_measure ? 0 : measure ? measure : -(int64_t)row, &columns[i],
            text_trim(c->arena, cell_at(table, row, column)), {table->name ? table->name : "", row + 1, columns[i].title}};
    }
}

static int table_say(struct comparison *c, const struct table *table)
{
    int head = head_find(table);
    if (head < 0)
        return NOT_FOUND;
    for (int row = head + 1; row < table->rows; row++)
        row_say(c, table, head, row);
    return DONE;
}

/* Same fact together: by problem, measure, field; the rows of one fact keep their order. */
static int saying_compare(const void *a, const void *b)
{
    const struct saying *x = a, *y = b;
    if (x->problem != y->problem)
        return x->problem < y->problem ? -1 : 1;
    if (x->measure != y->measure)
        return x->measure < y->measure ? -1 : 1;
    if (x->column->entity != y->column->entity)
        return x->column->entity < y->column->entity ? -1 : 1;
    if (x->column->field != y->column->field)
        return x->column->field - y->column->field;
    int sheets = strcmp(x->place.sheet, y->place.sheet);
    return sheets ? sheets : x->place.row - y->place.row;
}

static bool same_fact(const struct saying *x, const struct saying *y)
{
    return x->problem == y->problem && x->measure == y->measure && x->column->entity == y->column->entity &&
           x->column->field == y->column->field;
}

static struct lists_difference *difference_add(struct comparison *c, const struct saying *s, const char *before,
                                               const char *after, const char *error)
{
    struct lists_difference *d = arena_push(c->arena, &c->result->rows, &c->result->n, &c->result->cap);
    bool of_measure = s->column->entity == &measure_entity;
    *d = (struct lists_difference){
        s->column->entity, of_measure ? (s->measure > 0 ? s->measure : 0) : s->problem, s->problem, s->column->field,
        s->column->entity->fields[s->column->field].label, before, after, s->place, error};
    c->result->errors += error != NULL;
    return d;
}

/* “张三、李四” and single values as what record_fill takes. */
static struct input input_of_text(struct arena *arena, const struct field *field, const char *text)
{
    static const char *const separators[] = {"、", "，", "；", ",", ";", "\n"};
    const char **values = NULL;
    size_t n = 0, cap = 0;
    char *rest = arena_strdup(arena, text);
    if (field->kind == FIELD_REFS)
        for (size_t i = 0; i < ARRAY_SIZE(separators); i++)
            rest = text_replace(arena, rest, separators[i], "\x1f");
    while (rest) {
        char *part = rest, *end = field->kind == FIELD_REFS ? strchr(rest, '\x1f') : NULL;
        rest = end ? end + 1 : NULL;
        if (end)
            *end = 0;
        part = text_trim(arena, part);
        if (*part || field->kind != FIELD_REFS)
            *arena_push(arena, &values, &n, &cap) = part;
    }
    return (struct input){field->name, values, (int)n};
}

/* Would the record take this value?  NULL when it would, else why not. */
static const char *refusal(struct comparison *c, struct record *record, const struct field *field, const char *text)
{
    struct change change = {.arena = c->arena, .db = c->db, .actor = c->actor, .entity = record->entity,
                            .verb = "change", .now = clock_now_ms()};
    struct input input = input_of_text(c->arena, field, text);
    int outcome = record_fill(&change, record, &input, 1);
    return outcome == DONE ? NULL : change.problem_count ? change.problems[0].message
                                                         : arena_strdup(c->arena, error_message());
}

/* What the sayings of one fact come to: the new value, or NULL when nothing is new. */
static const struct saying *fact_new(const struct saying *s, size_t n, const char *before, bool *ret_contradiction)
{
    const struct saying *new = NULL;
    size_t empty = 0;
    *ret_contradiction = false;
    for (size_t i = 0; i < n; i++) {
        if (!*s[i].text)
            empty++;
        else if (strcmp(s[i].text, before) && new && strcmp(new->text, s[i].text))
            *ret_contradiction = true;
        else if (strcmp(s[i].text, before))
            new = &s[i];
    }
    return new ? new : empty == n && *before ? &s[0] : NULL;
}

static const char *shown(struct comparison *c, const struct record *record, int field)
{
    if (record->entity == &problem_entity && field == PROBLEM_UNITS && !record->values[field].n)
        field = PROBLEM_ACCOUNTABLE;     /* as the list prints it */
    return text_trim(c->arena, value_print(c->arena, &record->entity->fields[field], &record->values[field]));
}

static void fact_compare(struct comparison *c, struct record *record, const struct saying *s, size_t n)
{
    const struct field *field = &s->column->entity->fields[s->column->field];
    const char *before = shown(c, record, s->column->field);
    bool contradiction;
    const struct saying *new = fact_new(s, n, before, &contradiction);
    if (!new)
        return;
    const char *error = contradiction ? "几处填得不一样，请改成一致" : refusal(c, record, field, new->text);
    difference_add(c, new, before, new->text, error);
}

/* All facts of one record (of a problem, or of one of its measures). */
static int record_compare(struct comparison *c, const struct saying *s, size_t n)
{
    const struct entity *entity = s->column->entity;
    struct record *record;
    int64_t id = entity == &measure_entity ? s->measure : s->problem;
    int outcome = id > 0 ? access_record(c->actor->access, c->db, entity, "change", id) : DONE;
    if (outcome == DONE && id > 0)
        outcome = record_read(c->arena, c->db, entity, id, &record);
    else if (outcome == DONE)
        record = record_new(c->arena, entity);
    if (outcome == NOT_FOUND || outcome == DENIED) {
        difference_add(c, s, "", s->text, outcome == DENIED ? "您没有修改这条的权限" : "系统里没有这条，请勿改动“编号”列");
        return DONE;
    }
    TRY(outcome);
    if (id < 0)
        record_set_empty(record, MEASURE_STATE);
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i + 1; k < n && same_fact(&s[i], &s[k]); )
            k++;
        fact_compare(c, record, s + i, k - i);
    }
    return DONE;
}

int lists_compare(struct arena *arena, struct db *db, const struct actor *actor, const struct document *document,
                  struct lists_differences *ret)
{
    struct comparison c = {.arena = arena, .db = db, .actor = actor, .result = ret};
    bool any = false;
    *ret = (struct lists_differences){0};
    for (size_t i = 0; i < document->table_count; i++)
        any |= table_say(&c, &document->tables[i]) == DONE;
    if (!any || !c.n)
        return fail(INVALID, "这不是从本系统导出的三张清单（没有找到“编号”列），请先导出，再在导出的表里修改");
    qsort(c.sayings, c.n, sizeof *c.sayings, saying_compare);
    for (size_t i = 0, k; i < c.n; i = k) {
        for (k = i + 1; k < c.n && c.sayings[k].problem == c.sayings[i].problem &&
                        c.sayings[k].measure == c.sayings[i].measure; )
            k++;
        ret->problems += c.sayings[i].column->entity == &problem_entity;
        TRY(record_compare(&c, c.sayings + i, k - i));
    }
    return DONE;
}

char *lists_differences_digest(struct arena *arena, const struct lists_differences *all)
{
    struct buffer text = buffer_in(arena);
    char *digest = arena_alloc(arena, DIGEST_TEXT);
    buffer_adds(&text, "");
    for (size_t i = 0; i < all->n; i++)
        buffer_addf(&text, "%lld/%lld/%d/%d\x1f%s\x1f%s\x1e", (long long)all->rows[i].parent, (long long)all->rows[i].id,
                    all->rows[i].field, all->rows[i].place.row, all->rows[i].before, all->rows[i].after);
    return digest_sm3_hex(text.p, text.n, digest);
}

static int next_position(struct change *outer, int64_t problem, int64_t *ret)
{
    return db_get_int(outer->db, ret, "SELECT COALESCE(max(position), 0) + 1 FROM measure WHERE problem = ?1",
                      value_int(problem));
}

/* The differences of one record, saved as one change. */
static int record_apply(struct change *outer, const struct lists_difference *d, size_t n)
{
    struct change change = change_within(outer, d->entity, d->id ? "change" : "create");
    struct record *record;
    int64_t position;
    change.actor = outer->actor;         /* the right to change each record is asked again, in the lane */
    if (d->id) {
        TRY(record_read(outer->arena, outer->db, d->entity, d->id, &record));
    } else {
        record = record_new(outer->arena, d->entity);
        TRY(next_position(outer, d->parent, &position));
        record_set_int(record, MEASURE_PROBLEM, d->parent);
        record_set_int(record, MEASURE_POSITION, position);
    }
    struct input *inputs = arena_array(outer->arena, struct input, n);
    for (size_t i = 0; i < n; i++)
        inputs[i] = input_of_text(outer->arena, &d->entity->fields[d[i].field], d[i].after);
    int outcome = record_fill(&change, record, inputs, (int)n);
    if (outcome == DONE)
        outcome = d->id ? record_change(&change, record, 0) : record_create(&change, record);
    return outcome == INVALID ? change_problem(outer, NULL, "“%s”第%d行：%s", d->place.sheet, d->place.row, error_message())
                              : outcome;
}

int lists_apply(struct change *outer, const struct lists_differences *all)
{
    for (size_t i = 0, k; i < all->n; i = k) {
        const struct lists_difference *d = &all->rows[i];
        for (k = i + 1; k < all->n && all->rows[k].entity == d->entity && all->rows[k].id == d->id &&
                        all->rows[k].parent == d->parent && (d->id || all->rows[k].place.row == d->place.row); )
            k++;
        TRY(record_apply(outer, d, k - i));
    }
    return DONE;
}
