#include "world.h"

#include <sqlite3.h>

/* The entity as the last of those that it refers to. */
static int checked(const struct entity *entity)
{
    static const struct entity *const before[] = {&team_entity, &worker_entity};
    registry_clear();
    registry_add(before, strcmp(entity->name, "ticket") ? 1 : 2);
    registry_add(&entity, 1);
    int outcome = registry_seal();
    registry_clear();
    return outcome;
}

static int with_field(struct field field)
{
    struct field fields[WORKER__COUNT + 1];
    struct entity entity = worker_entity;
    memcpy(fields, worker_fields, sizeof worker_fields);
    fields[WORKER__COUNT] = field;
    entity.fields = fields;
    entity.field_count = WORKER__COUNT + 1;
    return checked(&entity);
}

static const char *field_wrong(struct field field)
{
    CHECK_OUTCOME(with_field(field), INVALID);
    return error_message();
}

#define WRONG(what, ...) CHECK_TEXT(field_wrong((struct field){__VA_ARGS__}), "entity worker, field " what)

static void wrong_fields_are_named(void)
{
    static const struct choice none[] = {{0}};
    CHECK_DONE(with_field((struct field){"more", "更多", NULL, FIELD_TEXT}));
    WRONG("name: listed twice", "name", "姓名", NULL, FIELD_TEXT);
    WRONG("unit: every table has a column of this name", "unit", "单位", NULL, FIELD_REF, .ref = "team");
    WRONG("code: the label 编号 means the public id in every sheet", "code", "编号", NULL, FIELD_TEXT);
    WRONG("more: has no label or no kind", "more", NULL, NULL, FIELD_TEXT);
    WRONG("more: has no label or no kind", "more", "更多", NULL, FIELD_KIND__COUNT);
    WRONG("friend_of: refers to no entity", "friend_of", "朋友", NULL, FIELD_REF, .ref = "friend");
    WRONG("friend_of: refers to no entity", "friend_of", "朋友", NULL, FIELD_REFS);
    WRONG("age: refers to no entity", "age", "年龄", NULL, FIELD_INT, .ref = "team");
    WRONG("sort: choices and kind do not fit", "sort", "类", NULL, FIELD_ENUM);
    WRONG("sort: choices and kind do not fit", "sort", "类", NULL, FIELD_ENUM, .choices = none);
    WRONG("sort: choices and kind do not fit", "sort", "类", NULL, FIELD_TEXT, .choices = states);
    WRONG("boss: a reference has no preset", "boss", "组长", NULL, FIELD_REF, .ref = "worker", .preset = "x");
    WRONG("teams: many references are no key", "teams", "班组", NULL, FIELD_REFS, FIELD_KEY, .ref = "team");
    WRONG("shown_to: shares with what is no unit", "shown_to", "给谁", NULL, FIELD_REF, FIELD_SHARES, .ref = "worker");
    WRONG("shown_to: shares with what is no unit", "shown_to", "给谁", NULL, FIELD_TEXT, FIELD_SHARES);
    WRONG("jobs: a tally is a number of the system's", "jobs", "件数", NULL, FIELD_INT, FIELD_TALLY);
    WRONG("jobs: a tally is a number of the system's", "jobs", "件数", NULL, FIELD_TEXT, FIELD_TALLY | FIELD_SYSTEM);
    WRONG("amount: min is over max", "amount", "量", NULL, FIELD_INT, .min = 9, .max = 3);
    WRONG("day: its preset is not a value of it", "day", "日", NULL, FIELD_DATE, .preset = "tomorrow");
    WRONG("amount: its preset is not a value of it", "amount", "量", NULL, FIELD_INT, .max = 3, .preset = "4");
    CHECK_DONE(with_field((struct field){"day", "日", NULL, FIELD_DATE, .preset = "today"}));
}

static void names_are_plain_letters(void)
{
    static const char *const wrong[] = {"Phone", "phone1", "a b", "a-b", "电话", "", "a;drop", NULL};
    char long_name[] = "a_name_of_forty_one_bytes_is_one_too_long";
    CHECK_INT((int64_t)sizeof long_name - 1, 41);
    for (const char *const *name = wrong; *name; name++) {
        const char *said = field_wrong((struct field){*name, "更多", NULL, FIELD_TEXT});
        CHECK(strstr(said, "is not of [a-z_]+"));
    }
    CHECK(strstr(field_wrong((struct field){long_name, "更多", NULL, FIELD_TEXT}), "is not of [a-z_]+"));
    CHECK_DONE(with_field((struct field){long_name + 1, "更多", NULL, FIELD_TEXT}));
    struct entity entity = worker_entity;
    entity.name = "order";
    CHECK_OUTCOME(checked(&entity), INVALID);
    CHECK_TEXT(error_message(), "entity order: name “order” is a reserved word of SQL");
}

