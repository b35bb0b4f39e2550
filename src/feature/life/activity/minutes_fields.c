/* What one meeting's part of the text says of it: by its labels where it has them, else by how such sentences are made. */
#include <string.h>

#include "feature/life/activity/minutes.h"

enum { TOPIC_CHARACTERS = 100, PLACE_CHARACTERS = 30, ITEMS_MAX = 6 };
enum minutes_label { LABEL_KIND, LABEL_PLACE, LABEL_CHAIR, LABEL_RECORDER, LABEL_EXPECTED, LABEL_PRESENT, LABEL_ABSENT, LABEL_TOPIC, LABEL_OTHER };

/* The longer before what it begins with; OTHER only ends the value before it. */
static const struct { const char *word; enum minutes_label label; } labels[] = {
    {"会议名称", LABEL_KIND}, {"会议类型", LABEL_KIND}, {"会议类别", LABEL_KIND}, {"活动名称", LABEL_KIND}, {"活动类型", LABEL_KIND}, {"活动类别", LABEL_KIND},
    {"活动形式", LABEL_KIND}, {"名称", LABEL_KIND}, {"类型", LABEL_KIND}, {"类别", LABEL_KIND}, {"会议地点", LABEL_PLACE}, {"活动地点", LABEL_PLACE},
    {"地点", LABEL_PLACE}, {"主持人", LABEL_CHAIR}, {"会议主持", LABEL_CHAIR}, {"主持", LABEL_CHAIR}, {"记录人员", LABEL_RECORDER}, {"记录人", LABEL_RECORDER},
    {"记录员", LABEL_RECORDER}, {"会议记录", LABEL_RECORDER}, {"记录", LABEL_RECORDER}, {"应到人数", LABEL_EXPECTED}, {"应到会人数", LABEL_EXPECTED},
    {"应到党员", LABEL_EXPECTED}, {"应到会", LABEL_EXPECTED}, {"应参加", LABEL_EXPECTED}, {"应出席", LABEL_EXPECTED}, {"应到", LABEL_EXPECTED},
    {"实到人数", LABEL_PRESENT}, {"实到会人数", LABEL_PRESENT}, {"实到党员", LABEL_PRESENT}, {"实到会", LABEL_PRESENT}, {"实际到会", LABEL_PRESENT},
    {"实参加", LABEL_PRESENT}, {"实出席", LABEL_PRESENT}, {"实到", LABEL_PRESENT}, {"缺席人员及原因", LABEL_ABSENT}, {"缺席人员", LABEL_ABSENT},
    {"缺席名单", LABEL_ABSENT}, {"缺席党员", LABEL_ABSENT}, {"缺席情况", LABEL_ABSENT}, {"缺席及原因", LABEL_ABSENT}, {"缺席", LABEL_ABSENT},
    {"请假人员", LABEL_ABSENT}, {"请假党员", LABEL_ABSENT}, {"请假", LABEL_ABSENT}, {"未到人员", LABEL_ABSENT}, {"未到", LABEL_ABSENT},
    {"会议议题", LABEL_TOPIC}, {"会议主题", LABEL_TOPIC}, {"活动主题", LABEL_TOPIC}, {"会议内容", LABEL_TOPIC}, {"活动内容", LABEL_TOPIC},
    {"主要内容", LABEL_TOPIC}, {"学习内容", LABEL_TOPIC}, {"会议议程", LABEL_TOPIC}, {"党课题目", LABEL_TOPIC}, {"议题", LABEL_TOPIC}, {"议程", LABEL_TOPIC},
    {"主题", LABEL_TOPIC}, {"题目", LABEL_TOPIC}, {"内容", LABEL_TOPIC}, {"会议时间", LABEL_OTHER}, {"活动时间", LABEL_OTHER}, {"时间", LABEL_OTHER},
    {"日期", LABEL_OTHER}, {"参加人员", LABEL_OTHER}, {"参会人员", LABEL_OTHER}, {"出席人员", LABEL_OTHER}, {"出席", LABEL_OTHER}, {"列席", LABEL_OTHER},
    {"列席人员", LABEL_OTHER}, {"主讲人", LABEL_OTHER}, {"发言", LABEL_OTHER}, {"发言情况", LABEL_OTHER}, {"决议", LABEL_OTHER}, {"表决", LABEL_OTHER},
    {"会议决定", LABEL_OTHER}, {"参加范围", LABEL_OTHER},
};

