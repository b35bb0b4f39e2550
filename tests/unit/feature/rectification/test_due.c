/* Two years of mornings over problems that come, are extended, closed and fall back, with a server that is down now and then:
 * every reminder that the ladder means is there, once, on a working day in working hours, and none behind an end. */
#include "../../office/office_test.h"
#include "feature/rectification/common/common.h"
#include "feature/rectification/private.h"
#include "office/job.h"

enum { PROBLEMS = 24, TOLD_MAX = 60 };

/* What the test itself knows of a problem; the program's tables are only compared with it. */
static struct life {
    int64_t id;
    struct date begins, deadline;
    bool open, closed;
    struct { char deadline[DATE_TEXT]; int rung, month; } told[TOLD_MAX];
    int told_count;
} lives[PROBLEMS];

static int64_t source, people[3];        /* who does it, who leads, who reviews from outside */
static struct date today;
static uint64_t seed = 20261126;

static int chance(int n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((seed >> 33) % (uint64_t)n);
}

static const char *day_text(struct arena *arena, struct date day)
{
    char text[DATE_TEXT];
    return arena_strdup(arena, date_print(day, text));
}

static int64_t by_code(struct db *db, const char *code, bool unit)
{
    int64_t id = 0;
    CHECK_DONE(unit ? db_get_int(db, &id, "SELECT id FROM unit WHERE code = ?1", value_text(code))
                    : db_get_int(db, &id, "SELECT id FROM person WHERE code = ?1", value_text(code)));
    return id;
}

static int source_make(struct change *outer, void *context)
{
    (void)context;
    struct change change = change_within(outer, &source_entity, "create");
    struct record *of = record_new(outer->arena, &source_entity);
    record_set_text(of, SOURCE_TITLE, "督查反馈");
    record_set_text(of, SOURCE_KIND, "supervision");
    record_set_int(of, SOURCE_ACCOUNTABLE, by_code(outer->db, "SL-DZ", true));
    record_set_int(of, SOURCE_REVIEWER, by_code(outer->db, "XCB", true));
    record_set_text(of, SOURCE_DATE, "2025-01-02");
    TRY(record_create(&change, of));
    source = of->id;
    return DONE;
}

/* As person number `who`; no rights are asked. */
static int act(struct change *outer, const struct entity *entity, int64_t id, const char *verb, int who, const char *field, const char *value)
{
    struct actor actor = {.user = 11 + who, .person = people[who], .name = "人", .door = "page"};
    struct change change = {.arena = outer->arena, .db = outer->db, .actor = &actor, .entity = entity, .verb = verb, .now = outer->now,
                            .note = "汛期"};
    struct input input = {field, &value, 1};
    return record_act(&change, id, verb, &input, field != NULL, 0);
}

static int problem_begin(struct change *outer, void *context)
{
    struct life *life = context;
    struct change change = change_within(outer, &problem_entity, "create");
    struct record *one = record_new(outer->arena, &problem_entity);
    record_set_int(one, PROBLEM_SOURCE, source);
    record_set_int(one, PROBLEM_NUMBER, (int64_t)(life - lives) + 1);
    record_set_int(one, PROBLEM_ACCOUNTABLE, by_code(outer->db, "SL-DZ", true));
    record_set_text(one, PROBLEM_SYMPTOM, "台账不全");
    record_set_text(one, PROBLEM_WORDS, "台账不全");
    record_set_text(one, PROBLEM_DEADLINE, day_text(outer->arena, life->deadline));
    record_set_text(one, PROBLEM_CAUSE_ROUTE, "guidance");
    record_set_text(one, PROBLEM_CAUSE, "不重视");
    record_set_text(one, PROBLEM_GOAL, "补齐");
    record_set_ids(one, PROBLEM_PERSONS, &people[0], 1);
    record_set_ids(one, PROBLEM_LEADERS, &people[1], 1);
    TRY(record_create(&change, one));
    life->id = one->id;
    life->open = true;
    return act(outer, &problem_entity, life->id, "claim", 0, NULL, NULL);
}

static int problem_extend(struct change *outer, void *context)
{
    struct life *life = context;
    struct change change = change_within(outer, &problem_entity, "extended");
    const char *until = day_text(outer->arena, life->deadline);
    struct input input = {"deadline", &until, 1};
    return record_act(&change, life->id, "extended", &input, 1, 0);
}

static int measure_make(struct change *outer, int64_t problem)
{
    struct change change = change_within(outer, &measure_entity, "create");
    struct record *measure = record_new(outer->arena, &measure_entity), *evidence = record_new(outer->arena, &evidence_entity);
    record_set_int(measure, MEASURE_PROBLEM, problem);
    record_set_int(measure, MEASURE_POSITION, 1);
    record_set_text(measure, MEASURE_TEXT, "补齐台账");
    record_set_text(measure, MEASURE_STATE, "done");
    record_set_text(measure, MEASURE_RESULT, "已补齐");
    TRY(record_create(&change, measure));
    change = change_within(outer, &evidence_entity, "create");
    record_set_int(evidence, EVIDENCE_PROBLEM, problem);
    record_set_text(evidence, EVIDENCE_TITLE, "台账");
    record_set_text(evidence, EVIDENCE_NUMBER, "水利机党〔2025〕9号");
    record_set_text(evidence, EVIDENCE_FACT_ON, "2025-01-02");
    return record_create(&change, evidence);
}

