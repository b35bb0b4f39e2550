/* A small world for the tests of model: four entities that use every kind and flag, and a database of their own.
 *
 *   team (the units) ──< worker (named)        ticket ──< note (children)
 */
#ifndef MINGZE_TESTS_MODEL_WORLD_H
#define MINGZE_TESTS_MODEL_WORLD_H

#include <dirent.h>
#include <unistd.h>

#include "check.h"
#include "base/base.h"
#include "model/model.h"
#include "model/query.h"
#include "store/store.h"

enum team_field { TEAM_NAME, TEAM_CODE, TEAM_PARENT, TEAM__COUNT };
enum worker_field { WORKER_NAME, WORKER_TEAM, WORKER_PHONE, WORKER__COUNT };
enum ticket_field {
    TICKET_TITLE, TICKET_TEXT, TICKET_TEAM, TICKET_STATE, TICKET_KIND, TICKET_COUNT, TICKET_DUE, TICKET_FIRST_DUE,
    TICKET_SEEN, TICKET_URGENT, TICKET_HELPERS, TICKET_HELD_BY, TICKET_PAPER, TICKET_COST, TICKET_DONE_SHARE,
    TICKET_PIN, TICKET_NOTES, TICKET__COUNT
};
enum note_field { NOTE_TICKET, NOTE_WORDS, NOTE_STAGE, NOTE__COUNT };

/* The world of one test: a database in memory's place on disk, removed by world_close. */
struct world {
    char folder[64], path[128];
    struct db *db;
    struct arena *arena;
    struct actor system;
    int64_t teams[4], workers[3];        /* 0 above; 1 and 2 below it, 3 below 1 */
};

static const struct field team_fields[TEAM__COUNT] = {
    [TEAM_NAME] = {"name", "名称", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCH, .max = 20},
    [TEAM_CODE] = {"code", "编码", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_KEY | FIELD_UNIQUE, .max = 10},
    [TEAM_PARENT] = {"parent", "上级", NULL, FIELD_REF, 0, .ref = "team"},
};
static const char *const team_columns[] = {"name", "code", NULL};
static const struct list_view team_lists[] = {{"all", "全部", team_columns, "code,id", NULL}, {0}};

static int team_follow(struct change *change)
{
    return change->after ? scope_moved(change, change->after->id, record_int(change->after, TEAM_PARENT), 0, false) : DONE;
}

static const struct entity team_entity = {
    .name = "team", .label = "班组", .fields = team_fields, .field_count = TEAM__COUNT, .lists = team_lists,
    .title = "name", .unit_from = "id", .flags = ENTITY_NAMES, .follow = team_follow,
};

static const struct field worker_fields[WORKER__COUNT] = {
    [WORKER_NAME] = {"name", "姓名", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCH | FIELD_KEY, .max = 20},
    [WORKER_TEAM] = {"team", "所在班组", NULL, FIELD_REF, FIELD_REQUIRED, .ref = "team"},
    [WORKER_PHONE] = {"phone", "电话", NULL, FIELD_TEXT, FIELD_SENSITIVE, .max = 20},
};
static const char *const worker_columns[] = {"name", "team", "phone", NULL};
static const struct list_view worker_lists[] = {{"all", "全部", worker_columns, "name,id", NULL}, {0}};

static const struct entity worker_entity = {
    .name = "worker", .label = "工人", .fields = worker_fields, .field_count = WORKER__COUNT, .lists = worker_lists,
    .title = "name", .unit_from = "team", .flags = ENTITY_NAMES | ENTITY_REMOVABLE,
};

static const struct choice states[] = {{"open", "办理中"}, {"waiting", "待确认"}, {"closed", "已办结"}, {0}};
static const struct choice ticket_kinds[] = {{"repair", "维修"}, {"wish", "建议"}, {0}};

