/* mingze vote election|resolution|admission: the arithmetic of a vote, refused with status 2 where the numbers are impossible. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "feature/life/commands.h"
#include "feature/life/pages.h"

#define COMMON \
    {"entitled", 0, OPTION_INT, "N", "应到会有选举权（表决权）的人数", .required = true}, \
    {"present", 0, OPTION_INT, "P", "实到会的人数", .required = true}, \
    {"yes", 0, OPTION_INT, "Y", "赞成票"}, \
    {"seats", 0, OPTION_INT, "S", "应选几人"}, \
    {"candidates", 0, OPTION_INT, "C", "候选人几名"}

const struct option vote_election_options[] = {
    COMMON,
    {"votes", 0, OPTION_TEXT, "12,11,9", "每名候选人的得票，用逗号分开；要同时写 --seats"},
    {"more-than", 0, OPTION_FLAG, NULL, "选举办法写的是到会“超过”五分之四；不写就是“不少于”"},
    {0},
};
const struct option vote_resolution_options[] = {COMMON, {0}};
const struct option vote_admission_options[] = {
    COMMON, {"written", 0, OPTION_INT, "W", "缺席者会前提交的书面意见份数"}, {0},
};

static int number(const struct command_call *call, const char *name, int missing)
{
    const char *text = command_option(call, name);
    return text ? (int)strtol(text, NULL, 10) : missing;
}

/* "12,11,9", with the comma of either width. */
int votes_parse(struct arena *arena, const char *text, struct vote_question *q)
{
    struct { int *items; size_t n, cap; } votes = {0};
    for (const char *at = text; *at; ) {
        char *end;
        long n = strtol(at, &end, 10);
        const char *behind = end + strspn(end, " ");
        size_t comma = text_starts(behind, "，") ? strlen("，") : *behind == ',';
        if (end == at || n < 0 || n > VOTE_NUMBER_MAX || (!comma && *behind) || (comma && !behind[comma]))
            return fail(INVALID, "得票数要写成 12,11,9，不能是“%s”", text);
        *arena_push(arena, &votes.items, &votes.n, &votes.cap) = (int)n;
        at = behind + comma;
    }
    if (!votes.n)
        return fail(INVALID, "得票数要写成 12,11,9");
    q->votes = votes.items;
    q->vote_count = (int)votes.n;
    return DONE;
}

static int question_read(struct command_call *call, enum vote_kind kind, struct vote_question *ret)
{
    struct vote_question q = {
        .kind = kind, .entitled = number(call, "entitled", 0), .present = number(call, "present", 0),
        .yes = number(call, "yes", -1), .seats = number(call, "seats", 0), .candidates = number(call, "candidates", 0),
    };
    if (kind == VOTE_ADMISSION)
        q.written = number(call, "written", 0);
    if (kind == VOTE_ELECTION) {
        const char *votes = command_option(call, "votes");
        q.more_than = command_option(call, "more-than") != NULL;
        if (votes)
            TRY(votes_parse(call->arena, votes, &q));
    }
    if (q.yes < 0 && !q.vote_count)
        return fail(INVALID, kind == VOTE_ELECTION ? "要写赞成票 --yes，或者每名候选人的得票 --votes" : "要写赞成票 --yes");
    *ret = q;
    return DONE;
}

static const char *const result_ids[] = {"elected", "not_elected", "tied"};
static const char *const result_labels[] = {"当选", "没有当选", "末位相等，再投票"};

static const char *citation(struct arena *arena, const char *rule)
{
    return rule_citation(arena, rulebook(), rulebook_any(rulebook(), rule, clock_today()));
}

json_t *vote_json(struct arena *arena, const struct vote_question *q, const struct vote_answer *a)
{
    const struct vote_note *notes;
    size_t n = vote_notes(arena, q, a, &notes);
    json_t *o = json_object(), *said = json_array();
    json_object_set_new(o, "quorum_needed", json_integer(a->quorum_needed));
    json_object_set_new(o, "yes_needed", json_integer(a->yes_needed));
    json_object_set_new(o, "min_candidates", json_integer(a->min_candidates));
    json_object_set_new(o, "quorum", json_boolean(a->quorum));
    json_object_set_new(o, "passed", json_boolean(a->passed));
    json_object_set_new(o, "boundary", json_boolean(a->boundary));
    json_object_set_new(o, "enough_candidates", json_boolean(a->enough_candidates));
    if (q->vote_count) {
        json_t *results = json_array();
        for (int i = 0; i < q->vote_count; i++)
            json_array_append_new(results, json_pack("{s:i,s:i,s:s,s:s}", "number", i + 1, "votes", q->votes[i], "result",
                                                     result_ids[a->results[i]], "label", result_labels[a->results[i]]));
        json_object_set_new(o, "results", results);
        json_object_set_new(o, "elected", json_integer(a->elected));
        json_object_set_new(o, "tied", json_integer(a->tied));
        json_object_set_new(o, "open", json_integer(a->open));
    }
    for (size_t i = 0; i < n; i++)
        json_array_append_new(said, json_pack("{s:s,s:s,s:s}", "rule", notes[i].rule, "text", notes[i].text, "regulation",
                                              citation(arena, notes[i].rule)));
    json_object_set_new(o, "notes", said);
    return o;
}

static void answer_print(struct command_call *call, const struct vote_question *q, const struct vote_answer *a)
{
    const struct vote_note *notes;
    size_t n = vote_notes(call->arena, q, a, &notes);
    for (size_t i = 0; i < n; i++) {
        const char *cited = citation(call->arena, notes[i].rule);
        fprintf(call->out, "%s%s%s%s\n", notes[i].text, *cited ? "（" : "", cited, *cited ? "）" : "");
    }
    for (int i = 0; i < q->vote_count; i++)
        fprintf(call->out, "第 %d 名候选人：%d 票，%s\n", i + 1, q->votes[i], result_labels[a->results[i]]);
    if (q->yes >= 0)
        fprintf(call->out, "赞成 %d 票：%s\n", q->yes, a->passed ? "通过" : "没有通过");
}

static int vote_run(struct command_call *call, enum vote_kind kind)
{
    struct vote_question q;
    struct vote_answer a;
    if (question_read(call, kind, &q) != DONE || vote_count(call->arena, &q, &a) != DONE) {
        fprintf(call->err, "mingze %s：%s\n", call->command->name, error_message());
        return 2;
    }
    if (call->json) {
        json_t *o = vote_json(call->arena, &q, &a);
        command_print_json(call, o);
        json_decref(o);
    } else {
        answer_print(call, &q, &a);
    }
    return 0;
}

int vote_election_run(struct command_call *call)
{
    return vote_run(call, VOTE_ELECTION);
}

int vote_resolution_run(struct command_call *call)
{
    return vote_run(call, VOTE_RESOLUTION);
}

int vote_admission_run(struct command_call *call)
{
    return vote_run(call, VOTE_ADMISSION);
}
