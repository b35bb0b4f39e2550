/* For tests: reading bytes, and a whole document as one text to compare with. */
#ifndef MINGZE_TESTS_MADE_DOCUMENT_H
#define MINGZE_TESTS_MADE_DOCUMENT_H

#include "base/base.h"
#include "document/document.h"
#include "make_package.h"

#include "check.h"

/* Paragraphs joined by "|". */
__attribute__((unused)) static const char *paragraphs_of(struct arena *arena, const struct document *d)
{
    struct buffer b = buffer_in(arena);
    for (size_t i = 0; i < d->paragraph_count; i++) {
        if (i)
            buffer_addc(&b, '|');
        buffer_adds(&b, d->paragraphs[i].text);
    }
    return b.p ? b.p : "";
}

/* A table: cells joined by "|", rows ended by "\n", repeated cells marked "^", lines in a cell joined by "/". */
__attribute__((unused)) static const char *table_of(struct arena *arena, const struct table *t)
{
    struct buffer b = buffer_in(arena);
    for (int i = 0; i < t->rows * t->columns; i++) {
        if (t->cells[i].repeated)
            buffer_addc(&b, '^');
        buffer_adds(&b, text_replace(arena, t->cells[i].text, "\n", "/"));
        buffer_addc(&b, (i + 1) % t->columns ? '|' : '\n');
    }
    return b.p ? b.p : "";
}

__attribute__((unused)) static struct document *read_made(struct arena *arena, struct made made)
{
    struct document *d = NULL;
    int outcome = document_read(arena, "made", made.bytes, made.n, &d);
    free(made.bytes);
    CHECK_OUTCOME(outcome, DONE);
    return d;
}

__attribute__((unused)) static int refuse_made(struct arena *arena, struct made made)
{
    struct document *d = NULL;
    int outcome = document_read(arena, "made", made.bytes, made.n, &d);
    free(made.bytes);
    return outcome;
}

#endif
