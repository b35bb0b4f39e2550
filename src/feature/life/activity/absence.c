/* Who was not there and why, as people write it. */
#include <string.h>

#include "feature/life/activity/minutes.h"

enum { NAME_MIN = 2, NAME_MAX = 4, NAME_DOTTED_MAX = 15, REASON_MAX = 40 };

/* What stands directly behind a name and says why. */
static const char *const reason_words[] = {
    "因", "均", "都", "公差", "出差", "病假", "事假", "产假", "休假", "年假", "公休", "请假", "外出", "生病", "住院", "值班", "培训", "学习", "在外",
    "探亲", "下乡", "驻村", "挂职", "借调",
};
static const char *const alike[] = {"均", "都"};
static const char *const nobody_words[] = {"无", "没有", "全员", "全体", "全部", "零人", "〇人", "不缺", "各位", "所有", "大家"};
static const char *const endings[] = {"请假", "缺席", "未参加", "未能参加", "没有参加", "未到会", "未到", "未出席"};

static bool starts_any(const char *at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text_starts(at, words[i]))
            return true;
    return false;
}

/* Bytes of the longest known name that begins here. */
static size_t known_at(const char *at, const struct known_names *known)
{
    size_t longest = 0;
    for (size_t i = 0; i < known->n; i++)
        if (strlen(known->items[i]) > longest && text_starts(at, known->items[i]))
            longest = strlen(known->items[i]);
    return longest;
}

/* 二人, 3名: how many they are. */
static bool count_at(const char *at)
{
    return minutes_number(&at) >= 0 && (text_starts(at, "人") || text_starts(at, "名"));
}

/* What ends a name: why he was away, a title, how many they are. */
static bool name_ends(const char *at)
{
    static const char *const behind[] = {"同志", "等", "和", "及"};
    return starts_any(at, reason_words, ARRAY_SIZE(reason_words)) || starts_any(at, behind, ARRAY_SIZE(behind)) || count_at(at);
}

/* Bytes of what looks like a name: Han characters up to a sign, a reason or 同志; 0 when they are too few or too many. */
static size_t shape_at(const char *at)
{
    const char *p = at;
    size_t n = 0;
    bool dotted = false;
    while (*p && !(n >= NAME_MIN && name_ends(p))) {
        const char *next = p;
        uint32_t c = utf8_next(&next);
        if (!utf8_is_han(c) && c != 0xB7 && c != 0x2022)
            break;
        dotted |= !utf8_is_han(c);
        p = next;
        n++;
    }
    return n < NAME_MIN || n > (dotted ? NAME_DOTTED_MAX : NAME_MAX) ? 0 : (size_t)(p - at);
}

struct reader {
    struct arena *arena;
    const struct known_names *known;
    struct absentee *items; size_t n, cap;
    size_t run;                          /* where the names began that nothing but 、 separates */
};

static const char *until_any(const char *at, const char *const *signs, size_t n)
{
    while (*at && !starts_any(at, signs, n))
        utf8_next(&at);
    return at;
}

/* Without what only says that he was away. */
static const char *reason_clean(struct arena *arena, const char *from, const char *to)
{
    char *text = text_trim(arena, arena_strndup(arena, from, (size_t)(to - from)));
    for (size_t i = 0; i < ARRAY_SIZE(endings); i++) {
        size_t all = strlen(text), n = strlen(endings[i]);
        if (all > n && text_ends(text, endings[i]))
            text = arena_strndup(arena, text, all - n);
    }
    for (size_t i = 0; i < ARRAY_SIZE(alike); i++)
        if (text_starts(text, alike[i]) && text[strlen(alike[i])])
            text += strlen(alike[i]);
    return arena_strndup(arena, text, (size_t)(utf8_at(text, REASON_MAX) - text));
}

