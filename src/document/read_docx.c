/* The body of a Word document (WordprocessingML, ECMA-376 part 1, 17) as its reader sees it.
 *
 * Tracked changes count as accepted; hidden text, field codes, comments, notes, headers and footers
 * are not part of it.  A text box follows the paragraph it is anchored in.  A line break inside a
 * w:p begins a new paragraph of ours, as it would in a text file. */
#include "document/docx.h"

#include <stdlib.h>
#include <string.h>

#define FIELDS_MAX 64
#define TABLES_MAX 20000

enum element {
    E_OTHER,
    E_ALTERNATE, E_BOLD, E_BREAK, E_CHOICE, E_CR, E_DELETED, E_FALLBACK, E_FIELD_CHAR, E_GRID_AFTER, E_GRID_BEFORE,
    E_GRID_SPAN, E_H_MERGE, E_LEVEL, E_JC, E_NO_BREAK_HYPHEN, E_LIST, E_OUTLINE, E_P, E_PPR, E_P_STYLE, E_PTAB, E_R,
    E_RPR, E_R_STYLE, E_SKIPPED, E_SYMBOL, E_T, E_TAB, E_TBL, E_TC, E_TC_PR, E_TEXT_BOX, E_TR, E_TR_PR, E_VANISH,
    E_V_MERGE,
};

static const struct xml_name names[] = {
    { "b", E_BOLD },
    { "br", E_BREAK },
    { "cr", E_CR },
    { "del", E_DELETED },
    { "fldChar", E_FIELD_CHAR },
    { "gridAfter", E_GRID_AFTER },
    { "gridBefore", E_GRID_BEFORE },
    { "gridSpan", E_GRID_SPAN },
    { "hMerge", E_H_MERGE },
    { "ilvl", E_LEVEL },
    { "jc", E_JC },
    { "moveFrom", E_DELETED },
    { "noBreakHyphen", E_NO_BREAK_HYPHEN },
    { "numId", E_LIST },
    { "numberingChange", E_SKIPPED },
    { "outlineLvl", E_OUTLINE },
    { "p", E_P },
    { "pPr", E_PPR },
    { "pPrChange", E_SKIPPED },
    { "pStyle", E_P_STYLE },
    { "ptab", E_PTAB },
    { "r", E_R },
    { "rPr", E_RPR },
    { "rPrChange", E_SKIPPED },
    { "rStyle", E_R_STYLE },
    { "rt", E_SKIPPED },                 /* the pinyin over a character */
    { "sdtEndPr", E_SKIPPED },
    { "sdtPr", E_SKIPPED },
    { "sectPr", E_SKIPPED },
    { "sym", E_SYMBOL },
    { "t", E_T },
    { "tab", E_TAB },
    { "tbl", E_TBL },
    { "tblGrid", E_SKIPPED },
    { "tblPr", E_SKIPPED },
    { "tblPrEx", E_SKIPPED },
    { "tc", E_TC },
    { "tcPr", E_TC_PR },
    { "tcPrChange", E_SKIPPED },
    { "tr", E_TR },
    { "trPr", E_TR_PR },
    { "trPrChange", E_SKIPPED },
    { "txbxContent", E_TEXT_BOX },
    { "vMerge", E_V_MERGE },
    { "vanish", E_VANISH },
};

/* A w:p that is open; text boxes nest them. */
struct open_paragraph {
    struct open_paragraph *outer, *spare;
    int at;                      /* the document's paragraph its text goes to */
    struct buffer text;
    const struct docx_style *style;
    int list, level, outline, centered;
    bool begun;                  /* properties read, label made */
    bool mark_deleted;           /* its end is deleted: it runs on in the next one */
    bool has_text, all_bold;
    int breaks;                  /* line breaks that no text has followed yet */
};

