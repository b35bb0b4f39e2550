#include "feature/rectification/reading/attributes.h"

#include "base/base.h"
#include "feature/rectification/reading/deadline.h"
#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/words.h"

static bool attribute_label(enum label label)
{
    return label == LABEL_RESPONSIBLE || label == LABEL_DEADLINE;
}

void attributes_add(const struct source_text *t, struct attributes *a, enum label label, struct passage words, struct passage value)
{
    value = passage_trim(t, value);
    words = passage_trim(t, words);
    if (passage_empty(value) || sounds_nothing(t, value))
        return;
    struct passage class;
    if (label == LABEL_DEADLINE && sounds_status(t, value) && !deadline_class_in(t, value, &class))
        return;
    if (label == LABEL_DEADLINE) {
        for (int i = 0; i < a->deadline_count; i++)
            if (passage_same(t, a->deadlines[i], value))
                return;
        if (a->deadline_count < ATTRIBUTES_MAX)
            a->deadlines[a->deadline_count++] = value;
        return;
    }
    for (int i = 0; i < a->responsible_count; i++)
        if (passage_same(t, a->responsible[i].value, value) && passage_same(t, a->responsible[i].label, words))
            return;
    if (a->responsible_count < ATTRIBUTES_MAX) {
        a->responsible[a->responsible_count].label = words;
        a->responsible[a->responsible_count++].value = value;
    }
}

/* A value ends at ； 。 or the bracket's end, and at a comma or space before the next label. */
static size_t value_end(const struct source_text *t, size_t at, size_t end)
{
    uint8_t base = at < end ? t->depth[at] : 0;
    for (size_t i = at; i < end; i++) {
        uint32_t c = t->folded[i];
        size_t length;
        if (t->depth[i] < base || (t->depth[i] == base && (c == U'；' || c == U'。')))
            return i;
        if ((c == U'，' || c == ' ') && t->depth[i] == base && attribute_label(label_at(t, i + 1, end, false, &length)))
            return i;
    }
    return end;
}

void attributes_in(const struct source_text *t, struct passage p, struct attributes *a)
{
    for (size_t i = p.from; i < p.to; i++) {
        if (i > p.from && !glyph_mark(t->folded[i - 1]))
            continue;
        size_t length;
        enum label label = label_at(t, i, p.to, false, &length);
        if (!attribute_label(label))
            continue;
        size_t end = value_end(t, i + length, p.to);
        attributes_add(t, a, label, (struct passage){ i, i + length }, (struct passage){ i + length, end });
        if (end > i)
            i = end - 1;
    }
}

void attributes_below(const struct source_text *t, const struct node *node, struct attributes *a, struct passage *ret_status)
{
    for (const struct node *c = node->first; c; c = c->next) {
        if (c->strong)
            continue;
        if (c->kind == NODE_LABEL && attribute_label(c->label)) {
            struct passage value = c->lead;
            value.to = value_end(t, value.from, value.to);
            attributes_add(t, a, c->label, (struct passage){ c->whole.from, c->lead.from }, value);
            attributes_in(t, (struct passage){ value.to < c->lead.to ? value.to + 1 : c->lead.to, c->lead.to }, a);
        } else {
            attributes_in(t, c->lead, a);
        }
        if (c->kind == NODE_LABEL && c->label == LABEL_RESULT && passage_empty(*ret_status))
            *ret_status = passage_trim(t, c->lead);
        attributes_below(t, c, a, ret_status);
    }
}

struct passage attributes_cut(const struct source_text *t, struct passage p)
{
    struct passage q = passage_trim(t, p);
    if (passage_empty(q) || t->folded[q.to - 1] != U'）')
        return p;
    uint8_t depth = t->depth[q.to - 1];
    for (size_t i = q.to - 1; i > q.from; i--) {
        size_t length;
        if (t->folded[i - 1] != U'（' || t->depth[i - 1] != depth)
            continue;
        return attribute_label(label_at(t, i, q.to, false, &length))
            ? attributes_cut(t, (struct passage){ q.from, i - 1 }) : p;
    }
    return p;
}

const char *attributes_responsible(struct harvest *h, const struct attributes *a)
{
    if (!a->responsible_count)
        return NULL;
    if (a->responsible_count == 1)
        return source_text_words(h->text, a->responsible[0].value);
    struct buffer b = buffer_in(h->arena);
    for (int i = 0; i < a->responsible_count; i++) {
        if (i)
            buffer_adds(&b, "；");
        buffer_adds(&b, source_text_words(h->text, a->responsible[i].label));
        buffer_adds(&b, "：");
        buffer_adds(&b, source_text_words(h->text, a->responsible[i].value));
    }
    return b.p;
}

const char *attributes_deadline(struct harvest *h, const struct attributes *a)
{
    if (!a->deadline_count)
        return NULL;
    struct buffer b = buffer_in(h->arena);
    for (int i = 0; i < a->deadline_count; i++) {
        if (i)
            buffer_adds(&b, "；");
        buffer_adds(&b, source_text_words(h->text, a->deadlines[i]));
    }
    return b.p;
}
