/* The text of a PDF, a paragraph a line as poppler finds them, page numbers and running heads included: where a line
 * ends says nothing here, and what to join or drop is the outline's to decide. */
#include "document/reader.h"

#include <poppler.h>
#include <string.h>

#define PAGES_MAX 2000

static void unref_p(void *object)
{
    if (*(void **)object)
        g_object_unref(*(void **)object);
}

static void free_p(char **text)
{
    g_free(*text);
}

static int open_pdf(const char *bytes, size_t n, PopplerDocument **ret)
{
    GError *error = NULL;
    GBytes *data = g_bytes_new_static(bytes, n);
    *ret = poppler_document_new_from_bytes(data, NULL, &error);
    g_bytes_unref(data);
    if (*ret)
        return DONE;
    bool encrypted = g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
    g_clear_error(&error);
    return encrypted ? fail(UNSUPPORTED, "PDF 加了密码。请去掉密码后再试")
                     : fail(INVALID, "PDF 已损坏，打不开。请重新导出后再试");
}

/* A PDF has no spaces, only gaps, and the gap that typesetting leaves between 年 and 2024 becomes one: it is dropped. */
static char *close_gaps(struct arena *arena, const char *line, size_t n)
{
    char *out = arena_strndup(arena, line, n), *to = out;
    uint32_t before = 0;
    for (const char *p = out; *p; ) {
        const char *from = p;
        uint32_t c = utf8_next(&p);
        if (c == ' ' && before) {
            const char *ahead = p;
            uint32_t after = utf8_next(&ahead);
            if ((before >= 0x2E80 && after < 0x80 && g_ascii_isalnum((char)after)) ||
                (before < 0x80 && g_ascii_isalnum((char)before) && after >= 0x2E80))
                continue;
        }
        memmove(to, from, (size_t)(p - from));
        to += p - from;
        before = c;
    }
    *to = '\0';
    return out;
}

static int add_lines(struct reader *r, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "\n\f"), kept = n;
        while (kept && strchr(" \t\r", text[kept - 1]))
            kept--;
        TRY(reader_paragraph(r, close_gaps(r->arena, text, kept), kept, NULL));
        text += n + (text[n] != '\0');
    }
    return DONE;
}

static int add_page(struct reader *r, PopplerDocument *pdf, int i)
{
    _cleanup_(unref_p) PopplerPage *page = poppler_document_get_page(pdf, i);
    _cleanup_(free_p) char *text = page ? poppler_page_get_text(page) : NULL;
    if (!text)
        return DONE;
    if (!utf8_valid(text, strlen(text)))
        return fail(INVALID, "PDF 第 %d 页的文字编码有误。请重新导出，或另存为 .docx 再试", i + 1);
    return add_lines(r, text);
}

static bool has_text(const struct document *d)
{
    for (size_t i = 0; i < d->paragraph_count; i++)
        if (*d->paragraphs[i].text)
            return true;
    return false;
}

int read_pdf(struct reader *r, const char *bytes, size_t n)
{
    _cleanup_(unref_p) PopplerDocument *pdf = NULL;
    r->document->format = "pdf";
    TRY(open_pdf(bytes, n, &pdf));
    int pages = poppler_document_get_n_pages(pdf);
    if (pages > PAGES_MAX)
        return fail(TOO_LARGE, "PDF 超过 %d 页，请拆成几个文件再读", PAGES_MAX);
    for (int i = 0; i < pages; i++)
        TRY(add_page(r, pdf, i));
    if (!has_text(r->document))
        return fail(UNSUPPORTED, "PDF 里没有文字，可能是扫描件。请先做文字识别（OCR），或另存为 .docx 再试");
    return DONE;
}
