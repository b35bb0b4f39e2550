/* The count of a ballot as one page: the numbers of the day, and behind each name its votes; whoever was written in is added here. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/election/pages.h"

enum { WRITE_INS_SHOWN = 2, VOTES_DIGITS_MAX = 7 };

/* The page's own, then what the act asks. */
enum { OWN_PARAMETERS = 4 };
const char *const count_parameters[] = {
    "candidate*", "got*", "write_in*", "write_in_got*",
    "held_on", "entitled", "present", "issued", "returned", "invalid", "scrutineers*", "tellers*", NULL,
};

static const struct input *input_of(const struct request *r, const char *name)
{
    for (int i = 0; i < r->input_count; i++)
        if (!strcmp(r->inputs[i].name, name))
            return &r->inputs[i];
    return NULL;
}

/* What was typed for a candidate, or NULL. */
static const char *typed(const struct request *r, int64_t candidate)
{
    const struct input *ids = input_of(r, "candidate"), *got = input_of(r, "got");
    for (int i = 0; ids && got && i < ids->n && i < got->n; i++)
        if (id_parse(ids->values[i]) == candidate)
            return got->values[i];
    return NULL;
}

/* --- saving --- */

static int votes_parse_one(struct change *page, const char *name, const char *text, int64_t *ret)
{
    char *end;
    text = text_trim(page->arena, text);
    long votes = strtol(text, &end, 10);
    if (!*text || *end || votes < 0 || strlen(text) > VOTES_DIGITS_MAX)
        return change_problem(page, "votes", "%s的得票“%s”不是数字，没有得票的填 0", name, text);
    *ret = votes;
    return DONE;
}

static int votes_save(struct change *page, struct record *candidate, const char *name, const char *text)
{
    int64_t votes;
    struct change change = change_within(page, &candidate_entity, "change");
    if (!*text_trim(page->arena, text)) {
        record_set_empty(candidate, CANDIDATE_VOTES);
    } else {
        TRY(votes_parse_one(page, name, text, &votes));
        record_set_int(candidate, CANDIDATE_VOTES, votes);
    }
    return record_change(&change, candidate, 0);
}

/* Somebody of the organisation whom the ballots name though he did not stand: by his record's id or his name. */
static int write_in_find(struct change *page, const struct access *access, const struct record *election, const char *text, int64_t *ret)
{
    struct record *probe = record_new(page->arena, &exclusion_entity);
    const char *const values[] = {text};
    const struct input input = {"person", values, 1};
    struct change ask = change_within(page, &exclusion_entity, "create");
    struct actor actor = *page->actor;
    bool member;
    actor.access = access;
    ask.actor = &actor;
    if (record_fill(&ask, probe, &input, 1) != DONE)
        return change_problem(page, "write_in", "另选人“%s”没有登记，请先登记人员和党员关系，或者核对姓名", text);
    *ret = record_int(probe, EXCLUSION_PERSON);
    TRY(election_member_is(page->db, record_int(election, ELECTION_BODY), *ret, record_text(election, ELECTION_PLANNED), &member));
    return member ? DONE : change_problem(page, "write_in", "另选人“%s”不是本党组织的正式党员，没有被选举权", text);
}

static int write_ins_save(struct request *r, struct change *page, const struct record *election, const struct record *ballot)
{
    const struct input *names = input_of(r, "write_in"), *got = input_of(r, "write_in_got");
    for (int i = 0; names && got && i < names->n && i < got->n; i++) {
        const char *name = text_trim(r->arena, names->values[i]);
        struct record *candidate;
        int64_t person = 0, id = 0;
        if (!*name)
            continue;
        TRY(write_in_find(page, r->session->access, election, name, &person));
        int e = candidate_make(page, election->id, seat_of(ballot, ROUND_SEAT), person, (int)record_int(ballot, ROUND_NUMBER), "write_in", &id);
        if (e == INVALID)
            return change_problem(page, "write_in", "%s已经在名单里，请把得票填在他的后面", names_title(r->arena, &person_entity, person));
        TRY(e);
        TRY(record_read(r->arena, page->db, &candidate_entity, id, &candidate));
        TRY(votes_save(page, candidate, name, got->values[i]));
    }
    return DONE;
}

/* The fields of the act alone. */
static int fields_of(struct request *r, struct input **ret)
{
    int n = 0;
    *ret = arena_array(r->arena, struct input, (size_t)r->input_count + 1);
    for (int i = 0; i < r->input_count; i++) {
        bool own = false;
        for (int k = 0; k < OWN_PARAMETERS; k++)
            own |= input_of(r, arena_strndup(r->arena, count_parameters[k], strlen(count_parameters[k]) - 1)) == &r->inputs[i];
        if (!own)
            (*ret)[n++] = r->inputs[i];
    }
    return n;
}

