#include "office/ladder.h"

#include <stdlib.h>
#include <string.h>

#include "office/inside.h"

enum { LINES_MAX = 32, DAYS_OF_MONTH = 31 };     /* the longest: how far ahead to look for what is due */

static struct choice line_choices[LINES_MAX + 2] = {{"any", "各类事项"}};

static const struct field fields[STEP__COUNT] = {
    [STEP_LABEL] = {"label", "名称", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_KEY, .max = 40},
    [STEP_LINE] = {"line", "适用事项", "某类事项有自己的规则时，“各类事项”的规则对它不再适用", FIELD_ENUM,
                   FIELD_REQUIRED | FIELD_FILTER, .choices = line_choices, .preset = "any"},
    [STEP_DAYS] = {"days", "剩余天数", "离期限还有几个自然日时提醒，如 20；超期后提醒的填负数，如 -1 是超期第一天。遇休息日顺延到下一个工作日", FIELD_INT,
                   FIELD_REQUIRED, .min = -365, .max = 365},
    [STEP_BY_MONTHS] = {"by_months", "按月计算", "选“是”，“剩余天数”里填的就是月数：填 6，离期限整六个月时提醒", FIELD_BOOL, FIELD_REQUIRED, .preset = "0"},
    [STEP_MONTHLY] = {"monthly", "此后每月一次", "只用于超期后的提醒", FIELD_BOOL, FIELD_REQUIRED, .preset = "0"},
    [STEP_HANDLER] = {"to_handler", "提醒责任人", "具体承办的人", FIELD_BOOL, FIELD_REQUIRED, .preset = "0", .group = "提醒谁"},
    [STEP_LEADER] = {"to_leader", "提醒责任领导", "分管领导", FIELD_BOOL, FIELD_REQUIRED, .preset = "0"},
    [STEP_SECRETARY] = {"to_secretary", "提醒单位书记", "单位的主要负责人", FIELD_BOOL, FIELD_REQUIRED, .preset = "0"},
    [STEP_OFFICERS] = {"to_officers", "提醒单位党务干部", "机关党委的经办干部；该提醒的人还没有明确时，也提醒他们", FIELD_BOOL, FIELD_REQUIRED,
                       .preset = "0"},
    [STEP_SUPERIOR] = {"to_superior", "提醒上级党组织", "上级机关工委的干部；换届的，是直接上级党组织的书记和经办干部", FIELD_BOOL, FIELD_REQUIRED, .preset = "0"},
    [STEP_ACTIVE] = {"active", "启用", NULL, FIELD_BOOL, FIELD_REQUIRED | FIELD_FILTER, .preset = "1"},
};

static int step_check(struct change *change)
{
    bool any = false;
    for (int f = STEP_HANDLER; f <= STEP_SUPERIOR; f++)
        any |= record_int(change->after, f) != 0;
    if (!any)
        return change_problem(change, "to_handler", "请至少选一类要提醒的人");
    if (record_int(change->after, STEP_MONTHLY) && record_int(change->after, STEP_DAYS) >= 0)
        return change_problem(change, "monthly", "到期以前的提醒只有一次；每月提醒请把剩余天数填成负数");
    if (record_int(change->after, STEP_BY_MONTHS) && (record_int(change->after, STEP_DAYS) < 1 || record_int(change->after, STEP_DAYS) > 12))
        return change_problem(change, "days", "按月计算的，填 1 到 12 个月；超期以后的提醒按天计算");
    return DONE;
}

static const char *const columns[] = {"label", "line", "days", "by_months", "monthly", "to_handler", "to_leader", "to_secretary",
                                      "to_officers", "to_superior", "active", NULL};
static const struct list_view lists[] = {{"all", "提醒规则", columns, "-days,id", NULL}, {0}};

const struct entity reminder_step_entity = {
    .name = "reminder_step", .label = "提醒规则", .note = "离期限多少天提醒谁；同一事项的同一条规则只提醒一次，只在工作日早上发出",
    .fields = fields, .field_count = STEP__COUNT, .lists = lists, .title = "label", .flags = ENTITY_GLOBAL,
    .check = step_check,
};

void ladder_lines_name(void)
{
    const struct feature *feature;
    int n = 1;
    for (int i = 0; (feature = office_feature_at(i)); i++)
        for (int k = 0; k < feature->due_line_count && n <= LINES_MAX; k++)
            if (!feature->due_lines[k].once)
                line_choices[n++] = (struct choice){feature->due_lines[k].name, feature->due_lines[k].label};
    line_choices[n] = (struct choice){0};
}

const struct due_line *due_line_named(const char *name)
{
    const struct feature *feature;
    for (int i = 0; (feature = office_feature_at(i)); i++)
        for (int k = 0; k < feature->due_line_count; k++)
            if (!strcmp(feature->due_lines[k].name, name))
                return &feature->due_lines[k];
    return NULL;
}

