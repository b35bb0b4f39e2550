#include "made_document.h"

#define FIELD(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text) "<w:r><w:instrText>" text "</w:instrText></w:r>"
#define IN_RUN(content) "<w:r>" content "</w:r>"

static struct arena *arena;

/* Before any test: an argument may be evaluated before the one that reads. */
__attribute__((constructor)) static void arena_open(void)
{
    arena = arena_create(DOCUMENT_ARENA_BYTES);
}

static struct document *look(const char *body)
{
    return read_made(arena, make_docx(body, NULL, NULL));
}

static const char *see(const char *body)
{
    return paragraphs_of(arena, look(body));
}

static void reads_runs(void)
{
    CHECK_TEXT(see(BODY(P(R("甲") IN_RUN("<w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丙</w:t>")
                           "<w:hyperlink>" R("链") "</w:hyperlink><w:smartTag>" R("标") "</w:smartTag>"
                           IN_RUN("<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>"))
                         P("") P("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>" R("丁")))),
               "甲\t乙-丙链标☑||丁");
    CHECK_TEXT(see(BODY("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" P(R("控件")) "</w:sdtContent></w:sdt>"
                         P("<w:ruby><w:rt>" R("dang") "</w:rt><w:rubyBase>" R("党") "</w:rubyBase></w:ruby>")
                         P(IN_RUN("<w:rPr><w:vanish/></w:rPr><w:t>隐</w:t>") R("见")))),
               "控件|党|见");
    CHECK_TEXT(see("<d:document xmlns:d=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><d:body><d:p><d:r><d:t>严"
                    "</d:t></d:r></d:p></d:body></d:document>"), "严");
}

static void breaks_lines(void)
{
    CHECK_TEXT(see(BODY(P(IN_RUN("<w:br/>") R("甲") IN_RUN("<w:br/><w:br/>") R("乙") IN_RUN("<w:br w:type=\"page\"/>"))
                         P(R("丙")))), "甲||乙|丙");
}

static void accepts_changes(void)
{
    CHECK_TEXT(see(BODY(P(R("甲") "<w:ins>" R("增") "</w:ins><w:del>" "<w:r><w:delText>删</w:delText><w:t>除</w:t></w:r>"
                           "</w:del><w:moveFrom>" R("移") "</w:moveFrom><w:moveTo>" R("到") "</w:moveTo>"))),
               "甲增到");
    CHECK_TEXT(see(BODY(P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("前")) P(R("后"))
                         P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del>" R("无") "</w:del>") P(R("末"))
                         P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("尾")))),
               "前后|末|尾");
    CHECK_TEXT(see(BODY(P("<w:pPr><w:jc w:val=\"left\"/><w:pPrChange><w:pPr><w:jc w:val=\"center\"/></w:pPr>"
                           "</w:pPrChange></w:pPr>" R("甲")))), "甲");
}

static void keeps_results_of_fields(void)
{
    CHECK_TEXT(see(BODY(P(FIELD("begin") CODE(" TOC ") R("码") FIELD("separate") R("一、总则") FIELD("begin")
                           CODE("PAGEREF") FIELD("separate") R("3") FIELD("end")) P(R("二") FIELD("end")))),
               "一、总则3|二");
    CHECK_TEXT(see(BODY(P(FIELD("begin") CODE("X") FIELD("begin") R("内") FIELD("separate") R("果") FIELD("end")
                           FIELD("separate") R("外") FIELD("end")))), "外");
    CHECK_TEXT(see(BODY(P(FIELD("begin") CODE("X")) P(R("不丢")))), "|不丢");
    CHECK_TEXT(see(BODY(P("<w:fldSimple w:instr=\"DATE\">" R("今天") "</w:fldSimple>"))), "今天");
}

static void reads_text_boxes_once(void)
{
    CHECK_TEXT(see("<w:document " WORD " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
                    "xmlns:wps=\"urn:wps\"><w:body><w:p><w:r><w:t>主</w:t><mc:AlternateContent><mc:Choice Requires=\"wps\">"
                    "<w:drawing><wps:txbx><w:txbxContent>" P(R("框")) "</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
                    "<mc:Fallback><w:pict><w:txbxContent>" P(R("框")) "</w:txbxContent></w:pict></mc:Fallback>"
                    "</mc:AlternateContent></w:r>" R("文") "</w:p></w:body></w:document>"), "主文|框");
    CHECK_TEXT(see("<w:document " WORD " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>"
                    "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:t>备</w:t></mc:Fallback></mc:AlternateContent></w:r>"
                    "</w:p></w:body></w:document>"), "");
}

static void leaves_out_other_parts(void)
{
    const struct made_part parts[] = {
        { .name = "[Content_Types].xml", .bytes = "<x/>" },
        { .name = "word/document.xml", .bytes = BODY(P(R("正文") IN_RUN("<w:footnoteReference w:id=\"1\"/>"))) },
        { .name = "word/header1.xml", .bytes = "<w:hdr " WORD ">" P(R("页眉")) "</w:hdr>" },
        { .name = "word/footnotes.xml", .bytes = "<w:footnotes " WORD ">" P(R("脚注")) "</w:footnotes>" },
        { 0 },
    };
    CHECK_TEXT(paragraphs_of(arena, read_made(arena, make_package(parts))), "正文");
}

static void sees_marks_in_headers(void)
{
    struct made_part parts[] = {
        { .name = "word/_rels/document.xml.rels",
          .bytes = RELATIONSHIPS(RELATIONSHIP("a", "header", "header1.xml") RELATIONSHIP("b", "header", "header2.xml")) },
        { .name = "word/document.xml", .bytes = BODY(P(R("正文"))) },
        { .name = "word/header1.xml", .bytes = "<w:hdr " WORD ">" P(R("内部资料")) "</w:hdr>" },
        { .name = "word/header2.xml", .bytes = "<w:hdr " WORD ">" P(R("机") R("密") R("★1年")) "</w:hdr>" },
        { 0 },
    };
    CHECK(read_made(arena, make_package(parts))->classified);
    parts[3].bytes = parts[2].bytes;
    CHECK(!read_made(arena, make_package(parts))->classified);
}

TESTS({"reads runs", reads_runs},
      {"sees a mark of secrecy in a running head", sees_marks_in_headers},
      {"breaks lines into paragraphs", breaks_lines},
      {"takes tracked changes as accepted", accepts_changes},
      {"keeps the results of fields", keeps_results_of_fields},
      {"reads text boxes once", reads_text_boxes_once},
      {"leaves out headers and notes", leaves_out_other_parts})
