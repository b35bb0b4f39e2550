/* Walking the chains, one row in memory at a time. */
#include <string.h>

#include "model/journal.h"
#include "model/journal_row.h"
#include "store/store.h"

enum { ROW_BYTES_MAX = 64 << 20, PROGRESS_EVERY = 1000 };

struct walk {
    struct arena *arena;                 /* of one row */
    struct journal_report *report;
    const char *chain;
    char previous[DIGEST_TEXT];          /* hash of the row before, "" before the first */
    int64_t seq;
};

static void row_take(struct statement *s, struct journal_row *row)
{
    *row = (struct journal_row){
        statement_text(s, 0), statement_int(s, 1), statement_int(s, 2), statement_int(s, 3), statement_int(s, 4),
        statement_text(s, 5), statement_text(s, 6), statement_text(s, 7), statement_int(s, 8),
        statement_text(s, 9), statement_text(s, 10), statement_text(s, 11), statement_text(s, 12),
    };
}

static int bad(struct walk *w, int64_t seq, const char *what)
{
    w->report->bad_seq = seq;
    w->report->bad_chain = w->chain;
    return fail(INVALID, "日志链 %s 第 %lld 条%s，请停止使用并用备份核对", w->chain, (long long)seq, what);
}

static int row_check(struct walk *w, struct statement *s)
{
    struct journal_row row;
    char hash[DIGEST_TEXT];
    row_take(s, &row);
    if (row.seq != w->seq + 1)
        return bad(w, w->seq + 1, "缺失");
    journal_hash(w->arena, &row, hash);
    if (strcmp(row.previous, w->previous) || strcmp(hash, statement_text(s, 13)))
        return bad(w, row.seq, "被改动");
    memcpy(w->previous, hash, sizeof hash);
    w->seq = row.seq;
    w->report->rows++;
    return DONE;
}

/* The last row read must be the one that the chain's head names. */
static int head_check(struct db *db, struct walk *w)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query(db, &s, "SELECT seq, hash FROM journal_head WHERE chain = ?1", value_text(w->chain)));
    int step = statement_step(s);
    if (step != STATEMENT_ROW)
        return step == DONE ? bad(w, w->seq, "没有链头") : step;
    if (statement_int(s, 0) > w->seq)
        return bad(w, w->seq + 1, "起缺失");
    if (statement_int(s, 0) != w->seq || strcmp(statement_text(s, 1), w->previous))
        return bad(w, w->seq, "与链头不符");
    memcpy(w->report->head, w->previous, sizeof w->previous);
    return DONE;
}

static int chain_walk(struct db *db, struct walk *w, int64_t all, void (*progress)(int64_t done, int64_t all))
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    w->seq = 0;
    w->previous[0] = 0;
    w->report->chains++;
    TRY(db_query(db, &s, "SELECT chain, seq, at, actor, person, name, door, entity, record, verb, note, diff, previous,"
                         " hash FROM journal WHERE chain = ?1 ORDER BY seq", value_text(w->chain)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        arena_reset(w->arena);
        TRY(row_check(w, s));
        if (progress && w->report->rows % PROGRESS_EVERY == 0)
            progress(w->report->rows, all);
    }
    TRY(step);
    return head_check(db, w);
}

static int chains_read(struct arena *arena, struct db *db, const char ***ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    size_t cap = 0;
    int step;
    TRY(db_query(db, &s, "SELECT chain FROM journal UNION SELECT chain FROM journal_head ORDER BY 1"));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, ret, ret_n, &cap) = arena_strdup(arena, statement_text(s, 0));
    return step;
}

int journal_verify(struct arena *arena, struct db *db, void (*progress)(int64_t done, int64_t all),
                   struct journal_report *ret)
{
    const char **chains = NULL;
    size_t n = 0;
    int64_t all;
    *ret = (struct journal_report){0};
    TRY(db_get_int(db, &all, "SELECT count(*) FROM journal"));
    TRY(chains_read(arena, db, &chains, &n));
    struct walk w = {.arena = arena_create(ROW_BYTES_MAX), .report = ret};
    int outcome = DONE;
    for (size_t i = 0; i < n && outcome == DONE; i++) {
        w.chain = chains[i];
        outcome = chain_walk(db, &w, all, progress);
    }
    arena_destroy(w.arena);
    if (outcome == DONE && progress)
        progress(ret->rows, all);
    return outcome;
}
