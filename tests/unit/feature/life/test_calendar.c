#include "life_office.h"

static struct world w;

struct seen { const char *key, *title, *href; int n; struct date day; };

static int look(void *context, const struct calendar_entry *entry)
{
    struct seen *seen = context;
    if (text_starts(entry->key, seen->key)) {
        seen->n++;
        seen->day = entry->day;
        seen->title = entry->title;
        seen->href = entry->href;
    }
    return DONE;
}

static struct seen find(const char *login, const char *unit, struct date until, const char *key)
{
    struct session session;
    struct seen seen = {.key = key};
    CHECK_DONE(session_of_account(w.arena, w.system->reader, world_account(&w, login), &session));
    const struct calendar_asked asked = {.arena = w.arena, .db = w.system->reader, .session = &session, .unit = unit ? id_parse(unit_text(&w, unit)) : 0,
                                         .from = {2026, 1, 1}, .until = until, .limit = 300};
    CHECK_DONE(duties_calendar(&asked, look, &seen));
    return seen;
}

static const struct date end = {2026, 12, 31};

static void of_a_branch(void)
{
    life_office(&w);
    struct seen seen = find("mengfanyi", NULL, end, "L-05-2026-11-");
    CHECK(seen.n == 1 && seen.day.day == 30);
    CHECK_TEXT(seen.title, "11月主题党日");
    CHECK(text_starts(seen.href, "/activity/record?held_by="));
    CHECK_INT(find("mengfanyi", NULL, end, "L-05-2026-02-").n, 1);         /* missed: it stands there, late */
    CHECK_INT(record_post(&w, world_session(&w, "mengfanyi"), "SL-Z1", "theme_day", "2026-11-10", "学习"), 303);
    CHECK_INT(find("mengfanyi", NULL, end, "L-05-2026-11-").n, 0);
    CHECK_INT(find("mengfanyi", NULL, end, "L-02-").n, 0);                 /* no committee */
    CHECK_INT(find("mengfanyi", NULL, (struct date){2028, 2, 29}, "L-05-2028-02-").day.day, 29);
    CHECK(text_starts(find("luchangchuan", "SL-Z1", end, "L-05-2026-12-").href, "/unit/"));    /* who only reads is led to look */
    CHECK_INT(find("yuexiaoman", "SL-Z1", end, "L-").n, 0);
    world_close(&w);
}

/* Who stands over branches: what is due at all, once, and not what is past. */
static void over_branches(void)
{
    life_office(&w);
    CHECK_INT(find("gunianan", NULL, end, "L-05-2026-12-").n, 1);
    CHECK_TEXT(find("gunianan", NULL, end, "L-05-2026-12-").title, "各支部12月主题党日");
    CHECK_INT(find("gunianan", NULL, end, "L-05-2026-02-").n, 0);
    CHECK_INT(find("gunianan", NULL, end, "L-12-").n, 0);
    world_close(&w);
}

TESTS({"of a branch", of_a_branch}, {"over branches", over_branches})