static bool starts_any(const char *at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text_starts(at, words[i]))
            return true;
    return false;
}

static const char *blanks(const char *at)
{
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}

/* 23人, 党员23名; -1 where there is no number. */
static int count_take(const char *at)
{
    const char *p = blanks(at);
    if (text_starts(p, "党员") || text_starts(p, "委员"))
        p = blanks(p + strlen("党员"));
    return minutes_number(&p);
}

/* A label's words and its colon; a number directly behind it does for a colon (应到23人), and names do (缺席张三).  NULL: none
 * begins here. */
static const char *label_at(const char *at, enum minutes_label *ret)
{
    for (size_t i = 0; i < ARRAY_SIZE(labels); i++) {
        if (!text_starts(at, labels[i].word))
            continue;
        const char *p = at + strlen(labels[i].word);
        bool count = labels[i].label >= LABEL_EXPECTED && labels[i].label <= LABEL_ABSENT;
        if (*p == '(' && labels[i].label != LABEL_ABSENT) {      /* 记录(整理): */
            const char *close = strchr(p, ')');
            p = close && close - p < 30 ? close + 1 : p;
        }
        p = blanks(p);
        if (*p != ':' && !(count && count_take(p) >= 0) && labels[i].label != LABEL_ABSENT)
            continue;
        *ret = labels[i].label;
        return *p == ':' ? blanks(p + 1) : p;
    }
    return NULL;
}

/* May a label begin here: at a line's head, behind a sign or a blank?  应到 and 实到 mean nothing else anywhere. */
static bool at_joint(const char *from, const char *at)
{
    static const char *const signs[] = {"。", "、"};
    if (at == from || text_starts(at, "应到") || text_starts(at, "实到") || strchr(" \t\n,;:().", at[-1]))
        return true;
    for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
        if (at - from >= (int)strlen(signs[i]) && !memcmp(at - strlen(signs[i]), signs[i], strlen(signs[i])))
            return true;
    return false;
}

/* --- one part --- */

struct fields {
    struct arena *arena;
    const struct minutes_text *text;
    const char *from, *to;               /* of the folded text */
    const struct known_names *known;
    struct minutes_found *found;
    const char *name;                    /* of the meeting, where a label gives it */
};

/* In the source's own signs, without the last one. */
static const char *clean(const struct fields *f, const char *from, const char *to, size_t characters)
{
    static const char *const ends[] = {"。", "，", ",", "；", ";", "、", "：", ":", "."};
    struct arena *arena = f->arena;
    char *text = minutes_words(arena, f->text, from, to);
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
        if (text_ends(text, ends[i]) && strlen(text) > strlen(ends[i]))
            text = arena_strndup(arena, text, strlen(text) - strlen(ends[i]));
    return arena_strndup(arena, text, (size_t)(utf8_at(text, characters) - text));
}

/* The end of a label's value: the next label, or the line's end; `sentence`: or the sentence's. */
static const char *value_end(const struct fields *f, const char *at, bool sentence)
{
    enum minutes_label label;
    const char *from = at;
    while (at < f->to && *at != '\n') {
        if (at > from && at_joint(f->from, at) && label_at(at, &label))
            break;
        if (sentence && (text_starts(at, "。") || *at == ';'))
            break;
        utf8_next(&at);
    }
    return at;
}

