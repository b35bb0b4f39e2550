/* The door: finds out what the bytes are and hands them to the reader that knows them. */
#include "document/docx.h"
#include "document/package.h"
#include "document/reader.h"
#include "document/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOREIGN_WORK_MAX (32u << 20)
#define FOREIGN_CELLS_MAX 120000
#define FOREIGN_TEXT_MAX (4u << 20)
#define HEAD_PARAGRAPHS 10       /* where a 密级 mark stands (GB/T 9704-2012, 7.2.2: top left of the first page) */

static const char SAVE_AS[] = "请用 Word 或 WPS 打开，另存为 .docx（表格存为 .xlsx）再读";

/* What is refused by its first bytes, and its name for the message. */
static const struct signature {
    const char *bytes;
    size_t n;
    const char *name;
} refused[] = {
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "旧格式的 Word、Excel、WPS 文件，或加了密码的文件" },
    { "{\\rtf", 5, "RTF 文件" },
    { "\x89PNG", 4, "图片" },
    { "\xff\xd8\xff", 3, "图片" },
    { "GIF8", 4, "图片" },
    { "BM", 2, "图片" },
    { "II*\0", 4, "图片" },
    { "MM\0*", 4, "图片" },
    { "RIFF", 4, "图片或音频" },
    { "Rar!", 4, "压缩包" },
    { "7z\xbc\xaf", 4, "压缩包" },
    { "\x1f\x8b", 2, "压缩包" },
    { "\x7f" "ELF", 4, "程序" },
};

static bool has_extension(const char *name, const char *extension)
{
    size_t n = name ? strlen(name) : 0, m = strlen(extension);
    return n >= m && !strcasecmp(name + n - m, extension);
}

static bool is_html(const char *bytes, size_t n)
{
    static const char *const starts[] = { "<!doctype html", "<html", "<?xml", "mime-version:" };
    size_t at = 0;
    while (at < n && at < 64 && strchr("\xef\xbb\xbf \t\r\n", bytes[at]) && bytes[at])
        at++;
    for (size_t i = 0; i < ARRAY_SIZE(starts); i++) {
        size_t m = strlen(starts[i]);
        if (n - at >= m && !strncasecmp(bytes + at, starts[i], m))
            return true;
    }
    return false;
}

static int refuse_others(const char *bytes, size_t n)
{
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
        const struct signature *s = &refused[i];
        /* two letters are too few for a text that begins with them */
        if (n >= s->n && !memcmp(bytes, s->bytes, s->n) && (s->n > 2 || memchr(bytes, 0, n < 64 ? n : 64)))
            return fail(UNSUPPORTED, "这是%s，不能直接读。%s", s->name, SAVE_AS);
    }
    if (is_html(bytes, n))
        return fail(UNSUPPORTED, "这是网页文件，不能直接读。%s", SAVE_AS);
    return DONE;
}

static bool is_zip(const char *bytes, size_t n)
{
    return n >= 4 && (!memcmp(bytes, "PK\3\4", 4) || !memcmp(bytes, "PK\5\6", 4));
}

/* Readers of PDF look for its mark in the first kilobyte. */
static bool is_pdf(const char *bytes, size_t n)
{
    return memmem(bytes, n < 1024 ? n : 1024, "%PDF-", 5) != NULL;
}

static const char *find_part(struct package *package, const char *usual)
{
    const char *part = package_related(package, "", "/officeDocument");
    const char *folder = strchr(usual, '/') + 1;
    if (part && !strncmp(part, usual, (size_t)(folder - usual)) && package_has(package, part))
        return part;
    return package_has(package, usual) ? usual : NULL;
}

static int read_package(struct reader *r, const void *bytes, size_t n)
{
    _cleanup_(package_close_p) struct package *package = NULL;
    TRY(package_open(r->arena, bytes, n, &package));
    package_bound(package, r->ceilings.work);
    const char *part;
    if ((part = find_part(package, "word/document.xml")))
        return read_docx(r, package, part);
    if ((part = find_part(package, "xl/workbook.xml")))
        return read_xlsx(r, package, part);
    return fail(UNSUPPORTED, "这不是 Word 文档，也不是 Excel 工作簿，不能直接读。%s", SAVE_AS);
}

static bool has_mark(const struct document *d)
{
    for (size_t i = 0, seen = 0; i < d->paragraph_count && seen < HEAD_PARAGRAPHS; i++) {
        seen += *d->paragraphs[i].text != '\0';
        if (reader_is_marked(d->paragraphs[i].text))
            return true;
    }
    return false;
}

static int read_within(struct arena *arena, const char *name, const void *bytes, size_t n, const struct ceilings *packed, struct document **ret)
{
    static const struct ceilings plain = CEILINGS_PLAIN;
    struct reader r = { .arena = arena, .document = arena_new(arena, struct document), .ceilings = plain };
    r.document->encoding = "UTF-8";
    if (n > DOCUMENT_BYTES_MAX)
        return fail(TOO_LARGE, "文件超过 %u MB，请拆成几个文件再读", DOCUMENT_BYTES_MAX >> 20);
    TRY(refuse_others(bytes, n));
    if (is_zip(bytes, n)) {
        r.ceilings = *packed;
        TRY(read_package(&r, bytes, n));
    } else if (is_pdf(bytes, n))
        TRY(read_pdf(&r, bytes, n));
    else if (has_extension(name, ".csv") || has_extension(name, ".tsv"))
        TRY(read_csv(&r, bytes, n));
    else
        TRY(read_text(&r, bytes, n));
    r.document->classified |= has_mark(r.document);
    *ret = r.document;
    return DONE;
}

/* A package can hold a hundred times its size: what a stranger packed is read for at most about 100 ms and 64 MiB. */
int document_read(struct arena *arena, const char *name, const void *bytes, size_t n, struct document **ret)
{
    static const struct ceilings foreign = { FOREIGN_WORK_MAX, FOREIGN_CELLS_MAX, FOREIGN_TEXT_MAX };
    return read_within(arena, name, bytes, n, &foreign, ret);
}

int document_read_own(struct arena *arena, const char *name, const void *bytes, size_t n, struct document **ret)
{
    static const struct ceilings own = CEILINGS_PLAIN;
    return read_within(arena, name, bytes, n, &own, ret);
}

static void close_p(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

int document_read_file(struct arena *arena, const char *path, struct document **ret)
{
    _cleanup_(close_p) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat st;
    if (fd < 0 || fstat(fd, &st))
        return fail(NOT_FOUND, "打不开文件 %s：%s", path, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return fail(NOT_FOUND, "%s 不是文件", path);
    if (st.st_size > DOCUMENT_BYTES_MAX)
        return fail(TOO_LARGE, "文件超过 %u MB，请拆成几个文件再读", DOCUMENT_BYTES_MAX >> 20);
    size_t size = (size_t)st.st_size, n = 0;
    char *bytes = arena_alloc(arena, size + 1);
    while (n < size) {
        ssize_t got = read(fd, bytes + n, size - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(NOT_FOUND, "读不出文件 %s：%s", path, strerror(errno));
        if (got == 0)
            break;
        n += (size_t)got;
    }
    return document_read(arena, path, bytes, n, ret);
}

char *document_text_at(struct arena *arena, const struct document *d, struct place at)
{
    if (at.paragraph < 1 || (size_t)at.paragraph > d->paragraph_count || at.offset < 0 || at.length <= 0)
        return arena_strdup(arena, "");
    const char *from = utf8_at(d->paragraphs[at.paragraph - 1].text, (size_t)at.offset);
    return arena_strndup(arena, from, (size_t)(utf8_at(from, (size_t)at.length) - from));
}
