/* What the files of the door share: the server, its connections, its exchanges. */
#ifndef MINGZE_WEB_SERVER_H
#define MINGZE_WEB_SERVER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "office/office.h"
#include "store/store.h"
#include "web/form.h"
#include "web/multipart.h"

struct MHD_Connection;
struct MHD_Daemon;
struct MHD_Response;
struct assets;
struct router;
struct views;

/* Above DOCUMENT_ARENA_BYTES: an uploaded file is read within its request. */
#define EXCHANGE_MEMORY ((size_t)3 << 29)

enum {
    CONNECTIONS_MAX = 8192,
    CONNECTION_MEMORY = 32 << 10,             /* request line and headers: above 431 */
    ADDRESS_MAX = 8 << 10,                    /* above 414 */
    FORM_MAX = 2 << 20,                       /* bytes of a form or a JSON body: above 413 */
    UPLOAD_MAX = MULTIPART_FILE_MAX + FORM_MAX,
    OVERRUN_MAX = 1 << 20,                    /* still swallowed of a refused body, so that the answer is read */
    IDLE_S = 60,                              /* between two requests */
    HEAD_S = 10,                              /* from the request line to the end of the headers */
    BODY_S = 15,                              /* and one more for each BODY_RATE bytes */
    BODY_RATE = 8 << 10,
    DRAIN_S = 10,
};

/* What a connection is doing, for the watch over slow ones. */
enum connection_state { CONNECTION_IDLE, CONNECTION_HEAD, CONNECTION_BODY, CONNECTION_BUSY };

struct connection {
    struct connection *before, *after;
    int fd;
    _Atomic(int) state;
    _Atomic(int64_t) since_ms;                /* monotonic */
    _Atomic(int64_t) received;                /* bytes of the body */
};

struct watch {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    pthread_t thread;
    struct connection *first;
    bool stopping;
};

int watch_start(struct watch *);
void watch_stop(struct watch *);
struct connection *watch_add(struct watch *, int fd);
void watch_remove(struct watch *, struct connection *);
void connection_turn(struct connection *, enum connection_state);

/* A worker thread's own: its reading connection, and arenas waiting for the next request. */
struct worker {
    struct worker *next;
    struct db *db;
    struct arena *arenas[16];
    unsigned n;
};

struct server {
    struct system *system;
    struct arena *arena;                      /* routes and views */
    struct router *router;
    struct views *views;
    struct assets *assets;
    char *proxy;
    int listen_fd;
    struct MHD_Daemon *daemon;
    struct watch watch;
    pthread_mutex_t lock;                     /* workers */
    struct worker *workers;
    atomic_bool stopping;
    atomic_int running;                       /* exchanges from their last byte in to their last byte out */
    atomic_int suspended;                     /* waiting for the lane */
};

/* This thread's; made at its first request.  The outcomes of system_reader. */
int worker_get(struct server *, struct worker **ret);

enum exchange_stage { EXCHANGE_HEAD, EXCHANGE_BODY, EXCHANGE_LANE, EXCHANGE_ANSWERED };
enum body_kind { BODY_NONE, BODY_FORM, BODY_MULTIPART, BODY_JSON };

/* One request and its answer; lives in its arena. */
struct exchange {
    struct operation operation;
    struct server *server;
    struct worker *worker;
    struct connection *connection;
    struct MHD_Connection *mhd;
    struct arena *arena;
    enum exchange_stage stage;
    const char *address;                      /* as it came: path, "?", query */
    bool started, running;
    struct request request;
    struct MHD_Response *asset;
    int asset_status;
    /* the body */
    enum body_kind body_kind;
    struct form form;
    struct multipart *multipart;
    struct buffer body;
    size_t body_max, received;
    /* refused: an answer is due as soon as it can be sent */
    int refused, refused_status;
    const char *refusal, *allow;
    int outcome;                              /* of the lane */
};

struct exchange *exchange_create(struct server *, struct connection *, const char *address);
void exchange_release(struct exchange *);

/* Headers are in: route, and decide about the body.  Sets `refused` when there is to be none. */
void exchange_open(struct exchange *, const char *method);
void exchange_feed(struct exchange *, const char *bytes, size_t n);
/* All is in: runs the page up to its answer or to the lane. */
void exchange_run(struct exchange *);
/* The lane is done. */
void exchange_resume(struct exchange *);

/* Queues what request.answer says. */
void answer_send(struct exchange *);

#endif
