#include "office_world.h"

static struct world w;
static const char *said;

static int change_to(const struct entity *entity, int64_t id, int field, const char *text)
{
    struct record *record;
    CHECK_DONE(record_read(w.arena, w.db, entity, id, &record));
    struct change change = world_change(&w, entity, "change");
    if (*text)
        record_set_text(record, field, text);
    else
        record_set_empty(record, field);
    int outcome = record_change(&change, record, 0);
    said = change.problem_count ? change.problems[0].message : "";
    return outcome;
}

static void an_address_that_a_mail_can_bear(void)
{
    static const struct { const char *email; bool good; } rows[] = {
        {"gu.nianan@slt.yunling.gov.cn", true}, {"a@b", true}, {"", true}, {"@b", false}, {"a@", false}, {"a", false}, {"a@b@c", false},
        {"a b@c", false}, {"a@b\nBcc: x@y", false}, {"<a@b>", false}, {"a,b@c", false}, {"\"a\"@b", false}, {"顾@b", false}, {"a;b@c", false},
    };
    world_open(&w, NULL, 0);
    int64_t id = world_person(&w, "SL004");
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        int outcome = change_to(&person_entity, id, PERSON_EMAIL, rows[i].email);
        if ((outcome == DONE) != rows[i].good)
            check_fail(__FILE__, __LINE__, "%s: %d", rows[i].email, outcome);
        if (!rows[i].good)
            CHECK(*said);
    }
    CHECK_OUTCOME(change_to(&person_entity, id, PERSON_EMAIL, "a@"), INVALID);
    CHECK_TEXT(said, "电子邮箱写得不对，应如 name@example.gov.cn");
    world_close(&w);
}

static void who_has_left_is_not_active(void)
{
    world_open(&w, NULL, 0);
    int64_t id = world_person(&w, "SL004");
    CHECK_OUTCOME(change_to(&person_entity, id, PERSON_LEFT, "2026-03-01"), INVALID);
    CHECK_TEXT(said, "填了离岗日期，状态请选“调离”或“退休”");
    CHECK_DONE(change_to(&person_entity, id, PERSON_STATE, "retired"));
    CHECK_DONE(change_to(&person_entity, id, PERSON_LEFT, "2026-03-01"));
    CHECK_OUTCOME(change_to(&person_entity, id, PERSON_STATE, "active"), INVALID);
    world_close(&w);
}

static int join(const char *person, const char *branch, const char *kind, const char *from, const char *until)
{
    struct record *membership = record_new(w.arena, &membership_entity);
    struct change change = world_change(&w, &membership_entity, "create");
    record_set_int(membership, MEMBERSHIP_PERSON, world_person(&w, person));
    record_set_int(membership, MEMBERSHIP_BRANCH, world_unit(&w, branch));
    record_set_text(membership, MEMBERSHIP_KIND, kind);
    record_set_text(membership, MEMBERSHIP_FROM, from);
    if (until)
        record_set_text(membership, MEMBERSHIP_UNTIL, until);
    int outcome = record_create(&change, membership);
    said = change.problem_count ? change.problems[0].message : "";
    return outcome;
}

static void one_branch_at_a_time(void)
{
    world_open(&w, NULL, 0);
    CHECK_DONE(join("GW001", "SL-Z2", "full", "2024-01-01", "2024-06-01"));
    CHECK_OUTCOME(join("GW001", "SL-Z1", "full", "2024-05-31", NULL), INVALID);
    CHECK_TEXT(said, "这名党员同一时间已在另一个支部，请先填那一条的止日");
    CHECK_OUTCOME(join("GW001", "SL-Z1", "full", "2023-01-01", "2024-01-02"), INVALID);
    CHECK_DONE(join("GW001", "SL-Z1", "full", "2024-06-01", NULL));       /* the day he leaves is the day he comes */
    CHECK_DONE(join("GW001", "SL-Z3", "full", "2023-01-01", "2024-01-01"));
    CHECK_OUTCOME(join("GW001", "SL-Z3", "full", "2030-01-01", NULL), INVALID);
    CHECK_OUTCOME(join("GW002", "SL-Z3", "full", "2024-02-01", "2024-01-01"), INVALID);
    CHECK_TEXT(said, "止早于起，请核对");
    world_close(&w);
}

/* Of a day: who has come, who has not gone; the probationary are counted apart. */
static void members_of_a_day(void)
{
    static const struct { struct date on; int full, probationary; } rows[] = {
        {{2023, 12, 31}, 0, 0}, {{2024, 1, 1}, 1, 0}, {{2024, 3, 1}, 1, 1}, {{2024, 5, 31}, 1, 1}, {{2024, 6, 1}, 0, 1}, {{2030, 1, 1}, 0, 1},
    };
    world_open(&w, NULL, 0);
    int64_t branch = world_unit(&w, "SL-LS");
    CHECK_DONE(join("GW001", "SL-LS", "full", "2024-01-01", "2024-06-01"));
    CHECK_DONE(join("GW002", "SL-LS", "probationary", "2024-03-01", NULL));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        int full, probationary;
        CHECK_DONE(branch_members(w.db, branch, rows[i].on, &full, &probationary));
        CHECK_INT(full, rows[i].full);
        CHECK_INT(probationary, rows[i].probationary);
    }
    world_close(&w);
}

TESTS({"an address that a mail can bear", an_address_that_a_mail_can_bear}, {"who has left is not active", who_has_left_is_not_active},
      {"one branch at a time", one_branch_at_a_time}, {"members of a day", members_of_a_day})
