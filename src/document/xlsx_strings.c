#include "document/xlsx.h"

#include <string.h>

struct reading {
    struct arena *arena;
    const struct ceilings *ceilings;
    struct xlsx_strings *strings;
    struct buffer text;
    size_t bytes;
    int guides;                  /* depth in rPh */
    bool in_text;
};

static int start(void *context, enum xml_space space, const char *name, const char **attributes)
{
    struct reading *reading = context;
    if (space != SPACE_SHEET)
        return DONE;
    if (!strcmp(name, "si"))
        buffer_truncate(&reading->text, 0);
    else if (!strcmp(name, "rPh"))
        reading->guides++;
    reading->in_text = !strcmp(name, "t") && !reading->guides;
    return DONE;
}

static int end(void *context, enum xml_space space, const char *name)
{
    struct reading *reading = context;
    struct xlsx_strings *strings = reading->strings;
    if (space != SPACE_SHEET)
        return DONE;
    reading->in_text = false;
    if (!strcmp(name, "rPh"))
        reading->guides--;
    if (strcmp(name, "si") != 0)
        return DONE;
    if (strings->n >= reading->ceilings->cells)
        return fail(TOO_LARGE, "工作簿超过 %zu 格，请拆成几个文件再读", reading->ceilings->cells);
    *arena_push(reading->arena, &strings->items, &strings->n, &strings->cap) =
        reading->text.n ? arena_strndup(reading->arena, reading->text.p, reading->text.n) : "";
    return DONE;
}

static int text(void *context, const char *bytes, size_t n)
{
    struct reading *reading = context;
    if (!reading->in_text)
        return DONE;
    reading->bytes += n;
    if (reading->bytes > reading->ceilings->text)
        return fail(TOO_LARGE, "工作簿的文字超过 %zu MB，请拆成几个文件再读", reading->ceilings->text >> 20);
    buffer_add(&reading->text, bytes, n);
    return DONE;
}

int xlsx_strings_read(struct reader *r, struct package *package, const char *part, struct xlsx_strings *ret)
{
    static const struct xml_handler handler = { start, end, text };
    struct reading reading = { .arena = r->arena, .ceilings = &r->ceilings, .strings = ret, .text = buffer_in(r->arena) };
    return part && package_has(package, part) ? xml_read(package, part, &handler, &reading) : DONE;
}
