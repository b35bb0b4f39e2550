/* What `mingze extract` prints. */
#ifndef MINGZE_RECTIFICATION_EXTRACT_PRINT_H
#define MINGZE_RECTIFICATION_EXTRACT_PRINT_H

#include <stdio.h>

#include "feature/rectification/reading/extraction.h"

/* One JSON object a line: document, seq, problem, measures, responsible, deadline, section, spans
 * ([[paragraph, offset, length]…], paragraphs from 1, offsets in code points), unit, status, causes. */
void extract_print_jsonl(FILE *, const char *document, const struct extraction *);
/* The same for people: a line a problem, its measures joined by ；. */
void extract_print_tsv(FILE *, const char *document, const struct extraction *);
/* Reads one file and prints it: "jsonl" or "tsv"; what is wrong goes to `err` as one line.
 * DONE, or the outcome of reading. */
int extract_file(FILE *out, FILE *err, const char *path, const char *format);

#endif
