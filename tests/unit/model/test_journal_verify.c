#include "world.h"

/* Another connection without the guard, as somebody with the file would have it. */
static void forge(struct world *w, const char *sql)
{
    db_close(w->db);
    CHECK_DONE(db_open(w->path, DB_WRITE, &w->db));
    CHECK_DONE(db_run_built(w->db, sql, NULL, 0));
}

static int verified(struct world *w, struct journal_report *report)
{
    return journal_verify(w->arena, w->db, NULL, report);
}

static void every_forgery_shows(void)
{
    static const char *const forgeries[][2] = {
        {"UPDATE journal SET note = 'x' WHERE seq = 3", "第 3 条被改动"},
        {"UPDATE journal SET at = at + 1 WHERE seq = 3", "第 3 条被改动"},
        {"UPDATE journal SET diff = '{}' WHERE seq = 3", "第 3 条被改动"},
        {"UPDATE journal SET hash = previous WHERE seq = 3", "第 3 条被改动"},
        {"DELETE FROM journal WHERE seq = 3", "第 3 条缺失"},
        {"DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)", "第 8 条起缺失"},
        {"DELETE FROM journal", "第 1 条起缺失"},
        {"DELETE FROM journal_head", "第 8 条没有链头"},
        {"UPDATE journal_head SET seq = seq - 1", "第 8 条与链头不符"},
        {"UPDATE journal SET seq = 100 WHERE seq = 3", "第 3 条缺失"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(forgeries); i++) {
        struct world w;
        struct journal_report report;
        world_open(&w);
        world_ticket_made(&w, "漏水", w.teams[1]);
        CHECK_DONE(verified(&w, &report));
        CHECK_INT(report.rows, 8);
        CHECK_INT(report.chains, 1);
        CHECK_INT((int64_t)strlen(report.head), 64);
        forge(&w, forgeries[i][0]);
        CHECK_OUTCOME(verified(&w, &report), INVALID);
        CHECK_TEXT(report.bad_chain, "lane-0");
        CHECK_TEXT(error_message(), arena_printf(w.arena, "日志链 lane-0 %s，请停止使用并用备份核对", forgeries[i][1]));
        world_close(&w);
    }
}

static int64_t told_done, told_all;

static void note_progress(int64_t done, int64_t all)
{
    told_done = done;
    told_all = all;
}

static void progress_is_told(void)
{
    struct world w;
    struct journal_report report;
    world_open(&w);
    told_done = told_all = 0;
    CHECK_DONE(journal_verify(w.arena, w.db, note_progress, &report));
    CHECK_INT(told_done, 7);
    CHECK_INT(told_all, 7);
    CHECK_INT(report.bad_seq, 0);
    CHECK(!report.bad_chain);
    world_close(&w);
}

/* Each chain stands for itself: a second one is walked too, and its head alone is not enough. */
static void every_chain_is_walked(void)
{
    struct world w;
    struct journal_report report;
    world_open(&w);
    forge(&w, "INSERT INTO journal_head SELECT 'lane-1', seq, hash FROM journal_head");
    CHECK_OUTCOME(verified(&w, &report), INVALID);
    CHECK_TEXT(report.bad_chain, "lane-1");
    CHECK_INT(report.chains, 2);
    CHECK_INT(report.rows, 7);
    world_close(&w);
}

TESTS({"every forgery shows", every_forgery_shows}, {"progress is told", progress_is_told},
      {"every chain is walked", every_chain_is_walked})
