#include "feature/rectification/reading/findings.h"

#include "feature/rectification/reading/head.h"
#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/words.h"

/* So many clauses, each a problem of its own, make a chain of commas a list. */
#define CHAIN_MIN 4
#define UNIT_NAME_MAX 12
#define PLACE_NAME_MAX 4
#define ANNOUNCE_GLYPHS_MAX 80

static bool add_row(struct harvest *h, struct passage p)
{
    p = head_bare(h->text, p);
    if (passage_length(p) < 4 || sounds_nothing(h->text, p))
        return false;
    harvest_add(h, p);
    return true;
}

/* X方面：甲、乙  X方面，存在甲、乙等情况: the glyph behind the label, or NOWHERE. */
size_t findings_group_end(const struct source_text *t, struct passage p)
{
    size_t colon = passage_find_mark(t, p, U"：");
    if (colon != NOWHERE && words_end(t, (struct passage){ p.from, colon }, WORDS(U"方面", U"上")))
        return colon + 1;
    size_t comma = passage_find_mark(t, p, U"，");
    if (comma != NOWHERE && words_end(t, (struct passage){ p.from, comma }, WORDS(U"方面", U"方面来看", U"上"))
        && words_at(t, comma + 1, p.to, WORDS(U"存在", U"还存在", U"主要存在", U"主要是", U"有")))
        return comma + 1;
    return NOWHERE;
}

static bool split_by(struct harvest *h, struct passage p, const uint32_t *marks)
{
    size_t next;
    while (!passage_empty(p)) {
        add_row(h, passage_until(h->text, p, marks, &next));
        p.from = next;
    }
    return true;
}

static bool closes_list(const struct source_text *t, struct passage p)
{
    return words_end(t, passage_trim(t, p), WORDS(U"等问题", U"等情况", U"等现象", U"等不足", U"等突出问题", U"等"));
}

/* 、 parts only where a problem is complete: 教育、管理、监督不严 stays together. */
static void split_enumeration(struct harvest *h, struct passage p)
{
    const struct source_text *t = h->text;
    p = head_bare(t, p);
    size_t from = p.from, next = p.from;
    while (next < p.to) {
        struct passage piece = passage_until(t, (struct passage){ next, p.to }, U"、", &next);
        struct passage row = { from, piece.to };
        if (next < p.to && !(sounds_problem(t, piece) && passage_length(piece) > 3))
            continue;
        add_row(h, row);
        from = next;
    }
}

/* Pieces of an enumeration that are problems by themselves. */
static size_t complete_pieces(const struct source_text *t, struct passage p, const uint32_t *marks, size_t *ret_all)
{
    size_t complete = 0, next;
    *ret_all = 0;
    while (!passage_empty(p)) {
        struct passage piece = passage_until(t, p, marks, &next);
        ++*ret_all;
        complete += passage_length(piece) > 3 && sounds_problem(t, piece);
        p.from = next;
    }
    return complete;
}

static void split_one(struct harvest *h, struct passage p, bool closed)
{
    const struct source_text *t = h->text;
    size_t pieces, clauses;
    size_t complete = complete_pieces(t, head_bare(t, p), U"、", &pieces);
    size_t chained = complete_pieces(t, p, U"，", &clauses);
    bool chain = clauses >= CHAIN_MIN && chained + 1 >= clauses && clauses > pieces;
    if (pieces > 1 && complete > 1 && complete + 1 >= pieces && !chain && (closed || complete == pieces))
        split_enumeration(h, p);
    else if (chain)
        split_by(h, p, U"，");
    else if (closed && complete > 1)
        split_enumeration(h, p);
    else
        add_row(h, p);
}

static void split_piece(struct harvest *h, struct passage piece, bool closed)
{
    const struct source_text *t = h->text;
    piece = passage_trim(t, piece);
    size_t label = findings_group_end(t, piece);
    if (label == NOWHERE) {
        add_row(h, piece);
        return;
    }
    harvest_enter(h, passage_trim(t, (struct passage){ piece.from, label }));
    struct passage rest = { label, piece.to };
    split_one(h, rest, closed || closes_list(t, rest));
    harvest_leave(h);
}

size_t findings_split(struct harvest *h, struct passage list, bool closed)
{
    const struct source_text *t = h->text;
    size_t before = h->count;
    list = passage_trim(t, list);
    closed = closed || closes_list(t, list);
    if (passage_find_mark(t, list, U"；\n") == NOWHERE) {
        size_t label = findings_group_end(t, list);
        if (label != NOWHERE)
            split_piece(h, list, closed);
        else
            split_one(h, list, closed);
        return h->count - before;
    }
    while (!passage_empty(list)) {
        size_t next;
        struct passage piece = passage_until(t, list, U"；\n", &next);
        split_piece(h, piece, closes_list(t, piece));
        list.from = next;
    }
    return h->count - before;
}

