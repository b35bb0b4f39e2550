/* An import sheet from words: the head row and rows of cells, and what the preview says of them. */
#ifndef MINGZE_TESTS_SHEET_ROWS_H
#define MINGZE_TESTS_SHEET_ROWS_H

#include "office_world.h"

/* n rows of `columns` cells, the head row among them. */
__attribute__((unused)) static struct sheet_preview *sheet_rows(struct world *w, const struct entity *entity, const char *const *cells, int rows, int columns)
{
    struct sheet_preview *preview;
    static bool once;
    if (!once)
        json_setup();
    once = true;
    json_begin(w->arena);
    CHECK_DONE(face_sheet_read(w->arena, w->db, NULL, entity, cells, rows, columns, &preview));
    json_end();
    return preview;
}

/* What is wrong with a row (as the source numbers it): "field: message", "" when nothing is. */
__attribute__((unused)) static const char *sheet_said(struct world *w, const struct sheet_preview *preview, int row)
{
    for (int i = 0; i < preview->row_count; i++)
        if (preview->rows[i].row == row)
            return preview->rows[i].problem_count ? arena_printf(w->arena, "%s: %s", preview->rows[i].problems[0].field, preview->rows[i].problems[0].message) : "";
    check_fail(__FILE__, __LINE__, "no row %d", row);
}

#endif
