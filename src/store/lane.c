/* The lane's thread and its queue. */
#include "store/lane_internal.h"
#include "store/folder_internal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
    QUEUE_LIMIT = 4096, BATCH_LIMIT = 256, BATCH_US = 8000, ROOM_SECONDS = 1, TURN_NS = 100000,
    LOG_PAGES = 48000,         /* 200 MB of 4 KB pages */
};

static const char disk_full[] = "磁盘已满，暂时只能查看，不能保存。请联系系统管理员清理磁盘";
static const char stopped[] = "系统正在停止，没有保存，请稍后再试";

enum lane_state lane_state(const struct lane *lane)
{
    return (enum lane_state)lane->state;
}

uint64_t lane_generation(const struct lane *lane)
{
    return lane->generation;
}

struct lane_counts lane_counts(const struct lane *lane)
{
    return (struct lane_counts){
        .operations = lane->operations, .batches = lane->batches, .refused = lane->refused,
        .checkpoints = lane->checkpoints, .largest_batch = lane->largest_batch,
        .largest_wal_pages = lane->largest_wal_pages, .pages = lane->pages,
    };
}

void lane_gather(struct lane *lane, struct queue *batch, size_t limit)
{
    pthread_mutex_lock(&lane->mutex);
    for (struct operation *op; limit-- && (op = queue_take(&lane->queue));)
        queue_add(batch, op);
    pthread_mutex_unlock(&lane->mutex);
}

/* Answers everything that waits: the lane takes nothing for now. */
static void refuse_waiting(struct lane *lane, struct queue *batch, const char *why)
{
    lane_answer(batch, UNAVAILABLE, why);
    lane_gather(lane, batch, SIZE_MAX);
    lane_answer(batch, UNAVAILABLE, why);
}

static void become_fatal(struct lane *lane, struct queue *batch)
{
    lane->state = LANE_FATAL;
    refuse_waiting(lane, batch, stopped);
    if (lane->options.on_fatal)
        lane->options.on_fatal(lane->message, lane->options.context);
}

/* The ballast's room lets readers go on, and lets the log be copied, which may free more. */
static void become_full(struct lane *lane, struct queue *batch)
{
    lane->state = LANE_FULL;
    refuse_waiting(lane, batch, disk_full);
    ballast_release(lane->folder);
    if (checkpoint_finish(lane) == DB_BROKEN)
        become_fatal(lane, batch);
}

static void meet_trouble(struct lane *lane, enum db_trouble trouble, struct queue *batch)
{
    if (trouble == DB_NO_ROOM)
        become_full(lane, batch);
    else if (trouble == DB_BROKEN)
        become_fatal(lane, batch);
}

static void try_room(struct lane *lane)
{
    if (ballast_fill(lane->folder) == DONE)
        lane->state = LANE_OPEN;
}

/* Waits until there is something to do.  False: stop, and nothing waits any more. */
static bool sleep_until_work(struct lane *lane)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ROOM_SECONDS;
    pthread_mutex_lock(&lane->mutex);
    bool timed_out = false;
    while (!lane->queue.n && !lane->stopping && !timed_out) {
        lane->asleep = true;
        if (lane->state == LANE_FULL)
            timed_out = pthread_cond_timedwait(&lane->work, &lane->mutex, &until) != 0;
        else
            pthread_cond_wait(&lane->work, &lane->mutex);
        lane->asleep = false;
    }
    bool go_on = lane->queue.n || !lane->stopping;
    pthread_mutex_unlock(&lane->mutex);
    return go_on;
}

/* sched_setattr(2), which the C library does not have yet. */
struct slice {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime_ns, deadline_ns, period_ns;
};

/* Many wait for this thread, and it waits for the disk after each batch: when its answer is there it should not stand in line
 * behind whoever computes.  Linux gives a turn the sooner the shorter it is asked for, no more of the processor in
 * all (EEVDF, since 6.12); an older one takes no notice. */
static void ask_short_turns(void)
{
    struct slice slice = {.size = sizeof slice, .nice = getpriority(PRIO_PROCESS, 0), .runtime_ns = TURN_NS};
    (void)syscall(SYS_sched_setattr, 0, &slice, 0);
}

static void *lane_main(void *argument)
{
    struct lane *lane = argument;
    struct queue batch;
    pthread_setname_np(pthread_self(), "lane");
    ask_short_turns();
    queue_init(&batch);
    for (;;) {
        if (!batch.n)
            lane_gather(lane, &batch, lane->options.batch_limit);
        if (lane->state == LANE_OPEN)
            meet_trouble(lane, checkpoint_tend(lane), &batch);
        if (batch.n && lane->state == LANE_OPEN)
            meet_trouble(lane, lane_batch(lane, &batch), &batch);
        else if (batch.n)
            refuse_waiting(lane, &batch, lane->state == LANE_FULL ? disk_full : stopped);
        else if (!sleep_until_work(lane))
            break;
        else if (lane->state == LANE_FULL)
            try_room(lane);
    }
    if (lane->state == LANE_OPEN)
        (void)checkpoint_finish(lane);
    return NULL;
}

static int refuse(const struct lane *lane)
{
    switch (lane_state(lane)) {
    case LANE_FULL:
        return fail(UNAVAILABLE, "%s", disk_full);
    case LANE_OPEN:
        return fail(UNAVAILABLE, "正在保存的人太多，没有保存，请稍后再试");
    default:
        return fail(UNAVAILABLE, "%s", stopped);
    }
}

