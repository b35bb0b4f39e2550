#include "check.h"

#include "base/base.h"
#include "document/workbook_check.h"
#include "make_package.h"

static char path[] = "/tmp/mingze-check-XXXXXX";

/* A file with these parts; then what the check says. */
static int checked(const struct made_part *parts, size_t cut, int64_t flip)
{
    struct made made = make_package(parts);
    FILE *f = fopen(path, "we");
    CHECK(f != NULL);
    if (flip >= 0)
        made.bytes[flip] ^= 0x55;
    CHECK(fwrite(made.bytes, 1, made.n - cut, f) == made.n - cut);
    fclose(f);
    free(made.bytes);
    return workbook_check(path);
}

static void begin(void)
{
    int fd = mkstemp(path);
    CHECK(fd >= 0);
    close(fd);
}

static void end(void)
{
    unlink(path);
}

static void a_whole_one_is_well(void)
{
    const struct made_part parts[] = {
        {"xl/workbook.xml", "<workbook/>"}, {"xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"},
        {"xl/worksheets/sheet2.xml", "</worksheet>"}, {0},
    };
    CHECK_DONE(checked(parts, 0, -1));
}

/* What libxlsxwriter leaves when its temporary file could not grow: a sheet without its end, packed and all. */
static void a_cut_sheet_is_found(void)
{
    static const char *const sheets[] = {"<worksheet><sheetData>", "", "<worksheet></worksheet", "<worksheet></worksheet>\n", "x</worksheet> "};
    for (size_t i = 0; i < ARRAY_SIZE(sheets); i++) {
        const struct made_part parts[] = {
            {"xl/worksheets/sheet1.xml", "<worksheet></worksheet>"}, {"xl/worksheets/sheet2.xml", sheets[i]}, {0},
        };
        CHECK_OUTCOME(checked(parts, 0, -1), UNAVAILABLE);
        CHECK_TEXT(error_message(), "磁盘写满了，表格没有生成。请清理磁盘后再试");
    }
    const struct made_part other[] = {{"xl/styles.xml", "<styles>"}, {0}};      /* only sheets are written so */
    CHECK_DONE(checked(other, 0, -1));
}

/* Long sheets: the end may be cut by the edge of what is read at once. */
static void the_end_may_stand_anywhere(void)
{
    enum { AT_ONCE = 65536, TAIL = sizeof("</worksheet>") - 1 };
    char *sheet = malloc(2 * AT_ONCE + 64);
    for (size_t n = AT_ONCE - 2; n <= AT_ONCE + TAIL + 2; n++) {
        memset(sheet, 'a', n);
        memcpy(sheet + n - TAIL, "</worksheet>", TAIL);
        sheet[n] = 0;
        const struct made_part parts[] = {{"xl/worksheets/sheet1.xml", sheet, n, true}, {0}};
        CHECK_DONE(checked(parts, 0, -1));
        sheet[n - 1] = 'x';
        CHECK_OUTCOME(checked(parts, 0, -1), UNAVAILABLE);
    }
    free(sheet);
}

static void damage_is_found(void)
{
    const struct made_part parts[] = {{"xl/worksheets/sheet1.xml", "<worksheet>a long row of text</worksheet>", 0, true}, {0}};
    CHECK_OUTCOME(checked(parts, 20, -1), UNAVAILABLE);      /* the directory is cut off */
    CHECK_OUTCOME(checked(parts, 0, 70), UNAVAILABLE);       /* a byte of the sheet turned: its checksum is wrong */
    CHECK_OUTCOME(workbook_check("/nowhere/at/all.xlsx"), UNAVAILABLE);
}

TESTS({"begin", begin}, {"a whole one is well", a_whole_one_is_well}, {"a cut sheet is found", a_cut_sheet_is_found},
      {"the end may stand anywhere", the_end_may_stand_anywhere}, {"damage is found", damage_is_found}, {"end", end})
