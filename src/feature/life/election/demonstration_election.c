/* The demonstration: a 机关党委 that was elected and is done with it, and a branch whose election is agreed to and lies ahead. */
#include <string.h>

#include "feature/life/election/election.h"
#include "feature/life/election/demonstration_election.h"

struct maker { struct change *outer; int64_t election; };

/* As if written down on that day. */
static struct change on_day(struct maker *m, const struct entity *entity, const char *verb, struct date day)
{
    struct change change = change_within(m->outer, entity, verb);
    int ago = date_days(moment_date(m->outer->now)) - date_days(day);
    change.now = m->outer->now - (ago > 0 ? ago : 0) * (int64_t)86400000;
    return change;
}

static const char *day_text(struct maker *m, struct date day)
{
    char text[DATE_TEXT];
    return arena_strdup(m->outer->arena, date_print(day, text));
}

static int person_id(struct maker *m, const char *code, int64_t *ret)
{
    return db_get_int(m->outer->db, ret, "SELECT id FROM person WHERE code = ?1", value_text(code));
}

struct plan { const char *unit; int members, deputies; const char *place; };

static int election_make(struct maker *m, const struct plan *plan, struct date planned, struct date day)
{
    int64_t unit;
    struct change change = on_day(m, &election_entity, "create", day);
    struct record *election = record_new(m->outer->arena, &election_entity);
    TRY(db_get_int(m->outer->db, &unit, "SELECT id FROM unit WHERE code = ?1", value_text(plan->unit)));
    record_set_int(election, ELECTION_BODY, unit);
    record_set_int(election, ELECTION_MEMBERS, plan->members);
    if (plan->deputies)
        record_set_int(election, ELECTION_DEPUTIES, plan->deputies);
    record_set_text(election, ELECTION_PLANNED, day_text(m, planned));
    record_set_text(election, ELECTION_PLACE, plan->place);
    TRY(record_create(&change, election));
    m->election = election->id;
    return DONE;
}

static int nominee(struct maker *m, enum seat seat, const char *code)
{
    int64_t person, id;
    TRY(person_id(m, code, &person));
    return candidate_make(m->outer, m->election, seat, person, 1, "nominee", &id);
}

/* Who is away for more than half a year is not counted, with both consents (V-17). */
static int excluded(struct maker *m, const char *code, const char *ground, const char *note, struct date day)
{
    int64_t person;
    struct change change = on_day(m, &exclusion_entity, "create", day);
    struct record *exclusion = record_new(m->outer->arena, &exclusion_entity);
    TRY(person_id(m, code, &person));
    record_set_int(exclusion, EXCLUSION_ELECTION, m->election);
    record_set_int(exclusion, EXCLUSION_PERSON, person);
    record_set_text(exclusion, EXCLUSION_GROUND, ground);
    record_set_text(exclusion, EXCLUSION_NOTE, note);
    return record_create(&change, exclusion);
}

/* An act with up to two fields. */
static int act(struct maker *m, const char *verb, struct date day, const char *number_field, const char *number, const char *day_field)
{
    const char *const numbers[] = {number}, *const days[] = {day_text(m, day)};
    const struct input inputs[] = {{day_field, days, 1}, {number_field, numbers, 1}};
    struct change change = on_day(m, &election_entity, verb, day);
    return record_act(&change, m->election, verb, inputs, day_field ? number_field ? 2 : 1 : 0, 0);
}

static int passed(struct maker *m, struct date day)
{
    static const char *const yes[] = {"1"};
    const struct input input = {"exclusion_passed", yes, 1};
    struct change change = on_day(m, &election_entity, "elect", day);
    return record_act(&change, m->election, "elect", &input, 1, 0);
}

struct vote_day { enum seat seat; const char *present, *scrutineer, *teller; const char *const *codes; const int *votes; int n; };

static int votes_set(struct maker *m, const struct vote_day *v, struct date day)
{
    for (int i = 0; i < v->n; i++) {
        int64_t person, id;
        struct record *candidate;
        TRY(person_id(m, v->codes[i], &person));
        TRY(db_get_int(m->outer->db, &id, "SELECT id FROM candidate WHERE election = ?1 AND seat = ?2 AND person = ?3", value_int(m->election),
                       value_text(seat_ids[v->seat]), value_int(person)));
        TRY(record_read(m->outer->arena, m->outer->db, &candidate_entity, id, &candidate));
        struct change change = on_day(m, &candidate_entity, "change", day);
        record_set_int(candidate, CANDIDATE_VOTES, v->votes[i]);
        TRY(record_change(&change, candidate, 0));
    }
    return DONE;
}

