/* An election on its own page: how far it is, who stands and what came of each vote; and on its organisation's page. */
#include <string.h>

#include "feature/life/election/pages.h"

/* --- how far it is --- */

static const struct { const char *state, *label; int day, number; } steps[] = {
    {"preparing", "筹备", ELECTION_PLANNED, -1},
    {"requested", "已请示", ELECTION_REQUESTED_ON, ELECTION_REQUEST_NUMBER},
    {"approved", "已批复", ELECTION_APPROVED_ON, ELECTION_APPROVAL_NUMBER},
    {"elected", "已选举", ELECTION_HELD_ON, -1},
    {"reported", "已报批", ELECTION_REPORTED_ON, ELECTION_REPORT_NUMBER},
    {"confirmed", "已批准备案", ELECTION_CONFIRMED_ON, ELECTION_CONFIRM_NUMBER},
    {"installed", "已办结", ELECTION_INSTALLED_ON, -1},
};

static json_t *steps_json(const struct record *election)
{
    json_t *all = json_array();
    size_t at = ARRAY_SIZE(steps);
    for (size_t i = 0; i < ARRAY_SIZE(steps); i++)
        if (election_in(election, steps[i].state))
            at = i;
    for (size_t i = 0; i < ARRAY_SIZE(steps); i++) {
        bool past = i <= at && at < ARRAY_SIZE(steps);
        const char *day = past || !i ? record_text(election, steps[i].day) : "";
        const char *number = past && steps[i].number >= 0 ? record_text(election, steps[i].number) : "";
        json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:s, s:b, s:b}", "label", steps[i].label, "day", day, "day_label",
                                             i ? "" : "拟召开 ", "number", number, "done", past && i < at, "now", i == at));
    }
    return all;
}

/* --- who stands, and the votes --- */

static json_t *standing_json(const struct standing *one)
{
    const struct record *c = one->candidate;
    const char *result = value_print(c->arena, &candidate_entity.fields[CANDIDATE_RESULT], &c->values[CANDIDATE_RESULT]);
    char id[ID_TEXT];
    json_t *json = json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b}", "id", id_print(c->id, id), "name", one->name, "standing",
                             value_print(c->arena, &candidate_entity.fields[CANDIDATE_STANDING], &c->values[CANDIDATE_STANDING]), "duty",
                             record_text(c, CANDIDATE_DUTY), "result", c->values[CANDIDATE_RESULT].set ? result : "", "elected",
                             !strcmp(record_text(c, CANDIDATE_RESULT), "elected"), "unknown", !strokes_known(one->name), "by_hand",
                             record_int(c, CANDIDATE_POSITION) != 0);
    if (c->values[CANDIDATE_VOTES].set)
        json_object_set_new(json, "votes", json_string(arena_printf(c->arena, "%lld", (long long)record_int(c, CANDIDATE_VOTES))));
    return json;
}

/* What a vote's numbers mean, without what a 等额 vote does not ask. */
static int notes_json(struct request *r, const struct record *election, const struct record *ballot, const struct standing *standing, size_t n, json_t **ret)
{
    struct vote_question q;
    struct vote_answer a;
    const struct vote_note *notes;
    *ret = json_array();
    int e = round_count(r->arena, election, ballot, standing, n, &q, &a);
    if (e != DONE)
        return e == INVALID ? DONE : e;
    size_t count = vote_notes(r->arena, &q, &a, &notes);
    for (size_t i = 0; i < count; i++) {
        const struct rule *rule = rulebook_any(rulebook(), notes[i].rule, clock_today());
        if (strcmp(notes[i].rule, "V-07"))
            json_array_append_new(*ret, json_pack("{s:s, s:s}", "text", notes[i].text, "regulation", rule ? rule_citation(r->arena, rulebook(), rule) : ""));
    }
    return DONE;
}

static const char *numbers_words(struct arena *arena, const struct record *b)
{
    if (!b->values[ROUND_PRESENT].set)
        return "";
    return arena_printf(arena, "%s · 应到 %lld · 实到 %lld · 发出 %lld · 收回 %lld · 无效 %lld", record_text(b, ROUND_HELD_ON),
                        (long long)record_int(b, ROUND_ENTITLED), (long long)record_int(b, ROUND_PRESENT), (long long)record_int(b, ROUND_ISSUED),
                        (long long)record_int(b, ROUND_RETURNED), (long long)record_int(b, ROUND_INVALID));
}

