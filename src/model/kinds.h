/* THE table of field kinds: how a value is read, printed, stored and shown.  Faces walk fields and ask here;
 * a new kind is a row.  Private to model. */
#ifndef MINGZE_MODEL_KINDS_H
#define MINGZE_MODEL_KINDS_H

#include <stdbool.h>

#include "document/document.h"
#include "model/record.h"
#include "store/store.h"

struct kind {
    const char *name;            /* in lists, forms and JSON: "text", "date" */
    const char *input;           /* HTML: type of the input, or "textarea", "select", "search" (a ref) */
    const char *json_type, *json_format;         /* JSON Schema; format may be NULL */
    enum phrase sql;             /* column type */
    bool textual;                /* the value is in .text, else in .i (REFS: in .ids) */
    int64_t max;                 /* where the field gives none; 0 = no bound */
    enum column_kind cell;       /* of a sheet */
    const char *ask;             /* 请填写, 请选择 */
    /* Reads trimmed text that is not empty; what is wrong in *ret_problem, in Chinese, with what to do. */
    int (*parse)(struct arena *, const struct field *, const char *, struct field_value *ret, const char **ret_problem);
    /* As people read it; NULL: the text itself. */
    const char *(*print)(struct arena *, const struct field *, const struct field_value *);
};

const struct kind *kind_of(const struct field *);

/* Text from outside to a value: empty text is the empty value.  References as public ids only (record_fill
 * also knows titles and keys).  INVALID with the problem. */
int field_parse(struct arena *, const struct field *, const char *text, struct field_value *ret,
                const char **ret_problem);
/* What is wrong with a value (bounds, choices, empty where it is required), or NULL. */
const char *field_problem_of(struct arena *, const struct field *, const struct field_value *);
/* Text that field_parse reads back as the same value: for forms and sheets. */
const char *value_input(struct arena *, const struct field *, const struct field_value *);
/* value_print that also looks up titles which are not held in memory. */
const char *value_label(struct arena *, struct db *, const struct field *, const struct field_value *);
/* As the field's column holds it; its text stays the value's. */
struct value value_column(const struct field *, const struct field_value *);
bool value_equal(const struct field *, const struct field_value *, const struct field_value *);
struct field_value value_copy(struct arena *, const struct field *, const struct field_value *);
/* Full-width forms to ASCII, as people type digits and dots in Chinese input. */
char *text_narrow(struct arena *, const char *);
/* A date as documents write it: also ２０２６年３月１日 and 二〇二六年三月一日.  INVALID. */
int date_read(struct arena *, const char *, struct date *ret);

#endif
