#include "check.h"
#include "scratch.h"
#include "store/store.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/wait.h>

static struct arena *arena;

static struct folder *fresh(const char *name)
{
    struct folder *f;
    CHECK_DONE(folder_open(scratch(name), FOLDER_CREATE, &f));
    return f;
}

static void a_folder_is_made_for_us_alone(void)
{
    struct stat st;
    struct folder *f = fresh("made");
    CHECK(stat(folder_root(f), &st) == 0);
    CHECK_INT(st.st_mode & 0777, 0700);
    CHECK(text_ends(folder_path(f, FOLDER_DATABASE), "/made/mingze.db"));
    CHECK(text_ends(folder_path(f, FOLDER_SOCKET), "/made/socket"));
    folder_close(f);
    CHECK_DONE(folder_open(scratch("made"), FOLDER_CREATE, &f));      /* again: the same folder */
    folder_close(f);
    CHECK_DONE(folder_open(scratch("made"), FOLDER_OWN, &f));
    folder_close(f);
}

static void an_empty_folder_is_taken(void)
{
    struct stat st;
    CHECK(mkdir(scratch("empty"), 0755) == 0);
    struct folder *f = fresh("empty");
    CHECK(stat(folder_root(f), &st) == 0);
    CHECK_INT(st.st_mode & 0777, 0700);
    folder_close(f);
}

static void what_is_not_ours_is_left_alone(void)
{
    struct folder *f;
    CHECK_OUTCOME(folder_open(scratch("nowhere"), FOLDER_READ, &f), NOT_FOUND);
    CHECK_OUTCOME(folder_open(scratch("nowhere"), FOLDER_OWN, &f), NOT_FOUND);
    CHECK_OUTCOME(folder_open(scratch("no/where"), FOLDER_CREATE, &f), NOT_FOUND);
    CHECK(mkdir(scratch("full"), 0755) == 0);
    close(open(scratch("full/letter"), O_CREAT | O_WRONLY, 0600));
    CHECK_OUTCOME(folder_open(scratch("full"), FOLDER_CREATE, &f), CONFLICT);
    CHECK_OUTCOME(folder_open(scratch("full"), FOLDER_READ, &f), NOT_FOUND);
    CHECK_OUTCOME(folder_open(scratch("full/letter"), FOLDER_OWN, &f), INVALID);
    CHECK(access(scratch("full/lock"), F_OK) != 0);
}

static void a_folder_half_made_is_made_on(void)
{
    struct folder *f = fresh("half");
    folder_close(f);
    CHECK(unlink(scratch("half/version")) == 0);
    CHECK_OUTCOME(folder_open(scratch("half"), FOLDER_OWN, &f), NOT_FOUND);
    CHECK_DONE(folder_open(scratch("half"), FOLDER_CREATE, &f));
    folder_close(f);
    CHECK_DONE(folder_open(scratch("half"), FOLDER_OWN, &f));
    folder_close(f);
    CHECK(unlink(scratch("half/version")) == 0 && unlink(scratch("half/lock")) == 0);
    CHECK_OUTCOME(folder_open(scratch("half"), FOLDER_CREATE, &f), CONFLICT);
}

static void an_open_folder_is_refused(void)
{
    struct folder *f = fresh("open");
    folder_close(f);
    CHECK(chmod(scratch("open"), 0750) == 0);
    CHECK_OUTCOME(folder_open(scratch("open"), FOLDER_OWN, &f), DENIED);
    CHECK(strstr(error_message(), "chmod 700") != NULL);
    CHECK(chmod(scratch("open"), 0700) == 0);
    CHECK_DONE(folder_open(scratch("open"), FOLDER_OWN, &f));
    folder_close(f);
}

