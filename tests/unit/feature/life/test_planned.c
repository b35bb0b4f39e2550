#include "activity_office.h"

static struct world w;

static int plan(const char *cookie, const char *unit, const char *kind, const char *also, const char *on)
{
    return office_post(&w, cookie, "/planned_activity", 0, (struct ask){
        .inputs = {"held_by", unit_text(&w, unit), "kind", kind, "also", also, "planned_on", on, "topic", "学习讨论"}})->answer.status;
}

static void a_row_of_the_plan(void)
{
    life_office(&w);
    const char *cookie = world_session(&w, "mengfanyi");
    CHECK_INT(plan(cookie, "SL-Z1", "theme_day", "lecture", "2027-01-11"), 303);      /* to come */
    CHECK_INT(plan(cookie, "SL-Z1", "theme_day", "theme_day", "2027-02-11"), 422);
    CHECK(plan(cookie, "SL-Z2", "theme_day", "", "2027-02-11") >= 400);               /* not his */
    CHECK_INT(plan(world_session(&w, "gunianan"), "SL-C1", "theme_day", "", "2027-02-11"), 422);    /* a department */
    CHECK_INT(world_number(&w, "SELECT count(*) FROM planned_activity"), 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM life_mask"), 0);                 /* a plan is never held */
    world_close(&w);
}

TESTS({"a row of the plan", a_row_of_the_plan})