int ladder_load(struct arena *arena, struct db *db, struct step **ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct step *steps = NULL;
    size_t n = 0, cap = 0;
    int e;
    TRY(db_query(db, &s, "SELECT id, line, days, by_months, monthly, to_handler, to_leader, to_secretary, to_officers, to_superior"
                         " FROM reminder_step WHERE active = 1 ORDER BY days, id"));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        struct step *step = arena_push(arena, &steps, &n, &cap);
        *step = (struct step){.id = statement_int(s, 0), .line = arena_strdup(arena, statement_text(s, 1)),
                              .days = (int)statement_int(s, 2), .monthly = statement_int(s, 4) != 0};
        for (int f = STEP_HANDLER; f <= STEP_SUPERIOR; f++)
            step->whom[f] = statement_int(s, 5 + f - STEP_HANDLER) != 0;
        if (statement_int(s, 3)) {
            step->months = step->days;
            step->days = step->months * DAYS_OF_MONTH;
        }
    }
    *ret = steps;
    *ret_n = n;
    return e;
}

size_t ladder_of(struct arena *arena, const struct step *all, size_t n, const char *line, struct step **ret)
{
    size_t count = 0, cap = 0;
    bool own = false;
    *ret = NULL;
    for (size_t i = 0; i < n; i++)
        own |= !strcmp(all[i].line, line);
    for (size_t i = 0; i < n; i++)
        if (!strcmp(all[i].line, own ? line : "any"))
            *arena_push(arena, ret, &count, &cap) = all[i];
    return count;
}

static int step_order(const void *a, const void *b)
{
    const struct step *x = a, *y = b;
    return x->days != y->days ? (x->days > y->days) - (x->days < y->days) : (x->id > y->id) - (x->id < y->id);
}

struct step *ladder_for(struct arena *arena, const struct step *steps, size_t n, struct date deadline)
{
    struct step *own = arena_array(arena, struct step, n);
    memcpy(own, steps, n * sizeof *own);
    for (size_t i = 0; i < n; i++)
        if (own[i].months)
            own[i].days = date_days(deadline) - date_days(date_add_months(deadline, -own[i].months));
    qsort(own, n, sizeof *own, step_order);
    return own;
}

size_t ladder_rung(const struct step *steps, size_t n, int days_left, const struct step **ret)
{
    size_t first = 0, count = 0;
    while (first < n && steps[first].days < days_left)
        first++;
    while (first + count < n && steps[first + count].days == steps[first].days)
        count++;
    *ret = steps + first;
    return count;
}

int ladder_period(const struct step *step, struct date deadline, struct date today)
{
    struct date first = date_add_days(deadline, -step->days);
    int period = 0;
    while (step->monthly && date_compare(date_add_months(first, period + 1), today) <= 0)
        period++;
    return period;
}

struct seed { const char *label, *line; int days; bool by_months, monthly, whom[STEP_ACTIVE]; };

static int seed_make(struct change *outer, const struct seed *seed)
{
    struct change change = change_within(outer, &reminder_step_entity, "create");
    struct record *step = record_new(outer->arena, &reminder_step_entity);
    record_set_text(step, STEP_LABEL, seed->label);
    record_set_text(step, STEP_LINE, seed->line);
    record_set_int(step, STEP_DAYS, seed->days);
    record_set_int(step, STEP_BY_MONTHS, seed->by_months);
    record_set_int(step, STEP_MONTHLY, seed->monthly);
    for (int f = STEP_HANDLER; f <= STEP_SUPERIOR; f++)
        record_set_int(step, f, seed->whom[f]);
    return record_create(&change, step);
}

/* 到期前 20 天提醒责任人，10 天提醒责任人和分管领导，超期提醒单位和书记. */
static int general_seed(struct change *outer)
{
    static const struct seed rows[] = {
        {"还有二十天", "any", 20, false, false, {[STEP_HANDLER] = true}},
        {"还有十天", "any", 10, false, false, {[STEP_HANDLER] = true, [STEP_LEADER] = true}},
        {"超期", "any", -1, false, true, {[STEP_SECRETARY] = true, [STEP_OFFICERS] = true}},
    };
    int64_t there = 0;
    TRY(db_get_int(outer->db, &there, "SELECT count(*) FROM reminder_step WHERE line = 'any'"));
    for (size_t i = 0; !there && i < ARRAY_SIZE(rows); i++)
        TRY(seed_make(outer, &rows[i]));
    return DONE;
}

static int line_seed(struct change *outer, const struct due_line *line)
{
    int64_t there = 0;
    TRY(db_get_int(outer->db, &there, "SELECT count(*) FROM reminder_step WHERE line = ?1", value_text(line->name)));
    for (int i = 0; !there && i < line->step_count; i++) {
        const struct due_step *s = &line->steps[i];
        const struct seed seed = {s->label, line->name, s->months ? s->months : s->days, s->months != 0, s->monthly,
                                  {[STEP_SECRETARY] = s->secretary, [STEP_OFFICERS] = s->officers, [STEP_SUPERIOR] = s->superior}};
        TRY(seed_make(outer, &seed));
    }
    return DONE;
}

int ladder_seed(struct change *outer, void *context)
{
    const struct feature *feature;
    (void)context;
    TRY(general_seed(outer));
    for (int i = 0; (feature = office_feature_at(i)); i++)
        for (int k = 0; k < feature->due_line_count; k++)
            TRY(line_seed(outer, &feature->due_lines[k]));
    return DONE;
}

int ladder_list(struct request *request)
{
    const char *mark = calendar_mark(request->arena);
    if (mark)
        request_page(request, "mark", json_string(mark));
    return generic_list(request);
}
