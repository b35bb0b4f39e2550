/* The data folder opened, its lane, and what follows each commit. */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "office/credential.h"
#include "office/inside.h"
#include "office/ladder.h"
#include "office/session.h"

enum { CHANGE_BYTES = 256 << 20 };

/* The mark in the database says which key its locked fields need: a wrong one is found here, not at somebody's login. */
static int key_find(struct system *system, const char *mark)
{
    char found[DIGEST_TEXT];
    int e = folder_key_read(system->folder, &system->key);
    if (e == NOT_FOUND && !mark) {
        TRY(folder_key_create(system->folder));
        e = folder_key_read(system->folder, &system->key);
    }
    if (e == NOT_FOUND)
        return fail(INVALID, "数据目录里没有密钥文件 %s：请从另存的地方放回（权限 600）。确已遗失时，用 mingze restore 旧目录 --new-key"
                    " --data 新目录 换新密钥，动态口令须重新启用", folder_path(system->folder, FOLDER_KEY));
    TRY(e);
    system->keyed = true;
    if (mark && !text_equal(mark, secret_key_mark(&system->key, found)))
        return fail(INVALID, "密钥文件 %s 不是这个数据目录的：请放回原来的", folder_path(system->folder, FOLDER_KEY));
    return DONE;
}

/* Before the schema: a migration may lock what stands in the clear. */
static int key_prepare(struct system *system, struct db *db)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(64 << 10);
    char *mark = NULL, found[DIGEST_TEXT];
    TRY(meta_create(db));
    int e = meta_get(db, arena, "key.mark", &mark);
    if (e != DONE && e != NOT_FOUND)
        return e;
    TRY(key_find(system, system->mode == SYSTEM_NEW_KEY ? NULL : mark));
    db_key_set(db, &system->key);
    secret_key_mark(&system->key, found);
    if (text_equal(mark, found))
        return DONE;
    if (mark)
        TRY(credential_forget_locked(db));
    return meta_put(db, "key.mark", found);
}

static int system_prepare(struct db *db, void *context)
{
    TRY(key_prepare(context, db));
    TRY(schema_migrate(db));
    db_schema_mode(db, true);            /* the lane's own, which the migration has ended */
    return search_gather(db);
}

static void *leave_soon(void *nothing)
{
    (void)nothing;
    sleep(1);                    /* the answers that say 结果未知 go out first */
    _exit(1);
}

/* A commit whose fate cannot be told: the process recovers by starting again. */
static void system_fatal(const char *message, void *context)
{
    pthread_t thread;
    (void)context;
    log_error("the store failed, leaving: %s", message);
    if (pthread_create(&thread, NULL, leave_soon, NULL) != 0)
        _exit(1);
    pthread_detach(thread);
}

/* A refused operation has left nothing behind, and its neighbours in the batch may be saved: only an operation that
 * ran well and was not saved means that the batch is lost. */
void system_follow(struct system *system, int ran, int outcome)
{
    if (ran != DONE)
        return;
    if (outcome != DONE) {
        names_abandon();
        return;
    }
    names_commit();
    settings_follow(system);
    calendar_follow(system);
    sessions_follow(system);
}

/* Reading goes on without the key; only what is locked cannot be read. */
static int key_load(struct system *system)
{
    int e = system->keyed ? DONE : folder_key_read(system->folder, &system->key);
    system->keyed = e == DONE;
    return e == NOT_FOUND ? DONE : e;
}

static int system_load(struct system *system)
{
    TRY(key_load(system));
    TRY(system_reader(system, &system->reader));
    TRY(schema_current(system->reader));
    TRY(names_load(system->reader));
    TRY(calendar_load(system->reader));
    return settings_load(system->settings, system->reader);
}

