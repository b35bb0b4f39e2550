#include "document/reader.h"

#include <string.h>

int reader_paragraph(struct reader *r, const char *text, size_t n, struct paragraph **ret)
{
    struct document *d = r->document;
    if (d->paragraph_count >= DOCUMENT_PARAGRAPHS_MAX)
        return fail(TOO_LARGE, "文件超过 %d 段，请拆成几个文件再读", DOCUMENT_PARAGRAPHS_MAX);
    r->text_bytes += n;
    if (r->text_bytes > r->ceilings.text)
        return fail(TOO_LARGE, "文件的文字超过 %zu MB，请拆成几个文件再读", r->ceilings.text >> 20);
    struct paragraph *p = arena_push(r->arena, &d->paragraphs, &d->paragraph_count, &r->paragraph_cap);
    *p = (struct paragraph){ .text = text };
    if (ret)
        *ret = p;
    return DONE;
}

int reader_table(struct reader *r, int rows, int columns, struct table **ret)
{
    size_t cells = (size_t)rows * (size_t)columns;
    r->cells += cells;
    if (r->cells > r->ceilings.cells)
        return fail(TOO_LARGE, "表格超过 %zu 格，请拆成几个文件再读", r->ceilings.cells);
    struct document *d = r->document;
    struct table *t = arena_push(r->arena, &d->tables, &d->table_count, &r->table_cap);
    *t = (struct table){ .rows = rows, .columns = columns, .cells = arena_array(r->arena, struct cell, cells) };
    for (size_t i = 0; i < cells; i++)
        t->cells[i].text = "";
    *ret = t;
    return DONE;
}

void reader_cell(struct reader *r, struct cell *cell, int first, int n)
{
    const struct paragraph *p = r->document->paragraphs + first - 1;
    cell->at = (struct place){ first, 0, (int)utf8_length(p->text) };
    cell->paragraphs = n;
    cell->text = p->text;
    if (n == 1)
        return;
    struct buffer b = buffer_in(r->arena);
    for (int i = 0; i < n; i++) {
        if (i)
            buffer_addc(&b, '\n');
        buffer_adds(&b, p[i].text);
    }
    cell->text = b.p;
}

bool reader_is_marked(const char *text)
{
    static const char *const levels[] = { "绝密", "机密", "秘密" };
    for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
        for (const char *p = text; (p = strstr(p, levels[i])); ) {
            p += strlen(levels[i]);
            const char *next = p;
            while (*next == ' ' || *next == '\t' || !strncmp(next, "　", 3))
                next += *next == ' ' || *next == '\t' ? 1 : 3;
            if (text_starts(next, "★"))
                return true;
        }
    }
    return false;
}
