#include "document/xlsx.h"

#include <string.h>

#define STRINGS_MAX DOCUMENT_CELLS_MAX

struct reading {
    struct arena *arena;
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
    if (strings->n >= STRINGS_MAX)
        return fail(TOO_LARGE, "工作簿超过 %d 格，请拆成几个文件再读", STRINGS_MAX);
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
    if (reading->bytes > READER_TEXT_MAX)
        return fail(TOO_LARGE, "工作簿的文字超过 %u MB，请拆成几个文件再读", READER_TEXT_MAX >> 20);
    buffer_add(&reading->text, bytes, n);
    return DONE;
}

int xlsx_strings_read(struct arena *arena, struct package *package, const char *part, struct xlsx_strings *ret)
{
    static const struct xml_handler handler = { start, end, text };
    struct reading reading = { .arena = arena, .strings = ret, .text = buffer_in(arena) };
    return part && package_has(package, part) ? xml_read(package, part, &handler, &reading) : DONE;
}
