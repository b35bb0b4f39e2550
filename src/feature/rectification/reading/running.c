#include "feature/rectification/reading/walk.h"

#include "base/base.h"
#include "feature/rectification/reading/findings.h"
#include "feature/rectification/reading/head.h"
#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/measures.h"
#include "feature/rectification/reading/words.h"

/* So near behind 向X stands the 反馈 that X is told. */
#define REPORTED_GLYPHS_MAX 34

/* 甲的问题，已整改。… 乙的问题，正在整改。…  without numbers in one paragraph */
static size_t take_states(struct walk *w, struct passage p)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t rows = 0, next;
    while (!passage_empty(p)) {
        struct head head = head_read(t, p);
        struct passage sentence = passage_until(t, p, U"。", &next);
        if (!passage_empty(head.status) && sounds_problem(t, head.problem)) {
            struct draft *d = harvest_add(h, head.problem);
            d->status = source_text_words(h->text, passage_trim(t, head.status));
            next = head.rest.from;
            rows++;
        } else if (rows) {
            measures_add_sentences(h, &h->drafts[h->count - 1], sentence);
        } else {
            return 0;
        }
        p.from = next;
    }
    return rows;
}

/* Where the words behind 指出， 发现： begin; empty when nobody points anything out. */
static struct passage pointed_out(const struct source_text *t, struct passage s)
{
    for (size_t i = s.from; i < s.to; i++) {
        size_t n = words_at(t, i, s.to, WORDS(U"指出，", U"指出：", U"认为，", U"发现，", U"发现："));
        if (n)
            return (struct passage){ i + n, s.to };
    }
    return (struct passage){ s.from, s.from };
}

static bool decides_at(const struct source_text *t, struct passage p, size_t *ret_length)
{
    WORD_LIST(decides, U"会议决定", U"会议研究决定", U"会议明确", U"会议议定", U"会议同意", U"会议要求", U"经研究决定", U"研究决定", U"决定", U"会议商定", U"会议确定", U"经讨论决定", U"经会议研究决定");
    *ret_length = words_at(t, p.from, p.to, decides);
    return *ret_length > 0;
}

/* True when a sentence or clause of `p` begins with 会议决定: what stands before it, and what was decided. */
static bool decided_in(const struct source_text *t, struct passage p, struct passage *ret_found, struct passage *ret_decided)
{
    size_t next;
    for (struct passage rest = p; !passage_empty(rest); rest.from = next) {
        passage_until(t, rest, U"。；", &next);
        size_t n;
        if (rest.from == p.from || !decides_at(t, (struct passage){ rest.from, p.to }, &n))
            continue;
        *ret_found = (struct passage){ p.from, rest.from };
        rest.from += n;
        *ret_decided = (struct passage){ rest.from + words_at(t, rest.from, p.to, WORDS(U"，", U"：")), p.to };
        return true;
    }
    return false;
}

/* A sentence of a record that says what was found: the problem, or several of them between semicolons. */
static void take_reported(struct harvest *h, struct passage s)
{
    const struct source_text *t = h->text;
    struct passage list = pointed_out(t, s);
    if (passage_empty(list))
        list = s;
    for (size_t i = list.from; i < list.to; i++) {
        size_t said = words_at(t, i, list.to, WORDS(U"的汇报，", U"通报，", U"汇报，", U"报告，", U"反映，", U"指出，", U"通报："));
        if (said)
            list.from = i + said;
    }
    if (!sounds_problem(t, list))
        return;
    if (passage_find_mark(t, list, U"；") != NOWHERE)
        findings_split(h, list, false);
    else
        harvest_add(h, passage_trim(t, list));
}

/* What was decided about the rows from `from`: all of it about one, or piece by piece where the numbers agree. */
static void pair_decided(struct harvest *h, size_t from, struct passage decided, const struct node *holder)
{
    size_t rows = h->count - from;
    if (!passage_empty(passage_trim(h->text, decided)) && rows == 1)
        measures_add_sentences(h, &h->drafts[from], decided);
    if ((size_t)node_items(holder) != rows && rows != 1)
        return;
    for (const struct node *c = holder->first; c; c = c->next)
        if (c->kind == NODE_ITEM)
            measures_add(h, &h->drafts[rows == 1 ? from : from++], measures_item_words(c));
}

