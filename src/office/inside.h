/* What the files of this folder share and nobody else sees. */
#ifndef MINGZE_OFFICE_INSIDE_H
#define MINGZE_OFFICE_INSIDE_H

#include "base/base.h"
#include "store/store.h"
#include "office/office.h"

/* Office is feature 0: its rows. */
const struct feature *office_feature(void);
extern const struct role office_roles[];
extern const int office_role_count;
extern const struct right office_rights[];
extern const int office_right_count;
extern const struct choice role_choices[];
extern const struct page office_pages[];
extern const int office_page_rows;
extern const struct command office_commands[];
extern const int office_command_count;

enum account_field { ACCOUNT_LOGIN, ACCOUNT_NAME, ACCOUNT_PERSON, ACCOUNT_STATE, ACCOUNT_LARGE_TYPE, ACCOUNT_NOTE, ACCOUNT__COUNT };
enum grant_field { GRANT_HOLDER, GRANT_ROLE, GRANT_UNIT, GRANT_STARTS, GRANT_ENDS, GRANT__COUNT };
enum bearer_field { BEARER_HOLDER, BEARER_PURPOSE, BEARER_HASH, BEARER_ENDS, BEARER__COUNT };
enum complaint_field {
    COMPLAINT_TEXT, COMPLAINT_CONTACT, COMPLAINT_UNIT, COMPLAINT_PERSON, COMPLAINT_STATE, COMPLAINT_REPLY, COMPLAINT__COUNT
};
enum calendar_field { CALENDAR_DAY, CALENDAR_KIND, CALENDAR_NAME, CALENDAR__COUNT };
extern const struct entity calendar_day_entity;
extern const struct entity account_entity, role_grant_entity, bearer_entity, complaint_entity, setting_entity;

/* settings: memory behind setting_int and setting_text */
struct settings *settings_create(void);
void settings_destroy(struct settings *);
int settings_load(struct settings *, struct db *);
int settings_seed(struct change *, void *context);             /* makes the records that are missing */
int setting_put(struct change *, const char *name, const char *value);
void settings_follow(struct system *);                         /* on the lane's thread, after the commit */

/* calendar.c: imported holidays go to workday_is */
int calendar_load(struct db *);
void calendar_follow(struct system *);                         /* on the lane's thread, after the commit */
/* What a page that rests on working days says when this year's are not known; NULL when they are.  The second also
 * thinks of the year to come, for who can import it. */
const char *calendar_mark(struct arena *);
const char *calendar_mark_next(struct arena *);

/* pages of the office's own, one function a row */
int complaint_apply(struct request *, struct db *);
int complaint_waiting(struct request *, int limit, json_t **ret_rows, int *ret_count);

/* On the lane's thread, when an operation that ran with the one outcome ended with the other: names, settings
 * and sessions follow the commit. */
void system_follow(struct system *, int ran, int outcome);

/* The generic pages of every entity (generic.c), made by office_setup. */
struct page_table { const struct page **items; size_t n, cap; };
void generic_pages_add(struct arena *, struct page_table *, const struct entity *);
/* The same for a feature whose entities are one workbook (book.c). */
void book_pages_add(struct arena *, struct page_table *, const struct feature *);
int answer_clean(struct change *);
/* The rows of the main menu, in order; NULL behind the last.  Pages that lists of an entity offer, the same way. */
struct menu_row {
    const struct page *page;
    const struct feature *feature;
    const struct entity *entity;
    json_t *item;                        /* {label, href, icon}, the same for everybody */
};
const struct menu_row *office_menu_at(int index);
const struct page *office_offer_at(int index);
/* What lists show whatever is asked, made once by office_setup (generic_list.c). */
void generic_lists_prepare(struct arena *);
json_t *frame_menu_item(const struct page *);

/* Of the day, in minutes: nothing is sent behind it, and a morning that was not begun waits for the next. */
enum { WORK_ENDS = 18 * 60 };

/* What the frame's own events are called, in rows of journal_list. */
void journal_label(json_t *rows);

/* What the web shows on every page: who, menu, form token, a fresh key. */
void frame_fill(struct request *);
/* Tables that are no entities: credential, session, answer (idempotency), job_run. */
int office_tables(struct db *);

#endif
