#include "base/base.h"
#include "check.h"
#include "feature/life/vote/vote.h"

static struct arena *arena;

/* How many notes rest on the rule and say the words. */
static int said(struct vote_question q, const char *rule, const char *words)
{
    const struct vote_note *notes;
    struct vote_answer a;
    int n = 0;
    arena = arena_create(1 << 20);
    CHECK_DONE(vote_count(arena, &q, &a));
    size_t count = vote_notes(arena, &q, &a, &notes);
    for (size_t i = 0; i < count; i++)
        n += !strcmp(notes[i].rule, rule) && strstr(notes[i].text, words);
    arena_destroy(arena);
    return n;
}

static void edges(void)
{
    CHECK_INT(said((struct vote_question){VOTE_ELECTION, .entitled = 10, .present = 8, .yes = 5}, "V-01", "边界值：正好五分之四"), 1);
    CHECK_INT(said((struct vote_question){VOTE_ELECTION, .entitled = 10, .present = 9, .yes = 5}, "V-01", "边界值"), 0);
    CHECK_INT(said((struct vote_question){VOTE_ELECTION, .entitled = 10, .present = 10, .yes = 5}, "V-01", "边界值：赞成正好一半"), 1);
    CHECK_INT(said((struct vote_question){VOTE_RESOLUTION, .entitled = 10, .present = 5, .yes = 5}, "V-02", "边界值：赞成正好一半"), 1);
    CHECK_INT(said((struct vote_question){VOTE_ADMISSION, .entitled = 10, .present = 5, .yes = 5}, "V-04", "人数不够，不能进行"), 1);
    CHECK_INT(said((struct vote_question){VOTE_ELECTION, .entitled = 10, .present = 0, .yes = 0}, "V-01", "边界值：赞成"), 0);
}

static void seats(void)
{
    static const int tie[] = {18, 12, 12, 3}, many[] = {18, 16, 12}, few[] = {15, 10, 8}, too_much[] = {20, 20, 20};
    struct vote_question q = {VOTE_ELECTION, .entitled = 20, .present = 20, .yes = -1, .seats = 2, .votes = tie, .vote_count = 4};
    CHECK_INT(said(q, "V-11", "末位 2 人得票相等，名额只剩 1 个"), 1);
    CHECK_INT(said(q, "V-07", "候选人至少 3 人"), 1);
    q.votes = many;
    q.vote_count = 3;
    CHECK_INT(said(q, "V-11", "过半数的 3 人，多于名额 2 个"), 1);
    CHECK_INT(said(q, "V-10", ""), 1);                     /* 46 votes of 40 */
    q.votes = few;
    CHECK_INT(said(q, "V-12", "不足的 1 名另行选举"), 1);
    CHECK_INT(said(q, "V-10", ""), 0);
    q.votes = too_much;
    q.seats = 3;
    CHECK_INT(said(q, "V-10", ""), 0);
    q = (struct vote_question){VOTE_ELECTION, .entitled = 20, .present = 20, .yes = 11, .seats = 5, .candidates = 5};
    CHECK_INT(said(q, "V-07", "现在的候选人不够"), 1);
    q.candidates = 6;
    CHECK_INT(said(q, "V-07", "不够"), 0);
    q.kind = VOTE_RESOLUTION;
    CHECK_INT(said(q, "V-07", ""), 0);
}

TESTS({"edges are said", edges}, {"seats and candidates", seats})