struct docx {
    struct reader *reader;
    struct docx_styles *styles;
    struct docx_numbering *numbering;
    struct open_paragraph *paragraph;
    struct docx_table *table;
    size_t tables;
    unsigned char path[XML_DEPTH_MAX + 1];
    int depth;
    int skipped;                 /* the depth of the element whose content is not seen; 0 = none */
    bool chosen[XML_DEPTH_MAX + 1];          /* by depth of an mc:AlternateContent: a choice was taken */
    struct buffer carried;       /* text of paragraphs whose end was deleted */
    bool codes[FIELDS_MAX];      /* open fields, innermost last: true while in its code */
    int fields;
    int run_bold, run_vanish;    /* -1: not said */
    bool in_text;
};

static struct paragraph *paragraph_at(struct docx *d, int at)
{
    return &d->reader->document->paragraphs[at - 1];
}

static int reserve(struct docx *d, struct open_paragraph *p)
{
    if (d->reader->document->paragraph_count >= DOCX_PARAGRAPHS_MAX)
        return fail(TOO_LARGE, "文件超过 %d 段，请拆成几个文件再读", DOCX_PARAGRAPHS_MAX);
    TRY(reader_paragraph(d->reader, "", 0, NULL));
    p->at = (int)d->reader->document->paragraph_count;
    return DONE;
}

static int start_paragraph(struct docx *d)
{
    struct open_paragraph *p = d->paragraph ? d->paragraph->spare : NULL;
    if (!p) {
        p = arena_new(d->reader->arena, struct open_paragraph);
        p->text = buffer_in(d->reader->arena);
        if (d->paragraph)
            d->paragraph->spare = p;
    }
    *p = (struct open_paragraph){
        .outer = d->paragraph, .spare = p->spare, .text = p->text,
        .list = -1, .level = -1, .outline = -1, .centered = -1, .all_bold = true,
    };
    buffer_truncate(&p->text, 0);
    d->paragraph = p;
    return reserve(d, p);
}

/* At the end of w:pPr, or at the first text where there is none. */
static void begin(struct docx *d, struct open_paragraph *p)
{
    if (p->begun)
        return;
    p->begun = true;
    if (!p->style)
        p->style = docx_style(d->styles, NULL);
    if (d->carried.n) {
        buffer_add(&p->text, d->carried.p, d->carried.n);
        buffer_truncate(&d->carried, 0);
        p->has_text = true;
        p->all_bold = false;
    }
    int list = p->list >= 0 ? p->list : p->style->list, level = p->level;
    if (list <= 0 || p->mark_deleted)
        return;
    if (level < 0 && p->list < 0)
        level = docx_numbering_level(d->numbering, list, p->style->id);
    if (level < 0)
        level = p->list < 0 && p->style->level >= 0 ? p->style->level : 0;
    size_t before = p->text.n;
    docx_numbering_next(d->numbering, list, level, &p->text);
    d->reader->text_bytes += p->text.n - before;
}

/* Puts the text so far into its paragraph. */
static void fill(struct docx *d, struct open_paragraph *p)
{
    struct paragraph *to = paragraph_at(d, p->at);
    to->text = p->text.n ? arena_strndup(d->reader->arena, p->text.p, p->text.n) : "";
    to->heading = p->outline >= 0 ? (p->outline < 9 ? p->outline + 1 : 0) : docx_style_heading(p->style);
    to->centered = p->centered >= 0 ? p->centered : p->style->centered > 0;
    to->bold = p->has_text && p->all_bold;
    buffer_truncate(&p->text, 0);
    p->has_text = false;
    p->all_bold = true;
}

static int check_text(struct docx *d, size_t n)
{
    d->reader->text_bytes += n;
    if (d->reader->text_bytes > d->reader->ceilings.text)
        return fail(TOO_LARGE, "文件的文字超过 %zu MB，请拆成几个文件再读", d->reader->ceilings.text >> 20);
    return DONE;
}

static bool is_bold(const struct docx *d, const struct open_paragraph *p)
{
    return d->run_bold >= 0 ? d->run_bold : p->style->bold > 0;
}

static bool is_space(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strchr(" \t\r\n", text[i]))
            return false;
    return true;
}

