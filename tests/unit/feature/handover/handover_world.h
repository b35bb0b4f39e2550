/* A post of the demonstration changes hands; the open work is a line of the test's own. */
#ifndef MINGZE_TESTS_HANDOVER_WORLD_H
#define MINGZE_TESTS_HANDOVER_WORLD_H

#include "../../office/office_test.h"
#include "feature/handover/handover.h"

enum { THINGS = 3 };
static struct { int64_t id, person; bool open; } things[THINGS];

static int things_open(struct arena *arena, struct db *db, int64_t organ, int64_t person,
                       int (*found)(void *, const struct handover_item *), void *context)
{
    (void)arena, (void)db, (void)organ;
    for (int i = 0; i < THINGS; i++)
        if (things[i].open && things[i].person == person)
            TRY(found(context, &(struct handover_item){things[i].id, "一件没办完的事", "责任人", "2026-08-01"}));
    return DONE;
}

static int thing_move(struct change *change, int64_t id, int64_t from, int64_t to)
{
    (void)change;
    for (int i = 0; i < THINGS; i++)
        if (things[i].id == id && things[i].person == from)
            things[i].person = to;
    return DONE;
}

static const struct handover_line lines[] = {{"thing", "试验事项", "unit", things_open, thing_move}};
static const struct feature testing = {.name = "testing", .handover_lines = lines, .handover_line_count = 1};

static int64_t leaver, taker, post;

__attribute__((unused)) static void hand_open(struct world *w)
{
    static const struct feature *const features[] = {&organisation_feature, &handover_feature, &testing};
    clock_set(1782864000000);                            /* 2026-07-01 */
    world_open(w);
    system_close(w->system);
    CHECK_DONE(office_setup(features, 3));
    CHECK_DONE(system_open(w->path, SYSTEM_WRITE, &w->system));
    post = world_number(w, "SELECT h.post FROM tenure h JOIN person p ON p.id = h.person WHERE p.code = 'SL001' AND h.until_date IS NULL");
    CHECK_DONE(db_get_int(w->system->reader, &leaver, "SELECT person FROM tenure WHERE post = ?1 AND until_date IS NULL", value_int(post)));
    CHECK_DONE(db_get_int(w->system->reader, &taker, "SELECT id FROM person WHERE id <> ?1 AND code = 'SL009'", value_int(leaver)));
    for (int i = 0; i < THINGS; i++) {
        things[i].open = true;
        things[i].person = leaver;
        things[i].id = id_new();
    }
}

__attribute__((unused)) static int tenure_end(struct change *outer, void *until)
{
    int64_t id;
    struct record *tenure;
    TRY(db_get_int(outer->db, &id, "SELECT id FROM tenure WHERE post = ?1 AND person = ?2", value_int(post), value_int(leaver)));
    TRY(record_read(outer->arena, outer->db, &tenure_entity, id, &tenure));
    record_set_text(tenure, TENURE_UNTIL, until);
    struct change change = change_within(outer, &tenure_entity, "change");
    return record_change(&change, tenure, 0);
}

__attribute__((unused)) static int tenure_begin(struct change *outer, void *from)
{
    struct change change = change_within(outer, &tenure_entity, "create");
    struct record *tenure = record_new(outer->arena, &tenure_entity);
    record_set_int(tenure, TENURE_POST, post);
    record_set_int(tenure, TENURE_PERSON, taker);
    record_set_text(tenure, TENURE_FROM, from);
    return record_create(&change, tenure);
}

__attribute__((unused)) static void commit(struct world *w, int (*run)(struct change *, void *), const char *day)
{
    CHECK_DONE(system_write(w->system, run, (void *)day, "command"));
}

__attribute__((unused)) static int confirm(struct world *w, int64_t id, const char *cookie, const char *key, const char *act, const char *item)
{
    struct ask ask = {.method = "POST", .row = "/handover/:id/confirm", .cookie = cookie, .key = key, .id = id,
                      .token = world_token(w, cookie), .inputs = {"act", act}};
    if (item) {
        ask.inputs[2] = "item";
        ask.inputs[3] = item;
    }
    struct request *request = world_ask(w, ask);
    int status = request->answer.status;
    request_finish(request);
    return status;
}

__attribute__((unused)) static const char *href_of(struct world *w, int i)
{
    char id[ID_TEXT];
    return arena_printf(w->arena, "/unit/%s", id_print(things[i].id, id));
}

#endif
