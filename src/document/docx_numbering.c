/* Automatic numbering: the labels that Word and WPS show and no text of the body holds.
 *
 *   paragraph ─ numId ─► num (overrides) ─► abstractNum (levels, counters)
 *
 * The counters belong to the abstract list: several nums continue each other, unless one starts over. */
#include "document/docx.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define LISTS_MAX 20000
#define LEVELS 9

struct level {
    int start;
    int restart;                 /* w:lvlRestart: 0 never, n after level n is used; -1 after any higher one */
    const char *format, *text, *style;
    enum { FOLLOW_TAB, FOLLOW_SPACE, FOLLOW_NOTHING } follow;
    bool legal;                  /* w:isLgl: all numbers of the label decimal */
};

struct abstract {
    int id;
    const char *link;            /* w:numStyleLink: its levels are in the list of that style */
    struct level levels[LEVELS];
    int counters[LEVELS];        /* INT_MIN: not used yet, or begun anew */
};

struct override {
    int start;                   /* INT_MIN: none */
    bool used;
    struct level *level;
};

struct list {
    int id, abstract_id;
    struct abstract *abstract;
    struct override overrides[LEVELS];
};

struct docx_numbering {
    struct arena *arena;
    struct abstract *abstracts;
    size_t abstracts_n, abstracts_cap;
    struct list *lists;
    size_t lists_n, lists_cap;
    /* while reading */
    struct abstract *abstract;
    struct list *list;
    struct level *level;
    int override;
};

enum element {
    E_OTHER, E_ABSTRACT, E_ABSTRACT_ID, E_IS_LEGAL, E_LEVEL, E_OVERRIDE, E_RESTART, E_TEXT, E_LIST, E_FORMAT, E_LINK,
    E_STYLE, E_START, E_START_OVERRIDE, E_FOLLOW,
};

static const struct xml_name names[] = {
    { "abstractNum", E_ABSTRACT }, { "abstractNumId", E_ABSTRACT_ID }, { "isLgl", E_IS_LEGAL },
    { "lvl", E_LEVEL },            { "lvlOverride", E_OVERRIDE },      { "lvlRestart", E_RESTART },
    { "lvlText", E_TEXT },         { "num", E_LIST },                  { "numFmt", E_FORMAT },
    { "numStyleLink", E_LINK },    { "pStyle", E_STYLE },              { "start", E_START },
    { "startOverride", E_START_OVERRIDE },                             { "suff", E_FOLLOW },
};

static struct level level_new(void)
{
    return (struct level){ .start = 0, .restart = -1, .format = "decimal", .text = "", .style = "" };
}

static int start_abstract(struct docx_numbering *numbering, const char **attributes)
{
    if (numbering->abstracts_n >= LISTS_MAX)
        return fail(INVALID, "文件里的编号超过 %d 种，不是正常的文档，不能读", LISTS_MAX);
    struct abstract *abstract = arena_push(numbering->arena, &numbering->abstracts, &numbering->abstracts_n,
                                           &numbering->abstracts_cap);
    *abstract = (struct abstract){ .id = xml_number(attributes, "abstractNumId", -1) };
    for (int i = 0; i < LEVELS; i++) {
        abstract->levels[i] = level_new();
        abstract->counters[i] = INT_MIN;
    }
    numbering->abstract = abstract;
    return DONE;
}

static int start_list(struct docx_numbering *numbering, const char **attributes)
{
    if (numbering->lists_n >= LISTS_MAX)
        return fail(INVALID, "文件里的编号超过 %d 种，不是正常的文档，不能读", LISTS_MAX);
    struct list *list = arena_push(numbering->arena, &numbering->lists, &numbering->lists_n, &numbering->lists_cap);
    *list = (struct list){ .id = xml_number(attributes, "numId", -1), .abstract_id = -1 };
    for (int i = 0; i < LEVELS; i++)
        list->overrides[i].start = INT_MIN;
    numbering->list = list;
    return DONE;
}

static int level_index(const char **attributes)
{
    int i = xml_number(attributes, "ilvl", 0);
    return i >= 0 && i < LEVELS ? i : LEVELS - 1;
}