static int problem_close(struct change *outer, void *context)
{
    static const struct { const char *verb, *field, *value; int who; } way[] = {
        {"plan", NULL, NULL, 0}, {"start", NULL, NULL, 1}, {"request_closing", "effect", "台账齐全", 0}, {"endorse", NULL, NULL, 1},
        {"accept", NULL, NULL, 2},
    };
    struct life *life = context;
    TRY(measure_make(outer, life->id));
    for (size_t i = 0; i < ARRAY_SIZE(way); i++)
        TRY(act(outer, &problem_entity, life->id, way[i].verb, way[i].who, way[i].field, way[i].value));
    life->open = false;
    life->closed = true;
    return DONE;
}

static void at(int hour, int minute)
{
    clock_set((date_days(today) * (int64_t)1440 + hour * 60 + minute - 8 * 60) * 60000);
}

/* What happens on a day, in the afternoon before. */
static void live(struct world *w)
{
    for (int i = 0; i < PROBLEMS; i++) {
        struct life *life = &lives[i];
        if (!life->id && date_compare(life->begins, today) <= 0)
            CHECK_DONE(system_write(w->system, problem_begin, life, "command"));
        else if (life->open && chance(120) == 0) {
            life->deadline = date_add_days(life->deadline, 1 + chance(90));
            CHECK_DONE(system_write(w->system, problem_extend, life, "command"));
        } else if (life->open && chance(150) == 0) {
            CHECK_DONE(system_write(w->system, problem_close, life, "command"));
        }
    }
}

static bool told_before(struct life *life, const char *deadline, int rung, int month)
{
    for (int i = 0; i < life->told_count; i++)
        if (!strcmp(life->told[i].deadline, deadline) && life->told[i].rung == rung && life->told[i].month == month)
            return true;
    CHECK(life->told_count < TOLD_MAX);
    snprintf(life->told[life->told_count].deadline, DATE_TEXT, "%s", deadline);
    life->told[life->told_count].rung = rung;
    life->told[life->told_count++].month = month;
    return false;
}

/* How many reminders this morning should bring, by the rule of the issue: 20 and 10 days before, late, then monthly. */
static int expected(void)
{
    int n = 0;
    for (int i = 0; i < PROBLEMS; i++) {
        char deadline[DATE_TEXT];
        int left = date_days(lives[i].deadline) - date_days(today), month = 0;
        if (!lives[i].open || left > 20)
            continue;
        while (left < 0 && date_days(date_add_months(date_add_days(lives[i].deadline, 1), month + 1)) <= date_days(today))
            month++;
        n += !told_before(&lives[i], date_print(lives[i].deadline, deadline), left < 0 ? -1 : left <= 10 ? 10 : 20, month);
    }
    return n;
}

static int64_t reminders_on(struct world *w, const char *day)
{
    int64_t n = 0;
    CHECK_DONE(db_get_int(w->system->reader, &n, "SELECT count(*) FROM reminder WHERE day = ?1 AND line = 'problem'", value_text(day)));
    return n;
}

static void world_begin(struct world *w)
{
    static const struct feature *const features[] = {&organisation_feature, &rectification_feature};
    static const char *const codes[] = {"SL009", "SL001", "XC001"};
    today = (struct date){2025, 1, 2};
    at(6, 0);
    world_open(w);
    system_close(w->system);
    CHECK_DONE(office_setup(features, 2));
    CHECK_DONE(system_open(w->path, SYSTEM_WRITE, &w->system));
    for (int i = 0; i < 3; i++)
        people[i] = by_code(w->system->reader, codes[i], false);
    CHECK_DONE(system_write(w->system, source_make, NULL, "command"));
    memset(lives, 0, sizeof lives);
    for (int i = 0; i < PROBLEMS; i++) {
        lives[i].begins = date_add_days(today, chance(500));
        lives[i].deadline = date_add_days(lives[i].begins, chance(200) - 5);
    }
}