WORD_LIST(other_business, U"建议", U"要求", U"下一步", U"着力", U"重点抓好", U"做好", U"受理", U"整治", U"查处", U"原因", U"措施", U"防止", U"线索", U"意见如下", U"事项", U"方式", U"如何", U"为什么", U"议题", U"是否", U"负责", U"牢牢", U"强调", U"决定", U"表态", U"表示", U"成效");

bool findings_announce(const struct source_text *t, struct passage words)
{
    if (passage_length(words) > ANNOUNCE_GLYPHS_MAX)
        words.from = words.to - ANNOUNCE_GLYPHS_MAX;
    struct passage last = words;
    for (size_t i = words.from; i < words.to; i++)
        if (t->folded[i] == U'。' || (t->folded[i] == U'，' && words.to - i > 10))
            last.from = i + 1;
    if (words_in(t, last, other_business) || words_at(t, last.from, last.to, WORDS(U"针对", U"对照", U"围绕")))
        return false;
    if (words_end(t, words, WORDS(U"主要是", U"主要有", U"主要表现在", U"主要表现为", U"主要表现", U"集中表现在", U"具体表现在", U"具体表现为", U"具体表现", U"表现在", U"主要体现在", U"主要问题是", U"突出表现在", U"分别是", U"集中在")))
        return words_in(t, words, WORDS(U"问题", U"不足", U"差距", U"短板", U"薄弱", U"表现", U"隐患"));
    return words_in(t, last, WORDS(U"问题", U"不足", U"短板", U"薄弱环节", U"差距", U"隐患", U"主要表现", U"集中表现", U"突出表现", U"具体表现"));
}

/* The glyph behind 存在 or 发现 where a list of problems follows. */
static size_t names_problems(const struct source_text *t, struct passage s)
{
    WORD_LIST(starts, U"存在", U"还存在", U"仍存在", U"还发现", U"也发现", U"发现");
    WORD_LIST(not_behind, U"的", U"问题", U"了", U"一些", U"着", U"以下", U"如下", U"各地", U"差距", U"不少", U"短板", U"不足", U"上述", U"被", U"其", U"这", U"和", U"并", U"、", U"或");
    size_t best = NOWHERE;
    uint8_t base = s.from < s.to ? t->depth[s.from] : 0;
    for (size_t i = s.from; i < s.to; i++) {
        size_t n = t->depth[i] <= base ? words_at(t, i, s.to, starts) : 0;
        if (!n)
            continue;
        size_t behind = i + n;
        if (words_at(t, behind, s.to, not_behind)) {
            i = behind;
            continue;
        }
        if (words_at(t, i, s.to, WORDS(U"存在", U"还存在", U"仍存在")))
            return behind;
        if (best == NOWHERE)
            best = behind;
        i = behind;
    }
    return best;
}

static bool finding_ends(const struct source_text *t, struct passage s, struct passage *list)
{
    WORD_LIST(ends, U"等突出问题", U"等问题", U"等情况", U"等现象", U"等不足", U"的问题", U"问题", U"的情况", U"的现象", U"的不足");
    uint8_t base = t->depth[list->from];
    for (size_t i = list->to; i > list->from + 3; i--) {
        if (t->depth[i - 1] > base || (i < s.to && t->folded[i] != U'，' && t->folded[i] != U'。'))
            continue;
        struct passage p = { list->from, i };
        if (words_end(t, p, ends)) {
            list->to = i;
            return true;
        }
    }
    return false;
}

static struct passage last_clause(const struct source_text *t, struct passage s)
{
    struct passage last = s;
    for (size_t next; !passage_empty(s); s.from = next) {
        struct passage clause = passage_until(t, s, U"，；", &next);
        if (!passage_empty(clause))
            last = clause;
    }
    return last;
}

/* 还有差距  也存在一些不足: says that something is lacking, but not what (后备力量不足 does). */
static bool admits(const struct source_text *t, struct passage s)
{
    struct passage last = last_clause(t, s);
    return words_end(t, last, WORDS(U"差距", U"不足", U"短板", U"薄弱环节")) && words_in(t, last, WORDS(U"存在", U"还", U"仍", U"也有", U"一些", U"以下", U"不少", U"许多", U"如下"));
}

