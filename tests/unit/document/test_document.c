#include "made_document.h"

#include <unistd.h>

static struct arena *arena;

/* Before any test: an argument may be evaluated before the one that reads. */
__attribute__((constructor)) static void arena_open(void)
{
    arena = arena_create(DOCUMENT_ARENA_BYTES);
}

static int see(const char *name, const char *bytes, size_t n, struct document **ret)
{
    return document_read(arena, name, bytes, n, ret);
}

static void names_what_it_refuses(void)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *words;
    } rows[] = {
        { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", 10, "旧格式" },
        { "{\\rtf1}", 7, "RTF" },
        { "\x89PNG\r\n\x1a\n", 8, "图片" },
        { "\xff\xd8\xff\xe0", 4, "图片" },
        { "<!DOCTYPE HTML><html>", 21, "网页" },
        { "\xef\xbb\xbf\n<html>", 10, "网页" },
    };
    struct document *d;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_OUTCOME(see("a.docx", rows[i].bytes, rows[i].n, &d), UNSUPPORTED);
        CHECK(strstr(error_message(), rows[i].words));
        CHECK(strstr(error_message(), "另存为"));
    }
    CHECK_OUTCOME(see("a.txt", "a\0b\0\0\1", 6, &d), INVALID);
    CHECK_DONE(see("a.txt", "BM是一个缩写", strlen("BM是一个缩写"), &d));
    CHECK_OUTCOME(see("a.txt", "", DOCUMENT_BYTES_MAX + 1, &d), TOO_LARGE);
    CHECK_DONE(see(NULL, "", 0, &d));
}

static bool marked(const char *text)
{
    struct document *d;
    CHECK_DONE(see("a.txt", text, strlen(text), &d));
    return d->classified;
}

static void sees_marks_of_secrecy(void)
{
    CHECK(marked("绝密★启用前\n"));
    CHECK(marked("\n\n 机 密\n机密 ★ 1年\n"));
    CHECK(marked("秘密　★5年"));
    CHECK(!marked("要保守秘密\n★"));
    CHECK(!marked("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n机密★\n"));
    CHECK(marked("1\n\n\n2\n3\n4\n5\n6\n7\n8\n9\n机密★\n"));
}

static void gives_text_back(void)
{
    struct document *d;
    CHECK_DONE(see("a.txt", "甲𠮷乙\n", strlen("甲𠮷乙\n"), &d));
    CHECK_TEXT(document_text_at(arena, d, (struct place){ 1, 1, 1 }), "𠮷");
    CHECK_TEXT(document_text_at(arena, d, (struct place){ 1, 2, 99 }), "乙");
    CHECK_TEXT(document_text_at(arena, d, (struct place){ 1, 99, 1 }), "");
    CHECK_TEXT(document_text_at(arena, d, (struct place){ 0, 0, 1 }), "");
    CHECK_TEXT(document_text_at(arena, d, (struct place){ 2, 0, 1 }), "");
    CHECK_TEXT(document_text_at(arena, d, (struct place){ 1, -1, 1 }), "");
}

static void reads_files(void)
{
    char path[] = "/tmp/mingze-test-XXXXXX";
    struct document *d;
    int fd = mkstemp(path);
    CHECK(fd >= 0 && write(fd, "a,b\n", 4) == 4);
    close(fd);
    int outcome = document_read_file(arena, path, &d);
    unlink(path);
    CHECK_OUTCOME(outcome, DONE);
    CHECK_TEXT(d->format, "text");
    CHECK_OUTCOME(document_read_file(arena, path, &d), NOT_FOUND);
    CHECK_OUTCOME(document_read_file(arena, "/tmp", &d), NOT_FOUND);
    CHECK_OUTCOME(document_read_file(arena, "/dev/zero", &d), NOT_FOUND);
}

TESTS({"names what it refuses", names_what_it_refuses},
      {"sees marks of secrecy", sees_marks_of_secrecy},
      {"gives the words at a place", gives_text_back},
      {"reads files", reads_files})
