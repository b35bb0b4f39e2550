/* The board is what `mingze check` says, added up: over random histories, as of any day, for every unit and who sees it. */
#include "life_world.h"
#include "feature/life/compliance/board.h"

static struct world w;
static uint64_t seed = 20261126;

static int chance(int below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)(seed >> 33) % below;
}

/* As office runs the feature's events. */
static int happened(struct change *change)
{
    return change->entity == &unit_entity ? unit_touched(change) : change->entity == &membership_entity ? membership_touched(change)
           : change->entity == &term_entity ? term_touched(change) : DONE;
}

static const char *const units[] = {"SL-Z1", "SL-Z2", "SL-Z3", "SL-Z4", "SL-Z5", "SL-LS", "JY-Z1", "JY-Z2", "MZ-Z1"};
static const char *const kinds[] = {"assembly", "committee", "group", "lecture", "theme_day", "organisation_life", "appraisal", "talk"};

static const char *some_unit(void)
{
    return units[chance(ARRAY_SIZE(units))];
}

static const char *some_day(int from_year)
{
    char day[DATE_TEXT];
    int32_t first = date_days((struct date){from_year, 1, 1}), last = date_days(clock_today());
    return arena_strdup(w.arena, date_print(date_from_days(first + chance(last - first)), day));
}

static void unit_set(const char *code, int field, const char *value)
{
    struct change change = world_change(&w, &unit_entity, "change");
    struct record *unit;
    CHECK_DONE(record_read(w.arena, w.db, &unit_entity, world_unit(&w, code), &unit));
    if (value)
        record_set_text(unit, field, value);
    else
        record_set_empty(unit, field);
    int outcome = record_change(&change, unit, 0);
    CHECK(outcome == DONE || outcome == INVALID);
}

static void group_make(const char *parent)
{
    struct change change = world_change(&w, &unit_entity, "create");
    struct record *unit = record_new(w.arena, &unit_entity);
    static int number;
    record_set_text(unit, UNIT_NAME, arena_printf(w.arena, "第%d党小组", ++number));
    record_set_text(unit, UNIT_CODE, arena_printf(w.arena, "G%03d", number));
    record_set_text(unit, UNIT_KIND, "group");
    record_set_int(unit, UNIT_PARENT, world_unit(&w, parent));
    if (chance(2))
        record_set_text(unit, UNIT_FOUNDED, some_day(2026));
    CHECK_DONE(record_create(&change, unit));
}

static void member_join(const char *branch)
{
    static int number;
    struct change change = world_change(&w, &person_entity, "create");
    struct record *person = record_new(w.arena, &person_entity), *membership = record_new(w.arena, &membership_entity);
    record_set_text(person, PERSON_NAME, arena_printf(w.arena, "新党员%d", ++number));
    record_set_text(person, PERSON_CODE, arena_printf(w.arena, "N%03d", number));
    record_set_int(person, PERSON_DEPARTMENT, world_unit(&w, branch));
    CHECK_DONE(record_create(&change, person));
    change = world_change(&w, &membership_entity, "create");
    record_set_int(membership, MEMBERSHIP_PERSON, person->id);
    record_set_int(membership, MEMBERSHIP_BRANCH, world_unit(&w, branch));
    record_set_text(membership, MEMBERSHIP_KIND, "full");
    record_set_text(membership, MEMBERSHIP_FROM, some_day(2026));
    CHECK_DONE(record_create(&change, membership));
}

static void something_happens(void)
{
    static int64_t last;
    const char *day = some_day(2025), *unit = some_unit();
    int for_year = (day[5] == '0' && day[6] < '4' && chance(2)) ? day[3] - '0' + 2019 : 0;
    switch (chance(20)) {
    case 0:
        elect(&w, unit, some_day(2021), NULL, NULL);
        break;
    case 1:
        unit_set(unit, chance(2) ? UNIT_FOUNDED : UNIT_DISSOLVED, chance(3) ? some_day(2025) : NULL);
        break;
    case 2:
        group_make(unit);
        break;
    case 3:
        member_join(unit);
        break;
    case 4:
        if (last) {
            struct change change = world_change(&w, &activity_entity, "remove");
            (void)record_remove(&change, last, 0);
            last = 0;
        }
        break;
    case 5:
        unit_set(unit, UNIT_SECTOR, chance(2) ? "organ" : "enterprise");
        break;
    default:
        (void)hold(&w, (struct held){unit, kinds[chance(ARRAY_SIZE(kinds))], NULL, day, for_year}, &last);
    }
    names_commit();
}

/* --- what check says --- */

struct adding { const struct board *board; struct board_totals totals; bool closed; const char *rule; int index; };

