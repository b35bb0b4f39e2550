/* A data folder that the first schema wrote (tests/data), opened by this program: whole, also when the machine stops at any
 * statement of the migration. */
#include "office_test.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "fault_vfs.h"
#include "feature/rectification/rectification.h"
#include "office/job.h"

#define FOLDER "tests/data/folder-of-first-schema.tar.gz"
#define OFFICER "gunianan"
#define SECRET "99786fda9ba58a51eefc10c4d074161b6e2d70c6"      /* of the officer's second factor, in the clear there */

static char root[64];

static void unpack(const char *name, char path[96])
{
    if (!*root) {
        snprintf(root, sizeof root, "%s/mingze-upgrade-XXXXXX", check_place());
        CHECK(mkdtemp(root));
    }
    snprintf(path, 96, "%s/%s", root, name);
    CHECK(mkdir(path, 0700) == 0);
    pid_t tar = fork();
    if (tar == 0) {
        execlp("tar", "tar", "-xzf", FOLDER, "-C", path, (char *)NULL);
        _exit(127);
    }
    int status;
    CHECK(waitpid(tar, &status, 0) == tar && status == 0);
    CHECK(chmod(path, 0700) == 0);
}

/* The old database once more in a folder that was upgraded; its ballast and files stay, which are the same. */
static void put_back(const char *path, const void *old, size_t n)
{
    static const char *const made[] = {"mingze.db-wal", "mingze.db-shm", "key", "key.part", "mingze.db"};
    char name[160];
    for (size_t i = 0; i < ARRAY_SIZE(made); i++) {
        snprintf(name, sizeof name, "%s/%s", path, made[i]);
        unlink(name);
    }
    FILE *f = fopen(name, "w");
    CHECK(f && fwrite(old, 1, n, f) == n && fclose(f) == 0);
}

static size_t database_read(const char *path, char *out, size_t most)
{
    char name[160];
    snprintf(name, sizeof name, "%s/mingze.db", path);
    FILE *f = fopen(name, "r");
    size_t n = f ? fread(out, 1, most, f) : 0;
    CHECK(f && n > 0 && n < most && fclose(f) == 0);
    return n;
}

static void set_up(void)
{
    static bool once;
    static const struct feature *const features[] = {&organisation_feature, &rectification_feature};
    if (!once)
        json_setup();
    once = true;
    office_clear();
    CHECK_DONE(office_setup(features, 2));
}

static const char *shape_of(struct world *w)
{
    char *shape;
    CHECK_DONE(schema_print(w->arena, w->system->reader, &shape));
    return shape;
}

static void open_world(struct world *w, const char *path, enum system_mode mode)
{
    *w = (struct world){.arena = arena_create(256 << 20)};
    snprintf(w->path, sizeof w->path, "%s", path);
    CHECK_DONE(system_open(path, mode, &w->system));
}

static void close_world(struct world *w)
{
    system_close(w->system);
    arena_destroy(w->arena);
}

/* What the old program wrote is there, what the new one needs too. */
static void check_upgraded(struct world *w)
{
    struct journal_report report = {0};
    const char *secret;
    struct credential credential;
    int64_t officer = world_account(w, OFFICER);
    CHECK_DONE(db_check(w->system->reader));
    CHECK_DONE(journal_verify(w->arena, w->system->reader, NULL, &report));
    CHECK(report.rows >= 194);
    CHECK_INT(world_number(w, "SELECT count(*) FROM problem"), 5);
    CHECK_INT(world_number(w, "SELECT count(*) FROM account"), 11);
    CHECK_DONE(credential_read(w->system->reader, w->arena, officer, &credential));
    CHECK(secret_is_locked(credential.totp));
    CHECK_DONE(credential_totp(w->system->reader, w->arena, officer, &credential, &secret));
    CHECK_TEXT(secret, SECRET);
}

