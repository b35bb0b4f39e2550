/* The morning's reminders over a line of the test's own: departments of the demonstration that are "due". */
#ifndef MINGZE_TESTS_REMIND_WORLD_H
#define MINGZE_TESTS_REMIND_WORLD_H

#include "office_test.h"
#include "office/job.h"
#include "office/ladder.h"

enum { THINGS = 2 };
static struct { int64_t id; char deadline[DATE_TEXT]; bool open; } things[THINGS];
static int64_t handler, leader;

static int things_due(struct arena *arena, struct db *db, const char *until, int (*found)(void *, const struct due_item *), void *context)
{
    (void)arena, (void)db;
    for (int i = 0; i < THINGS; i++)
        if (things[i].open && strcmp(things[i].deadline, until) <= 0)
            TRY(found(context, &(struct due_item){things[i].id, things[i].id, things[i].deadline}));
    return DONE;
}

static int things_people(struct arena *arena, struct db *db, int64_t id, enum due_party party, int64_t **ret, int *ret_n)
{
    (void)db, (void)id;
    *ret = arena_array(arena, int64_t, 1);
    **ret = party == DUE_LEADER ? leader : handler;
    *ret_n = **ret != 0;
    return DONE;
}

static const struct due_line lines[] = {{"thing", "试验事项", "unit", "", things_due, things_people}};
static const struct feature testing = {.name = "testing", .due_lines = lines, .due_line_count = 1};

__attribute__((unused)) static int64_t number(struct world *w, const char *sql)
{
    return world_number(w, sql);
}

__attribute__((unused)) static void remind_open(struct world *w)
{
    static const struct feature *const features[] = {&organisation_feature, &testing};
    clock_set(1767576600000);                                    /* grants hold from 2026-01-05 on */
    world_open(w);
    system_close(w->system);
    CHECK_DONE(office_setup(features, 2));
    CHECK_DONE(system_open(w->path, SYSTEM_WRITE, &w->system));
    handler = number(w, "SELECT person FROM account WHERE login = 'mengfanyi'");
    leader = number(w, "SELECT person FROM account WHERE login = 'luchangchuan'");
    memset(things, 0, sizeof things);
    things[0].id = number(w, "SELECT id FROM unit WHERE code = 'SL-C1'");
    things[1].id = number(w, "SELECT id FROM unit WHERE code = 'SL-C3'");
}

__attribute__((unused)) static void thing(int i, const char *deadline)
{
    things[i].open = deadline != NULL;
    snprintf(things[i].deadline, sizeof things[i].deadline, "%s", deadline ? deadline : "");
}

/* It is that time of that day, and the server looks what is due. */
__attribute__((unused)) static void morning(struct world *w, const char *day, int hour, int minute)
{
    struct date date;
    CHECK_DONE(date_parse(day, &date));
    clock_set((date_days(date) * (int64_t)1440 + hour * 60 + minute - 8 * 60) * 60000);
    CHECK_DONE(jobs_run(w->system));
}

__attribute__((unused)) static int64_t told(struct world *w, const char *day, int64_t person)
{
    int64_t n = 0;
    CHECK_DONE(db_get_int(w->system->reader, &n, "SELECT count(*) FROM reminder_to WHERE day = ?1 AND person = ?2",
                          value_text(day), value_int(person)));
    return n;
}

#endif
