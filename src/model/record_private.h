/* Steps that creating, changing, acting and importing share; private to model. */
#ifndef MINGZE_MODEL_RECORD_PRIVATE_H
#define MINGZE_MODEL_RECORD_PRIVATE_H

#include "model/record.h"

struct value;

/* Which fields a fill may touch, and what is being made in the same import. */
struct fill_rule {
    const char *const *only;     /* NULL-ended; system fields among them are allowed; NULL = the ordinary rule */
    /* The record that another row of the import gives this name; 0 none, PENDING_SEVERAL. */
    int64_t (*pending)(void *, const struct entity *, const char *text);
    void *context;
};
enum { PENDING_SEVERAL = -1 };
int record_fill_by(struct change *, struct record *, const struct input *, int n, const struct fill_rule *);

/* Finds a record by public id, unique field, single key or title, among those the access may read.
 * NOT_FOUND; CONFLICT when a title names several. */
int reference_find(struct arena *, struct db *, const struct access *, const struct entity *, const char *text,
                   int64_t *ret);

/* Text by which reference_find finds the record again: its title, or "title（code）" where the title names several
 * that the reader knows: what stands elsewhere must not show in his sheets.  Where there is no code but a second key
 * that refers to something with one, that one's: "支部书记（Z01）". */
const char *reference_text(struct arena *, struct db *, const struct access *, const struct entity *, int64_t id);
/* What separates references in one cell; NULL-ended. */
extern const char *const reference_signs[];
/* reference_text as one of `n` in a cell: a title with such a sign in it would be read as two, so its code or its public id stands
 * for it. */
const char *reference_text_among(struct arena *, struct db *, const struct access *, const struct entity *, int64_t id, int n);
/* The field that names a record alone: unique, or the only key; -1 when there is none. */
int reference_code(const struct entity *);
/* The reference that, together with the title, makes up an entity's keys; -1 when its keys are others. */
int reference_second(const struct entity *);
/* "title（inner）" taken apart; false when the text is not of this form. */
bool reference_split(struct arena *, const char *text, char **ret_title, char **ret_inner);

/* The record of a statement that begins as the table's `read`. */
int record_read_by(struct arena *, struct db *, const struct entity *, const char *sql, const struct value *, size_t n,
                   struct record **ret);

/* unit, organ and root of a record from its unit_from. */
int record_place(struct change *, struct record *);
/* Records below a moved one take its place. */
int record_place_follow(struct change *, const struct record *);

/* Opens a change of an existing record: reads it into before, asks for the right, compares the version. */
int change_open(struct change *, const struct entity *, int64_t id, const char *verb, const char *right,
                int64_t expected_version);
/* Checks change->after and writes it over change->before; `always` also when nothing differs. */
int change_save(struct change *, bool always);
/* Everything that can be wrong with change->after: fields, then the entity's own check. */
int change_check(struct change *);
/* What follows a written row: search, journal, names, follow, observers. */
int change_finish(struct change *);

#endif
