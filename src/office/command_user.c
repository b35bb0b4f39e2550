/* `mingze user …`: accounts from the command line, by whoever owns the data folder. */
#include <stdlib.h>
#include <string.h>

#include "office/commands.h"
#include "office/credential.h"
#include "office/inside.h"
#include "office/session.h"

int account_open(struct change *change, const char *login, const char *name, int64_t person, const char *role, int64_t unit,
                 int64_t *ret)
{
    char today[DATE_TEXT];
    struct record *account = record_new(change->arena, &account_entity);
    struct change made = change_within(change, &account_entity, "create");
    record_set_text(account, ACCOUNT_LOGIN, login);
    record_set_text(account, ACCOUNT_NAME, name);
    if (person)
        record_set_int(account, ACCOUNT_PERSON, person);
    TRY(record_create(&made, account));
    *ret = account->id;
    if (!role)
        return DONE;
    struct record *grant = record_new(change->arena, &role_grant_entity);
    struct change granted = change_within(change, &role_grant_entity, "create");
    record_set_int(grant, GRANT_HOLDER, account->id);
    record_set_text(grant, GRANT_ROLE, role);
    if (unit)
        record_set_int(grant, GRANT_UNIT, unit);
    record_set_text(grant, GRANT_STARTS, date_print(clock_today(), today));
    return record_create(&granted, grant);
}

static int account_find(struct db *db, const char *login, int64_t *ret)
{
    int e = db_get_int(db, ret, "SELECT id FROM account WHERE login = ?1", value_text(login));
    return e == NOT_FOUND ? fail(NOT_FOUND, "没有账号“%s”；mingze user list 列出全部", login) : e;
}

/* The words of a form, so that the command asks and says the same as the page. */
struct form { struct input inputs[8]; const char *values[8]; int n; };

static void form_add(struct form *form, const char *name, const char *value)
{
    if (!value)
        return;
    form->values[form->n] = value;
    form->inputs[form->n] = (struct input){name, &form->values[form->n], 1};
    form->n++;
}

static int form_create(struct change *change, const struct entity *entity, const struct form *form, int64_t *ret)
{
    struct record *record = record_new(change->arena, entity);
    struct change made = change_within(change, entity, "create");
    int e = record_fill(&made, record, form->inputs, form->n);
    if (e == DONE)
        e = record_create(&made, record);
    if (e == INVALID && made.problem_count)
        return fail(INVALID, "%s", made.problems[0].message);
    *ret = record->id;
    return e;
}

struct granting { const char *login, *role, *unit, *from, *until; };

static int grant_create(struct change *change, int64_t account, const struct granting *granting)
{
    char id[ID_TEXT];
    struct form form = {0};
    int64_t made;
    form_add(&form, "holder", id_print(account, id));
    form_add(&form, "role", granting->role);
    form_add(&form, "within", granting->unit);
    form_add(&form, "starts", granting->from);
    form_add(&form, "ends", granting->until);
    return form_create(change, &role_grant_entity, &form, &made);
}

/* add, grant */

static int add_write(struct change *change, void *context)
{
    const struct command_call *call = context;
    struct form form = {0};
    int64_t account;
    form_add(&form, "login", call->arguments[0]);
    form_add(&form, "name", command_option(call, "name") ? command_option(call, "name") : call->arguments[0]);
    form_add(&form, "person", command_option(call, "person"));
    TRY(form_create(change, &account_entity, &form, &account));
    if (!command_option(call, "role"))
        return DONE;
    return grant_create(change, account, &(struct granting){.role = command_option(call, "role"),
                                                            .unit = command_option(call, "unit")});
}

int command_user_add(struct command_call *call)
{
    TRY(system_write(call->system, add_write, call, "command"));
    return command_user_code(call);
}

static int grant_write(struct change *change, void *context)
{
    const struct command_call *call = context;
    int64_t account;
    TRY(account_find(change->db, call->arguments[0], &account));
    return grant_create(change, account, &(struct granting){.role = call->arguments[1], .unit = command_option(call, "unit"),
                        .from = command_option(call, "from"), .until = command_option(call, "until")});
}

int command_user_grant(struct command_call *call)
{
    return system_write(call->system, grant_write, call, "command");
}

/* code, token */

struct secret { int64_t account; char hash[PASSWORD_HASH]; const struct command_call *call; };

