/* The text of a document, cleaned for reading and still tied to its places.
 *
 * All paragraphs lie behind one another in four arrays of equal length, a glyph a code point:
 *   shown    the document's own character
 *   folded   the same for matching: simplified, full-width punctuation, ASCII digits
 *   offset   where it stood in its source paragraph
 *   depth    how many quotes and brackets are open around it; the marks themselves stand outside,
 *            and marks that do not pair up inside their line count as none
 * Dropped on the way: zero-width characters, pinyin in brackets, navigation and page-number lines,
 * line breaks inside sentences.  So a passage of glyphs may come from several source paragraphs. */
#ifndef MINGZE_RECTIFICATION_SOURCE_TEXT_H
#define MINGZE_RECTIFICATION_SOURCE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/document.h"

struct passage {
    size_t from, to;             /* glyphs [from, to) */
};

struct source_line {             /* a logical paragraph */
    struct passage text;
    int table;                   /* from 1: this line stands for that table, text is empty */
    int heading;                 /* outline level of its style, else 0 */
};

struct source_text {
    struct arena *arena;
    const uint16_t *simplified;  /* NULL when the document has no traditional characters */
    uint32_t *shown, *folded;
    int32_t *offset;
    uint8_t *depth;
    size_t length, capacity;
    struct source_piece { size_t from; int paragraph; } *pieces;
    size_t piece_count, piece_capacity;
    struct source_line *lines;
    size_t line_count, line_capacity;
};

struct source_text *source_text_read(struct arena *, const struct document *);
/* Adds text that is no line of its own (a table's cell) and gives back where it went. */
struct passage source_text_add(struct source_text *, const char *text, struct place at);

/* The document's own words in a passage, UTF-8. */
char *source_text_words(const struct source_text *, struct passage);
/* Where they stand, one place a source paragraph. */
struct place *source_text_places(const struct source_text *, struct passage, size_t *ret_n);

#endif
