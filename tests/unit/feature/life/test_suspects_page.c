/* The exchange: who confirms, who dismisses, who is refused, and what stands afterwards. */
#include "suspicion_office.h"

static struct world w;
static int key;

struct deciding { const char *login, *unit, *finding, *rule, *period, *act, *reason, *symptom; };

/* POST /suspicion/open; the answer's status, where it leads in *ret_location. */
static int decided(struct deciding d, const char **ret_location)
{
    const char *cookie = world_session(&w, d.login);
    struct request *r = world_ask(&w, (struct ask){
        .method = "POST", .row = "/suspicion/open", .cookie = cookie, .token = world_token(&w, cookie),
        .key = arena_printf(w.arena, "decide-%d", ++key),
        .inputs = {"about", unit_text(&w, d.unit), "finding", d.finding, "rule", d.rule, "period", d.period, "act", d.act, "reason",
                   d.reason ? d.reason : "", "symptom", d.symptom ? d.symptom : "任期届满没有换届", "kind", "limited"},
    });
    int status = r->answer.status;
    if (ret_location)
        *ret_location = r->answer.location ? arena_strdup(w.arena, r->answer.location) : "";
    request_finish(r);
    return status;
}

static void world_make(void)
{
    life_office(&w);
    all_kept_well(&w);
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-03-01"});
    elected(&w, (struct election){.unit = "SL-JW", .on = "2021-03-01"});
}

static struct deciding of_branch(const char *login, const char *act)
{
    return (struct deciding){login, "SL-Z1", "late_term", "E-07", "2023-03-01", act, "已经换届，选举结果正在报批", NULL};
}

/* Refused are the neighbour (for whom there is nothing), who only reads, and who has nothing to do with it. */
static void who_is_refused(void)
{
    static const struct { const char *login; int status; } refused[] = {
        {"linwanzhou", 409}, {"mengfanyi", 403}, {"luchangchuan", 403}, {"liuqinghe", 403}, {"yuexiaoman", 403}, {"yanzhengqing", 403},
    };
    world_make();
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
        CHECK_INT(decided(of_branch(refused[i].login, "confirm"), NULL), refused[i].status);
        CHECK_INT(decided(of_branch(refused[i].login, "dismiss"), NULL), refused[i].status);
    }
    CHECK_INT(world_number(&w, "SELECT count(*) FROM suspicion"), 0);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM problem"), 0);
    world_close(&w);
}

static void an_officer_confirms(void)
{
    const char *location;
    char *text;
    world_make();
    struct deciding d = of_branch("gunianan", "confirm");
    d.symptom = "办公室党支部任期届满四个月没有换届";
    CHECK_INT(decided(d, &location), 303);
    CHECK(!strncmp(location, "/problem/", 9));
    CHECK_DONE(db_get_text(w.system->reader, w.arena, &text, "SELECT symptom FROM problem"));
    CHECK_TEXT(text, d.symptom);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM suspicion d JOIN account a ON a.person = d.decided_by WHERE a.login = 'gunianan'"), 1);
    CHECK_INT(decided(d, NULL), 409);                            /* it is decided */
    CHECK_INT(world_number(&w, "SELECT count(*) FROM problem"), 1);
    world_close(&w);
}

