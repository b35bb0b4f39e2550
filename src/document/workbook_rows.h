/* Heights of rows.  Excel fits a row without a height when it opens the file, LibreOffice and others
 * leave it one line high; libxlsxwriter can only write a height fixed by hand, which no program fits again
 * when somebody types more.  So heights are reckoned from the text, and the “fixed by hand” is taken back. */
#ifndef MINGZE_DOCUMENT_WORKBOOK_ROWS_H
#define MINGZE_DOCUMENT_WORKBOOK_ROWS_H

#include <stdio.h>

/* Lines that a text needs in a column so many characters wide (a Chinese one counts two). */
int rows_lines(const char *text, double width);
/* Points for so many lines, as high as Excel allows. */
double rows_height(int lines, double font_size);
/* In the rows of a sheet as libxlsxwriter keeps them before packing, from row `first` (from 1) on:
 * blanks the mark of a height fixed by hand.  UNAVAILABLE when the file cannot be read or written. */
int rows_release(FILE *rows, unsigned first);

#endif
