/* What a feature hands up, as rows.  features.c lists the features in order of reference. */
#ifndef MINGZE_OFFICE_FEATURE_H
#define MINGZE_OFFICE_FEATURE_H

#include <jansson.h>
#include "model/model.h"
#include "office/calendar_line.h"

struct folder;
struct request;
struct command;

enum page_flag {
    PAGE_JOURNALED = 1 << 0,     /* reading it is journaled; the answer waits for that commit */
    PAGE_UPLOAD = 1 << 1,        /* multipart body */
    PAGE_MENU = 1 << 2,          /* in the main menu, under its label */
    PAGE_NO_FORM = 1 << 3,       /* JSON or a file; no HTML form leads here */
};

/* Rights of a page row that are not of an entity. */
#define VERB_PUBLIC "public"         /* before login */
#define VERB_SIGNED_IN "signed-in"   /* anybody who is logged in */

/* A page.  GET: prepare, then model fills answer.data and answer.page; the view renders both, the API gives data.
 * POST: prepare (slow work, before the lane), then apply in the write lane; then a redirect or data.  A POST row's model and
 * view, where it has them, show its form once more, with what was typed, when the input was INVALID or in CONFLICT. */
struct page {
    const char *method, *path;           /* "/problem/:id"; :id is a public id */
    const char *verb, *entity;           /* the right; verb is never NULL; entity NULL only with the two verbs above */
    const char *label;
    const char *const *parameters;       /* names taken besides path names and, for POST, the entity's fields; NULL-ended; "*filters" = the entity's filters; "name*" may come more than once */
    unsigned flags;
    int (*prepare)(struct request *);
    int (*model)(struct request *);
    int (*apply)(struct request *, struct db *);
    const char *view;                    /* "rectification/review" (views/rectification/review.html); NULL = data only */
    const char *icon;
    int menu_order;                      /* with PAGE_MENU: from the left; 0 = the end */
    const char *offered_on;              /* entity whose list offers this page, with the filters that are set where it takes them */
};

/* A part of another feature's page: on the page of a record of `entity`. */
struct panel {
    const char *entity, *label;
    int (*model)(struct request *, const struct record *, json_t **ret);    /* NULL in *ret: nothing to show */
    const char *view;
    const char *shows;                   /* a child entity whose rows it shows: the page has no list of them beside it; NULL = none */
};

/* A line in the workbench: what waits for this user, in the order to do it. */
struct inbox_line {
    const char *name, *label;            /* 待确认的反馈 */
    int order;
    /* [{title,href,due,note,act,act_href}]; only what he may do now, act_href straight to the act's form. */
    int (*rows)(struct request *, int limit, json_t **ret_rows, int *ret_count);
    const char *all;                     /* address of all of them; NULL = there is no such list */
};

/* A reaction to a change of an entity of a lower feature, in the same transaction. */
struct event {
    const char *entity, *verb;           /* verb NULL = every one */
    int (*happened)(struct change *);
};

/* Work the server does by itself. */
struct job {
    const char *name;
    int every_s;
    int (*run)(struct change *);         /* in the write lane, as the system */
    /* Instead of every_s: once each working day, from the setting digest_time on and never after working hours; what was
     * missed is due the next working morning, once. */
    bool morning;
};

/* What has a day by which it is to be done, for the ladder of reminders.  The feature says what is open, whose it is and
 * since when it is late; office says whom to tell when (reminder_step), and tells each at most once. */
enum due_party { DUE_HANDLER, DUE_LEADER, DUE_PARTY__COUNT };   /* who does it; who leads it (责任领导) */
struct due_item { int64_t id, unit; const char *deadline; };    /* unit: whose it is */
/* A rung that a line brings along, where the ladder has none of its own: so many whole months before the day, or days (below 0:
 * behind it). */
struct due_step { const char *label; int months, days; bool monthly, secretary, officers, superior; };
struct due_line {
    const char *name, *label;            /* "problem", 问题整改 */
    const char *entity, *part;           /* its record's page, and what comes behind its address ("/answer"; "" = the page) */
    /* Whatever is open and due on `until` or before, overdue included; stops at found's outcome.  Runs in the lane each
     * working morning: an index walk. */
    int (*each)(struct arena *, struct db *, const char *until, int (*found)(void *, const struct due_item *), void *);
    int (*people)(struct arena *, struct db *, int64_t id, enum due_party, int64_t **ret_persons, int *ret_n);
    /* Who of the unit above is told, where a regulation makes it that unit's duty; NULL: the officers of the 工委 over it. */
    int (*superior)(struct arena *, struct db *, int64_t unit, int64_t **ret_persons, int *ret_n);
    const struct due_step *steps; int step_count;
    /* Somebody asked for it: told the next working morning to whom it is (DUE_HANDLER) and to the unit's secretary, whatever the
     * ladder says, and never again for the same deadline. */
    bool once;
};

/* Open work that names a person: it goes with the post when the post changes hands. */
struct handover_item { int64_t id; const char *title, *role, *due; };    /* role: 责任领导、责任人; due: a day or "" */
struct handover_line {
    const char *name, *label;            /* "problem", 问题 */
    const char *entity;
    /* What is open and names him, within one organ, each record once; stops at found's outcome. */
    int (*each)(struct arena *, struct db *, int64_t organ, int64_t person, int (*found)(void *, const struct handover_item *), void *);
    /* Names `to` where `from` was named, in the record and its journal. */
    int (*move)(struct change *, int64_t id, int64_t from, int64_t to);
};

struct feature {
    const char *name, *label;
    const struct entity *const *entities; int entity_count;
    const struct role *roles; int role_count;
    const struct right *rights; int right_count;
    const struct page *pages; int page_count;
    const struct command *commands; int command_count;
    const struct panel *panels; int panel_count;
    const struct inbox_line *inbox_lines; int inbox_line_count;
    const struct event *events; int event_count;
    const struct job *jobs; int job_count;
    const struct due_line *due_lines; int due_line_count;
    const struct handover_line *handover_lines; int handover_line_count;
    const struct calendar_line *calendar_lines; int calendar_line_count;
    const struct migration *migrations; int migration_count;
    int (*tables)(struct db *);          /* makes tables that are no entities (schema_setup_add); NULL = none */
    /* Its entities also go out and come in together, as one workbook with a sheet each: /NAME.xlsx, /NAME/import. */
    bool one_workbook;
    /* Fills a fresh data folder with the demonstration; NULL = nothing. */
    int (*demonstrate)(struct change *, struct folder *);
};

/* Set once by main; office's own rows (login, journal, users…) are feature 0. */
int office_setup(const struct feature *const *features, int n);
const struct feature *office_feature_at(int index);         /* NULL behind the last */
/* Every page of the program, for the router: the features' rows, then the generic pages of each entity that no row
 * with the same method and path replaces.  A segment given literally goes before ":name" ("/unit/new" before "/unit/:id"). */
const struct page *office_page_at(int index);               /* NULL behind the last */
const struct feature *office_page_feature(const struct page *);
void office_clear(void);                                    /* tests */

#endif
