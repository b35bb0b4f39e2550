#include "heat_office.h"
#include "feature/life/compliance/heat.h"

static struct world w;

static void take(const char *role, const char *at, const char *top, int first, int most, struct heat *ret)
{
    int64_t unit, grant;
    const struct board *board;
    struct access *access;
    *ret = (struct heat){0};
    CHECK_DONE(db_get_int(w.system->reader, &unit, "SELECT id FROM unit WHERE code = ?1", value_text(top)));
    CHECK_DONE(db_get_int(w.system->reader, &grant, "SELECT id FROM unit WHERE code = ?1", value_text(at)));
    CHECK_DONE(access_create(w.arena, w.system->reader, 9, 0, &(struct grant){role, grant}, 1, &access));
    CHECK_DONE(board_open(w.path, w.system->reader, &(struct year_view){clock_today(), false}, &board));
    uint32_t place = board_find(board, unit);
    struct board_sight sight = board_sight(w.arena, board, access, "read", place);
    ret->column_count = period_columns(w.arena, board, "", ret->columns);
    heat_take(w.arena, &sight, place, first, most, ret);
    board_close();
}

static void rows_of_a_superior(void)
{
    static struct heat heat;
    heat_office(&w);
    take("organ_officer", "SL-JW", "SL-JW", 0, 100, &heat);
    CHECK_INT(heat.rows[0].kind, HEAT_TOTAL);
    CHECK_INT(heat.rows[1].kind, HEAT_OWN);
    CHECK_TEXT(heat_row_name(w.arena, &heat.rows[0]), "合计");
    CHECK_TEXT(heat_row_name(w.arena, &heat.rows[2]), "青石水库除险加固工程临时党支部");
    CHECK_TEXT(heat_row_name(w.arena, &heat.rows[3]), "水利厅办公室党支部");
    CHECK(heat.rows[heat.n - 1].below && !heat.rows[3].below);       /* the 总支 can be opened */
    CHECK(!heat.leaf && !heat.more && heat.upper_count == 0);
    uint64_t met = 0;
    for (size_t i = 1; i < heat.n; i++)
        met += heat.rows[i].totals.met[ACTIVITY_THEME_DAY][9];
    CHECK_INT(heat.rows[0].totals.met[ACTIVITY_THEME_DAY][9], met);
    CHECK_INT(met, 1);
    take("organ_officer", "SL-JW", "SL-JW", 1, 2, &heat);
    CHECK(heat.more && heat.n == 4);
    CHECK_TEXT(heat_row_name(w.arena, &heat.rows[2]), "水利厅办公室党支部");
    int before = heat.column_count;
    heat_columns_keep(&heat);
    CHECK_INT(before - heat.column_count, 24);       /* no committees, no groups */
    heat_close(&w);
}

static void what_a_party_group_leads(void)
{
    static struct heat heat;
    heat_office(&w);
    take("leading_group_secretary", "SL-DZ", "SL-DZ", 0, 100, &heat);
    CHECK_INT(heat.n, 2);
    CHECK_TEXT(heat_row_name(w.arena, &heat.rows[1]), "中共云岭省水利厅直属机关委员会");
    CHECK_INT(heat.rows[0].totals.units, heat.rows[1].totals.units);
    take("branch_secretary", "SL-Z1", "SL-Z1", 0, 100, &heat);
    CHECK(heat.leaf);
    take("working_committee_officer", "GW", "SL-ZZ", 0, 100, &heat);
    CHECK_INT(heat.upper_count, 2);
    heat_close(&w);
}

TESTS({"rows of a superior", rows_of_a_superior}, {"what a 党组 leads", what_a_party_group_leads})
