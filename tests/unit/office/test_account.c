#include "office_test.h"

static int grant(struct change *change, const char *login, const char *role, const char *unit_code)
{
    int64_t holder, unit = 0;
    char today[DATE_TEXT];
    struct record *record = record_new(change->arena, &role_grant_entity);
    struct change made = change_within(change, &role_grant_entity, "create");
    TRY(db_get_int(change->db, &holder, "SELECT id FROM account WHERE login = ?1", value_text(login)));
    if (unit_code)
        TRY(db_get_int(change->db, &unit, "SELECT id FROM unit WHERE code = ?1", value_text(unit_code)));
    record_set_int(record, GRANT_HOLDER, holder);
    record_set_text(record, GRANT_ROLE, role);
    if (unit)
        record_set_int(record, GRANT_UNIT, unit);
    record_set_text(record, GRANT_STARTS, date_print(clock_today(), today));
    return record_create(&made, record);
}

struct granting { const char *login, *role, *unit; };

static int grant_run(struct change *change, void *context)
{
    const struct granting *g = context;
    return grant(change, g->login, g->role, g->unit);
}

static int administrator_open(struct change *change, void *context)
{
    int64_t id;
    return account_open(change, context, context, 0, "system_administrator", 0, &id);
}

static void administrators_are_never_one_person(void)
{
    struct world w;
    world_open(&w);
    CHECK_DONE(system_write(w.system, administrator_open, (void *)"sys", "command"));
    CHECK_OUTCOME(system_write(w.system, grant_run, &(struct granting){"sys", "audit_administrator", NULL}, "command"), INVALID);
    CHECK_OUTCOME(system_write(w.system, grant_run, &(struct granting){"sys", "organ_officer", "SL-JW"}, "command"), INVALID);
    CHECK_OUTCOME(system_write(w.system, grant_run, &(struct granting){"gunianan", "security_administrator", NULL}, "command"),
                  INVALID);
    CHECK_DONE(system_write(w.system, grant_run, &(struct granting){"gunianan", "branch_secretary", "SL-Z1"}, "command"));
    world_close(&w);
}

static void a_business_role_stands_at_a_unit(void)
{
    struct world w;
    world_open(&w);
    CHECK_OUTCOME(system_write(w.system, grant_run, &(struct granting){"liuqinghe", "handler", NULL}, "command"), INVALID);
    world_close(&w);
}

static int login_open(struct change *change, void *context)
{
    int64_t id;
    return account_open(change, context, "某人", 0, NULL, 0, &id);
}

static void logins_are_plain(void)
{
    struct world w;
    world_open(&w);
    CHECK_DONE(system_write(w.system, login_open, (void *)"a.b-c_9", "command"));
    CHECK_OUTCOME(system_write(w.system, login_open, (void *)"Big", "command"), INVALID);
    CHECK_OUTCOME(system_write(w.system, login_open, (void *)".dot", "command"), INVALID);
    CHECK_OUTCOME(system_write(w.system, login_open, (void *)"顾念安", "command"), INVALID);
    CHECK(system_write(w.system, login_open, (void *)"a.b-c_9", "command") != DONE);
    world_close(&w);
}

/* role_grant offers exactly the roles there are. */
static void choices_are_the_roles(void)
{
    int n = 0;
    for (; role_choices[n].name; n++) {
        CHECK_TEXT(role_choices[n].name, office_roles[n].name);
        CHECK_TEXT(role_choices[n].label, office_roles[n].label);
    }
    CHECK_INT(n, office_role_count);
}

static int one_setting(struct change *change, void *context)
{
    const char *const *pair = context;
    return setting_put(change, pair[0], pair[1]);
}

static void settings_know_their_values(void)
{
    struct world w;
    world_open(&w);
    CHECK_INT(setting_int(w.system, "session_idle_minutes"), 15);
    CHECK_DONE(system_write(w.system, one_setting, (const char *[]){"session_idle_minutes", "30"}, "command"));
    CHECK_INT(setting_int(w.system, "session_idle_minutes"), 30);
    CHECK_OUTCOME(system_write(w.system, one_setting, (const char *[]){"session_idle_minutes", "3000"}, "command"), INVALID);
    CHECK_OUTCOME(system_write(w.system, one_setting, (const char *[]){"session_idle_minutes", "ten"}, "command"), INVALID);
    CHECK_OUTCOME(system_write(w.system, one_setting, (const char *[]){"password_policy", "none"}, "command"), INVALID);
    CHECK_OUTCOME(system_write(w.system, one_setting, (const char *[]){"nothing", "1"}, "command"), NOT_FOUND);
    CHECK_INT(setting_int(w.system, "session_idle_minutes"), 30);
    world_close(&w);
}

TESTS({"administrators are never one person", administrators_are_never_one_person},
      {"a business role stands at a unit", a_business_role_stands_at_a_unit}, {"logins are plain", logins_are_plain},
      {"choices are the roles", choices_are_the_roles}, {"settings know their values", settings_know_their_values})