/* Whatever word SQLite does not take as the name of a column, this refuses first; and the words of PostgreSQL too. */
static void reserved_words_are_refused(void)
{
    static const char *const of_postgres[] = {"user", "analyse", "variadic", "ilike", "placing", "lateral", "window"};
    sqlite3 *db;
    int refused = 0;
    CHECK_INT(sqlite3_open(":memory:", &db), SQLITE_OK);
    for (int i = 0; i < sqlite3_keyword_count(); i++) {
        const char *word;
        char name[40], sql[200];
        int n;
        CHECK_INT(sqlite3_keyword_name(i, &word, &n), SQLITE_OK);
        for (int k = 0; k < n; k++)
            name[k] = (char)(word[k] == '_' ? '_' : word[k] | 0x20);
        name[n] = 0;
        snprintf(sql, sizeof sql, "CREATE TEMP TABLE %s (a, %s INTEGER); DROP TABLE %s", name, name, name);
        if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
            continue;
        if (with_field((struct field){name, "词", NULL, FIELD_TEXT}) != INVALID)
            check_fail(__FILE__, __LINE__, "“%s” is taken", name);
        refused++;
    }
    sqlite3_close(db);
    CHECK(refused > 50);
    for (size_t i = 0; i < ARRAY_SIZE(of_postgres); i++)
        CHECK_OUTCOME(with_field((struct field){of_postgres[i], "词", NULL, FIELD_TEXT}), INVALID);
}

static void wrong(const struct entity *entity, const char *wanted)
{
    CHECK_OUTCOME(checked(entity), INVALID);
    CHECK_TEXT(error_message(), wanted);
}

static void wrong_entities_are_named(void)
{
    struct entity e = worker_entity;
    CHECK_DONE(checked(&e));
    e.label = NULL;
    wrong(&e, "entity worker: has no label or no fields");
    e = worker_entity;
    e.title = "nobody";
    wrong(&e, "entity worker: its title is no field");
    e.title = "id";
    wrong(&e, "entity worker: its title is no field");
    e.title = "phone";
    wrong(&e, "entity worker, field phone: names that are held in memory are plain texts");
    e.title = "team";
    wrong(&e, "entity worker, field team: names that are held in memory are plain texts");
}

/* Whose a record is must lead to a unit, or it is everybody's. */
static void places_lead_to_a_unit(void)
{
    static const struct field circle[] = {
        {"name", "名", NULL, FIELD_TEXT}, {"next", "下", NULL, FIELD_REF, .ref = "worker"},
    };
    struct entity e = worker_entity;
    e.unit_from = NULL;
    wrong(&e, "entity worker: either unit_from or ENTITY_GLOBAL");
    e.flags |= ENTITY_GLOBAL;
    CHECK_DONE(checked(&e));
    e.unit_from = "team";
    wrong(&e, "entity worker: either unit_from or ENTITY_GLOBAL");
    e = worker_entity;
    e.unit_from = "name";
    wrong(&e, "entity worker: its unit_from “name” is no reference");
    e = worker_entity;
    e.parent = "name";
    wrong(&e, "entity worker: its parent “name” is no reference");
    e = worker_entity;
    e.fields = circle;
    e.field_count = 2;
    e.lists = NULL;
    e.unit_from = "next";
    wrong(&e, "entity worker: its unit_from refers to itself");
}

static void lists_and_indexes_name_columns(void)
{
    static const char *const no_column[] = {"nothing", NULL}, *const good[] = {"name", NULL}, *const indexes[] = {"team,nothing", NULL};
    static const struct list_view wrong_column[] = {{"all", "全部", no_column, "id", NULL}, {0}};
    static const struct list_view wrong_order[] = {{"all", "全部", good, "-nothing", NULL}, {0}};
    struct entity e = worker_entity;
    e.lists = wrong_column;
    wrong(&e, "entity worker, list all: no column “nothing”");
    e.lists = wrong_order;
    CHECK_OUTCOME(checked(&e), INVALID);
    CHECK(strstr(error_message(), "entity worker") && strstr(error_message(), "nothing"));
    e = worker_entity;
    e.indexes = indexes;
    CHECK_OUTCOME(checked(&e), INVALID);
    CHECK(strstr(error_message(), "entity worker") && strstr(error_message(), "nothing"));
}

static void what_has_a_history(void)
{
    static const char *const wrong_ones[][2] = {{"nothing"}, {"helpers"}, {"notes"}, {"pin"}};
    for (size_t i = 0; i < ARRAY_SIZE(wrong_ones); i++) {
        struct entity e = ticket_entity;
        e.history = wrong_ones[i];
        CHECK_OUTCOME(checked(&e), INVALID);
        CHECK(strstr(error_message(), "can have no history") && strstr(error_message(), wrong_ones[i][0]));
    }
}

static void flows_name_states_and_fields(void)
{
    static const char *const fields[] = {"nothing", NULL};
    static const struct transition from[] = {{"go", "去", "opened", "closed"}}, to[] = {{"go", "去", "open", "gone"}};
    static const struct transition unknown_field[] = {{"go", "去", "open", "closed", NULL, fields}}, good[] = {{"go", "去", NULL, "closed"}};
    const struct flow flows[] = {{"title", good, 1}, {"state", from, 1}, {"state", to, 1}, {"state", unknown_field, 1}, {"state", good, 1}};
    static const char *const said[] = {"has no state field", "names an unknown state", "names an unknown state", "no field “nothing”", NULL};
    for (size_t i = 0; i < ARRAY_SIZE(flows); i++) {
        struct entity e = ticket_entity;
        e.flow = &flows[i];
        CHECK_OUTCOME(checked(&e), said[i] ? INVALID : DONE);
        CHECK(!said[i] || strstr(error_message(), said[i]));
    }
}

TESTS({"wrong fields are named", wrong_fields_are_named}, {"names are plain letters", names_are_plain_letters},
      {"reserved words are refused", reserved_words_are_refused}, {"wrong entities are named", wrong_entities_are_named},
      {"places lead to a unit", places_lead_to_a_unit}, {"lists and indexes name columns", lists_and_indexes_name_columns},
      {"what has a history", what_has_a_history}, {"flows name states and fields", flows_name_states_and_fields})
