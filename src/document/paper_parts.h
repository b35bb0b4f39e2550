/* The parts of a .docx that do not depend on its text: styles, settings, footers, relations. */
#ifndef MINGZE_DOCUMENT_PAPER_PARTS_H
#define MINGZE_DOCUMENT_PAPER_PARTS_H

#include "document/paper.h"

struct buffer;

#define TWIPS_PER_MM 56.6929
/* 22 lines in 225 mm: 225 mm × 56.69 / 22, in twentieths of a point. */
#define PAPER_LINE_TWIPS 579

struct paper_part {
    const char *name;            /* inside the zip */
    const char *text;            /* whole, or NULL when `write` makes it */
    void (*write)(struct buffer *);
};

extern const struct paper_part paper_parts[];
extern const int paper_part_count;

/* The style's id, "Body"; and the ids of paragraphs and cells in a table. */
const char *paper_style_id(enum paper_style);
#define PAPER_STYLE_TABLE_HEAD "TableHead"
#define PAPER_STYLE_TABLE_CELL "TableCell"
#define PAPER_STYLE_TABLE_MARK "TableMark"
#define PAPER_STYLE_SEAM "Seam"

/* The w:sectPr of a section on such paper. */
void paper_part_section(struct buffer *, enum paper_page);

#endif