int count_apply(struct request *r, struct db *db)
{
    struct record *ballot, *election;
    struct standing *standing;
    struct input *inputs;
    size_t n;
    char id[ID_TEXT];
    struct change *page = request_change(r, db, &election_round_entity, "count");
    TRY(access_read_to(r->session->access, r->arena, db, &election_round_entity, "count", r->id, &ballot));
    TRY(record_read(r->arena, db, &election_entity, record_int(ballot, ROUND_ELECTION), &election));
    TRY(candidates_read(r->arena, db, election->id, seat_of(ballot, ROUND_SEAT), (int)record_int(ballot, ROUND_NUMBER), &standing, &n));
    for (size_t i = 0; i < n; i++)
        if (typed(r, standing[i].candidate->id))
            TRY(votes_save(page, standing[i].candidate, standing[i].name, typed(r, standing[i].candidate->id)));
    TRY(write_ins_save(r, page, election, ballot));
    int count = fields_of(r, &inputs);
    TRY(record_act(page, r->id, "count", inputs, count, r->version));
    if (!r->json)
        return request_redirect(r, "/election/%s", id_print(election->id, id));
    TRY(record_read(r->arena, db, &election_round_entity, r->id, &ballot));
    r->answer.data = face_json(r->arena, ballot);
    return DONE;
}

/* --- showing --- */

static json_t *candidate_json(struct request *r, const struct standing *one)
{
    char id[ID_TEXT];
    const char *stands = one->candidate->values[CANDIDATE_VOTES].set
        ? arena_printf(r->arena, "%lld", (long long)record_int(one->candidate, CANDIDATE_VOTES)) : "";
    const char *now = typed(r, one->candidate->id);
    bool write_in = !strcmp(record_text(one->candidate, CANDIDATE_STANDING), "write_in");
    return json_pack("{s:s, s:s, s:s, s:b}", "id", id_print(one->candidate->id, id), "name", one->name, "got", now ? now : stands, "write_in", write_in);
}

static json_t *write_ins_json(const struct request *r)
{
    const struct input *names = input_of(r, "write_in"), *got = input_of(r, "write_in_got");
    json_t *all = json_array();
    int n = names && names->n > WRITE_INS_SHOWN ? names->n : WRITE_INS_SHOWN;
    for (int i = 0; i < n; i++)
        json_array_append_new(all, json_pack("{s:s, s:s, s:i}", "name", names && i < names->n ? names->values[i] : "", "got",
                                             got && i < got->n ? got->values[i] : "", "number", i + 1));
    return all;
}

/* The day is the planned one, and who is expected is reckoned, until somebody says otherwise. */
static int presets_fill(struct request *r, const struct record *election, struct record *ballot)
{
    int64_t entitled;
    char today[DATE_TEXT];
    if (!*record_text(ballot, ROUND_HELD_ON)) {
        const char *planned = record_text(election, ELECTION_PLANNED);
        date_print(clock_today(), today);
        record_set_text(ballot, ROUND_HELD_ON, strcmp(planned, today) <= 0 ? planned : today);
    }
    if (record_int(ballot, ROUND_ENTITLED))
        return DONE;
    TRY(election_entitled(r->db, election, seat_of(ballot, ROUND_SEAT), record_text(ballot, ROUND_HELD_ON), &entitled));
    if (entitled)
        record_set_int(ballot, ROUND_ENTITLED, entitled);
    return DONE;
}

int count_form(struct request *r)
{
    static const char *const fields[] = {"held_on", "entitled", "present", "issued", "returned", "invalid", "scrutineers", "tellers", NULL};
    struct record *ballot, *election;
    struct standing *standing;
    size_t n;
    char id[ID_TEXT];
    json_t *candidates = json_array();
    TRY(request_record(r, &ballot));
    TRY(record_read(r->arena, r->db, &election_entity, record_int(ballot, ROUND_ELECTION), &election));
    TRY(candidates_read(r->arena, r->db, election->id, seat_of(ballot, ROUND_SEAT), (int)record_int(ballot, ROUND_NUMBER), &standing, &n));
    TRY(presets_fill(r, election, ballot));
    for (size_t i = 0; i < n; i++)
        json_array_append_new(candidates, candidate_json(r, &standing[i]));
    request_page(r, "form", face_form_of(r->arena, r->db, ballot, fields, r->inputs, r->input_count, r->problems, (int)r->problem_count, r->session->access));
    request_page(r, "candidates", candidates);
    request_page(r, "write_ins", write_ins_json(r));
    request_page(r, "label", json_string(record_text(ballot, ROUND_LABEL)));
    request_page(r, "seats", json_integer(record_int(ballot, ROUND_SEATS)));
    request_page(r, "election", json_string(record_text(election, ELECTION_TITLE)));
    request_page(r, "back", json_string(arena_printf(r->arena, "/election/%s", id_print(election->id, id))));
    request_page(r, "action", json_string(arena_printf(r->arena, "/election_round/%s/count", id_print(ballot->id, id))));
    request_page(r, "version", json_integer(ballot->version));
    return DONE;
}