static const struct field ticket_fields[TICKET__COUNT] = {
    [TICKET_TITLE] = {"title", "问题表现", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCH | FIELD_KEY, .max = 200},
    [TICKET_TEXT] = {"words", "情况", NULL, FIELD_LONG_TEXT, FIELD_SEARCH, .max = 2000},
    [TICKET_TEAM] = {"team", "责任班组", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FILTER, .ref = "team"},
    [TICKET_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM, .choices = states, .preset = "open"},
    [TICKET_KIND] = {"kind", "类别", NULL, FIELD_ENUM, FIELD_REQUIRED, .choices = ticket_kinds, .preset = "repair"},
    [TICKET_COUNT] = {"amount", "数量", NULL, FIELD_INT, 0, .min = 1, .max = 99},
    [TICKET_DUE] = {"due", "期限", NULL, FIELD_DATE, 0},
    [TICKET_FIRST_DUE] = {"first_due", "原定期限", NULL, FIELD_DATE, FIELD_FIXED},
    [TICKET_SEEN] = {"seen", "发现时间", NULL, FIELD_MOMENT, 0},
    [TICKET_URGENT] = {"urgent", "紧急", NULL, FIELD_BOOL, 0},
    [TICKET_HELPERS] = {"helpers", "配合班组", NULL, FIELD_REFS, FIELD_SHARES, .ref = "team", .max = 5},
    [TICKET_HELD_BY] = {"held_by", "责任人", NULL, FIELD_REF, 0, .ref = "worker"},
    [TICKET_PAPER] = {"paper", "附件", NULL, FIELD_FILE, 0},
    [TICKET_COST] = {"cost", "费用", NULL, FIELD_MONEY, 0},
    [TICKET_DONE_SHARE] = {"done_share", "完成比例", NULL, FIELD_PERCENT, 0, .max = 10000},
    [TICKET_NOTES] = {"notes", "记录数", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_TALLY},
    [TICKET_PIN] = {"pin", "口令", NULL, FIELD_TEXT, FIELD_SECRET, .max = 20},
};
static const struct derived ticket_derived[] = {
    {"late", "逾期", FIELD_BOOL, "t.due < ?today"},
    {0},
};
static const char *const ticket_columns[] = {"title", "team", "due", "late", "helpers", NULL};
static const struct list_view ticket_lists[] = {{"all", "全部", ticket_columns, "due,id", NULL}, {0}};
static const char *const ticket_history[] = {"team", "state", "amount", "due", NULL};
static const char *const ticket_indexes[] = {"organ,due", "root,due", "unit", NULL};

static int paper_there(struct change *change)
{
    return *record_text(change->after, TICKET_DUE) ? DONE : change_problem(change, "due", "没有期限的不能办结，请先填写期限");
}

static const char *const close_fields[] = {"done_share", NULL};
static const struct transition ticket_rows[] = {
    {"submit", "提请确认", "open", "waiting", NULL, close_fields, NULL, NULL, false},
    {"close", "确认办结", "waiting", "closed", NULL, NULL, paper_there, NULL, false},
    {"reopen", "退回重办", NULL, "open", "close", NULL, NULL, NULL, true},
};
static const struct flow ticket_flow = {"state", ticket_rows, 3};

static int ticket_check(struct change *change)
{
    if (change->after && !strcmp(record_text(change->after, TICKET_TITLE), "不许"))
        return change_problem(change, "title", "不能叫“不许”，请另取");
    return DONE;
}

static const struct entity ticket_entity = {
    .name = "ticket", .label = "事项", .fields = ticket_fields, .field_count = TICKET__COUNT,
    .derived = ticket_derived, .lists = ticket_lists, .indexes = ticket_indexes,
    .history = ticket_history, .flow = &ticket_flow,
    .title = "title", .unit_from = "team", .flags = ENTITY_REMOVABLE, .check = ticket_check,
};

static const struct field note_fields[NOTE__COUNT] = {
    [NOTE_TICKET] = {"ticket", "事项", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_KEY, .ref = "ticket"},
    [NOTE_WORDS] = {"words", "内容", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_KEY | FIELD_SEARCH},
    [NOTE_STAGE] = {"stage", "阶段", NULL, FIELD_INT, 0},
};
static const char *const note_columns[] = {"words", NULL};
static const struct list_view note_lists[] = {{"all", "全部", note_columns, "id", NULL}, {0}};

static const struct entity note_entity = {
    .name = "note", .label = "记录", .fields = note_fields, .field_count = NOTE__COUNT, .lists = note_lists,
    .title = "words", .unit_from = "ticket", .parent = "ticket", .flags = ENTITY_REMOVABLE | ENTITY_HIDDEN,
};

static const struct role roles[] = {{"chief", "主管"}, {"reader", "读者"}};
static const struct right rights[] = {
    {"chief", "team", "read create change", SCOPE_SUBTREE},
    {"chief", "worker", "read create change remove", SCOPE_SUBTREE},
    {"chief", "ticket", "read create change remove submit close", SCOPE_SUBTREE},
    {"chief", "note", "read create change remove", SCOPE_SUBTREE},
    {"reader", "team", "read", SCOPE_UNIT},
    {"reader", "ticket", "read", SCOPE_UNIT},
};

__attribute__((unused)) static struct change world_change(struct world *w, const struct actor *actor, const struct entity *entity)
{
    return (struct change){.arena = w->arena, .db = w->db, .actor = actor ? actor : &w->system, .entity = entity,
                           .now = clock_now_ms()};
}