/* Only the superuser can give a folder away or become somebody else. */
static void another_users_folder_is_refused(void)
{
    struct folder *f = fresh("other");
    folder_close(f);
    if (geteuid() != 0)
        return;
    CHECK(chown(scratch("other"), 65534, 65534) == 0);
    CHECK_OUTCOME(folder_open(scratch("other"), FOLDER_OWN, &f), DENIED);
    CHECK(strstr(error_message(), "chown") != NULL);
    CHECK(access(scratch("other/lock"), F_OK) == 0);
    const char *path = scratch("other");
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        /* Its own folder, but without the right to write into it. */
        bool ready = chmod(scratch_root, 0755) == 0 && chmod(path, 0500) == 0 && setuid(65534) == 0;
        _exit(ready ? folder_open(path, FOLDER_OWN, &f) : 99);
    }
    int status = 0;
    CHECK(child > 0 && waitpid(child, &status, 0) == child);
    CHECK_INT(WEXITSTATUS(status), DENIED);
}

static void a_newer_layout_is_refused(void)
{
    struct folder *f = fresh("newer");
    int fd = open(folder_path(f, FOLDER_VERSION), O_WRONLY | O_TRUNC);
    CHECK(write(fd, "99\n", 3) == 3);
    close(fd);
    folder_close(f);
    CHECK_OUTCOME(folder_open(scratch("newer"), FOLDER_OWN, &f), UNSUPPORTED);
    CHECK_OUTCOME(folder_open(scratch("newer"), FOLDER_READ, &f), UNSUPPORTED);
}

/* A second process: outcome of opening, and whether the message names this one. */
static int open_elsewhere(const char *path, enum folder_mode mode)
{
    char pid[32];
    snprintf(pid, sizeof pid, "%d", getpid());
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct folder *f;
        int outcome = folder_open(path, mode, &f);
        _exit(outcome == UNAVAILABLE && !strstr(error_message(), pid) ? 99 : outcome);
    }
    int status = 0;
    CHECK(child > 0 && waitpid(child, &status, 0) == child);
    return WEXITSTATUS(status);
}

static void one_process_owns_it(void)
{
    struct folder *f = fresh("owned");
    CHECK_INT(open_elsewhere(scratch("owned"), FOLDER_OWN), UNAVAILABLE);
    CHECK_INT(open_elsewhere(scratch("owned"), FOLDER_CREATE), UNAVAILABLE);
    CHECK_INT(open_elsewhere(scratch("owned"), FOLDER_READ), DONE);
    folder_close(f);
    CHECK_INT(open_elsewhere(scratch("owned"), FOLDER_OWN), DONE);
}

static void files_come_back(void)
{
    struct folder *f = fresh("files");
    char digest[DIGEST_TEXT], again[DIGEST_TEXT];
    const void *bytes;
    size_t n;
    int fd;
    CHECK_DONE(file_store_put(f, "反馈意见", 12, digest));
    CHECK_DONE(file_store_put(f, "反馈意见", 12, again));
    CHECK_TEXT(again, digest);
    CHECK_DONE(file_store_get(f, arena, digest, &bytes, &n));
    CHECK_INT((int64_t)n, 12);
    CHECK(memcmp(bytes, "反馈意见", 12) == 0);
    CHECK_DONE(file_store_open(f, digest, &fd, &n));
    CHECK_INT((int64_t)n, 12);
    close(fd);
    CHECK_DONE(file_store_put(f, "", 0, digest));
    CHECK_DONE(file_store_get(f, arena, digest, &bytes, &n));
    CHECK_INT((int64_t)n, 0);
    folder_close(f);
}