/* Of his own committee an officer may say that it is so, not that it is not; the 工委 may. */
static void of_his_own_the_superior_dismisses(void)
{
    struct deciding d = {"gunianan", "SL-JW", "late_term", "E-07", "2021-03-01", "dismiss", "已经换届", NULL};
    world_make();
    CHECK_INT(decided(d, NULL), 422);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM suspicion"), 0);
    d.login = "hexiaolan";
    CHECK_INT(decided(d, NULL), 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM suspicion WHERE decision = 'dismissed'"), 1);
    CHECK_INT(decided(of_branch("gunianan", "dismiss"), NULL), 303);
    world_close(&w);
}

static void from_above_it_is_supervision(void)
{
    char *kind;
    world_make();
    CHECK_INT(decided((struct deciding){"hexiaolan", "SL-JW", "late_term", "E-07", "2021-03-01", "confirm", NULL, NULL}, NULL), 303);
    CHECK_DONE(db_get_text(w.system->reader, w.arena, &kind, "SELECT kind FROM source"));
    CHECK_TEXT(kind, "supervision");
    world_close(&w);
}

/* What comes wrong is said beside its field, and what was typed stands there again. */
static void bad_input(void)
{
    world_make();
    struct deciding d = of_branch("gunianan", "dismiss");
    d.reason = "  ";
    CHECK_INT(decided(d, NULL), 422);
    d.act = "burn";
    CHECK_INT(decided(d, NULL), 422);
    d.act = "confirm";
    d.symptom = " ";
    const char *cookie = world_session(&w, "gunianan");
    struct request *r = world_ask(&w, (struct ask){
        .method = "POST", .row = "/suspicion/open", .cookie = cookie, .token = world_token(&w, cookie), .key = "again",
        .inputs = {"about", unit_text(&w, "SL-Z1"), "finding", "late_term", "rule", "E-07", "period", "2023-03-01", "act", "confirm",
                   "symptom", "", "kind", "lasting", "deadline", "not a day"},
    });
    CHECK_INT(r->answer.status, 422);
    json_t *field;
    size_t i;
    int errors = 0;
    json_array_foreach(json_object_get(r->answer.page, "form"), i, field) {
        errors += json_is_string(json_object_get(field, "error"));
        if (!strcmp(text_in(field, "name"), "deadline"))
            CHECK_TEXT(text_in(field, "value"), "not a day");
    }
    CHECK_INT(errors, 2);
    request_finish(r);
    d.finding = "nothing";
    CHECK_INT(decided(d, NULL), 409);
    d = of_branch("gunianan", "confirm");
    d.period = "2020-03-01";
    CHECK_INT(decided(d, NULL), 409);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM problem"), 0);
    world_close(&w);
}

/* The list, one of it, and the word that one is gone. */
static void shown(void)
{
    int status;
    world_make();
    CHECK_INT((int64_t)json_array_size(json_object_get(seen(&w, "gunianan", "/suspicion/open", &status), "rows")), 2);
    CHECK_INT((int64_t)json_array_size(json_object_get(seen(&w, "mengfanyi", "/suspicion/open", &status), "rows")), 1);
    CHECK_INT((int64_t)json_array_size(json_object_get(seen(&w, "linwanzhou", "/suspicion/open", &status), "rows")), 0);
    seen(&w, "liuqinghe", "/suspicion/open", &status);
    CHECK_INT(status, 403);
    static const struct { const char *login; bool one, gone, decide, dismiss; } cases[] = {
        {"gunianan", true, false, true, true}, {"hexiaolan", true, false, true, true}, {"mengfanyi", true, false, false, false},
        {"luchangchuan", true, false, false, false}, {"linwanzhou", false, true, false, false},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct request *r = world_ask(&w, (struct ask){
            .method = "GET", .row = "/suspicion/open", .cookie = world_session(&w, cases[i].login),
            .inputs = {"about", unit_text(&w, "SL-Z1"), "finding", "late_term", "rule", "E-07", "period", "2023-03-01"}});
        CHECK_INT(r->answer.status, 200);
        CHECK_INT(json_is_object(json_object_get(r->answer.data, "one")), cases[i].one);
        CHECK_INT(json_is_true(json_object_get(r->answer.page, "gone")), cases[i].gone);
        CHECK(!cases[i].one || json_is_true(json_object_get(r->answer.page, "may_decide")) == cases[i].decide);
        CHECK(!cases[i].one || json_is_true(json_object_get(r->answer.page, "may_dismiss")) == cases[i].dismiss);
        request_finish(r);
    }
    world_close(&w);
}

static void on_the_workbench(void)
{
    world_make();
    json_t *line = line_of(&w, "gunianan", "suspicions");
    CHECK_INT(json_integer_value(json_object_get(line, "count")), 2);
    CHECK_INT(json_integer_value(json_object_get(line_of(&w, "hexiaolan", "suspicions"), "count")), 1);
    CHECK(!line_of(&w, "mengfanyi", "suspicions") && !line_of(&w, "luchangchuan", "suspicions") && !line_of(&w, "linwanzhou", "suspicions"));
    world_close(&w);
}

TESTS({"who is refused", who_is_refused}, {"an officer confirms", an_officer_confirms},
      {"of his own the superior dismisses", of_his_own_the_superior_dismisses}, {"from above it is supervision", from_above_it_is_supervision},
      {"bad input", bad_input}, {"shown", shown}, {"on the workbench", on_the_workbench})