static int64_t team_made(struct world *w, const char *name, const char *code, int64_t parent)
{
    struct change change = world_change(w, NULL, &team_entity);
    struct record *team = record_new(w->arena, &team_entity);
    record_set_text(team, TEAM_NAME, name);
    record_set_text(team, TEAM_CODE, code);
    record_set_int(team, TEAM_PARENT, parent);
    CHECK_DONE(record_create(&change, team));
    return team->id;
}

static int64_t worker_made(struct world *w, const char *name, int64_t team)
{
    struct change change = world_change(w, NULL, &worker_entity);
    struct record *worker = record_new(w->arena, &worker_entity);
    record_set_text(worker, WORKER_NAME, name);
    record_set_int(worker, WORKER_TEAM, team);
    record_set_text(worker, WORKER_PHONE, "13912345678");
    CHECK_DONE(record_create(&change, worker));
    return worker->id;
}

static bool world_json_begun, world_json_open;

__attribute__((unused)) static void world_open(struct world *w)
{
    static const struct entity *const entities[] = {&team_entity, &worker_entity, &ticket_entity, &note_entity};
    if (!world_json_begun)
        json_setup();
    else if (world_json_open)
        json_end();              /* of a world that a failed test left open */
    world_json_begun = world_json_open = true;
    *w = (struct world){.arena = arena_create(256 << 20)};
    snprintf(w->folder, sizeof w->folder, "%s/mingze-model-XXXXXX", check_place());
    w->system = (struct actor){.name = "系统", .door = "command"};
    CHECK(mkdtemp(w->folder));
    snprintf(w->path, sizeof w->path, "%s/mingze.db", w->folder);
    json_begin(w->arena);
    registry_clear();
    registry_add(entities, 4);
    CHECK_DONE(registry_seal());
    access_clear();
    access_roles_add(roles, 2);
    access_rights_add(rights, ARRAY_SIZE(rights));
    names_clear();
    record_observe(NULL);
    CHECK_DONE(db_open(w->path, DB_WRITE, &w->db));
    CHECK_DONE(schema_migrate(w->db));
    w->teams[0] = team_made(w, "总队", "T0", 0);
    w->teams[1] = team_made(w, "一队", "T1", w->teams[0]);
    w->teams[2] = team_made(w, "二队", "T2", w->teams[0]);
    w->teams[3] = team_made(w, "一队三组", "T13", w->teams[1]);
    w->workers[0] = worker_made(w, "沈明", w->teams[1]);
    w->workers[1] = worker_made(w, "石𠮷祥", w->teams[2]);
    w->workers[2] = worker_made(w, "方敏", w->teams[3]);
    names_commit();
}

__attribute__((unused)) static void world_close(struct world *w)
{
    struct dirent *entry;
    DIR *folder = opendir(w->folder);
    db_close(w->db);
    json_end();
    world_json_open = false;
    arena_destroy(w->arena);
    while (folder && (entry = readdir(folder)))
        if (*entry->d_name != '.')
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    rmdir(w->folder);
    names_clear();
    registry_clear();
    schema_clear();
}

/* A ticket with its required fields, not saved. */
__attribute__((unused)) static struct record *world_ticket(struct world *w, const char *title, int64_t team)
{
    struct record *ticket = record_new(w->arena, &ticket_entity);
    record_set_text(ticket, TICKET_TITLE, title);
    record_set_int(ticket, TICKET_TEAM, team);
    return ticket;
}

__attribute__((unused)) static int64_t world_ticket_made(struct world *w, const char *title, int64_t team)
{
    struct change change = world_change(w, NULL, &ticket_entity);
    struct record *ticket = world_ticket(w, title, team);
    CHECK_DONE(record_create(&change, ticket));
    return ticket->id;
}

/* A note on a ticket, saved. */
__attribute__((unused)) static struct record *world_note_made(struct world *w, int64_t ticket, const char *words)
{
    struct change change = world_change(w, NULL, &note_entity);
    struct record *note = record_new(w->arena, &note_entity);
    record_set_int(note, NOTE_TICKET, ticket);
    record_set_text(note, NOTE_WORDS, words);
    CHECK_DONE(record_create(&change, note));
    return note;
}

/* An actor with one role at one team: "chief" reads and writes below it, "reader" reads it. */
__attribute__((unused)) static struct actor world_actor(struct world *w, const char *role, int64_t team)
{
    struct access *access;
    struct grant grant = {role, team};
    CHECK_DONE(access_create(w->arena, w->db, 77, w->workers[0], &grant, 1, &access));
    return (struct actor){.user = 77, .person = w->workers[0], .name = "沈明", .door = "page", .access = access};
}

#endif
