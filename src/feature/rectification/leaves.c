#include "feature/rectification/leaves.h"

#include "base/base.h"
#include "feature/rectification/attributes.h"
#include "feature/rectification/classify.h"
#include "feature/rectification/deadline.h"
#include "feature/rectification/head.h"
#include "feature/rectification/likeness.h"
#include "feature/rectification/findings.h"
#include "feature/rectification/measures.h"
#include "feature/rectification/party.h"
#include "feature/rectification/table_problems.h"
#include "feature/rectification/words.h"

/* What the headings above say about the words below. */
enum context {
    CONTEXT_OPEN,                /* nothing yet: only words that announce problems make rows */
    CONTEXT_FOUND,               /* below 存在的问题 */
    CONTEXT_FIXED,               /* below 问题整改情况, or beside problems that show themselves */
};

/* A bare item of this length is taken for a problem below 存在的问题, whatever it sounds like. */
#define PLAIN_ITEM_MIN 10

struct walk {
    struct harvest *h;
    bool blocks;                 /* the document has problems that show themselves: running words add none */
    bool finding;                /* running words have said that something was found */
    struct passage *summaries;   /* lists that count only when nothing else does */
    size_t summary_count, summary_capacity;
};

static void take_children(struct walk *, const struct node *, enum context, bool skip_items);
static void take_item(struct walk *, const struct node *, enum context);

/* The heading as the section shows it: its number and its first sentence. */
static struct passage heading_of(const struct source_text *t, const struct node *n)
{
    size_t next;
    struct passage p = passage_until(t, (struct passage){ n->whole.from, n->lead.to > n->whole.from ? n->lead.to : n->whole.to }, U"。\n", &next);
    return passage_trim(t, p);
}

/* --- problems that show themselves ---------------------------------------------- */

static const struct node *first_text(const struct node *n)
{
    for (const struct node *c = n->first; c; c = c->next)
        if (c->kind == NODE_TEXT)
            return c;
        else if (c->kind == NODE_LABEL && c->label == LABEL_MEASURES)
            return NULL;
    return NULL;
}

static void take_measures(struct harvest *h, struct draft *d, const struct node *n, struct passage rest)
{
    bool labelled = false;
    for (const struct node *c = n->first; c; c = c->next) {
        bool measures = c->kind == NODE_LABEL && c->label == LABEL_MEASURES;
        if (measures || (labelled && c->kind == NODE_TEXT && !c->closing))
            measures_add_below(h, d, c);
        labelled = labelled || measures;
    }
    static const enum label weaker[] = { LABEL_DEMANDS, LABEL_RESULT };
    for (size_t i = 0; i < ARRAY_SIZE(weaker) && !d->measure_count; i++)
        for (const struct node *c = n->first; c; c = c->next)
            if (c->kind == NODE_LABEL && c->label == weaker[i])
                measures_add_below(h, d, c);
    if (d->measure_count || labelled)
        return;
    struct node own = *n;
    own.lead = rest;
    measures_add_below(h, d, &own);
}

static void take_codes(struct walk *w, const struct node *n);

static void take_block(struct walk *w, const struct node *n)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    const struct node *text = passage_empty(passage_trim(t, n->lead)) || n->bare ? first_text(n) : NULL;
    struct head head = head_read(t, text ? text->lead : n->lead);
    bool labelled = node_labelled(n, LABEL_MEASURES) != NULL;
    if (!head.about && passage_empty(head.status) && labelled)
        head.problem = passage_trim(t, attributes_cut(t, text ? text->lead : n->lead));
    struct attributes a = { 0 };
    struct passage status = { 0 };
    attributes_in(t, n->lead, &a);
    attributes_below(t, n, &a, &status);
    size_t index = h->count;
    struct draft *d = harvest_add(h, passage_trim(t, attributes_cut(t, head.problem)));
    take_measures(h, d, n, text || labelled ? (struct passage){ 0 } : head.rest);
    d->responsible = attributes_responsible(h, &a);
    const char *deadline = attributes_deadline(h, &a);
    if (deadline)
        d->deadline = deadline;
    if (!passage_empty(head.status))
        d->status = source_text_words(h->text, passage_trim(t, head.status));
    if (!passage_empty(status))
        d->status = source_text_words(h->text, status);
    const struct node *causes = node_labelled(n, LABEL_CAUSES);
    if (causes)
        d->causes = source_text_words(h->text, passage_trim(t, measures_item_words(causes)));
    if (passage_length(d->problem) < 2)
        h->count = index;
    else
        take_codes(w, n);
}

/* Old problems quoted by their code inside the measures. */
static void take_codes(struct walk *w, const struct node *n)
{
    for (const struct node *c = n->first; c; c = c->next)
        if (c->kind == NODE_ITEM && c->marker.style == MARKER_CODE && c->strong)
            take_block(w, c);
        else if (c->kind == NODE_LABEL && c->label == LABEL_MEASURES)
            take_codes(w, c);
}