/* One kind of seat in one round; the ballot is NULL before the superior agreed. */
static int round_json(struct request *r, const struct record *election, enum seat seat, const struct record *ballot, bool may_count, json_t **ret)
{
    struct standing *standing;
    json_t *list = json_array(), *notes = json_array();
    size_t n;
    char id[ID_TEXT];
    int round = ballot ? (int)record_int(ballot, ROUND_NUMBER) : 1;
    TRY(candidates_read(r->arena, r->db, election->id, seat, round, &standing, &n));
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, standing_json(&standing[i]));
    if (ballot && !strcmp(record_text(ballot, ROUND_STATE), "counted"))
        TRY(notes_json(r, election, ballot, standing, n, &notes));
    const char *label = ballot ? record_text(ballot, ROUND_LABEL) : seat_labels[seat];
    *ret = json_pack("{s:s, s:I, s:s, s:o, s:o, s:s}", "label", label, "seats",
                     (json_int_t)(ballot ? record_int(ballot, ROUND_SEATS) : election_seats(election, seat)), "numbers",
                     ballot ? numbers_words(r->arena, ballot) : "", "candidates", list, "notes", notes, "state",
                     ballot ? value_print(r->arena, &election_round_entity.fields[ROUND_STATE], &ballot->values[ROUND_STATE]) : "");
    if (ballot && may_count && election_in(election, "approved")) {
        const char *href = arena_printf(r->arena, "/election_round/%s", id_print(ballot->id, id));
        json_object_set_new(*ret, "count_href", json_string(arena_printf(r->arena, "%s/count", href)));
        json_object_set_new(*ret, "counted", json_boolean(strcmp(record_text(ballot, ROUND_STATE), "open")));
        if (!strcmp(record_text(ballot, ROUND_STATE), "counted") && !round_settled(ballot))
            json_object_set_new(*ret, "vacant_href", json_string(href));
    }
    return DONE;
}

static int rounds_json(struct request *r, const struct record *election, bool may_count, json_t **ret)
{
    struct record **ballots;
    size_t n;
    json_t *one;
    *ret = json_array();
    TRY(rounds_read(r->arena, r->db, election->id, &ballots, &n));
    for (int seat = 0; !n && seat < SEAT__COUNT; seat++)
        if (election_seats(election, (enum seat)seat)) {
            TRY(round_json(r, election, (enum seat)seat, NULL, false, &one));
            json_array_append_new(*ret, one);
        }
    for (size_t i = 0; i < n; i++) {
        /* a seat whose later round is open offers nothing on the earlier one */
        bool last = i + 1 == n || seat_of(ballots[i + 1], ROUND_SEAT) != seat_of(ballots[i], ROUND_SEAT);
        TRY(round_json(r, election, seat_of(ballots[i], ROUND_SEAT), ballots[i], may_count, &one));
        if (!last)
            json_object_del(one, "vacant_href");
        json_array_append_new(*ret, one);
    }
    return DONE;
}

/* --- what to watch --- */

enum { COMMITTEE_LEAST = 3, COMMITTEE_MOST = 7, COMMITTEE_FROM = 7, ASKED_MONTHS = 1 };

static void watch(json_t *list, const char *text)
{
    json_array_append_new(list, json_string(text));
}

static int watch_json(struct request *r, const struct record *election, int64_t members, json_t **ret)
{
    struct record *unit;
    struct date planned, asked = clock_today();
    const char *requested = record_text(election, ELECTION_REQUESTED_ON);
    int64_t seats = record_int(election, ELECTION_MEMBERS);
    *ret = json_array();
    if (!election_in(election, "preparing") && !election_in(election, "requested"))
        return DONE;
    TRY(record_read(r->arena, r->db, &unit_entity, record_int(election, ELECTION_BODY), &unit));
    bool branch = !strcmp(record_text(unit, UNIT_KIND), "branch"), committee = !strcmp(record_text(election, ELECTION_FORM), "committee");
    if (*requested)
        (void)date_parse(requested, &asked);
    if (!date_parse(record_text(election, ELECTION_PLANNED), &planned) && date_compare(date_add_months(asked, ASKED_MONTHS), planned) > 0)
        watch(*ret, "离开会不到一个月：一般在选举大会一个月前报上级审批（各地做法不同，按上级的要求）");
    if (branch && committee && seats && (seats < COMMITTEE_LEAST || seats > COMMITTEE_MOST))
        watch(*ret, "支部委员会一般 3 到 5 人，最多不超过 7 人，请核对委员名额");
    if (branch && committee && members && members < COMMITTEE_FROM)
        watch(*ret, "正式党员不足 7 人的支部，设书记 1 人，必要时设副书记 1 人，不设委员会，请核对");
    if (branch && !committee && members >= COMMITTEE_FROM)
        watch(*ret, "正式党员 7 人以上的支部应当设立支部委员会，请核对");
    return DONE;
}

