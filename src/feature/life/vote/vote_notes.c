/* What the numbers of a vote mean, said in words beside the rule each rests on. */
#include <stdint.h>

#include "base/base.h"
#include "feature/life/vote/vote.h"

struct notes { struct arena *arena; struct vote_note *items; size_t n, cap; };

__attribute__((format(printf, 3, 4))) static void note(struct notes *notes, const char *rule, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    *arena_push(notes->arena, &notes->items, &notes->n, &notes->cap) =
        (struct vote_note){rule, arena_vprintf(notes->arena, format, arguments)};
    va_end(arguments);
}

static const struct { const char *rule, *quorum, *yes; } words[VOTE_KIND__COUNT] = {
    [VOTE_ELECTION] = {"V-01", "到会不少于应到会的五分之四", "赞成要超过实到会的一半"},
    [VOTE_RESOLUTION] = {"V-02", "半数以上有表决权的党员到会", "赞成要超过应到会有表决权党员的一半"},
    [VOTE_ADMISSION] = {"V-04", "到会有表决权的党员超过应到会的一半", "赞成要超过应到会有表决权党员的一半，会前书面意见计入票数"},
    [VOTE_COMMITTEE] = {"V-03", "半数以上委员到会", "赞成要超过全体委员的一半"},
};

static void quorum_notes(struct notes *notes, const struct vote_question *q, const struct vote_answer *a)
{
    const char *rule = words[q->kind].rule;
    note(notes, rule, "%s：应到会 %d 人，至少到会 %d 人；实到会 %d 人，%s", words[q->kind].quorum, q->entitled, a->quorum_needed,
         q->present, a->quorum ? "有效" : "人数不够，不能进行");
    if (a->boundary)
        note(notes, rule, "边界值：正好五分之四，“不少于”算达到，“超过”算没有达到，请核对选举办法");
}

static void yes_notes(struct notes *notes, const struct vote_question *q, const struct vote_answer *a)
{
    const char *rule = words[q->kind].rule;
    int of = q->kind == VOTE_ELECTION ? q->present : q->entitled;
    note(notes, rule, "%s：至少 %d 票", words[q->kind].yes, a->yes_needed);
    if (q->yes >= 0 && q->yes * 2 == of && of)
        note(notes, rule, "边界值：赞成正好一半，不是过半数");
}

static void seat_notes(struct notes *notes, const struct vote_question *q, const struct vote_answer *a)
{
    if (q->seats && q->kind == VOTE_ELECTION)
        note(notes, "V-07", "应选 %d 人，候选人至少 %d 人%s", q->seats, a->min_candidates,
             a->enough_candidates ? "" : "，现在的候选人不够");
    int64_t sum = 0;
    for (int i = 0; i < q->vote_count; i++)
        sum += q->votes[i];
    if (sum > (int64_t)q->present * q->seats)
        note(notes, "V-10", "得票合计 %lld，多于 %d 张票各选 %d 人：有票选得多于应选人数，是无效票，请重新核对计票", (long long)sum,
             q->present, q->seats);
    if (!q->vote_count || !a->quorum)
        return;
    if (a->over_half > q->seats)
        note(notes, "V-11", "过半数的 %d 人，多于名额 %d 个，按得票多少取足", a->over_half, q->seats);
    if (a->tied)
        note(notes, "V-11", "末位 %d 人得票相等，名额只剩 %d 个：就这 %d 人再投票，得票多的当选", a->tied, a->open, a->tied);
    if (a->over_half < q->seats)
        note(notes, "V-12", "过半数的 %d 人，少于名额 %d 个：不足的 %d 名另行选举；接近应选名额的，经半数以上选举人同意可以减少名额、"
             "不再选举；不能从没有过半数的人里递补", a->over_half, q->seats, q->seats - a->over_half);
}

size_t vote_notes(struct arena *arena, const struct vote_question *q, const struct vote_answer *a, const struct vote_note **ret)
{
    struct notes notes = {.arena = arena};
    quorum_notes(&notes, q, a);
    yes_notes(&notes, q, a);
    seat_notes(&notes, q, a);
    *ret = notes.items;
    return notes.n;
}
