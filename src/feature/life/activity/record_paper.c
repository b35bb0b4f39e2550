/* 支部工作记录: an activity, or a unit's whole year, as the page that goes into the binder.  Its elements are those of rule L-15. */
#include <string.h>

#include "document/document.h"
#include "feature/life/activity/record_paper.h"

enum { RECORDS_MAX = 400, ABSENT_MAX = 200 };

static const char *shown(struct arena *arena, const struct record *record, int field)
{
    return value_print(arena, &record->entity->fields[field], &record->values[field]);
}

static const char *kinds_words(struct arena *arena, const struct record *activity)
{
    static const int fields[] = {ACTIVITY_KIND, ACTIVITY_ALSO, ACTIVITY_ALSO_TOO};
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "");
    for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
        if (*record_text(activity, fields[i]))
            buffer_addf(&out, "%s%s", out.n ? "、" : "", shown(arena, activity, fields[i]));
    return out.p;
}

static const char *day_words(struct arena *arena, const char *text)
{
    static const char *const weekdays[] = {"", "一", "二", "三", "四", "五", "六", "日"};
    struct date day;
    return date_parse(text, &day) == DONE ? arena_printf(arena, "%s（星期%s）", date_words(arena, text), weekdays[date_weekday(day)]) : "";
}

/* 应到 23 人，实到 21 人; where nobody said how many, that is to be filled in. */
static const char *counts_words(struct composition *c, const struct record *activity)
{
    bool known = activity->values[ACTIVITY_EXPECTED].set;
    return known ? arena_printf(c->arena, "应到 %lld 人，实到 %lld 人", (long long)record_int(activity, ACTIVITY_EXPECTED),
                                (long long)record_int(activity, ACTIVITY_PRESENT))
                 : arena_printf(c->arena, "应到%s人，实到%s人", compose_value(c, "", "应到人数"), compose_value(c, "", "实到人数"));
}

/* 张三（出差）、李四 of a field of people and the text with their reasons. */
static const char *people_words(struct arena *arena, const struct record *activity, int people, int reasons)
{
    const struct field_value *value = &activity->values[people];
    const char *names[ABSENT_MAX];
    struct buffer out = buffer_in(arena);
    int n = value->set && value->n < ABSENT_MAX ? value->n : value->set ? ABSENT_MAX : 0;
    for (int i = 0; i < n; i++)
        names[i] = names_title(arena, &person_entity, value->ids[i]);
    buffer_adds(&out, "");
    for (int i = 0; i < n; i++) {
        const char *reason = absence_reason(arena, record_text(activity, reasons), names[i], &(struct known_names){names, (size_t)n});
        buffer_addf(&out, "%s%s", i ? "、" : "", names[i]);
        if (*reason)
            buffer_addf(&out, "（%s）", reason);
    }
    return out.p;
}

static void facts_compose(struct composition *c, const struct record *activity)
{
    static const struct paper_column columns[] = {{"项目", 34}, {"内容", 122}};
    const char *absent = people_words(c->arena, activity, ACTIVITY_ABSENT, ACTIVITY_ABSENCE);
    const struct { const char *name, *value; } rows[] = {
        {"活动", kinds_words(c->arena, activity)},
        {"时间", day_words(c->arena, record_text(activity, ACTIVITY_HELD_ON))},
        {"地点", compose_value(c, record_text(activity, ACTIVITY_PLACE), "地点")},
        {"主持", compose_value(c, shown(c->arena, activity, ACTIVITY_CHAIR), "主持人")},
        {"记录", compose_value(c, shown(c->arena, activity, ACTIVITY_RECORDER), "记录人")},
        {"应到、实到", counts_words(c, activity)},
        {"缺席（原因）", *absent ? absent : "无"},
        {"不计入应到", record_int(activity, ACTIVITY_EXCLUDED) ? excluded_words(c->arena, activity) : "无"},
        {"议题", record_text(activity, ACTIVITY_TOPIC)},
    };
    compose_table(c, columns, ARRAY_SIZE(columns));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        compose_row(c, (const char *const[]){rows[i].name, rows[i].value}, 2);
    compose_table_end(c);
}

const char *excluded_words(struct arena *arena, const struct record *activity)
{
    const char *ground = record_text(activity, ACTIVITY_GROUND);
    if (activity->values[ACTIVITY_OUTSIDE].set && activity->values[ACTIVITY_OUTSIDE].n)
        return people_words(arena, activity, ACTIVITY_OUTSIDE, ACTIVITY_GROUND);
    return arena_printf(arena, "%lld 人%s%s", (long long)record_int(activity, ACTIVITY_EXCLUDED), *ground ? "：" : "", ground);
}

/* Each line of what was written down is a paragraph. */
static void minutes_compose(struct composition *c, const struct record *activity)
{
    compose(c, PAPER_HEADING_1, "一、发言和讨论");
    const char *at = record_text(activity, ACTIVITY_MINUTES);
    if (!*at)
        compose(c, PAPER_BODY, "%s", compose_value(c, "", "发言和讨论"));
    while (*at) {
        size_t n = strcspn(at, "\n");
        const char *line = text_trim(c->arena, arena_strndup(c->arena, at, n));
        if (*line)
            compose(c, PAPER_BODY, "%s", line);
        at += n + (at[n] != '\0');
    }
}