/* 但巡察也发现了一些问题和不足，有的…；有的…  A list that a comma, not a colon, announces. */
static struct passage told_behind_comma(const struct source_text *t, struct passage s)
{
    WORD_LIST(some, U"有的", U"有些", U"部分", U"个别", U"一些", U"少数", U"比如", U"主要是", U"主要表现");
    struct passage none = { s.to, s.to };
    size_t comma = passage_find_mark(t, s, U"，");
    for (; comma != NOWHERE; comma = passage_find_mark(t, (struct passage){ comma + 1, s.to }, U"，")) {
        struct passage before = { s.from, comma }, list = { comma + 1, s.to };
        if (comma > s.from + ANNOUNCE_GLYPHS_MAX || passage_find_mark(t, before, U"；") != NOWHERE)
            return none;
        if (!words_in(t, before, WORDS(U"发现", U"存在", U"还有", U"暴露")) || !findings_announce(t, before)
            || !words_end(t, before, WORDS(U"问题", U"不足", U"差距", U"短板", U"薄弱环节", U"隐患")))
            continue;
        size_t pieces, complete = complete_pieces(t, list, U"；", &pieces);
        if (words_at(t, list.from, list.to, some) ? complete * 2 >= pieces : pieces > 1 && complete == pieces)
            return list;
    }
    return none;
}

struct finding findings_find(const struct source_text *t, struct passage s)
{
    struct finding f = { .list = { s.from, s.from } };
    while (s.to > s.from && t->folded[s.to - 1] == ' ')
        s.to--;
    bool open = s.to > s.from && t->folded[s.to - 1] == U'：';
    s = passage_trim(t, s);
    if (passage_empty(s))
        return f;
    if (open && findings_announce(t, s)) {
        f.leads = true;
        return f;
    }
    size_t colon = NOWHERE;
    for (size_t at = s.from; at < s.to;) {
        size_t found = passage_find_mark(t, (struct passage){ at, s.to }, U"：");
        if (found == NOWHERE)
            break;
        if (findings_announce(t, (struct passage){ s.from, found }))
            colon = found;
        at = found + 1;
        if (colon != NOWHERE)
            break;
    }
    if (colon != NOWHERE) {
        f.list = (struct passage){ colon + 1, s.to };
        f.leads = true;
        return f;
    }
    struct passage told = told_behind_comma(t, s);
    if (!passage_empty(told)) {
        f.list = told;
        f.leads = true;
        return f;
    }
    if (words_in(t, s, WORDS(U"线索", U"如有", U"如存在", U"若存在", U"凡存在", U"如发现", U"是否存在", U"可能存在", U"防止", U"整改情况", U"重点发现", U"重点检查", U"重点了解", U"着力发现")))
        return f;
    f.leads = !words_in(t, last_clause(t, s), other_business) && (words_end(t, s, WORDS(U"问题", U"如下", U"主要表现", U"主要表现在", U"方面")) || admits(t, s));
    size_t behind = names_problems(t, s);
    if (behind == NOWHERE)
        return f;
    struct passage list = { behind, s.to };
    if (!finding_ends(t, s, &list) || !sounds_problem(t, list))
        return f;
    f.list = list;
    f.closed = true;
    f.summary = words_in(t, s, WORDS(U"不同程度", U"普遍存在", U"各地", U"总体上"));
    return f;
}

size_t findings_unit_length(const struct source_text *t, struct passage s)
{
    WORD_LIST(ends, U"市", U"县", U"区", U"州", U"镇", U"乡", U"街道", U"局", U"公司", U"中心", U"村", U"社区", U"支部", U"医院", U"学校", U"学院", U"处", U"科", U"厅", U"委", U"办", U"所", U"站", U"党组", U"党委", U"集团");
    WORD_LIST(behind, U"部分", U"个别", U"有的", U"少数", U"一些", U"存在", U"对", U"未", U"多个", U"有", U"没有", U"仍", U"还", U"在", U"：", U"不", U"落实", U"部署", U"排查");
    WORD_LIST(places, U"市", U"县", U"区", U"州", U"镇", U"乡");
    s = passage_trim(t, s);
    size_t next;
    bool labelled = passage_find_mark(t, passage_until(t, s, U"，。；", &next), U"：") != NOWHERE;
    for (size_t i = s.from + 1; i < s.to && i < s.from + UNIT_NAME_MAX; i++) {
        if (glyph_mark(t->folded[i]))
            return 0;
        /* 石门县宣传教育形式单一: a place is a unit whatever follows, but not 全县, 市委, 县级 */
        if (!labelled && i <= s.from + PLACE_NAME_MAX && i >= s.from + 2 && words_at(t, i, s.to, places)
            && !words_at(t, i + 1, s.to, WORDS(U"委", U"府", U"政", U"级", U"直", U"里", U"内", U"域", U"场", U"村", U"人", U"纪", U"长", U"、", U"和", U"镇", U"乡", U"县", U"区", U"两", U"各"))
            && !words_at(t, s.from, s.to, WORDS(U"全", U"县", U"市", U"区", U"镇", U"乡", U"我", U"各", U"本", U"该", U"有", U"部分", U"个别", U"少数")))
            return i + 1 - s.from;
        size_t n = words_at(t, i, s.to, ends);
        if (n && words_at(t, i + n, s.to, behind))
            return i + n - s.from;
    }
    return 0;
}