/* 组织委员通报，一季度检查发现…。会议决定，由…负责…。 */
static bool take_decided(struct walk *w, struct passage p, const struct node *holder)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    struct passage found, decided;
    size_t before = h->count, next, length;
    const struct node *behind = holder->next;
    if (holder->kind == NODE_TEXT && behind && behind->kind == NODE_TEXT && decides_at(t, behind->lead, &length)
        && !word_at(t, behind->lead.from, behind->lead.to, U"会议要求")) {
        p.to = behind->lead.to;
        holder = behind;
    }
    if (!decided_in(t, p, &found, &decided))
        return false;
    for (; !passage_empty(found); found.from = next) {
        struct passage s = passage_until(t, found, U"。", &next);
        if (words_in(t, s, WORDS(U"发现", U"存在", U"查摆", U"反映", U"指出")))
            take_reported(h, s);
    }
    if (h->count > before)
        pair_decided(h, before, decided, holder);
    return h->count > before;
}

static void note_summary(struct walk *w, struct passage p)
{
    *arena_push(w->h->arena, &w->summaries, &w->summary_count, &w->summary_capacity) = p;
}

/* A neighbouring paragraph about another unit; with 某某村： it is a list of its own. */
static bool speaks_of_unit(const struct source_text *t, const struct node *n)
{
    size_t next;
    struct passage s = n && n->kind == NODE_TEXT ? passage_until(t, n->lead, U"。", &next) : (struct passage){ 0 };
    size_t name = passage_empty(s) ? 0 : findings_unit_length(t, passage_trim(t, s));
    return name && !glyph_is(t, passage_trim(t, s).from + name, s.to, U'：') && sounds_problem(t, s);
}

/* Sentences, or paragraphs, that each begin with another unit: 东川市部分…。南湖市个别…。 */
static size_t take_units(struct walk *w, struct passage p, const struct node *holder)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t units = 0, rows = 0, next;
    for (struct passage q = p; !passage_empty(q); q.from = next) {
        struct passage s = passage_until(t, q, U"。", &next);
        units += findings_unit_length(t, s) > 0 && sounds_problem(t, s);
    }
    if (holder->kind == NODE_TEXT)
        units += speaks_of_unit(t, holder->previous) || speaks_of_unit(t, holder->next);
    if (units < 2)
        return 0;
    for (; !passage_empty(p); p.from = next) {
        struct passage s = passage_trim(t, passage_until(t, p, U"。", &next));
        size_t n = findings_unit_length(t, s);
        if (!n || !sounds_problem(t, s))
            continue;
        struct passage rest = passage_trim(t, (struct passage){ s.from + n, s.to });
        struct draft *d = harvest_add(h, rest);
        d->unit = (struct passage){ s.from, s.from + n };
        rows++;
    }
    return rows;
}

/* 县城投公司党委：…  sets the unit; gives back what follows. */
static struct passage unit_label(struct walk *w, struct passage s, bool list_follows, bool *ret_found)
{
    const struct source_text *t = w->h->text;
    size_t colon = passage_find_mark(t, s, U"：");
    struct passage name = { s.from, colon == NOWHERE ? s.from : colon };
    *ret_found = colon != NOWHERE && (list_follows || colon + 1 < s.to) && sounds_unit(t, name);
    if (!*ret_found)
        return s;
    w->h->unit = passage_trim(t, name);
    return (struct passage){ colon + 1, s.to };
}

struct passage walk_reported_unit(const struct source_text *t, struct passage p)
{
    for (size_t to = p.from; (to = word_find(t, p, U"向")) != NOWHERE; p.from = to + 1) {
        struct passage near = { to + 1, to + REPORTED_GLYPHS_MAX < p.to ? to + REPORTED_GLYPHS_MAX : p.to };
        size_t said = word_find(t, near, U"反馈");
        struct passage name = { to + 1, said };
        if (said != NOWHERE && sounds_unit(t, name) && passage_find_mark(t, name, U"、") == NOWHERE)
            return passage_trim(t, name);
    }
    return (struct passage){ p.to, p.to };
}

