/* One problem from the feedback to the review: at each step the workbench of each of its people. */
#include "../../office/office_test.h"
#include "feature/rectification/private.h"

static int64_t source, problem;
static const char *cookies[8];
static const char *const logins[] = {"gunianan", "luchangchuan", "yanzhengqing", "yuexiaoman", "liuqinghe", "hexiaolan"};
enum who { OFFICER, SECRETARY, REVIEWER, HANDLER, MEMBER, COMMITTEE, WHO__COUNT };

static int64_t by_code(struct change *change, const char *code, bool unit)
{
    int64_t id = 0;
    CHECK_DONE(unit ? db_get_int(change->db, &id, "SELECT id FROM unit WHERE code = ?1", value_text(code))
                    : db_get_int(change->db, &id, "SELECT id FROM person WHERE code = ?1", value_text(code)));
    return id;
}

static int make(struct change *outer, void *context)
{
    (void)context;
    struct change change = change_within(outer, &source_entity, "create");
    struct record *of = record_new(outer->arena, &source_entity), *one = record_new(outer->arena, &problem_entity);
    record_set_text(of, SOURCE_TITLE, "巡察反馈");
    record_set_text(of, SOURCE_KIND, "inspection");
    record_set_int(of, SOURCE_ACCOUNTABLE, by_code(outer, "SL-DZ", true));
    record_set_int(of, SOURCE_REVIEWER, by_code(outer, "XCB", true));
    record_set_text(of, SOURCE_DATE, "2026-06-01");
    record_set_text(of, SOURCE_STATE, "confirmed");
    TRY(record_create(&change, of));
    const int64_t leader = by_code(outer, "SL002", false), person = by_code(outer, "SL011", false);
    record_set_int(one, PROBLEM_SOURCE, source = of->id);
    record_set_int(one, PROBLEM_NUMBER, 1);
    record_set_int(one, PROBLEM_ACCOUNTABLE, by_code(outer, "SL-DZ", true));
    record_set_text(one, PROBLEM_SYMPTOM, "台账不全");
    record_set_text(one, PROBLEM_WORDS, "台账不全");
    record_set_text(one, PROBLEM_DEADLINE, "2026-07-10");
    record_set_ids(one, PROBLEM_LEADERS, &leader, 1);
    record_set_ids(one, PROBLEM_PERSONS, &person, 1);
    change = change_within(outer, &problem_entity, "create");
    TRY(record_create(&change, one));
    problem = one->id;
    return DONE;
}

static int measure_make(struct change *outer, void *context)
{
    (void)context;
    struct change change = change_within(outer, &measure_entity, "create");
    struct record *measure = record_new(outer->arena, &measure_entity);
    record_set_int(measure, MEASURE_PROBLEM, problem);
    record_set_int(measure, MEASURE_POSITION, 1);
    record_set_text(measure, MEASURE_TEXT, "补齐台账");
    return record_create(&change, measure);
}

static int measure_finish(struct change *outer, void *context)
{
    (void)context;
    int64_t id;
    struct record *measure, *evidence = record_new(outer->arena, &evidence_entity);
    TRY(db_get_int(outer->db, &id, "SELECT id FROM measure"));
    TRY(record_read(outer->arena, outer->db, &measure_entity, id, &measure));
    record_set_text(measure, MEASURE_STATE, "done");
    record_set_text(measure, MEASURE_RESULT, "已补齐");
    struct change change = change_within(outer, &measure_entity, "change");
    TRY(record_change(&change, measure, 0));
    record_set_int(evidence, EVIDENCE_PROBLEM, problem);
    record_set_text(evidence, EVIDENCE_TITLE, "台账");
    record_set_text(evidence, EVIDENCE_NUMBER, "水利机党〔2026〕9号");
    record_set_text(evidence, EVIDENCE_FACT_ON, "2026-06-20");
    change = change_within(outer, &evidence_entity, "create");
    return record_create(&change, evidence);
}

static void start(struct world *w)
{
    static const struct feature *const features[] = {&organisation_feature, &rectification_feature};
    clock_set(1782864000000);                            /* 2026-07-01 */
    world_open(w);
    system_close(w->system);
    CHECK_DONE(office_setup(features, 2));
    CHECK_DONE(system_open(w->path, SYSTEM_WRITE, &w->system));
    CHECK_DONE(system_write(w->system, make, NULL, "command"));
    for (int i = 0; i < WHO__COUNT; i++)
        cookies[i] = world_session(w, logins[i]);
}

/* The names of the lines somebody sees, in order. */
static const char *seen(struct world *w, enum who who)
{
    struct request *request = world_ask(w, (struct ask){.method = "GET", .row = "/", .cookie = cookies[who]});
    struct buffer names = buffer_in(w->arena);
    json_t *line;
    size_t i;
    CHECK_INT(request->answer.status, 200);
    buffer_adds(&names, "");
    json_array_foreach(json_object_get(request->answer.data, "lines"), i, line)
        buffer_addf(&names, "%s%s", names.n ? " " : "", json_string_value(json_object_get(line, "name")));
    request_finish(request);
    return names.p;
}

/* Row 0 of a line. */
static json_t *row(struct world *w, enum who who, const char *name)
{
    struct request *request = world_ask(w, (struct ask){.method = "GET", .row = "/", .cookie = cookies[who]});
    json_t *line;
    size_t i;
    request_finish(request);
    json_array_foreach(json_object_get(request->answer.data, "lines"), i, line)
        if (!strcmp(json_string_value(json_object_get(line, "name")), name))
            return json_array_get(json_object_get(line, "rows"), 0);
    check_fail(__FILE__, __LINE__, "%s has no line %s", logins[who], name);
}

