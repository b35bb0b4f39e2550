#include "feature/rectification/reading/harvest.h"

#include "base/base.h"
#include "feature/rectification/reading/words.h"

static const char *section_of(struct harvest *h)
{
    if (h->section)
        return h->section;
    struct buffer b = buffer_in(h->arena);
    for (int i = 0; i < h->path_depth && i < HARVEST_PATH_MAX; i++) {
        if (i)
            buffer_adds(&b, " / ");
        buffer_adds(&b, source_text_words(h->text, h->path[i]));
    }
    return h->section = b.p ? b.p : "";
}

struct draft *harvest_add(struct harvest *h, struct passage problem)
{
    struct draft *d = arena_push(h->arena, &h->drafts, &h->count, &h->capacity);
    *d = (struct draft){ .problem = problem, .section = section_of(h), .unit = h->unit, .part = h->part };
    return d;
}

void harvest_enter(struct harvest *h, struct passage heading)
{
    if (h->path_depth < HARVEST_PATH_MAX)
        h->path[h->path_depth] = heading;
    h->path_depth++;
    h->section = NULL;
}

void harvest_leave(struct harvest *h)
{
    h->path_depth--;
    h->section = NULL;
}
