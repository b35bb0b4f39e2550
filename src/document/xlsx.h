/* Private to document/: the parts of a workbook that stand beside its sheets. */
#ifndef MINGZE_DOCUMENT_XLSX_H
#define MINGZE_DOCUMENT_XLSX_H

#include "document/reader.h"
#include "document/package.h"
#include "document/xml.h"

/* Shared strings, without their phonetic guides (ECMA-376 part 1, 18.4). */
struct xlsx_strings {
    const char **items;
    size_t n, cap;
};

int xlsx_strings_read(struct reader *, struct package *, const char *part, struct xlsx_strings *ret);

/* How a cell's style shows a number (18.8.30, 18.8.45). */
struct xlsx_format {
    enum { SHOW_GENERAL, SHOW_FIXED, SHOW_PERCENT, SHOW_DATE, SHOW_MONTH, SHOW_MOMENT, SHOW_TIME } show;
    int decimals;
};

struct xlsx_formats {
    struct xlsx_format *items;   /* by the number of the cell's style */
    size_t n, cap;
    bool from_1904;              /* the day that dates are counted from */
};

int xlsx_formats_read(struct arena *, struct package *, const char *part, struct xlsx_formats *ret);
/* Finds out what a format code shows. */
struct xlsx_format xlsx_format_parse(const char *code);
/* A number as it is shown: dates as YYYY-MM-DD, or YYYY年M月 where the format shows no day. */
void xlsx_print(struct buffer *out, double value, struct xlsx_format, bool from_1904);

int read_xlsx(struct reader *, struct package *, const char *part);

#endif
