#include "office_test.h"

static void a_folder_that_is_none_is_told(void)
{
    struct world w;
    struct system *other;
    world_open(&w);
    CHECK_OUTCOME(system_open("/tmp/mingze-there-is-none", SYSTEM_READ, &other), NOT_FOUND);
    CHECK(strstr(error_message(), "mingze init"));
    CHECK_OUTCOME(system_open("/tmp/mingze-there-is-none", SYSTEM_WRITE, &other), NOT_FOUND);
    CHECK_OUTCOME(system_open(w.path, SYSTEM_WRITE, &other), UNAVAILABLE);      /* it is owned */
    world_close(&w);
}

static int nothing(struct change *change, void *context)
{
    (void)change, (void)context;
    return DONE;
}

static void readers_do_not_write(void)
{
    struct world w;
    struct system *reader;
    world_open(&w);
    CHECK_DONE(system_open(w.path, SYSTEM_READ, &reader));
    CHECK_OUTCOME(system_write(reader, nothing, NULL, "command"), DENIED);
    system_close(reader);
    CHECK_DONE(names_load(w.system->reader));       /* names are the process's; closing the other forgot them */
    world_close(&w);
}


static const char *name_of(struct world *w, const char *code)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(w->system->reader, &id, "SELECT id FROM person WHERE code = ?1", value_text(code)));
    return names_title(w->arena, registry_entity("person"), id);
}

static int hits_of(struct world *w, const char *words)
{
    json_t *hits;
    CHECK_DONE(search_find(w->arena, w->system->reader, NULL, words, 20, &hits));
    int n = (int)json_array_size(hits);
    json_decref(hits);
    return n;
}

static int rename_to(struct change *change, const char *name)
{
    struct record *person;
    int64_t id;
    const struct entity *entity = registry_entity("person");
    struct change renamed = change_within(change, entity, "change");
    TRY(db_get_int(change->db, &id, "SELECT id FROM person WHERE code = 'SL011'"));
    TRY(record_read(change->arena, change->db, entity, id, &person));
    record_set_text(person, entity_field(entity, "name"), name);
    return record_change(&renamed, person, 0);
}

static int rename_then_fail(struct change *change, void *context)
{
    TRY(rename_to(change, "岳改名"));
    return context ? fail(INVALID, "不成") : DONE;
}

static int rename_twice(struct change *change, void *context)
{
    (void)context;
    TRY(rename_to(change, "甲乙丙"));
    return rename_to(change, "丁戊己");
}

/* Words wait for the commit of their batch: what is refused is never found, what is saved is found at once. */
static void what_is_saved_is_found(void)
{
    struct world w;
    world_open(&w);
    CHECK_INT(hits_of(&w, "岳小满"), 1);
    CHECK_OUTCOME(system_write(w.system, rename_then_fail, &w, "command"), INVALID);
    CHECK_INT(hits_of(&w, "岳改名"), 0);
    CHECK_INT(hits_of(&w, "岳小满"), 1);
    CHECK_DONE(system_write(w.system, rename_then_fail, NULL, "command"));
    CHECK_INT(hits_of(&w, "岳改名"), 1);
    CHECK_INT(hits_of(&w, "岳小满"), 0);
    CHECK_DONE(system_write(w.system, rename_twice, NULL, "command"));
    CHECK_INT(hits_of(&w, "岳改名"), 0);
    CHECK_INT(hits_of(&w, "甲乙丙"), 0);
    CHECK_INT(hits_of(&w, "丁戊己"), 1);
    world_close(&w);
}

static void what_is_refused_leaves_nothing(void)
{
    struct world w;
    world_open(&w);
    CHECK_OUTCOME(system_write(w.system, rename_then_fail, &w, "command"), INVALID);
    CHECK_TEXT(error_message(), "不成");
    CHECK_TEXT(name_of(&w, "SL011"), "岳小满");
    CHECK_DONE(system_write(w.system, rename_then_fail, NULL, "command"));
    CHECK_TEXT(name_of(&w, "SL011"), "岳改名");
    world_close(&w);
}

static void what_is_kept_is_there_after_a_restart(void)
{
    struct world w;
    struct journal_report report = {0};
    world_open(&w);
    CHECK_DONE(system_write(w.system, rename_then_fail, NULL, "command"));
    system_close(w.system);
    CHECK_DONE(system_open(w.path, SYSTEM_WRITE, &w.system));
    CHECK_TEXT(name_of(&w, "SL011"), "岳改名");
    CHECK_TEXT(setting_text(w.system, w.arena, "second_factor"), "offered");
    CHECK_DONE(journal_verify(w.arena, w.system->reader, NULL, &report));
    CHECK(report.rows > 50);
    world_close(&w);
}

static int with_second_factor(struct change *change, void *context)
{
    return credential_set_totp(change->db, world_account(context, "gunianan"), "3132333435363738393031323334353637383930", 1);
}

static void key_move(struct world *w, const char *from, const char *to)
{
    CHECK(rename(arena_printf(w->arena, "%s/%s", w->path, from), arena_printf(w->arena, "%s/%s", w->path, to)) == 0);
}

static int64_t second_factors(struct world *w)
{
    return world_number(w, "SELECT count(*) FROM credential WHERE totp IS NOT NULL");
}

/* The key is lost, put back, exchanged for another's, given up. */
static void a_folder_needs_its_own_key(void)
{
    struct world w, other;
    world_open(&other);
    const char *strange = arena_printf(other.arena, "%s/key", other.path);
    system_close(other.system);
    world_open(&w);
    world_password(&w, "gunianan");
    CHECK_DONE(system_write(w.system, with_second_factor, &w, "command"));
    CHECK_INT(second_factors(&w), 1);
    system_close(w.system);
    key_move(&w, "key", "away");
    CHECK_OUTCOME(system_open(w.path, SYSTEM_WRITE, &w.system), INVALID);
    CHECK(strstr(error_message(), "--new-key"));
    CHECK_DONE(system_open(w.path, SYSTEM_READ, &w.system));         /* reading goes on */
    CHECK(!w.system->keyed);
    system_close(w.system);
    CHECK(symlink("/nowhere", arena_printf(w.arena, "%s/key", w.path)) == 0);
    CHECK(system_open(w.path, SYSTEM_WRITE, &w.system) != DONE);
    CHECK(rename(strange, arena_printf(w.arena, "%s/key", w.path)) == 0);
    CHECK_OUTCOME(system_open(w.path, SYSTEM_WRITE, &w.system), INVALID);
    key_move(&w, "away", "key");
    CHECK_DONE(system_open(w.path, SYSTEM_WRITE, &w.system));
    CHECK_INT(second_factors(&w), 1);
    system_close(w.system);
    key_move(&w, "key", "gone");
    CHECK_DONE(system_open(w.path, SYSTEM_NEW_KEY, &w.system));
    CHECK_INT(second_factors(&w), 0);
    system_close(w.system);
    CHECK_DONE(system_open(w.path, SYSTEM_WRITE, &w.system));
    nftw(other.path, world_unlink, 8, FTW_DEPTH | FTW_PHYS);
    arena_destroy(other.arena);
    world_close(&w);
}

TESTS({"a folder needs its own key", a_folder_needs_its_own_key}, {"a folder that is none is told", a_folder_that_is_none_is_told}, {"readers do not write", readers_do_not_write},
      {"what is saved is found", what_is_saved_is_found},
      {"what is refused leaves nothing", what_is_refused_leaves_nothing},
      {"what is kept is there after a restart", what_is_kept_is_there_after_a_restart})
