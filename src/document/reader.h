/* Private to document/: a document under construction, and the readers that fill it.
 *
 * Every reader adds paragraphs in document order and tables whose cells point at them; the
 * ceilings of document.h are kept here and nowhere else. */
#ifndef MINGZE_DOCUMENT_READER_H
#define MINGZE_DOCUMENT_READER_H

#include "base/base.h"
#include "document/document.h"

/* All text of one document.  A file within DOCUMENT_BYTES_MAX can unpack to more. */
#define READER_TEXT_MAX (64u << 20)

/* What a package may hold.  `work`: two a byte of XML and 80 an element, unpacked; reading takes about 3 ns for each. */
struct ceilings {
    size_t work, cells, text;
};

/* What every document may hold: the ceilings of document.h. */
#define CEILINGS_PLAIN { SIZE_MAX, DOCUMENT_CELLS_MAX, READER_TEXT_MAX }

struct reader {
    struct arena *arena;
    struct ceilings ceilings;
    struct document *document;
    size_t paragraph_cap, table_cap;
    size_t cells, text_bytes;
};

/* Takes `text` (n bytes, NUL-terminated, in the arena) as the next paragraph.  `*ret` stays good
 * until the next call.  TOO_LARGE above the ceilings. */
int reader_paragraph(struct reader *, const char *text, size_t n, struct paragraph **ret);
/* A table of empty cells.  `*ret` stays good until the next call.  TOO_LARGE above the ceilings. */
int reader_table(struct reader *, int rows, int columns, struct table **ret);
/* Fills a cell with whole paragraphs: first … first + n - 1. */
void reader_cell(struct reader *, struct cell *, int first, int n);

/* Whether a line bears a 密级 mark: 绝密★, 机密★, 秘密★, spaces in between tolerated. */
bool reader_is_marked(const char *text);

int read_text(struct reader *, const char *bytes, size_t n);
int read_csv(struct reader *, const char *bytes, size_t n);
int read_pdf(struct reader *, const char *bytes, size_t n);

/* Lines of a text, and rows of cells in them (text_rows.c). */

struct line {
    const char *p;               /* NUL-terminated, without its line end */
    size_t n;
};

struct lines {
    struct line *items;
    size_t n, cap;
};

/* Decodes, cuts into lines and makes each a paragraph.  INVALID when it is no text. */
int text_lines(struct reader *, const char *bytes, size_t n, struct lines *ret);

struct row {
    size_t first_cell, cells;    /* in rows.cells */
    size_t line, lines;          /* from 0 */
};

/* Rows of a table in the making; reused for the next one after rows_clear. */
struct rows {
    struct arena *arena;
    char separator;
    size_t quoted_lines_max;     /* how many lines one quoted cell may take */
    size_t columns;              /* of the widest row */
    struct row *items;
    size_t n, cap;
    struct cell *cells;
    size_t cells_n, cells_cap;
};

void rows_clear(struct rows *, char separator);
/* Reads the row that starts at line `at`: as many lines as its quoted cells take, and `more` lines joined to it
 * without quotes.  Adds it and gives back how many lines it took. */
size_t rows_add(struct rows *, const struct lines *, size_t at, size_t more);
void rows_drop_last(struct rows *);
/* Makes a table of them and marks their paragraphs. */
int rows_finish(struct rows *, struct reader *);

#endif