/* A name behind its bearer's title: of a known person, else Han characters up to a sign. */
static const char *name_take(const struct fields *f, const char *at, const char *end)
{
    static const char *const titles[] = {"会议", "支部", "党支部", "党小组", "书记", "副书记", "组长", "委员", "同志", "由", "组织", "宣传", "纪检"};
    struct absentee *names;
    for (size_t i = 0; i < ARRAY_SIZE(titles) && at < end; i++)
        if (text_starts(at, titles[i])) {
            at += strlen(titles[i]);
            i = (size_t)-1;
        }
    size_t n = absentees_read(f->arena, arena_strndup(f->arena, at, (size_t)(end - at)), f->known, &names);
    return n ? names[0].name : "";
}

/* 1. 通报…  2. 讨论…: the lines below a label that has nothing behind it. */
static const char *items_take(const struct fields *f, const char *at)
{
    struct buffer out = buffer_in(f->arena);
    enum minutes_label label;
    buffer_adds(&out, "");
    for (int i = 0; i < ITEMS_MAX && at < f->to; i++) {
        const char *line = blanks(*at == '\n' ? at + 1 : at), *end = line;
        while (end < f->to && *end != '\n')
            end++;
        const char *p = line + (*line == '(');
        bool numbered = minutes_number(&p) >= 0 && (text_starts(p, "、") || strchr(".):,", *p));
        if (line == end || label_at(line, &label) || (i && !numbered))
            break;
        if (numbered)
            line = blanks(p + (text_starts(p, "、") ? strlen("、") : *p != 0));
        buffer_addf(&out, "%s%s", out.n ? "；" : "", clean(f, line, end, TOPIC_CHARACTERS));
        if (!numbered)
            break;
        at = end;
    }
    return arena_strndup(f->arena, out.p, (size_t)(utf8_at(out.p, TOPIC_CHARACTERS) - out.p));
}

/* Behind those that were found before. */
static void absentees_add(struct fields *f, const char *at, const char *end)
{
    struct absentee *names;
    struct minutes_found *m = f->found;
    size_t n = absentees_read(f->arena, arena_strndup(f->arena, at, (size_t)(end - at)), f->known, &names), cap = m->absentee_count;
    for (size_t i = 0; i < n && m->absentee_count < ABSENTEES_MAX; i++)
        *arena_push(f->arena, &m->absentees, &m->absentee_count, &cap) = names[i];
}

static void kinds_take(struct fields *f, const char *from, const char *to);

static void label_take(struct fields *f, enum minutes_label label, const char *at)
{
    struct minutes_found *m = f->found;
    const char *end = value_end(f, at, label != LABEL_TOPIC);
    switch (label) {
    case LABEL_KIND:
        kinds_take(f, at, end);
        f->name = *f->name ? f->name : clean(f, at, end, TOPIC_CHARACTERS);
        break;
    case LABEL_PLACE:
        if (!*m->place)
            m->place = clean(f, at, end, PLACE_CHARACTERS);
        break;
    case LABEL_CHAIR:
        if (!*m->chair)
            m->chair = name_take(f, at, end);
        break;
    case LABEL_RECORDER:
        if (!*m->recorder)
            m->recorder = name_take(f, at, end);
        break;
    case LABEL_EXPECTED:
    case LABEL_PRESENT: {
        int *count = label == LABEL_EXPECTED ? &m->expected : &m->present;
        if (*count < 0)
            *count = count_take(at);
        break;
    }
    case LABEL_ABSENT:
        if (!m->absentee_count)
            absentees_add(f, at, end);
        break;
    case LABEL_TOPIC:
        if (!*m->topic)
            m->topic = blanks(at) < end ? clean(f, at, end, TOPIC_CHARACTERS) : items_take(f, at);
        break;
    default:
        break;
    }
}

static void labels_take(struct fields *f)
{
    for (const char *at = f->from; at < f->to; utf8_next(&at)) {
        enum minutes_label label;
        const char *value = at_joint(f->from, at) ? label_at(at, &label) : NULL;
        if (value)
            label_take(f, label, value);
    }
}