/* --- running words ----------------------------------------------------------------- */

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

/* 组织委员通报，一季度检查发现…。会议决定，由…负责…。 */
static bool take_decided(struct walk *w, struct passage p)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t next;
    struct passage found = passage_until(t, p, U"。；", &next);
    struct passage decided = { next, p.to };
    size_t n = words_at(t, decided.from, decided.to, WORDS(U"会议决定", U"会议研究决定", U"会议明确", U"会议议定", U"会议同意", U"会议要求", U"经研究决定", U"研究决定", U"决定"));
    if (!n || !words_in(t, found, WORDS(U"发现", U"存在", U"查摆", U"反映", U"指出")) || !sounds_problem(t, found))
        return false;
    decided.from += n + words_at(t, decided.from + n, decided.to, WORDS(U"，", U"：", U"："));
    for (size_t i = found.from; i < found.to; i++) {
        size_t said = words_at(t, i, found.to, WORDS(U"通报，", U"汇报，", U"报告，", U"反映，", U"指出，", U"通报："));
        if (said)
            found.from = i + said;
    }
    struct draft *d = harvest_add(h, passage_trim(t, found));
    measures_add_sentences(h, d, decided);
    return true;
}

static void note_summary(struct walk *w, struct passage p)
{
    *arena_push(w->h->arena, &w->summaries, &w->summary_count, &w->summary_capacity) = p;
}

/* Sentences that each begin with another unit: 东川市部分…。南湖市个别…。 */
static size_t take_units(struct walk *w, struct passage p)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t units = 0, rows = 0, next;
    for (struct passage q = p; !passage_empty(q); q.from = next) {
        struct passage s = passage_until(t, q, U"。", &next);
        units += findings_unit_length(t, s) > 0 && sounds_problem(t, s);
    }
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
static struct passage unit_label(struct walk *w, struct passage s, bool *ret_found)
{
    const struct source_text *t = w->h->text;
    size_t colon = passage_find_mark(t, s, U"：");
    struct passage name = { s.from, colon == NOWHERE ? s.from : colon };
    *ret_found = colon != NOWHERE && colon + 1 < s.to && sounds_unit(t, name);
    if (!*ret_found)
        return s;
    w->h->unit = passage_trim(t, name);
    return (struct passage){ colon + 1, s.to };
}

/* 巡察组指出，甲，乙，丙，丁。 */
static struct passage pointed_out(const struct source_text *t, struct passage s)
{
    for (size_t i = s.from; i < s.to; i++) {
        size_t n = words_at(t, i, s.to, WORDS(U"指出，", U"指出：", U"认为，", U"发现，", U"发现："));
        if (n)
            return (struct passage){ i + n, s.to };
    }
    return (struct passage){ s.from, s.from };
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

static int problem_items(const struct source_text *t, const struct node *n)
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
static bool take_words(struct walk *w, struct passage p, enum context context, const struct node *holder)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t before = h->count, next;
    bool pending = false;
    if (take_states(w, p) || context == CONTEXT_FIXED || (context == CONTEXT_OPEN && w->blocks)
        || take_decided(w, p) || (w->finding && take_units(w, p)))
        return false;
    bool unit = false;
    for (struct passage rest = p; !passage_empty(rest); rest.from = next) {
        struct passage s = passage_until(t, rest, U"。", &next);
        bool named;
        s = unit_label(w, s, &named);
        unit = unit || named;
        take_sentence(w, s, context, named, &pending);
    }
    int items = node_items(holder);
    bool announced = pending || context == CONTEXT_FOUND;
    bool items_taken = items && announced && problem_items(t, holder) * 2 >= items;
    if (items_taken)
        for (const struct node *c = holder->first; c; c = c->next)
            if (c->kind == NODE_ITEM)
                take_item(w, c, CONTEXT_FOUND);
    if (h->count == before && context == CONTEXT_FOUND && !pending)
        take_plain(w, p);
    return items_taken;
}

/* --- items ------------------------------------------------------------------------- */

/* X方面：  or a label that names no problem itself: the glyph behind it, or NOWHERE. */
static size_t item_label_end(const struct source_text *t, struct passage lead)
{
    size_t next;
    struct passage first = passage_until(t, lead, U"。：", &next);
    struct passage rest = passage_trim(t, (struct passage){ next, lead.to });
    if (passage_empty(rest) || passage_empty(first))
        return NOWHERE;
    if (words_end(t, first, WORDS(U"方面", U"上", U"情况")) || sounds_unit(t, first)
        || (t->folded[next - 1] == U'：' && findings_announce(t, first)))
        return next;
    return !sounds_problem(t, first) && t->folded[next - 1] == U'。' && sounds_problem(t, rest) ? next : NOWHERE;
}

