/* For tests: Office packages made in memory. */
#ifndef MINGZE_TESTS_MAKE_PACKAGE_H
#define MINGZE_TESTS_MAKE_PACKAGE_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct made_part {
    const char *name;
    const char *bytes;
    size_t n;                    /* 0: up to the NUL */
    bool stored;                 /* not compressed */
};

struct made {
    char *bytes;
    size_t n;
};

#define WORD "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define SHEET "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELATION "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATIONSHIPS(rows) \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" rows "</Relationships>"
#define RELATIONSHIP(id, type, target) \
    "<Relationship Id=\"" id "\" Type=\"" OFFICE type "\" Target=\"" target "\"/>"
#define BODY(content) "<w:document " WORD "><w:body>" content "</w:body></w:document>"
#define P(content) "<w:p>" content "</w:p>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"

/* A zip of the parts, up to the one without a name.  Free made.bytes. */
__attribute__((unused)) static struct made make_package(const struct made_part *parts)
{
    struct made made = { 0 };
    zip_stat_t st;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    zip_source_keep(target);
    for (; parts->name; parts++) {
        zip_source_t *source = zip_source_buffer(zip, parts->bytes, parts->n ? parts->n : strlen(parts->bytes), 0);
        zip_int64_t at = zip_file_add(zip, parts->name, source, ZIP_FL_ENC_UTF_8);
        if (parts->stored)
            zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    if (zip_close(zip) || zip_source_open(target) || zip_source_stat(target, &st))
        abort();
    made.n = st.size;
    made.bytes = malloc(made.n);
    if (zip_source_read(target, made.bytes, made.n) != (zip_int64_t)made.n)
        abort();
    zip_source_close(target);
    zip_source_free(target);
    return made;
}

/* A Word document of a body, and of styles and numbering where they are not NULL. */
__attribute__((unused)) static struct made make_docx(const char *document, const char *styles, const char *numbering)
{
    const struct made_part parts[] = {
        { .name = "_rels/.rels",
          .bytes = RELATIONSHIPS(RELATIONSHIP("rId1", "officeDocument", "word/document.xml")) },
        { .name = "word/_rels/document.xml.rels",
          .bytes = RELATIONSHIPS(RELATIONSHIP("rId1", "styles", "styles.xml")
                                 RELATIONSHIP("rId2", "numbering", "/word/numbering.xml")) },
        { .name = "word/document.xml", .bytes = document },
        { .name = "word/styles.xml", .bytes = styles ? styles : "<w:styles " WORD "/>" },
        { .name = numbering ? "word/numbering.xml" : NULL, .bytes = numbering },
        { 0 },
    };
    return make_package(parts);
}

#endif
