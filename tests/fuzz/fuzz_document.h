/* What must hold of every document that was read, whatever the bytes were. */
#ifndef MINGZE_FUZZ_DOCUMENT_H
#define MINGZE_FUZZ_DOCUMENT_H

#include "base/base.h"
#include "document/document.h"

#include <stdlib.h>
#include <string.h>

#define MUST(condition) \
    do { \
        if (!(condition)) \
            abort(); \
    } while (0)

static void must_be_sound(const struct document *d)
{
    for (size_t i = 0; i < d->paragraph_count; i++) {
        const struct paragraph *p = &d->paragraphs[i];
        MUST(utf8_valid(p->text, strlen(p->text)));
        MUST(p->heading >= 0 && p->heading <= 9);
        MUST(p->table >= 0 && (size_t)p->table <= d->table_count);
        if (p->table) {
            const struct table *t = &d->tables[p->table - 1];
            MUST(p->row >= 1 && p->row <= t->rows && p->column >= 0 && p->column <= t->columns);
        }
    }
    for (size_t i = 0; i < d->table_count; i++) {
        const struct table *t = &d->tables[i];
        MUST(t->rows > 0 && t->columns > 0);
        for (int k = 0; k < t->rows * t->columns; k++) {
            const struct cell *cell = &t->cells[k];
            MUST(utf8_valid(cell->text, strlen(cell->text)));
            MUST(cell->paragraphs >= 0 && cell->at.paragraph >= 0);
            MUST((size_t)cell->at.paragraph + (size_t)(cell->paragraphs ? cell->paragraphs - 1 : 0) <= d->paragraph_count);
            MUST(!*cell->text || (cell->at.paragraph > 0 && cell->paragraphs > 0));
            if (cell->at.paragraph > 0) {
                size_t length = utf8_length(d->paragraphs[cell->at.paragraph - 1].text);
                MUST((size_t)cell->at.offset + (size_t)cell->at.length <= length);
            }
        }
    }
}

static void read_and_check(const char *name, const void *bytes, size_t n)
{
    struct arena *arena = arena_create(DOCUMENT_ARENA_BYTES);
    struct document *d;
    error_clear();
    if (document_read(arena, name, bytes, n, &d) == DONE)
        must_be_sound(d);
    else
        MUST(*error_message());
    arena_destroy(arena);
}

/* The n-th of the pieces that the input is cut into by the byte 0x1E; NULL when there are not so many. */
static const char *piece(const uint8_t *data, size_t size, int n, size_t *ret_n)
{
    const char *p = (const char *)data, *end = p + size;
    for (;;) {
        const char *stop = memchr(p, 0x1E, (size_t)(end - p));
        *ret_n = (size_t)((stop ? stop : end) - p);
        if (n-- == 0)
            return p;
        if (!stop)
            return NULL;
        p = stop + 1;
    }
}

#endif
