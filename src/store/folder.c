#include "store/folder.h"
#include "store/folder_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LAYOUT 1

static const char *const parts[FOLDER_PART__COUNT] = {
    [FOLDER_DATABASE] = "mingze.db",
    [FOLDER_FILES] = "files",
    [FOLDER_KEY] = "key",
    [FOLDER_BALLAST] = "ballast",
    [FOLDER_SOCKET] = "socket",
    [FOLDER_LOCK] = "lock",
    [FOLDER_VERSION] = "version",
};

struct folder {
    char *root;
    char *paths[FOLDER_PART__COUNT];
    enum folder_mode mode;
    int lock_fd;                       /* -1 when not ours */
};

int fail_errno_at(const char *path, const char *file, int line)
{
    int e = errno;
    switch (e) {
    case ENOENT:
        return fail_at(NOT_FOUND, file, line, "没有 %s", path);
    case ENOSPC:
    case EDQUOT:
        return fail_at(UNAVAILABLE, file, line, "磁盘已满，不能写入 %s。请联系系统管理员清理磁盘", path);
    case EACCES:
    case EPERM:
    case EROFS:
        return fail_at(DENIED, file, line, "没有权限读写 %s（%s）。请检查它的属主和权限", path, strerror(e));
    case EEXIST:
    case ENOTEMPTY:
        return fail_at(CONFLICT, file, line, "%s 已经存在", path);
    default:
        return fail_at(FATAL, file, line, "读写 %s 出错：%s", path, strerror(e));
    }
}

int sync_directory(const char *path)
{
    _cleanup_(close_fd_p) int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd < 0 || fsync(fd) != 0 ? fail_errno(path) : DONE;
}

int write_whole(int fd, const void *bytes, size_t n, const char *path)
{
    for (const char *p = bytes; n;) {
        ssize_t wrote = write(fd, p, n);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return fail_errno(path);
        p += wrote;
        n -= (size_t)wrote;
    }
    return DONE;
}

void close_fd_p(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static int take_lock(struct folder *f)
{
    const char *path = f->paths[FOLDER_LOCK];
    f->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (f->lock_fd < 0)
        return fail_errno(path);
    char pid[32] = "";
    if (flock(f->lock_fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return fail_errno(path);
        ssize_t n = pread(f->lock_fd, pid, sizeof pid - 1, 0);
        pid[n > 0 ? n : 0] = '\0';
        pid[strcspn(pid, "\n")] = '\0';
        return fail(UNAVAILABLE, "数据目录 %s 正由进程 %s 使用。请先停止它，或让它来做", f->root, *pid ? pid : "（未知）");
    }
    int n = snprintf(pid, sizeof pid, "%d\n", getpid());
    if (ftruncate(f->lock_fd, 0) != 0 || pwrite(f->lock_fd, pid, (size_t)n, 0) != n)
        return fail_errno(path);
    return DONE;
}

/* Others must not read what is in it, so a folder open to them is refused, not silently closed: who opened it
 * has to know what was readable. */
static int check_owner(const char *root)
{
    struct stat st;
    if (stat(root, &st) != 0)
        return fail_errno(root);
    if (!S_ISDIR(st.st_mode))
        return fail(INVALID, "%s 不是目录", root);
    if (st.st_uid != geteuid())
        return fail(DENIED, "数据目录 %s 属于另一个用户。请用它的属主运行，或用 chown 改正", root);
    if (st.st_mode & 077)
        return fail(DENIED, "数据目录 %s 对其他用户开放。请执行 chmod 700 %s", root, root);
    return DONE;
}

static int check_version(const struct folder *f)
{
    const char *path = f->paths[FOLDER_VERSION];
    char text[16] = "";
    _cleanup_(close_fd_p) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return fail(NOT_FOUND, "%s 不是明责的数据目录", f->root);
    if (fd < 0 || read(fd, text, sizeof text - 1) < 0)
        return fail_errno(path);
    long version = strtol(text, NULL, 10);
    if (version < 1)
        return fail(INVALID, "%s 的内容不对", path);
    if (version > LAYOUT)
        return fail(UNSUPPORTED, "数据目录由更新的版本建立（%ld），请升级程序后再打开", version);
    return DONE;
}

int folder_write(const struct folder *f, enum folder_part part, const void *bytes, size_t n)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(64 << 10);
    const char *path = arena_printf(arena, "%s.part", f->paths[part]);
    {
        _cleanup_(close_fd_p) int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0)
            return fail_errno(path);
        TRY(write_whole(fd, bytes, n, path));
        if (fsync(fd) != 0)
            return fail_errno(path);
    }
    if (rename(path, f->paths[part]) != 0)
        return fail_errno(path);
    return sync_directory(f->root);
}

