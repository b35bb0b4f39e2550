/* The lane's own parts, for the files of this folder only. */
#ifndef MINGZE_STORE_LANE_INTERNAL_H
#define MINGZE_STORE_LANE_INTERNAL_H

#include "store/db_internal.h"
#include "store/lane.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct queue {
    struct operation *first, **last;
    size_t n;
};

/* The side thread that copies the log's bulk (lane_checkpoint.c). */
struct copier {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t asked, finished;
    bool started, stopping;
    bool busy;                           /* asked, and not finished */
    bool unread;                         /* the lane has not taken the answer: */
    int copied;
    enum db_trouble trouble;
    char message[OPERATION_MESSAGE];
    struct db *db, *pin;                 /* only the side thread's, once it runs */
};

struct lane {
    struct folder *folder;
    struct lane_options options;
    pthread_t thread;

    pthread_mutex_t mutex;               /* queue, asleep, stopping */
    pthread_cond_t work;
    struct queue queue;
    bool asleep, stopping;

    _Atomic int state;                   /* enum lane_state */
    _Atomic uint64_t generation;
    _Atomic uint64_t operations, batches, refused, checkpoints, largest_batch, largest_wal_pages, pages;

    /* Only the lane's thread, once it runs: */
    struct db *db;
    int64_t wal_pages;                   /* frames in the log, as the last commit told */
    int64_t wal_copied;                  /* of them, in the database */
    int64_t wal_retry;                   /* no copying before the log is this long: a reader was in the way */
    struct copier copier;
    char message[OPERATION_MESSAGE];     /* why the lane stopped */
};

void queue_init(struct queue *);
void queue_add(struct queue *, struct operation *);
struct operation *queue_take(struct queue *);        /* NULL when empty */

/* lane_batch.c: runs what is in `batch`, and what comes while it runs; commits; answers.  Gives DB_SOUND, or what the
 * thread has to deal with; then the lane's message is set. */
enum db_trouble lane_batch(struct lane *, struct queue *batch);
void lane_answer(struct queue *, int outcome, const char *message);
/* Moves waiting operations, at most `limit`, behind `batch`. */
void lane_gather(struct lane *, struct queue *batch, size_t limit);
int64_t clock_us(void);

/* lane_checkpoint.c.  These set the lane's message when they give trouble. */
int checkpoint_start(struct lane *) _must_use_;
void checkpoint_stop(struct lane *);
/* Between two batches: does, or asks the side thread to do, what the log's length wants. */
enum db_trouble checkpoint_tend(struct lane *);
/* Copies all, waits a little for readers, and empties the log: at start, at the end, and when the disk is full. */
enum db_trouble checkpoint_finish(struct lane *);

#endif