/* What was known when comes from the old journal: the last of it is what stands. */
static void the_past_of_an_old_folder_is_told(void)
{
    char path[96];
    struct world w;
    unpack("past", path);
    set_up();
    open_world(&w, path, SYSTEM_WRITE);
    CHECK_DONE(histories_follow(w.system, NULL, NULL));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM problem p JOIN problem_history h ON h.record = p.id"
                               " WHERE h.until_ms = 9223372036854775807 AND h.state = p.state AND h.source = p.source"
                               " AND h.accountable = p.accountable AND h.progress = p.progress"
                               " AND COALESCE(h.deadline, '') = COALESCE(p.deadline, '')"), 5);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM source_history WHERE until_ms = 9223372036854775807"),
              world_number(&w, "SELECT count(*) FROM source"));
    close_world(&w);
}

static void an_old_folder_is_opened_and_has_the_new_shape(void)
{
    char path[96];
    struct world w, fresh;
    set_up();
    unpack("whole", path);
    open_world(&w, path, SYSTEM_WRITE);
    check_upgraded(&w);
    snprintf(path, sizeof path, "%s/fresh", root);
    open_world(&fresh, path, SYSTEM_CREATE);
    CHECK_TEXT(shape_of(&w), shape_of(&fresh));
    close_world(&fresh);
    close_world(&w);
}

/* --- stopped at the n-th statement --- */

static int statements, stop_at;

/* A query leaves nothing behind: to stop at it is to stop at the next statement. */
static int on_statement(unsigned kind, void *context, void *statement, void *text)
{
    const char *sql = sqlite3_sql(statement);
    (void)kind, (void)context, (void)text;
    if (!sql || text_starts(sql, "SELECT") || ++statements != stop_at)
        return 0;
    if (stop_at % 8)                                 /* what was not synced is there, not there, or torn; each eighth time there */
        fault_power_loss((uint64_t)stop_at);
    return raise(SIGKILL);
}

static int on_open(sqlite3 *db, const char **message, const struct sqlite3_api_routines *api)
{
    (void)message, (void)api;
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, on_statement, NULL);
}

/* In a process of its own: status 0 when it got to the end, 9 when it was stopped. */
static int open_until(const char *path, int n)
{
    pid_t child = fork();
    if (child == 0) {
        struct system *system;
        stop_at = n;
        fault_install();
        sqlite3_auto_extension((void (*)(void))on_open);
        int e = system_open(path, SYSTEM_WRITE, &system);
        if (e == DONE)
            system_close(system);
        _exit(e == DONE ? 0 : 1);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

static void it_is_whole_when_stopped_at_any_statement(void)
{
    static char old[4 << 20];
    char path[96];
    /* Each sixth statement, another sixth each day; every one by hand: EVERY_STATEMENT=1. */
    int stride = getenv("EVERY_STATEMENT") ? 1 : 6;
    int ended = SIGKILL, n = (int)(clock_now_ms() / 86400000 % stride) - stride + 1;
    set_up();
    unpack("stopped", path);
    size_t bytes = database_read(path, old, sizeof old);
    while (ended == SIGKILL) {
        struct world w;
        put_back(path, old, bytes);
        n += stride;
        ended = open_until(path, n);
        CHECK(ended == SIGKILL || ended == 0);
        open_world(&w, path, SYSTEM_WRITE);
        check_upgraded(&w);
        close_world(&w);
    }
    printf("# %d statements, each %dth\n", n - 1, stride);
    CHECK(n > 30);
}

static void clean(void)
{
    office_clear();
    CHECK(nftw(root, world_unlink, 8, FTW_DEPTH | FTW_PHYS) == 0);
}

TESTS({"an old folder is opened and has the new shape", an_old_folder_is_opened_and_has_the_new_shape},
      {"the past of an old folder is told", the_past_of_an_old_folder_is_told},
      {"it is whole when stopped at any statement", it_is_whole_when_stopped_at_any_statement}, {"clean", clean})
