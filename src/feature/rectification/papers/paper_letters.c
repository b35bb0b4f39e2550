/* 督办函 and 提示函: to each unit whose problems are late, or soon will be, with a slip to send back.  One letter a unit, each on
 * a page of its own: no unit reads another's problems. */
#include <string.h>

#include "feature/rectification/papers/papers.h"

enum { SOON_DAYS = 20 };

/* What one kind of letter says. */
struct letter {
    const char *name, *finding, *ask, *none;
    bool (*concerns)(const struct paper_problem *);
};

static bool is_late(const struct paper_problem *p)
{
    return p->overdue;
}

static bool is_soon(const struct paper_problem *p)
{
    char until[DATE_TEXT];
    return p->open && !p->overdue && *p->deadline &&
           strcmp(p->deadline, date_print(date_add_days(clock_today(), SOON_DAYS), until)) <= 0;
}

static const struct paper_column problem_columns[] = {{"序号", 12}, {"问题", 58}, {"来源", 34}, {"整改期限", 28}, {"目前状态", 24}};
static const struct paper_column slip_columns[] = {{"序号", 12}, {"问题", 50}, {"整改情况和佐证（文号）", 66}, {"完成或预计完成时间", 28}};

static const char *source_title(const struct paper_facts *facts, const struct paper_problem *p)
{
    return names_title(facts->arena, &source_entity, record_int(p->record, PROBLEM_SOURCE));
}

/* "超期12天", "还有3天". */
static const char *state_words(struct arena *arena, const struct paper_problem *p)
{
    struct date day;
    if (date_parse(p->deadline, &day) != DONE)
        return p->state;
    int left = date_days(day) - date_days(clock_today());
    return left < 0 ? arena_printf(arena, "%s，超期%d天", p->state, -left) : arena_printf(arena, "%s，还有%d天", p->state, left);
}

static void table_compose(const struct paper_facts *facts, struct composition *c, const struct letter *letter, const char *unit)
{
    int number = 0;
    compose_table(c, problem_columns, ARRAY_SIZE(problem_columns));
    for (size_t i = 0; i < facts->problem_count; i++) {
        const struct paper_problem *p = &facts->problems[i];
        if (strcmp(p->unit, unit) || !letter->concerns(p))
            continue;
        const char *cells[] = {arena_printf(c->arena, "%d", ++number), p->symptom, source_title(facts, p),
                               compose_value(c, p->deadline, "整改期限"), state_words(c->arena, p)};
        compose_row(c, cells, ARRAY_SIZE(cells));
    }
    compose_table_end(c);
}

/* The slip names each problem again, so that it is filled in and sent back without a table being made. */
static void slip_compose(const struct paper_facts *facts, struct composition *c, const struct letter *letter, const char *unit)
{
    int number = 0;
    compose_page(c);
    compose(c, PAPER_TITLE, "%s回执", letter->name);
    compose(c, PAPER_PLAIN, "%s：", compose_value(c, facts->sender, "发函单位"));
    compose(c, PAPER_BODY, "%s收悉。有关问题的整改情况如下：", letter->name);
    compose_table(c, slip_columns, ARRAY_SIZE(slip_columns));
    for (size_t i = 0; i < facts->problem_count; i++) {
        const struct paper_problem *p = &facts->problems[i];
        if (strcmp(p->unit, unit) || !letter->concerns(p))
            continue;
        const char *cells[] = {arena_printf(c->arena, "%d", ++number), p->symptom, "", ""};
        compose_row(c, cells, ARRAY_SIZE(cells));
    }
    compose_table_end(c);
    compose(c, PAPER_BODY, "填报人：　　　　　　联系电话：");
    compose(c, PAPER_RIGHT, "主要负责人（签字）：　　　　　　");
    compose(c, PAPER_RIGHT, "%s（盖章）", unit);
    compose(c, PAPER_RIGHT, "年　　月　　日");
}

static int unit_count(const struct paper_facts *facts, const struct letter *letter, const char *unit)
{
    int n = 0;
    for (size_t i = 0; i < facts->problem_count; i++)
        n += !strcmp(facts->problems[i].unit, unit) && letter->concerns(&facts->problems[i]);
    return n;
}

static void letter_compose(const struct paper_facts *facts, struct composition *c, const struct letter *letter, const char *unit, bool first)
{
    const char *title = arena_printf(c->arena, "%s%s", facts->sender, letter->name);
    if (first) {
        composition_start(c, facts->arena, title);
    } else {
        compose_page(c);
        compose(c, PAPER_TITLE, "%s", title);
    }
    compose(c, PAPER_RIGHT, "%s", compose_value(c, "", "文号"));
    compose(c, PAPER_PLAIN, "%s：", unit);
    compose(c, PAPER_BODY, "经核对整改台账，截至%s，你单位有以下%d个问题%s：", facts->today, unit_count(facts, letter, unit),
            letter->finding);
    table_compose(facts, c, letter, unit);
    compose(c, PAPER_BODY, "%s，并于%s前将回执报送我们。", letter->ask, compose_value(c, "", "报送日期"));
    compose(c, PAPER_BODY, "联系人：%s；联系电话：%s。", compose_value(c, "", "联系人"), compose_value(c, "", "联系电话"));
    compose_signature(c, facts->sender);
    slip_compose(facts, c, letter, unit);
}

/* Has this unit had its letter?  Only problems before `at` are looked at. */
static bool unit_seen(const struct paper_facts *facts, const struct letter *letter, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (letter->concerns(&facts->problems[i]) && !strcmp(facts->problems[i].unit, facts->problems[at].unit))
            return true;
    return false;
}

static int letters_compose(const struct paper_facts *facts, struct composition *c, const struct letter *letter)
{
    bool first = true;
    for (size_t i = 0; i < facts->problem_count; i++) {
        if (!letter->concerns(&facts->problems[i]) || unit_seen(facts, letter, i))
            continue;
        letter_compose(facts, c, letter, facts->problems[i].unit, first);
        first = false;
    }
    return first ? fail(INVALID, "%s", letter->none) : DONE;
}

int compose_urge(const struct paper_facts *facts, struct composition *c)
{
    static const struct letter letter = {
        "督办函", "已超过整改期限，尚未申请销号", "请主要负责人牵头，逐条查明原因、抓紧整改；确有困难的，说明理由按程序报批延期",
        "这里没有超期的问题，不用发督办函", is_late,
    };
    return letters_compose(facts, c, &letter);
}

int compose_remind(const struct paper_facts *facts, struct composition *c)
{
    static const struct letter letter = {
        "提示函", "将在二十天内到期", "请对照整改措施核对进度，按期完成；预计不能按期完成的，到期前说明理由按程序报批延期",
        "这里没有二十天内到期的问题，不用发提示函", is_soon,
    };
    return letters_compose(facts, c, &letter);
}
