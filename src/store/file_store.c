/* Kept bytes, named by their SM3: files/ab/cdef….  A file is written under files/part/, synced, and
 * renamed, so that a name in files/ab/ always has all its bytes; nothing there is ever changed. */
#include "store/folder_internal.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_BLOCK = 64 << 10 };

struct file_name {
    char directory[PATH_MAX];      /* …/files/ab */
    char path[PATH_MAX];
};

static bool is_digest(const char *s)
{
    return strlen(s) == DIGEST_TEXT - 1 && strspn(s, "0123456789abcdef") == DIGEST_TEXT - 1;
}

static int name_file(const struct folder *f, const char *digest, struct file_name *ret)
{
    if (!is_digest(digest))
        return fail(NOT_FOUND, "没有这个文件");
    int a = snprintf(ret->directory, PATH_MAX, "%s/%.2s", folder_path(f, FOLDER_FILES), digest);
    int b = snprintf(ret->path, PATH_MAX, "%s/%.2s/%s", folder_path(f, FOLDER_FILES), digest, digest + 2);
    return a < PATH_MAX && b < PATH_MAX ? DONE : fail(INVALID, "数据目录的路径太长");
}

static int make_directory(const char *path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST ? DONE : fail_errno(path);
}

typedef int entry_seen(const char *directory, const char *name, void *context);

static int directory_walk(const char *path, entry_seen *each, void *context)
{
    DIR *d = opendir(path);
    if (!d)
        return fail_errno(path);
    int outcome = DONE;
    for (struct dirent *e; outcome == DONE && (e = readdir(d));)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            outcome = each(path, e->d_name, context);
    closedir(d);
    return outcome;
}

struct strangers { const char *const *known; size_t n; };

static int count_stranger(const char *directory, const char *name, void *context)
{
    struct strangers *strangers = context;
    for (const char *const *known = strangers->known; *known; known++)
        if (!strcmp(*known, name))
            return DONE;
    strangers->n++;
    return DONE;
}

int directory_strangers(const char *path, const char *const *known, size_t *ret)
{
    struct strangers strangers = {known, 0};
    int outcome = directory_walk(path, count_stranger, &strangers);
    *ret = strangers.n;
    return outcome;
}

static int remove_entry(const char *directory, const char *name, void *context)
{
    char path[PATH_MAX];
    int n = snprintf(path, sizeof path, "%s/%s", directory, name);
    return n < PATH_MAX && unlink(path) == 0 ? DONE : fail_errno(directory);
}

/* All 256 at once, so that keeping a file has one directory to sync. */
static int make_buckets(const char *files)
{
    for (int i = 0; i < 256; i++) {
        char path[PATH_MAX];
        if (snprintf(path, sizeof path, "%s/%02x", files, i) >= PATH_MAX)
            return fail(INVALID, "数据目录的路径太长");
        TRY(make_directory(path));
    }
    return sync_directory(files);
}

int file_store_prepare(const struct folder *f)
{
    char part[PATH_MAX];
    const char *files = folder_path(f, FOLDER_FILES);
    if (snprintf(part, sizeof part, "%s/part", files) >= PATH_MAX)
        return fail(INVALID, "数据目录的路径太长");
    TRY(make_directory(files));
    TRY(make_directory(part));
    TRY(make_buckets(files));
    return directory_walk(part, remove_entry, NULL);
}

/* A file being written; removed when it does not get its name. */
struct part {
    char path[PATH_MAX];
    int fd;
};

