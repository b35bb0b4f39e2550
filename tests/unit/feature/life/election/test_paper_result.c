#include "election_world.h"

static struct ballotting b;

static void tally_and_report(void)
{
    struct composition c;
    approved_open(&b);
    CHECK(strstr(paper_text(&b, "tally", &c), "还没有计票"));
    CHECK(strstr(paper_text(&b, "result", &c), "还没有登记选举结果"));
    life_close(&b.w);
    elected_open(&b);
    const char *text = paper_text(&b, "tally", &c);
    CHECK(strstr(text, "6\t6\t6\t6\t6\t0\n"));
    CHECK(strstr(text, "孟凡一\t6\t当选\n"));
    CHECK(strstr(text, "顾念安\t2\t未当选\n"));
    CHECK(strstr(text, "至少到会5人，实到会6人，选举有效；赞成票超过实到会有选举权人数的一半，即至少4票"));
    CHECK(strstr(text, "监票人：方书敏（签字）"));
    text = paper_text(&b, "result", &c);
    CHECK(strstr(text, "党员大会选举陆长川、孟凡一、闻溪为委员（按姓氏笔画为序）。"));
    CHECK(strstr(text, "委员会全体会议选举孟凡一为书记。"));
    CHECK(strstr(text, "书记、副书记请予批准，委员请予备案"));
    life_close(&b.w);
}

static void void_and_further_rounds(void)
{
    struct composition c;
    approved_open(&b);
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, ((struct numbers){"6", "5", "5", "6", "0", "SL003"}), 5, 5, 4, 2));
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 5, 4, 4));
    const char *text = paper_text(&b, "tally", &c);
    CHECK(strstr(text, "收回的选票多于发出的选票，选举无效，重新选举。"));
    CHECK(strstr(text, "应选3名，选出2名，不足的名额另行选举。"));
    CHECK(strstr(text, "票数相等，再投票"));
    life_close(&b.w);
}

TESTS({"tally and report", tally_and_report}, {"a void vote and further rounds", void_and_further_rounds})