static bool is_seen(struct docx *d)
{
    for (int i = 0; i < d->fields; i++)
        if (d->codes[i])
            return false;
    if (!d->paragraph)
        return false;
    begin(d, d->paragraph);
    return d->run_vanish >= 0 ? !d->run_vanish : d->paragraph->style->vanish <= 0;
}

static int add_text(struct docx *d, const char *text, size_t n)
{
    struct open_paragraph *p = d->paragraph;
    if (!is_seen(d))
        return DONE;
    if (!p->text.n)
        p->breaks = 0;           /* a break with nothing before it begins no line */
    for (; p->breaks; p->breaks--) {
        fill(d, p);
        TRY(reserve(d, p));
    }
    TRY(check_text(d, n));
    buffer_add(&p->text, text, n);
    if (!is_space(text, n)) {
        p->has_text = true;
        p->all_bold &= is_bold(d, p);
    }
    return DONE;
}

static void end_paragraph(struct docx *d)
{
    struct open_paragraph *p = d->paragraph;
    begin(d, p);
    bool last = p->at == (int)d->reader->document->paragraph_count;
    if (p->mark_deleted && last) {
        buffer_truncate(&d->carried, 0);
        buffer_add(&d->carried, p->text.p ? p->text.p : "", p->text.n);
        buffer_truncate(&p->text, 0);
        d->reader->document->paragraph_count--;
    } else {
        fill(d, p);
    }
    d->paragraph = p->outer;
    while (d->fields && d->codes[d->fields - 1])     /* a code ends with its paragraph, else one broken field hides all */
        d->fields--;
}

/* Where no paragraph follows that the carried text could run on in. */
static int flush_carried(struct docx *d)
{
    if (!d->carried.n)
        return DONE;
    const char *text = arena_strndup(d->reader->arena, d->carried.p, d->carried.n);
    buffer_truncate(&d->carried, 0);
    return reader_paragraph(d->reader, text, 0, NULL);
}

/* Characters of symbol fonts that forms are full of; others are kept as they are. */
static int add_symbol(struct docx *d, const char **attributes)
{
    static const struct symbol {
        const char *font;
        unsigned code, character;
    } symbols[] = {
        { "Wingdings", 0xA8, 0x25A1 },   { "Wingdings", 0x6F, 0x25A1 },   { "Wingdings", 0xFE, 0x2611 },
        { "Wingdings", 0xFD, 0x2612 },   { "Wingdings", 0xFC, 0x2714 },   { "Wingdings", 0xFB, 0x2718 },
        { "Wingdings", 0x6C, 0x25CF },   { "Wingdings", 0x6E, 0x25A0 },   { "Wingdings", 0x75, 0x25C6 },
        { "Wingdings", 0xAB, 0x2605 },   { "Wingdings", 0xB6, 0x2606 },   { "Wingdings", 0xD8, 0x27A2 },
        { "Wingdings", 0xE0, 0x2192 },   { "Wingdings 2", 0x52, 0x2611 }, { "Wingdings 2", 0x50, 0x2714 },
        { "Wingdings 2", 0xA3, 0x25A1 }, { "Symbol", 0xB7, 0x2022 },      { "Symbol", 0xB4, 0x00D7 },
        { "Symbol", 0xB3, 0x2265 },      { "Symbol", 0xA3, 0x2264 },      { "Symbol", 0xAE, 0x2192 },
    };
    const char *font = xml_attribute(attributes, "font"), *value = xml_attribute(attributes, "char");
    unsigned long code = value ? strtoul(value, NULL, 16) : 0;
    char text[4];
    for (size_t i = 0; font && i < ARRAY_SIZE(symbols); i++)
        if (!strcmp(font, symbols[i].font) && (code & 0xFF) == symbols[i].code)
            code = symbols[i].character;
    if (code < 0x20 || code > 0xFFFF || (code >= 0xD800 && code <= 0xDFFF))
        return DONE;
    return add_text(d, text, utf8_put((uint32_t)code, text));
}

