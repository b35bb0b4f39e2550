#include "feature/rectification/reading/head.h"

#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/words.h"

/* Nobody quotes a problem longer than this: what does not close within it is an open quote. */
#define QUOTE_GLYPHS_MAX 2000

WORD_LIST(problem_ends, U"的问题", U"问题", U"等问题", U"这一问题", U"的反馈问题", U"方面的问题", U"方面存在的问题", U"方面问题", U"等方面问题", U"等方面的问题", U"的情况", U"的现象");
WORD_LIST(after_problem, U"的整改情况", U"的整改落实情况", U"整改情况", U"整改落实情况", U"的整改", U"整改", U"的整改措施", U"的整改进展情况", U"整改进展情况");

static size_t skip_marks(const struct source_text *t, size_t at, size_t end)
{
    while (at < end && (glyph_stop(t->folded[at]) || t->folded[at] == U'，' || t->folded[at] == U'：' || t->folded[at] == ' '))
        at++;
    return at;
}

static struct head head_of(const struct source_text *t, struct passage problem, size_t after, size_t end)
{
    after += words_at(t, after, end, after_problem);
    return (struct head){ .problem = passage_trim(t, problem), .rest = { skip_marks(t, after, end), end }, .about = true };
}

/* 关于“…”的问题: the quote that pairs up, or, where quotes do not, the last one that 问题 follows. */
static bool quoted(const struct source_text *t, size_t open, size_t lead_end, struct head *ret)
{
    size_t end = lead_end;
    size_t close = open + 1, fallback = NOWHERE;
    if (end > open + QUOTE_GLYPHS_MAX)
        end = open + QUOTE_GLYPHS_MAX;
    while (close < end && !(t->folded[close] == U'”' && t->depth[close] == t->depth[open] && t->depth[open + 1] > t->depth[open])) {
        if (t->folded[close] == U'”' && words_at(t, close + 1, end, problem_ends))
            fallback = close;
        close++;
    }
    if (close >= end)
        close = fallback;
    if (close == NOWHERE || close >= end)
        return false;
    size_t n = words_at(t, close + 1, end, problem_ends);
    uint32_t behind = close + 1 < end ? t->folded[close + 1] : U'。';
    if (!n && !glyph_stop(behind) && behind != U'，' && behind != U'：' && behind != ' ')
        return false;
    *ret = head_of(t, (struct passage){ open + 1, close }, close + 1 + n, lead_end);
    return true;
}

/* 关于…的问题 without quotes: up to the last 问题 of the sentence that ends a clause. */
static bool unquoted(const struct source_text *t, struct passage p, bool first, struct head *ret)
{
    size_t next;
    struct passage sentence = passage_until(t, p, U"。：；", &next);
    bool found = false;
    for (size_t i = sentence.from; i < sentence.to; i++) {
        size_t n = word_at(t, i, sentence.to, U"问题");
        if (!n || t->depth[i] > t->depth[sentence.from])
            continue;
        size_t after = i + n + words_at(t, i + n, p.to, after_problem);
        if (after < sentence.to && t->folded[after] != U'，')
            continue;
        struct passage problem = { p.from, i };
        if (word_ends(t, problem, U"的"))
            problem.to--;
        if (passage_length(problem) < 4)
            continue;
        *ret = head_of(t, problem, i + n, p.to);
        found = true;
        if (first)
            break;
    }
    return found;
}

static bool about(const struct source_text *t, struct passage lead, struct head *ret)
{
    WORD_LIST(strict, U"关于", U"对于");
    WORD_LIST(loose, U"针对", U"就", U"对照", U"对");
    size_t n = words_at(t, lead.from, lead.to, strict);
    bool strictly = n > 0;
    if (!n)
        n = words_at(t, lead.from, lead.to, loose);
    if (!n)
        return false;
    size_t at = lead.from + n;
    at += words_at(t, at, lead.to, WORDS(U"巡察反馈的", U"巡察反馈", U"巡视反馈的", U"反馈的", U"巡察指出的", U"巡察组反馈的", U"巡察组指出的", U"存在的"));
    if (at + 1 < lead.to && t->folded[at] == U'“' && quoted(t, at, lead.to, ret))
        return true;
    struct passage rest = { lead.from + n, lead.to };
    return unquoted(t, rest, !word_at(t, lead.from, lead.to, U"关于"), ret) && (strictly || sounds_problem(t, ret->problem));
}

struct passage head_bare(const struct source_text *t, struct passage p)
{
    WORD_LIST(starts, U"存在", U"还存在", U"仍存在", U"也存在", U"主要存在", U"还有", U"主要是", U"还发现", U"发现");
    WORD_LIST(ends, U"等问题", U"等情况", U"等现象", U"等不足", U"的问题", U"等突出问题", U"等方面问题", U"等", U"等方面存在问题", U"问题");
    p = passage_trim(t, p);
    size_t n = words_at(t, p.from, p.to, starts);
    if (n && p.from + n < p.to && t->folded[p.from + n] != U'的')
        p.from += n;
    for (word_list e = ends; *e; e++)
        if (word_ends(t, p, *e) && passage_length(p) > word_length(*e) + 2) {
            p.to -= word_length(*e);
            break;
        }
    return passage_trim(t, p);
}

struct head head_read(const struct source_text *t, struct passage lead)
{
    struct head head;
    size_t next;
    while (lead.from < lead.to && glyph_stop(t->folded[lead.from]))
        lead.from++;
    if (about(t, lead, &head)) {
        struct passage first = passage_until(t, head.rest, U"。；", &next);
        if (sounds_status(t, first)) {
            head.status = first;
            head.rest.from = next;
        }
        return head;
    }
    struct passage sentence = passage_until(t, lead, U"。", &next);
    head = (struct head){ .problem = sentence, .rest = { next, lead.to } };
    size_t status = status_at_end(t, sentence);
    if (status != NOWHERE) {
        head.problem.to = status;
        head.status = (struct passage){ status, sentence.to };
    } else {
        struct passage second = passage_until(t, head.rest, U"。", &next);
        if (sounds_status(t, second)) {
            head.status = second;
            head.rest.from = next;
        }
    }
    if (!passage_empty(head.status))
        head.problem = head_bare(t, head.problem);
    head.problem = passage_trim(t, head.problem);
    /* 统计执法检查宽松软问题。  without 关于 */
    struct passage bare = { head.problem.from, head.problem.to - (word_ends(t, head.problem, U"的问题") ? 3 : 2) };
    if (word_ends(t, head.problem, U"问题") && sounds_problem(t, bare))
        head.problem = bare;
    return head;
}
