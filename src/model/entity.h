/* An entity: a `static const` array of fields, indexed by an enum, and what hangs on it.
 *
 * Every table also has the columns id (random, 60 bits), version (1, 2, …), unit, organ and root (whose it
 * is: the unit, the organ it stands in, the top of its tree; 0 for ENTITY_GLOBAL), created_at, created_by,
 * changed_at, changed_by.  unit, organ and root are of the table unit_place (access.h), copied at each change of
 * the record and when a unit moves. */
#ifndef MINGZE_MODEL_ENTITY_H
#define MINGZE_MODEL_ENTITY_H

#include <stdbool.h>
#include <stdint.h>

struct change;
struct flow;
struct arena;
struct db;
struct sheet_preview;

enum field_kind {
    FIELD_TEXT,          /* one line; max counts code points */
    FIELD_LONG_TEXT,     /* paragraphs */
    FIELD_INT,
    FIELD_DATE,          /* "YYYY-MM-DD" */
    FIELD_MOMENT,        /* milliseconds UTC */
    FIELD_BOOL,
    FIELD_ENUM,          /* stored as its choice's name */
    FIELD_REF,           /* id of a record of .ref */
    FIELD_REFS,          /* ids in order, in the link table ENTITY_FIELD(owner, position, target) */
    FIELD_FILE,          /* digest of a stored file */
    FIELD_MONEY,         /* cents */
    FIELD_PERCENT,       /* hundredths of a per cent */
    FIELD_KIND__COUNT
};

enum field_flag {
    FIELD_REQUIRED = 1 << 0,
    FIELD_SYSTEM = 1 << 1,      /* set by the program only: shown, never taken from a form or a sheet */
    FIELD_SECRET = 1 << 2,      /* never shown, exported or journaled in clear */
    FIELD_SENSITIVE = 1 << 3,   /* masked in lists (138****1234) */
    FIELD_SEARCH = 1 << 4,      /* its words are found by the search */
    FIELD_KEY = 1 << 5,         /* together with the other keys names the record in a sheet; unique in its organ */
    FIELD_UNIQUE = 1 << 6,      /* unique everywhere */
    FIELD_FIXED = 1 << 7,       /* set once, at creation (the original deadline) */
    FIELD_FILTER = 1 << 8,      /* offered as a filter above lists */
    FIELD_SHARES = 1 << 9,      /* a ref(s) to units, who may therefore read the record */
    FIELD_TALLY = 1 << 10,      /* a count of other records that the lane keeps with SQL: not journaled, and not written by a change of the record */
    FIELD_INNER = 1 << 11,      /* not on the record's page, which says it better elsewhere (places in a document) */
};

struct choice {
    const char *name, *label;   /* ends with a NULL name */
};

struct field {
    const char *name, *label, *help;
    enum field_kind kind;
    unsigned flags;
    int64_t min, max;           /* length in code points, value, or number of refs; 0 = the kind's default */
    const char *ref;            /* entity referred to */
    const struct choice *choices;
    const char *preset;         /* default value as text; "today" for dates */
    const char *group;          /* heading over it in forms; NULL = same as before */
    int since;                  /* version of the feature's schema that brought it; 0 = from the first */
};

/* A column that is computed: one SQL expression over the row alias `t`, in the common dialect. */
struct derived {
    const char *name, *label;
    enum field_kind kind;
    const char *sql;            /* e.g. days left; ?today is bound to today's date */
    const char *past;           /* the same as known at ?asof, where it looks into other tables; NULL = the same */
};

/* How a right's scope becomes SQL for this entity.  ?unit and ?person are bound. */
enum scope_kind {
    SCOPE_ALL,                  /* everything: root of the tree */
    SCOPE_ORGAN,                /* t.organ = organ of the grant's unit (the fast road) */
    SCOPE_SUBTREE,              /* t.unit below the grant's unit, by both lines upward */
    SCOPE_UNIT,                 /* t.unit = the grant's unit */
    SCOPE_NAMED,                /* only records that name the grant's unit or the person: the entity's own expression */
    SCOPE_SELF,                 /* only records that name the person */
    SCOPE__COUNT
};

/* A list as rows: which columns (paths such as "unit.name", or a derived column), in which order. */
struct list_view {
    const char *name, *label;
    const char *const *columns;  /* NULL-ended */
    const char *order;           /* "due,id": each is a column of the row, all ascending or all descending (-due) */
    const char *filter;          /* fixed SQL over t in the common dialect, or NULL */
    const char *late;            /* SQL over t: true marks the row as late; NULL = none is */
};

enum entity_flag {
    ENTITY_GLOBAL = 1 << 0,      /* belongs to no unit: everybody with the verb sees all of it */
    ENTITY_HIDDEN = 1 << 1,      /* no generic pages of its own (children shown on their parent) */
    ENTITY_REMOVABLE = 1 << 2,   /* a record may be removed; the journal keeps it */
    ENTITY_NAMES = 1 << 3,       /* its titles are held in memory (units, persons) */
    ENTITY_READ_JOURNALED = 1 << 4,
};

struct entity {
    const char *name, *label, *note;     /* "problem", 问题; name is table, path and JSON name */
    const struct field *fields;
    int field_count;
    const struct derived *derived;       /* ends with a NULL name; may be NULL */
    const struct list_view *lists;       /* ends with a NULL name; the first is the default */
    const char *const *indexes;          /* "organ,state,due"; NULL-ended; may be NULL */
    const char *const *history;          /* fields whose past is asked for (history.h); NULL-ended; may be NULL */
    const struct flow *flow;             /* may be NULL */
    const char *title;                   /* field that names a record to people */
    const char *unit_from;               /* field (a ref) that gives unit and organ: a unit, or a parent record to copy from; "id" for the unit entity */
    const char *parent;                  /* field that refers to the owning record (children), or NULL */
    const char *scope_sql[SCOPE__COUNT]; /* where it differs from the default; SCOPE_NAMED and SCOPE_SELF have no default (then: nothing) */
    unsigned flags;
    int menu_order;                      /* its list's place in the main menu, from the left; 0 = the end */
    /* More than one field can say: adds errors with change_problem(); INVALID when it did. In the write lane; also
     * before a removal, when change->after is NULL. */
    int (*check)(struct change *);
    /* What rows of one import say together and `check` cannot see (a circle, periods that overlap): marks rows with
     * sheet_row_wrong.  On a worker, nothing is saved yet; may be NULL. */
    int (*check_rows)(struct arena *, struct db *, struct sheet_preview *);
    /* What follows in the same transaction, after the row is written (or removed: change->after is NULL). */
    int (*follow)(struct change *);
};

/* Index of a field by name, or -1. */
int entity_field(const struct entity *, const char *name);
const struct choice *choice_find(const struct choice *, const char *name_or_label);

#endif
