/* From who was elected to who holds which post: one step, shown before it is done.
 *
 * A post that the unit has already is taken, another is made; who holds it and was not elected leaves it on the day of the
 * election (选任的, 任职从当选之日算), who was elected to what he holds stays. */
#include <string.h>

#include "feature/life/election/election.h"

int elected_read(struct arena *arena, struct db *db, int64_t election, struct elected **ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    size_t cap = 0;
    int e;
    *ret = NULL;
    *ret_n = 0;
    TRY(db_query(db, &s, "SELECT person, seat, duty, votes FROM candidate c WHERE election = ?1 AND result = 'elected' AND (seat <> 'member' OR NOT EXISTS"
                         " (SELECT 1 FROM candidate h WHERE h.election = c.election AND h.person = c.person AND h.seat <> 'member' AND h.result = 'elected'))"
                         " ORDER BY CASE seat WHEN 'secretary' THEN 0 WHEN 'deputy' THEN 1 ELSE 2 END, place", value_int(election)));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        const char *seat = statement_text(s, 1), *duty = statement_text(s, 2);
        *arena_push(arena, ret, ret_n, &cap) = (struct elected){
            statement_int(s, 0), !strcmp(seat, "member") ? SEAT_MEMBER : !strcmp(seat, "secretary") ? SEAT_SECRETARY : SEAT_DEPUTY,
            names_title(arena, &person_entity, statement_int(s, 0)), duty ? arena_strdup(arena, duty) : "", statement_int(s, 3)};
    }
    return e;
}

/* --- posts of the unit, as they stand --- */

struct holding { int64_t post, tenure, person; const char *title; bool leading, taken; };
struct holdings { struct holding *items; size_t n, cap; };

