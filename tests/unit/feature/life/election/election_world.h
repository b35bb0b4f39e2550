/* An election of the 办公室支部 (six full members) in the world of this feature, led from step to step as people would. */
#ifndef MINGZE_TESTS_ELECTION_WORLD_H
#define MINGZE_TESTS_ELECTION_WORLD_H

#include <string.h>

#include "../life_world.h"
#include "document/document.h"
#include "feature/life/election/papers/papers.h"

struct ballotting { struct world w; int64_t election; };

/* Of the branch SL-Z1, all on the list in the order of strokes. */
static const char *const six[] = {"SL003", "SL005", "SL001", "SL006", "SL013", "SL004"};   /* 方书敏 叶知行 陆长川 孟凡一 闻溪 顾念安 */

__attribute__((unused)) static struct record *election_of(struct ballotting *b)
{
    struct record *election;
    CHECK_DONE(record_read(b->w.arena, b->w.db, &election_entity, b->election, &election));
    return election;
}

__attribute__((unused)) static int election_begin(struct ballotting *b, const char *unit, int members, const char *planned)
{
    struct change change = world_change(&b->w, &election_entity, "create");
    struct record *election = record_new(b->w.arena, &election_entity);
    record_set_int(election, ELECTION_BODY, world_unit(&b->w, unit));
    record_set_text(election, ELECTION_FORM, members ? "committee" : "secretary");
    if (members)
        record_set_int(election, ELECTION_MEMBERS, members);
    record_set_text(election, ELECTION_PLANNED, planned);
    int outcome = record_create(&change, election);
    b->election = election->id;
    names_commit();
    return outcome;
}

__attribute__((unused)) static void ballotting_open(struct ballotting *b)
{
    life_open(&b->w);
    CHECK_DONE(election_begin(b, "SL-Z1", 3, "2026-11-20"));
}

__attribute__((unused)) static int nominate(struct ballotting *b, enum seat seat, const char *code)
{
    struct change outer = world_change(&b->w, &election_entity, "create");
    int64_t id;
    return candidate_make(&outer, b->election, seat, world_person(&b->w, code), 1, "nominee", &id);
}

/* The outcome; fields as name, value, …, NULL. */
__attribute__((unused)) static int act(struct ballotting *b, const char *verb, const char *const *fields)
{
    struct input inputs[8];
    int n = 0;
    for (; fields && fields[0]; fields += 2)
        inputs[n++] = (struct input){fields[0], &fields[1], 1};
    struct change change = world_change(&b->w, &election_entity, verb);
    change.note = "理由";
    return record_act(&change, b->election, verb, inputs, n, 0);
}

#define ACT(b, verb, ...) act((b), (verb), (const char *const[]){__VA_ARGS__ __VA_OPT__(,) NULL})

/* Four for three seats, 孟凡一 also for secretary, asked for and agreed to. */
__attribute__((unused)) static void approved_open(struct ballotting *b)
{
    ballotting_open(b);
    for (int i = 2; i < 6; i++)
        CHECK_DONE(nominate(b, SEAT_MEMBER, six[i]));
    CHECK_DONE(nominate(b, SEAT_SECRETARY, "SL006"));
    CHECK_DONE(ACT(b, "request", "requested_on", "2026-10-10", "request_number", "办支〔2026〕1号"));
    CHECK_DONE(ACT(b, "approve", "approved_on", "2026-10-20", "approval_number", "水机党〔2026〕9号"));
}

struct numbers { const char *entitled, *present, *issued, *returned, *invalid, *scrutineer; };

/* Everybody there, every paper back. */
static const struct numbers all_six = {"6", "6", "6", "6", "0", "SL003"};

/* Counts the last round of a seat: votes in the order of its list. */
__attribute__((unused)) static int count_by(struct ballotting *b, enum seat seat, struct numbers n, const int *votes, size_t vote_count)
{
    struct record *ballot;
    struct standing *standing;
    size_t candidates;
    char id[ID_TEXT];
    CHECK_DONE(round_last(b->w.arena, b->w.db, b->election, seat, &ballot));
    CHECK_DONE(candidates_read(b->w.arena, b->w.db, b->election, seat, (int)record_int(ballot, ROUND_NUMBER), &standing, &candidates));
    for (size_t i = 0; i < candidates && i < vote_count; i++) {
        struct change change = world_change(&b->w, &candidate_entity, "change");
        record_set_int(standing[i].candidate, CANDIDATE_VOTES, votes[i]);
        CHECK_DONE(record_change(&change, standing[i].candidate, 0));
    }
    const char *values[] = {"2026-11-20", n.entitled, n.present, n.issued, n.returned, n.invalid, id_print(world_person(&b->w, n.scrutineer), id)};
    const char *const names[] = {"held_on", "entitled", "present", "issued", "returned", "invalid", "scrutineers"};
    struct input inputs[ARRAY_SIZE(names)];
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        inputs[i] = (struct input){names[i], &values[i], 1};
    struct change change = world_change(&b->w, &election_round_entity, "count");
    return record_act(&change, ballot->id, "count", inputs, ARRAY_SIZE(inputs), 0);
}

#define COUNT(b, seat, numbers, ...) \
    count_by((b), (seat), (numbers), (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

__attribute__((unused)) static int64_t number(struct ballotting *b, const char *sql)
{
    int64_t n = 0;
    int e = db_get_int_built(b->w.db, &n, sql, NULL, 0);
    CHECK(e == DONE || e == NOT_FOUND);
    return n;
}

/* 陆长川 孟凡一 闻溪 for members, 孟凡一 for secretary; the result is registered. */
__attribute__((unused)) static void elected_open(struct ballotting *b)
{
    static const struct numbers three = {"3", "3", "3", "3", "0", "SL013"};
    approved_open(b);
    CHECK_DONE(COUNT(b, SEAT_MEMBER, all_six, 5, 6, 5, 2));
    CHECK_DONE(COUNT(b, SEAT_SECRETARY, three, 3));
    CHECK_DONE(ACT(b, "elect"));
}

/* The text of a paper, or why there is none. */
__attribute__((unused)) static const char *paper_text(struct ballotting *b, const char *name, struct composition *c)
{
    struct election_facts f;
    CHECK_DONE(election_facts_read(b->w.arena, b->w.db, b->election, &f));
    int e = election_paper_compose(election_paper_find(name), &f, c);
    CHECK(e == DONE || e == INVALID);
    return e == DONE ? composition_text(c) : arena_strdup(b->w.arena, error_message());
}

#endif
