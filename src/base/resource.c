#include "base/resource.h"

#include <string.h>

extern const struct resource resource_table[];
extern const size_t resource_count;

/* The first entry that is not before `name`. */
static size_t lower_bound(const char *name)
{
    size_t low = 0, high = resource_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(resource_table[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct resource *resource_find(const char *name)
{
    size_t i = lower_bound(name);
    return i < resource_count && strcmp(resource_table[i].name, name) == 0 ? &resource_table[i] : NULL;
}

const struct resource *resource_range(const char *prefix, size_t *ret_n)
{
    size_t first = lower_bound(prefix), n = 0, size = strlen(prefix);
    while (first + n < resource_count && strncmp(resource_table[first + n].name, prefix, size) == 0)
        n++;
    *ret_n = n;
    return n ? &resource_table[first] : NULL;
}
