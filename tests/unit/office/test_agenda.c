#include "../feature/life/life_office.h"

#include "office/agenda.h"

static struct world w;
static struct session session;

static struct agenda collect(const char *login, const char *unit, struct date from, struct date until, int limit)
{
    struct agenda agenda;
    CHECK_DONE(session_of_account(w.arena, w.system->reader, world_account(&w, login), &session));
    const struct calendar_asked asked = {.arena = w.arena, .db = w.system->reader, .session = &session, .unit = unit ? id_parse(unit_text(&w, unit)) : 0,
                                         .from = from, .until = until, .limit = limit};
    CHECK_DONE(agenda_collect(&asked, &agenda));
    return agenda;
}

static int count(const struct agenda *agenda, const char *line, const char *title)
{
    int n = 0;
    for (size_t i = 0; i < agenda->n; i++)
        n += !strcmp(agenda->items[i].line->name, line) && (!title || strstr(agenda->items[i].it.title, title));
    return n;
}

static const struct date november = {2026, 11, 1}, end = {2026, 11, 30};

static void ones_own(void)
{
    life_office(&w);
    CHECK_INT(record_post(&w, world_session(&w, "mengfanyi"), "SL-Z1", "theme_day", "2026-11-10", "学习"), 303);
    struct agenda agenda = collect("mengfanyi", NULL, november, end, 300);
    CHECK_INT(count(&agenda, "activity", "学习"), 1);
    CHECK_INT(count(&agenda, "duty", "主题党日"), 0);                     /* held */
    agenda = collect("mengfanyi", NULL, november, (struct date){2026, 12, 31}, 300);
    CHECK_INT(count(&agenda, "duty", "12月主题党日"), 1);
    CHECK_INT(count(&agenda, "duty", "4季度支部党员大会"), 1);
    for (size_t i = 1; i < agenda.n; i++)
        CHECK(date_compare(agenda.items[i - 1].it.day, agenda.items[i].it.day) <= 0);
    agenda = collect("gunianan", NULL, november, end, 300);
    CHECK_INT(count(&agenda, "activity", NULL), 0);                        /* of other units than her own: their calendars have it */
    CHECK_INT(count(&agenda, "duty", "各支部11月主题党日"), 1);
    agenda = collect("gunianan", "SL-Z1", november, end, 300);
    CHECK_INT(count(&agenda, "activity", "学习"), 1);
    world_close(&w);
}

/* By the rights of who asks: a secretary sees nothing in another branch's calendar. */
static void scope(void)
{
    life_office(&w);
    CHECK_INT(record_post(&w, world_session(&w, "mengfanyi"), "SL-Z1", "theme_day", "2026-11-10", "学习"), 303);
    CHECK(collect("gunianan", "SL-Z2", november, end, 300).n > 0);
    CHECK_INT((int64_t)collect("mengfanyi", "SL-Z2", november, end, 300).n, 0);
    CHECK_INT((int64_t)collect("yuexiaoman", "SL-Z1", november, end, 300).n, 0);
    world_close(&w);
}

static void no_more_than_the_limit(void)
{
    life_office(&w);
    for (int day = 1; day <= 5; day++)
        CHECK_INT(record_post(&w, world_session(&w, "mengfanyi"), "SL-Z1", "talk", arena_printf(w.arena, "2026-11-0%d", day), "谈话"), 303);
    struct agenda agenda = collect("mengfanyi", NULL, november, end, 3);
    CHECK_INT(count(&agenda, "activity", NULL), 3);
    CHECK(agenda.cut.day == 4 && agenda.cut.month == 11);
    agenda = collect("mengfanyi", NULL, november, (struct date){2026, 11, 29}, 300);
    CHECK_INT(agenda.cut.year, 0);
    world_close(&w);
}

static void days_off(void)
{
    CHECK_TEXT(agenda_day_off((struct date){2026, 10, 1}), "放假");
    CHECK(!agenda_day_off((struct date){2026, 11, 26}));
    CHECK(!agenda_day_off((struct date){2026, 11, 28}));                   /* an ordinary Saturday */
}

TESTS({"one's own", ones_own}, {"by the rights of who asks", scope}, {"no more than the limit", no_more_than_the_limit}, {"days off", days_off})
