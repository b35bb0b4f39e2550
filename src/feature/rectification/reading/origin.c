#include "feature/rectification/reading/origin.h"

#include "base/base.h"
#include "feature/rectification/reading/marker.h"
#include "feature/rectification/reading/words.h"

#define HEAD_LINES 14
#define FOOT_LINES 12
#define NUMBER_PREFIX_MAX 14
#define GROUP_NAME_MIN 5
#define GROUP_NAME_MAX 16
#define SIGN_GLYPHS_MAX 30
/* So far behind a date stands the 反馈 that it dates. */
#define TOLD_GLYPHS_MAX 120

struct day {
    int year, month, day;        /* year 0: not said */
    struct passage at;
};

static int digits_at(const struct source_text *t, size_t *at, size_t end, int most)
{
    int n = 0, digits = 0;
    while (*at < end && digits < most && glyph_digit(t->folded[*at])) {
        n = n * 10 + (int)(t->folded[(*at)++] - '0');
        digits++;
    }
    return digits && !(*at < end && glyph_digit(t->folded[*at])) ? n : 0;
}

static int han_value(uint32_t c)
{
    static const uint32_t values[] = U"〇一二三四五六七八九";
    for (int i = 0; values[i]; i++)
        if (values[i] == c || (!i && (c == U'○' || c == U'零')))
            return i;
    return -1;
}

/* 二〇二六  三  十二  二十五  三十 */
static int han_at(const struct source_text *t, size_t *at, size_t end)
{
    int n = 0, ones = 0;
    bool any = false, ten = false;
    for (; *at < end; ++*at) {
        uint32_t c = t->folded[*at];
        int value = han_value(c);
        if (c == U'十' && !ten) {
            n = any ? n * 10 : 10;
            ten = true;
        } else if (value >= 0 && ten) {
            ones = value;
        } else if (value >= 0 && n < 1000) {
            n = n * 10 + value;
        } else {
            break;
        }
        any = true;
    }
    return any ? n + ones : 0;
}

static int count_at(const struct source_text *t, size_t *at, size_t end, int most)
{
    return *at < end && glyph_digit(t->folded[*at]) ? digits_at(t, at, end, most) : han_at(t, at, end);
}

/* 2026年3月5日, 3月5日, 二〇二六年三月五日; a month alone is no day. */
static bool day_at(const struct source_text *t, size_t from, size_t end, struct day *ret)
{
    size_t at = from;
    *ret = (struct day){ 0 };
    int n = count_at(t, &at, end, 4);
    if (n >= 1900 && n < 2200 && glyph_is(t, at, end, U'年')) {
        ret->year = n;
        at++;
        n = count_at(t, &at, end, 2);
    }
    if (n < 1 || n > 12 || !glyph_is(t, at, end, U'月'))
        return false;
    ret->month = n;
    at++;
    ret->day = count_at(t, &at, end, 2);
    ret->at = (struct passage){ from, at + 1 };
    return ret->day >= 1 && ret->day <= 31 && glyph_is(t, at, end, U'日');
}

/* --- the number --- */

/* 云巡反馈〔2026〕7号 from the bracket at `at`: the glyph behind 号, or NOWHERE. */
static size_t number_end(const struct source_text *t, size_t at, size_t end)
{
    uint32_t closing = t->folded[at] == U'（' ? U'）' : t->folded[at] == '[' ? ']' : t->folded[at] == U'【' ? U'】' : 0;
    size_t i = at + 1;
    int year = closing ? digits_at(t, &i, end, 4) : 0;
    if (year < 1949 || year > 2199 || !glyph_is(t, i, end, closing))
        return NOWHERE;
    i++;
    i += words_at(t, i, end, WORDS(U"第"));
    if (!digits_at(t, &i, end, 5) || !glyph_is(t, i, end, U'号'))
        return NOWHERE;
    return i + 1;
}

