/* The log and how it gets into the database.
 *
 * Copying thousands of pages takes tens of milliseconds, too long to stand between two batches; and a thread that
 * only copies beside the writer never catches up with it, so the log would grow for ever.  So a side thread copies in large
 * bites, in which a page that was written often is copied once, and in small sips, since the log's sync waits behind what
 * is being synced.  When the log has its length the bites get small, and the last few pages are the lane's,
 * between two batches, when nothing is being written.  Then all is copied, and the next commit begins the log anew.
 *
 * At any moment at most one of the two copies: the lane asks, and waits for the answer before it does anything to the
 * log but append.  While the side thread copies, a read transaction of its own stands on the log, so SQLite
 * cannot begin it anew: the race that lost data before 3.51.3 has no room here. */
#include "store/lane_internal.h"
#include "store/seal.h"

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

/* The log may get long (lane_options.log_pages): each finish makes who waits then wait once more, and with so long a log
 * they are fewer than one in a hundred.  It costs readers little, since they look only among the pages that are not
 * copied yet. */
enum {
    BITES = 4,                /* of a log, each copied at once by the side thread */
    PAGES_LAST_BITE = 500,    /* and when the log has its length */
    PAGES_SIP = 32,           /* synced at once: 0.4 ms where a sync of 500 takes 3 */
    COPIER_NICE = 10,
    PAGES_FINISH = 200,       /* so few that the lane copies them itself; more as the log grows (few_enough) */
    PAGES_RETRY = 1000,       /* a reader was in the way: so many more before trying again */
    READER_WAIT_MS = 300,     /* at start and end: for readers of another process; what they hold stays in the log */
};

static int note_pages(void *context, sqlite3 *handle, const char *name, int pages)
{
    struct lane *lane = context;
    if (pages < lane->wal_pages)                  /* begun anew */
        lane->wal_pages = lane->wal_copied = lane->wal_retry = 0;
    lane->pages += (uint64_t)(pages - lane->wal_pages);
    lane->wal_pages = pages;
    if ((uint64_t)pages > lane->largest_wal_pages)
        lane->largest_wal_pages = (uint64_t)pages;
    return SQLITE_OK;
}

/* A failed fsync of the database may drop pages that SQLite believes written, and trying again would tell success:
 * so an I/O error here ends the lane, and the next start copies the log anew. */
