/* A vote's arithmetic as a form that changes nothing. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/pages.h"
#include "feature/life/rulebook/local_rules.h"

static int number(struct request *r, const char *name, int missing, int *ret)
{
    const char *text = request_text(r, name);
    char *end;
    long n = *text ? strtol(text, &end, 10) : missing;
    *ret = (int)n;
    if (*text && (*end || n < 0 || n > VOTE_NUMBER_MAX))
        return fail(INVALID, "“%s”不是人数，请写整数", text);
    return DONE;
}

/* “超过” or “不少于”: what is said; else what holds for his unit today (V-01, which may be set locally), with its document. */
static int bound_read(struct request *r, bool *ret_more, const char **ret_ground)
{
    const char *said = request_text(r, "more_than");
    const struct rulebook *book;
    *ret_ground = NULL;
    TRY(unit_rules(r->arena, r->db, r->session->unit, &book));
    const struct rule *rule = rulebook_any(book, "V-01", clock_today());
    if (rule->local)
        *ret_ground = rule->local->ground;
    *ret_more = *said ? strcmp(said, "0") != 0 : rule->above > 0;
    return DONE;
}

static int question_read(struct request *r, enum vote_kind kind, bool more, struct vote_question *ret)
{
    struct vote_question q = {.kind = kind, .more_than = more};
    TRY(number(r, "entitled", 0, &q.entitled));
    TRY(number(r, "present", 0, &q.present));
    TRY(number(r, "yes", -1, &q.yes));
    TRY(number(r, "seats", 0, &q.seats));
    TRY(number(r, "candidates", 0, &q.candidates));
    if (kind == VOTE_ADMISSION)
        TRY(number(r, "written", 0, &q.written));
    if (kind == VOTE_ELECTION && *request_text(r, "votes"))
        TRY(votes_parse(r->arena, request_text(r, "votes"), &q));
    *ret = q;
    return DONE;
}

/* Shows the answer to what is in the address; without numbers the empty form. */
int vote_page(struct request *r)
{
    static const struct { const char *id, *label; } kinds[VOTE_KIND__COUNT] = {
        [VOTE_ELECTION] = {"election", "选举委员、代表"}, [VOTE_RESOLUTION] = {"resolution", "党员大会表决"},
        [VOTE_ADMISSION] = {"admission", "接收预备党员、转正"}, [VOTE_COMMITTEE] = {"committee", "支委会表决"},
    };
    static const char *const typed[] = {"entitled", "present", "yes", "written", "seats", "candidates", "votes"};
    const char *ground;
    bool more;
    json_t *choices = json_array();
    int kind = VOTE_ELECTION;
    struct vote_question q;
    struct vote_answer a;
    for (int i = 0; i < VOTE_KIND__COUNT; i++)
        if (text_equal(kinds[i].id, request_text(r, "kind")))
            kind = i;
    for (int i = 0; i < VOTE_KIND__COUNT; i++)
        json_array_append_new(choices, json_pack("{s:s,s:s,s:b}", "id", kinds[i].id, "label", kinds[i].label, "chosen", i == kind));
    request_page(r, "kinds", choices);
    for (size_t i = 0; i < ARRAY_SIZE(typed); i++)
        request_page(r, typed[i], json_string(request_text(r, typed[i])));
    TRY(bound_read(r, &more, &ground));
    request_page(r, "more_than", json_boolean(more));
    if (ground)
        request_page(r, "ground", json_string(ground));
    if (!*request_text(r, "entitled"))
        return DONE;
    int outcome = question_read(r, (enum vote_kind)kind, more, &q);
    if (outcome == DONE)
        outcome = vote_count(r->arena, &q, &a);
    if (outcome != DONE) {
        r->answer.status = 422;
        request_page(r, "message", json_string(error_message()));
        return outcome < 0 ? outcome : DONE;
    }
    json_t *answer = vote_json(r->arena, &q, &a);
    if (q.yes >= 0 || q.vote_count)
        json_object_set_new(answer, "verdict", json_string(a.passed ? "通过" : "没有通过"));
    request_set(r, "answer", answer);
    return DONE;
}
