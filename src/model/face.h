/* The same rows seen from outside: form, page, JSON, OpenAPI, sheet. */
#ifndef MINGZE_MODEL_FACE_H
#define MINGZE_MODEL_FACE_H

#include <jansson.h>
#include "model/record.h"
#include "model/list.h"

/* A form, one object a field, in the order of the rows:
 *   name, label, help, group (where it differs from the field's before), required, min, max, error
 *   kind     as in lists: "text", "date", "choice", "ref" …
 *   input    what to draw: text textarea number date datetime-local select search file; the same as a
 *            condition: "is": {"textarea": true}
 *   value    as it goes back (name of a choice, id of a ref); label_value as people read and may type it
 *   choices  [{name,label,chosen}] of a select; for a ref when there are few: else it is a search, and a title typed
 *            in comes back as well
 *   values   [{id,title}] that are chosen in a ref; many; entity: what it refers to
 * `problems` puts each error beside its field and keeps what was typed (`typed` may be NULL).  System fields are
 * not in it, fixed ones only until they are set. */
json_t *face_form(struct arena *, struct db *, const struct record *, const struct input *typed, int n,
                  const struct field_problem *, int problem_count, const struct access *);
/* One more thing to ask beside a record's: the form of these fields only (an act's), system fields too. */
json_t *face_form_of(struct arena *, struct db *, const struct record *, const char *const *fields,
                     const struct input *typed, int n, const struct field_problem *, int problem_count,
                     const struct access *);
/* For the API: names and values as the schema says; ids as text. */
json_t *face_json(struct arena *, const struct record *);
/* For a page: [{name,label,kind,group,text,href,links:[{text,href}]}] of the fields that are not empty, files apart; a
 * reference to what he may not read is not shown (units and persons only lose their link). */
json_t *face_view(struct arena *, struct db *, const struct record *, const struct access *);
/* JSON body to inputs; INVALID with the field. */
int face_from_json(struct arena *, const struct entity *, json_t *, struct input **ret, int *ret_n);
/* JSON Schema of an entity, for OpenAPI. */
json_t *face_schema(const struct entity *);

/* --- sheets: what goes out comes in again.  Head row by label; references by title, or title（code） where a title
 * names several; 编号 is the public id, and empty in a new row. --- */

struct sheet_column;
struct table;

enum { SHEET_FIELDS_MAX = 96 };
/* Is there anything that a sheet could bring in?  Not where acts alone set every field. */
bool face_sheet_has(const struct entity *);
/* The columns, 编号 first (hidden); gives their number. */
int face_sheet_columns(struct arena *, const struct entity *, struct sheet_column **ret);
/* The cells of one record, in the order of the columns, for this reader (NULL: for everybody). */
const char **face_sheet_cells(struct arena *, struct db *, const struct access *, const struct record *);

enum row_state { ROW_NEW, ROW_CHANGED, ROW_UNCHANGED, ROW_WRONG, ROW_STATE__COUNT };
/* row as the source numbers it; diff: [{field,label,before,after}]. */
struct sheet_row { int row; enum row_state state; struct record *record; struct field_problem *problems; int problem_count; json_t *diff; };
struct sheet_preview { const struct entity *entity; struct sheet_row *rows; int row_count; int counts[ROW_STATE__COUNT]; };
/* rows × columns texts, the head row first; numbers: what people see beside the rows, NULL = 1, 2, … */
struct sheet_source { const struct entity *entity; const char *const *cells; int rows, columns; const int *numbers; };

/* What would happen: new, changed, unchanged and wrong rows.  A row is the record of its 编号, else the one with its
 * unique field or its keys.  INVALID when the head row does not fit. */
int face_sheet_read(struct arena *, struct db *, const struct access *, const struct entity *, const char *const *cells, int rows, int columns, struct sheet_preview **ret);
/* Several at once, of which rows may refer to new rows of each other, further up or down (a tree of units and its
 * people); what others are named by comes first. */
int face_sheets_read(struct arena *, struct db *, const struct access *, const struct sheet_source *, int n, struct sheet_preview **ret);
/* What else is wrong with a row, for an entity's check_rows; message as printf, in the arena. */
void sheet_row_wrong(struct arena *, struct sheet_row *, const char *field, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Saves all rows of the previews or none, each before what refers to it; INVALID names sheet and row. */
int face_sheets_save(struct change *, const struct sheet_preview *, int n);

#endif
