/* Shared by the parts of the sheet face; private to it. */
#ifndef MINGZE_MODEL_FACE_SHEET_H
#define MINGZE_MODEL_FACE_SHEET_H

#include <stdbool.h>

struct field;

extern const char sheet_id_label[];      /* 编号: the public id */

/* Fields that people may see and fill in a sheet. */
bool sheet_holds(const struct field *);

#endif
