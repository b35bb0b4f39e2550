/* A Word document going out, in the layout of GB/T 9704-2012 (党政机关公文格式):
 * A4, 22 lines of 28 characters, 仿宋_GB2312 三号, title 方正小标宋简体 二号. */
#ifndef MINGZE_DOCUMENT_PAPER_H
#define MINGZE_DOCUMENT_PAPER_H

#include <stdbool.h>

struct paper;

enum paper_style {
    PAPER_TITLE,                 /* 小标宋 二号, centred */
    PAPER_BODY,                  /* 仿宋 三号, two characters indent */
    PAPER_HEADING_1,             /* 一、 黑体 */
    PAPER_HEADING_2,             /* （一） 楷体 */
    PAPER_HEADING_3,             /* 1. 仿宋 bold */
    PAPER_PLAIN,                 /* no indent: 主送机关 */
    PAPER_RIGHT,                 /* signature, date */
    PAPER_NOTE,                  /* small, grey: filter and time */
    PAPER_STYLE__COUNT
};

enum paper_page { PAPER_A4, PAPER_A4_LANDSCAPE, PAPER_A3_LANDSCAPE };

struct paper_column { const char *title; int width_mm; };

int paper_create(const char *path, enum paper_page, struct paper **ret);
void paper_paragraph(struct paper *, enum paper_style, const char *text);
/* A table: head row repeated on each page, thin borders, 小四 or smaller text. */
void paper_table_start(struct paper *, const struct paper_column *, int n);
void paper_table_row(struct paper *, const char *const *values, int n);
void paper_table_end(struct paper *);
void paper_page_break(struct paper *);
/* Starts a new section, on a new page, on other paper. */
void paper_section(struct paper *, enum paper_page);
/* The width a table may have on this paper, in mm. */
int paper_width_mm(enum paper_page);
int paper_close(struct paper *);           /* writes it; frees it also on failure */
void paper_abandon(struct paper *);        /* NULL is fine */

#endif