static void take_group(struct walk *w, const struct node *n, struct passage rest, enum context context)
{
    struct harvest *h = w->h;
    struct passage unit = h->unit;
    size_t next;
    struct passage name = passage_until(h->text, n->lead, U"。：", &next);
    if (sounds_unit(h->text, name))
        h->unit = passage_trim(h->text, name);
    harvest_enter(h, heading_of(h->text, n));
    bool items_taken = take_words(w, rest, context, n);
    take_children(w, n, context, items_taken);
    harvest_leave(h);
    h->unit = unit;
}

static void take_found_item(struct walk *w, const struct node *n)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t next, label = item_label_end(t, n->lead);
    if (label != NOWHERE) {
        take_group(w, n, (struct passage){ label, n->lead.to }, CONTEXT_FOUND);
        return;
    }
    int items = node_items(n);
    struct passage first = passage_trim(t, passage_until(t, n->lead, U"。", &next));
    if (findings_group_end(t, first) != NOWHERE) {
        findings_split(h, first, false);
        return;
    }
    bool problem = sounds_problem(t, first);
    if ((items && problem_items(t, n) * 2 >= items) || (n->first && (!problem || words_end(t, first, WORDS(U"方面"))))
        || node_labelled(n, LABEL_PROBLEM)) {
        take_group(w, n, (struct passage){ next, n->lead.to }, CONTEXT_FOUND);
        return;
    }
    struct passage rest = { next, n->lead.to };
    for (size_t after; !passage_empty(rest); rest.from = after) {
        struct finding f = findings_find(t, passage_until(t, rest, U"。", &after));
        if (f.leads && !f.closed && !passage_empty(passage_trim(t, f.list))) {
            take_group(w, n, (struct passage){ next, n->lead.to }, CONTEXT_FOUND);
            return;
        }
    }
    if (!problem && passage_length(first) < PLAIN_ITEM_MIN)
        return;
    struct attributes a = { 0 };
    struct passage status = { 0 };
    attributes_in(t, n->lead, &a);
    attributes_below(t, n, &a, &status);
    struct draft *d = harvest_add(h, head_read(t, attributes_cut(t, first)).problem);
    d->responsible = attributes_responsible(h, &a);
    d->deadline = attributes_deadline(h, &a);
}

/* Beside problems with measures: the first sentence is the problem, the rest was done about it. */
static void take_fixed_item(struct walk *w, const struct node *n)
{
    const struct source_text *t = w->h->text;
    struct head head = head_read(t, n->lead);
    int items = node_items(n), problems = problem_items(t, n);
    if ((!sounds_problem(t, head.problem) && !head.about) || (items && problems * 3 > items * 2)) {
        take_group(w, n, n->lead, CONTEXT_FIXED);
        return;
    }
    bool done = !passage_empty(passage_trim(t, head.rest)) || n->first;
    if (done)
        take_block(w, n);
    else
        harvest_add(w->h, head.problem);
}

static bool beside_strong(const struct node *n)
{
    if (n->kind != NODE_ITEM)
        return false;
    return (n->previous && n->previous->strong && n->previous->marker.style == n->marker.style)
        || (n->next && n->next->strong && n->next->marker.style == n->marker.style);
}

static void take_item(struct walk *w, const struct node *n, enum context context)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    if (n->strong && n->blocks - 1 == 0) {
        take_block(w, n);
        return;
    }
    if (n->blocks) {
        take_group(w, n, (struct passage){ 0 }, CONTEXT_FIXED);
        return;
    }
    enum role role = classify_heading(t, n);
    bool problem = sounds_problem(t, n->lead) && context != CONTEXT_OPEN;
    if (role == ROLE_OTHER && !problem)
        return;
    if (beside_strong(n))
        context = CONTEXT_FIXED;
    size_t next;
    struct passage rest = n->lead;
    struct passage first = passage_until(t, n->lead, U"。：\n", &next);
    rest.from = next;
    bool itself = context == CONTEXT_FOUND && sounds_problem(t, first);
    if (role == ROLE_FOUND && !itself && (n->first || !passage_empty(passage_trim(t, rest))))
        take_group(w, n, rest, CONTEXT_FOUND);
    else if (role == ROLE_FIXED && n->first && !problem)
        take_group(w, n, rest, CONTEXT_FIXED);
    else if (context == CONTEXT_FOUND)
        take_found_item(w, n);
    else if (context == CONTEXT_FIXED)
        take_fixed_item(w, n);
    else
        take_group(w, n, n->lead, CONTEXT_OPEN);
}

/* --- children ---------------------------------------------------------------------- */