static int counted(struct maker *m, const struct vote_day *v, struct date day)
{
    struct record *ballot;
    int64_t scrutineer, teller;
    char ids[2][ID_TEXT];
    TRY(votes_set(m, v, day));
    TRY(person_id(m, v->scrutineer, &scrutineer));
    TRY(person_id(m, v->teller, &teller));
    TRY(round_last(m->outer->arena, m->outer->db, m->election, v->seat, &ballot));
    const char *const days[] = {day_text(m, day)}, *const present[] = {v->present}, *const none[] = {"0"};
    const char *const scrutineers[] = {id_print(scrutineer, ids[0])}, *const tellers[] = {id_print(teller, ids[1])};
    const struct input inputs[] = {{"held_on", days, 1}, {"present", present, 1}, {"issued", present, 1}, {"returned", present, 1},
                                   {"invalid", none, 1}, {"scrutineers", scrutineers, 1}, {"tellers", tellers, 1}};
    struct change change = on_day(m, &election_round_entity, "count", day);
    return record_act(&change, ballot->id, "count", inputs, ARRAY_SIZE(inputs), 0);
}

/* Five of six, the head and his deputy by the new committee. */
static int finished(struct change *outer, struct date held)
{
    static const struct plan plan = {"SL-JW", 5, 1, "水利厅三楼会议室"};
    static const char *const codes[] = {"SL003", "SL004", "SL006", "SL007", "SL008", "SL009"}, *const head[] = {"SL003"}, *const deputy[] = {"SL004"};
    static const int votes[] = {13, 13, 12, 12, 6, 9}, all[] = {5};
    struct maker m = {.outer = outer};
    TRY(election_make(&m, &plan, held, date_add_days(held, -60)));
    for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
        TRY(nominee(&m, SEAT_MEMBER, codes[i]));
    TRY(nominee(&m, SEAT_SECRETARY, head[0]));
    TRY(nominee(&m, SEAT_DEPUTY, deputy[0]));
    TRY(excluded(&m, "SL014", "away", "在青石水库工地蹲点", date_add_days(held, -50)));
    TRY(act(&m, "request", date_add_days(held, -45), "request_number", arena_printf(outer->arena, "水机党〔%d〕17号", held.year), "requested_on"));
    TRY(act(&m, "approve", date_add_days(held, -30), "approval_number", arena_printf(outer->arena, "云直工组〔%d〕32号", held.year), "approved_on"));
    TRY(counted(&m, &(struct vote_day){SEAT_MEMBER, "13", "SL013", "SL012", codes, votes, ARRAY_SIZE(codes)}, held));
    TRY(counted(&m, &(struct vote_day){SEAT_SECRETARY, "5", "SL006", "SL012", head, all, 1}, held));
    TRY(counted(&m, &(struct vote_day){SEAT_DEPUTY, "5", "SL006", "SL012", deputy, all, 1}, held));
    TRY(passed(&m, held));
    TRY(act(&m, "report", date_add_days(held, 3), "report_number", arena_printf(outer->arena, "水机党〔%d〕21号", held.year), "reported_on"));
    TRY(act(&m, "confirm", date_add_days(held, 20), "confirm_number", arena_printf(outer->arena, "云直工组〔%d〕40号", held.year), "confirmed_on"));
    return act(&m, "install", date_add_days(held, 21), NULL, NULL, NULL);
}

static int ahead(struct change *outer, struct date today)
{
    static const struct plan plan = {"SL-Z1", 3, 0, "办公室会议室"};
    static const char *const codes[] = {"SL004", "SL005", "SL006", "SL013"};
    struct maker m = {.outer = outer};
    TRY(election_make(&m, &plan, date_add_days(today, 15), date_add_days(today, -30)));
    for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
        TRY(nominee(&m, SEAT_MEMBER, codes[i]));
    TRY(nominee(&m, SEAT_SECRETARY, "SL006"));
    TRY(act(&m, "request", date_add_days(today, -20), "request_number", arena_printf(outer->arena, "办支〔%d〕2号", today.year), "requested_on"));
    return act(&m, "approve", date_add_days(today, -8), "approval_number", arena_printf(outer->arena, "水机党〔%d〕21号", today.year), "approved_on");
}

int election_demonstrate(struct change *outer)
{
    char *elected = NULL;
    struct date held;
    TRY(db_get_text(outer->db, outer->arena, &elected, "SELECT t.elected_on FROM term t JOIN unit u ON u.id = t.body WHERE u.code = 'SL-JW'"));
    TRY(date_parse(elected, &held));
    TRY(finished(outer, held));
    return ahead(outer, moment_date(outer->now));
}
