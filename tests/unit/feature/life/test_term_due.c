/* Two years of mornings over terms that end, are extended and renewed, with a server that is down now and then: whom the ladder
 * means is told, once a rung, on a working day; nobody is told of what was renewed, extended or dissolved. */
#include "life_office.h"
#include "feature/life/term/term.h"
#include "office/job.h"

enum { BODIES = 7, TOLD_MAX = 60 };

/* What the test itself knows; the program's tables are only compared with it. */
static struct body {
    const char *code;
    struct date last;                    /* all 0: it has none now */
    struct { int last, rung, month; } told[TOLD_MAX];
    int told_count;
} bodies[BODIES];

static const char *const codes[BODIES] = {"SL-JW", "SL-ZZ", "SL-Z1", "SL-Z2", "SL-Z4", "JY-Z1", "JY-JW"};
static struct world w;
static struct date today;
static uint64_t seed = 20261127;

static int chance(int n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((seed >> 33) % (uint64_t)n);
}

static void at(int hour, int minute)
{
    clock_set((date_days(today) * (int64_t)1440 + hour * 60 + minute - 8 * 60) * 60000);
}

static int64_t unit_of(struct db *db, const char *code)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(db, &id, "SELECT id FROM unit WHERE code = ?1", value_text(code)));
    return id;
}

struct election { const char *code, *on; };

static int elect(struct change *outer, void *context)
{
    const struct election *e = context;
    struct change change = change_within(outer, &term_entity, "create");
    struct record *term = record_new(outer->arena, &term_entity);
    record_set_int(term, TERM_BODY, unit_of(outer->db, e->code));
    record_set_text(term, TERM_ELECTED, e->on);
    record_set_text(term, TERM_EARLY, "上级批复");
    record_set_text(term, TERM_BEYOND, "上级批复");
    return record_create(&change, term);
}

static int extend(struct change *outer, void *context)
{
    const struct body *body = context;
    struct change change = change_within(outer, &term_entity, "change");
    struct record *term;
    int64_t id;
    char day[DATE_TEXT];
    TRY(db_get_int(outer->db, &id, "SELECT id FROM term WHERE body = ?1 AND later = 0", value_int(unit_of(outer->db, body->code))));
    TRY(record_read(outer->arena, outer->db, &term_entity, id, &term));
    record_set_text(term, TERM_EXTENDED, date_print(body->last, day));
    record_set_text(term, TERM_EXTENSION, "水机党〔2025〕3号");
    return record_change(&change, term, 0);
}

static int term_years(const char *code)
{
    return !strcmp(code + 3, "JW") ? 5 : 3;
}

/* Before the grants begin: each body's term, so that it ends somewhere in the two years or later. */
static void world_begin(void)
{
    today = (struct date){2025, 1, 2};
    life_office_from(&w, (date_days(today) * (int64_t)1440 - 120) * 60000);
    memset(bodies, 0, sizeof bodies);
    for (int i = 0; i < BODIES; i++) {
        char day[DATE_TEXT];
        bodies[i].code = codes[i];
        bodies[i].last = date_add_days(today, 40 + chance(600));
        struct date elected = date_add_months(bodies[i].last, -12 * term_years(codes[i]));
        bodies[i].last = date_add_months(elected, 12 * term_years(codes[i]));        /* 29 February */
        struct election e = {codes[i], date_print(elected, day)};
        CHECK_DONE(system_write(w.system, elect, &e, "command"));
    }
}

/* What happens on a day, in the evening: an election, late or early, or an extension. */
static void live(void)
{
    for (int i = 0; i < BODIES; i++) {
        struct body *body = &bodies[i];
        int left = date_days(body->last) - date_days(today);
        char day[DATE_TEXT];
        if (left < 30 && left > -120 && chance(70) == 0) {
            struct election e = {body->code, date_print(today, day)};
            CHECK_DONE(system_write(w.system, elect, &e, "command"));
            body->last = date_add_months(today, 12 * term_years(body->code));
        } else if (left == 25 && chance(2)) {
            body->last = date_add_months(body->last, 1 + chance(11));
            CHECK_DONE(system_write(w.system, extend, body, "command"));
        }
    }
}

static bool told_before(struct body *body, int rung, int month)
{
    int last = date_days(body->last);
    for (int i = 0; i < body->told_count; i++)
        if (body->told[i].last == last && body->told[i].rung == rung && body->told[i].month == month)
            return true;
    CHECK(body->told_count < TOLD_MAX);
    body->told[body->told_count].last = last;
    body->told[body->told_count].rung = rung;
    body->told[body->told_count++].month = month;
    return false;
}

/* How many reminders this morning should bring: at six months, three, one, then each month that it is late. */
static int expected(void)
{
    int n = 0;
    for (int i = 0; i < BODIES; i++) {
        struct date last = bodies[i].last;
        int now = date_days(today), month = 0, rung = 0;
        if (now > date_days(last))
            rung = -1;
        else
            for (int months = 6; months; months -= months > 3 ? 3 : months > 1 ? 2 : 1)
                if (now >= date_days(date_add_months(last, -months)))
                    rung = months;
        while (rung < 0 && date_days(date_add_months(date_add_days(last, 1), month + 1)) <= now)
            month++;
        n += rung && !told_before(&bodies[i], rung, month);
    }
    return n;
}

static int64_t reminders_on(const char *day)
{
    int64_t n = 0;
    CHECK_DONE(db_get_int(w.system->reader, &n, "SELECT count(*) FROM reminder WHERE day = ?1 AND line = 'term'", value_text(day)));
    return n;
}