static int decisions_compose(struct db *db, const struct record *activity, struct composition *c)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int number = 0, step;
    compose(c, PAPER_HEADING_1, "二、决议");
    TRY(db_query(db, &s, "SELECT text, person, due_on, state FROM decision WHERE activity = ?1 ORDER BY position, id", value_int(activity->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        const char *who = statement_is_null(s, 1) ? "" : names_title(c->arena, &person_entity, statement_int(s, 1));
        const char *when = statement_is_null(s, 2) ? "" : date_words(c->arena, statement_text(s, 2));
        compose(c, PAPER_BODY, "（%s）%s。%s%s%s%s%s%s", number_words(c->arena, ++number), compose_clause(c, statement_text(s, 0), "决议"),
                *who ? "责任人：" : "", who, *who ? "。" : "", *when ? "完成时限：" : "", when, *when ? "。" : "");
    }
    if (!number)
        compose(c, PAPER_BODY, "没有形成决议。");
    return step;
}

static int ballots_compose(struct db *db, const struct record *activity, struct composition *c)
{
    static const struct paper_column columns[] = {{"表决事项", 56}, {"应到", 15}, {"实到", 15}, {"赞成", 15}, {"反对", 15}, {"弃权", 15}, {"结果", 25}};
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int n = 0, step;
    compose(c, PAPER_HEADING_1, "三、表决");
    TRY(db_query(db, &s, "SELECT id FROM ballot WHERE activity = ?1 ORDER BY position, id", value_int(activity->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        static const int fields[] = {BALLOT_MOTION, BALLOT_ENTITLED, BALLOT_PRESENT, BALLOT_YES, BALLOT_NO, BALLOT_ABSTAIN, BALLOT_RESULT};
        const char *cells[ARRAY_SIZE(fields)];
        struct record *ballot;
        TRY(record_read(c->arena, db, &ballot_entity, statement_int(s, 0), &ballot));
        for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
            cells[i] = ballot->values[fields[i]].set ? shown(c->arena, ballot, fields[i]) : "0";
        if (!n++)
            compose_table(c, columns, ARRAY_SIZE(columns));
        compose_row(c, cells, ARRAY_SIZE(cells));
    }
    if (n)
        compose_table_end(c);
    else
        compose(c, PAPER_BODY, "没有表决事项。");
    return step;
}

static int body_compose(struct db *db, const struct record *activity, struct composition *c)
{
    int64_t late = record_int(activity, ACTIVITY_LATE_DAYS);
    facts_compose(c, activity);
    minutes_compose(c, activity);
    TRY(decisions_compose(db, activity, c));
    TRY(ballots_compose(db, activity, c));
    compose(c, PAPER_RIGHT, "主持人签字：　　　　　　记录人签字：　　　　　　");
    if (late)
        compose(c, PAPER_NOTE, "补录：活动之后 %lld 天录入", (long long)late);
    return DONE;
}

int record_compose(struct arena *arena, struct db *db, const struct record *activity, struct composition *c)
{
    *c = (struct composition){.arena = arena};
    composition_start(c, arena, arena_printf(arena, "%s工作记录", names_title(arena, &unit_entity, record_int(activity, ACTIVITY_HELD_BY))));
    return body_compose(db, activity, c);
}

/* What the year held, on one page before the records. */
static void contents_compose(struct composition *c, struct record *const *activities, size_t n)
{
    static const struct paper_column columns[] = {{"日期", 28}, {"活动", 40}, {"议题", 58}, {"应到", 15}, {"实到", 15}};
    compose_table(c, columns, ARRAY_SIZE(columns));
    for (size_t i = 0; i < n; i++) {
        const struct record *a = activities[i];
        const char *day = date_words(c->arena, record_text(a, ACTIVITY_HELD_ON)), *year = strstr(day, "年");
        compose_row(c, (const char *const[]){year ? year + strlen("年") : day, kinds_words(c->arena, a), record_text(a, ACTIVITY_TOPIC),
                                             shown(c->arena, a, ACTIVITY_EXPECTED), shown(c->arena, a, ACTIVITY_PRESENT)}, ARRAY_SIZE(columns));
    }
    compose_table_end(c);
}

int records_compose(struct arena *arena, struct db *db, int64_t unit, int year, const int64_t *ids, size_t n, struct composition *c)
{
    struct record **activities = arena_array(arena, struct record *, n + 1);
    *c = (struct composition){.arena = arena};
    if (!n)
        return fail(NOT_FOUND, "%d 年还没有活动记录", year);
    if (n > RECORDS_MAX)
        return fail(INVALID, "活动太多（%zu 次），请按年度和党组织分开导出", n);
    composition_start(c, arena, arena_printf(arena, "%s%d年工作记录", names_title(arena, &unit_entity, unit), year));
    for (size_t i = 0; i < n; i++)
        TRY(record_read(arena, db, &activity_entity, ids[i], &activities[i]));
    contents_compose(c, activities, n);
    for (size_t i = 0; i < n; i++) {
        compose_page(c);
        compose(c, PAPER_TITLE, "%s记录", kinds_words(arena, activities[i]));
        TRY(body_compose(db, activities[i], c));
    }
    return DONE;
}
