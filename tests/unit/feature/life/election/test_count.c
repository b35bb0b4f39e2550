#include "election_world.h"

static struct ballotting b;

static const char *result(const char *code, int round)
{
    char *text = NULL;
    int e = db_get_text(b.w.db, b.w.arena, &text, "SELECT result FROM candidate WHERE seat = 'member' AND person = ?1 AND round = ?2",
                        value_int(world_person(&b.w, code)), value_int(round));
    CHECK(e == DONE || e == NOT_FOUND);
    return text ? text : "";
}

static int member_count(struct numbers n)
{
    return COUNT(&b, SEAT_MEMBER, n, 5, 6, 5, 2);
}

/* Each number that cannot be is refused with words, and nothing is changed. */
static void impossible_numbers(void)
{
    static const struct { struct numbers n; const char *words; } rows[] = {
        {{"5", "6", "6", "6", "0", "SL003"}, "实到会多于应到会"},
        {{"6", "6", "7", "6", "0", "SL003"}, "不能委托"},
        {{"6", "6", "6", "5", "6", "SL003"}, "无效票多于收回"},
        {{"6", "", "6", "6", "0", "SL003"}, "请填实到会"},
        {{"6", "6", "6", "6", "0", "SL006"}, "不能担任监票人"},      /* V-13 */
        {{"6", "6", "6", "6", "1", "SL003"}, "多于有效票 5 张"},
        {{"20", "15", "6", "6", "0", "SL003"}, "至少到会 16 人"},    /* V-01 */
    };
    approved_open(&b);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_OUTCOME(member_count(rows[i].n), INVALID);
        if (!strstr(error_message(), rows[i].words))
            check_fail(__FILE__, __LINE__, "row %zu: %s", i, error_message());
    }
    CHECK_OUTCOME(COUNT(&b, SEAT_MEMBER, all_six, 6, 6, 5, 2), INVALID);     /* 19 of 6 × 3: somebody chose four */
    CHECK(strstr(error_message(), "得票合计 19"));
    CHECK_INT(number(&b, "SELECT count(*) FROM election_round WHERE state <> 'open'"), 0);
    CHECK_DONE(member_count(all_six));
    life_close(&b.w);
}

/* V-01: more than half of those present; exactly half is not. */
static void half_is_not_enough(void)
{
    approved_open(&b);
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 6, 3, 3));
    CHECK_TEXT(result("SL001", 1), "elected");
    CHECK_TEXT(result("SL013", 1), "not_elected");
    CHECK_INT(number(&b, "SELECT vacant FROM election_round WHERE seat = 'member'"), 1);
    CHECK_INT(number(&b, "SELECT count(*) FROM election_round WHERE seat = 'member'"), 1);   /* V-12: nobody moves up by itself */
    life_close(&b.w);
}

static void tied(void)
{
    approved_open(&b);
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 5, 4, 4));
    CHECK_TEXT(result("SL013", 1), "tied");
    CHECK_INT(number(&b, "SELECT count(*) FROM candidate WHERE round = 2"), 2);
    CHECK_OUTCOME(COUNT(&b, SEAT_SECRETARY, ((struct numbers){"2", "2", "2", "2", "0", "SL003"}), 2), INVALID);   /* the committee is not whole */
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 2, 4));
    CHECK_TEXT(result("SL013", 2), "not_elected");
    CHECK_TEXT(result("SL004", 2), "elected");
    life_close(&b.w);
}

/* V-10: more papers back than were given out. */
static void void_vote(void)
{
    approved_open(&b);
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, ((struct numbers){"6", "5", "5", "6", "0", "SL003"}), 5, 5, 4, 2));
    CHECK_INT(number(&b, "SELECT count(*) FROM election_round WHERE seat = 'member' AND state = 'void'"), 1);
    CHECK_INT(number(&b, "SELECT count(*) FROM candidate WHERE round = 2 AND votes IS NULL"), 4);
    CHECK_INT(number(&b, "SELECT count(*) FROM candidate WHERE result IS NOT NULL"), 0);
    CHECK_DONE(member_count(all_six));
    CHECK_TEXT(result("SL006", 2), "elected");
    life_close(&b.w);
}

static int ballot_act(const char *verb)
{
    struct record *ballot;
    struct change change = world_change(&b.w, &election_round_entity, verb);
    change.note = "五名党员同意";
    CHECK_DONE(round_last(b.w.arena, b.w.db, b.election, SEAT_MEMBER, &ballot));
    return record_act(&change, ballot->id, verb, NULL, 0, 0);
}

/* V-12: the seat that is left is voted on again, or there is one less. */
static void too_few(void)
{
    approved_open(&b);
    CHECK_OUTCOME(ballot_act("again"), CONFLICT);                    /* not counted yet */
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 6, 3, 3));
    CHECK_DONE(ballot_act("again"));
    CHECK_INT(number(&b, "SELECT count(*) FROM candidate WHERE round = 2"), 2);
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 3, 3));
    CHECK_DONE(ballot_act("reduce"));
    CHECK_OUTCOME(ballot_act("reduce"), INVALID);
    CHECK_OUTCOME(ballot_act("again"), INVALID);
    CHECK_DONE(COUNT(&b, SEAT_SECRETARY, ((struct numbers){"2", "2", "2", "2", "0", "SL003"}), 2));
    CHECK_DONE(ACT(&b, "elect"));
    life_close(&b.w);
}

static void nobody_elected_is_not_fewer_seats(void)
{
    approved_open(&b);
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 3, 3, 3, 3));
    CHECK_OUTCOME(ballot_act("reduce"), INVALID);
    life_close(&b.w);
}

/* A count that was wrong is made again; what it had opened goes. */
static void counted_again(void)
{
    struct record *first;
    struct change change;
    approved_open(&b);
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 5, 4, 4));
    int64_t id = number(&b, "SELECT id FROM election_round WHERE seat = 'member' AND round = 1");
    int64_t tied_one = number(&b, "SELECT id FROM candidate WHERE round = 1 AND seat = 'member' AND votes = 4 LIMIT 1");
    CHECK_DONE(record_read(b.w.arena, b.w.db, &candidate_entity, tied_one, &first));
    record_set_int(first, CANDIDATE_VOTES, 3);
    change = world_change(&b.w, &candidate_entity, "change");
    CHECK_DONE(record_change(&change, first, 0));
    change = world_change(&b.w, &election_round_entity, "count");
    CHECK_DONE(record_act(&change, id, "count", NULL, 0, 0));
    CHECK_INT(number(&b, "SELECT count(*) FROM election_round WHERE seat = 'member'"), 1);
    CHECK_INT(number(&b, "SELECT count(*) FROM candidate WHERE round = 2"), 0);
    CHECK_INT(number(&b, "SELECT elected FROM election_round WHERE seat = 'member'"), 3);
    life_close(&b.w);
}

/* A secretary is one of the members. */
static void secretary_of_the_committee(void)
{
    approved_open(&b);
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 2, 5, 5));         /* 孟凡一 is not elected a member */
    CHECK_OUTCOME(COUNT(&b, SEAT_SECRETARY, ((struct numbers){"3", "3", "3", "3", "0", "SL003"}), 3), INVALID);
    CHECK(strstr(error_message(), "没有当选委员"));
    life_close(&b.w);
}

TESTS({"impossible numbers", impossible_numbers}, {"half is not enough", half_is_not_enough}, {"tied at the last place", tied},
      {"a void vote", void_vote}, {"too few", too_few}, {"nobody elected is not fewer seats", nobody_elected_is_not_fewer_seats},
      {"counted again", counted_again}, {"a secretary is a member", secretary_of_the_committee})
