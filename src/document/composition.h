/* A paper in the making: its blocks in memory, so that it is counted, searched for what is still to be filled in, and shown
 * before it becomes a file.  Everything lives in the arena.
 *
 * What the records do not say is never guessed and never left out: it stands there as 【待填：…】, and `marks` lists it. */
#ifndef MINGZE_DOCUMENT_COMPOSITION_H
#define MINGZE_DOCUMENT_COMPOSITION_H

#include <stddef.h>

#include "document/paper.h"

struct arena;

enum { COMPOSITION_COLUMNS_MAX = 8 };

struct block {
    enum { BLOCK_TEXT, BLOCK_TABLE, BLOCK_ROW, BLOCK_TABLE_END, BLOCK_PAGE } kind;
    enum paper_style style;
    const char *text;                                    /* BLOCK_TEXT */
    const struct paper_column *columns;                  /* BLOCK_TABLE */
    const char *cells[COMPOSITION_COLUMNS_MAX]; int n;   /* BLOCK_ROW; n also of BLOCK_TABLE */
};

struct composition {
    struct arena *arena;
    const char *title;
    /* What every text goes through first (names of persons out, say), with its own data; adds what it took out to *hidden.  NULL: nothing. */
    const char *(*clean)(struct arena *, const void *with, const char *text, int *hidden);
    const void *clean_with;
    int hidden;
    struct block *blocks; size_t n, cap;
};

void composition_start(struct composition *, struct arena *, const char *title);
/* A paragraph, as printf. */
void compose(struct composition *, enum paper_style, const char *format, ...) __attribute__((format(printf, 3, 4)));
void compose_table(struct composition *, const struct paper_column *, int n);
void compose_row(struct composition *, const char *const *cells, int n);
void compose_table_end(struct composition *);
void compose_page(struct composition *);
/* The text, or “【待填：what】” where it is empty. */
const char *compose_value(struct composition *, const char *text, const char *what);
/* A free text as the end of a sentence: without its own full stop. */
const char *compose_clause(struct composition *, const char *text, const char *what);

/* Who signs and when, at the end of a letter. */
void compose_signature(struct composition *, const char *unit);

/* 2026年7月6日 of a day as it is stored; "" for "". */
const char *date_words(struct arena *, const char *date);
/* 一、（一） in Chinese numbers; digits from 1000 on. */
const char *number_words(struct arena *, int);

/* Characters as an office counts them: without white space. */
size_t composition_characters(const struct composition *);
/* What is still to be filled in, in order: “联系电话”; as often as it stands there. */
size_t composition_marks(const struct composition *, const char *const **ret);
/* All of it as one text, a line a block: for tests and previews. */
const char *composition_text(const struct composition *);
int composition_write(const struct composition *, const char *path);

#endif
