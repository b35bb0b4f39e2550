#include "made_document.h"

#define NUMBERING(content) "<w:numbering " WORD ">" content "</w:numbering>"
#define LEVEL(i, start, format, text, more) \
    "<w:lvl w:ilvl=\"" i "\"><w:start w:val=\"" start "\"/><w:numFmt w:val=\"" format "\"/>" more \
    "<w:lvlText w:val=\"" text "\"/></w:lvl>"
#define NOTHING "<w:suff w:val=\"nothing\"/>"
#define LIST(id, abstract, more) \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" abstract "\"/>" more "</w:num>"
#define ITEM(list, level, text) \
    P("<w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list "\"/></w:numPr></w:pPr>" R(text))
#define STYLED(style, text) P("<w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" R(text))

static struct arena *arena;

/* Before any test: an argument may be evaluated before the one that reads. */
__attribute__((constructor)) static void arena_open(void)
{
    arena = arena_create(DOCUMENT_ARENA_BYTES);
}

static const char *see(const char *body, const char *styles, const char *numbering)
{
    return paragraphs_of(arena, read_made(arena, make_docx(body, styles, numbering)));
}

static void numbers_levels(void)
{
    CHECK_TEXT(see(BODY(ITEM("1", "0", "甲") ITEM("1", "1", "乙") ITEM("1", "1", "丙") ITEM("1", "0", "丁")
                         ITEM("1", "1", "戊") ITEM("1", "2", "己") P(R("文"))),
                    NULL,
                    NUMBERING("<w:abstractNum w:abstractNumId=\"0\">"
                              LEVEL("0", "1", "chineseCounting", "%1、", NOTHING)
                              LEVEL("1", "1", "chineseCounting", "（%2）", "")
                              LEVEL("2", "1", "decimal", "%1.%2.%3", "<w:isLgl/>")
                              "</w:abstractNum>" LIST("1", "0", ""))),
               "一、甲|（一）乙|（二）丙|二、丁|（一）戊|2.1.1 己|文");
}

static void continues_and_starts_over(void)
{
    static const char abstract[] =
        NUMBERING("<w:abstractNum w:abstractNumId=\"0\">" LEVEL("0", "3", "decimal", "第%1条", "<w:suff w:val=\"space\"/>")
                  LEVEL("1", "1", "decimal", "%1-%2", NOTHING "<w:lvlRestart w:val=\"0\"/>") "</w:abstractNum>"
                  LIST("1", "0", "") LIST("2", "0", "")
                  LIST("3", "0", "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>")
                  LIST("4", "0", "<w:lvlOverride w:ilvl=\"0\">" LEVEL("0", "9", "upperLetter", "%1)", NOTHING)
                                 "</w:lvlOverride>"));
    CHECK_TEXT(see(BODY(ITEM("1", "0", "甲") ITEM("2", "0", "乙") ITEM("3", "0", "丙") ITEM("3", "0", "丁")
                         ITEM("4", "0", "戊")), NULL, abstract),
               "第3条 甲|第4条 乙|第1条 丙|第2条 丁|C)戊");
    CHECK_TEXT(see(BODY(ITEM("1", "1", "甲") ITEM("1", "0", "乙") ITEM("1", "1", "丙")), NULL, abstract),
               "3-1甲|第4条 乙|4-2丙");
}

static void numbers_by_style(void)
{
    static const char styles[] =
        "<w:styles " WORD ">"
        "<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr>"
        "<w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"heading 2\"/><w:pPr><w:numPr>"
        "<w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Own\"><w:basedOn w:val=\"H2\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Plain\"><w:basedOn w:val=\"H1\"/><w:pPr><w:numPr>"
        "<w:numId w:val=\"0\"/></w:numPr></w:pPr></w:style></w:styles>";
    CHECK_TEXT(see(BODY(STYLED("H1", "甲") STYLED("H2", "乙") STYLED("Own", "丙") STYLED("Plain", "丁") STYLED("H1", "戊")),
                    styles,
                    NUMBERING("<w:abstractNum w:abstractNumId=\"7\">"
                              LEVEL("0", "1", "ideographTraditional", "%1", "<w:pStyle w:val=\"H1\"/>")
                              LEVEL("1", "1", "decimalEnclosedCircle", "%2", "<w:pStyle w:val=\"H2\"/>" NOTHING)
                              "</w:abstractNum>" LIST("1", "7", ""))),
               "甲 甲|①乙|②丙|丁|乙 戊");
}

static void follows_style_link(void)
{
    CHECK_TEXT(see(BODY(ITEM("2", "0", "甲")),
                    "<w:styles " WORD "><w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr>"
                    "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>",
                    NUMBERING("<w:abstractNum w:abstractNumId=\"0\">" LEVEL("0", "1", "decimal", "%1．", "")
                              "</w:abstractNum>"
                              "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>"
                              LIST("1", "0", "") LIST("2", "1", ""))),
               "1．甲");
}

static void survives_nonsense(void)
{
    CHECK_TEXT(see(BODY(ITEM("1", "99", "甲") ITEM("5", "0", "乙") ITEM("-3", "-3", "丙")), NULL,
                    NUMBERING("<w:abstractNum w:abstractNumId=\"0\">" LEVEL("0", "x", "bullet", "\xef\x81\xac", NOTHING)
                              LEVEL("77", "1", "decimal", "%9%", NOTHING) "</w:abstractNum>" LIST("1", "0", ""))),
               "1%甲|乙|丙");
}

TESTS({"numbers levels", numbers_levels},
      {"continues a list and starts it over", continues_and_starts_over},
      {"numbers by style", numbers_by_style},
      {"follows a link to a style", follows_style_link},
      {"survives nonsense", survives_nonsense})
