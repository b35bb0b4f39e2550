#include "election_world.h"

static struct ballotting b;

static void words(void)
{
    struct election_facts f;
    const char *names;
    elected_open(&b);
    CHECK_DONE(election_facts_read(b.w.arena, b.w.db, b.election, &f));
    CHECK_TEXT(f.body, "水利厅办公室党支部");
    CHECK_TEXT(f.superior, "中共云岭省水利厅直属机关委员会");
    CHECK_TEXT(seats_words(&f), "委员3名（其中书记1名）");
    CHECK_TEXT(kind_words(&f), "换届选举");
    CHECK_TEXT(day_words(&f, ELECTION_PLANNED), "2026年11月20日");
    CHECK_DONE(names_words(&f, SEAT_MEMBER, &names));
    CHECK_TEXT(names, "陆长川、孟凡一、闻溪、顾念安");
    CHECK_DONE(elected_words(&f, SEAT_MEMBER, &names));
    CHECK_TEXT(names, "陆长川、孟凡一、闻溪");
    CHECK_OUTCOME(election_facts_read(b.w.arena, b.w.db, 1, &f), NOT_FOUND);
    life_close(&b.w);
}

/* Nothing of a template stays in any of them, in any state. */
static void nothing_of_a_template(void)
{
    static const char *const leftovers[] = {"{{", "%s", "%d", "(null)", "××", "：，", "，，", "。。", "，。", "；。", "：。", "“”", "（）", "年月日"};
    for (int state = 0; state < 3; state++) {
        state == 0 ? ballotting_open(&b) : state == 1 ? approved_open(&b) : elected_open(&b);
        for (const struct election_paper *paper = election_papers; paper->name; paper++) {
            struct composition c;
            const char *text = paper_text(&b, paper->name, &c);
            for (size_t i = 0; i < ARRAY_SIZE(leftovers); i++)
                if (strstr(text, leftovers[i]))
                    check_fail(__FILE__, __LINE__, "%s has “%s” in:\n%s", paper->label, leftovers[i], text);
            CHECK(!strstr(text, "第?"));             /* a citation that nobody confirmed */
        }
        life_close(&b.w);
    }
    CHECK(!election_paper_find("poem"));
}

TESTS({"words", words}, {"nothing of a template is left", nothing_of_a_template})
