/* What the walk over a document's outline has gathered, as one line a test can read. */
#ifndef MINGZE_TESTS_HARVESTED_H
#define MINGZE_TESTS_HARVESTED_H

#include "feature/rectification/reading/classify.h"
#include "feature/rectification/reading/walk.h"
#include "feature/rectification/reading/words.h"
#include "reading.h"

struct harvested {
    struct harvest h;
    struct node *root;
};

/* The outline of a text, and an empty harvest above it. */
__attribute__((unused)) static struct harvested harvested_open(const char *text)
{
    struct source_text *t = reading_text(text);
    return (struct harvested){.h = {.arena = reading_arena, .text = t}, .root = outline_build(t)};
}

__attribute__((unused)) static struct passage harvested_all(const struct harvested *d)
{
    return (struct passage){0, d->h.text->length};
}

/* PROBLEM{MEASURE/MEASURE}, one behind the other with | between; without measures the braces are left out. */
__attribute__((unused)) static const char *harvested_print(const struct harvested *d)
{
    const struct source_text *t = d->h.text;
    struct buffer b = buffer_in(reading_arena);
    buffer_adds(&b, "");
    for (size_t i = 0; i < d->h.count; i++) {
        const struct draft *draft = &d->h.drafts[i];
        buffer_addf(&b, "%s%s", i ? "|" : "", source_text_words(t, draft->problem));
        for (size_t k = 0; k < draft->measure_count; k++)
            buffer_addf(&b, "%s%s", k ? "/" : "{", source_text_words(t, draft->measures[k]));
        buffer_adds(&b, draft->measure_count ? "}" : "");
    }
    return b.p;
}

/* The n-th node of the outline's first level, from 0. */
__attribute__((unused)) static struct node *harvested_node(const struct harvested *d, int n)
{
    struct node *node = d->root->first;
    while (n-- && node)
        node = node->next;
    CHECK(node);
    return node;
}

#endif
