#include "asof.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "store/store.h"

enum { SLOTS = 1 << 18 };

struct known { int64_t id, relapses; char state[24], deadline[12]; };

static struct known *known_of(struct known *all, int64_t id)
{
    uint64_t at = (uint64_t)id * 0x9e3779b97f4a7c15u >> 32;
    while (all[at & (SLOTS - 1)].id && all[at & (SLOTS - 1)].id != id)
        at++;
    all[at & (SLOTS - 1)].id = id;
    return &all[at & (SLOTS - 1)];
}

static void text_take(char *to, size_t n, json_t *diff, const char *field)
{
    json_t *both = json_object_get(diff, field);
    const char *text = json_string_value(json_object_get(both, "a"));
    if (both) {
        size_t length = text ? strlen(text) : 0;
        memcpy(to, text ? text : "", length < n ? length : n - 1);
        to[length < n ? length : n - 1] = 0;
    }
}

static void count(const struct known *k, const char *day, struct replayed *r)
{
    bool own = !strcmp(k->state, "unclaimed") || !strcmp(k->state, "planning") || !strcmp(k->state, "rectifying");
    bool waits = !strcmp(k->state, "closing_requested") || !strcmp(k->state, "endorsed");
    r->all++;
    r->open += own || waits;
    r->closed += !strcmp(k->state, "closed") || !strcmp(k->state, "consolidated");
    r->overdue += own && *k->deadline && strcmp(k->deadline, day) < 0;
    r->relapsed += k->relapses > 0;
}

int replay(struct db *db, int64_t at_ms, const char *day, struct replayed *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct known *all = calloc(SLOTS, sizeof *all);
    int step;
    if (!all)
        die("out of memory");
    *ret = (struct replayed){ 0 };
    TRY(db_query(db, &s, "SELECT record, diff FROM journal WHERE entity = 'problem' AND at <= ?1 ORDER BY seq", value_int(at_ms)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        struct known *k = known_of(all, statement_int(s, 0));
        json_t *diff = json_loads(statement_text(s, 1), 0, NULL), *relapses = json_object_get(diff, "relapses");
        text_take(k->state, sizeof k->state, diff, "state");
        text_take(k->deadline, sizeof k->deadline, diff, "deadline");
        if (relapses)
            k->relapses = json_integer_value(json_object_get(relapses, "a"));
        json_decref(diff);
    }
    for (int i = 0; i < SLOTS; i++)
        if (all[i].id)
            count(&all[i], day, ret);
    free(all);
    return step;
}
