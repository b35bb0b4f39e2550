/* Running heads are not part of what is read, but a 密级 mark in one refuses the document all the same. */
#include "document/docx.h"

#include <string.h>

#define TEXT_MAX 4096            /* a mark stands at the top */

struct head {
    struct buffer text;
    bool in_text;
};

static int start(void *context, enum xml_space space, const char *name, const char **attributes)
{
    struct head *head = context;
    head->in_text = space == SPACE_WORD && !strcmp(name, "t");
    return DONE;
}

static int end(void *context, enum xml_space space, const char *name)
{
    struct head *head = context;
    head->in_text = false;
    if (space == SPACE_WORD && !strcmp(name, "p"))
        buffer_addc(&head->text, '\n');
    return DONE;
}

static int text(void *context, const char *bytes, size_t n)
{
    struct head *head = context;
    if (head->in_text && head->text.n + n <= TEXT_MAX)
        buffer_add(&head->text, bytes, n);
    return DONE;
}

int docx_headers_marked(struct arena *arena, struct package *package, const char *part, bool *ret)
{
    static const struct xml_handler handler = { start, end, text };
    const char *header;
    *ret = false;
    for (size_t at = 0; (header = package_related_next(package, part, "/header", &at)); ) {
        struct head head = { .text = buffer_in(arena) };
        int outcome = package_has(package, header) ? xml_read(package, header, &handler, &head) : DONE;
        if (outcome != DONE)
            return outcome;
        *ret |= head.text.n && reader_is_marked(head.text.p);
    }
    return DONE;
}
