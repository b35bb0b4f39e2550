#include "feature/rectification/reading/leaves.h"

#include "base/base.h"
#include "feature/rectification/reading/attributes.h"
#include "feature/rectification/reading/classify.h"
#include "feature/rectification/reading/deadline.h"
#include "feature/rectification/reading/findings.h"
#include "feature/rectification/reading/head.h"
#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/measures.h"
#include "feature/rectification/reading/party.h"
#include "feature/rectification/reading/table_problems.h"
#include "feature/rectification/reading/walk.h"
#include "feature/rectification/reading/words.h"

/* A bare item of this length is taken for a problem below 存在的问题, whatever it sounds like. */
#define PLAIN_ITEM_MIN 10

/* The heading as the section shows it: its number and its first sentence. */
static struct passage heading_of(const struct source_text *t, const struct node *n)
{
    size_t next;
    struct passage p = passage_until(t, (struct passage){ n->whole.from, n->lead.to > n->whole.from ? n->lead.to : n->whole.to }, U"。\n", &next);
    return passage_trim(t, p);
}

/* X方面：  or a label that names no problem itself: the glyph behind it, or NOWHERE. */
static size_t item_label_end(const struct source_text *t, struct passage lead, bool beside_problems)
{
    size_t next;
    struct passage first = passage_until(t, lead, U"。：", &next);
    struct passage rest = passage_trim(t, (struct passage){ next, lead.to });
    if (passage_empty(rest) || passage_empty(first))
        return NOWHERE;
    if (words_end(t, first, WORDS(U"方面", U"上", U"情况")) || sounds_unit(t, first)
        || (t->folded[next - 1] == U'：' && findings_announce(t, first)))
        return next;
    return !sounds_problem(t, first) && t->folded[next - 1] == U'。' && sounds_problem(t, rest) && !beside_problems ? next : NOWHERE;
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
    bool items_taken = walk_words(w, rest, context, n);
    walk_children(w, n, context, items_taken);
    harvest_leave(h);
    h->unit = unit;
}

/* Counted once, however many children ask. */
static int problem_items(const struct source_text *t, struct node *parent)
{
    if (!parent->problem_items)
        parent->problem_items = 1 + walk_problem_items(t, parent);
    return parent->problem_items - 1;
}

/* 插线板串接使用, between 应急照明灯不亮 and 灭火器压力不足: its neighbours say what it is. */
static bool among_problems(const struct source_text *t, const struct node *n)
{
    return problem_items(t, n->parent) * 3 >= node_items(n->parent);
}

