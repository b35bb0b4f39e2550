#include "document/xml.h"

#include "base/base.h"
#include "document/package.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK (64u << 10)
#define SEPARATOR '|'
/* What an element and a byte cost, in the units of package_bound. */
#define ELEMENT_WORK 80
#define BYTE_WORK 2

static const struct space {
    const char *uri;
    enum xml_space space;
} spaces[] = {
    { "http://schemas.openxmlformats.org/wordprocessingml/2006/main|", SPACE_WORD },
    { "http://schemas.openxmlformats.org/spreadsheetml/2006/main|", SPACE_SHEET },
    { "http://schemas.openxmlformats.org/package/2006/relationships|", SPACE_RELATIONSHIPS },
    { "http://schemas.openxmlformats.org/markup-compatibility/2006|", SPACE_COMPATIBILITY },
    { "http://schemas.openxmlformats.org/officeDocument/2006/math|", SPACE_MATH },
    { "http://purl.oclc.org/ooxml/wordprocessingml/main|", SPACE_WORD },
    { "http://purl.oclc.org/ooxml/spreadsheetml/main|", SPACE_SHEET },
    { "http://purl.oclc.org/ooxml/officeDocument/math|", SPACE_MATH },
};

struct xml {
    XML_Parser parser;
    const struct xml_handler *handler;
    void *context;
    struct package *package;
    size_t elements;             /* since work was noted last */
    int depth;
    int outcome;
};

static const char *split(const char *name, enum xml_space *ret)
{
    for (size_t i = 0; i < ARRAY_SIZE(spaces); i++) {
        size_t n = strlen(spaces[i].uri);
        if (!strncmp(name, spaces[i].uri, n)) {
            *ret = spaces[i].space;
            return name + n;
        }
    }
    *ret = SPACE_OTHER;
    const char *local = strrchr(name, SEPARATOR);
    return local ? local + 1 : name;
}

static void stop(struct xml *xml, int outcome)
{
    if (outcome == DONE || xml->outcome != DONE)
        return;
    xml->outcome = outcome;
    XML_StopParser(xml->parser, XML_FALSE);
}

static void XMLCALL on_start(void *context, const char *name, const char **attributes)
{
    struct xml *xml = context;
    enum xml_space space;
    if (xml->outcome != DONE)
        return;
    xml->elements++;
    if (++xml->depth > XML_DEPTH_MAX) {
        stop(xml, fail(INVALID, "文件的嵌套超过 %d 层，不是正常的文档，不能读", XML_DEPTH_MAX));
        return;
    }
    const char *local = split(name, &space);
    if (xml->handler->start)
        stop(xml, xml->handler->start(xml->context, space, local, attributes));
}

static void XMLCALL on_end(void *context, const char *name)
{
    struct xml *xml = context;
    enum xml_space space;
    if (xml->outcome != DONE)
        return;
    xml->depth--;
    const char *local = split(name, &space);
    if (xml->handler->end)
        stop(xml, xml->handler->end(xml->context, space, local));
}

static void XMLCALL on_text(void *context, const char *text, int n)
{
    struct xml *xml = context;
    if (xml->outcome == DONE && xml->handler->text)
        stop(xml, xml->handler->text(xml->context, text, (size_t)n));
}

static void XMLCALL on_doctype(void *context, const char *name, const char *system, const char *public, int internal)
{
    stop(context, fail(INVALID, "文件里有 DTD 声明，不是正常的文档，不能读"));
}

/* Feeds the part to expat.  A tag that grows over many chunks would be scanned again and again, so
 * the bytes that no event has come out of are bounded. */
static int feed(struct xml *xml, struct part *part)
{
    size_t fed = 0, n;
    do {
        void *chunk = XML_GetBuffer(xml->parser, CHUNK);
        if (!chunk)
            return fail(FATAL, "内存不足");
        TRY(part_read(part, chunk, CHUNK, &n));
        fed += n;
        TRY(package_work(xml->package, BYTE_WORK * n + ELEMENT_WORK * xml->elements));
        xml->elements = 0;
        enum XML_Status status = XML_ParseBuffer(xml->parser, (int)n, n == 0);
        TRY(xml->outcome);
        if (status != XML_STATUS_OK)
            return fail(INVALID, "文件内容已损坏（XML 第 %lu 行有错），请用 Word 或 WPS 打开后重新保存再试",
                        (unsigned long)XML_GetCurrentLineNumber(xml->parser));
        XML_Index at = XML_GetCurrentByteIndex(xml->parser);
        if (n && fed - (at < 0 ? 0 : (size_t)at) > XML_TAG_MAX + CHUNK)
            return fail(INVALID, "文件里有异常长的标记，不是正常的文档，不能读");
    } while (n);
    return DONE;
}

int xml_read(struct package *package, const char *name, const struct xml_handler *handler, void *context)
{
    _cleanup_(part_close_p) struct part *part = NULL;
    TRY(part_open(package, name, &part));
    struct xml xml = { .handler = handler, .context = context, .package = package };
    if (!package_allows(package, BYTE_WORK * part_left(part)))
        return package_work(package, SIZE_MAX);      /* what the directory claims is too much already */
    xml.parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!xml.parser)
        return fail(FATAL, "内存不足");
    XML_SetUserData(xml.parser, &xml);
    XML_SetElementHandler(xml.parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml.parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml.parser, on_doctype);
    int outcome = feed(&xml, part);
    XML_ParserFree(xml.parser);
    return outcome;
}

const char *xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2) {
        const char *local = strrchr(*attributes, SEPARATOR);
        if (!strcmp(local ? local + 1 : *attributes, name))
            return attributes[1];
    }
    return NULL;
}

int xml_number(const char **attributes, const char *name, int otherwise)
{
    const char *s = xml_attribute(attributes, name);
    char *end;
    long n = s ? strtol(s, &end, 10) : 0;
    return !s || end == s || n > INT32_MAX || n < INT32_MIN ? otherwise : (int)n;
}

bool xml_on(const char **attributes, const char *name)
{
    const char *s = xml_attribute(attributes, name);
    return !s || !(text_equal(s, "0") || text_equal(s, "false") || text_equal(s, "off"));
}

static int compare(const void *name, const void *row)
{
    return strcmp(name, ((const struct xml_name *)row)->name);
}

int xml_element(const struct xml_name *sorted, size_t n, const char *name)
{
    const struct xml_name *found = bsearch(name, sorted, n, sizeof *sorted, compare);
    return found ? found->element : 0;
}