static int part_open(const struct folder *f, struct part *p)
{
    char chance[17];
    int n = snprintf(p->path, sizeof p->path, "%s/part/%s", folder_path(f, FOLDER_FILES), random_text(chance, 16));
    if (n >= PATH_MAX)
        return fail(INVALID, "数据目录的路径太长");
    p->fd = open(p->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return p->fd < 0 ? fail_errno(p->path) : DONE;
}

static void part_end(struct part *p)
{
    if (p->fd >= 0) {
        close(p->fd);
        unlink(p->path);
    }
    p->fd = -1;
}

static int part_name(struct part *p, const struct file_name *name)
{
    if (fsync(p->fd) != 0)
        return fail_errno(p->path);
    if (rename(p->path, name->path) != 0)
        return fail_errno(name->path);
    close(p->fd);
    p->fd = -1;
    return sync_directory(name->directory);
}

int file_store_put(const struct folder *f, const void *bytes, size_t n, char ret_digest[DIGEST_TEXT])
{
    char digest[DIGEST_TEXT];
    struct file_name name;
    _cleanup_(part_end) struct part part = {.fd = -1};
    if (n > FILE_STORE_LIMIT)
        return fail(TOO_LARGE, "文件超过 %d MB，请压缩或分开上传", FILE_STORE_LIMIT >> 20);
    digest_sm3_hex(bytes, n, digest);
    TRY(name_file(f, digest, &name));
    /* Also when the name is there: its directory entry may not have been synced by who wrote it. */
    if (access(name.path, F_OK) == 0) {
        TRY(sync_directory(name.directory));
    } else {
        TRY(part_open(f, &part));
        TRY(write_whole(part.fd, bytes, n, part.path));
        TRY(part_name(&part, &name));
    }
    memcpy(ret_digest, digest, DIGEST_TEXT);
    return DONE;
}

int file_store_open(const struct folder *f, const char *digest, int *ret_fd, size_t *ret_n)
{
    struct file_name name;
    struct stat st;
    TRY(name_file(f, digest, &name));
    _cleanup_(close_fd_p) int fd = open(name.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 || fstat(fd, &st) != 0)
        return fail_errno(name.path);
    *ret_n = (size_t)st.st_size;
    *ret_fd = fd;
    fd = -1;
    return DONE;
}

static int read_whole(int fd, char *bytes, size_t n, const char *path)
{
    while (n) {
        ssize_t got = read(fd, bytes, n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail_errno(path);
        if (got == 0)
            return fail(FATAL, "文件 %s 变短了", path);
        bytes += got;
        n -= (size_t)got;
    }
    return DONE;
}

int file_store_get(const struct folder *f, struct arena *arena, const char *digest, const void **ret, size_t *ret_n)
{
    char got[DIGEST_TEXT];
    size_t n;
    _cleanup_(close_fd_p) int fd = -1;
    TRY(file_store_open(f, digest, &fd, &n));
    if (n > FILE_STORE_LIMIT)
        return fail(FATAL, "文件 %s 的大小不对", digest);
    char *bytes = arena_alloc(arena, n + 1);
    TRY(read_whole(fd, bytes, n, digest));
    if (strcmp(digest_sm3_hex(bytes, n, got), digest) != 0)
        return fail(FATAL, "文件 %s 的内容已损坏，请从备份恢复", digest);
    *ret = bytes;
    *ret_n = n;
    return DONE;
}

struct walk {
    int (*each)(const char *digest, const char *path, void *context);
    void *context;
    const char *first;             /* the two characters of the directory */
};

static int walk_file(const char *directory, const char *name, void *context)
{
    const struct walk *walk = context;
    char digest[DIGEST_TEXT], path[PATH_MAX];
    int n = snprintf(digest, sizeof digest, "%s%s", walk->first, name);
    if (n != DIGEST_TEXT - 1 || !is_digest(digest) || snprintf(path, sizeof path, "%s/%s", directory, name) >= PATH_MAX)
        return fail(INVALID, "%s 里有不认识的文件 %s，请移走", directory, name);
    return walk->each(digest, path, walk->context);
}

static int walk_directory(const char *files, const char *name, void *context)
{
    struct walk *walk = context;
    char path[PATH_MAX];
    if (strcmp(name, "part") == 0)
        return DONE;
    if (strlen(name) != 2 || snprintf(path, sizeof path, "%s/%s", files, name) >= PATH_MAX)
        return fail(INVALID, "%s 里有不认识的目录 %s，请移走", files, name);
    walk->first = name;
    return directory_walk(path, walk_file, walk);
}

int file_store_walk(const struct folder *f, int (*each)(const char *digest, const char *path, void *context),
                    void *context)
{
    struct walk walk = {.each = each, .context = context};
    return directory_walk(folder_path(f, FOLDER_FILES), walk_directory, &walk);
}

static int remove_tree(const char *directory, const char *name, void *context)
{
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s/%s", directory, name) < PATH_MAX) {
        (void)!directory_walk(path, remove_entry, NULL);
        rmdir(path);
    }
    return DONE;
}

void file_store_remove(const struct folder *f)
{
    const char *files = folder_path(f, FOLDER_FILES);
    (void)!directory_walk(files, remove_tree, NULL);
    rmdir(files);
}

int file_store_copy(const char *from, const char *digest, const struct folder *to, int64_t *ret_bytes)
{
    char block[COPY_BLOCK], got[DIGEST_TEXT];
    uint8_t raw[DIGEST_SIZE];
    struct file_name name;
    _cleanup_(part_end) struct part part = {.fd = -1};
    _cleanup_(close_fd_p) int fd = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return fail_errno(from);
    TRY(name_file(to, digest, &name));
    TRY(part_open(to, &part));
    struct digest *sum = digest_start();
    int outcome = DONE;
    ssize_t n;
    *ret_bytes = 0;
    while (outcome == DONE && (n = read(fd, block, sizeof block)) > 0) {
        digest_add(sum, block, (size_t)n);
        outcome = write_whole(part.fd, block, (size_t)n, part.path);
        *ret_bytes += n;
    }
    digest_finish(sum, raw);
    TRY(outcome);
    if (n < 0)
        return fail_errno(from);
    if (strcmp(digest_hex(raw, got), digest) != 0)
        return fail(FATAL, "文件 %s 的内容已损坏", from);
    return part_name(&part, &name);
}