static void take_found_item(struct walk *w, const struct node *n)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t next, label = item_label_end(t, n->lead, problem_items(t, n->parent) * 2 > node_items(n->parent));
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
    if ((items && walk_problem_items(t, n) * 2 >= items) || (n->first && (!problem || words_end(t, first, WORDS(U"方面"))))
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
    if (!problem && passage_length(first) < PLAIN_ITEM_MIN && !among_problems(t, n))
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
    int items = node_items(n), problems = walk_problem_items(t, n);
    if ((!sounds_problem(t, head.problem) && !head.about) || (items && problems * 3 > items * 2)) {
        take_group(w, n, n->lead, CONTEXT_FIXED);
        return;
    }
    bool done = !passage_empty(passage_trim(t, head.rest)) || n->first;
    if (done)
        walk_block(w, n);
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

/* 3家单位12个项目预算编制不细化: a finding that begins with how many it was found at. */
static bool counts_finding(const struct source_text *t, struct passage p)
{
    p = passage_trim(t, p);
    size_t at = p.from, next;
    while (at < p.to && glyph_digit(t->folded[at]))
        at++;
    return at > p.from && words_at(t, at, p.to, WORDS(U"家", U"个", U"户", U"所", U"名", U"项", U"只", U"处", U"辆", U"笔"))
        && sounds_problem(t, passage_until(t, p, U"；。", &next));
}

/* （一）项目资金审计。6个乡镇未按…；2个项目多结算…  below 审计情况 */
static bool holds_findings(const struct source_text *t, const struct node *n)
{
    int items = 0, counted = 0;
    for (const struct node *c = n->first; c; c = c->next) {
        if ((c->kind == NODE_TEXT && walk_announces(t, c->lead)) || (c->kind == NODE_LABEL && c->label == LABEL_PROBLEM))
            return true;
        if (c->kind != NODE_ITEM)
            continue;
        size_t next;
        struct passage label = passage_until(t, c->lead, U"。：", &next);
        items++;
        counted += counts_finding(t, label) || counts_finding(t, (struct passage){ next, c->lead.to });
    }
    return items && counted * 2 > items;
}

void walk_item(struct walk *w, const struct node *n, enum context context)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    if (n->strong && n->blocks - 1 == 0) {
        walk_block(w, n);
        return;
    }
    if (n->blocks) {
        take_group(w, n, (struct passage){ 0 }, CONTEXT_FIXED);
        return;
    }
    enum role role = classify_heading(t, n);
    bool problem = sounds_problem(t, n->lead) && context != CONTEXT_OPEN;
    if (role == ROLE_FRONT && !w->blocks && holds_findings(t, n)) {
        take_group(w, n, n->lead, CONTEXT_FOUND);
        return;
    }
    if ((role == ROLE_FRONT || role == ROLE_OTHER || role == ROLE_MEASURES) && !problem)
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

/* Measures that stand apart belong to the problems before them by their order. */
static void pair(struct walk *w, size_t from, const struct node *measures)
{
    struct harvest *h = w->h;
    size_t problems = h->count - from, items = (size_t)node_items(measures);
    for (size_t i = from; i < h->count; i++)
        if (h->drafts[i].measure_count)
            return;
    if (problems == 1) {
        struct node own = *measures;
        if (own.bare)
            own.lead.from = own.lead.to;
        measures_add_below(h, &h->drafts[from], &own);
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
        walk_block(w, c);
    } else if (c->label == LABEL_PROBLEM && !(w->blocks && context == CONTEXT_OPEN)) {
        if (!passage_empty(passage_trim(w->h->text, c->lead)))
            findings_split(w->h, passage_trim(w->h->text, c->lead), false);
        walk_children(w, c, CONTEXT_FOUND, false);
    } else if (c->blocks) {
        walk_children(w, c, CONTEXT_FIXED, false);
    }
}

/* A document that is nothing but 一是…。二是…。三是…。 */
static bool bare_list(const struct source_text *t, const struct node *n)
{
    const struct node *first = n->first;
    return n->kind == NODE_ROOT && first && first->kind == NODE_ITEM && first->marker.style >= MARKER_ITEM
        && node_items(n) > 1 && walk_problem_items(t, n) == node_items(n);
}

void walk_children(struct walk *w, const struct node *n, enum context context, bool skip_items)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t from = h->count;
    bool list = false, pending = false, colon = false, advice = false, quiet = context == CONTEXT_OPEN && !w->blocks;
    /* Numbered pieces that nothing but a paragraph before them, or nothing at all, declares problems. */
    bool may_be_list = quiet && walk_problem_items(t, n) * 2 >= node_items(n), bare = quiet && bare_list(t, n);
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
        if (advice && c->kind == NODE_ITEM && !c->blocks && !found_list(t, c))
            continue;
        if (c->kind == NODE_ITEM) {
            walk_item(w, c, (may_be_list && (pending || bare)) || (quiet && (walk_says_nothing_else(t, c) || (colon && walk_lists_problems(t, c)))) ? CONTEXT_FOUND : context);
        } else if (c->kind == NODE_LABEL) {
            take_label(w, c, context);
        } else if (c->blocks) {
            /* a page without line breaks is one paragraph: its chapters stand in it */
            walk_children(w, c, c->first && c->first->kind == NODE_ITEM && c->first->marker.style <= MARKER_CHAPTER ? context : CONTEXT_FIXED, false);
        } else if (!(quiet && pending && c->previous && c->previous->kind == NODE_TEXT && walk_announced(w, c))) {
            walk_words(w, c->lead, context, c);
            pending = !node_items(c) && walk_announces(t, c->lead);
            colon = pending && walk_ends_with_colon(t, c->lead) && findings_announce(t, passage_trim(t, c->lead));
        }
        const struct node *end = walk_last_words(c);
        advice = end && (walk_advises(t, end->lead) || (advice && !walk_announces(t, end->lead)));
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

/* Two paragraphs and more that each report to another unit. */
static bool reports_by_unit(const struct source_text *t)
{
    struct passage first = { 0 };
    for (size_t i = 0; i < t->line_count; i++) {
        size_t next;
        struct passage p = passage_until(t, t->lines[i].text, U"。", &next);
        struct passage unit = walk_reported_unit(t, p);
        if (passage_empty(first))
            first = unit;
        else if (!passage_empty(unit) && !passage_same(t, unit, first))
            return true;
    }
    return false;
}

void leaves_take(struct harvest *h, struct node *root)
{
    struct walk w = { .h = h };
    classify_blocks(h->text, root);
    w.blocks = root->blocks > 0;
    w.by_unit = !w.blocks && reports_by_unit(h->text);
    walk_children(&w, root, CONTEXT_OPEN, false);
    for (size_t i = 0; i < w.summary_count && !h->count; i++)
        findings_split(h, w.summaries[i], true);
}