int lane_submit(struct lane *lane, struct operation *op)
{
    assert(op->run && op->done);
    bool taken, wake = false;
    pthread_mutex_lock(&lane->mutex);
    taken = lane->state == LANE_OPEN && !lane->stopping && lane->queue.n < lane->options.queue_limit;
    if (taken) {
        queue_add(&lane->queue, op);
        wake = lane->asleep;
        lane->asleep = false;
    }
    pthread_mutex_unlock(&lane->mutex);
    if (wake)
        pthread_cond_signal(&lane->work);
    return taken ? DONE : refuse(lane);
}

/* lane_call waits here for its answer. */
struct waiter {
    pthread_mutex_t mutex;
    pthread_cond_t answered;
    bool done;
    int outcome;
};

static void wake_waiter(struct operation *op, int outcome)
{
    struct waiter *w = op->waiter;
    pthread_mutex_lock(&w->mutex);
    w->done = true;
    w->outcome = outcome;
    pthread_cond_signal(&w->answered);
    pthread_mutex_unlock(&w->mutex);
}

int lane_call(struct lane *lane, struct operation *op)
{
    struct waiter w = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, DONE};
    assert(!pthread_equal(pthread_self(), lane->thread));
    op->waiter = &w;
    op->done = wake_waiter;
    TRY(lane_submit(lane, op));
    pthread_mutex_lock(&w.mutex);
    while (!w.done)
        pthread_cond_wait(&w.answered, &w.mutex);
    pthread_mutex_unlock(&w.mutex);
    pthread_mutex_destroy(&w.mutex);
    pthread_cond_destroy(&w.answered);
    return w.outcome == DONE ? DONE : fail(w.outcome, "%s", op->message);
}

/* The caller's preparation is one transaction: a migration is there whole or not at all. */
static int prepare(struct lane *lane)
{
    struct db *db = lane->db;
    if (!lane->options.prepare)
        return DONE;
    TRY(db_run(db, "BEGIN IMMEDIATE"));
    db_schema_mode(db, true);
    int outcome = lane->options.prepare(db, lane->options.context);
    db_schema_mode(db, false);
    statement_drop_all(db);
    if (outcome == DONE)
        outcome = db_run(db, "COMMIT");
    if (!sqlite3_get_autocommit(db->handle))
        (void)!db_run(db, "ROLLBACK");
    return outcome;
}

/* What recovery took from the log may be in the page cache only (its fsync failed before the restart): nothing is
 * answered until it is in the database and on the disk. */
static int recover(struct lane *lane)
{
    enum db_trouble trouble = checkpoint_finish(lane);
    if (trouble == DB_BROKEN)
        return FATAL;
    TRY(sync_directory(folder_root(lane->folder)));
    int outcome = ballast_fill(lane->folder);
    lane->state = outcome == DONE && trouble == DB_SOUND ? LANE_OPEN : LANE_FULL;
    return outcome == UNAVAILABLE ? DONE : outcome;
}

static int open_lane(struct lane *lane)
{
    if (!folder_owned(lane->folder))
        return fail(DENIED, "数据目录没有锁定，不能写入");
    TRY(db_open(folder_path(lane->folder, FOLDER_DATABASE), DB_WRITE, &lane->db));
    TRY(recover(lane));
    TRY(checkpoint_start(lane));
    return prepare(lane);
}

static void lane_free(struct lane *lane)
{
    checkpoint_stop(lane);
    db_close(lane->db);
    pthread_mutex_destroy(&lane->mutex);
    pthread_cond_destroy(&lane->work);
    pthread_mutex_destroy(&lane->copier.mutex);
    pthread_cond_destroy(&lane->copier.asked);
    pthread_cond_destroy(&lane->copier.finished);
    free(lane);
}

static struct lane *lane_new(struct folder *folder, const struct lane_options *options)
{
    struct lane *lane = calloc(1, sizeof *lane);
    if (!lane)
        die("内存不足");
    lane->folder = folder;
    if (options)
        lane->options = *options;
    if (!lane->options.queue_limit)
        lane->options.queue_limit = QUEUE_LIMIT;
    if (!lane->options.log_pages)
        lane->options.log_pages = LOG_PAGES;
    if (!lane->options.batch_limit)
        lane->options.batch_limit = BATCH_LIMIT;
    if (!lane->options.batch_us)
        lane->options.batch_us = BATCH_US;
    queue_init(&lane->queue);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&lane->copier.mutex, NULL);
    pthread_cond_init(&lane->copier.asked, NULL);
    pthread_cond_init(&lane->copier.finished, NULL);
    pthread_mutex_init(&lane->mutex, NULL);
    pthread_cond_init(&lane->work, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return lane;
}

int lane_start(struct folder *folder, const struct lane_options *options, struct lane **ret)
{
    struct lane *lane = lane_new(folder, options);
    int outcome = open_lane(lane);
    if (outcome == DONE && pthread_create(&lane->thread, NULL, lane_main, lane) != 0)
        outcome = fail(FATAL, "不能建立写入线程");
    if (outcome != DONE) {
        lane_free(lane);
        return outcome;
    }
    *ret = lane;
    return DONE;
}

void lane_stop(struct lane *lane)
{
    if (!lane)
        return;
    pthread_mutex_lock(&lane->mutex);
    lane->stopping = true;
    pthread_cond_signal(&lane->work);
    pthread_mutex_unlock(&lane->mutex);
    pthread_join(lane->thread, NULL);
    lane_free(lane);
}