static int system_fill(struct system *system, const char *path, enum system_mode mode)
{
    static const enum folder_mode modes[] = {
        [SYSTEM_READ] = FOLDER_READ, [SYSTEM_WRITE] = FOLDER_OWN, [SYSTEM_CREATE] = FOLDER_CREATE,
        [SYSTEM_NEW_KEY] = FOLDER_OWN};
    struct lane_options options = {.prepare = system_prepare, .on_fatal = system_fatal, .context = system};
    system->mode = mode;
    int e = folder_open(path, modes[mode], &system->folder);
    if (e == NOT_FOUND)
        return fail(NOT_FOUND, "%s 不是明责的数据目录；请先运行 mingze init --data %s", path, path);
    TRY(e);
    system->path = strdup(folder_root(system->folder));
    system->settings = settings_create();
    system->sessions = sessions_create();
    if (mode != SYSTEM_READ)
        TRY(lane_start(system->folder, &options, &system->lane));
    TRY(system_load(system));
    if (mode == SYSTEM_READ)
        return DONE;
    TRY(system_write(system, settings_seed, NULL, "command"));
    return system_write(system, ladder_seed, NULL, "command");
}

int system_open(const char *path, enum system_mode mode, struct system **ret)
{
    struct system *system = calloc(1, sizeof *system);
    if (!system)
        abort();
    int e = system_fill(system, path, mode);
    if (e != DONE) {
        system_close(system);
        return e;
    }
    *ret = system;
    return DONE;
}

void system_close(struct system *system)
{
    if (!system)
        return;
    if (system->lane)
        lane_stop(system->lane);
    db_close(system->reader);
    sessions_destroy(system->sessions);
    settings_destroy(system->settings);
    if (system->folder)
        folder_close(system->folder);
    names_clear();
    free((char *)system->path);
    free(system);
}

int system_reader(const struct system *system, struct db **ret)
{
    TRY(db_open(folder_path(system->folder, FOLDER_DATABASE), DB_READ, ret));
    db_key_set(*ret, system->keyed ? &system->key : NULL);
    return DONE;
}

const char *system_file_path(const struct system *system, struct arena *arena, const char *digest)
{
    return arena_printf(arena, "%s/%.2s/%s", folder_path(system->folder, FOLDER_FILES), digest, digest + 2);
}

/* changes of the system itself */

struct writing {
    struct operation operation;      /* first */
    struct system *system;
    int (*run)(struct change *, void *);
    void *context;
    const char *door;
    struct arena *arena;
    sem_t done;
    int ran, outcome;
};

static int writing_run(struct operation *operation, struct db *db)
{
    struct writing *writing = (struct writing *)operation;
    const struct actor actor = {.name = "系统", .door = writing->door};
    struct change change = {.arena = writing->arena, .db = db, .actor = &actor, .now = clock_now_ms()};
    names_begin();
    json_begin(writing->arena);
    writing->ran = writing->run(&change, writing->context);
    json_end();
    if (writing->ran != DONE)
        names_rollback();
    return writing->ran;
}

static void writing_done(struct operation *operation, int outcome)
{
    struct writing *writing = (struct writing *)operation;
    system_follow(writing->system, writing->ran, outcome);
    writing->outcome = outcome;
    sem_post(&writing->done);
}

int system_write(struct system *system, int (*run)(struct change *, void *), void *context, const char *door)
{
    struct writing writing = {.operation = {.run = writing_run, .done = writing_done}, .system = system, .run = run,
                              .context = context, .door = door, .arena = arena_create(CHANGE_BYTES)};
    if (!system->lane) {
        arena_destroy(writing.arena);
        return fail(DENIED, "数据目录是只读打开的");
    }
    sem_init(&writing.done, 0, 0);
    int e = lane_submit(system->lane, &writing.operation);
    if (e == DONE) {
        while (sem_wait(&writing.done) != 0)
            continue;
        e = writing.outcome;
        if (e != DONE)
            fail_at(e, __FILE__, __LINE__, "%s", writing.operation.message);
    }
    sem_destroy(&writing.done);
    arena_destroy(writing.arena);
    return e;
}
