/* The write lane: one thread, the only writing connection, the only checkpointer.
 *
 *     submit ──► queue (bounded) ──► BEGIN · [savepoint · run · release]… · COMMIT, fsync ──► done…
 *
 * Waiting operations share one commit.  An operation's fate:
 *   saved      `done(op, DONE)`, after the commit is on the disk;
 *   refused    run gave another outcome: its savepoint was rolled back, `done(op, that)`, also after the commit,
 *              since what it saw may have been written by a neighbour in the batch;
 *   not saved  `done(op, UNAVAILABLE)`: the disk is full (the lane turns read-only, gives the ballast
 *              back, and opens again when there is room), or the lane failed before its commit;
 *   unknown    `done(op, UNKNOWN)`: the commit itself met an I/O error.  The lane takes nothing more
 *              and calls `on_fatal`; the process must exit and recover at start. */
#ifndef MINGZE_STORE_LANE_H
#define MINGZE_STORE_LANE_H

#include <stddef.h>
#include <stdint.h>

#include "base/base.h"

struct db;
struct folder;
struct lane;

enum { OPERATION_MESSAGE = 512 };

/* Embedded in the caller's own struct; the caller's until submitted and again from `done` on.
 * Prepare slow work before: what runs here holds everybody up.  A negative outcome of `run` is a fault of its
 * own code: taken back like a refusal and handed to `done`, as one bad request must not stop the office; only
 * a connection that met an I/O error, damage or no memory ends the lane. */
struct operation {
    int (*run)(struct operation *, struct db *);            /* on the lane's thread, inside a savepoint */
    void (*done)(struct operation *, int outcome);          /* on the lane's thread; may free; must not wait */
    char message[OPERATION_MESSAGE];                        /* error_message() of a bad outcome, else "" */
    char place[64];                                         /* error_place() of it */
    int outcome;                                            /* these three are the lane's */
    struct operation *next;
    void *waiter;
};

enum lane_state {
    LANE_OPEN,
    LANE_FULL,       /* reading only, until there is room */
    LANE_FATAL,      /* exit and recover */
    LANE__COUNT
};

struct lane_options {
    size_t queue_limit;          /* operations waiting; 0 = 4096; above: UNAVAILABLE */
    size_t batch_limit;          /* operations a commit; 0 = 256 */
    int64_t log_pages;           /* so long a log is begun anew as soon as little is left to copy; 0 = 48,000; at twice that the lane waits */
    int64_t batch_us;            /* no further operation begins when a batch ran so long; 0 = 8000 */
    /* Runs on the writing connection before the first operation, in one transaction and in schema mode
     * (migrations, db_protect): all of it is kept, or nothing. */
    int (*prepare)(struct db *, void *context);
    /* On the lane's thread, once, after every waiting operation was answered. */
    void (*on_fatal)(const char *message, void *context);
    void *context;
};

/* Opens the database of an owned folder for writing, recovers, and makes what was recovered durable before
 * anything is answered.  `options` may be NULL.  The outcomes of db_open and of `prepare`. */
int lane_start(struct folder *, const struct lane_options *, struct lane **ret) _must_use_;
/* DONE: `done` will be called exactly once.  UNAVAILABLE: it will not, the message says why
 * (queue full, disk full, stopping). */
int lane_submit(struct lane *, struct operation *) _must_use_;
/* Submits and waits; sets `done` itself; gives the outcome and sets this thread's message.
 * For commands and tests; a web worker never waits. */
int lane_call(struct lane *, struct operation *) _must_use_;
/* Refuses what comes, finishes what waits, copies the log into the database, closes. */
void lane_stop(struct lane *);

enum lane_state lane_state(const struct lane *);
/* Moves with each commit that changed something, before its `done`s; a cache filled under one generation
 * is good while it stays. */
uint64_t lane_generation(const struct lane *);

struct lane_counts {
    uint64_t operations, batches, refused, checkpoints;
    uint64_t largest_batch, largest_wal_pages;
    uint64_t pages;                  /* written to the log */
};
struct lane_counts lane_counts(const struct lane *);

#endif
