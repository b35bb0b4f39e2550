#include "world.h"

/* A tree of its own, by numbers alone:
 *
 *      1 (above organs)
 *     ╱ ╲
 *    2   5        2 and 5: organs below 1; 3 below 2, 4 below 3
 *    │
 *    3            6 has no parent, and is led by 3
 *    │ ╲
 *    4  (6)
 */
static struct world w;

static int moved(int64_t unit, int64_t parent, int64_t led_by, bool above)
{
    struct change change = world_change(&w, NULL, &team_entity);
    CHECK_DONE(db_savepoint(w.db));
    int outcome = scope_moved(&change, unit, parent, led_by, above);
    CHECK_DONE(outcome ? db_savepoint_back(w.db) : db_savepoint_keep(w.db));
    if (outcome == INVALID)
        CHECK_TEXT(change.problems[0].field, parent && !led_by ? "parent" : "led_by");
    return outcome;
}

static void begin(void)
{
    world_open(&w);
    CHECK_DONE(moved(1, 0, 0, true));
    CHECK_DONE(moved(2, 1, 0, false));
    CHECK_DONE(moved(3, 2, 0, false));
    CHECK_DONE(moved(4, 3, 0, false));
    CHECK_DONE(moved(5, 1, 0, false));
    CHECK_DONE(moved(6, 0, 3, false));
}

static void end(void)
{
    world_close(&w);
}

static void place_is(int64_t unit, int64_t organ, int64_t root)
{
    struct unit_place place;
    CHECK_DONE(scope_place(w.db, unit, &place));
    CHECK_INT(place.unit, unit);
    CHECK_INT(place.organ, organ);
    CHECK_INT(place.root, root);
    CHECK(place.above == (unit == 1));
}

static const char *below(int64_t unit)
{
    int64_t *ids;
    int n;
    struct buffer b = buffer_in(w.arena);
    buffer_adds(&b, "");
    CHECK_DONE(scope_below(w.arena, w.db, unit, &ids, &n));
    for (int i = 0; i < n; i++)
        buffer_addf(&b, "%d", (int)ids[i]);
    return b.p;
}

static void organs_and_roots(void)
{
    struct unit_place place;
    place_is(1, 1, 1);               /* stands above organs: an organ for itself only */
    place_is(2, 2, 1);
    place_is(4, 2, 1);
    place_is(5, 5, 1);
    place_is(6, 2, 1);               /* led by 3, and so of its organ and its tree */
    CHECK_OUTCOME(scope_place(w.db, 7, &place), NOT_FOUND);
    CHECK_TEXT(error_message(), "没有找到这个单位");
}

static void what_is_below(void)
{
    bool holds;
    CHECK_TEXT(below(1), "123456");
    CHECK_TEXT(below(3), "346");
    CHECK_TEXT(below(4), "4");       /* itself */
    CHECK_TEXT(below(7), "");
    CHECK_DONE(scope_holds(w.db, 1, 6, &holds));
    CHECK(holds);
    CHECK_DONE(scope_holds(w.db, 5, 5, &holds));
    CHECK(holds);
    CHECK_DONE(scope_holds(w.db, 6, 3, &holds));
    CHECK(!holds);
}

/* A unit with both lines is of the organ that leads it, and of the tree of its parent. */
static void the_leading_line_goes_first(void)
{
    CHECK_DONE(moved(6, 5, 3, false));
    place_is(6, 2, 1);
    CHECK_TEXT(below(5), "56");
    CHECK_TEXT(below(3), "346");
    CHECK_DONE(moved(6, 5, 1, false));       /* led by what stands above organs: its parent decides */
    place_is(6, 5, 1);
    CHECK_DONE(moved(6, 0, 3, false));
    CHECK_TEXT(below(5), "5");
}

static void circles_are_refused(void)
{
    static const struct {
        int64_t unit, parent, led_by;
    } rows[] = {{9, 9, 0}, {3, 3, 0}, {3, 4, 0}, {2, 4, 0}, {1, 6, 0}, {3, 0, 3}, {3, 0, 6}, {2, 1, 6}};
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_OUTCOME(moved(rows[i].unit, rows[i].parent, rows[i].led_by, false), INVALID);
        CHECK_TEXT(error_message(), "上级不能是本单位或本单位的下级，请另选");
    }
    organs_and_roots();
    CHECK_TEXT(below(1), "123456");
}

/* The whole part of the tree goes along, and so do the records that stand in it. */
static void a_moved_part_takes_all_along(void)
{
    int64_t ticket = world_ticket_made(&w, "随迁", w.teams[1]);
    CHECK_DONE(db_run(w.db, "UPDATE ticket SET unit = 4, organ = 2, root = 1 WHERE id = ?1", value_int(ticket)));
    CHECK_DONE(moved(3, 5, 0, false));
    place_is(3, 5, 1);
    place_is(4, 5, 1);
    place_is(6, 5, 1);
    CHECK_TEXT(below(2), "2");
    CHECK_TEXT(below(5), "3456");
    int64_t organ;
    CHECK_DONE(db_get_int(w.db, &organ, "SELECT organ FROM ticket WHERE id = ?1", value_int(ticket)));
    CHECK_INT(organ, 5);
    CHECK_DONE(moved(3, 0, 0, false));       /* a tree of its own */
    place_is(4, 3, 3);
    CHECK_TEXT(below(1), "125");
    CHECK_DONE(db_get_int(w.db, &organ, "SELECT root FROM ticket WHERE id = ?1", value_int(ticket)));
    CHECK_INT(organ, 3);
    CHECK_DONE(moved(3, 2, 0, false));
    organs_and_roots();
}

/* What was an organ stands above organs from now on: those below it become organs. */
static void a_unit_rises_above_organs(void)
{
    CHECK_DONE(moved(2, 1, 0, true));
    struct unit_place place;
    CHECK_DONE(scope_place(w.db, 2, &place));
    CHECK(place.above && place.organ == 2);
    place_is(3, 3, 1);
    place_is(4, 3, 1);
    CHECK_DONE(moved(2, 1, 0, false));
    CHECK_DONE(moved(3, 2, 0, true));        /* below an organ, and yet none of it */
    CHECK_DONE(scope_place(w.db, 3, &place));
    CHECK(place.above && place.organ == 3);
    CHECK_DONE(moved(3, 2, 0, false));
    organs_and_roots();
}

static void setting_up_again_changes_nothing(void)
{
    db_schema_mode(w.db, true);
    CHECK_DONE(scope_setup(w.db));
    db_schema_mode(w.db, false);
    organs_and_roots();
}

TESTS({"begin", begin}, {"organs and roots", organs_and_roots}, {"what is below", what_is_below},
      {"the leading line goes first", the_leading_line_goes_first}, {"circles are refused", circles_are_refused},
      {"a moved part takes all along", a_moved_part_takes_all_along},
      {"a unit rises above organs", a_unit_rises_above_organs},
      {"setting up again changes nothing", setting_up_again_changes_nothing}, {"end", end})
