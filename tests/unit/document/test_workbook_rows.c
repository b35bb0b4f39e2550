#include "check.h"

#include "base/base.h"
#include "document/workbook_rows.h"

static void lines_by_width(void)
{
    static const struct {
        const char *text;
        double width;
        int lines;
    } rows[] = {
        {"", 10, 1}, {"党", 10, 1}, {"党建工作", 9, 1}, {"党建工作组", 9, 2}, {"党建工作组党建工作组", 9, 3}, {"abcdefg", 9, 1},
        {"abcdefgh", 9, 2}, {"a\nb", 50, 2}, {"\n", 50, 2}, {"一\n二\n", 50, 3}, {"党党", 0, 2}, {"党", 0, 1}, {"𠮷𠮷𠮷𠮷", 9, 1}, {"𠮷𠮷𠮷𠮷𠮷", 9, 2},
        {"абвгдеж", 9, 1}, {"абвгдежз", 9, 2},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (rows_lines(rows[i].text, rows[i].width) != rows[i].lines)
            check_fail(__FILE__, __LINE__, "“%s” in %.0f: %d", rows[i].text, rows[i].width, rows_lines(rows[i].text, rows[i].width));
}

/* Never so low that libxlsxwriter would leave it out, never higher than Excel opens. */
static void heights_have_bounds(void)
{
    CHECK(rows_height(1, 8) == 18);
    CHECK(rows_height(2, 11) > 33 && rows_height(2, 11) < 33.1);
    CHECK(rows_height(1, 11) < rows_height(2, 11));
    CHECK(rows_height(1000, 11) == 409);
}

/* Rows as libxlsxwriter writes them, through the function, and back as text. */
static const char *released(struct arena *arena, const char *text, unsigned first)
{
    size_t n = strlen(text);
    char *after = arena_alloc(arena, n + 1);
    FILE *rows = tmpfile();
    CHECK(rows && fwrite(text, 1, n, rows) == n);
    CHECK_DONE(rows_release(rows, first));
    rewind(rows);
    CHECK(fread(after, 1, n, rows) == n && fgetc(rows) == EOF);
    after[n] = 0;
    fclose(rows);
    return after;
}

#define ROW(number, mark) "<row r=\"" number "\" ht=\"30\"" mark "><c r=\"A1\"><v>1</v></c></row>"
#define MARK " customHeight=\"1\""
#define BLANK "                 "

static void the_mark_is_blanked(void)
{
    struct arena *arena = arena_create(16 << 20);
    CHECK_TEXT(released(arena, ROW("1", MARK) ROW("2", MARK) ROW("13", MARK), 2), ROW("1", MARK) ROW("2", BLANK) ROW("13", BLANK));
    CHECK_TEXT(released(arena, ROW("2", "") ROW("3", MARK), 1), ROW("2", "") ROW("3", BLANK));
    CHECK_TEXT(released(arena, "", 1), "");
    /* What stands between tags is no tag. */
    static const char cell[] = "<row r=\"2\"><c><t>customHeight=\"1\" &lt;row r=\"3\" customHeight=\"1\"</t></c></row>";
    CHECK_TEXT(released(arena, cell, 1), cell);
    arena_destroy(arena);
}

/* A long sheet is read in pieces, and a tag may be cut by their edge at any of its bytes. */
static void tags_across_the_edge(void)
{
    enum { PIECE = 1 << 20 };
    static const char tag[] = "<row r=\"9\" ht=\"30\"" MARK ">", wanted[] = "<row r=\"9\" ht=\"30\"" BLANK ">";
    struct arena *arena = arena_create((size_t)512 << 20);
    char *text = arena_alloc(arena, 2 * PIECE + 200);
    memset(text, 'x', 2 * PIECE + 199);
    text[2 * PIECE + 199] = 0;
    for (size_t before = 0; before <= strlen(tag); before += before < 10 ? 1 : 7) {
        char *at = text + PIECE - before;
        memcpy(at, tag, strlen(tag));
        memcpy(text + 2 * PIECE + 100, tag, strlen(tag));
        const char *after = released(arena, text, 1);
        CHECK(memcmp(after + PIECE - before, wanted, strlen(wanted)) == 0);
        CHECK(memcmp(after + 2 * PIECE + 100, wanted, strlen(wanted)) == 0);
        memset(at, 'x', strlen(tag));
    }
    arena_destroy(arena);
}

static void a_file_that_cannot_be_written_is_told(void)
{
    char path[] = "/tmp/mingze-rows-XXXXXX";
    int fd = mkstemp(path);
    CHECK(fd >= 0 && write(fd, ROW("2", MARK), strlen(ROW("2", MARK))) > 0);
    close(fd);
    FILE *rows = fopen(path, "re");
    CHECK(rows != NULL);
    CHECK_OUTCOME(rows_release(rows, 1), UNAVAILABLE);
    CHECK_TEXT(error_message(), "临时目录不能读写，表格没有生成。请检查磁盘后再试");
    fclose(rows);
    unlink(path);
    FILE *full = fopen("/dev/full", "we");
    CHECK(full != NULL);
    fputs("x", full);
    CHECK_OUTCOME(rows_release(full, 1), UNAVAILABLE);
    CHECK_TEXT(error_message(), "临时目录写满了，表格没有生成。请清理磁盘后再试");
    fclose(full);
}

TESTS({"lines by width", lines_by_width}, {"heights have bounds", heights_have_bounds}, {"the mark is blanked", the_mark_is_blanked},
      {"tags across the edge", tags_across_the_edge}, {"a file that cannot be written is told", a_file_that_cannot_be_written_is_told})
