#include "document/docx.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define STYLES_MAX 20000
#define BASED_ON_MAX 20          /* deeper is a circle */

struct docx_styles {
    struct arena *arena;
    struct docx_style *items;    /* sorted by id once read */
    size_t n, cap;
    struct docx_style fallback;
    const struct docx_style *standard;
    struct docx_style *reading;
    bool run;                    /* inside the style's own w:rPr */
};

enum element { E_OTHER, E_BASED_ON, E_BOLD, E_ILVL, E_JC, E_NAME, E_NUM_ID, E_OUTLINE, E_STYLE, E_VANISH };

static const struct xml_name names[] = {
    { "b", E_BOLD },       { "basedOn", E_BASED_ON },     { "ilvl", E_ILVL },   { "jc", E_JC },
    { "name", E_NAME },    { "numId", E_NUM_ID },         { "outlineLvl", E_OUTLINE },
    { "style", E_STYLE },  { "vanish", E_VANISH },
};

static const struct docx_style unset = {
    .outline = -1, .list = -1, .level = -1, .centered = -1, .bold = -1, .vanish = -1,
};

static int start_style(struct docx_styles *styles, const char **attributes)
{
    const char *type = xml_attribute(attributes, "type"), *id = xml_attribute(attributes, "styleId");
    if (styles->n >= STYLES_MAX)
        return fail(INVALID, "文件里的样式超过 %d 个，不是正常的文档，不能读", STYLES_MAX);
    struct docx_style *style = arena_push(styles->arena, &styles->items, &styles->n, &styles->cap);
    *style = unset;
    style->id = arena_strdup(styles->arena, id ? id : "");
    style->name = style->based_on = "";
    style->is_default = text_equal(type, "paragraph") && xml_attribute(attributes, "default") &&
                        xml_on(attributes, "default");
    styles->reading = style;
    return DONE;
}

static int start(void *context, enum xml_space space, const char *name, const char **attributes)
{
    struct docx_styles *styles = context;
    struct docx_style *style = styles->reading;
    int element = space == SPACE_WORD ? xml_element(names, ARRAY_SIZE(names), name) : E_OTHER;
    const char *value = xml_attribute(attributes, "val");
    if (element == E_STYLE)
        return start_style(styles, attributes);
    if (!style || element == E_OTHER)
        return DONE;
    switch (element) {
    case E_NAME: style->name = arena_strdup(styles->arena, value ? value : ""); break;
    case E_BASED_ON: style->based_on = arena_strdup(styles->arena, value ? value : ""); break;
    case E_OUTLINE: style->outline = xml_number(attributes, "val", -1); break;
    case E_NUM_ID: style->list = xml_number(attributes, "val", -1); break;
    case E_ILVL: style->level = xml_number(attributes, "val", -1); break;
    case E_JC: style->centered = text_equal(value, "center"); break;
    case E_BOLD: style->bold = xml_on(attributes, "val"); break;
    case E_VANISH: style->vanish = xml_on(attributes, "val"); break;
    }
    return DONE;
}

static int end(void *context, enum xml_space space, const char *name)
{
    struct docx_styles *styles = context;
    if (space == SPACE_WORD && !strcmp(name, "style"))
        styles->reading = NULL;
    return DONE;
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct docx_style *)a)->id, ((const struct docx_style *)b)->id);
}

static struct docx_style *find(struct docx_styles *styles, const char *id)
{
    struct docx_style key = { .id = id };
    return styles->n ? bsearch(&key, styles->items, styles->n, sizeof key, compare) : NULL;
}

static void inherit(int *own, int base)
{
    if (*own < 0)
        *own = base;
}

static void resolve(struct docx_styles *styles, struct docx_style *style, int depth)
{
    if (style->resolved)
        return;
    style->resolved = true;
    struct docx_style *base = depth < BASED_ON_MAX && *style->based_on ? find(styles, style->based_on) : NULL;
    if (!base)
        return;
    resolve(styles, base, depth + 1);
    inherit(&style->outline, base->outline);
    inherit(&style->list, base->list);
    inherit(&style->level, base->level);
    inherit(&style->centered, base->centered);
    inherit(&style->bold, base->bold);
    inherit(&style->vanish, base->vanish);
}

int docx_styles_read(struct arena *arena, struct package *package, const char *part, struct docx_styles **ret)
{
    struct docx_styles *styles = *ret = arena_new(arena, struct docx_styles);
    static const struct xml_handler handler = { .start = start, .end = end };
    styles->arena = arena;
    styles->fallback = unset;
    styles->fallback.id = styles->fallback.name = styles->fallback.based_on = "";
    styles->standard = &styles->fallback;
    if (part && package_has(package, part))
        TRY(xml_read(package, part, &handler, styles));
    if (styles->n)
        qsort(styles->items, styles->n, sizeof *styles->items, compare);
    for (size_t i = 0; i < styles->n; i++)
        resolve(styles, &styles->items[i], 0);
    for (size_t i = 0; i < styles->n; i++)
        if (styles->items[i].is_default)
            styles->standard = &styles->items[i];
    return DONE;
}

const struct docx_style *docx_style(struct docx_styles *styles, const char *id)
{
    const struct docx_style *style = id ? find(styles, id) : NULL;
    return style ? style : styles->standard;
}

int docx_style_heading(const struct docx_style *style)
{
    if (!strncasecmp(style->name, "toc", 3))
        return 0;
    if (style->outline >= 0)
        return style->outline < 9 ? style->outline + 1 : 0;
    if (!strncasecmp(style->name, "heading ", 8) && isdigit((unsigned char)style->name[8]))
        return style->name[8] - '0';
    return 0;
}
