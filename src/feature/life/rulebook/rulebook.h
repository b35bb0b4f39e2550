/* The regulations as data: rulebook/organ.yaml (inside the binary), one entry a rule and a time.
 *
 *     YAML ── libcyaml, by the tables of rulebook.c ──► struct rule[] ── rulebook_check: line, field, what is wrong
 *
 * A rule that was replaced stays, with its last day: what is old is judged by the rule of its day.  Texts live as
 * long as the book; dates are "YYYY-MM-DD", so that text order is date order. */
#ifndef MINGZE_LIFE_RULEBOOK_H
#define MINGZE_LIFE_RULEBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"
#include "feature/life/rulebook/vocabulary.h"

enum rule_kind { RULE_COUNT, RULE_TERM, RULE_THRESHOLD, RULE_RATIO, RULE_ORDER, RULE_TEXT, RULE_KIND__COUNT };
enum rule_condition { CONDITION_NONE, CONDITION_COMMITTEE, CONDITION_GROUPS, CONDITION__COUNT };
enum rule_period { PERIOD_NONE, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR, PERIOD__COUNT };
enum rule_strength {
    STRENGTH_SHALL, STRENGTH_USUALLY, STRENGTH_MAY, STRENGTH_MUST_NOT, STRENGTH_CUSTOM, STRENGTH_LOCAL, STRENGTH__COUNT
};
enum rule_confidence { CONFIDENCE_A, CONFIDENCE_B, CONFIDENCE_M, CONFIDENCE_DOUBTFUL, CONFIDENCE_INFERRED, CONFIDENCE__COUNT };
enum rule_checked { CHECKED_NEVER, CHECKED_APPLICABLE, CHECKED_ALWAYS, CHECKED__COUNT };

struct rule_local;

struct rule {
    char *id, *name, *note;
    enum rule_kind kind;
    uint32_t units, sectors, counts;     /* bits of the vocabulary's enums; 0 = all units, all sectors */
    enum rule_condition condition;
    enum rule_period period;
    uint32_t years;                      /* of a term */
    char *measure, *then, *first, *second;
    int32_t at_least, above, at_most, of;/* 0 = not said */
    enum rule_strength strength;
    enum rule_confidence confidence;
    char *regulation, *article;          /* the regulation's id; NULL = none */
    char *from, *until;                  /* first and last day; NULL = always, still */
    enum rule_checked checked;
    bool configurable;
    const struct rule_local *local;      /* who set it in the file's place (overlay.h); NULL: as shipped */
};

struct regulation { char *id, *name, *date; };

struct rulebook {
    struct regulation *regulations; uint32_t regulation_count;
    struct rule *rules; uint32_t rule_count;
};

/* What is wrong with a file: at one place of it. */
struct rulebook_fault {
    int line;                            /* from 1; 0 = of the whole */
    const char *field, *message;         /* field "" = of the whole entry */
};

struct rulebook_faults { struct rulebook_fault *items; size_t n, cap; };

/* The book inside the binary: read once, kept for the life of the program; one that is wrong ends the process. */
const struct rulebook *rulebook(void);
/* Reads a book.  INVALID: the faults say where and what, in the arena; *ret is NULL then. */
int rulebook_read(struct arena *, const char *text, size_t n, struct rulebook **ret, struct rulebook_faults *);
void rulebook_free(struct rulebook *);

/* The rule of this number for such a unit on a day; NULL when there is none. */
const struct rule *rulebook_find(const struct rulebook *, const char *id, enum unit_kind, enum sector, struct date on);
/* Any version of the number: the one in force on the day, else the last of the file; NULL when the number is unknown. */
const struct rule *rulebook_any(const struct rulebook *, const char *id, struct date on);
bool rule_is_for(const struct rule *, enum unit_kind, enum sector);
bool rule_in_force(const struct rule *, struct date on);
/* “《…》第十一条” as people may be shown it: "" unless the rule is confirmed (A, B), and without an article that is not.  Behind
 * it, or in its place, the document that a local value rests on. */
const char *rule_citation(struct arena *, const struct rulebook *, const struct rule *);
/* “每季度至少 1 次”, “5 到 9”, “超过 4/5”; "" where the rule has no number. */
const char *rule_requirement(struct arena *, const struct rule *);

/* The words of the file, by the enums. */
extern const char *const rule_kind_ids[RULE_KIND__COUNT], *const rule_strength_ids[STRENGTH__COUNT],
    *const rule_confidence_ids[CONFIDENCE__COUNT], *const rule_period_labels[PERIOD__COUNT], *const rule_period_ids[PERIOD__COUNT];

/* For rulebook_read, in rulebook_check.c.  What the tables of types cannot say: */
int rulebook_check(struct arena *, const struct rulebook *, const char *text, size_t n, struct rulebook_faults *);
/* The line of a field of the list's entry (from 0), of the entry where it has none; negative: the text is no YAML from there. */
int rulebook_line(const char *text, size_t n, const char *list, uint32_t entry, const char *field);

#endif
