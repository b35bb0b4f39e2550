/* The log and when it is copied into the database.
 *
 * Only the lane's thread copies, between two batches, so copying and writing never meet.  It waits for a moment
 * in which nobody waits; when there is none, the log has a cap.  A log that is copied whole is begun again
 * by the next commit, if no reader still stands on it. */
#include "store/lane_internal.h"

enum {
    PAGES_IDLE = 1000,        /* worth copying when nobody waits */
    PAGES_CAP = 20000,        /* copied even when somebody does: 80 MB of 4 KB pages */
};

static int note_pages(void *context, sqlite3 *handle, const char *name, int pages)
{
    struct lane *lane = context;
    lane->wal_pages = pages;
    if ((uint64_t)pages > lane->largest_wal_pages)
        lane->largest_wal_pages = (uint64_t)pages;
    return SQLITE_OK;
}

void checkpoint_watch(struct lane *lane)
{
    sqlite3_wal_hook(lane->db->handle, note_pages, lane);
}

bool checkpoint_due(const struct lane *lane, bool idle)
{
    return lane->wal_pages >= (idle ? PAGES_IDLE : PAGES_CAP) && lane->wal_pages >= lane->wal_retry;
}

/* How long the end of the log waits for readers of another process; what they hold stays in the log. */
enum { READER_WAIT_MS = 300 };

/* A failed fsync of the database may drop pages that SQLite believes written, and trying again would tell success:
 * so an I/O error here ends the lane, and the next start copies the log anew. */
static enum db_trouble copy(struct lane *lane, int mode, bool *ret_whole)
{
    int in_log = 0, copied = 0;
    int code = sqlite3_wal_checkpoint_v2(lane->db->handle, "main", mode, &in_log, &copied);
    *ret_whole = code == SQLITE_OK && in_log == copied;
    if (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        lane->checkpoints++;
        return DB_SOUND;
    }
    (void)db_fail(lane->db, code);
    return db_take_trouble(lane->db);
}

enum db_trouble checkpoint_copy(struct lane *lane)
{
    bool whole;
    enum db_trouble trouble = copy(lane, SQLITE_CHECKPOINT_PASSIVE, &whole);
    lane->wal_retry = whole ? 0 : lane->wal_pages + PAGES_IDLE;
    if (whole)
        lane->wal_pages = 0;
    return trouble;
}

enum db_trouble checkpoint_finish(struct lane *lane)
{
    bool whole;
    sqlite3_busy_timeout(lane->db->handle, READER_WAIT_MS);
    enum db_trouble trouble = copy(lane, SQLITE_CHECKPOINT_TRUNCATE, &whole);
    sqlite3_busy_timeout(lane->db->handle, DB_BUSY_MS);
    if (whole)
        lane->wal_pages = lane->wal_retry = 0;
    return trouble;
}
