/* What the tests of the reading part share: a document made of text lines. */
#ifndef MINGZE_TESTS_READING_H
#define MINGZE_TESTS_READING_H

#include <string.h>

#include "base/base.h"
#include "check.h"
#include "document/document.h"
#include "feature/rectification/reading/source_text.h"

static struct arena *reading_arena;

__attribute__((unused)) static struct document *reading_document(const char *text)
{
    struct document *document;
    arena_destroy(reading_arena);
    reading_arena = arena_create(256u << 20);
    CHECK_DONE(document_read(reading_arena, "text.txt", text, strlen(text), &document));
    return document;
}

__attribute__((unused)) static struct source_text *reading_text(const char *text)
{
    const struct document *document = reading_document(text);
    return source_text_read(reading_arena, document);
}

/* The first line's passage. */
__attribute__((unused)) static struct passage reading_line(const struct source_text *t)
{
    CHECK(t->line_count > 0);
    return t->lines[0].text;
}

#endif