static int line_add(void *context, const struct check_line *line)
{
    struct adding *a = context;
    a->index = line->rule == a->rule ? a->index + 1 : 0;
    a->rule = line->rule;
    for (int lane = 0; lane < MASK_LANES; lane++)
        if (a->board->lanes[lane].id && !strcmp(a->board->lanes[lane].id, line->rule)) {
            a->totals.met[lane][a->index] += line->answer.state == STATE_MET;
            a->totals.open[lane][a->index] += line->answer.state == STATE_MISSED || line->answer.state == STATE_DUE;
            return DONE;
        }
    a->totals.standings[STANDING_LATE] += line->answer.state == STATE_LATE;
    a->totals.standings[STANDING_UNKNOWN] += line->answer.state == STATE_UNKNOWN;
    a->totals.standings[STANDING_NORMAL] += line->answer.state == STATE_MET;
    return DONE;
}

/* The units that `mingze check` would print, below one by parent. */
static void check_says(const struct board *board, int64_t top, struct adding *a)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char first[DATE_TEXT], last[DATE_TEXT];
    *a = (struct adding){.board = board};
    date_print((struct date){board->view.day.year, 1, 1}, first);
    date_print(board->view.day, last);
    CHECK_DONE(db_query(w.db, &s, "WITH RECURSIVE below (id) AS (SELECT CAST(?1 AS BIGINT) UNION SELECT u.id FROM below b JOIN unit u ON u.parent = b.id)"
                                  " SELECT u.id FROM below b JOIN unit u ON u.id = b.id WHERE (dissolved IS NULL OR dissolved >= ?2)"
                                  " AND (founded IS NULL OR founded <= ?3)", value_int(top), value_text(first), value_text(last)));
    while (statement_step(s) == STATEMENT_ROW) {
        struct check_unit unit;
        CHECK_DONE(unit_year_read(w.arena, w.db, statement_int(s, 0), &board->view, &unit));
        a->totals.units++;
        a->rule = NULL;
        CHECK_DONE(check_unit(check_start(w.arena, rulebook(), board->view.day), &unit, line_add, a));
    }
}

static void same(const struct board *board, uint32_t at)
{
    struct adding a;
    struct board_totals t;
    struct board_sight sight = board_sight(w.arena, board, NULL, "read", at);
    check_says(board, board->units[at].id, &a);
    board_sum(&sight, at, board->units[at].end, &t);
    CHECK_INT(t.units, a.totals.units);
    CHECK(!memcmp(t.met, a.totals.met, sizeof t.met));
    CHECK(!memcmp(t.open, a.totals.open, sizeof t.open));
    CHECK_INT(t.standings[STANDING_LATE], a.totals.standings[STANDING_LATE]);
    CHECK_INT(t.standings[STANDING_UNKNOWN], a.totals.standings[STANDING_UNKNOWN]);
    CHECK_INT(t.standings[STANDING_NORMAL] + t.standings[STANDING_NEAR], a.totals.standings[STANDING_NORMAL]);
}

static void same_everywhere(const struct year_view *view)
{
    const struct board *board;
    CHECK_DONE(board_open(w.path, w.db, view, &board));
    for (uint32_t i = 0; i < board->n; i++)
        same(board, i);
    board_close();
}

static void random_histories(void)
{
    life_open(&w);
    record_observe(happened);
    for (int round = 0; round < 12; round++) {
        for (int i = 0; i < 25; i++)
            something_happens();
        same_everywhere(&(struct year_view){clock_today(), false});
        struct date day;
        CHECK_DONE(date_parse(some_day(round % 3 ? 2026 : 2025), &day));
        same_everywhere(&(struct year_view){day, false});
        same_everywhere(&(struct year_view){{2026, 1 + round % 12 < 11 ? 1 + round % 10 : 10, 31 - (round % 10 == 1 ? 3 : 1)}, false});
        same_everywhere(&(struct year_view){{2025, 12, 31}, round % 2 == 0});
    }
    record_observe(NULL);
    board_clear();
    life_close(&w);
}

/* One activity is read anew, the tree is not. */
static void follows_one(void)
{
    const struct board *board, *again;
    struct year_view today;
    life_open(&w);
    today = (struct year_view){clock_today(), false};
    CHECK_DONE(board_open(w.path, w.db, &today, &board));
    uint32_t at = board_find(board, world_unit(&w, "SL-Z1"));
    CHECK(board->open[at].lanes[ACTIVITY_THEME_DAY] >> 9 & 1);
    board_close();
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "theme_day", NULL, "2026-10-12", 0}, NULL));
    CHECK_DONE(board_open(w.path, w.db, &today, &again));
    CHECK(again == board);
    CHECK(board->met[at].lanes[ACTIVITY_THEME_DAY] >> 9 & 1);
    board_close();
    CHECK_DONE(duties_touch(w.db, 0));
    CHECK_DONE(board_open(w.path, w.db, &today, &again));
    CHECK_INT(again->units[at].id, world_unit(&w, "SL-Z1"));
    board_close();
    CHECK_INT(board_find(again, 12345), BOARD_NONE);
    board_clear();
    life_close(&w);
}

TESTS({"the board is the sum of the lines", random_histories}, {"one activity, one unit", follows_one})
