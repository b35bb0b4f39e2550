#include "election_world.h"

static struct ballotting b;

static int times(const char *text, const char *words)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, words)); at += strlen(words))
        n++;
    return n;
}

static void method_and_list(void)
{
    struct composition c;
    approved_open(&b);
    const char *text = paper_text(&b, "method", &c);
    CHECK(strstr(text, "不少于应到会人数的五分之四"));
    CHECK(strstr(text, "提出候选人4名"));
    CHECK(strstr(text, "经中共云岭省水利厅直属机关委员会批准（水机党〔2026〕9号）"));
    CHECK(strstr(paper_text(&b, "candidates", &c), "委员候选人（4名，按姓氏笔画为序）\n陆长川\n孟凡一\n闻溪\n顾念安"));
    CHECK_DONE(db_run(b.w.db, "UPDATE election SET more_than = 1"));
    CHECK(strstr(paper_text(&b, "method", &c), "超过应到会人数的五分之四"));
    life_close(&b.w);
}

/* One kind of paper a seat, in the order of strokes, with its rules; as many as wanted, several to a page. */
static void ballots(void)
{
    struct composition c = {0};
    struct election_facts f;
    approved_open(&b);
    const char *text = paper_text(&b, "ballot", &c);
    CHECK_INT(times(text, "选票\n"), 2);
    CHECK(strstr(text, "\t陆长川\t\t\n\n\t孟凡一"));
    CHECK_INT(times(text, "画“○”"), 4);
    CHECK_INT(times(text, "裁 切 线"), 0);
    CHECK_DONE(election_facts_read(b.w.arena, b.w.db, b.election, &f));
    f.copies = 6;
    f.per_page = 2;
    CHECK_DONE(election_paper_compose(election_paper_find("ballot"), &f, &c));
    CHECK_INT(times(composition_text(&c), "选票\n"), 12);
    CHECK_INT(times(composition_text(&c), "裁 切 线"), 6);
    life_close(&b.w);
}

/* A further round has a paper of its own. */
static void second_round(void)
{
    struct composition c;
    approved_open(&b);
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 5, 4, 4));
    const char *text = paper_text(&b, "ballot", &c);
    CHECK(strstr(text, "水利厅办公室党支部选举委员选票（第二轮）"));
    CHECK(!strstr(text, "陆长川"));
    CHECK(strstr(text, "闻溪") && strstr(text, "顾念安"));
    life_close(&b.w);
}

TESTS({"method and list", method_and_list}, {"ballots", ballots}, {"a second round", second_round})