/* Measures that stand apart belong to the problems before them by their order. */
static void pair(struct walk *w, size_t from, const struct node *measures)
{
    struct harvest *h = w->h;
    size_t problems = h->count - from, items = (size_t)node_items(measures);
    for (size_t i = from; i < h->count; i++)
        if (h->drafts[i].measure_count)
            return;
    if (problems == 1) {
        measures_add_below(h, &h->drafts[from], measures);
        return;
    }
    if (!problems || problems != items)
        return;
    for (const struct node *c = measures->first; c; c = c->next)
        if (c->kind == NODE_ITEM)
            measures_add(h, &h->drafts[from++], measures_item_words(c));
}

static bool found_list(const struct source_text *t, const struct node *c)
{
    return (c->kind == NODE_ITEM || c->kind == NODE_LABEL) && classify_heading(t, c) == ROLE_FOUND;
}

static void take_label(struct walk *w, const struct node *c, enum context context)
{
    if (c->strong) {
        take_block(w, c);
    } else if (c->label == LABEL_PROBLEM && !(w->blocks && context == CONTEXT_OPEN)) {
        if (!passage_empty(passage_trim(w->h->text, c->lead)))
            findings_split(w->h, passage_trim(w->h->text, c->lead), false);
        take_children(w, c, CONTEXT_FOUND, false);
    } else if (c->blocks) {
        take_children(w, c, CONTEXT_FIXED, false);
    }
}

/* The last sentence of a paragraph says that problems follow. */
static bool announces(const struct source_text *t, struct passage p)
{
    struct passage last = { p.from, p.from };
    for (size_t next; !passage_empty(p); p.from = next) {
        struct passage s = passage_until(t, p, U"。", &next);
        if (!passage_empty(passage_trim(t, s)))
            last = s;
    }
    struct finding f = findings_find(t, last);
    return f.leads && passage_empty(passage_trim(t, f.list));
}

/* A document that is nothing but 一是…。二是…。三是…。 */
static bool bare_list(const struct source_text *t, const struct node *n)
{
    const struct node *first = n->first;
    return n->kind == NODE_ROOT && first && first->kind == NODE_ITEM && first->marker.style >= MARKER_ITEM
        && node_items(n) > 1 && problem_items(t, n) == node_items(n);
}

static void take_children(struct walk *w, const struct node *n, enum context context, bool skip_items)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t from = h->count;
    bool list = false, pending = false, quiet = context == CONTEXT_OPEN && !w->blocks;
    /* Numbered pieces that nothing but a paragraph before them, or nothing at all, declares problems. */
    bool may_be_list = quiet && problem_items(t, n) * 2 >= node_items(n), bare = quiet && bare_list(t, n);
    for (const struct node *c = n->first; c; c = c->next) {
        if (n->kind == NODE_ROOT || n->marker.style == MARKER_PART)
            h->part++;
        if (c->kind == NODE_TABLE) {
            table_problems_take(h, c->table);
            continue;
        }
        if (c->closing || (skip_items && c->kind == NODE_ITEM))
            continue;
        bool measures = (c->kind == NODE_ITEM || c->kind == NODE_LABEL) && !c->blocks && classify_heading(t, c) == ROLE_MEASURES;
        if (measures && (list || c->kind == NODE_LABEL || c->label)) {
            pair(w, from, c);
            from = h->count;
            continue;
        }
        if (found_list(t, c)) {
            from = h->count;
            list = true;
        }
        if (c->kind == NODE_ITEM) {
            take_item(w, c, may_be_list && (pending || bare) ? CONTEXT_FOUND : context);
        } else if (c->kind == NODE_LABEL) {
            take_label(w, c, context);
        } else if (c->blocks) {
            take_children(w, c, CONTEXT_FIXED, false);
        } else {
            take_words(w, c->lead, context, c);
            pending = announces(t, c->lead);
        }
    }
}

void leaves_finish(struct harvest *h, struct draft *d)
{
    const struct source_text *t = h->text;
    struct passage found;
    if (!d->responsible && !passage_empty(d->unit))
        d->responsible = source_text_words(h->text, d->unit);
    for (size_t i = 0; i < d->measure_count && !d->responsible; i++)
        if (party_in(t, d->measures[i], &found))
            d->responsible = source_text_words(h->text, found);
    for (size_t i = 0; i < d->measure_count && !d->deadline; i++)
        if (deadline_in(h, d->measures[i], &found))
            d->deadline = source_text_words(h->text, found);
}

void leaves_take(struct harvest *h, struct node *root)
{
    struct walk w = { .h = h };
    classify_blocks(h->text, root);
    w.blocks = root->blocks > 0;
    take_children(&w, root, CONTEXT_OPEN, false);
    for (size_t i = 0; i < w.summary_count && !h->count; i++)
        findings_split(h, w.summaries[i], true);
}