static void start_level(struct docx_numbering *numbering, const char **attributes)
{
    int i = level_index(attributes);
    if (numbering->list) {
        numbering->level = arena_new(numbering->arena, struct level);
        *numbering->level = level_new();
        numbering->list->overrides[i].level = numbering->level;
    } else if (numbering->abstract) {
        numbering->level = &numbering->abstract->levels[i];
    }
}

static void set_level(struct docx_numbering *numbering, int element, const char **attributes)
{
    struct level *level = numbering->level;
    const char *value = xml_attribute(attributes, "val");
    if (!level)
        return;
    switch (element) {
    case E_START: level->start = xml_number(attributes, "val", 0); break;
    case E_RESTART: level->restart = xml_number(attributes, "val", -1); break;
    case E_FORMAT: level->format = arena_strdup(numbering->arena, value ? value : "decimal"); break;
    case E_TEXT: level->text = arena_strdup(numbering->arena, value ? value : ""); break;
    case E_STYLE: level->style = arena_strdup(numbering->arena, value ? value : ""); break;
    case E_IS_LEGAL: level->legal = xml_on(attributes, "val"); break;
    case E_FOLLOW:
        level->follow = text_equal(value, "nothing") ? FOLLOW_NOTHING
                        : text_equal(value, "space") ? FOLLOW_SPACE : FOLLOW_TAB;
        break;
    }
}

static int start(void *context, enum xml_space space, const char *name, const char **attributes)
{
    struct docx_numbering *numbering = context;
    int element = space == SPACE_WORD ? xml_element(names, ARRAY_SIZE(names), name) : E_OTHER;
    switch (element) {
    case E_ABSTRACT: return start_abstract(numbering, attributes);
    case E_LIST: return start_list(numbering, attributes);
    case E_LEVEL: start_level(numbering, attributes); break;
    case E_OVERRIDE: numbering->override = level_index(attributes); break;
    case E_ABSTRACT_ID:
        if (numbering->list)
            numbering->list->abstract_id = xml_number(attributes, "val", -1);
        break;
    case E_START_OVERRIDE:
        if (numbering->list)
            numbering->list->overrides[numbering->override].start = xml_number(attributes, "val", INT_MIN);
        break;
    case E_LINK:
        if (numbering->abstract && xml_attribute(attributes, "val"))
            numbering->abstract->link = arena_strdup(numbering->arena, xml_attribute(attributes, "val"));
        break;
    default: set_level(numbering, element, attributes);
    }
    return DONE;
}

static int end(void *context, enum xml_space space, const char *name)
{
    struct docx_numbering *numbering = context;
    switch (space == SPACE_WORD ? xml_element(names, ARRAY_SIZE(names), name) : E_OTHER) {
    case E_ABSTRACT: numbering->abstract = NULL; break;
    case E_LIST: numbering->list = NULL; break;
    case E_LEVEL: numbering->level = NULL; break;
    }
    return DONE;
}

