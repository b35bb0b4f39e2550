#include "feature/rectification/reading/form_problems.h"

#include "base/base.h"
#include "feature/rectification/reading/attributes.h"
#include "feature/rectification/reading/findings.h"
#include "feature/rectification/reading/head.h"
#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/measures.h"
#include "feature/rectification/reading/words.h"

struct form {
    struct harvest *h;
    const struct table *table;
    size_t first;                /* the form's first draft */
    struct attributes attributes;
};

static const struct cell *cell_at(const struct form *f, int row, int column)
{
    return &f->table->cells[(size_t)row * (size_t)f->table->columns + (size_t)column];
}

/* What a cell is the label of; in narrow cells it is broken over lines (存在 ⏎ 问题). */
static enum label cell_label(struct form *f, const struct cell *cell, struct passage *ret_words)
{
    struct buffer b = buffer_in(f->h->arena);
    for (const char *p = cell->text; *p && b.n < 96; p++)
        if (*p != '\n' && *p != ' ')
            buffer_addc(&b, *p);
    if (!b.n || cell->repeated)
        return LABEL_NONE;
    *ret_words = passage_trim(f->h->text, source_text_add(f->h->text, b.p, cell->at));
    return label_of(f->h->text, *ret_words);
}

static void take_problems(struct form *f, struct passage value)
{
    struct harvest *h = f->h;
    struct node *root = outline_build_passage(h->text, value);
    if (node_items(root) == 0)
        findings_split(h, value, false);
    for (const struct node *c = root->first; c && node_items(root); c = c->next) {
        size_t next;
        struct passage first = passage_until(h->text, c->lead, U"。", &next);
        if (c->kind == NODE_ITEM && !sounds_nothing(h->text, first))
            harvest_add(h, head_read(h->text, first).problem);
    }
}

/* Measures belong to the problems by their order, or all of them to the only one. */
static void take_measures(struct form *f, struct passage value)
{
    struct harvest *h = f->h;
    struct node *root = outline_build_passage(h->text, value);
    size_t problems = h->count - f->first, i = f->first;
    if (problems == 1)
        measures_add_below(h, &h->drafts[i], root);
    else if (problems == (size_t)node_items(root))
        for (const struct node *c = root->first; c; c = c->next)
            if (c->kind == NODE_ITEM)
                measures_add(h, &h->drafts[i++], measures_item_words(c));
}

static void each_value(struct form *f, void (*take)(struct form *, enum label, struct passage label, struct passage value))
{
    for (int row = 0; row < f->table->rows; row++)
        for (int c = 0; c + 1 < f->table->columns; c++) {
            struct passage words, other;
            enum label label = cell_label(f, cell_at(f, row, c), &words);
            const struct cell *value = cell_at(f, row, c + 1);
            if (label && *value->text && !value->repeated && !cell_label(f, value, &other))
                take(f, label, words, passage_trim(f->h->text, source_text_add(f->h->text, value->text, value->at)));
        }
}

static void first_pass(struct form *f, enum label label, struct passage words, struct passage value)
{
    (void)words;
    if (label == LABEL_PROBLEM && !sounds_nothing(f->h->text, value))
        take_problems(f, value);
}

static void second_pass(struct form *f, enum label label, struct passage words, struct passage value)
{
    if (label == LABEL_MEASURES || label == LABEL_DEMANDS)
        take_measures(f, value);
    else if (label == LABEL_RESPONSIBLE || label == LABEL_DEADLINE)
        attributes_add(f->h->text, &f->attributes, label, words, value);
}

void form_problems_take(struct harvest *h, const struct table *table)
{
    struct form f = { .h = h, .table = table, .first = h->count };
    each_value(&f, first_pass);
    if (h->count == f.first)
        return;
    each_value(&f, second_pass);
    for (size_t i = f.first; i < h->count; i++) {
        h->drafts[i].responsible = attributes_responsible(h, &f.attributes);
        h->drafts[i].deadline = attributes_deadline(h, &f.attributes);
    }
}
