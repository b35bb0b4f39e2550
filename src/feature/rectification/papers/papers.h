/* Papers that leave the house: drafts in the layout of GB/T 9704-2012, made from the records, which a person finishes.
 *
 *   records ─► paper_facts ─► one function a kind ─► composition ─► .docx · what is to be filled in · number of characters
 *
 * Totals in a paper are the figures of the very list that the page shows (figures/figures.h). */
#ifndef MINGZE_RECTIFICATION_PAPERS_H
#define MINGZE_RECTIFICATION_PAPERS_H

#include "feature/rectification/figures/figures.h"
#include "feature/rectification/private.h"

struct paper_measure { const char *text, *person, *deadline, *state, *result; };

struct paper_problem {
    const struct record *record;
    const char *number, *symptom, *unit, *category, *kind, *leaders, *departments, *persons, *deadline, *state, *effect;
    const struct paper_measure *measures; size_t measure_count;
    bool closed, open, overdue;
};

/* What every paper about one source, or about the problems of a list, is made from.  Texts are for people. */
struct paper_facts {
    struct arena *arena;
    struct db *db;
    const struct record *source;         /* NULL: of a list */
    const char *title, *kind, *unit, *issuer, *number, *feedback_on, *due, *reviewer;
    const char *first_responsible;       /* who leads the unit's Party work today */
    int64_t first_responsible_id;
    const char *sender;                  /* the unit that writes a letter; "" when not known */
    const char *today;                   /* "2026年7月6日" */
    struct figures figures;
    int64_t rectifying, reviewing;       /* of the open: in the unit's hands · asked to be closed and not decided */
    struct paper_problem *problems; size_t problem_count, problem_cap;
};

/* Of one source, all its problems that `access` may export (NULL: all); NOT_FOUND. */
int paper_facts_of_source(struct arena *, struct db *, const struct access *, int64_t source, struct paper_facts *ret);
/* Of the problems that the request lists. */
int paper_facts_of_list(struct arena *, struct db *, const struct list_request *, struct paper_facts *ret);

struct paper_kind {
    const char *name, *label, *note;     /* "progress", 整改进展情况报告 */
    bool letter;                         /* to another unit, about problems of a list */
    bool public;                         /* names of persons out */
    int (*compose)(const struct paper_facts *, struct composition *);    /* INVALID: there is nothing to write about */
};
extern const struct paper_kind paper_kinds[];        /* ends with a NULL name */
const struct paper_kind *paper_kind_find(const char *name);
/* The paper, with the names out where its kind wants that. */
int paper_compose(const struct paper_kind *, const struct paper_facts *, struct composition *ret);
/* 专项文件 ≤4000字, 综合性文件 ≤5000字 (《整治形式主义为基层减负若干规定》第2条): what to say when it is longer, or NULL. */
const char *paper_length_warning(struct arena *, size_t characters);

/* one function a kind */
int compose_plan(const struct paper_facts *, struct composition *);
int compose_progress(const struct paper_facts *, struct composition *);
int compose_leader(const struct paper_facts *, struct composition *);
int compose_notice(const struct paper_facts *, struct composition *);
int compose_urge(const struct paper_facts *, struct composition *);
int compose_remind(const struct paper_facts *, struct composition *);

/* shared by them */
const char *totals_words(const struct paper_facts *);            /* 共反馈问题5个，已完成整改（销号）2个… */
/* 某某向某某反馈了巡视意见（文号）: the sentence that papers begin with, without its full stop. */
const char *feedback_words(const struct paper_facts *, struct composition *);

/* 专题分析会纪要, from a meeting's own record. */
int compose_meeting(struct arena *, struct db *, const struct record *meeting, struct composition *);

/* pages and the command */
int meeting_paper_model(struct request *);
int meeting_paper_panel(struct request *, const struct record *meeting, json_t **ret);
/* On a source's page: the way to its papers. */
int papers_panel(struct request *, const struct record *source, json_t **ret);
int source_papers_model(struct request *);
int source_paper_model(struct request *);
int list_paper_model(struct request *);
extern const struct option paper_command_options[];
int paper_command_run(struct command_call *);

#endif