static enum db_trouble copy(struct db *db, int mode, int *ret_copied, bool *ret_whole)
{
    int in_log = 0, copied = 0;
    int code = sqlite3_wal_checkpoint_v2(db->handle, "main", mode, &in_log, &copied);
    *ret_whole = code == SQLITE_OK && in_log == copied;
    *ret_copied = copied > 0 ? copied : 0;
    if (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return DB_SOUND;
    (void)db_fail(db, code);
    return db_take_trouble(db);
}

/* What follows runs in the side thread. */

static enum db_trouble copy_pinned(struct copier *c, int *ret_copied)
{
    int64_t tables;
    bool whole;
    /* A transaction stands on the log from its first read on. */
    if (db_read_begin(c->pin) != DONE || db_get_int(c->pin, &tables, "SELECT count(*) FROM sqlite_schema") != DONE) {
        db_read_end(c->pin);
        return db_take_trouble(c->pin);
    }
    enum db_trouble trouble = copy(c->db, SQLITE_CHECKPOINT_PASSIVE, ret_copied, &whole);
    db_read_end(c->pin);
    return trouble;
}

static void *copier_main(void *argument)
{
    struct copier *c = argument;
    pthread_setname_np(pthread_self(), "log copier");
    /* Whoever answers people goes first; nobody waits for this thread but when the log has its full length. */
    (void)setpriority(PRIO_PROCESS, (id_t)gettid(), COPIER_NICE);
    pthread_mutex_lock(&c->mutex);
    for (;;) {
        while (!c->busy && !c->stopping)
            pthread_cond_wait(&c->asked, &c->mutex);
        if (!c->busy)
            break;
        pthread_mutex_unlock(&c->mutex);
        int copied = 0;
        enum db_trouble trouble = copy_pinned(c, &copied);
        pthread_mutex_lock(&c->mutex);
        if (trouble != DB_SOUND)
            snprintf(c->message, sizeof c->message, "%s", error_message());
        c->trouble = trouble;
        c->copied = copied;
        c->busy = false;
        pthread_cond_signal(&c->finished);
    }
    pthread_mutex_unlock(&c->mutex);
    return NULL;
}

int checkpoint_start(struct lane *lane)
{
    struct copier *c = &lane->copier;
    const char *path = sqlite3_db_filename(lane->db->handle, "main");
    TRY(db_open_copier(path, &c->db));
    int code = seal_sip(c->db->handle, PAGES_SIP);
    if (code != SQLITE_OK)
        return db_fail(c->db, code);
    TRY(db_open(path, DB_READ, &c->pin));
    if (pthread_create(&c->thread, NULL, copier_main, c) != 0)
        return fail(FATAL, "不能建立复制日志的线程");
    c->started = true;
    sqlite3_wal_hook(lane->db->handle, note_pages, lane);
    return DONE;
}

void checkpoint_stop(struct lane *lane)
{
    struct copier *c = &lane->copier;
    if (c->started) {
        pthread_mutex_lock(&c->mutex);
        c->stopping = true;
        pthread_cond_signal(&c->asked);
        pthread_mutex_unlock(&c->mutex);
        pthread_join(c->thread, NULL);
        c->started = false;
    }
    db_close(c->db);
    db_close(c->pin);
    c->db = c->pin = NULL;
}

/* What follows runs in the lane. */

static void ask(struct copier *c)
{
    pthread_mutex_lock(&c->mutex);
    c->busy = c->unread = true;
    pthread_cond_signal(&c->asked);
    pthread_mutex_unlock(&c->mutex);
}

/* Whether the side thread is still copying; takes its answer when it is not. */
static bool copying(struct lane *lane, bool wait, enum db_trouble *ret_trouble)
{
    struct copier *c = &lane->copier;
    pthread_mutex_lock(&c->mutex);
    while (wait && c->busy)
        pthread_cond_wait(&c->finished, &c->mutex);
    bool busy = c->busy;
    *ret_trouble = DB_SOUND;
    if (!busy && c->unread) {
        c->unread = false;
        if (c->copied <= lane->wal_copied)        /* a reader stands in the way */
            lane->wal_retry = lane->wal_pages + PAGES_RETRY;
        lane->wal_copied = c->copied;
        *ret_trouble = c->trouble;
        if (c->trouble != DB_SOUND)
            snprintf(lane->message, sizeof lane->message, "%s", c->message);
    }
    pthread_mutex_unlock(&c->mutex);
    return busy;
}

static enum db_trouble copy_here(struct lane *lane, int mode, bool *ret_whole)
{
    int copied;
    enum db_trouble trouble = copy(lane->db, mode, &copied, ret_whole);
    if (trouble != DB_SOUND)
        snprintf(lane->message, sizeof lane->message, "%s", error_message());
    lane->wal_copied = copied;
    lane->checkpoints++;
    return trouble;
}

/* The log is long enough to begin it anew, and so little of it is left that the lane may copy that itself.  Under a load that
 * writes faster than the side thread syncs, the rest never gets small: the longer the log, the longer a pause is worth it. */
static bool finishes(const struct lane *lane)
{
    int64_t over = lane->wal_pages - lane->options.log_pages;
    return over >= 0 && lane->wal_pages - lane->wal_copied <= PAGES_FINISH + over / 16;
}

/* Enough is not copied yet that the side thread is worth being asked. */
static bool hungry(const struct lane *lane)
{
    int64_t bite = lane->wal_pages < lane->options.log_pages ? lane->options.log_pages / BITES : PAGES_LAST_BITE;
    return lane->wal_pages - lane->wal_copied >= bite;
}

enum db_trouble checkpoint_tend(struct lane *lane)
{
    enum db_trouble trouble;
    bool whole, urgent = lane->wal_pages >= 2 * lane->options.log_pages;
    if (lane->wal_pages < lane->wal_retry || (!finishes(lane) && !hungry(lane)))
        return DB_SOUND;
    if (copying(lane, urgent, &trouble) || trouble != DB_SOUND)
        return trouble;
    if (lane->wal_pages < lane->wal_retry)
        return DB_SOUND;
    if (!urgent && !finishes(lane)) {
        if (hungry(lane))
            ask(&lane->copier);
        return DB_SOUND;
    }
    trouble = copy_here(lane, SQLITE_CHECKPOINT_PASSIVE, &whole);
    lane->wal_retry = lane->wal_pages + PAGES_RETRY;
    return trouble;
}

enum db_trouble checkpoint_finish(struct lane *lane)
{
    bool whole;
    enum db_trouble trouble = DB_SOUND;
    if (lane->copier.started)
        (void)copying(lane, true, &trouble);
    if (trouble == DB_BROKEN)
        return trouble;
    sqlite3_busy_timeout(lane->db->handle, READER_WAIT_MS);
    trouble = copy_here(lane, SQLITE_CHECKPOINT_TRUNCATE, &whole);
    sqlite3_busy_timeout(lane->db->handle, DB_BUSY_MS);
    if (whole)
        lane->wal_pages = lane->wal_copied = lane->wal_retry = 0;
    return trouble;
}