static size_t take_sentence(struct walk *w, struct passage s, enum context context, bool unit, bool *pending)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    struct finding f = findings_find(t, s);
    *pending = f.leads && passage_empty(passage_trim(t, f.list));
    if (words_in(t, s, WORDS(U"发现", U"指出", U"反馈", U"查摆", U"存在")))
        w->finding = true;
    if (!passage_empty(passage_trim(t, f.list))) {
        if (f.summary) {
            note_summary(w, f.list);
            return 0;
        }
        if (f.closed && context == CONTEXT_OPEN && !unit && passage_empty(h->unit) && !w->finding)
            return 0;
        return sounds_problem(t, f.list) ? findings_split(h, f.list, f.closed) : 0;
    }
    if (f.leads || (passage_empty(h->unit) && context == CONTEXT_OPEN) || words_in(t, s, WORDS(U"线索", U"上述问题", U"以上问题")))
        return 0;
    struct passage list = pointed_out(t, s);
    if (!passage_empty(list) && sounds_problem(t, list))
        return findings_split(h, list, false);
    return unit && sounds_problem(t, s) ? findings_split(h, s, false) : 0;
}

/* 发现了一些问题。有的…。有的…。  A sentence behind one that announces problems. */
static size_t take_told(struct harvest *h, struct passage s)
{
    const struct source_text *t = h->text;
    if (!sounds_problem(t, s) || words_in(t, s, WORDS(U"线索", U"原因", U"建议", U"要求", U"表示", U"强调", U"针对", U"移交", U"上述", U"以上")))
        return 0;
    return findings_split(h, s, false);
}

/* Sentences below 存在的问题 that are problems themselves. */
static size_t take_plain(struct walk *w, struct passage p)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t before = h->count, next;
    if (passage_find_mark(t, p, U"；") != NOWHERE) {
        for (; !passage_empty(p); p.from = next) {
            struct passage s = passage_until(t, p, U"。", &next);
            if (sounds_problem(t, s))
                findings_split(h, s, false);
        }
        return h->count - before;
    }
    struct passage first = passage_until(t, p, U"。", &next);
    if (sounds_problem(t, first))
        harvest_add(h, head_bare(t, first));
    return h->count - before;
}

int walk_problem_items(const struct source_text *t, const struct node *n)
{
    int problems = 0;
    for (const struct node *c = n->first; c; c = c->next) {
        size_t next;
        if (c->kind == NODE_ITEM && c->marker.style != MARKER_DEMAND)
            problems += sounds_problem(t, passage_until(t, c->lead, U"。", &next));
    }
    return problems;
}

/* Running words, and the numbered pieces that the last of them may announce: true when it took those. */
bool walk_words(struct walk *w, struct passage p, enum context context, const struct node *holder)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t before = h->count, next;
    bool pending = false;
    if (take_states(w, p) || context == CONTEXT_FIXED || (context == CONTEXT_OPEN && w->blocks)
        || take_decided(w, p, holder) || (w->finding && take_units(w, p, holder)))
        return false;
    bool unit = false, telling = false;
    for (struct passage rest = p; !passage_empty(rest); rest.from = next) {
        struct passage s = passage_until(t, rest, U"。", &next);
        struct passage reported = w->by_unit ? walk_reported_unit(t, s) : (struct passage){ 0 };
        bool named;
        if (!passage_empty(reported))
            h->unit = reported;
        s = unit_label(w, s, next >= p.to && node_items(holder), &named);
        unit = unit || named;
        size_t rows = take_sentence(w, s, context, named, &pending);
        telling = pending || (telling && (rows || take_told(h, s)));
    }
    int items = node_items(holder);
    bool announced = pending || context == CONTEXT_FOUND;
    bool items_taken = items && announced && walk_problem_items(t, holder) * 2 >= items;
    if (items_taken)
        for (const struct node *c = holder->first; c; c = c->next)
            if (c->kind == NODE_ITEM)
                walk_item(w, c, CONTEXT_FOUND);
    if (h->count == before && context == CONTEXT_FOUND && !pending)
        take_plain(w, p);
    return items_taken;
}

