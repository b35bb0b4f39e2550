#include "made_document.h"

#include "document/xml.h"

static struct arena *arena;

/* Before any test: an argument may be evaluated before the one that reads. */
__attribute__((constructor)) static void arena_open(void)
{
    arena = arena_create(DOCUMENT_ARENA_BYTES);
}

static int see(const char *document)
{
    return refuse_made(arena, make_docx(document, NULL, NULL));
}

static void refuses_doctypes(void)
{
    CHECK_OUTCOME(see("<!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document " WORD "/>"), INVALID);
    CHECK(strstr(error_message(), "DTD"));
    CHECK_OUTCOME(see("<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><w:document " WORD "/>"), INVALID);
    CHECK_OUTCOME(see(BODY("&a;")), INVALID);
}

static const char *repeat(const char *open, int n)
{
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, "<w:document " WORD ">");
    for (int i = 0; i < n; i++)
        buffer_adds(&b, open);
    return b.p;
}

static void bounds_depth(void)
{
    CHECK_OUTCOME(see(BODY("")), DONE);
    CHECK_OUTCOME(see(repeat("<w:p>", 100000)), INVALID);
    CHECK(strstr(error_message(), "嵌套"));
    CHECK_OUTCOME(see(repeat("<w:tbl><w:tr><w:tc>", 80)), INVALID);
    CHECK(strstr(error_message(), "XML"));
}

/* Text that deflate does not shrink below the ratio: an attribute of eight megabytes. */
static void bounds_tags(void)
{
    struct buffer b = buffer_in(arena);
    unsigned seed = 1;
    buffer_adds(&b, "<w:document " WORD " a=\"");
    for (int i = 0; i < 8 << 20; i++) {
        seed = seed * 1103515245 + 12345;
        buffer_addc(&b, (char)('a' + (seed >> 16) % 26));
    }
    buffer_adds(&b, "\"/>");
    CHECK_OUTCOME(see(b.p), INVALID);
    CHECK(strstr(error_message(), "标记"));
}

static void refuses_malformed(void)
{
    static const char *const documents[] = { "", "x", "<w:document>", "<a><b></a></b>", "<a>\xff</a>", "<a b=1/>" };
    for (size_t i = 0; i < ARRAY_SIZE(documents); i++)
        CHECK_OUTCOME(see(documents[i]), INVALID);
}

static void reads_attributes(void)
{
    const char *attributes[] = { "urn:x|val", "12", "on", "false", "big", "99999999999", NULL };
    CHECK_TEXT(xml_attribute(attributes, "val"), "12");
    CHECK(!xml_attribute(attributes, "x"));
    CHECK_INT(xml_number(attributes, "val", 0), 12);
    CHECK_INT(xml_number(attributes, "on", 7), 7);
    CHECK_INT(xml_number(attributes, "big", 7), 7);
    CHECK(!xml_on(attributes, "on"));
    CHECK(xml_on(attributes, "none"));
    static const struct xml_name names[] = { { "a", 1 }, { "b", 2 } };
    CHECK_INT(xml_element(names, 2, "b"), 2);
    CHECK_INT(xml_element(names, 2, "c"), 0);
}

TESTS({"refuses document types", refuses_doctypes},
      {"bounds depth", bounds_depth},
      {"bounds a tag", bounds_tags},
      {"refuses what is not well-formed", refuses_malformed},
      {"reads attributes", reads_attributes})
