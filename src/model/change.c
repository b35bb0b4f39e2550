#include <stdarg.h>
#include <stdio.h>

#include "base/base.h"
#include "model/record.h"

int change_problem(struct change *change, const char *field, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprintf(change->arena, format, arguments);
    va_end(arguments);
    *arena_push(change->arena, &change->problems, &change->problem_count, &change->problem_cap) =
        (struct field_problem){field, message};
    return fail(INVALID, "%s", message);
}

struct change change_within(const struct change *outer, const struct entity *entity, const char *verb)
{
    struct actor *actor = arena_new(outer->arena, struct actor);
    *actor = *outer->actor;
    actor->access = NULL;
    return (struct change){.arena = outer->arena, .db = outer->db, .actor = actor, .entity = entity, .verb = verb,
                           .now = outer->now};
}