/* Written last: a folder with a version is a whole one. */
static int write_version(const struct folder *f)
{
    char text[16];
    int n = snprintf(text, sizeof text, "%d\n", LAYOUT);
    return folder_write(f, FOLDER_VERSION, text, (size_t)n);
}

/* Makes the directory, or closes an empty one to others.  One that has no version but a lock and our files was being
 * made when its maker died: it is made on. */
static int make_root(const char *root)
{
    static const char *const begun[] = {"lock", "files", "version.part", NULL};
    static const char *const nothing[] = {NULL};
    if (mkdir(root, 0700) == 0)
        return DONE;
    if (errno != EEXIST)
        return fail_errno(root);
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(64 << 10);
    if (access(arena_printf(arena, "%s/version", root), F_OK) == 0)
        return DONE;
    bool locked = access(arena_printf(arena, "%s/lock", root), F_OK) == 0;
    size_t strangers;
    TRY(directory_strangers(root, locked ? begun : nothing, &strangers));
    if (strangers > 0)
        return fail(CONFLICT, "目录 %s 不是空的，也不是明责的数据目录。请另选一个目录", root);
    return chmod(root, 0700) == 0 ? DONE : fail_errno(root);
}

static void name_parts(struct folder *f)
{
    for (int i = 0; i < FOLDER_PART__COUNT; i++)
        if (asprintf(&f->paths[i], "%s/%s", f->root, parts[i]) < 0)
            die("内存不足");
}

static int own(struct folder *f)
{
    TRY(check_owner(f->root));
    if (f->mode == FOLDER_OWN)
        TRY(check_version(f));
    TRY(take_lock(f));
    TRY(file_store_prepare(f));
    return f->mode == FOLDER_CREATE && access(f->paths[FOLDER_VERSION], F_OK) != 0 ? write_version(f) : check_version(f);
}

int folder_open(const char *path, enum folder_mode mode, struct folder **ret)
{
    if (mode == FOLDER_CREATE)
        TRY(make_root(path));
    _cleanup_(folder_close_p) struct folder *f = calloc(1, sizeof *f);
    if (!f)
        die("内存不足");
    f->mode = mode;
    f->lock_fd = -1;
    f->root = realpath(path, NULL);
    if (!f->root)
        return fail_errno(path);
    name_parts(f);
    TRY(mode == FOLDER_READ ? check_version(f) : own(f));
    *ret = f;
    f = NULL;
    return DONE;
}

/* The lock file stays: removing it would let two owners hold locks on two files of one name. */
void folder_close(struct folder *f)
{
    if (!f)
        return;
    close_fd_p(&f->lock_fd);
    for (int i = 0; i < FOLDER_PART__COUNT; i++)
        free(f->paths[i]);
    free(f->root);
    free(f);
}

void folder_close_p(struct folder **f)
{
    folder_close(*f);
}

const char *folder_path(const struct folder *f, enum folder_part part)
{
    return f->paths[part];
}

const char *folder_root(const struct folder *f)
{
    return f->root;
}

bool folder_owned(const struct folder *f)
{
    return f->lock_fd >= 0;
}

int ballast_fill(const struct folder *f)
{
    const char *path = f->paths[FOLDER_BALLAST];
    _cleanup_(close_fd_p) int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0)
        return fail_errno(path);
    if (st.st_size == BALLAST_BYTES)
        return DONE;
    /* Twice the room for a moment: a disk that only just holds the ballast is full again at once. */
    int e = posix_fallocate(fd, 0, 2 * BALLAST_BYTES);
    if (e == 0 && ftruncate(fd, BALLAST_BYTES) != 0)
        e = errno;
    if (e == 0)
        return DONE;
    (void)!ftruncate(fd, 0);
    errno = e;
    return fail_errno(path);
}

void ballast_release(const struct folder *f)
{
    (void)!truncate(f->paths[FOLDER_BALLAST], 0);
}
