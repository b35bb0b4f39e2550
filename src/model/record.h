/* One record, and the one way in which it changes.
 *
 * A change runs in the write lane, inside the lane's savepoint: rights, fields, gate, row,
 * links, search, journal — together or not at all.  Pages, API, commands and imports all come here. */
#ifndef MINGZE_MODEL_RECORD_H
#define MINGZE_MODEL_RECORD_H

#include <jansson.h>
#include "model/entity.h"

struct arena;
struct db;
struct access;

/* A value of a record: which member holds depends on the field's kind. */
struct field_value {
    bool set;                    /* false: empty (NULL) */
    int64_t i;                   /* INT, MOMENT, BOOL, REF, MONEY, PERCENT */
    const char *text;            /* TEXT, LONG_TEXT, DATE, ENUM, FILE */
    const int64_t *ids; int n;   /* REFS */
};

struct record {
    const struct entity *entity;
    struct arena *arena;         /* what is set is copied into it */
    int64_t id, version, unit, organ, root, created_at, created_by, changed_at, changed_by;
    struct field_value *values;  /* entity->field_count */
};

/* Who does it, and by which door.  user 0 is the system itself (jobs, init). */
struct actor {
    int64_t user, person;
    const char *name;
    const char *door;            /* "page", "api", "command", "import", "job" */
    const struct access *access; /* NULL = the system: no rights are asked */
};

/* Something wrong with one field (or with the record: field NULL), in Chinese, with what to do. */
struct field_problem {
    const char *field, *message;
};

struct change {
    struct arena *arena;
    struct db *db;
    const struct actor *actor;
    const struct entity *entity;
    const char *verb;            /* "create", "change", "remove", or a flow verb */
    const char *note;            /* reason given, journaled; NULL when none */
    int64_t now;                 /* ms */
    bool preview;                /* of an import: nothing is saved, other rows of it are not there yet (check_rows sees them) */
    struct record *before;       /* NULL when created */
    struct record *after;        /* NULL when removed */
    struct field_problem *problems;
    size_t problem_count, problem_cap;
};

/* NOT_FOUND when there is none.  Does not ask for rights: pages use access_read. */
int record_read(struct arena *, struct db *, const struct entity *, int64_t id, struct record **ret);
/* An empty record with presets, for forms and for programs that fill it. */
struct record *record_new(struct arena *, const struct entity *);
struct record *record_copy(struct arena *, const struct record *);

/* Values as text from a form, a sheet or JSON into the record; fields not named stay as they are.  Unknown
 * fields, system fields and other values of fixed ones: a problem.  References: public id, or exact key or title;
 * one that the actor may not read does not exist.  Many values, or one with 、 between titles, for REFS.
 * Collects every problem; INVALID when there is any, and the record is then not to be saved. */
struct input { const char *name; const char *const *values; int n; };
int record_fill(struct change *, struct record *, const struct input *, int n);

/* In the write lane.  `after` given by the caller; its id is made here unless an import gave it one.  Outcomes:
 * INVALID (change->problems), DENIED, NOT_FOUND, CONFLICT (expected_version differs, 0 = do not ask; change->before
 * is then what stands).  A change that alters nothing writes nothing. */
int record_create(struct change *, struct record *after);
int record_change(struct change *, struct record *after, int64_t expected_version);
int record_remove(struct change *, int64_t id, int64_t expected_version);
/* A flow verb with the fields that go with it. */
int record_act(struct change *, int64_t id, const char *verb, const struct input *, int n, int64_t expected_version);

/* Called after each change of any entity, behind its own `follow`, in the same transaction (office runs the
 * features' events from it).  Set once at start. */
void record_observe(int (*happened)(struct change *));

int change_problem(struct change *, const char *field, const char *format, ...)   /* gives INVALID */
    __attribute__((format(printf, 3, 4)));

/* A change that follows from another, in the same transaction and by the same person; rights were asked of the
 * first and are not asked again. */
struct change change_within(const struct change *outer, const struct entity *, const char *verb);

/* Does the field differ between before and after? */
bool change_touches(const struct change *, int field);

/* By enum index, for features. */
const char *record_text(const struct record *, int field);          /* "" when empty */
int64_t record_int(const struct record *, int field);               /* 0 when empty */
void record_set_text(struct record *, int field, const char *);
void record_set_int(struct record *, int field, int64_t);
void record_set_ids(struct record *, int field, const int64_t *, int n);
void record_set_empty(struct record *, int field);

/* As people read it: label of the choice, name of the ref, date, amount. */
const char *value_print(struct arena *, const struct field *, const struct field_value *);
/* What a list shows of a sensitive value: 138****1234, 王*. */
const char *value_mask(struct arena *, const char *text);
/* The record's title. */
const char *record_title(struct arena *, const struct record *);

#endif
