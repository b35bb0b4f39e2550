/* Copies of a data folder.  The new folder is made whole under another name and then renamed, so that a copy
 * with its own name is a proven one. */
#include "store/backup.h"
#include "store/db_internal.h"
#include "store/folder_internal.h"
#include "store/seal.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP_PAGES = 2000 };

/* The read transaction makes the source one state for all steps; the log cannot be begun anew meanwhile. */
static int copy_pages(struct db *from, struct db *to)
{
    int64_t tables;
    TRY(db_read_begin(from));
    int outcome = db_get_int(from, &tables, "SELECT count(*) FROM sqlite_schema");
    if (outcome == DONE && seal_follow(from->handle, to->handle) != SQLITE_OK)
        outcome = fail(FATAL, "不能准备数据库的副本");
    sqlite3_backup *copy = outcome == DONE ? sqlite3_backup_init(to->handle, "main", from->handle, "main") : NULL;
    if (outcome == DONE && !copy)
        outcome = db_fail(to, sqlite3_extended_errcode(to->handle));
    if (copy) {
        int code;
        while ((code = sqlite3_backup_step(copy, STEP_PAGES)) == SQLITE_OK)
            continue;
        int finish = sqlite3_backup_finish(copy);
        if (code != SQLITE_DONE)
            outcome = db_fail(to, code);
        else if (finish != SQLITE_OK)
            outcome = db_fail(to, finish);
    }
    db_read_end(from);
    return outcome;
}

static int sync_file(const char *path, int64_t *ret_bytes)
{
    struct stat st;
    _cleanup_(close_fd_p) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0 || fstat(fd, &st) != 0)
        return fail_errno(path);
    *ret_bytes = st.st_size;
    return DONE;
}

static int copy_database(const struct folder *from, const struct folder *to, int64_t *ret_bytes)
{
    const char *target = folder_path(to, FOLDER_DATABASE);
    {
        _cleanup_(db_close_p) struct db *source = NULL, *copy = NULL;
        TRY(db_open(folder_path(from, FOLDER_DATABASE), DB_READ, &source));
        TRY(db_open_target(target, &copy));
        TRY(copy_pages(source, copy));
    }
    return sync_file(target, ret_bytes);
}

struct copying {
    const struct folder *to;
    struct backup_report *report;
};

static int copy_one(const char *digest, const char *path, void *context)
{
    const struct copying *c = context;
    int64_t bytes;
    TRY(file_store_copy(path, digest, c->to, &bytes));
    c->report->files++;
    c->report->file_bytes += bytes;
    return DONE;
}

static int prove(const struct folder *to, backup_verify *verify, void *context)
{
    _cleanup_(db_close_p) struct db *db = NULL;
    TRY(db_open(folder_path(to, FOLDER_DATABASE), DB_READ, &db));
    TRY(db_check(db));
    return verify ? verify(db, context) : DONE;
}

/* Reading a database in WAL mode leaves an empty log and an index beside it. */
static void remove_traces(const struct folder *to)
{
    static const char *const traces[] = {"-wal", "-shm"};
    for (size_t i = 0; i < ARRAY_SIZE(traces); i++) {
        char *path;
        if (asprintf(&path, "%s%s", folder_path(to, FOLDER_DATABASE), traces[i]) < 0)
            die("内存不足");
        unlink(path);
        free(path);
    }
}

static int fill(const char *from, const char *to, backup_verify *verify, void *context, struct backup_report *report)
{
    _cleanup_(folder_close_p) struct folder *source = NULL, *target = NULL;
    struct copying copying = {.report = report};
    TRY(folder_open(from, FOLDER_READ, &source));
    TRY(folder_open(to, FOLDER_CREATE, &target));
    copying.to = target;
    TRY(copy_database(source, target, &report->database_bytes));
    TRY(file_store_walk(source, copy_one, &copying));
    int key = folder_key_copy(source, target);
    if (key != DONE && key != NOT_FOUND)
        return key;
    report->key = key == DONE;
    TRY(prove(target, verify, context));
    remove_traces(target);
    return sync_directory(folder_root(target));
}

/* Only what this file made: the parts of a data folder. */
static void remove_copy(const char *path)
{
    _cleanup_(folder_close_p) struct folder *f = NULL;
    if (folder_open(path, FOLDER_CREATE, &f) != DONE)
        return;
    remove_traces(f);
    file_store_remove(f);
    for (int part = 0; part < FOLDER_PART__COUNT; part++)
        unlink(folder_path(f, part));
    rmdir(folder_root(f));
}

static int place(const char *part, const char *to)
{
    if (renameat2(AT_FDCWD, part, AT_FDCWD, to, RENAME_NOREPLACE) != 0)
        return fail_errno(to);
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(64 << 10);
    char *parent = arena_strdup(arena, to);
    char *slash = strrchr(parent, '/');
    if (slash)
        slash[slash == parent] = '\0';
    return sync_directory(slash ? parent : ".");
}

int store_backup(const char *from, const char *to, backup_verify *verify, void *context, struct backup_report *ret)
{
    struct backup_report report = {0};
    char chance[9];
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(64 << 10);
    if (access(to, F_OK) == 0)
        return fail(CONFLICT, "%s 已经存在，没有覆盖它。请另选一个目录", to);
    size_t n = strlen(to);
    while (n > 1 && to[n - 1] == '/')
        n--;
    char *target = arena_strndup(arena, to, n);
    char *part = arena_printf(arena, "%s.%s.part", target, random_text(chance, 8));
    int outcome = fill(from, part, verify, context, &report);
    if (outcome == DONE)
        outcome = place(part, target);
    if (outcome != DONE) {
        char *message = arena_strdup(arena, error_message());
        remove_copy(part);
        return fail(outcome, "%s", message);
    }
    if (ret)
        *ret = report;
    return DONE;
}

/* A backup is a data folder, and a data folder is proven while it is copied: the way back is the way there. */
int store_restore(const char *from, const char *to, backup_verify *verify, void *context, struct backup_report *ret)
{
    return store_backup(from, to, verify, context, ret);
}
