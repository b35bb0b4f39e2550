/* Shared by the parts of the sheet face; private to it. */
#ifndef MINGZE_MODEL_FACE_SHEET_H
#define MINGZE_MODEL_FACE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct access;
struct arena;
struct db;
struct entity;
struct field;
struct record;

extern const char sheet_id_label[];      /* 编号: the public id */

/* Fields that people may see and fill in a sheet. */
bool sheet_holds(const struct field *);

/* What the rows of an import are called, so that other rows can refer to them in any order, and which of them are
 * new.  Open-addressed; lives as long as the reading. */
struct sheet_called;
struct sheet_names {
    struct arena *arena;
    struct db *db;
    const struct access *access;
    struct sheet_called *slots;
    size_t slot_count;
};

void sheet_names_start(struct sheet_names *, struct arena *, struct db *, const struct access *, size_t rows);
/* The text must live as long as the names; "" adds nothing. */
void sheet_names_add(struct sheet_names *, const struct entity *, const char *text, int64_t id);
/* The name of a record by its title and the record its second key refers to. */
const char *sheet_names_pair(struct arena *, const char *title, int64_t second);
/* A new row and what people call it. */
void sheet_names_new(struct sheet_names *, int64_t id, const char *title);
/* NULL when the id is not a new row's. */
const char *sheet_names_title(const struct sheet_names *, int64_t id);
/* 0, the id of the one row of this name, or PENDING_SEVERAL. */
int64_t sheet_names_find(const struct sheet_names *, const struct entity *, const char *text);
/* The same for what people write: name, code, "title（code）"; as a fill_rule's `pending`. */
int64_t sheet_names_pending(void *names, const struct entity *, const char *text);
/* The row seen before that has the same keys in the same organ; 0 when this is the first. */
int sheet_names_same(struct sheet_names *, const struct record *, int row);

#endif
