#include "made_document.h"
#include "document/docx.h"

#define HEADER(content) "<w:hdr " WORD ">" content "</w:hdr>"

/* Whether the headers of a document with these two parts bear a mark; either may be NULL: named, and not there. */
static bool marked(const char *first, const char *second)
{
    struct arena *arena = arena_create(DOCUMENT_ARENA_BYTES);
    const struct made_part parts[] = {
        {"word/_rels/document.xml.rels", RELATIONSHIPS(RELATIONSHIP("r1", "header", "header1.xml") RELATIONSHIP("r2", "header", "header2.xml")
                                                       RELATIONSHIP("r3", "footer", "footer1.xml"))},
        {"word/footer1.xml", "<w:ftr " WORD ">" P(R("机密★1年")) "</w:ftr>"},
        {first ? "word/header1.xml" : "word/other1.xml", first ? first : "<x/>"},
        {second ? "word/header2.xml" : "word/other2.xml", second ? second : "<x/>"},
        {0},
    };
    struct made made = make_package(parts);
    struct package *package;
    bool found = false;
    CHECK_DONE(package_open(arena, made.bytes, made.n, &package));
    package_bound(package, 1 << 20);
    CHECK_DONE(docx_headers_marked(arena, package, "word/document.xml", &found));
    package_close_p(&package);
    free(made.bytes);
    arena_destroy(arena);
    return found;
}

static void a_mark_in_any_header_counts(void)
{
    CHECK(!marked(HEADER(P(R("水利局机关党委"))), HEADER(P(R("机密工作会议")))));
    CHECK(marked(HEADER(P(R("机密★1年"))), HEADER("")));
    CHECK(marked(HEADER(""), HEADER(P(R("秘密 ★ 6个月")))));
    CHECK(marked(HEADER(P(R("水利局")) P(R("绝密★长期"))), NULL));
    CHECK(marked(HEADER(P("<w:r><w:t>机</w:t></w:r><w:r><w:t>密★</w:t></w:r>")), NULL));      /* in two runs */
}

/* Footers, text of other parts of the XML and headers that are only named say nothing. */
static void what_is_no_header_does_not(void)
{
    CHECK(!marked(NULL, NULL));
    CHECK(!marked(HEADER("<w:p><w:pPr><w:pStyle w:val=\"机密★\"/></w:pPr></w:p>"), HEADER(P("<w:r><w:instrText>机密★</w:instrText></w:r>"))));
    CHECK(!marked(HEADER("机密★"), HEADER("")));
}

static void broken_xml_is_refused(void)
{
    struct arena *arena = arena_create(DOCUMENT_ARENA_BYTES);
    const struct made_part parts[] = {
        {"word/_rels/document.xml.rels", RELATIONSHIPS(RELATIONSHIP("r1", "header", "header1.xml"))}, {"word/header1.xml", "<w:hdr"}, {0},
    };
    struct made made = make_package(parts);
    struct package *package;
    bool found = true;
    CHECK_DONE(package_open(arena, made.bytes, made.n, &package));
    package_bound(package, 1 << 20);
    CHECK_OUTCOME(docx_headers_marked(arena, package, "word/document.xml", &found), INVALID);
    CHECK(!found);
    package_close_p(&package);
    free(made.bytes);
    arena_destroy(arena);
}

TESTS({"a mark in any header counts", a_mark_in_any_header_counts}, {"what is no header does not", what_is_no_header_does_not},
      {"broken XML is refused", broken_xml_is_refused})
