/* What one meeting's part of the text says of it: by its labels where it has them, else by how such sentences are made. */
#include <string.h>

#include "feature/life/activity/minutes_part.h"

enum { ITEMS_MAX = 6 };
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

/* In the source's own signs, without the last one. */
const char *part_clean(const struct part *f, const char *from, const char *to, size_t characters)
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
const char *part_value_end(const struct part *f, const char *at, bool sentence)
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
const char *part_name(const struct part *f, const char *at, const char *end)
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
static const char *items_take(const struct part *f, const char *at)
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
        buffer_addf(&out, "%s%s", out.n ? "；" : "", part_clean(f, line, end, TOPIC_CHARACTERS));
        if (!numbered)
            break;
        at = end;
    }
    return arena_strndup(f->arena, out.p, (size_t)(utf8_at(out.p, TOPIC_CHARACTERS) - out.p));
}

/* Behind those that were found before. */
void part_absentees_add(struct part *f, const char *at, const char *end)
{
    struct absentee *names;
    struct minutes_found *m = f->found;
    size_t n = absentees_read(f->arena, arena_strndup(f->arena, at, (size_t)(end - at)), f->known, &names), cap = m->absentee_count;
    for (size_t i = 0; i < n && m->absentee_count < ABSENTEES_MAX; i++)
        *arena_push(f->arena, &m->absentees, &m->absentee_count, &cap) = names[i];
}

static void label_take(struct part *f, enum minutes_label label, const char *at)
{
    struct minutes_found *m = f->found;
    const char *end = part_value_end(f, at, label != LABEL_TOPIC);
    switch (label) {
    case LABEL_KIND:
        part_kinds(f, at, end);
        f->name = *f->name ? f->name : part_clean(f, at, end, TOPIC_CHARACTERS);
        break;
    case LABEL_PLACE:
        if (!*m->place)
            m->place = part_clean(f, at, end, PLACE_CHARACTERS);
        break;
    case LABEL_CHAIR:
        if (!*m->chair)
            m->chair = part_name(f, at, end);
        break;
    case LABEL_RECORDER:
        if (!*m->recorder)
            m->recorder = part_name(f, at, end);
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
            part_absentees_add(f, at, end);
        break;
    case LABEL_TOPIC:
        if (!*m->topic)
            m->topic = blanks(at) < end ? part_clean(f, at, end, TOPIC_CHARACTERS) : items_take(f, at);
        break;
    default:
        break;
    }
}

static void labels_take(struct part *f)
{
    for (const char *at = f->from; at < f->to; utf8_next(&at)) {
        enum minutes_label label;
        const char *value = at_joint(f->from, at) ? label_at(at, &label) : NULL;
        if (value)
            label_take(f, label, value);
    }
}

static const char *first_line(const struct part *f)
{
    const char *end = f->from;
    while (end < f->to && *end != '\n')
        end++;
    return part_clean(f, f->from, end, TOPIC_CHARACTERS);
}

void minutes_fields(struct arena *arena, const struct minutes_text *text, const struct minutes_part *part, const struct known_names *known,
                    struct minutes_found *ret)
{
    *ret = (struct minutes_found){.kind = ACTIVITY_KIND__COUNT, .also = ACTIVITY_KIND__COUNT, .also_too = ACTIVITY_KIND__COUNT, .on = part->on,
                                  .expected = -1, .present = -1, .topic = "", .place = "", .chair = "", .recorder = ""};
    struct part f = {arena, text, text->t + part->from, text->t + part->to, known, ret, ""};
    ret->from = text->origin[part->from];
    ret->to = text->origin[part->to];
    ret->words = text_trim(arena, arena_strndup(arena, text->source + ret->from, ret->to - ret->from));
    labels_take(&f);
    part_sentences(&f, text->t + part->day_end);
    if (!*ret->topic)
        ret->topic = *f.name ? f.name : first_line(&f);
}
