/* Boards that are kept: today's, and the last few days that somebody asked for. */
#include "feature/life/compliance/board.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 3, DELTA_MAX = 2000 };

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static struct slot { char *path; struct board *board; uint64_t used; } slots[SLOTS];
static uint64_t uses;

static void slot_empty(struct slot *slot)
{
    if (slot->board)
        arena_destroy(slot->board->arena);
    free(slot->path);
    *slot = (struct slot){0};
}

void board_clear(void)
{
    pthread_rwlock_wrlock(&lock);
    for (int i = 0; i < SLOTS; i++)
        slot_empty(&slots[i]);
    pthread_rwlock_unlock(&lock);
}

static bool same_view(const struct year_view *a, const struct year_view *b)
{
    return !date_compare(a->day, b->day) && a->closed == b->closed;
}

static struct slot *slot_find(const char *path, const struct year_view *view)
{
    for (int i = 0; i < SLOTS; i++)
        if (slots[i].board && same_view(&slots[i].board->view, view) && !strcmp(slots[i].path, path))
            return &slots[i];
    return NULL;
}

static struct slot *slot_oldest(void)
{
    struct slot *oldest = &slots[0];
    for (int i = 1; i < SLOTS; i++)
        if (slots[i].used < oldest->used)
            oldest = &slots[i];
    return oldest;
}

static int touched_last(struct db *db, int64_t *ret)
{
    return db_get_int(db, ret, "SELECT COALESCE(max(seq), 0) FROM life_touched");
}

static int slot_fill(struct slot *slot, const char *path, struct db *db, const struct year_view *view)
{
    enum { CEILING = 1 << 30 };
    struct arena *arena = arena_create(CEILING);
    struct board *board = arena_new(arena, struct board);
    *board = (struct board){.view = *view, .book = rulebook(), .arena = arena};
    /* Asked before the rows are read: what is saved meanwhile is read once more, never missed. */
    int outcome = touched_last(db, &board->touched);
    if (outcome == DONE)
        outcome = board_fill(board, db);
    slot_empty(slot);
    if (outcome != DONE) {
        arena_destroy(arena);
        return outcome;
    }
    *slot = (struct slot){strdup(path), board, 0};
    if (!slot->path)
        die("内存不足");
    return DONE;
}

/* The units touched since, each once; *ret_all: too many, or the tree itself, or more than is still known. */
static int touched_read(struct arena *arena, struct db *db, int64_t since, int64_t **ret, size_t *ret_n, bool *ret_all)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t first = 0;
    size_t cap = 0;
    int e;
    *ret = NULL;
    *ret_n = 0;
    TRY(db_get_int(db, &first, "SELECT COALESCE(min(seq), 0) FROM life_touched"));
    *ret_all = first > since + 1;
    TRY(db_query(db, &s, "SELECT DISTINCT unit FROM life_touched WHERE seq > ?1 LIMIT 2001", value_int(since)));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        *arena_push(arena, ret, ret_n, &cap) = statement_int(s, 0);
        *ret_all |= !statement_int(s, 0) || *ret_n > DELTA_MAX;
    }
    return e;
}

static int slot_renew(struct slot *slot, const char *path, struct db *db, const struct year_view *view, int64_t last)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(4 << 20);
    struct board *board = slot->board;
    int64_t *units;
    size_t n;
    bool all;
    TRY(touched_read(arena, db, board->touched, &units, &n, &all));
    for (size_t i = 0; i < n && !all; i++) {
        uint32_t at = board_find(board, units[i]);
        int outcome = at == BOARD_NONE ? NOT_FOUND : board_place_read(board, db, at);
        all |= outcome == NOT_FOUND;
        if (outcome != DONE && outcome != NOT_FOUND)
            return outcome;
    }
    if (all)
        return slot_fill(slot, path, db, view);
    board->touched = last;
    return DONE;
}

/* Another thread may have read further than this one's snapshot. */
static bool fresh(const struct slot *slot, int64_t last)
{
    return slot && slot->board->touched >= last && slot->board->book == rulebook();
}

int board_open(const char *path, struct db *db, const struct year_view *view, const struct board **ret)
{
    int64_t last;
    TRY(touched_last(db, &last));
    pthread_rwlock_rdlock(&lock);
    struct slot *slot = slot_find(path, view);
    if (fresh(slot, last)) {
        *ret = slot->board;
        return DONE;
    }
    pthread_rwlock_unlock(&lock);
    pthread_rwlock_wrlock(&lock);
    int outcome = touched_last(db, &last);
    slot = slot_find(path, view);
    if (outcome == DONE && !fresh(slot, last)) {
        bool whole = !slot || slot->board->book != rulebook();
        slot = slot ? slot : slot_oldest();
        outcome = whole ? slot_fill(slot, path, db, view) : slot_renew(slot, path, db, view, last);
    }
    if (outcome != DONE) {
        pthread_rwlock_unlock(&lock);
        return outcome;
    }
    slot->used = ++uses;
    *ret = slot->board;
    return DONE;
}

void board_close(void)
{
    pthread_rwlock_unlock(&lock);
}

uint32_t board_find(const struct board *board, int64_t unit)
{
    uint32_t low = 0, high = board->n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int64_t id = board->units[board->by_id[middle]].id;
        if (id == unit)
            return board->by_id[middle];
        if (id < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return BOARD_NONE;
}
