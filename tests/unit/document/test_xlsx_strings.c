#include "check.h"
#include "document/xlsx.h"
#include "make_package.h"

static void reads_strings(void)
{
    struct arena *arena = arena_create(1 << 20);
    struct reader reader = { .arena = arena, .ceilings = CEILINGS_PLAIN };
    struct made made = make_package((struct made_part[]){
        { .name = "s.xml",
          .bytes = "<sst " SHEET "><si><t>甲</t></si><si/><si><r><rPr><b/></rPr><t xml:space=\"preserve\"> 乙</t></r><r><t>丙</t></r>"
                   "<rPh><t>bing</t></rPh><phoneticPr/></si><si><x>无</x><t/></si></sst>" },
        { 0 } });
    struct package *package = NULL;
    struct xlsx_strings strings = { 0 };
    CHECK_DONE(package_open(arena, made.bytes, made.n, &package));
    CHECK_DONE(xlsx_strings_read(&reader, package, "s.xml", &strings));
    CHECK_INT(strings.n, 4);
    CHECK_TEXT(strings.items[0], "甲");
    CHECK_TEXT(strings.items[1], "");
    CHECK_TEXT(strings.items[2], " 乙丙");
    CHECK_TEXT(strings.items[3], "");
    CHECK_DONE(xlsx_strings_read(&reader, package, NULL, &strings));
    package_close_p(&package);
    free(made.bytes);
    arena_destroy(arena);
}

TESTS({"reads shared strings", reads_strings})