static void change_field(struct docx *d, const char **attributes)
{
    const char *type = xml_attribute(attributes, "fldCharType");
    if (text_equal(type, "begin") && d->fields < FIELDS_MAX)
        d->codes[d->fields++] = true;
    else if (text_equal(type, "separate") && d->fields)
        d->codes[d->fields - 1] = false;
    else if (text_equal(type, "end") && d->fields)
        d->fields--;
}

static void break_line(struct docx *d)
{
    if (is_seen(d))
        d->paragraph->breaks++;
}

static int start_in_run(struct docx *d, int element, const char **attributes)
{
    switch (element) {
    case E_T: d->in_text = true; break;
    case E_TAB:
    case E_PTAB: return add_text(d, "\t", 1);
    case E_NO_BREAK_HYPHEN: return add_text(d, "-", 1);
    case E_SYMBOL: return add_symbol(d, attributes);
    case E_FIELD_CHAR: change_field(d, attributes); break;
    case E_BREAK:
    case E_CR: break_line(d); break;
    }
    return DONE;
}

static void set_run(struct docx *d, int element, const char **attributes)
{
    switch (element) {
    case E_BOLD: d->run_bold = xml_on(attributes, "val"); break;
    case E_VANISH: d->run_vanish = xml_on(attributes, "val"); break;
    case E_R_STYLE: {
        const struct docx_style *style = docx_style(d->styles, xml_attribute(attributes, "val"));
        d->run_bold = d->run_bold >= 0 ? d->run_bold : style->bold;
        d->run_vanish = d->run_vanish >= 0 ? d->run_vanish : style->vanish;
        break;
    }
    }
}

static void set_paragraph(struct docx *d, struct open_paragraph *p, int element, const char **attributes)
{
    switch (element) {
    case E_P_STYLE: p->style = docx_style(d->styles, xml_attribute(attributes, "val")); break;
    case E_LIST: p->list = xml_number(attributes, "val", -1); break;
    case E_LEVEL: p->level = xml_number(attributes, "val", -1); break;
    case E_OUTLINE: p->outline = xml_number(attributes, "val", -1); break;
    case E_JC: p->centered = text_equal(xml_attribute(attributes, "val"), "center"); break;
    }
}

static enum docx_merge merge_of(const char **attributes)
{
    return text_equal(xml_attribute(attributes, "val"), "restart") ? MERGE_START : MERGE_ON;
}

static void set_cell(struct docx *d, int element, const char **attributes)
{
    switch (element) {
    case E_GRID_SPAN: docx_table_span(d->table, xml_number(attributes, "val", 1)); break;
    case E_V_MERGE: docx_table_merge(d->table, merge_of(attributes), MERGE_NONE); break;
    case E_H_MERGE: docx_table_merge(d->table, MERGE_NONE, merge_of(attributes)); break;
    }
}

static int element_of(enum xml_space space, const char *name)
{
    if (space == SPACE_WORD)
        return xml_element(names, ARRAY_SIZE(names), name);
    if (space == SPACE_MATH)
        return !strcmp(name, "r") ? E_R : !strcmp(name, "t") ? E_T : E_OTHER;
    if (space == SPACE_COMPATIBILITY)
        return !strcmp(name, "AlternateContent") ? E_ALTERNATE
               : !strcmp(name, "Choice") ? E_CHOICE : !strcmp(name, "Fallback") ? E_FALLBACK : E_OTHER;
    return E_OTHER;
}

static int parent(const struct docx *d, int steps)
{
    return d->depth > steps ? d->path[d->depth - steps] : E_OTHER;
}

/* mc:Choice and mc:Fallback show the same thing twice: the first is taken. */
static bool is_taken(struct docx *d)
{
    bool *chosen = &d->chosen[d->depth - 1], taken = !*chosen;
    *chosen = true;
    return taken;
}

static int start_table(struct docx *d)
{
    if (++d->tables > TABLES_MAX)
        return fail(TOO_LARGE, "文件里的表格超过 %d 个，请拆成几个文件再读", TABLES_MAX);
    d->table = docx_table_start(d->reader->arena, d->table);
    return DONE;
}

