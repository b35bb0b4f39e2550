/* Keeping the histories (model/history.h) behind the journal: in small bites of the lane, so that nobody waits for them. */
#include "office/commands.h"
#include "office/inside.h"
#include "office/job.h"

/* Some milliseconds of the lane. */
enum { BITE = 300 };

static int bite(struct change *change, void *context)
{
    return history_catch_up(change->db, BITE, context);
}

int histories_follow(struct system *system, bool (*stopping)(void *), void *context)
{
    bool more = true;
    while (more && !(stopping && stopping(context)))
        TRY(system_write(system, bite, &more, "job"));
    return DONE;
}

static int forget(struct change *change, void *context)
{
    (void)context;
    return history_forget(change->db);
}

/* Told on standard error how far it is; beside a server, people may write meanwhile. */
static bool told(void *context)
{
    const struct command_call *call = context;
    int64_t done = 0, all = 0;
    if (db_get_int(call->system->reader, &all, "SELECT sum(seq) FROM journal_head") == DONE &&
        db_get_int(call->system->reader, &done, "SELECT sum(seq) FROM history_head") == DONE)
        command_progress(call, "整理", (long)done, (long)all);
    return false;
}

int command_history_rebuild(struct command_call *call)
{
    TRY(system_write(call->system, forget, NULL, "command"));
    TRY(histories_follow(call->system, told, call));
    int64_t rows;
    TRY(db_get_int(call->system->reader, &rows, "SELECT COALESCE(sum(seq), 0) FROM history_head"));
    fprintf(call->out, "已按 %lld 条操作记录重新整理过去的情况。\n", (long long)rows);
    return DONE;
}
