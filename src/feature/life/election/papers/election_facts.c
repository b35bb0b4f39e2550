/* What the records say, as the papers of an election need it. */
#include <string.h>

#include "feature/life/election/papers/papers.h"

static const struct { const char *kind, *word, *committee; } words[] = {
    {"branch", "支部", "支部委员会"},
    {"general_branch", "总支", "总支部委员会"},
    {"organ_committee", "机关党委", "机关党委"},
    {"discipline_committee", "机关纪委", "机关纪委"},
};

static int due_read(struct election_facts *f)
{
    char *due = NULL;
    int e = db_get_text(f->db, f->arena, &due, "SELECT last_on FROM term WHERE body = ?1 AND elected_on < ?2 ORDER BY elected_on DESC LIMIT 1",
                        value_int(record_int(f->election, ELECTION_BODY)), value_text(record_text(f->election, ELECTION_PLANNED)));
    f->due = due ? due : "";
    return e == NOT_FOUND ? DONE : e;
}

int election_facts_read(struct arena *arena, struct db *db, int64_t id, struct election_facts *ret)
{
    struct record *election, *unit;
    TRY(record_read(arena, db, &election_entity, id, &election));
    TRY(record_read(arena, db, &unit_entity, record_int(election, ELECTION_BODY), &unit));
    *ret = (struct election_facts){
        .arena = arena, .db = db, .election = election, .body = record_text(unit, UNIT_NAME), .body_kind = "", .committee = "",
        .superior = record_int(unit, UNIT_PARENT) ? names_title(arena, &unit_entity, record_int(unit, UNIT_PARENT)) : "",
        .assembly = value_print(arena, &election_entity.fields[ELECTION_ASSEMBLY], &election->values[ELECTION_ASSEMBLY]),
        .has_committee = !strcmp(record_text(election, ELECTION_FORM), "committee"),
        .regular = strcmp(record_text(election, ELECTION_KIND), "by_election") != 0, .copies = 1, .per_page = 1,
    };
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (!strcmp(words[i].kind, record_text(unit, UNIT_KIND))) {
            ret->body_kind = words[i].word;
            ret->committee = words[i].committee;
        }
    TRY(election_members(db, unit->id, record_text(election, ELECTION_PLANNED), &ret->members));
    TRY(db_get_int(db, &ret->excluded, "SELECT count(*) FROM exclusion WHERE election = ?1", value_int(id)));
    TRY(rounds_read(arena, db, id, &ret->ballots, &ret->ballot_count));
    return due_read(ret);
}

const char *day_words(const struct election_facts *f, int field)
{
    return date_words(f->arena, record_text(f->election, field));
}

const char *kind_words(const struct election_facts *f)
{
    return value_print(f->arena, &election_entity.fields[ELECTION_KIND], &f->election->values[ELECTION_KIND]);
}

const char *seats_words(const struct election_facts *f)
{
    struct buffer out = buffer_in(f->arena);
    bool within = election_seats(f->election, SEAT_MEMBER) > 0;      /* 书记、副书记 are of the members */
    const char *between = "";
    buffer_adds(&out, "");
    for (int seat = 0; seat < SEAT__COUNT; seat++) {
        int n = election_seats(f->election, (enum seat)seat);
        if (!n)
            continue;
        buffer_addf(&out, "%s%s%d名", between, seat_labels[seat], n);
        between = within && seat == SEAT_MEMBER ? "（其中" : "、";
    }
    if (within && strstr(out.p, "（其中"))
        buffer_adds(&out, "）");
    return out.p;
}

int names_words(const struct election_facts *f, enum seat seat, const char **ret)
{
    struct standing *standing;
    struct buffer out = buffer_in(f->arena);
    size_t n;
    TRY(candidates_read(f->arena, f->db, f->election->id, seat, 1, &standing, &n));
    buffer_adds(&out, "");
    for (size_t i = 0; i < n; i++)
        if (strcmp(record_text(standing[i].candidate, CANDIDATE_STANDING), "write_in"))
            buffer_addf(&out, "%s%s", out.n ? "、" : "", standing[i].name);
    *ret = out.p;
    return DONE;
}

/* Of all rounds together, so in the order of strokes once more. */
int elected_words(const struct election_facts *f, enum seat seat, const char **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    const char **names = NULL;
    struct buffer out = buffer_in(f->arena);
    size_t n = 0, cap = 0;
    int e;
    TRY(db_query(f->db, &s, "SELECT person FROM candidate WHERE election = ?1 AND seat = ?2 AND result = 'elected' ORDER BY place",
                 value_int(f->election->id), value_text(seat_ids[seat])));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        const char *name = names_title(f->arena, &person_entity, statement_int(s, 0));
        size_t at = n;
        *arena_push(f->arena, &names, &n, &cap) = name;
        for (; at && strokes_compare(names[at - 1], name) > 0; at--)
            names[at] = names[at - 1];
        names[at] = name;
    }
    buffer_adds(&out, "");
    for (size_t i = 0; i < n; i++)
        buffer_addf(&out, "%s%s", i ? "、" : "", names[i]);
    *ret = out.p;
    return e;
}

const struct election_paper election_papers[] = {
    {"request", "选举请示", "向上级请示：为什么选、选几人、何时开会、怎样选", compose_request},
    {"nominees", "候选人预备人选请示", "请上级审批人选，附名单", compose_nominees},
    {"approval", "批复", "上级党组织给的批复稿", compose_approval},
    {"method", "选举办法", "提交大会通过的办法", compose_method},
    {"candidates", "候选人名单", "按姓氏笔画为序", compose_candidates},
    {"ballot", "选票", "印有填写说明，一轮一种", compose_ballot},
    {"tally", "计票结果", "监票人、计票人签字的报告单", compose_tally},
    {"result", "选举结果报告", "书记、副书记报批，委员报备", compose_result},
    {0},
};

const struct election_paper *election_paper_find(const char *name)
{
    for (const struct election_paper *paper = election_papers; paper->name; paper++)
        if (!strcmp(paper->name, name))
            return paper;
    return NULL;
}

int election_paper_compose(const struct election_paper *paper, const struct election_facts *f, struct composition *ret)
{
    *ret = (struct composition){.arena = f->arena};
    return paper->compose(f, ret);
}