static int start_structure(struct docx *d, int element, const char **attributes)
{
    switch (element) {
    case E_P: return start_paragraph(d);
    case E_R: d->run_bold = d->run_vanish = -1; break;
    case E_TBL: return start_table(d);
    case E_TR: return d->table ? docx_table_row(d->table) : DONE;
    case E_TC: return d->table ? docx_table_cell(d->table, (int)d->reader->document->paragraph_count + 1) : DONE;
    case E_ALTERNATE: d->chosen[d->depth] = false; break;
    case E_CHOICE:
    case E_FALLBACK:
        if (!is_taken(d))
            d->skipped = d->depth;
        break;
    case E_SKIPPED: d->skipped = d->depth; break;
    case E_DELETED:
        if (parent(d, 1) == E_RPR && parent(d, 2) == E_PPR && d->paragraph)
            d->paragraph->mark_deleted = true;
        else if (parent(d, 1) == E_TR_PR && parent(d, 2) == E_TR && d->table) {
            docx_table_row_drop(d->table);
            d->skipped = d->depth - 2;       /* the whole w:tr */
        } else {
            d->skipped = d->depth;
        }
        break;
    case E_GRID_BEFORE:
        if (parent(d, 1) == E_TR_PR && d->table)
            docx_table_skip(d->table, xml_number(attributes, "val", 0));
        break;
    }
    return DONE;
}

static int start(void *context, enum xml_space space, const char *name, const char **attributes)
{
    struct docx *d = context;
    int element = element_of(space, name), above = parent(d, 0);
    d->path[++d->depth] = (unsigned char)element;
    if (d->skipped || element == E_OTHER)
        return DONE;
    if (above == E_R && element != E_RPR && element != E_ALTERNATE)
        return start_in_run(d, element, attributes);
    if (above == E_RPR && parent(d, 2) == E_R)
        set_run(d, element, attributes);
    else if (above == E_TC_PR && d->table)
        set_cell(d, element, attributes);
    else if (d->paragraph && !d->paragraph->begun && element != E_P)
        set_paragraph(d, d->paragraph, element, attributes);
    return start_structure(d, element, attributes);
}

static int end(void *context, enum xml_space space, const char *name)
{
    struct docx *d = context;
    int element = d->path[d->depth];
    bool skipped = d->skipped;
    if (d->skipped == d->depth)
        d->skipped = 0;
    d->depth--;
    if (skipped)
        return DONE;
    switch (element) {
    case E_T: d->in_text = false; break;
    case E_PPR:
        if (d->paragraph && d->path[d->depth] == E_P)
            begin(d, d->paragraph);
        break;
    case E_P: end_paragraph(d); break;
    case E_TC:
        TRY(flush_carried(d));
        if (d->table)
            docx_table_cell_end(d->table, (int)d->reader->document->paragraph_count);
        break;
    case E_TBL: {
        struct docx_table *table = d->table;
        d->table = docx_table_outer(table);
        return docx_table_end(table, d->reader);
    }
    case E_TEXT_BOX: return flush_carried(d);
    }
    return DONE;
}

static int text(void *context, const char *bytes, size_t n)
{
    struct docx *d = context;
    return d->in_text && !d->skipped ? add_text(d, bytes, n) : DONE;
}

int read_docx(struct reader *r, struct package *package, const char *part)
{
    static const struct xml_handler handler = { start, end, text };
    struct docx *d = arena_new(r->arena, struct docx);
    d->reader = r;
    d->carried = buffer_in(r->arena);
    r->document->format = "docx";
    TRY(docx_headers_marked(r->arena, package, part, &r->document->classified));
    TRY(docx_styles_read(r->arena, package, package_related(package, part, "/styles"), &d->styles));
    TRY(docx_numbering_read(r->arena, package, package_related(package, part, "/numbering"), d->styles,
                            &d->numbering));
    TRY(xml_read(package, part, &handler, d));
    return flush_carried(d);
}
