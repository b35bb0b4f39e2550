#include "made_document.h"

static struct arena *arena;

/* Before any test: an argument may be evaluated before the one that reads. */
__attribute__((constructor)) static void arena_open(void)
{
    arena = arena_create(DOCUMENT_ARENA_BYTES);
}

static struct document *see(const char *text, size_t n)
{
    struct document *d;
    CHECK_DONE(document_read(arena, "表.CSV", text, n ? n : strlen(text), &d));
    return d;
}

static void reads_quotes(void)
{
    struct document *d = see("\xef\xbb\xbf序号,问题,\"措施\"\r\n1,\"甲,乙\",\"说\"\"好\"\"\r\n第二行\"\r\n\r\n2,,丙\r\n", 0);
    CHECK_TEXT(d->format, "csv");
    CHECK_INT(d->table_count, 1);
    CHECK_TEXT(table_of(arena, d->tables), "序号|问题|措施\n1|甲,乙|说\"好\"/第二行\n2||丙\n");
    CHECK_INT(d->paragraph_count, 5);
    CHECK_TEXT(document_text_at(arena, d, d->tables[0].cells[4].at), "甲,乙");
    CHECK_INT(d->tables[0].cells[8].at.paragraph, 5);
}

static void reads_encodings(void)
{
    static const char gb[] = "\xd0\xf2\xba\xc5,\xce\xca\xcc\xe2\n1,\xbc\xd7\n";
    struct document *d = see(gb, 0);
    CHECK_TEXT(d->encoding, "GB18030");
    CHECK_TEXT(table_of(arena, d->tables), "序号|问题\n1|甲\n");
    static const char wide[] = "\xff\xfe\x8f\x5e\xf7\x53\x09\x00\xee\x95\x98\x98\x0a\x00\x31\x00\x09\x00\x32\x75";
    d = see(wide, sizeof wide - 1);
    CHECK_TEXT(d->encoding, "UTF-16LE");
    CHECK_TEXT(table_of(arena, d->tables), "序号|问题\n1|甲\n");
}

static void finds_separator(void)
{
    CHECK_TEXT(table_of(arena, see("a;b\n\"1,5,7\";2\n", 0)->tables), "a|b\n1,5,7|2\n");
    CHECK_TEXT(table_of(arena, see("a\n b \n", 0)->tables), "a\nb\n");
    CHECK_INT(see("\n\n", 0)->table_count, 0);
}

static void refuses_too_many_cells(void)
{
    size_t n = DOCUMENT_CELLS_MAX + 100;
    char *commas = malloc(n);
    memset(commas, ',', n);
    struct document *d;
    int outcome = document_read(arena, "a.csv", commas, n, &d);
    free(commas);
    CHECK_OUTCOME(outcome, TOO_LARGE);
}

TESTS({"reads quotes and line breaks", reads_quotes},
      {"reads GB18030 and UTF-16", reads_encodings},
      {"finds the separator", finds_separator},
      {"refuses too many cells", refuses_too_many_cells})