static void act(struct world *w, enum who who, const char *verb, const char *const *inputs)
{
    struct ask ask = {.method = "POST", .row = arena_printf(w->arena, "/problem/:id/%s", verb), .id = problem, .cookie = cookies[who],
                      .key = arena_printf(w->arena, "%s%d", verb, rand()), .token = world_token(w, cookies[who])};
    for (int i = 0; inputs && inputs[i]; i++)
        ask.inputs[i] = inputs[i];
    struct request *request = world_ask(w, ask);
    if (request->answer.status != 303)
        check_fail(__FILE__, __LINE__, "%s: %d %s", verb, request->answer.status, json_print(w->arena, request->answer.page));
    request_finish(request);
}

static void each_sees_what_he_may_do_now(void)
{
    static const char *const plan[] = {"cause_route", "guidance", "cause", "不重视", "goal", "补齐", NULL};
    struct world w;
    start(&w);
    CHECK_TEXT(seen(&w, OFFICER), "claim due");
    CHECK_TEXT(seen(&w, HANDLER), "claim due");
    CHECK_TEXT(seen(&w, SECRETARY), "receive claim due");
    CHECK_TEXT(seen(&w, REVIEWER), "");
    CHECK_TEXT(seen(&w, MEMBER), "");
    act(&w, OFFICER, "claim", NULL);
    CHECK_TEXT(seen(&w, OFFICER), "plan due");
    CHECK_TEXT(seen(&w, SECRETARY), "receive due");
    CHECK_DONE(system_write(w.system, measure_make, NULL, "command"));
    act(&w, OFFICER, "plan", plan);
    CHECK_TEXT(seen(&w, OFFICER), "due");                         /* he sent it in: another approves it */
    CHECK_TEXT(seen(&w, SECRETARY), "start receive due");
    CHECK(text_ends(json_string_value(json_object_get(row(&w, SECRETARY, "start"), "act_href")), "/start"));
    act(&w, SECRETARY, "return", (const char *const[]){"note", "原因没有找准", NULL});
    CHECK_TEXT(seen(&w, OFFICER), "returned plan due");
    CHECK_TEXT(json_string_value(json_object_get(row(&w, HANDLER, "returned"), "note")), "退回理由：原因没有找准");
    act(&w, OFFICER, "plan", plan);
    act(&w, SECRETARY, "start", NULL);
    CHECK_TEXT(seen(&w, OFFICER), "due");
    CHECK_DONE(system_write(w.system, measure_finish, NULL, "command"));
    CHECK_TEXT(seen(&w, OFFICER), "request due");
    clock_set(1783641600000);                                     /* 2026-07-10: its last day */
    cookies[OFFICER] = world_session(&w, logins[OFFICER]);
    CHECK_TEXT(seen(&w, OFFICER), "request due");
    world_close(&w);
}

static void who_reviews_is_asked_and_nobody_else(void)
{
    static const char *const plan[] = {"cause_route", "guidance", "cause", "不重视", "goal", "补齐", NULL};
    struct world w;
    start(&w);
    act(&w, OFFICER, "claim", NULL);
    CHECK_DONE(system_write(w.system, measure_make, NULL, "command"));
    act(&w, OFFICER, "plan", plan);
    act(&w, SECRETARY, "start", NULL);
    CHECK_DONE(system_write(w.system, measure_finish, NULL, "command"));
    act(&w, HANDLER, "request_closing", (const char *const[]){"effect", "台账齐全", NULL});
    CHECK_TEXT(seen(&w, HANDLER), "");
    CHECK_TEXT(seen(&w, SECRETARY), "endorse receive");
    CHECK_TEXT(seen(&w, REVIEWER), "");
    act(&w, SECRETARY, "endorse", NULL);
    CHECK_TEXT(seen(&w, REVIEWER), "accept");
    CHECK_TEXT(seen(&w, OFFICER), "");                            /* may accept within the organ, but not what XCB reviews */
    CHECK_TEXT(seen(&w, COMMITTEE), "");
    act(&w, REVIEWER, "return", (const char *const[]){"note", "台账是补造的", NULL});
    CHECK_TEXT(seen(&w, OFFICER), "returned request due");
    CHECK_TEXT(json_string_value(json_object_get(row(&w, OFFICER, "returned"), "note")), "退回理由：台账是补造的");
    clock_set(1783728000000);                                     /* 2026-07-11: late */
    for (int i = 0; i < WHO__COUNT; i++)
        cookies[i] = world_session(&w, logins[i]);
    CHECK_TEXT(seen(&w, OFFICER), "overdue returned request");
    CHECK_TEXT(seen(&w, REVIEWER), "");
    world_close(&w);
}

static void an_extension_waits_for_another(void)
{
    static const char *const plan[] = {"cause_route", "guidance", "cause", "不重视", "goal", "补齐", NULL};
    struct world w;
    start(&w);
    act(&w, OFFICER, "claim", NULL);
    CHECK_DONE(system_write(w.system, measure_make, NULL, "command"));
    act(&w, OFFICER, "plan", plan);
    act(&w, SECRETARY, "start", NULL);
    act(&w, OFFICER, "extend", (const char *const[]){"extend_until", "2026-09-30", "note", "汛期", NULL});
    CHECK_TEXT(seen(&w, SECRETARY), "extension receive due");
    CHECK(text_ends(json_string_value(json_object_get(row(&w, SECRETARY, "extension"), "act_href")), "/approve"));
    CHECK_TEXT(seen(&w, OFFICER), "due");
    world_close(&w);
}

TESTS({"each sees what he may do now", each_sees_what_he_may_do_now},
      {"who reviews is asked and nobody else", who_reviews_is_asked_and_nobody_else},
      {"an extension waits for another", an_extension_waits_for_another})