static int holdings_read(struct arena *arena, struct db *db, int64_t unit, const char *day, struct holdings *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    TRY(db_query(db, &s, "SELECT o.id, o.title, o.is_leading, h.id, h.person FROM post o LEFT JOIN tenure h ON h.post = o.id AND h.from_date <= ?2"
                         " AND (h.until_date IS NULL OR h.until_date > ?2) WHERE o.post_unit = ?1 AND (o.closed IS NULL OR o.closed > ?2) ORDER BY o.id, h.from_date",
                 value_int(unit), value_text(day)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, &ret->items, &ret->n, &ret->cap) = (struct holding){
            .post = statement_int(s, 0), .title = arena_strdup(arena, statement_text(s, 1)), .leading = statement_int(s, 2) != 0,
            .tenure = statement_int(s, 3), .person = statement_int(s, 4)};
    return e;
}

bool post_is_of(const char *title, enum seat seat)
{
    bool deputy = strstr(title, "副书记") != NULL;
    if (seat == SEAT_DEPUTY)
        return deputy;
    return !deputy && text_ends(title, seat == SEAT_SECRETARY ? "书记" : "委员");
}

static const char *title_of(struct arena *arena, const struct record *unit, const struct elected *who)
{
    static const struct { const char *kind, *word; } words[] = {
        {"branch", "支部"}, {"general_branch", "总支"}, {"organ_committee", "机关党委"}, {"discipline_committee", "机关纪委"},
    };
    const char *word = "";
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (!strcmp(words[i].kind, record_text(unit, UNIT_KIND)))
            word = words[i].word;
    if (who->seat == SEAT_MEMBER && *who->duty)
        return who->duty;
    return arena_printf(arena, "%s%s", word, seat_labels[who->seat]);
}

static bool elected_again(const struct elected *elected, size_t n, int64_t person, enum seat seat)
{
    for (size_t i = 0; person && i < n; i++)
        if (elected[i].person == person && elected[i].seat == seat)
            return true;
    return false;
}

/* The post for somebody: the one he holds, else one of that kind and title that nobody of the new committee has. */
static struct holding *post_for(struct holdings *all, const struct elected *who, const char *title, const struct elected *elected, size_t n)
{
    struct holding *found = NULL;
    for (size_t i = 0; i < all->n; i++) {
        struct holding *h = &all->items[i];
        if (h->taken || !post_is_of(h->title, who->seat) || (who->seat == SEAT_MEMBER && *who->duty && strcmp(h->title, title)))
            continue;
        if (h->person == who->person)
            return h;
        if (!found && !elected_again(elected, n, h->person, who->seat))
            found = h;
    }
    return found;
}

int install_plan(struct arena *arena, struct db *db, const struct record *election, struct installation **ret, size_t *ret_n)
{
    struct elected *elected;
    struct holdings all = {0};
    struct record *unit;
    size_t n, cap = 0;
    bool whole = strcmp(record_text(election, ELECTION_KIND), "by_election") != 0;
    *ret = NULL;
    *ret_n = 0;
    TRY(record_read(arena, db, &unit_entity, record_int(election, ELECTION_BODY), &unit));
    TRY(elected_read(arena, db, election->id, &elected, &n));
    TRY(holdings_read(arena, db, unit->id, record_text(election, ELECTION_HELD_ON), &all));
    for (size_t i = 0; i < n; i++) {
        const char *title = title_of(arena, unit, &elected[i]);
        struct holding *post = post_for(&all, &elected[i], title, elected, n);
        bool stays = post && post->person == elected[i].person;
        *arena_push(arena, ret, ret_n, &cap) = (struct installation){
            .post = post ? post->post : 0, .person = elected[i].person, .title = post ? post->title : title, .name = elected[i].name,
            .leading = post ? post->leading : elected[i].seat == SEAT_SECRETARY, .stays = stays};
        if (post && post->tenure && !stays)
            *arena_push(arena, ret, ret_n, &cap) = (struct installation){.post = post->post, .tenure = post->tenure, .person = post->person,
                .title = post->title, .name = names_title(arena, &person_entity, post->person)};
        if (post)
            post->taken = true;
    }
    /* who was of the committee before and is not of it now */
    for (size_t i = 0; whole && i < all.n; i++) {
        const struct holding *h = &all.items[i];
        bool of_committee = post_is_of(h->title, SEAT_MEMBER) || post_is_of(h->title, SEAT_SECRETARY) || post_is_of(h->title, SEAT_DEPUTY);
        if (!h->taken && h->tenure && of_committee)
            *arena_push(arena, ret, ret_n, &cap) = (struct installation){.post = h->post, .tenure = h->tenure, .person = h->person, .title = h->title,
                .name = names_title(arena, &person_entity, h->person)};
    }
    return DONE;
}

/* --- written --- */

static int tenure_end(struct change *outer, int64_t id, const char *day)
{
    struct record *tenure;
    TRY(record_read(outer->arena, outer->db, &tenure_entity, id, &tenure));
    record_set_text(tenure, TENURE_UNTIL, day);
    struct change change = change_within(outer, &tenure_entity, "change");
    return record_change(&change, tenure, 0);
}

static int post_make(struct change *outer, const struct installation *one, int64_t unit, int64_t *ret)
{
    struct record *post = record_new(outer->arena, &post_entity);
    struct change change = change_within(outer, &post_entity, "create");
    int e = db_get_int(outer->db, ret, "SELECT id FROM post WHERE post_unit = ?1 AND title = ?2", value_int(unit), value_text(one->title));
    if (e != NOT_FOUND)
        return e;                        /* several members without a division of work share one */
    record_set_text(post, POST_TITLE, one->title);
    record_set_int(post, POST_UNIT, unit);
    record_set_int(post, POST_LEADING, one->leading);
    TRY(record_create(&change, post));
    *ret = post->id;
    return DONE;
}

static int tenure_begin(struct change *outer, int64_t post, int64_t person, const char *day, const char *note)
{
    struct record *tenure = record_new(outer->arena, &tenure_entity);
    struct change change = change_within(outer, &tenure_entity, "create");
    record_set_int(tenure, TENURE_POST, post);
    record_set_int(tenure, TENURE_PERSON, person);
    record_set_text(tenure, TENURE_FROM, day);
    if (*note)
        record_set_text(tenure, TENURE_NOTE, note);
    return record_create(&change, tenure);
}

int install_follow(struct change *change)
{
    struct installation *plan;
    size_t n;
    const struct record *election = change->after;
    const char *day = record_text(election, ELECTION_HELD_ON), *note = record_text(election, ELECTION_CONFIRM_NUMBER);
    TRY(install_plan(change->arena, change->db, election, &plan, &n));
    for (size_t i = 0; i < n; i++)       /* first who leaves, so that a handover finds who comes */
        if (plan[i].tenure)
            TRY(tenure_end(change, plan[i].tenure, day));
    for (size_t i = 0; i < n; i++) {
        int64_t post = plan[i].post;
        if (plan[i].tenure || plan[i].stays)
            continue;
        if (!post)
            TRY(post_make(change, &plan[i], record_int(election, ELECTION_BODY), &post));
        TRY(tenure_begin(change, post, plan[i].person, day, note));
    }
    return DONE;
}
