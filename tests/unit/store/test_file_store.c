#include "check.h"
#include "scratch.h"
#include "store/store.h"

#include <fcntl.h>
#include <sys/stat.h>

static struct arena *arena;

static struct folder *fresh(const char *name)
{
    struct folder *f;
    if (!arena)
        arena = arena_create(64 << 20);
    CHECK_DONE(folder_open(scratch(name), FOLDER_CREATE, &f));
    return f;
}

static const char *path_of(const struct folder *f, const char *digest)
{
    return arena_printf(arena, "%s/%.2s/%s", folder_path(f, FOLDER_FILES), digest, digest + 2);
}

static void bytes_are_found_by_their_digest(void)
{
    struct folder *f = fresh("found");
    char digest[DIGEST_TEXT], again[DIGEST_TEXT], wanted[DIGEST_TEXT];
    const void *bytes;
    size_t n;
    struct stat st;
    int fd;
    CHECK_DONE(file_store_put(f, "反馈", 6, digest));
    CHECK_TEXT(digest, digest_sm3_hex("反馈", 6, wanted));
    CHECK_DONE(file_store_put(f, "反馈", 6, again));               /* kept once */
    CHECK_TEXT(again, digest);
    CHECK_DONE(file_store_get(f, arena, digest, &bytes, &n));
    CHECK(n == 6 && memcmp(bytes, "反馈", 6) == 0);
    CHECK_DONE(file_store_open(f, digest, &fd, &n));
    CHECK(fstat(fd, &st) == 0 && st.st_size == 6 && (st.st_mode & 077) == 0);
    close(fd);
    CHECK_DONE(file_store_put(f, "", 0, digest));
    CHECK_DONE(file_store_get(f, arena, digest, &bytes, &n));
    CHECK_INT((int64_t)n, 0);
    folder_close(f);
}

static void what_is_not_there_is_told(void)
{
    static const char *const names[] = {"", "../../etc/passwd", "zz", "0000000000000000000000000000000000000000000000000000000000000000"};
    struct folder *f = fresh("none");
    const void *bytes;
    size_t n;
    int fd;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        CHECK(file_store_get(f, arena, names[i], &bytes, &n) != DONE);
        CHECK(file_store_open(f, names[i], &fd, &n) != DONE);
    }
    folder_close(f);
}

static void damaged_bytes_are_never_given(void)
{
    struct folder *f = fresh("damaged");
    char digest[DIGEST_TEXT];
    const void *bytes;
    size_t n;
    CHECK_DONE(file_store_put(f, "0123456789", 10, digest));
    CHECK(chmod(path_of(f, digest), 0600) == 0);
    int fd = open(path_of(f, digest), O_WRONLY);
    CHECK(fd >= 0 && pwrite(fd, "x", 1, 4) == 1);
    close(fd);
    CHECK_OUTCOME(file_store_get(f, arena, digest, &bytes, &n), FATAL);
    folder_close(f);
}

static void what_is_too_large_is_refused(void)
{
    struct folder *f = fresh("large");
    char digest[DIGEST_TEXT];
    CHECK_OUTCOME(file_store_put(f, "", (size_t)FILE_STORE_LIMIT + 1, digest), TOO_LARGE);
    folder_close(f);
}

static void end(void)
{
    arena_destroy(arena);
}

TESTS({"bytes are found by their digest", bytes_are_found_by_their_digest}, {"what is not there is told", what_is_not_there_is_told},
      {"damaged bytes are never given", damaged_bytes_are_never_given},
      {"what is too large is refused", what_is_too_large_is_refused}, {"end", end})
