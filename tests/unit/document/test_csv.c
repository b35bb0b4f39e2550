#include "document/csv.h"

#include "base/base.h"
#include "check.h"

static struct arena *arena;

/* The rows as "row:cell|cell/row:cell". */
static const char *rows(const char *bytes, size_t n)
{
    struct csv csv;
    struct buffer out = buffer_in(arena);
    int outcome;
    CHECK_DONE(csv_start(arena, bytes, n, &csv));
    while ((outcome = csv_next(&csv)) == DONE) {
        buffer_addf(&out, "%s%ld:", out.n ? "/" : "", csv.row);
        for (size_t i = 0; i < csv.n; i++)
            buffer_addf(&out, "%s%s", i ? "|" : "", csv.cells[i]);
    }
    return outcome == NOT_FOUND ? out.p : error_message();
}

#define ROWS(text) rows(text, sizeof(text) - 1)

static void plain(void)
{
    arena = arena_create(1 << 20);
    CHECK_TEXT(ROWS("a,b\n1,2\n"), "1:a|b/2:1|2");
    CHECK_TEXT(ROWS("a,b\r\n1,\r\n\r\n,,\r\n3,4"), "1:a|b/2:1|/5:3|4");
    CHECK_TEXT(ROWS("a,b\r1,2\r"), "1:a|b/2:1|2");
    CHECK_TEXT(ROWS("a;b\n1,5;2\n"), "1:a|b/2:1,5|2");
    CHECK_TEXT(ROWS("a\tb\n1\t\t2\n"), "1:a|b/2:1||2");
    CHECK_TEXT(ROWS("\xEF\xBB\xBF" "编码,名称\nZ1, 一支部 \n"), "1:编码|名称/2:Z1|一支部");
    CHECK_TEXT(ROWS(""), "");
    CHECK_TEXT(ROWS("\n\n"), "");
    arena_destroy(arena);
}

static void quoted(void)
{
    arena = arena_create(1 << 20);
    CHECK_TEXT(ROWS("\"a\",\"b,c\"\n\"say \"\"hi\"\"\",\"two\nlines\"\nx,y\n"), "1:a|b,c/2:say \"hi\"|two\nlines/3:x|y");
    CHECK_TEXT(ROWS("\"\",\"b\"\n"), "1:|b");
    CHECK_TEXT(ROWS("a\"b,c\n"), "1:a\"b|c");
    CHECK(strstr(ROWS("a,b\n1,\"2\n"), "第 2 行第 2 列"));
    arena_destroy(arena);
}

static void encodings(void)
{
    arena = arena_create(1 << 20);
    CHECK_TEXT(ROWS("\xb1\xe0\xc2\xeb,\xc0\xe0\xb1\xf0\n1,2\n"), "1:编码|类别/2:1|2");           /* GB18030 */
    CHECK_TEXT(ROWS("\xff\xfe" "a\0,\0b\0\r\0\n\0" "1\0,\0" "2\0"), "1:a|b/2:1|2");                /* UTF-16LE */
    arena_destroy(arena);
}

TESTS({"separators, line ends, empty rows", plain}, {"quoted cells", quoted}, {"encodings", encodings})
