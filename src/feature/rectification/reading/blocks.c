#include "feature/rectification/reading/walk.h"

#include "base/base.h"
#include "feature/rectification/reading/attributes.h"
#include "feature/rectification/reading/head.h"
#include "feature/rectification/reading/measures.h"
#include "feature/rectification/reading/words.h"

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

void walk_block(struct walk *w, const struct node *n)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    const struct node *text = passage_empty(passage_trim(t, n->lead)) || n->bare ? first_text(n) : NULL;
    struct head head = head_read(t, text ? text->lead : n->lead);
    bool labelled = node_labelled(n, LABEL_MEASURES) != NULL;
    /* A labelled problem is all that its label covers; a bare item is its first sentence, facts follow. */
    bool all = labelled && (n->label == LABEL_PROBLEM || n->kind == NODE_LABEL || n->marker.style == MARKER_COUNTED);
    if (!head.about && passage_empty(head.status) && all)
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
        if (c->kind == NODE_ITEM && c->marker.style == MARKER_CODE && c->strong) {
            size_t first = w->h->count;
            walk_block(w, c);
            for (size_t i = first; i < w->h->count; i++)
                w->h->drafts[i].quoted = true;
        } else if (c->kind == NODE_LABEL && c->label == LABEL_MEASURES)
            take_codes(w, c);
}