/* A line that is a number and no sentence that cites one. */
static struct passage number_in(const struct source_text *t, struct passage p)
{
    for (size_t i = p.from + 1; i < p.to && i <= p.from + NUMBER_PREFIX_MAX * 2; i++) {
        size_t end = number_end(t, i, p.to), from = i;
        if (end == NOWHERE)
            continue;
        while (from > p.from && i - from < NUMBER_PREFIX_MAX && !glyph_mark(t->folded[from - 1]))
            from--;
        bool alone = from == p.from || t->folded[from - 1] == U'：' || (t->folded[from - 1] == U'（' && from == p.from + 1);
        bool ends = end == p.to || t->folded[end] == ' ' || t->folded[end] == U'）';
        return alone && ends && from < i ? (struct passage){ from, end } : (struct passage){ 0 };
    }
    return (struct passage){ 0 };
}

/* --- the group that inspected --- */

/* 市委第七巡察组, ending at `end`; empty when only 巡察组 stands there. */
static struct passage group_name(const struct source_text *t, struct passage line, size_t tail, size_t end)
{
    WORD_LIST(before, U"由", U"经", U"和", U"向", U"以", U"按", U"在", U"对", U"了", U"与", U"及", U"受", U"被", U"个", U"日", U"月", U"年", U"是", U"据", U"署", U"照", U"将", U"接", U"把", U"于", U"派出");
    size_t from = tail;
    while (from > line.from && end - from < GROUP_NAME_MAX && utf8_is_han(t->folded[from - 1]) && !words_at(t, from - 1, tail, before))
        from--;
    struct passage name = { from, end };
    bool organ = words_in(t, name, WORDS(U"委", U"中央", U"政府", U"局", U"厅", U"办", U"院", U"公司", U"集团", U"党组"));
    return organ && passage_length(name) >= GROUP_NAME_MIN ? name : (struct passage){ 0 };
}

struct groups {
    struct passage name;
    bool numbered, several;
};

/* 县委巡察组 and 县委第三巡察组 are one; 县委第一巡察组 and 县委第二巡察组 are several. */
static void note_group(const struct source_text *t, struct groups *g, struct passage name)
{
    bool numbered = words_in(t, name, WORDS(U"第"));
    if (passage_empty(name) || (g->numbered && !numbered))
        return;
    if (passage_empty(g->name) || (numbered && !g->numbered)) {
        *g = (struct groups){ name, numbered, false };
        return;
    }
    g->several = g->several || !passage_same(t, g->name, name);
}

static void find_groups(const struct source_text *t, struct passage line, struct groups *g)
{
    WORD_LIST(tails, U"巡察组", U"巡视组", U"督查组", U"督察组", U"督导组", U"考核组", U"检查组", U"审计组", U"巡查组");
    for (size_t i = line.from; i < line.to; i++) {
        size_t n = t->folded[i] == U'巡' || t->folded[i] == U'督' || t->folded[i] == U'考' || t->folded[i] == U'检' || t->folded[i] == U'审'
            ? words_at(t, i, line.to, tails) : 0;
        if (n)
            note_group(t, g, group_name(t, line, i, i + n));
    }
}

/* --- the day it was told --- */

/* 反馈了巡察意见, 向…反馈, 反馈会, 12月20日反馈意见: somebody tells, nobody refers to what was told. */
static bool tells(const struct source_text *t, struct passage behind)
{
    size_t at = word_find(t, behind, U"反馈");
    struct passage before = { behind.from, at };
    if (at == NOWHERE || at > behind.from + TOLD_GLYPHS_MAX || words_in(t, before, WORDS(U"召开党组", U"学习", U"对照", U"根据", U"按照")))
        return false;
    return words_at(t, at, behind.to, WORDS(U"反馈了", U"反馈会")) || words_in(t, before, WORDS(U"向", U"召开"))
        || (passage_length(before) <= 2 && words_at(t, at, behind.to, WORDS(U"反馈意见", U"反馈巡", U"反馈情况", U"反馈。")));
}

static bool told_in(const struct source_text *t, struct passage line, struct day *last, struct day *ret)
{
    size_t next;
    for (; !passage_empty(line); line.from = next) {
        struct passage s = passage_until(t, line, U"。", &next);
        bool found = false;
        for (size_t i = s.from; i < s.to; i++) {
            struct day d;
            bool begins = i == s.from || !(glyph_digit(t->folded[i - 1]) || han_value(t->folded[i - 1]) >= 0);
            if (!begins || !day_at(t, i, s.to, &d))
                continue;
            if (!d.year && last->year && d.month >= last->month)
                d.year = last->year;
            if (d.year)
                *last = d;
            i = d.at.to - 1;
            bool span = words_at(t, d.at.to, s.to, WORDS(U"前", U"至", U"—", U"-", U"之前")) || (d.at.from > s.from && t->folded[d.at.from - 1] == U'至');
            if (span || !tells(t, (struct passage){ d.at.to, s.to }))
                continue;
            *ret = d;            /* the one nearest to 反馈, even where its year stays open */
            found = true;
        }
        if (found)
            return ret->year != 0;
    }
    return false;
}

