/* A post of the demonstration changes hands; the open work is a line of the test's own. */
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

static void hand_open(struct world *w)
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

static int tenure_end(struct change *outer, void *until)
{
    int64_t id;
    struct record *tenure;
    TRY(db_get_int(outer->db, &id, "SELECT id FROM tenure WHERE post = ?1 AND person = ?2", value_int(post), value_int(leaver)));
    TRY(record_read(outer->arena, outer->db, &tenure_entity, id, &tenure));
    record_set_text(tenure, TENURE_UNTIL, until);
    struct change change = change_within(outer, &tenure_entity, "change");
    return record_change(&change, tenure, 0);
}

static int tenure_begin(struct change *outer, void *from)
{
    struct change change = change_within(outer, &tenure_entity, "create");
    struct record *tenure = record_new(outer->arena, &tenure_entity);
    record_set_int(tenure, TENURE_POST, post);
    record_set_int(tenure, TENURE_PERSON, taker);
    record_set_text(tenure, TENURE_FROM, from);
    return record_create(&change, tenure);
}

static void commit(struct world *w, int (*run)(struct change *, void *), const char *day)
{
    CHECK_DONE(system_write(w->system, run, (void *)day, "command"));
}

static void who_follows_becomes_the_taker(void)
{
    struct world w;
    hand_open(&w);
    commit(&w, tenure_end, "2026-06-30");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover WHERE state = 'open' AND to_person IS NULL"), 1);
    commit(&w, tenure_begin, "2026-07-01");
    CHECK_INT(world_number(&w, "SELECT to_person FROM handover"), taker);
    world_close(&w);
    hand_open(&w);                                       /* the other way round */
    commit(&w, tenure_begin, "2026-07-01");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover"), 0);
    commit(&w, tenure_end, "2026-07-01");
    CHECK_INT(world_number(&w, "SELECT to_person FROM handover"), taker);
    world_close(&w);
}

static void nothing_to_hand_over_makes_no_paper(void)
{
    struct world w;
    hand_open(&w);
    commit(&w, tenure_end, "2026-01-31");                 /* entered long afterwards */
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover"), 0);
    for (int i = 0; i < THINGS; i++)
        things[i].open = false;
    commit(&w, tenure_end, "2026-06-30");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover"), 0);
    world_close(&w);
}

static int confirm(struct world *w, int64_t id, const char *cookie, const char *key, const char *act, const char *item)
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

static const char *href_of(struct world *w, int i)
{
    char id[ID_TEXT];
    return arena_printf(w->arena, "/unit/%s", id_print(things[i].id, id));
}

static void piece_by_piece_or_all(void)
{
    struct world w;
    hand_open(&w);
    commit(&w, tenure_end, "2026-06-30");
    int64_t id = world_number(&w, "SELECT id FROM handover");
    const char *officer = world_session(&w, "hexiaolan");
    CHECK_INT(confirm(&w, id, officer, "k1", "all", NULL), 422);              /* nobody to take it */
    commit(&w, tenure_begin, "2026-07-01");
    CHECK_INT(confirm(&w, id, officer, "k2", "move", NULL), 422);             /* nothing chosen */
    CHECK_INT(confirm(&w, id, world_session(&w, "yuexiaoman"), "k3", "all", NULL), 403);
    CHECK_INT(confirm(&w, id, officer, "k4", "move", href_of(&w, 1)), 303);
    CHECK_INT(things[1].person, taker);
    CHECK_INT(things[0].person, leaver);
    CHECK_INT(confirm(&w, id, officer, "k5", "keep", href_of(&w, 0)), 303);
    CHECK_INT(things[0].person, leaver);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover WHERE state = 'open'"), 1);
    CHECK_INT(confirm(&w, id, officer, "k6", "all", NULL), 303);
    CHECK_INT(things[2].person, taker);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover WHERE state = 'finished'"), 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover_item"), 3);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover_item WHERE result = 'kept'"), 1);
    CHECK_INT(confirm(&w, id, officer, "k7", "all", NULL), 409);
    world_close(&w);
}

static void the_sheet_is_for_both_signatures(void)
{
    struct world w;
    hand_open(&w);
    commit(&w, tenure_end, "2026-06-30");
    commit(&w, tenure_begin, "2026-07-01");
    int64_t id = world_number(&w, "SELECT id FROM handover");
    const char *officer = world_session(&w, "hexiaolan");
    CHECK_INT(confirm(&w, id, officer, "k1", "move", href_of(&w, 0)), 303);
    struct request *page = world_ask(&w, (struct ask){.method = "GET", .row = "/handover/:id/sheet", .cookie = officer, .id = id});
    CHECK_INT(page->answer.status, 200);
    CHECK(strstr(json_print(w.arena, page->answer.data), "共3件"));
    CHECK(strstr(json_print(w.arena, page->answer.data), "待确认"));
    struct request *paper = world_ask(&w, (struct ask){.method = "GET", .row = "/handover/:id/sheet.docx", .cookie = officer, .id = id});
    CHECK_INT(paper->answer.kind, ANSWER_FILE);
    CHECK(paper->answer.temporary && !remove(paper->answer.path));
    request_finish(page);
    request_finish(paper);
    world_close(&w);
}

static void it_waits_in_the_offices_workbench(void)
{
    struct world w;
    hand_open(&w);
    commit(&w, tenure_end, "2026-06-30");
    struct request *page = world_ask(&w, (struct ask){.method = "GET", .row = "/", .cookie = world_session(&w, "hexiaolan")});
    CHECK(strstr(json_print(w.arena, page->answer.data), "待交接的工作"));
    request_finish(page);
    world_close(&w);
}

TESTS({"who follows becomes the taker", who_follows_becomes_the_taker},
      {"nothing to hand over makes no paper", nothing_to_hand_over_makes_no_paper},
      {"piece by piece, or all", piece_by_piece_or_all},
      {"the sheet is for both signatures", the_sheet_is_for_both_signatures},
      {"it waits in the office's workbench", it_waits_in_the_offices_workbench})
