/* One batch: begin, each operation in its savepoint, commit, answers. */
#include "store/lane_internal.h"

#include <stdio.h>
#include <time.h>

static const char not_saved[] = "没有保存，请稍后再试";
static const char unknown_fate[] = "结果未知：写入磁盘时出错。系统正在重启，请稍后刷新，看看是否已保存，再决定是否重做";

int64_t clock_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

void queue_init(struct queue *q)
{
    *q = (struct queue){.last = &q->first};
}

void queue_add(struct queue *q, struct operation *op)
{
    op->next = NULL;
    *q->last = op;
    q->last = &op->next;
    q->n++;
}

struct operation *queue_take(struct queue *q)
{
    struct operation *op = q->first;
    if (!op)
        return NULL;
    q->first = op->next;
    if (!q->first)
        q->last = &q->first;
    q->n--;
    op->next = NULL;
    return op;
}

void lane_answer(struct queue *q, int outcome, const char *message)
{
    for (struct operation *op; (op = queue_take(q));) {
        snprintf(op->message, sizeof op->message, "%s", message);
        op->place[0] = '\0';
        op->done(op, outcome);
    }
}

static void note_outcome(struct operation *op, int outcome)
{
    op->outcome = outcome;
    op->message[0] = op->place[0] = '\0';
    if (outcome == DONE)
        return;
    snprintf(op->message, sizeof op->message, "%s", error_message());
    snprintf(op->place, sizeof op->place, "%s", error_place());
}

/* A deferred reference that this operation leaves broken would fail everybody's commit. */
static int check_references(struct db *db)
{
    int broken = 0, highest = 0;
    sqlite3_db_status(db->handle, SQLITE_DBSTATUS_DEFERRED_FKS, &broken, &highest, 0);
    return broken ? fail(CONFLICT, "它引用的或引用它的记录已经变动，请刷新后再试") : DONE;
}

/* FATAL: the transaction is gone, and the batch with it.  What the operation itself found, a fault of its own
 * code included, is its outcome and nobody else's: its savepoint takes it back. */
static int run_one(struct lane *lane, struct operation *op)
{
    struct db *db = lane->db;
    TRY(db_run(db, "SAVEPOINT operation"));
    error_clear();
    int outcome = op->run(op, db);
    if (outcome == DONE)
        outcome = check_references(db);
    note_outcome(op, outcome);
    if (sqlite3_get_autocommit(db->handle))
        return fail(FATAL, "the transaction ended inside an operation: %s", op->message);
    if (db->trouble != DB_SOUND)
        return FATAL;
    if (outcome != DONE) {
        lane->refused++;
        TRY(db_run(db, "ROLLBACK TO operation"));
    }
    return db_run(db, "RELEASE operation");
}

/* Runs operations until none waits, or the batch is long enough; `ran` are those that ran. */
static int run_all(struct lane *lane, struct queue *batch, struct queue *ran)
{
    int64_t until = clock_us() + lane->options.batch_us;
    while (ran->n < lane->options.batch_limit) {
        if (!batch->n)
            lane_gather(lane, batch, lane->options.batch_limit - ran->n);
        struct operation *op = queue_take(batch);
        if (!op)
            return DONE;
        queue_add(ran, op);
        TRY(run_one(lane, op));
        if (clock_us() >= until)
            return DONE;
    }
    return DONE;
}

static void answer_saved(struct queue *ran)
{
    for (struct operation *op; (op = queue_take(ran));)
        op->done(op, op->outcome);             /* may free it */
}

static void count_batch(struct lane *lane, size_t n, bool changed)
{
    lane->operations += n;
    lane->batches++;
    if (n > lane->largest_batch)
        lane->largest_batch = n;
    if (changed)
        lane->generation++;
}

/* Without its commit nothing of a batch is on the disk for good: frames without a commit mark do not count.  A commit
 * that met a full disk never wrote its mark either; one that met another error may have. */
static enum db_trouble give_up(struct lane *lane, struct queue *ran, bool committing)
{
    struct db *db = lane->db;
    snprintf(lane->message, sizeof lane->message, "%s", error_message());
    /* Sound, and yet the transaction is over: an operation committed on its own, and its neighbours with it. */
    bool ended = sqlite3_get_autocommit(db->handle) && db->trouble == DB_SOUND;
    if (!sqlite3_get_autocommit(db->handle))
        (void)!db_run(db, "ROLLBACK");
    enum db_trouble trouble = db_take_trouble(db);
    /* Before the answers, so that who tries again at once is refused at once. */
    lane->state = trouble == DB_NO_ROOM ? LANE_FULL : LANE_FATAL;
    if (trouble == DB_NO_ROOM)
        lane_answer(ran, UNAVAILABLE, lane->message);
    else if (committing || ended)
        lane_answer(ran, UNKNOWN, unknown_fate);
    else
        lane_answer(ran, UNAVAILABLE, not_saved);
    return trouble == DB_NO_ROOM ? DB_NO_ROOM : DB_BROKEN;
}

enum db_trouble lane_batch(struct lane *lane, struct queue *batch)
{
    struct queue ran;
    queue_init(&ran);
    int64_t before = sqlite3_total_changes64(lane->db->handle);
    if (db_run(lane->db, "BEGIN IMMEDIATE") != DONE || run_all(lane, batch, &ran) != DONE)
        return give_up(lane, &ran, false);
    if (lane->db->before_commit && (lane->db->before_commit(lane->db) != DONE || lane->db->trouble != DB_SOUND))
        return give_up(lane, &ran, false);
    if (db_run(lane->db, "COMMIT") != DONE)
        return give_up(lane, &ran, true);
    /* A swallowed "no room" took nothing from the commit; the next operation will meet it. */
    (void)db_take_trouble(lane->db);
    count_batch(lane, ran.n, sqlite3_total_changes64(lane->db->handle) != before);
    answer_saved(&ran);
    return DB_SOUND;
}