static void names_are_digests_only(void)
{
    struct folder *f = fresh("names");
    int fd;
    size_t n;
    CHECK_OUTCOME(file_store_open(f, "../../mingze.db", &fd, &n), NOT_FOUND);
    CHECK_OUTCOME(file_store_open(f, "", &fd, &n), NOT_FOUND);
    CHECK_OUTCOME(file_store_open(f, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde/", &fd, &n), NOT_FOUND);
    CHECK_OUTCOME(file_store_open(f, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", &fd, &n), NOT_FOUND);
    CHECK_OUTCOME(file_store_put(f, "", (size_t)FILE_STORE_LIMIT + 1, (char[DIGEST_TEXT]){0}), TOO_LARGE);
    folder_close(f);
}

static void damage_is_found(void)
{
    struct folder *f = fresh("damage");
    char digest[DIGEST_TEXT], path[512];
    const void *bytes;
    size_t n;
    CHECK_DONE(file_store_put(f, "content", 7, digest));
    snprintf(path, sizeof path, "%s/%.2s/%s", folder_path(f, FOLDER_FILES), digest, digest + 2);
    int fd = open(path, O_WRONLY);
    CHECK(pwrite(fd, "C", 1, 0) == 1);
    close(fd);
    CHECK_OUTCOME(file_store_get(f, arena, digest, &bytes, &n), FATAL);
    folder_close(f);
}

static void what_was_being_written_is_forgotten(void)
{
    struct folder *f = fresh("parts");
    char path[512];
    snprintf(path, sizeof path, "%s/part/0123", folder_path(f, FOLDER_FILES));
    close(open(path, O_CREAT | O_WRONLY, 0600));
    folder_close(f);
    CHECK_DONE(folder_open(scratch("parts"), FOLDER_OWN, &f));
    CHECK(access(path, F_OK) != 0);
    folder_close(f);
}

static void *put_many(void *argument)
{
    struct folder *f = argument;
    for (int i = 0; i < 50; i++) {
        char text[16], digest[DIGEST_TEXT];
        int n = snprintf(text, sizeof text, "file %d", i);
        if (file_store_put(f, text, (size_t)n, digest) != DONE)
            return argument;
    }
    return NULL;
}

static void threads_may_keep_the_same_bytes(void)
{
    struct folder *f = fresh("threads");
    pthread_t threads[4];
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++)
        CHECK(pthread_create(&threads[i], NULL, put_many, f) == 0);
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++) {
        void *wrong;
        pthread_join(threads[i], &wrong);
        CHECK(wrong == NULL);
    }
    folder_close(f);
}

static void the_ballast_gives_its_room_back(void)
{
    struct stat st;
    struct folder *f = fresh("ballast");
    CHECK_DONE(ballast_fill(f));
    CHECK(stat(folder_path(f, FOLDER_BALLAST), &st) == 0);
    CHECK(st.st_size == 16 << 20 && st.st_blocks >= 16 << 11);
    CHECK_DONE(ballast_fill(f));
    ballast_release(f);
    CHECK(stat(folder_path(f, FOLDER_BALLAST), &st) == 0);
    CHECK_INT(st.st_blocks, 0);
    folder_close(f);
}

int main(int argc, char **argv)
{
    static const struct check_test tests[] = {
        {"a folder is made for us alone", a_folder_is_made_for_us_alone},
        {"an empty folder is taken", an_empty_folder_is_taken},
        {"what is not ours is left alone", what_is_not_ours_is_left_alone},
        {"a folder half made is made on", a_folder_half_made_is_made_on},
        {"an open folder is refused", an_open_folder_is_refused},
        {"another user's folder is refused", another_users_folder_is_refused},
        {"a newer layout is refused", a_newer_layout_is_refused},
        {"one process owns it", one_process_owns_it},
        {"files come back", files_come_back},
        {"names are digests only", names_are_digests_only},
        {"damage is found", damage_is_found},
        {"what was being written is forgotten", what_was_being_written_is_forgotten},
        {"threads may keep the same bytes", threads_may_keep_the_same_bytes},
        {"the ballast gives its room back", the_ballast_gives_its_room_back},
    };
    arena = arena_create(1 << 20);
    int status = check_run(tests, ARRAY_SIZE(tests), argc > 1 ? argv[1] : NULL);
    arena_destroy(arena);
    return status;
}
