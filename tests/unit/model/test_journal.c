#include "world.h"

#include "model/journal_row.h"

static void the_connection_cannot_change_the_past(void)
{
    struct world w;
    world_open(&w);
    CHECK(db_run(w.db, "UPDATE journal SET note = 'x'") != DONE);
    CHECK(db_run(w.db, "DELETE FROM journal") != DONE);
    world_close(&w);
}

static void what_is_rolled_back_leaves_no_gap(void)
{
    struct world w;
    struct journal_report report;
    world_open(&w);
    CHECK_DONE(db_savepoint(w.db));
    world_ticket_made(&w, "作废", w.teams[1]);
    CHECK_DONE(db_savepoint_back(w.db));
    world_ticket_made(&w, "留下", w.teams[1]);
    CHECK_DONE(journal_verify(w.arena, w.db, NULL, &report));
    CHECK_INT(report.rows, 8);
    world_close(&w);
}

static void the_head_follows(void)
{
    struct world w;
    char *hash, *head;
    int64_t seq, last;
    world_open(&w);
    world_ticket_made(&w, "漏水", w.teams[1]);
    CHECK_DONE(db_get_int(w.db, &last, "SELECT max(seq) FROM journal"));
    CHECK_DONE(db_get_text(w.db, w.arena, &hash, "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1"));
    CHECK_DONE(db_get_text(w.db, w.arena, &head, "SELECT hash FROM journal_head"));
    CHECK_DONE(db_get_int(w.db, &seq, "SELECT seq FROM journal_head"));
    CHECK_TEXT(head, hash);
    CHECK_INT(seq, last);
    world_close(&w);
}

/* No two rows give the same bytes, also when text moves from one member to the next. */
static void every_member_is_in_the_hash(void)
{
    const struct journal_row base = {"lane-0", 1, 2, 3, 4, "沈明", "page", "ticket", 5, "change", "理由", "{}", "ab"};
    struct journal_row rows[15];
    char hashes[15][DIGEST_TEXT];
    struct arena *arena = arena_create(1 << 20);
    for (int i = 0; i < 15; i++)
        rows[i] = base;
    rows[1].chain = "lane-1";
    rows[2].seq = 12;
    rows[3].at = 3;
    rows[4].actor = 4;
    rows[5].person = 5;
    rows[6].name = "沈";
    rows[7].door = "api";
    rows[8].entity = "note";
    rows[9].record = 6;
    rows[10].verb = "create";
    rows[11].note = "理由{}";
    rows[11].diff = "";
    rows[12].diff = "{ }";
    rows[13].previous = "ba";
    rows[14].note = "";
    rows[14].verb = "change理由";
    for (int i = 0; i < 15; i++) {
        journal_hash(arena, &rows[i], hashes[i]);
        CHECK_INT((int64_t)strlen(hashes[i]), 64);
        for (int k = 0; k < i; k++)
            CHECK(strcmp(hashes[i], hashes[k]) != 0);
    }
    arena_destroy(arena);
}

TESTS({"the connection cannot change the past", the_connection_cannot_change_the_past},
      {"what is rolled back leaves no gap", what_is_rolled_back_leaves_no_gap}, {"the head follows", the_head_follows},
      {"every member is in the hash", every_member_is_in_the_hash})