static int code_write(struct change *change, void *context)
{
    const struct secret *secret = context;
    TRY(credential_set_code(change->db, secret->account, secret->hash, change->now));
    TRY(session_end_all(change->db, secret->account));
    return journal_event(change, "code", "account", secret->account, NULL);
}

static void secret_print(const struct command_call *call, const char *name, const char *value)
{
    if (call->json)
        command_print_json(call, json_pack("{s:s,s:s}", "login", call->arguments[0], name, value));
    else
        fprintf(call->out, "%s\n", value);
}

int command_user_code(struct command_call *call)
{
    char code[CODE_TEXT];
    struct secret secret = {0};
    TRY(account_find(call->system->reader, call->arguments[0], &secret.account));
    TRY(password_hash(code_new(code), secret.hash));
    TRY(system_write(call->system, code_write, &secret, "command"));
    secret_print(call, "code", code);
    return DONE;
}

static int token_write(struct change *change, void *context)
{
    const struct secret *secret = context;
    const char *purpose = command_option(secret->call, "purpose"), *days = command_option(secret->call, "days");
    char ends[DATE_TEXT];
    struct record *bearer = record_new(change->arena, &bearer_entity);
    struct change made = change_within(change, &bearer_entity, "create");
    record_set_int(bearer, BEARER_HOLDER, secret->account);
    record_set_text(bearer, BEARER_PURPOSE, purpose ? purpose : "命令行生成");
    record_set_text(bearer, BEARER_HASH, secret->hash);
    record_set_text(bearer, BEARER_ENDS, date_print(date_add_days(clock_today(), days ? (int)strtol(days, NULL, 10) : 365), ends));
    return record_create(&made, bearer);
}

int command_user_token(struct command_call *call)
{
    char token[TOKEN_VALUE];
    struct secret secret = {.call = call};
    TRY(account_find(call->system->reader, call->arguments[0], &secret.account));
    memcpy(token, "mz_", 3);
    random_text(token + 3, TOKEN_VALUE - 4);
    digest_sm3_hex(token, strlen(token), secret.hash);
    TRY(system_write(call->system, token_write, &secret, "command"));
    secret_print(call, "token", token);
    return DONE;
}

/* state, list */

static int state_write(struct change *change, void *context)
{
    const struct command_call *call = context;
    int64_t account;
    const char *verb = strrchr(call->command->name, ' ') + 1;
    TRY(account_find(change->db, call->arguments[0], &account));
    struct change act = change_within(change, &account_entity, verb);
    act.note = command_option(call, "reason");
    return record_act(&act, account, verb, NULL, 0, 0);
}

int command_user_disable(struct command_call *call)
{
    return system_write(call->system, state_write, call, "command");
}

int command_user_enable(struct command_call *call)
{
    return system_write(call->system, state_write, call, "command");
}

static int user_roles(struct command_call *call, int64_t account, const char **ret)
{
    struct buffer out = buffer_in(call->arena);
    char today[DATE_TEXT];
    int e;
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    buffer_adds(&out, "");
    TRY(db_query(call->system->reader, &s, "SELECT role, within FROM role_grant WHERE holder = ?1 AND (ends IS NULL OR ends >= ?2)"
                                           " ORDER BY starts, id", value_int(account),
                 value_text(date_print(clock_today(), today))));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        const char *unit = names_title(call->arena, registry_entity("unit"), statement_int(s, 1));
        buffer_addf(&out, "%s%s%s%s", out.n ? " " : "", statement_text(s, 0), *unit ? "@" : "", unit);
    }
    *ret = out.p;
    return e;
}

int command_user_list(struct command_call *call)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    json_t *all = json_array();
    const char *roles;
    int e;
    TRY(db_query(call->system->reader, &s, "SELECT id, login, name, state FROM account ORDER BY login"));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        TRY(user_roles(call, statement_int(s, 0), &roles));
        if (call->json)
            json_array_append_new(all, json_pack("{s:s,s:s,s:s,s:s}", "login", statement_text(s, 1), "name", statement_text(s, 2),
                                                 "state", statement_text(s, 3), "roles", roles));
        else
            fprintf(call->out, "%s\t%s\t%s\t%s\n", statement_text(s, 1), statement_text(s, 2), statement_text(s, 3), roles);
    }
    if (call->json)
        command_print_json(call, all);
    json_decref(all);
    return e;
}