/* Behind a name: (出差), :出差, 因出差, 出差.  What is no sign is said of all the names before it that stand with it. */
static const char *reason_take(struct reader *r, const char *at)
{
    static const char *const closed[] = {")", "）"}, *const opened[] = {"(", "（"}, *const ends[] = {"、", ",", "，", ";", "；", "。", "\n", "\t", "("};
    const char *end;
    bool of_all = false;
    if (starts_any(at, opened, ARRAY_SIZE(opened))) {
        at += *at == '(' ? 1 : strlen("（");
        end = until_any(at, closed, ARRAY_SIZE(closed));
        of_all = text_starts(at, "均") || text_starts(at, "都");
    } else {
        bool colon = *at == ':' || text_starts(at, "：");
        of_all = !colon;
        if (!colon && !starts_any(at, reason_words, ARRAY_SIZE(reason_words)))
            return at;
        at += !colon ? 0 : *at == ':' ? 1 : strlen("：");
        end = until_any(at, ends, ARRAY_SIZE(ends));
        for (const char *p = at; p < end; utf8_next(&p))
            if (p > at && known_at(p, r->known))
                end = p;
    }
    const char *reason = reason_clean(r->arena, at, end);
    for (size_t i = of_all ? r->run : r->n - 1; i < r->n; i++)
        if (!*r->items[i].reason)
            r->items[i].reason = reason;
    r->run = r->n;
    return starts_any(end, closed, ARRAY_SIZE(closed)) ? end + (*end == ')' ? 1 : strlen("）")) : end;
}

static bool named_already(const struct reader *r, const char *name)
{
    for (size_t i = 0; i < r->n; i++)
        if (!strcmp(r->items[i].name, name))
            return true;
    return false;
}

static const char *name_take(struct reader *r, const char *at, size_t bytes)
{
    const char *name = arena_strndup(r->arena, at, bytes);
    at += bytes;
    if (text_starts(at, "同志"))
        at += strlen("同志");
    if (named_already(r, name) || r->n >= ABSENTEES_MAX)
        return at;
    *arena_push(r->arena, &r->items, &r->n, &r->cap) = (struct absentee){name, ""};
    return reason_take(r, at);
}

static bool han_at(const char *at)
{
    return utf8_is_han(utf8_next(&at));
}

/* Words that are no name are left behind as a whole, or their last characters would look like one; but for a known name in them. */
static const char *words_skip(const struct known_names *known, const char *at)
{
    do
        utf8_next(&at);
    while (han_at(at) && !known_at(at, known));
    return at;
}

/* A sign between names; all but 、 and 和 end what stands together. */
static const char *sign_skip(struct reader *r, const char *at)
{
    if (text_starts(at, "、"))
        return at + strlen("、");
    if (r->n && (text_starts(at, "和") || text_starts(at, "及")))
        return at + strlen("和");
    if (han_at(at))
        return words_skip(r->known, at);
    if (*at != ' ')
        r->run = r->n;
    utf8_next(&at);
    return at;
}

size_t absentees_read(struct arena *arena, const char *list, const struct known_names *known, struct absentee **ret)
{
    struct reader r = {.arena = arena, .known = known};
    bool behind_name = false;
    for (const char *at = list; *at;) {
        bool joins = behind_name && (text_starts(at, "和") || text_starts(at, "及"));
        size_t bytes = joins ? 0 : known_at(at, known);
        if (!bytes && !joins && !starts_any(at, nobody_words, ARRAY_SIZE(nobody_words)) && !count_at(at))
            bytes = shape_at(at);
        behind_name = bytes > 0;
        at = bytes ? name_take(&r, at, bytes) : sign_skip(&r, at);
    }
    *ret = r.items;
    return r.n;
}

/* --- kept --- */

const char *absence_print(struct arena *arena, const struct absentee *absentees, size_t n)
{
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "");
    for (size_t i = 0; i < n; i++)
        if (*absentees[i].reason)
            buffer_addf(&out, "%s%s：%s", out.n ? "；" : "", absentees[i].name, absentees[i].reason);
    return out.p;
}

const char *absence_reason(struct arena *arena, const char *text, const char *name, const struct known_names *absent)
{
    struct absentee *said;
    bool named = false;
    if (!*text)
        return "";
    for (size_t i = 0; i < absent->n; i++)
        named |= strstr(text, absent->items[i]) != NULL;
    if (!named)
        return text;                     /* one reason, everybody's */
    static const char *const rest[] = {"其余", "其他"};
    const char *of_rest = "";
    size_t n = absentees_read(arena, text, absent, &said);
    for (size_t i = 0; i < n; i++) {
        if (!strcmp(said[i].name, name))
            return said[i].reason;
        if (starts_any(said[i].name, rest, ARRAY_SIZE(rest)))
            of_rest = said[i].reason;
    }
    return of_rest;
}