/* --- kinds --- */

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
static void kinds_take(struct fields *f, const char *from, const char *to)
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
static void lecture_take(struct fields *f)
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
static void away_take(struct fields *f)
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
        absentees_add(f, clause, at);
        const char *open = strchr(at, '('), *close = open ? strchr(open, ')') : NULL;
        if (f->found->absentee_count == before && close && close < f->to && open - at < 40)
            absentees_add(f, open + 1, close);       /* 请假2人(张三、李四) */
        clause = at;
    }
}

/* 孟凡一主持会议, 由孟凡一同志主持 */
static void chair_take(struct fields *f)
{
    const char *clause = f->from;
    for (const char *at = f->from; at < f->to && !*f->found->chair; utf8_next(&at)) {
        if (text_starts(at, "。") || strchr(",;\n", *at) || text_starts(at, "由") || text_starts(at, "书记"))
            clause = at + (strchr(",;\n", *at) ? 1 : text_starts(at, "书记") ? strlen("书记") : strlen("由"));
        if (text_starts(at, "主持") && at > clause && at - clause < 40)
            f->found->chair = name_take(f, clause, at);
    }
}

/* 在三楼会议室召开 */
static void place_take(struct fields *f)
{
    static const char *const acts[] = {"召开", "举行", "开展", "组织", "进行", "上了", "讲了", "集中"};
    const char *in = NULL;
    for (const char *at = f->from; at < f->to && !*f->found->place && *at != ';' && !text_starts(at, "。"); utf8_next(&at)) {
        if (text_starts(at, "在"))
            in = at + strlen("在");
        else if (in && (*at == ',' || *at == '\n'))
            in = NULL;
        else if (in && at > in && starts_any(at, acts, ARRAY_SIZE(acts)))
            f->found->place = clean(f, in, at, PLACE_CHARACTERS);
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
static const char *behind_kind(const struct fields *f)
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
static void topic_take(struct fields *f, const char *day_end)
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
    f->found->topic = clean(f, best, without_away(best, value_end(f, best, true)), TOPIC_CHARACTERS);
}

static const char *first_line(const struct fields *f)
{
    const char *end = f->from;
    while (end < f->to && *end != '\n')
        end++;
    return clean(f, f->from, end, TOPIC_CHARACTERS);
}

/* 应到23实到21, 实到/应到:21/23; and who is expected where all came. */
static void counts_take(struct fields *f)
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
static void year_take(struct fields *f)
{
    struct minutes_found *m = f->found;
    for (const char *at = f->from; at < f->to; utf8_next(&at)) {
        const char *p = at;
        int year = *at == '2' && (at == f->from || at[-1] < '0' || at[-1] > '9') ? minutes_number(&p) : -1;
        if (year == m->on.year - 1 && text_starts(p, "年度"))
            m->for_year = year;
    }
}

void minutes_fields(struct arena *arena, const struct minutes_text *text, const struct minutes_part *part, const struct known_names *known,
                    struct minutes_found *ret)
{
    *ret = (struct minutes_found){.kind = ACTIVITY_KIND__COUNT, .also = ACTIVITY_KIND__COUNT, .also_too = ACTIVITY_KIND__COUNT, .on = part->on,
                                  .expected = -1, .present = -1, .topic = "", .place = "", .chair = "", .recorder = ""};
    struct fields f = {arena, text, text->t + part->from, text->t + part->to, known, ret, ""};
    ret->from = text->origin[part->from];
    ret->to = text->origin[part->to];
    ret->words = text_trim(arena, arena_strndup(arena, text->source + ret->from, ret->to - ret->from));
    labels_take(&f);
    kinds_take(&f, f.from, f.to);
    lecture_take(&f);
    counts_take(&f);
    year_take(&f);
    if (!ret->absentee_count)
        away_take(&f);
    chair_take(&f);
    place_take(&f);
    if (!*ret->topic)
        topic_take(&f, text->t + part->day_end);
    if (!*ret->topic)
        ret->topic = *f.name ? f.name : first_line(&f);
}
