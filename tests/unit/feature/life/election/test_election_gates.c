#include "election_world.h"

static struct ballotting b;

static void said(int outcome, const char *words)
{
    CHECK_OUTCOME(outcome, INVALID);
    if (!strstr(error_message(), words))
        check_fail(__FILE__, __LINE__, "“%s” does not say “%s”", error_message(), words);
}

/* V-07: a fifth more than seats; V-08: 书记 as many, and out of the members. */
static void request(void)
{
    ballotting_open(&b);
    for (int i = 2; i < 5; i++)
        CHECK_DONE(nominate(&b, SEAT_MEMBER, six[i]));
    CHECK_DONE(nominate(&b, SEAT_SECRETARY, "SL006"));
    said(ACT(&b, "request", "requested_on", "2026-10-10"), "至少 4 人；现在 3 人");
    CHECK_DONE(nominate(&b, SEAT_MEMBER, "SL004"));
    said(ACT(&b, "request"), "请填请示日期");
    said(ACT(&b, "request", "requested_on", "2026-11-27"), "晚于今天");
    said(ACT(&b, "request", "requested_on", "2026-11-21"), "请示晚于拟召开日期");
    CHECK_DONE(ACT(&b, "request", "requested_on", "2026-10-10"));
    life_close(&b.w);
}

static void secretary_from_elsewhere(void)
{
    ballotting_open(&b);
    for (int i = 2; i < 6; i++)
        CHECK_DONE(nominate(&b, SEAT_MEMBER, six[i]));
    said(ACT(&b, "request", "requested_on", "2026-10-10"), "书记应选 1 人");
    CHECK_DONE(nominate(&b, SEAT_SECRETARY, "SL003"));
    said(ACT(&b, "request", "requested_on", "2026-10-10"), "不在委员人选里");
    life_close(&b.w);
}

/* The minimum for every number of seats is the arithmetic's, not another. */
static void minimum(void)
{
    static const struct { int seats, least; } rows[] = {{3, 4}, {5, 6}};
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        life_open(&b.w);
        CHECK_DONE(election_begin(&b, "SL-Z1", rows[i].seats, "2026-11-20"));
        CHECK_DONE(nominate(&b, SEAT_SECRETARY, six[0]));
        for (int k = 0; k < rows[i].least; k++) {
            CHECK_OUTCOME(ACT(&b, "request", "requested_on", "2026-10-10"), INVALID);
            CHECK_DONE(nominate(&b, SEAT_MEMBER, six[k]));
        }
        CHECK_DONE(ACT(&b, "request", "requested_on", "2026-10-10"));
        life_close(&b.w);
    }
}

static void approval(void)
{
    approved_open(&b);
    CHECK_DONE(ACT(&b, "cancel"));
    CHECK_DONE(election_begin(&b, "SL-Z1", 3, "2026-11-20"));
    for (int i = 2; i < 6; i++)
        CHECK_DONE(nominate(&b, SEAT_MEMBER, six[i]));
    CHECK_DONE(nominate(&b, SEAT_SECRETARY, "SL006"));
    CHECK_DONE(ACT(&b, "request", "requested_on", "2026-10-10"));
    said(ACT(&b, "approve", "approved_on", "2026-10-20"), "批复的文号");
    said(ACT(&b, "approve", "approval_number", "水机党〔2026〕9号"), "请填批复日期");
    said(ACT(&b, "approve", "approval_number", "水机党〔2026〕9号", "approved_on", "2026-10-09"), "早于请示日期");
    CHECK_DONE(ACT(&b, "send_back"));
    CHECK_DONE(ACT(&b, "request", "requested_on", "2026-10-12"));
    life_close(&b.w);
}

static void election(void)
{
    approved_open(&b);
    said(ACT(&b, "elect"), "还没有计票");
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 6, 3, 3));
    said(ACT(&b, "elect"), "还缺 1 名");
    life_close(&b.w);
}

/* V-17 asks for two consents, V-16 for none. */
static void consent(void)
{
    static const char *const grounds[] = {"probation", "away"};
    for (size_t i = 0; i < ARRAY_SIZE(grounds); i++) {
        struct change change;
        approved_open(&b);
        struct record *exclusion = record_new(b.w.arena, &exclusion_entity);
        change = world_change(&b.w, &exclusion_entity, "create");
        record_set_int(exclusion, EXCLUSION_ELECTION, b.election);
        record_set_int(exclusion, EXCLUSION_PERSON, world_person(&b.w, "SL003"));
        record_set_text(exclusion, EXCLUSION_GROUND, grounds[i]);
        CHECK_DONE(record_create(&change, exclusion));
        CHECK_DONE(COUNT(&b, SEAT_MEMBER, ((struct numbers){"", "5", "5", "5", "0", "SL005"}), 4, 5, 4, 2));
        CHECK_INT(number(&b, "SELECT entitled FROM election_round WHERE seat = 'member'"), 5);
        CHECK_DONE(COUNT(&b, SEAT_SECRETARY, ((struct numbers){"3", "3", "3", "3", "0", "SL013"}), 3));
        if (i) {
            said(ACT(&b, "elect"), "有 1 名党员不计入应到会");
            CHECK_DONE(ACT(&b, "elect", "exclusion_passed", "1"));
        } else {
            CHECK_DONE(ACT(&b, "elect"));
        }
        life_close(&b.w);
    }
}

static void report_and_confirmation(void)
{
    elected_open(&b);
    said(ACT(&b, "report", "reported_on", "2026-11-19"), "早于选举日期");
    CHECK_DONE(ACT(&b, "report", "reported_on", "2026-11-22"));
    said(ACT(&b, "confirm", "confirmed_on", "2026-11-25"), "报上级党组织批准");
    said(ACT(&b, "confirm", "confirmed_on", "2026-11-21", "confirm_number", "水机党〔2026〕12号"), "早于报告日期");
    CHECK_DONE(ACT(&b, "confirm", "confirmed_on", "2026-11-25", "confirm_number", "水机党〔2026〕12号"));
    life_close(&b.w);
}

TESTS({"request", request}, {"a secretary from elsewhere", secretary_from_elsewhere}, {"the minimum of candidates", minimum}, {"approval", approval},
      {"election", election}, {"consent to not counting", consent}, {"report and confirmation", report_and_confirmation})
