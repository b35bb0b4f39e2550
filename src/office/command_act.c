/* `mingze act`: an act of a flow from the command line, by somebody whose token is shown: the same rights, the same gate
 * and the same words as the page's. */
#include <stdio.h>
#include <string.h>

#include "office/commands.h"
#include "office/inside.h"
#include "office/session.h"

struct acting {
    struct command_call *call;
    const struct entity *entity;
    struct session *session;
    int64_t id;
    struct input *inputs;
    int n;
    const char *state;           /* label of the state it came to */
};

static int token_read(struct command_call *call, char value[TOKEN_VALUE])
{
    const char *path = command_option(call, "token-file");
    FILE *file = fopen(path, "r");
    if (!file)
        return fail(NOT_FOUND, "打不开 %s", path);
    size_t n = fread(value, 1, TOKEN_VALUE - 1, file);
    fclose(file);
    value[n] = '\0';
    value[strcspn(value, " \r\n")] = '\0';
    return DONE;
}

/* FIELD=VALUE, several values of one field between 、. */
static int inputs_read(struct acting *acting)
{
    const struct command_call *call = acting->call;
    acting->inputs = arena_array(call->arena, struct input, call->argument_count);
    for (int i = 3; i < call->argument_count; i++) {
        char *name = arena_strdup(call->arena, call->arguments[i]), *sign = strchr(name, '=');
        if (!sign)
            return fail(INVALID, "“%s”不是 字段=值", name);
        *sign = '\0';
        const char **value = arena_new(call->arena, const char *);
        *value = sign + 1;
        acting->inputs[acting->n++] = (struct input){name, value, 1};
    }
    return DONE;
}

static int act_write(struct change *change, void *context)
{
    struct acting *acting = context;
    struct record *record;
    const struct actor actor = {.user = acting->session->user, .person = acting->session->person, .name = acting->session->name,
                                .door = "command", .access = acting->session->access};
    const char *verb = acting->call->arguments[2];
    struct change act = {.arena = change->arena, .db = change->db, .actor = &actor, .entity = acting->entity, .verb = verb,
                         .note = command_option(acting->call, "reason"), .now = change->now};
    int outcome = record_act(&act, acting->id, verb, acting->inputs, acting->n, 0);
    if (outcome == INVALID && act.problem_count)
        return fail(INVALID, "%s", act.problems[0].message);
    TRY(outcome);
    TRY(record_read(acting->call->arena, change->db, acting->entity, acting->id, &record));
    int state = entity_field(acting->entity, acting->entity->flow->state);
    acting->state = value_print(acting->call->arena, &acting->entity->fields[state], &record->values[state]);
    return DONE;
}

static int entity_read(struct acting *acting)
{
    const char *name = acting->call->arguments[0];
    acting->entity = registry_entity(name);
    acting->id = id_parse(acting->call->arguments[1]);
    if (!acting->entity || !acting->entity->flow)
        return fail(INVALID, "“%s”没有可办理的事项；mingze openapi 列出全部", name);
    return acting->id ? DONE : fail(INVALID, "“%s”不是编号：请用页面地址最后的 12 位", acting->call->arguments[1]);
}

int command_act(struct command_call *call)
{
    struct acting acting = {.call = call};
    char value[TOKEN_VALUE] = "";
    TRY(entity_read(&acting));
    TRY(inputs_read(&acting));
    TRY(token_read(call, value));
    int outcome = session_find(call->system, call->system->reader, value, true, &acting.session);
    if (outcome == NOT_FOUND)
        return fail(DENIED, "令牌无效或已过期；用 mingze user token 重新生成");
    TRY(outcome);
    outcome = system_write(call->system, act_write, &acting, "command");
    session_release(call->system, acting.session);
    if (outcome == DONE && !call->json)
        fprintf(call->out, "已办理，现在是“%s”\n", acting.state);
    if (outcome == DONE && call->json) {
        json_t *done = json_pack("{s:s}", "state", acting.state);
        command_print_json(call, done);
        json_decref(done);
    }
    return outcome;
}
