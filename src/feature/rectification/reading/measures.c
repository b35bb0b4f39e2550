#include "feature/rectification/reading/measures.h"

#include "base/base.h"
#include "feature/rectification/reading/attributes.h"
#include "feature/rectification/reading/deadline.h"
#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/words.h"

#define MEASURE_GLYPHS_MIN 2

static bool general(const struct source_text *t, struct passage p)
{
    WORD_LIST(starts, U"其中，已", U"其中已", U"具体情况如下", U"具体如下", U"具体整改", U"目前，该问题", U"截至目前，该问题", U"该问题已", U"此问题已", U"该问题正在", U"现将", U"采取以下措施", U"整改措施如下", U"针对此问题", U"针对该问题", U"对上述", U"对以上", U"针对上述", U"针对以上");
    return words_at(t, p.from, p.to, starts) && !words_in(t, p, WORDS(U"制定", U"修订", U"开展", U"召开", U"建立"));
}

/* Sentences behind the first that only say how things stand now. */
static struct passage without_state(const struct source_text *t, struct passage p, bool first_only)
{
    size_t next = p.from;
    struct passage kept = p;
    for (bool first = true; next < p.to; first = false) {
        struct passage sentence = passage_until(t, (struct passage){ next, p.to }, U"。", &next);
        struct passage words = passage_trim(t, sentence);
        if (!first && !passage_empty(words) && (first_only || sounds_status(t, words) || general(t, words)
                || words_at(t, words.from, words.to, WORDS(U"目前，", U"截至目前", U"截至", U"下一步"))))
            return (struct passage){ p.from, sentence.from };
        kept.to = sentence.to;
    }
    return kept;
}

void measures_add(struct harvest *h, struct draft *d, struct passage p)
{
    const struct source_text *t = h->text;
    p = passage_trim(t, attributes_cut(t, p));
    if (sounds_status(t, p)) {
        if (!d->status)
            d->status = source_text_words(h->text, p);
        return;
    }
    struct passage date;
    if (general(t, p) && !d->deadline && deadline_in(h, p, &date))
        d->deadline = source_text_words(h->text, date);
    if (passage_length(p) < MEASURE_GLYPHS_MIN || general(t, p) || sounds_nothing(t, p))
        return;
    *arena_push(h->arena, &d->measures, &d->measure_count, &d->measure_capacity) = p;
}

/* 该问题正在整改，9月底前完成。  What a sentence behind a measure says of the state and of the time. */
static void note_state(struct harvest *h, struct draft *d, struct passage p)
{
    const struct source_text *t = h->text;
    for (size_t next; !passage_empty(p); p.from = next) {
        struct passage s = passage_trim(t, passage_until(t, p, U"。", &next)), date;
        if (sounds_status(t, s) && !d->status)
            d->status = source_text_words(t, s);
        else if (general(t, s) && !d->deadline && deadline_in(h, s, &date))
            d->deadline = source_text_words(t, date);
    }
}

void measures_add_sentences(struct harvest *h, struct draft *d, struct passage p)
{
    const struct source_text *t = h->text;
    p = attributes_cut(t, p);
    while (!passage_empty(p)) {
        size_t next;
        struct passage sentence = passage_until(t, p, U"。；！\n", &next);
        measures_add(h, d, sentence);
        p.from = next;
    }
}

static bool ends_measure(const struct node *n)
{
    return (n->kind == NODE_LABEL && n->label != LABEL_MEASURES && n->label != LABEL_PROBLEM) || n->marker.style == MARKER_CODE || n->kind == NODE_TABLE;
}

/* The end of the words below a node, or where something else begins. */
static bool words_end_below(const struct node *n, size_t *end)
{
    for (const struct node *c = n->first; c; c = c->next) {
        if (ends_measure(c)) {
            *end = c->whole.from > *end ? *end : c->whole.from;
            return true;
        }
        if (c->lead.to > *end)
            *end = c->lead.to;
        if (words_end_below(c, end))
            return true;
    }
    return false;
}

static const struct node *text_below(const struct node *n)
{
    for (const struct node *c = n->first; c; c = c->next)
        if (c->kind == NODE_TEXT)
            return c;
    return NULL;
}

/* A paragraph behind the last item speaks of the list where no other item has one of its own. */
struct passage measures_item_words(const struct node *n)
{
    struct passage p = n->lead;
    words_end_below(n, &p.to);
    const struct node *text = text_below(n);
    if (text && text->whole.from < p.to && !n->next && n->previous && !text_below(n->previous))
        p.to = text->whole.from;
    return p;
}

static bool ends_with_semicolon(const struct source_text *t, struct passage p)
{
    while (p.to > p.from && t->folded[p.to - 1] == ' ')
        p.to--;
    return !passage_empty(p) && t->folded[p.to - 1] == U'；';
}

static void add_preface(struct harvest *h, struct draft *d, struct passage p)
{
    const struct source_text *t = h->text;
    struct passage trimmed = p;
    while (trimmed.to > trimmed.from && t->folded[trimmed.to - 1] == ' ')
        trimmed.to--;
    if (passage_empty(trimmed) || t->folded[trimmed.to - 1] == U'：')
        return;
    measures_add_sentences(h, d, p);
}

void measures_add_below(struct harvest *h, struct draft *d, const struct node *node)
{
    const struct source_text *t = h->text;
    const struct node *first = NULL;
    for (const struct node *c = node->first; c && !first; c = c->next)
        if (c->kind == NODE_ITEM && c->marker.style != MARKER_CODE)
            first = c;
    if (first)
        add_preface(h, d, node->lead);
    else
        measures_add_sentences(h, d, node->lead);
    bool joined = first && first->next && ends_with_semicolon(t, measures_item_words(first));
    for (const struct node *c = node->first; c; c = c->next) {
        if (c->kind == NODE_ITEM && c->marker.style != MARKER_CODE) {
            struct passage words = measures_item_words(c), kept = without_state(t, words, joined);
            measures_add(h, d, kept);
            if (!joined)
                note_state(h, d, (struct passage){ kept.to, words.to });
        }
        else if ((c->kind == NODE_TEXT && !c->closing) || (c->kind == NODE_LABEL && c->label == LABEL_MEASURES))
            measures_add_below(h, d, c);
    }
}
