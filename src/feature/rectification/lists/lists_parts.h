/* The three lists in volumes, when one workbook would be more than an import reads (docs/decisions/0011).
 *
 *   problems ──► weighed one by one ──► volume 1 │ volume 2 │ …   each a workbook of its own that comes back by itself
 *
 * A problem with all its measures stands in one volume. */
#ifndef MINGZE_RECTIFICATION_LISTS_PARTS_H
#define MINGZE_RECTIFICATION_LISTS_PARTS_H

#include "feature/rectification/lists/lists.h"

/* What a volume may hold: cells (and lines in them, which the reader keeps apart), and bytes of text.  Less than
 * document_read_own takes, so that it may grow while it is edited; and read within about 100 MB. */
struct lists_budget { size_t cells, text; };
#define LISTS_BUDGET ((struct lists_budget){800000, 24u << 20})

/* One workbook at `path` like lists_write_workbook, or, above the budget, a zip file with 三张清单-1.xlsx, 三张清单-2.xlsx …,
 * each of which says in its note which volume of how many it is.  `*ret_parts` = how many volumes.  On failure nothing but
 * an empty file stays at `path`. */
int lists_write_parts(const char *path, const struct lists_options *, const struct lists_rows *, struct lists_budget, int *ret_parts);

#endif
