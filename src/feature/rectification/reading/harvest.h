/* What is being gathered while the outline is walked. */
#ifndef MINGZE_RECTIFICATION_HARVEST_H
#define MINGZE_RECTIFICATION_HARVEST_H

#include "feature/rectification/reading/outline.h"

#define HARVEST_PATH_MAX 32

struct ledger;

/* A problem, still as passages of the text. */
struct draft {
    struct passage problem;
    struct passage *measures;
    size_t measure_count, measure_capacity;
    const char *responsible, *deadline, *status, *causes, *section;   /* NULL = not stated */
    struct passage unit;
    bool quoted;                 /* an old problem quoted by its code: no stated total counts it */
    int part;                    /* which chapter, label or table of the document it stands in */
};

struct harvest {
    struct arena *arena;
    struct source_text *text;
    const struct document *document;
    struct draft *drafts;
    size_t count, capacity;
    struct passage path[HARVEST_PATH_MAX];
    int path_depth;
    const char *section;         /* the path as text, NULL when it has to be made anew */
    struct passage unit;         /* the unit whose list is being read */
    int part;
    const struct ledger *ledger; /* table_problems: the ledger read last */
    int year, month;             /* the document's own date; 0 = unknown */
};

/* A new draft with the harvest's section, unit and part. */
struct draft *harvest_add(struct harvest *, struct passage problem);
void harvest_enter(struct harvest *, struct passage heading);
void harvest_leave(struct harvest *);

#endif
