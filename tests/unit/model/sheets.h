/* Reading a sheet and saving it, as most tests of sheets do. */
#ifndef MINGZE_TESTS_MODEL_SHEETS_H
#define MINGZE_TESTS_MODEL_SHEETS_H

#include "world.h"

#include "document/document.h"

__attribute__((unused)) static struct sheet_preview *read_sheet(struct world *w, const struct access *access, const struct entity *entity,
                                        const char *const *cells, int rows, int columns)
{
    struct sheet_preview *preview;
    CHECK_DONE(face_sheet_read(w->arena, w->db, access, entity, cells, rows, columns, &preview));
    return preview;
}

__attribute__((unused)) static int save(struct world *w, const struct sheet_preview *preview, int n)
{
    struct change change = world_change(w, NULL, preview->entity);
    return face_sheets_save(&change, preview, n);
}

#endif
