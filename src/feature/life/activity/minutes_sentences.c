/* What sentences say of a meeting where no label does. */
#include <string.h>

#include "feature/life/activity/minutes_part.h"

static bool starts_any(const char *at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text_starts(at, words[i]))
            return true;
    return false;
}

/* What may stand between two kinds that one meeting is: 暨, 和, （含, ，书记讲. */
static bool joins(const char *from, const char *to)
{
    static const char *const words[] = {"暨", "和", "及", "与", "并", "兼", "含", "套开", "同时", "结合", "、", "(", "“", "”", ")", "+", "/", " ", "活动", "会议", "会", "开展",
                                        "召开", "进行", "一并", "合并", "专题", "年度", ",", "的"};
    for (const char *at = from; at < to;) {
        size_t bytes = 0;
        for (size_t i = 0; i < ARRAY_SIZE(words) && !bytes; i++)
            bytes = text_starts(at, words[i]) ? strlen(words[i]) : 0;
        if (!bytes)
            return false;
        at += bytes;
    }
    return true;
}

static void kind_add(struct minutes_found *m, enum activity_kind kind)
{
    if (kind == m->kind || kind == m->also || kind == m->also_too)
        return;
    if (m->kind == ACTIVITY_KIND__COUNT)
        m->kind = kind;
    else if (m->also == ACTIVITY_KIND__COUNT)
        m->also = kind;
    else if (m->also_too == ACTIVITY_KIND__COUNT)
        m->also_too = kind;
}

/* The first kind that is named, and those that are joined to it. */
void part_kinds(struct part *f, const char *from, const char *to)
{
    const char *behind = NULL;
    if (f->found->kind != ACTIVITY_KIND__COUNT)
        return;
    for (const char *at = from; at < to;) {
        size_t bytes;
        enum activity_kind kind = minutes_kind_at(at, &bytes);
        if (kind == ACTIVITY_KIND__COUNT) {
            utf8_next(&at);
            continue;
        }
        if (behind && !joins(behind, at))
            return;
        kind_add(f->found, kind);
        at += bytes;
        behind = at;
    }
}

/* 书记讲党课, told of a meeting of another kind; not that one was spoken about. */
static void lecture_take(struct part *f)
{
    static const char *const gave[] = {"讲党课", "讲了党课", "上党课", "上了党课", "讲授党课", "讲专题党课", "上专题党课", "讲了一堂党课", "上了一堂党课", "讲了专题党课", "上了专题党课"};
    static const char *const about[] = {"研究", "部署", "安排", "讨论", "准备", "计划", "将", "拟", "轮流", "决定"};
    const char *clause = f->from;
    for (const char *at = f->from; at < f->to; utf8_next(&at)) {
        if (text_starts(at, "。") || strchr(",;\n", *at))
            clause = at;
        if (!starts_any(at, gave, ARRAY_SIZE(gave)))
            continue;
        bool spoken_about = false;
        for (const char *p = clause; p < at; utf8_next(&p))
            spoken_about |= starts_any(p, about, ARRAY_SIZE(about));
        if (!spoken_about && f->found->kind != ACTIVITY_KIND__COUNT)
            kind_add(f->found, ACTIVITY_LECTURE);
    }
}

/* --- sentences --- */

static const char *const away[] = {"请假", "缺席", "未参加", "未能参加", "没有参加", "未到会", "未出席"};

/* 张三、李四因公出差请假: in each clause the names before the word that says they were away, or in brackets behind it. */
static void away_take(struct part *f)
{
    const char *clause = f->from;
    for (const char *at = f->from; at < f->to; utf8_next(&at)) {
        if (text_starts(at, "。") || strchr(",;\n(:", *at)) {
            clause = at + (text_starts(at, "。") ? strlen("。") : 1);
            continue;
        }
        if (!starts_any(at, away, ARRAY_SIZE(away)))
            continue;
        size_t before = f->found->absentee_count;
        part_absentees_add(f, clause, at);
        const char *open = strchr(at, '('), *close = open ? strchr(open, ')') : NULL;
        if (f->found->absentee_count == before && close && close < f->to && open - at < 40)
            part_absentees_add(f, open + 1, close);       /* 请假2人(张三、李四) */
        clause = at;
    }
}

/* 孟凡一主持会议, 由孟凡一同志主持 */
static void chair_take(struct part *f)
{
    const char *clause = f->from;
    for (const char *at = f->from; at < f->to && !*f->found->chair; utf8_next(&at)) {
        if (text_starts(at, "。") || strchr(",;\n", *at) || text_starts(at, "由") || text_starts(at, "书记"))
            clause = at + (strchr(",;\n", *at) ? 1 : text_starts(at, "书记") ? strlen("书记") : strlen("由"));
        if (text_starts(at, "主持") && at > clause && at - clause < 40)
            f->found->chair = part_name(f, clause, at);
    }
}

