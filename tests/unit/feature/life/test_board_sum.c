#include "life_office.h"
#include "feature/life/compliance/board.h"
#include "office/session.h"

static struct world w;

/* Of the piece below `top`, how many units somebody counts. */
static long long counted(const char *role, const char *at, const char *top)
{
    struct db *db = w.system->reader;
    int64_t unit, grant;
    const struct board *board;
    struct access *access;
    struct board_totals totals;
    CHECK_DONE(db_get_int(db, &unit, "SELECT id FROM unit WHERE code = ?1", value_text(top)));
    CHECK_DONE(db_get_int(db, &grant, "SELECT id FROM unit WHERE code = ?1", value_text(at)));
    CHECK_DONE(access_create(w.arena, db, 9, 0, &(struct grant){role, grant}, 1, &access));
    CHECK_DONE(board_open(w.path, db, &(struct year_view){clock_today(), false}, &board));
    uint32_t from = board_find(board, unit);
    struct board_sight sight = board_sight(w.arena, board, access, "read", from);
    long long seen = -1;
    if (board_sees(&sight, from)) {
        board_sum(&sight, from, board->units[from].end, &totals);
        seen = (long long)totals.units;
        CHECK(board_asked(&totals) || seen == 0);
    }
    board_close();
    return seen;
}

static void each_his_own(void)
{
    life_office(&w);
    long long all = counted("working_committee_officer", "GW", "SL-JW");
    CHECK(all > 5);
    CHECK_INT(counted("organ_officer", "SL-JW", "SL-JW"), all);
    CHECK_INT(counted("organ_officer", "JY-JW", "SL-JW"), -1);
    CHECK_INT(counted("branch_secretary", "SL-Z1", "SL-JW"), -1);
    CHECK(counted("branch_secretary", "SL-Z1", "SL-Z1") >= 1);
    CHECK_INT(counted("branch_secretary", "SL-Z1", "SL-Z2"), -1);
    board_clear();
    world_close(&w);
}

TESTS({"each counts what he may read", each_his_own})
