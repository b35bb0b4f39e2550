/* The same rows seen from outside: form, JSON, OpenAPI, sheet. */
#ifndef MINGZE_MODEL_FACE_H
#define MINGZE_MODEL_FACE_H

#include <jansson.h>
#include "model/record.h"
#include "model/list.h"

/* A form: [{name,label,help,kind,input,value,label_value,choices,required,min,max,error,group}]; `problems` puts each
 * error beside its field and keeps what was typed (`typed` may be NULL). */
json_t *face_form(struct arena *, struct db *, const struct record *, const struct input *typed, int n,
                  const struct field_problem *, int problem_count, const struct access *);
/* For the API: names and values as the schema says; ids as text. */
json_t *face_json(struct arena *, const struct record *);
/* For a page: [{name,label,kind,text,href}] of the fields that are not empty. */
json_t *face_view(struct arena *, const struct record *, const struct access *);
/* JSON body to inputs; INVALID with the field. */
int face_from_json(struct arena *, const struct entity *, json_t *, struct input **ret, int *ret_n);
/* JSON Schema of an entity, for OpenAPI. */
json_t *face_schema(const struct entity *);

/* A sheet's rows to records: head row by label or name, refs by title or key, preview before saving. */
enum row_state { ROW_NEW, ROW_CHANGED, ROW_UNCHANGED, ROW_WRONG, ROW_STATE__COUNT };
struct sheet_row { int row; enum row_state state; struct record *record; struct field_problem *problems; int problem_count; json_t *diff; };
struct sheet_preview { const struct entity *entity; struct sheet_row *rows; int row_count; int counts[ROW_STATE__COUNT]; };
struct table;
int face_sheet_read(struct arena *, struct db *, const struct access *, const struct entity *, const char *const *cells, int rows, int columns, struct sheet_preview **ret);

#endif