/* Both tables are searched by their first field. */
static int compare(const void *a, const void *b)
{
    const int *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static struct list *find_list(const struct docx_numbering *numbering, int id)
{
    return numbering->lists_n
        ? bsearch(&id, numbering->lists, numbering->lists_n, sizeof *numbering->lists, compare) : NULL;
}

static struct abstract *find_abstract(const struct docx_numbering *numbering, int id)
{
    return numbering->abstracts_n
        ? bsearch(&id, numbering->abstracts, numbering->abstracts_n, sizeof *numbering->abstracts, compare) : NULL;
}

static void bind(struct docx_numbering *numbering, struct docx_styles *styles)
{
    if (numbering->abstracts_n)
        qsort(numbering->abstracts, numbering->abstracts_n, sizeof *numbering->abstracts, compare);
    if (numbering->lists_n)
        qsort(numbering->lists, numbering->lists_n, sizeof *numbering->lists, compare);
    for (size_t i = 0; i < numbering->lists_n; i++) {
        struct list *list = &numbering->lists[i];
        list->abstract = find_abstract(numbering, list->abstract_id);
        if (!list->abstract || !list->abstract->link)
            continue;
        const struct docx_style *style = docx_style(styles, list->abstract->link);
        struct list *linked = strcmp(style->id, list->abstract->link) == 0 ? find_list(numbering, style->list) : NULL;
        if (linked)
            list->abstract = find_abstract(numbering, linked->abstract_id);
    }
}

int docx_numbering_read(struct arena *arena, struct package *package, const char *part, struct docx_styles *styles,
                        struct docx_numbering **ret)
{
    struct docx_numbering *numbering = *ret = arena_new(arena, struct docx_numbering);
    static const struct xml_handler handler = { .start = start, .end = end };
    numbering->arena = arena;
    if (part && package_has(package, part))
        TRY(xml_read(package, part, &handler, numbering));
    bind(numbering, styles);
    return DONE;
}

static const struct level *level_of(const struct list *list, int i)
{
    return list->overrides[i].level ? list->overrides[i].level : &list->abstract->levels[i];
}

static int start_of(const struct list *list, int i)
{
    return list->overrides[i].start != INT_MIN ? list->overrides[i].start : level_of(list, i)->start;
}

int docx_numbering_level(const struct docx_numbering *numbering, int list_id, const char *style)
{
    const struct list *list = find_list(numbering, list_id);
    if (!list || !list->abstract || !*style)
        return -1;
    for (int i = 0; i < LEVELS; i++)
        if (!strcmp(level_of(list, i)->style, style))
            return i;
    return -1;
}

static void count(struct list *list, int level)
{
    int *counters = list->abstract->counters;
    struct override *override = &list->overrides[level];
    if ((override->start != INT_MIN && !override->used) || counters[level] == INT_MIN)
        counters[level] = start_of(list, level);
    else if (counters[level] < INT_MAX)
        counters[level]++;
    override->used = true;
    for (int i = 0; i < level; i++)
        if (counters[i] == INT_MIN)
            counters[i] = start_of(list, i);     /* a level that was skipped counts as used: 1.1.1, then 1.2 */
    for (int i = level + 1; i < LEVELS; i++) {
        int restart = level_of(list, i)->restart;
        if (restart < 0 || level < restart)
            counters[i] = INT_MIN;
    }
}

/* Bullets are characters of symbol fonts in the private use area; a reader sees a dot. */
static void add_bullet(struct buffer *out, const char *text)
{
    while (*text) {
        uint32_t c = utf8_next(&text);
        buffer_addu(out, c >= 0xE000 && c <= 0xF8FF ? 0x2022 : c);
    }
}

static void add_label(const struct list *list, int at, struct buffer *out)
{
    const struct level *level = level_of(list, at);
    if (!strcmp(level->format, "bullet")) {
        add_bullet(out, level->text);
        return;
    }
    for (const char *p = level->text; *p; p++) {
        int i = p[0] == '%' && p[1] >= '1' && p[1] <= '9' ? p[1] - '1' : -1;
        if (i < 0) {
            buffer_addc(out, *p);
            continue;
        }
        int number = list->abstract->counters[i];
        const char *format = level->legal && i != at ? "decimal" : level_of(list, i)->format;
        docx_number(out, format, number == INT_MIN ? start_of(list, i) : number);
        p++;
    }
}

/* Full-width punctuation brings its own space. */
static bool ends_wide(const char *label)
{
    static const char *const wide[] = { "、", "。", "，", "：", "；", "）", "】", "》", "．", "〉", "］" };
    for (size_t i = 0; i < ARRAY_SIZE(wide); i++)
        if (text_ends(label, wide[i]))
            return true;
    return false;
}

void docx_numbering_next(struct docx_numbering *numbering, int list_id, int level, struct buffer *out)
{
    struct list *list = find_list(numbering, list_id);
    if (!list || !list->abstract)
        return;
    level = level < 0 ? 0 : level < LEVELS ? level : LEVELS - 1;
    count(list, level);
    size_t before = out->n;
    add_label(list, level, out);
    if (out->n > before && level_of(list, level)->follow != FOLLOW_NOTHING && !ends_wide(out->p + before))
        buffer_addc(out, ' ');
}
