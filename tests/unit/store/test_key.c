#include "check.h"
#include "scratch.h"
#include "store/backup.h"
#include "store/store.h"

#include <fcntl.h>
#include <sys/stat.h>

static struct folder *fresh(const char *name)
{
    struct folder *f;
    CHECK_DONE(folder_open(scratch(name), FOLDER_CREATE, &f));
    return f;
}

static void mark_of(const struct folder *f, char out[DIGEST_TEXT])
{
    struct secret_key key;
    CHECK_DONE(folder_key_read(f, &key));
    secret_key_mark(&key, out);
}

static void a_key_is_made_once_for_us_alone(void)
{
    struct secret_key key;
    struct stat st;
    char one[DIGEST_TEXT], again[DIGEST_TEXT], other[DIGEST_TEXT];
    struct folder *f = fresh("one"), *g = fresh("other");
    CHECK_OUTCOME(folder_key_read(f, &key), NOT_FOUND);
    CHECK_DONE(folder_key_create(f));
    CHECK(stat(folder_path(f, FOLDER_KEY), &st) == 0);
    CHECK_INT(st.st_mode & 0777, 0600);
    mark_of(f, one);
    CHECK_OUTCOME(folder_key_create(f), CONFLICT);
    mark_of(f, again);
    CHECK_TEXT(one, again);
    CHECK_DONE(folder_key_create(g));
    mark_of(g, other);
    CHECK(strcmp(one, other) != 0);
    folder_close(f);
    folder_close(g);
}

static void a_key_that_is_none_is_told(void)
{
    struct secret_key key;
    struct folder *f = fresh("none");
    CHECK_DONE(folder_key_create(f));
    CHECK(chmod(folder_path(f, FOLDER_KEY), 0640) == 0);
    CHECK_OUTCOME(folder_key_read(f, &key), DENIED);
    CHECK(strstr(error_message(), "chmod 600"));
    CHECK(chmod(folder_path(f, FOLDER_KEY), 0600) == 0 && truncate(folder_path(f, FOLDER_KEY), 20) == 0);
    CHECK_OUTCOME(folder_key_read(f, &key), INVALID);
    int fd = open(folder_path(f, FOLDER_KEY), O_WRONLY);
    for (int i = 0; i < 64; i++)
        CHECK(write(fd, "x", 1) == 1);
    close(fd);
    CHECK_OUTCOME(folder_key_read(f, &key), INVALID);
    CHECK(unlink(folder_path(f, FOLDER_KEY)) == 0 && symlink("/etc/hostname", folder_path(f, FOLDER_KEY)) == 0);
    CHECK(folder_key_read(f, &key) != DONE);              /* no link is followed */
    folder_close(f);
}

static void make_database(const struct folder *f)
{
    struct db *db;
    CHECK_DONE(db_open(folder_path(f, FOLDER_DATABASE), DB_WRITE, &db));
    CHECK_DONE(meta_create(db));
    db_close(db);
}

static void a_backup_has_the_key_of_its_folder(void)
{
    struct backup_report report;
    char one[DIGEST_TEXT], copied[DIGEST_TEXT];
    struct folder *copy, *f = fresh("source");
    make_database(f);
    CHECK_DONE(store_backup(scratch("source"), scratch("copy-without"), NULL, NULL, &report));
    CHECK(!report.key);
    CHECK_DONE(folder_key_create(f));
    mark_of(f, one);
    CHECK_DONE(store_backup(scratch("source"), scratch("copy"), NULL, NULL, &report));
    CHECK(report.key);
    CHECK_DONE(folder_open(scratch("copy"), FOLDER_READ, &copy));
    mark_of(copy, copied);
    CHECK_TEXT(copied, one);
    folder_close(copy);
    folder_close(f);
}

TESTS({"a key is made once for us alone", a_key_is_made_once_for_us_alone},
      {"a key that is none is told", a_key_that_is_none_is_told},
      {"a backup has the key of its folder", a_backup_has_the_key_of_its_folder})
