/* One request, from the door to the answer.  Lives in its arena.
 *
 *     GET    authorize ─► read ──────────────────────────────► render answer
 *     POST   authorize ─► prepare ─► [lane: apply ─► done] ──► render answer
 *                 └────────┴───── not DONE ──► fail ────────────────┘
 *
 * Inputs whose names start with "_" belong to the frame, and authorize takes them out: `_token` (the
 * form token), `_key` (the form's idempotency key), `_version` (the version that was edited). */
#ifndef MINGZE_OFFICE_REQUEST_H
#define MINGZE_OFFICE_REQUEST_H

#include "office/feature.h"

struct system;

struct upload {
    const char *field, *file_name, *content_type;
    const void *bytes;
    size_t n;
};

enum answer_kind { ANSWER_VIEW, ANSWER_REDIRECT, ANSWER_BYTES, ANSWER_FILE };

struct answer {
    enum answer_kind kind;
    int status;                      /* 200 unless set */
    json_t *data, *page;             /* the two faces of ANSWER_VIEW; made by request_start */
    const char *view;                /* NULL = the page row's */
    const char *location;            /* ANSWER_REDIRECT, 303 */
    const char *content_type, *file_name;
    const void *bytes; size_t n;     /* ANSWER_BYTES */
    const char *path; bool temporary;/* ANSWER_FILE: sent and, if temporary, removed */
    const char *set_cookie;          /* session value to set, "" to clear, NULL leaves it */
};

/* How far he has come: before SESSION_FULL only the pages that lead there are open. */
enum session_stage { SESSION_FULL, SESSION_CODE, SESSION_PASSWORD, SESSION_ENROL, SESSION_STAGE__COUNT };

struct session {
    int64_t user, person;
    const char *login, *name;
    const struct access *access;
    const char *token;               /* form token (CSRF) */
    int64_t unit;                    /* unit of his first grant, 0 when none */
    enum session_stage stage;
    bool second_factor_passed, large_type;
    bool bearer;                     /* a program with a token, not a person's browser */
};

struct request {
    struct arena *arena;
    struct system *system;
    const struct page *page_row;
    const struct feature *feature;
    const char *method, *path;
    const char *remote;              /* address, for lockout and journal */
    bool json;                       /* the API face is asked */
    bool htmx;                       /* a fragment is asked */
    bool secure;                     /* came over TLS at the proxy */
    const char *cookie;              /* value of the session cookie; NULL when none came */
    const char *bearer;              /* token of "Authorization: Bearer …"; NULL when none came */
    bool foreign;                    /* Origin or Sec-Fetch-Site says that another site sent it */
    struct session *session;         /* NULL before login; set by request_authorize */
    struct db *db;                   /* this worker's read-only connection; NULL in apply's stead uses its own */
    int64_t id;                      /* :id of the path */
    struct input *inputs; int input_count;       /* query or body, decoded, checked against the row */
    struct upload *uploads; int upload_count;
    json_t *body;                    /* JSON body */
    const char *idempotency_key;     /* of the header; authorize takes a form's _key when there is none */
    int64_t version;                 /* of _version (or the JSON body's "version"): what was edited; 0 = not given */
    struct change change;            /* ready in apply: arena, db, actor, now */
    struct field_problem *problems; size_t problem_count, problem_cap;
    struct answer answer;
    int applied;                     /* outcome of apply, for request_done */
    void *state;                     /* the page's own, from prepare to apply */
};

/* How long there is until a day: {"left": "还有 25 天" | "今天到期" | "超期 12 天", "late", "soon"}; NULL for what is no
 * date.  Soon is within 20 days, the first step of the reminders. */
json_t *due_json(struct arena *, const char *date);
const char *request_text(const struct request *, const char *name);       /* "" when not given */
/* The day of the parameter `asof`, when it is before today; else NULL: as things are.  INVALID is a 400. */
int request_past(struct request *, const struct past **ret);
int64_t request_id(const struct request *, const char *name);             /* 0 when not given or not an id */
int request_path_text(const struct request *, const char *name, const char **ret);
int request_problem(struct request *, const char *field, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* 303 to a path made from a literal format; "%s" of ids. */
/* The answer is a file that is made for it: fill the one at *ret_path (unlink it when that fails); it is sent under `file_name`
 * and removed.  It lies in the data folder, where nobody else reads and what a crash left goes at the next start. */
#define FILE_TYPE_XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define FILE_TYPE_DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
int request_file(struct request *, const char *file_name, const char *content_type, const char **ret_path);
int request_redirect(struct request *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The record of :id, with the page's right asked. */
int request_record(struct request *, struct record **ret);
void request_set(struct request *, const char *name, json_t *);           /* answer.data */
void request_page(struct request *, const char *name, json_t *);          /* answer.page */
/* The list, and the form of a new record, that every entity has: for a row that differs in something else. */
int generic_list(struct request *);
int generic_new(struct request *);
/* Starts change for a page's own entity in apply. */
struct change *request_change(struct request *, struct db *, const struct entity *, const char *verb);

/* What a line of the workbench counts to: whether there are 300 or 3,000 changes nothing about what to do now. */
enum { INBOX_COUNT_MAX = 100 };
/* Rows of the workbench from a list: [{title, href, due}], and how many there are, up to INBOX_COUNT_MAX; none where he has no right.  `due` names
 * a column of the list's view that holds the day, or is NULL; `part` comes behind the record's address ("/review"). */
int inbox_from_list(struct request *, struct list_request *, const char *due, const char *part, json_t **ret_rows,
                    int *ret_count);
/* The same with what to do: each row is titled by its record and has a button `act`, which leads to `part` of the record's
 * address ("" the record itself). */
int inbox_acts_from_list(struct request *, struct list_request *, const char *due, const char *act, const char *part,
                         json_t **ret_rows, int *ret_count);

/* What the door calls (web).  Each gives DONE when answer is ready to go on with, else an outcome for request_fail. */
/* Finds out who asks, checks the token, the parameters and the right of the row.  A page that needs a login first is
 * DONE with answer.kind ANSWER_REDIRECT: the door sends it and runs nothing more. */
int request_authorize(struct request *);
int request_read(struct request *);                 /* GET: prepare, model */
int request_prepare(struct request *);              /* POST, on the worker */
int request_apply(struct request *, struct db *);   /* POST, in the lane: idempotency, apply, journal */
/* On the lane's thread, first thing in the operation's `done`: names, settings and sessions follow the commit. */
void request_done(struct request *, int outcome);
/* Back on the worker: turns an outcome into the answer: the form once more with what was typed (422, 409), a page
 * that says what to do, or problem+json.  `message` is the operation's, or error_message(). */
void request_fail(struct request *, int outcome, const char *message);
/* Before a new request's first call: makes answer.data and answer.page. */
void request_start(struct request *);
/* Frees what the request holds outside its arena (its share of the session), after the answer was rendered. */
void request_finish(struct request *);

#endif
