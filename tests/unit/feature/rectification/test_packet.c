#include "life.h"

static struct ledger l;
static int64_t id, measure;

static const char *digest(int (*of)(struct arena *, struct db *, const struct record *, const char **))
{
    const char *text;
    CHECK_DONE(of(l.w.arena, l.w.db, ledger_read(&l, &problem_entity, id), &text));
    CHECK_INT((int64_t)strlen(text), DIGEST_TEXT - 1);
    return text;
}

static void opened(void)
{
    ledger_open(&l);
    life_people(&l);
    id = life_rectifying(&l, 1, &measure)->id;
}

/* Each part alone, put in by SQL: what changes the plan changes the closing too, what is no part changes neither. */
static void every_part_counts(void)
{
    static const struct { const char *sql; bool plan, closing; } rows[] = {
        {"UPDATE problem SET symptom = '另一个问题' WHERE id = ?1", true, true},
        {"UPDATE problem SET kind = 'lasting' WHERE id = ?1", true, true},
        {"UPDATE problem SET deadline = '2030-12-30' WHERE id = ?1", true, true},
        {"UPDATE problem SET cause_route = 'mechanism' WHERE id = ?1", true, true},
        {"UPDATE problem SET cause = '另一个原因' WHERE id = ?1", true, true},
        {"UPDATE problem SET goal = '另一个目标' WHERE id = ?1", true, true},
        {"UPDATE problem SET stage_goal = '先做一半' WHERE id = ?1", true, true},
        {"UPDATE problem SET review_months = 3 WHERE id = ?1", true, true},
        {"DELETE FROM problem_leaders WHERE owner = ?1", true, true},
        {"DELETE FROM problem_persons WHERE owner = ?1", true, true},
        {"UPDATE measure SET text = '另一条措施' WHERE problem = ?1", true, true},
        {"UPDATE measure SET deadline = '2030-01-01' WHERE problem = ?1", true, true},
        {"UPDATE measure SET person = (SELECT max(id) FROM person) WHERE problem = ?1", true, true},
        {"DELETE FROM measure WHERE problem = ?1", true, true},
        {"UPDATE measure SET state = 'done' WHERE problem = ?1", false, true},
        {"UPDATE measure SET result = '已批复' WHERE problem = ?1", false, true},
        {"UPDATE problem SET effect = '已换届' WHERE id = ?1", false, true},
        {"UPDATE problem SET exit = 'transferred' WHERE id = ?1", false, true},
        {"UPDATE problem SET transfer_to = '县纪委' WHERE id = ?1", false, true},
        {"UPDATE evidence SET title = '另一份批复' WHERE problem = ?1", false, true},
        {"UPDATE evidence SET fact_on = '2026-03-02' WHERE problem = ?1", false, true},
        {"UPDATE evidence SET number = '10号' WHERE problem = ?1", false, true},
        {"UPDATE evidence SET file = 'f0' WHERE problem = ?1", false, true},
        {"UPDATE evidence SET note = '盖章件' WHERE problem = ?1", false, true},
        {"DELETE FROM evidence WHERE problem = ?1", false, true},
        {"UPDATE problem SET commonness = 'common' WHERE id = ?1", false, false},
        {"UPDATE problem SET progress = 'ongoing' WHERE id = ?1", false, false},
        {"UPDATE problem SET words = '另外的话' WHERE id = ?1", false, false},
        {"UPDATE source SET title = '另一次反馈' WHERE id > ?1 - 999999999", false, false},
    };
    opened();
    const char *plan = digest(plan_digest), *closing = digest(closing_digest);
    CHECK(strcmp(plan, closing));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct value one = value_int(id);
        CHECK_DONE(db_run(l.w.db, "SAVEPOINT part"));
        CHECK_DONE(db_run_built(l.w.db, rows[i].sql, &one, 1));
        if (!strcmp(plan, digest(plan_digest)) == rows[i].plan || !strcmp(closing, digest(closing_digest)) == rows[i].closing)
            check_fail(__FILE__, __LINE__, "%s", rows[i].sql);
        CHECK_DONE(db_run(l.w.db, "ROLLBACK TO part"));
        CHECK_DONE(db_run(l.w.db, "RELEASE part"));
    }
    CHECK_TEXT(digest(plan_digest), plan);
    world_close(&l.w);
}

/* Words that move over the border between two fields are other contents: 甲|乙丙 is not 甲乙|丙. */
static void borders_count(void)
{
    opened();
    CHECK_DONE(db_run(l.w.db, "UPDATE problem SET cause = '甲', goal = '乙丙' WHERE id = ?1", value_int(id)));
    const char *one = digest(plan_digest);
    CHECK_DONE(db_run(l.w.db, "UPDATE problem SET cause = '甲乙', goal = '丙' WHERE id = ?1", value_int(id)));
    CHECK(strcmp(one, digest(plan_digest)));
    CHECK_DONE(db_run(l.w.db, "UPDATE evidence SET number = '9', file = '号' WHERE problem = ?1", value_int(id)));
    one = digest(closing_digest);
    CHECK_DONE(db_run(l.w.db, "UPDATE evidence SET number = '9号', file = '' WHERE problem = ?1", value_int(id)));
    CHECK(strcmp(one, digest(closing_digest)));
    world_close(&l.w);
}

static bool stands(void)
{
    bool is;
    CHECK_DONE(plan_stands(l.w.arena, l.w.db, ledger_read(&l, &problem_entity, id), &is));
    return is;
}

/* What one of three acts approved last; a plan that nobody approved does not stand. */
static void the_last_approval_stands(void)
{
    ledger_open(&l);
    life_people(&l);
    id = ledger_save(&l, ledger_problem(&l, 1))->id;
    CHECK(!stands());
    world_close(&l.w);
    opened();
    CHECK(stands());
    CHECK_DONE(db_run(l.w.db, "UPDATE problem SET goal = '另一个目标' WHERE id = ?1", value_int(id)));
    CHECK(!stands());
    CHECK_DONE(db_run(l.w.db, "UPDATE step SET digest = ?2 WHERE problem = ?1 AND verb = 'plan'", value_int(id), value_text(digest(plan_digest))));
    CHECK(!stands());                                                     /* sent in is not approved */
    CHECK_DONE(db_run(l.w.db, "UPDATE step SET digest = ?2 WHERE problem = ?1 AND verb = 'start'", value_int(id), value_text(digest(plan_digest))));
    CHECK(stands());
    CHECK_DONE(db_run(l.w.db, "UPDATE step SET verb = 'extended', digest = NULL WHERE problem = ?1 AND verb = 'start'", value_int(id)));
    CHECK(!stands());
    CHECK_DONE(db_run(l.w.db, "UPDATE step SET digest = ?2 WHERE problem = ?1 AND verb = 'extended'", value_int(id), value_text(digest(plan_digest))));
    CHECK(stands());
    world_close(&l.w);
}

TESTS({"every part counts", every_part_counts}, {"borders count", borders_count}, {"the last approval stands", the_last_approval_stands})