/* 在三楼会议室召开 */
static void place_take(struct part *f)
{
    static const char *const acts[] = {"召开", "举行", "开展", "组织", "进行", "上了", "讲了", "集中"};
    const char *in = NULL;
    for (const char *at = f->from; at < f->to && !*f->found->place && *at != ';' && !text_starts(at, "。"); utf8_next(&at)) {
        if (text_starts(at, "在"))
            in = at + strlen("在");
        else if (in && (*at == ',' || *at == '\n'))
            in = NULL;
        else if (in && at > in && starts_any(at, acts, ARRAY_SIZE(acts)))
            f->found->place = part_clean(f, in, at, PLACE_CHARACTERS);
    }
}

/* The end of a sentence before the clause that says who was away. */
static const char *without_away(const char *from, const char *to)
{
    const char *clause = NULL;
    for (const char *at = from; at < to; utf8_next(&at)) {
        clause = *at == ',' ? at : clause;
        if (clause && starts_any(at, away, ARRAY_SIZE(away)))
            return clause;
    }
    return to;
}

/* What a comma separates from the kind: 开展主题党日活动,到社区清理河道. */
static const char *behind_kind(const struct part *f)
{
    static const char *const between[] = {"活动", "会议", "一次", "会"};
    size_t bytes = 0;
    const char *at = f->from;
    while (at < f->to && minutes_kind_at(at, &bytes) == ACTIVITY_KIND__COUNT)
        utf8_next(&at);
    at += bytes;
    for (size_t i = 0; i < ARRAY_SIZE(between); i++)
        if (text_starts(at, between[i]))
            at += strlen(between[i]);
    return at < f->to && *at == ',' ? at + 1 : NULL;
}

/* Where no label says what it was about: from the word that says so to the sentence's end, else what stands behind the kind. */
static void topic_take(struct part *f, const char *day_end)
{
    static const char *const about[] = {"传达学习", "集中学习", "学习", "研究", "讨论", "审议", "通报", "传达", "听取", "围绕", "总结", "观看", "参观", "重温", "选举", "接收", "走访",
                                        "慰问", "表决", "开展“", "以“", "主题为", "对照"};
    const char *best = NULL;
    for (const char *at = day_end; at < f->to && !best; utf8_next(&at)) {
        if (starts_any(at, about, ARRAY_SIZE(about)))
            best = at;
        size_t bytes;
        if (!best && minutes_kind_at(at, &bytes) != ACTIVITY_KIND__COUNT)
            at += bytes - 1;             /* 中心组学习 is no learning of something */
    }
    if (!best)
        best = behind_kind(f);
    if (!best)
        return;
    f->found->topic = part_clean(f, best, without_away(best, part_value_end(f, best, true)), TOPIC_CHARACTERS);
}

/* 应到23实到21, 实到/应到:21/23; and who is expected where all came. */
static void counts_take(struct part *f)
{
    static const char *const all[] = {"全体到会", "全部到会", "全员到会", "全体参加", "全部参加", "无缺席", "无人缺席", "全部到齐"};
    struct minutes_found *m = f->found;
    for (const char *at = f->from; at < f->to; utf8_next(&at)) {
        const char *p = at;
        if (text_starts(at, "应到/实到:") || text_starts(at, "应到/实到 ")) {
            p += strlen("应到/实到:");
            m->expected = minutes_number(&p);
            m->present = *p == '/' ? (p++, minutes_number(&p)) : m->present;
        }
        if (starts_any(at, all, ARRAY_SIZE(all)) && m->expected >= 0 && m->present < 0)
            m->present = m->expected;
    }
}

/* 2025年度, said of a duty of the year before that is met early in the next. */
static void year_take(struct part *f)
{
    struct minutes_found *m = f->found;
    for (const char *at = f->from; at < f->to; utf8_next(&at)) {
        const char *p = at;
        int year = *at == '2' && (at == f->from || at[-1] < '0' || at[-1] > '9') ? minutes_number(&p) : -1;
        if (year == m->on.year - 1 && text_starts(p, "年度"))
            m->for_year = year;
    }
}

void part_sentences(struct part *f, const char *day_end)
{
    part_kinds(f, f->from, f->to);
    lecture_take(f);
    counts_take(f);
    year_take(f);
    if (!f->found->absentee_count)
        away_take(f);
    chair_take(f);
    place_take(f);
    if (!*f->found->topic)
        topic_take(f, day_end);
}