/* --- the foot --- */

static bool is_day(const struct source_text *t, struct passage p, struct day *ret)
{
    p = passage_trim(t, p);
    if (!passage_empty(p) && t->folded[p.from] == U'（' && t->folded[p.to - 1] == U'）')
        p = (struct passage){ p.from + 1, p.to - 1 };
    struct day day;
    if (passage_empty(p) || !day_at(t, p.from, p.to, &day) || !day.year || day.at.to != p.to)
        return false;
    *ret = day;
    return true;
}

static bool signs(const struct source_text *t, struct passage p)
{
    WORD_LIST(ends, U"委员会", U"党组", U"党委", U"工委", U"支部", U"办公室", U"总支", U"局", U"厅", U"委", U"领导小组", U"巡察办", U"巡察组", U"巡视组", U"督查组", U"督查室", U"政府", U"审计组", U"大队", U"中心", U"纪委", U"办");
    return passage_length(p) >= 4 && passage_length(p) <= SIGN_GLYPHS_MAX && passage_find_mark(t, p, U"。，；：、“”.（") == NOWHERE && words_end(t, p, ends);
}

/* The day a feedback is signed, and by whom. */
static void read_foot(const struct source_text *t, struct day *day, const char **issuer)
{
    for (size_t i = t->line_count; i > 1 && i + FOOT_LINES > t->line_count; i--) {
        if (t->lines[i - 1].table || !is_day(t, t->lines[i - 1].text, day))
            continue;
        struct passage last = t->lines[i - 2].text;
        if (t->lines[i - 2].table || !signs(t, last))
            return;
        *issuer = source_text_words(t, last);
        if (i > 2 && !t->lines[i - 3].table && i - 2 > HEAD_LINES / 4 && signs(t, t->lines[i - 3].text))
            *issuer = arena_printf(t->arena, "%s、%s", source_text_words(t, t->lines[i - 3].text), *issuer);
        return;
    }
    for (size_t i = 1; i < t->line_count && i < 4; i++)
        if (!t->lines[i].table && is_day(t, t->lines[i].text, day))
            return;
}

/* A report, plan or ledger of rectification: written by those who were told, not by those who told. */
static bool answers(const struct source_text *t)
{
    for (size_t i = 0; i < t->line_count && i < 4; i++)
        if (words_in(t, t->lines[i].text, WORDS(U"整改情况", U"整改进展", U"整改落实", U"集中整改", U"整改方案", U"整改台账", U"整改清单", U"整改措施", U"整改完成", U"整改的", U"对照检查", U"会议记录")))
            return true;
    return false;
}

struct origin origin_read(const struct source_text *t)
{
    struct origin o = { "", "", "" };
    struct groups groups = { 0 };
    struct day day = { 0 }, last = { 0 };
    bool told = false, feedback = !answers(t);
    struct marker marker;
    for (size_t i = 0; i < t->line_count && i < HEAD_LINES && !t->lines[i].table; i++) {
        struct passage p = t->lines[i].text, number = number_in(t, p);
        bool numbered = marker_at(t, p.from, p.to, true, &marker);
        if (!*o.number && !numbered && !passage_empty(number))
            o.number = source_text_words(t, number);
        find_groups(t, p, &groups);
        told = told || (!numbered && told_in(t, p, &last, &day));
    }
    struct day foot = { 0 };
    if (feedback)
        read_foot(t, &foot, &o.issuer);
    if (!told)
        day = feedback ? foot : (struct day){ 0 };
    if (!passage_empty(groups.name) && !groups.several)
        o.issuer = source_text_words(t, groups.name);
    if (day.day)
        o.date = arena_printf(t->arena, "%04d-%02d-%02d", day.year, day.month, day.day);
    return o;
}