static void two_years(void)
{
    struct world w;
    int down = 0, mornings = 0, all = 0;
    world_begin(&w);
    for (; today.year < 2027; today = date_add_days(today, 1)) {
        char day[DATE_TEXT];
        down = down ? down - 1 : chance(25) == 0 ? 1 + chance(12) : 0;
        int hour = chance(6) ? 8 + chance(10) : chance(2) ? 7 : 18 + chance(5), minute = hour == 8 ? 30 + chance(30) : chance(60);
        bool works = workday_is(today, NULL) && hour >= 8 && hour < 18 && !down;
        at(hour, minute);
        if (!down)
            CHECK_DONE(jobs_run(w.system));
        int wanted = works ? expected() : 0;
        if (reminders_on(&w, date_print(today, day)) != wanted)
            check_fail(__FILE__, __LINE__, "%s %02d:%02d: %lld reminders, wanted %d", day, hour, minute, (long long)reminders_on(&w, day), wanted);
        if (!down && chance(3) == 0) {               /* looked again, as the server does all day long */
            at(hour, 59);
            CHECK_DONE(jobs_run(w.system));
            CHECK_INT(reminders_on(&w, day), wanted);
        }
        mornings += works;
        all += wanted;
        at(19, 30);
        live(&w);
    }
    CHECK(mornings > 300 && all > 60);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM reminder WHERE line = 'problem'"), all);
    /* 回头看, three and twelve months after each closing, is due like anything else. */
    CHECK(world_number(&w, "SELECT count(*) FROM reminder WHERE line = 'recheck'") > 0);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM reminder t JOIN recheck r ON r.id = t.item WHERE t.line = 'recheck'"
                               " AND (t.day <= r.closed_on OR t.deadline <> r.due)"), 0);
    /* One digest a person and morning; nobody is told of one thing twice in it. */
    CHECK_INT(world_number(&w, "SELECT count(*) FROM notice"), world_number(&w, "SELECT count(DISTINCT person || day) FROM notice"));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM notice"), world_number(&w, "SELECT count(DISTINCT person || day) FROM reminder_to"));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM reminder r JOIN problem p ON p.id = r.item WHERE r.line = 'problem'"
                               " AND p.state = 'closed' AND r.day > p.closed_on"), 0);
    world_close(&w);
}

/* On this holiday Monday nothing, on that Saturday of 调休 everything. */
static void every_reminder_is_of_a_working_day(void)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct world w;
    struct date day;
    int e;
    world_begin(&w);
    for (int i = 0; i < PROBLEMS; i++) {
        lives[i].begins = (struct date){2025, 9, 20};
        lives[i].deadline = date_add_days((struct date){2025, 9, 24}, i);
    }
    for (today = (struct date){2025, 9, 20}; today.month < 11; today = date_add_days(today, 1)) {
        at(9, 0);
        CHECK_DONE(jobs_run(w.system));
        for (int i = 0; i < PROBLEMS; i++)
            if (!lives[i].id)
                CHECK_DONE(system_write(w.system, problem_begin, &lives[i], "command"));
    }
    CHECK_INT(reminders_on(&w, "2025-10-06"), 0);
    CHECK(reminders_on(&w, "2025-10-11") > 0);
    CHECK_DONE(db_query(w.system->reader, &s, "SELECT DISTINCT day FROM reminder"));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        CHECK_DONE(date_parse(statement_text(s, 0), &day));
        CHECK(workday_is(day, NULL));
    }
    statement_finish_p(&s);
    s = NULL;
    world_close(&w);
}

static int comparison_make(struct change *outer, void *context)
{
    (void)context;
    struct change change = change_within(outer, &catalogue_entity, "create");
    struct record *catalogue = record_new(outer->arena, &catalogue_entity), *comparison = record_new(outer->arena, &comparison_entity);
    record_set_text(catalogue, CATALOGUE_TITLE, "突出问题目录");
    record_set_int(catalogue, CATALOGUE_ISSUER, by_code(outer->db, "GW", true));
    record_set_text(catalogue, CATALOGUE_ANSWER_BY, "2025-03-31");
    record_set_text(catalogue, CATALOGUE_STATE, "issued");
    TRY(record_create(&change, catalogue));
    record_set_text(comparison, COMPARISON_TITLE, "水利厅对照");
    record_set_int(comparison, COMPARISON_CATALOGUE, catalogue->id);
    record_set_int(comparison, COMPARISON_ANSWERING, by_code(outer->db, "SL-DZ", true));
    change = change_within(outer, &comparison_entity, "create");
    return record_create(&change, comparison);
}

/* Asked of a unit and of nobody in it: its officers are told. */
static void an_answer_that_is_due_is_the_offices(void)
{
    struct world w;
    world_begin(&w);
    CHECK_DONE(system_write(w.system, comparison_make, NULL, "command"));
    today = (struct date){2025, 3, 12};
    at(9, 0);
    CHECK_DONE(jobs_run(w.system));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM reminder_to t JOIN account a ON a.person = t.person"
                               " WHERE t.line = 'comparison' AND a.login = 'gunianan'"), 1);
    world_close(&w);
}

TESTS({"an answer that is due is the office's", an_answer_that_is_due_is_the_offices}, {"two years of mornings", two_years}, {"every reminder is of a working day", every_reminder_is_of_a_working_day})