static void two_years(void)
{
    int down = 0, all = 0;
    world_begin();
    for (; today.year < 2027; today = date_add_days(today, 1)) {
        char day[DATE_TEXT];
        down = down ? down - 1 : chance(25) == 0 ? 1 + chance(20) : 0;
        int hour = chance(6) ? 8 + chance(10) : chance(2) ? 7 : 18 + chance(5), minute = hour == 8 ? 30 + chance(30) : chance(60);
        bool works = workday_is(today, NULL) && hour >= 8 && hour < 18 && !down;
        at(hour, minute);
        if (!down)
            CHECK_DONE(jobs_run(w.system));
        int wanted = works ? expected() : 0;
        if (reminders_on(date_print(today, day)) != wanted)
            check_fail(__FILE__, __LINE__, "%s %02d:%02d: %lld reminders, wanted %d", day, hour, minute, (long long)reminders_on(day), wanted);
        all += wanted;
        at(19, 30);
        live();
    }
    CHECK(all > 20);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM reminder WHERE line = 'term'"), all);
    /* Both sides of each: nobody of it twice on one day. */
    CHECK_INT(world_number(&w, "SELECT count(*) FROM (SELECT person, item, day FROM reminder_to WHERE line = 'term'"
                               " GROUP BY person, item, day HAVING count(*) > 1) AS twice"), 0);
    world_close(&w);
}

/* Who was told of the unit's term that morning, as codes in order. */
static const char *told(const char *code)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    const char *all = "";
    int e;
    CHECK_DONE(db_query(w.system->reader, &s, "SELECT DISTINCT p.code FROM reminder_to r JOIN person p ON p.id = r.person JOIN term t ON t.id = r.item"
                                              " WHERE r.line = 'term' AND t.body = ?1 ORDER BY p.code",
                        value_int(unit_of(w.system->reader, code))));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        all = arena_printf(w.arena, "%s%s%s", all, *all ? " " : "", statement_text(s, 0));
    CHECK_DONE(e);
    return all;
}

static int post_end(struct change *outer, void *context)
{
    return db_run(outer->db, "UPDATE tenure SET until_date = '2025-01-01' WHERE post = (SELECT id FROM post WHERE post_unit = ?1)",
                  value_int(unit_of(outer->db, context)));
}

/* E-05: the branch's secretary and the superior by `parent`, never the 党组 that only leads it. */
static void both_sides_are_told(void)
{
    static const struct election elections[] = {
        {"SL-Z1", "2022-03-03"}, {"SL-Z5", "2022-03-03"}, {"SL-JW", "2020-03-03"}, {"JY-Z1", "2022-03-03"}, {"JY-Z2", "2022-06-30"},
    };
    today = (struct date){2025, 1, 2};
    life_office_from(&w, (date_days(today) * (int64_t)1440 - 120) * 60000);
    for (size_t i = 0; i < ARRAY_SIZE(elections); i++)
        CHECK_DONE(system_write(w.system, elect, (void *)&elections[i], "command"));
    at(9, 0);
    CHECK_DONE(jobs_run(w.system));
    CHECK_TEXT(told("SL-Z1"), "SL003 SL004 SL006");         /* 机关党委: its secretary and its officer */
    CHECK_TEXT(told("SL-Z5"), "SL009 SL010");               /* the 总支 above it */
    CHECK_TEXT(told("SL-JW"), "GW001 GW002 SL003");         /* the 工委, and not the 党组's SL001 */
    CHECK_TEXT(told("JY-Z1"), "JY002");                     /* nobody is its secretary: the officer above */
    CHECK_TEXT(told("JY-Z2"), "JY002 JY003");               /* JY002 and the secretary: due in less than six months */
    CHECK_DONE(system_write(w.system, post_end, (char[]){"SL-ZZ"}, "command"));
    int64_t *ids;
    int n;
    CHECK_DONE(term_superior(w.arena, w.system->reader, unit_of(w.system->reader, "SL-Z5"), &ids, &n));
    CHECK_INT(n, 2);                                        /* nobody leads the 总支: its superior's SL003, SL004 */
    world_close(&w);
}

static int dissolve(struct change *outer, void *context)
{
    return db_run(outer->db, "UPDATE unit SET dissolved = '2025-02-01' WHERE code = ?1", value_text(context));
}

static void the_ladder_comes_along(void)
{
    static const struct election one = {"SL-Z2", "2022-01-31"};
    today = (struct date){2025, 1, 2};
    life_office_from(&w, (date_days(today) * (int64_t)1440 - 120) * 60000);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM reminder_step WHERE line = 'term'"), 4);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM reminder_step WHERE line = 'term' AND by_months = 1 AND to_superior = 1 AND to_secretary = 1"), 3);
    CHECK_DONE(system_write(w.system, elect, (void *)&one, "command"));
    today = (struct date){2025, 1, 6};
    at(9, 0);
    CHECK_DONE(jobs_run(w.system));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM reminder WHERE line = 'term'"), 1);
    CHECK_DONE(system_write(w.system, dissolve, (char[]){"SL-Z2"}, "command"));
    today = (struct date){2025, 3, 3};
    at(9, 0);
    CHECK_DONE(jobs_run(w.system));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM reminder WHERE line = 'term'"), 1);      /* what is dissolved is not late */
    world_close(&w);
}

TESTS({"two years of mornings", two_years}, {"both sides are told", both_sides_are_told}, {"the ladder comes along", the_ladder_comes_along})
