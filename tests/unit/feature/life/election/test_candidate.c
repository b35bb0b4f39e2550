#include "election_world.h"

static struct ballotting b;

static const char *list(void)
{
    struct standing *standing;
    struct buffer out = buffer_in(b.w.arena);
    size_t n;
    buffer_adds(&out, "");
    CHECK_DONE(candidates_read(b.w.arena, b.w.db, b.election, SEAT_MEMBER, 1, &standing, &n));
    for (size_t i = 0; i < n; i++)
        buffer_addf(&out, "%s%s", i ? " " : "", standing[i].name);
    return out.p;
}

static void order_of_strokes(void)
{
    ballotting_open(&b);
    for (int i = 5; i >= 0; i--)
        CHECK_DONE(nominate(&b, SEAT_MEMBER, six[i]));
    CHECK_TEXT(list(), "方书敏 叶知行 陆长川 孟凡一 闻溪 顾念安");       /* 4 5 7 8 9 10 */
    life_close(&b.w);
}

static void position_set(const char *code, int64_t position)
{
    int64_t id;
    struct record *candidate;
    struct change change = world_change(&b.w, &candidate_entity, "change");
    CHECK_DONE(db_get_int(b.w.db, &id, "SELECT id FROM candidate WHERE person = ?1", value_int(world_person(&b.w, code))));
    CHECK_DONE(record_read(b.w.arena, b.w.db, &candidate_entity, id, &candidate));
    record_set_int(candidate, CANDIDATE_POSITION, position);
    CHECK_DONE(record_change(&change, candidate, 0));
}

static void order_by_hand(void)
{
    ballotting_open(&b);
    for (int i = 0; i < 6; i++)
        CHECK_DONE(nominate(&b, SEAT_MEMBER, six[i]));
    position_set("SL004", 1);
    position_set("SL013", 2);
    CHECK_TEXT(list(), "顾念安 闻溪 方书敏 叶知行 陆长川 孟凡一");
    life_close(&b.w);
}

/* V-16: a probationary member and a member of another branch have no vote to be elected with. */
static void who_may_stand(void)
{
    ballotting_open(&b);
    CHECK_OUTCOME(nominate(&b, SEAT_MEMBER, "SL007"), INVALID);
    CHECK_DONE(db_run(b.w.db, "UPDATE membership SET kind = 'probationary' WHERE person = ?1", value_int(world_person(&b.w, "SL013"))));
    CHECK_OUTCOME(nominate(&b, SEAT_MEMBER, "SL013"), INVALID);
    CHECK(strstr(error_message(), "没有被选举权"));
    CHECK_DONE(db_run(b.w.db, "UPDATE membership SET until_date = '2026-11-20' WHERE person = ?1", value_int(world_person(&b.w, "SL005"))));
    CHECK_OUTCOME(nominate(&b, SEAT_MEMBER, "SL005"), INVALID);      /* left on the very day */
    CHECK_OUTCOME(nominate(&b, SEAT_DEPUTY, "SL006"), INVALID);      /* no such seat here */
    CHECK_DONE(nominate(&b, SEAT_MEMBER, "SL006"));
    CHECK_OUTCOME(nominate(&b, SEAT_MEMBER, "SL006"), INVALID);
    life_close(&b.w);
}

TESTS({"order of strokes", order_of_strokes}, {"order by hand", order_by_hand}, {"who may stand", who_may_stand})
