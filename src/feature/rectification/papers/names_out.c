#include "feature/rectification/papers/names_out.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_CHARACTERS_MIN = 2 };

struct names_out {
    const char **names;          /* sorted; a longer one behind the one that begins it */
    size_t n, cap;
};

static int name_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* One character is no name: it would take words apart. */
static void name_add(struct arena *arena, struct names_out *names, const char *name)
{
    if (name && utf8_length(name) >= NAME_CHARACTERS_MIN)
        *arena_push(arena, &names->names, &names->n, &names->cap) = arena_strdup(arena, name);
}

static void names_sort(struct names_out *names)
{
    if (names->n)
        qsort(names->names, names->n, sizeof *names->names, name_order);
}

int names_out_read(struct arena *arena, struct db *db, const struct names_out **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct names_out *names = arena_new(arena, struct names_out);
    int step;
    TRY(db_query(db, &s, "SELECT DISTINCT name FROM person"));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        name_add(arena, names, statement_text(s, 0));
    names_sort(names);
    *ret = names;
    return step;
}

const struct names_out *names_out_of(struct arena *arena, const char *const *list, size_t n)
{
    struct names_out *names = arena_new(arena, struct names_out);
    for (size_t i = 0; i < n; i++)
        name_add(arena, names, list[i]);
    names_sort(names);
    return names;
}

/* Where the names that are not behind `text` end: every name that begins it stands before. */
static size_t upper_bound(const struct names_out *names, const char *text)
{
    size_t from = 0, to = names->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(names->names[middle], text) <= 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static size_t common_bytes(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] && a[n] == b[n])
        n++;
    return n;
}

/* Bytes of the longest name that the text begins with, 0 when none does.  Going back from where the text would stand, the
 * first name that begins it is the longest; names that share less than the shortest name end the search. */
static size_t name_here(const struct names_out *names, const char *text)
{
    size_t shortest = (size_t)(utf8_at(text, NAME_CHARACTERS_MIN) - text);
    for (size_t i = upper_bound(names, text); i-- > 0;) {
        size_t length = strlen(names->names[i]), common = common_bytes(names->names[i], text);
        if (common == length)
            return length;
        if (common < shortest)
            return 0;
    }
    return 0;
}

const char *names_hide(struct arena *arena, const struct names_out *names, const char *text, int *hidden)
{
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "");
    while (*text) {
        const char *next = text;
        size_t n = name_here(names, text);
        if (n) {
            buffer_adds(&out, "某某");
            ++*hidden;
            text += n;
            continue;
        }
        utf8_next(&next);
        buffer_add(&out, text, (size_t)(next - text));
        text = next;
    }
    return out.p;
}