int election_panel(struct request *r, const struct record *election, json_t **ret)
{
    const struct access *access = r->session->access;
    int64_t members, excluded, entitled;
    json_t *rounds, *watched;
    char id[ID_TEXT];
    const char *held = record_text(election, ELECTION_HELD_ON), *day = *held ? held : record_text(election, ELECTION_PLANNED);
    bool may_count = access_may(access, &election_round_entity, "count") && access_record(access, r->db, &election_entity, "elect", election->id) == DONE;
    bool may_export = access_record(access, r->db, &election_entity, "export", election->id) == DONE;
    TRY(election_members(r->db, record_int(election, ELECTION_BODY), day, &members));
    TRY(db_get_int(r->db, &excluded, "SELECT count(*) FROM exclusion WHERE election = ?1", value_int(election->id)));
    TRY(election_entitled(r->db, election, SEAT_MEMBER, day, &entitled));
    TRY(rounds_json(r, election, may_count, &rounds));
    TRY(watch_json(r, election, members, &watched));
    *ret = json_pack("{s:o, s:o, s:o, s:s, s:I, s:I, s:I, s:b}", "steps", steps_json(election), "rounds", rounds, "watch", watched, "day", day, "members",
                     (json_int_t)members, "excluded", (json_int_t)excluded, "entitled", (json_int_t)entitled, "cancelled", election_in(election, "cancelled"));
    if (may_export)
        json_object_set_new(*ret, "papers_href", json_string(arena_printf(r->arena, "/election/%s/papers", id_print(election->id, id))));
    return DONE;
}

int install_panel(struct request *r, const struct record *election, json_t **ret)
{
    struct installation *plan;
    size_t n;
    *ret = NULL;
    if (!election_in(election, "confirmed") || access_record(r->session->access, r->db, &election_entity, "install", election->id) != DONE)
        return DONE;
    json_t *rows = json_array();
    TRY(install_plan(r->arena, r->db, election, &plan, &n));
    for (size_t i = 0; i < n; i++) {
        const char *what = plan[i].tenure ? "免去" : plan[i].stays ? "连任，不变" : plan[i].post ? "任职" : "新设职务并任职";
        json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:b}", "name", plan[i].name, "title", plan[i].title, "what", what, "leaves", plan[i].tenure != 0));
    }
    *ret = json_pack("{s:o, s:s}", "rows", rows, "day", record_text(election, ELECTION_HELD_ON));
    return DONE;
}

/* --- on the organisation's page --- */

enum { ELECTIONS_SHOWN = 5 };

static bool holds_elections(const struct record *unit)
{
    static const char *const kinds[] = {"organ_committee", "discipline_committee", "general_branch", "branch"};
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (!strcmp(kinds[i], record_text(unit, UNIT_KIND)))
            return true;
    return false;
}

int unit_elections_panel(struct request *r, const struct record *unit, json_t **ret)
{
    const struct access *access = r->session->access;
    char id[ID_TEXT];
    const struct list_filter filter = {"body", "is", id_print(unit->id, id)};
    const struct list_request list = {.entity = &election_entity, .access = access, .verb = "read", .view = &election_entity.lists[1], .filters = &filter,
                                      .filter_count = 1, .limit = ELECTIONS_SHOWN};
    json_t *page;
    *ret = NULL;
    if (!holds_elections(unit) || !access_may(access, &election_entity, "read"))
        return DONE;
    TRY(list_page(r->arena, r->db, &list, &page));
    bool may = access_may(access, &election_entity, "create") && access_create_at(access, r->db, &election_entity, unit->id, NULL) == DONE;
    if (!json_array_size(json_object_get(page, "rows")) && !may)
        return DONE;
    json_object_set_new(page, "any", json_boolean(json_array_size(json_object_get(page, "rows")) > 0));
    json_object_set_new(page, "entity", json_string("election"));
    json_object_set_new(page, "linked", json_true());
    if (may)
        json_object_set_new(page, "new_href", json_string(arena_printf(r->arena, "/election/new?body=%s", id)));
    *ret = page;
    return DONE;
}
