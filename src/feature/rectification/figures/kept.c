#include "feature/rectification/figures/kept.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT = 32, KEPT_BYTES = 512 << 10 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct kept { char *key, *text; } slots[KEPT];
static int next;

static void slot_set(struct kept *slot, char *key, char *text)
{
    free(slot->key);
    free(slot->text);
    *slot = (struct kept){key, text};
}

/* [data, page] as text, in memory of its own; NULL when there is none. */
static char *text_find(const char *key)
{
    char *found = NULL;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < KEPT && !found; i++)
        if (slots[i].key && strcmp(slots[i].key, key) == 0)
            found = strdup(slots[i].text);
    pthread_mutex_unlock(&lock);
    return found;
}

bool kept_find(const char *key, json_t **ret_data, json_t **ret_page)
{
    char *text = text_find(key);
    json_t *both = text ? json_loads(text, 0, NULL) : NULL;
    free(text);
    if (!both)
        return false;
    *ret_data = json_incref(json_array_get(both, 0));
    *ret_page = json_incref(json_array_get(both, 1));
    json_decref(both);
    return true;
}

void kept_put(const char *key, const json_t *data, const json_t *page)
{
    json_t *both = json_pack("[O, O]", data, page);
    size_t n = json_dumpb(both, NULL, 0, JSON_COMPACT);
    char *text = n && n < KEPT_BYTES ? malloc(n + 1) : NULL, *name = text ? strdup(key) : NULL;
    if (text && json_dumpb(both, text, n, JSON_COMPACT) == n && name) {
        text[n] = '\0';
        pthread_mutex_lock(&lock);
        slot_set(&slots[next], name, text);
        next = (next + 1) % KEPT;
        pthread_mutex_unlock(&lock);
    } else {
        free(text);
        free(name);
    }
    json_decref(both);
}

void kept_clear(void)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < KEPT; i++)
        slot_set(&slots[i], NULL, NULL);
    next = 0;
    pthread_mutex_unlock(&lock);
}
