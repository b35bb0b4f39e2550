/* Who has the vote on a day, and how many are expected at a vote (DOMAIN §1.4: V-16, V-17). */
#include <string.h>

#include "feature/life/election/election.h"

int election_members(struct db *db, int64_t body, const char *day, int64_t *ret)
{
    return db_get_int(db, ret, "SELECT count(DISTINCT m.person) FROM unit_closure c JOIN membership m ON m.branch = c.unit WHERE c.ancestor = ?1"
                               " AND m.kind = 'full' AND m.from_date <= ?2 AND (m.until_date IS NULL OR m.until_date > ?2)",
                      value_int(body), value_text(day));
}

int election_member_is(struct db *db, int64_t body, int64_t person, const char *day, bool *ret)
{
    int64_t n = 0;
    TRY(db_get_int(db, &n, "SELECT count(*) FROM unit_closure c JOIN membership m ON m.branch = c.unit WHERE c.ancestor = ?1 AND m.person = ?3"
                           " AND m.kind = 'full' AND m.from_date <= ?2 AND (m.until_date IS NULL OR m.until_date > ?2)",
                   value_int(body), value_text(day), value_int(person)));
    *ret = n > 0;
    return DONE;
}

int election_entitled(struct db *db, const struct record *election, enum seat seat, const char *day, int64_t *ret)
{
    int64_t members, excluded;
    if (seat_by_committee(election, seat))
        return db_get_int(db, ret, "SELECT count(*) FROM candidate WHERE election = ?1 AND seat = 'member' AND result = 'elected'",
                          value_int(election->id));
    if (!strcmp(record_text(election, ELECTION_ASSEMBLY), "delegates")) {
        *ret = record_int(election, ELECTION_DELEGATES);
        return DONE;
    }
    TRY(election_members(db, record_int(election, ELECTION_BODY), day, &members));
    TRY(db_get_int(db, &excluded, "SELECT count(*) FROM exclusion WHERE election = ?1", value_int(election->id)));
    *ret = members > excluded ? members - excluded : 0;
    return DONE;
}

const struct choice exclusion_grounds[] = {
    {"probation", "受留党察看处分期间，没有表决权、选举权"},
    {"detained", "被依法留置、逮捕，党员权利中止"},
    {"illness", "患有精神病或者其他疾病，不能表达本人意志"},
    {"abroad", "自费出国半年以上"},
    {"prison", "未受留党察看以上党纪处分，正在服刑"},
    {"bedridden", "年老体弱卧床不起、长期病休生活不能自理"},
    {"away", "工作调动、下派锻炼、蹲点、外出学习工作半年以上，按规定应转未转组织关系"},
    {0},
};

static const struct field fields[EXCLUSION__COUNT] = {
    [EXCLUSION_ELECTION] = {"election", "选举", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY, .ref = "election"},
    [EXCLUSION_PERSON] = {"person", "党员", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_KEY, .ref = "person"},
    [EXCLUSION_GROUND] = {"ground", "情形", "第一、二种没有选举权；其余的须报上级党组织同意，并经党员大会通过", FIELD_ENUM, FIELD_REQUIRED,
                          .choices = exclusion_grounds},
    [EXCLUSION_NOTE] = {"note", "备注", NULL, FIELD_TEXT, 0, .max = 200},
};
static const char *const columns[] = {"person", "ground", "note", NULL};
static const struct list_view lists[] = {{"all", "不计入应到会", columns, "id"}, {0}};
static const char *const indexes[] = {"election,person", "unit", NULL};

/* Known before the vote; behind it the number of those expected stands. */
static int exclusion_check(struct change *change)
{
    const struct record *exclusion = change->after ? change->after : change->before;
    struct record *election;
    bool member;
    if (change->preview)
        return DONE;
    TRY(record_read(change->arena, change->db, &election_entity, record_int(exclusion, EXCLUSION_ELECTION), &election));
    if (!election_in(election, "preparing") && !election_in(election, "requested") && !election_in(election, "approved"))
        return change_problem(change, NULL, "已经选举，应到会人数不能再改");
    if (!change->after)
        return DONE;
    TRY(election_member_is(change->db, record_int(election, ELECTION_BODY), record_int(exclusion, EXCLUSION_PERSON),
                           record_text(election, ELECTION_PLANNED), &member));
    return member ? DONE : change_problem(change, "person", "他在开会那天不是本党组织的正式党员，本来就不计入应到会，不用登记");
}

const struct entity exclusion_entity = {
    .name = "exclusion", .label = "不计入应到会", .note = "选举时没有选举权、或者经同意不计入应到会人数的党员和情形",
    .fields = fields, .field_count = EXCLUSION__COUNT, .lists = lists, .indexes = indexes, .title = "person", .unit_from = "election",
    .parent = "election", .flags = ENTITY_REMOVABLE, .check = exclusion_check,
};
