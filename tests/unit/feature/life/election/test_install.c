#include "election_world.h"

static struct ballotting b;

static void confirmed_open(void)
{
    elected_open(&b);
    CHECK_DONE(ACT(&b, "report", "reported_on", "2026-11-22"));
    CHECK_DONE(ACT(&b, "confirm", "confirmed_on", "2026-11-25", "confirm_number", "水机党〔2026〕12号"));
}

static const struct installation *of(const struct installation *plan, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(plan[i].name, name))
            return &plan[i];
    return NULL;
}

/* 孟凡一 is secretary already and stays; the others are members of a committee that had no posts yet. */
static void shown_then_written(void)
{
    struct installation *plan;
    size_t n;
    confirmed_open();
    CHECK_DONE(install_plan(b.w.arena, b.w.db, election_of(&b), &plan, &n));
    CHECK_INT((int64_t)n, 3);
    CHECK(of(plan, n, "孟凡一")->stays);
    CHECK_TEXT(of(plan, n, "闻溪")->title, "支部委员");
    CHECK(!of(plan, n, "闻溪")->post);
    CHECK_DONE(ACT(&b, "install"));
    CHECK_INT(number(&b, "SELECT count(*) FROM post WHERE title = '支部委员' AND is_leading = 0"), 1);
    CHECK_INT(number(&b, "SELECT count(*) FROM tenure h JOIN post o ON o.id = h.post WHERE o.title = '支部委员' AND h.from_date = '2026-11-20'"), 2);
    CHECK_INT(number(&b, "SELECT count(*) FROM tenure WHERE until_date IS NOT NULL"), 0);
    life_close(&b.w);
}

/* Who was secretary and is not elected leaves the post on the day of the election; a division of work names the post. */
static void one_goes_one_comes(void)
{
    int64_t holder;
    confirmed_open();
    CHECK_DONE(db_run(b.w.db, "UPDATE tenure SET person = ?1 WHERE post IN (SELECT id FROM post WHERE post_unit = ?2)",
                      value_int(world_person(&b.w, "SL003")), value_int(world_unit(&b.w, "SL-Z1"))));
    CHECK_DONE(db_run(b.w.db, "UPDATE candidate SET duty = '组织委员' WHERE person = ?1", value_int(world_person(&b.w, "SL013"))));
    CHECK_DONE(ACT(&b, "install"));
    int64_t post = number(&b, "SELECT o.id FROM post o JOIN unit u ON u.id = o.post_unit WHERE u.code = 'SL-Z1' AND o.title = '支部书记'");
    CHECK_DONE(post_holder(b.w.db, post, (struct date){2026, 11, 19}, &holder));
    CHECK_INT(holder, world_person(&b.w, "SL003"));
    CHECK_DONE(post_holder(b.w.db, post, (struct date){2026, 11, 20}, &holder));
    CHECK_INT(holder, world_person(&b.w, "SL006"));
    CHECK_INT(number(&b, "SELECT count(*) FROM tenure h JOIN post o ON o.id = h.post WHERE o.title = '组织委员'"), 1);
    life_close(&b.w);
}

/* Whoever is two things has the higher. */
static void elected_once(void)
{
    struct elected *elected;
    size_t n;
    elected_open(&b);
    CHECK_DONE(elected_read(b.w.arena, b.w.db, b.election, &elected, &n));
    CHECK_INT((int64_t)n, 3);
    CHECK_TEXT(elected[0].name, "孟凡一");
    CHECK_INT(elected[0].seat, SEAT_SECRETARY);
    CHECK_TEXT(elected[1].name, "陆长川");
    life_close(&b.w);
}

TESTS({"shown, then written", shown_then_written}, {"one goes, one comes", one_goes_one_comes}, {"elected to the higher", elected_once})
