#include "made_document.h"

#include <sys/stat.h>
#include <time.h>

#include "document/package.h"

#define MEBIBYTE ((size_t)1 << 20)

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Refused before it costs anything (the limits are for the release build; sanitizers take their share). */
static void refuse(struct made made, int outcome, const char *words)
{
    struct arena *arena = arena_create(DOCUMENT_ARENA_BYTES);
    double before = cpu_ms();
    CHECK_OUTCOME(refuse_made(arena, made), outcome);
    CHECK(cpu_ms() - before < 500);
    CHECK(arena_used(arena) < 64 * MEBIBYTE);
    if (!strstr(error_message(), words))
        check_fail(__FILE__, __LINE__, "message is %s", error_message());
    arena_destroy(arena);
}

static struct made one_part(const char *name, const char *bytes, size_t n)
{
    return make_package((struct made_part[]){ { .name = name, .bytes = bytes, .n = n }, { 0 } });
}

static void refuses_zip_bombs(void)
{
    size_t n = 210 * MEBIBYTE;
    char *zeros = calloc(1, n);
    refuse(one_part("word/document.xml", zeros, 100 * MEBIBYTE), INVALID, "压缩比");
    refuse(make_package((struct made_part[]){ { "a", zeros, 120 * MEBIBYTE, true }, { "b", zeros, 90 * MEBIBYTE, true }, { 0 } }),
           TOO_LARGE, "64 MB");
    free(zeros);
    struct made_part *parts = calloc(PACKAGE_ENTRIES_MAX + 2, sizeof *parts);
    struct arena *arena = arena_create(MEBIBYTE);
    for (int i = 0; i <= PACKAGE_ENTRIES_MAX; i++)
        parts[i] = (struct made_part){ .name = arena_printf(arena, "word/%d.xml", i), .bytes = "x" };
    refuse(make_package(parts), INVALID, "2000");
    free(parts);
    arena_destroy(arena);
}

/* A directory of a hundred thousand entries: stopped before libzip takes memory for each. */
static void refuses_long_directories(void)
{
    size_t entry = 46 + 1, n = 100000 * entry + 26;
    struct made made = { calloc(1, n), n };
    memcpy(made.bytes, "PK\3\4", 4);
    for (size_t i = 0; i < 100000; i++)
        memcpy(made.bytes + 4 + i * entry, "PK\1\2", 4);
    memcpy(made.bytes + n - 22, "PK\5\6", 4);
    refuse(made, INVALID, "2000");
}

/* What the directory says is smaller than what comes out. */
static void refuses_lies(void)
{
    struct arena *arena = arena_create(DOCUMENT_ARENA_BYTES);
    char *spaces = malloc(300000);
    memset(spaces, ' ', 300000);
    memcpy(spaces, "<w:document " WORD ">", strlen("<w:document " WORD ">"));
    struct made made = one_part("word/document.xml", spaces, 300000);
    free(spaces);
    char *directory = memmem(made.bytes, made.n, "PK\1\2", 4);
    memcpy(directory + 24, "\x10\0\0\0", 4);
    refuse(made, INVALID, "损坏");
    arena_destroy(arena);
}

static void refuses_names_that_leave(void)
{
    static const char *const names[] = { "../a", "/etc/passwd", "word/../../a", "word/..", "a\\b", "C:a" };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        refuse(make_package((struct made_part[]){ { .name = "word/document.xml", .bytes = BODY("") },
                                                  { .name = names[i], .bytes = "x" }, { 0 } }),
               INVALID, "指向外面");
}

static void refuses_links(void)
{
    struct made made = one_part("word/document.xml", BODY(""), 0);
    char *directory = memmem(made.bytes, made.n, "PK\1\2", 4);
    unsigned mode = (unsigned)(S_IFLNK | 0777) << 16;
    directory[5] = 3;                                /* made on Unix */
    memcpy(directory + 38, &mode, 4);
    refuse(made, INVALID, "指向外面");
}

static void refuses_broken_and_foreign(void)
{
    struct made made = one_part("word/document.xml", BODY(P(R("甲"))), 0);
    made.n -= 10;
    refuse(made, INVALID, "损坏");
    refuse(one_part("OFD.xml", "<OFD/>", 0), UNSUPPORTED, "另存为");
    made = one_part("word/document.xml", BODY(P(R("甲"))), 0);
    char *directory = memmem(made.bytes, made.n, "PK\1\2", 4);
    made.bytes[6] |= 1;
    directory[8] |= 1;
    refuse(made, UNSUPPORTED, "密码");
}

static void follows_relationships(void)
{
    struct arena *arena = arena_create(DOCUMENT_ARENA_BYTES);
    struct document *d = read_made(arena, make_package((struct made_part[]){
        { .name = "_rels/.rels", .bytes = RELATIONSHIPS(RELATIONSHIP("a", "officeDocument", "./word/sub/document2.xml")) },
        { .name = "word/sub/_rels/document2.xml.rels",
          .bytes = RELATIONSHIPS("<Relationship Id=\"x\" Type=\"" OFFICE "styles\" Target=\"http://x/\" TargetMode=\"External\"/>"
                                 RELATIONSHIP("b", "styles", "../styles.xml")) },
        { .name = "word/sub/document2.xml", .bytes = BODY(P(R("甲"))) },
        { .name = "word/styles.xml",
          .bytes = "<w:styles " WORD "><w:style w:type=\"paragraph\" w:default=\"1\"><w:pPr><w:jc w:val=\"center\"/></w:pPr>"
                   "</w:style></w:styles>" },
        { 0 } }));
    CHECK_TEXT(paragraphs_of(arena, d), "甲");
    CHECK(d->paragraphs[0].centered);
    arena_destroy(arena);
}

/* 130,000 small cells: too many for somebody else's document, not for a list of our own. */
static void strangers_may_hold_less(void)
{
    struct arena *arena = arena_create(DOCUMENT_ARENA_BYTES);
    struct buffer sheet = buffer_in(arena);
    struct document *d;
    buffer_adds(&sheet, "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
    for (unsigned i = 0; i < 130000; i++)
        buffer_addf(&sheet, "%s<c><v>%u</v></c>%s", i % 10 ? "" : "<row>", (i * 2654435761u) >> 8, i % 10 == 9 ? "</row>" : "");
    buffer_adds(&sheet, "</sheetData></worksheet>");
    struct made made = make_package((struct made_part[]){
        { "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                             "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                             "<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>", 0, false },
        { "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
                                        "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"s.xml\"/></Relationships>", 0, false },
        { "xl/s.xml", sheet.p, sheet.n, false }, { 0 } });
    CHECK_OUTCOME(document_read(arena, "a.xlsx", made.bytes, made.n, &d), TOO_LARGE);
    CHECK(arena_used(arena) < 64 * MEBIBYTE);
    CHECK_DONE(document_read_own(arena, "a.xlsx", made.bytes, made.n, &d));
    CHECK_INT(d->tables[0].rows, 13000);
    free(made.bytes);
    arena_destroy(arena);
}

TESTS({"refuses zip bombs", refuses_zip_bombs},
      {"strangers may hold less", strangers_may_hold_less},
      {"refuses long directories", refuses_long_directories},
      {"refuses sizes that lie", refuses_lies},
      {"refuses names that leave the package", refuses_names_that_leave},
      {"refuses links", refuses_links},
      {"refuses broken, foreign and encrypted packages", refuses_broken_and_foreign},
      {"follows relationships", follows_relationships})
