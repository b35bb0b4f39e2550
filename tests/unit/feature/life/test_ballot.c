#include "activity_office.h"
#include "own_rule.h"

static struct world w;
static const char *cookie;
static int64_t activity;

static void open(void)
{
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    activity = office_activity(&w, cookie, "SL-Z1", "assembly", "2026-11-20", "讨论接收预备党员");
}

static int vote(const char *kind, const char *entitled, const char *present, const char *written, const char *yes, const char *no)
{
    return office_post(&w, cookie, "/ballot", 0, (struct ask){
        .inputs = {"activity", id_of(&w, activity), "motion", "接收闻某为中共预备党员", "kind", kind, "entitled", entitled, "present", present,
                   "written", written, "yes", yes, "no", no}})->answer.status;
}

static struct record *newest(void)
{
    return office_read(&w, &ballot_entity, world_number(&w, "SELECT id FROM ballot ORDER BY position DESC LIMIT 1"));
}

static void numbers_nobody_typed(void)
{
    open();
    int64_t full = world_number(&w, "SELECT count(*) FROM membership m JOIN unit u ON u.id = m.branch WHERE u.code = 'SL-Z1' AND m.kind = 'full'"
                                    " AND m.until_date IS NULL");
    CHECK_INT(vote("resolution", "", "", "", "4", "1"), 303);
    CHECK_INT(record_int(newest(), BALLOT_ENTITLED), full);
    CHECK_INT(record_int(newest(), BALLOT_PRESENT), full);
    CHECK_TEXT(record_text(newest(), BALLOT_RESULT), "passed");
    CHECK_INT(vote("committee", "", "", "", "3", "0"), 422);     /* who is in a committee is not known */
    world_close(&w);
}

/* The vectors of the arithmetic, through the record. */
static void results(void)
{
    static const struct { const char *kind, *entitled, *present, *written, *yes, *result; int edge; } cases[] = {
        {"resolution", "10", "5", "", "5", "failed", 1}, {"resolution", "10", "6", "", "6", "passed", 0},
        {"resolution", "11", "5", "", "5", "no_quorum", 0}, {"admission", "10", "6", "2", "8", "passed", 0},
        {"admission", "10", "5", "", "5", "no_quorum", 1}, {"election", "10", "8", "", "5", "passed", 1},
        {"election", "10", "9", "", "4", "failed", 0}, {"election", "11", "8", "", "8", "no_quorum", 0},
        {"committee", "5", "3", "", "3", "passed", 0}, {"committee", "4", "2", "", "2", "failed", 1},
    };
    open();
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        CHECK_INT(vote(cases[i].kind, cases[i].entitled, cases[i].present, cases[i].written, cases[i].yes, ""), 303);
        CHECK_TEXT(record_text(newest(), BALLOT_RESULT), cases[i].result);
        CHECK_INT(record_int(newest(), BALLOT_EDGE), cases[i].edge);
        CHECK_INT(record_int(newest(), BALLOT_POSITION), (int64_t)i + 1);
    }
    world_close(&w);
}

/* Where the organ's own rule says “超过”, exactly four fifths are too few. */
static void by_the_rule_of_the_unit(void)
{
    open();
    CHECK_INT(vote("election", "10", "8", "", "5", ""), 303);
    CHECK_TEXT(record_text(newest(), BALLOT_RESULT), "passed");
    CHECK_DONE(system_write(w.system, own_rule_set, &(struct own_rule){"V-01", "2026-01-01", "value", "more_than", "机关党委选举办法"}, "command"));
    CHECK_INT(vote("election", "10", "8", "", "5", ""), 303);
    CHECK_TEXT(record_text(newest(), BALLOT_RESULT), "no_quorum");
    world_close(&w);
}

static void impossible(void)
{
    open();
    CHECK_INT(vote("resolution", "10", "11", "", "5", ""), 422);
    CHECK_INT(vote("resolution", "10", "8", "", "9", ""), 422);
    CHECK_INT(vote("resolution", "10", "8", "", "6", "3"), 422);         /* together more than are there */
    CHECK_INT(vote("resolution", "10", "8", "1", "6", ""), 422);         /* a resolution takes no letters */
    CHECK_INT(vote("admission", "10", "8", "3", "8", ""), 422);
    CHECK_INT(vote("resolution", "0", "0", "", "0", ""), 422);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM ballot"), 0);
    world_close(&w);
}

static void cited_on_the_page(void)
{
    open();
    CHECK_INT(vote("resolution", "10", "5", "", "5", ""), 303);
    const char *path = arena_printf(w.arena, "/activity/%s", id_of(&w, activity));
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/activity/:id", .path = path, .id = activity, .cookie = cookie});
    json_begin(w.arena);
    const char *page = json_dumps(r->answer.page, 0);
    json_end();
    CHECK(strstr(page, "第十一条"));
    CHECK(strstr(page, "没有通过"));
    CHECK(strstr(page, "边界值"));
    request_finish(r);
    world_close(&w);
}

TESTS({"numbers that nobody typed", numbers_nobody_typed}, {"results", results}, {"by the rule of the unit", by_the_rule_of_the_unit}, {"impossible numbers", impossible},
      {"cited on the activity's page", cited_on_the_page})
