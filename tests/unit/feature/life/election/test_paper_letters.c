#include "election_world.h"

static struct ballotting b;

static void has(const char *text, const char *words)
{
    if (!strstr(text, words))
        check_fail(__FILE__, __LINE__, "no “%s” in:\n%s", words, text);
}

static void request_and_nominees(void)
{
    struct composition c;
    ballotting_open(&b);
    has(paper_text(&b, "nominees", &c), "还没有人选");
    has(paper_text(&b, "request", &c), "【待填：委员预备人选】");
    has(composition_text(&c), "【待填：任期届满日期】");
    for (int i = 5; i > 1; i--)
        CHECK_DONE(nominate(&b, SEAT_MEMBER, six[i]));
    CHECK_DONE(elect(&b.w, "SL-Z1", "2023-11-22", NULL, NULL));
    has(paper_text(&b, "request", &c), "我支部本届任期于2026年11月22日届满");
    has(composition_text(&c), "委员：陆长川、孟凡一、闻溪、顾念安（按姓氏笔画为序）。");
    has(composition_text(&c), "应到会有选举权的党员6名");
    has(paper_text(&b, "nominees", &c), "孟凡一\t委员\t水利厅办公室\t支部书记");
    has(paper_text(&b, "approval", &c), "还没有请示");
    life_close(&b.w);
}

static void approval(void)
{
    struct composition c;
    approved_open(&b);
    const char *text = paper_text(&b, "approval", &c);
    has(text, "水机党〔2026〕9号");
    has(text, "你们2026年10月10日《关于换届选举的请示》（办支〔2026〕1号）收悉");
    has(text, "四、同意孟凡一为书记候选人预备人选。");
    life_close(&b.w);
}

/* Those not counted stand in the letter that asks for the consent. */
static void not_counted(void)
{
    struct composition c;
    ballotting_open(&b);
    struct change change = world_change(&b.w, &exclusion_entity, "create");
    struct record *exclusion = record_new(b.w.arena, &exclusion_entity);
    record_set_int(exclusion, EXCLUSION_ELECTION, b.election);
    record_set_int(exclusion, EXCLUSION_PERSON, world_person(&b.w, "SL003"));
    record_set_text(exclusion, EXCLUSION_GROUND, "abroad");
    CHECK_DONE(record_create(&change, exclusion));
    has(paper_text(&b, "request", &c), "应到会有选举权的党员5名");
    has(composition_text(&c), "1\t方书敏\t自费出国半年以上");
    life_close(&b.w);
}

TESTS({"request and nominees", request_and_nominees}, {"approval", approval}, {"not counted", not_counted})
