/* Which units a change has touched, for the sums in memory: a short log in the change's own transaction, so that who has read up
 * to a number and sees a later one knows what to read anew, and what was rolled back never was there. */
#include "feature/life/records.h"

enum { KEPT = 4096 };

int duties_touch(struct db *db, int64_t unit)
{
    int64_t last;
    TRY(db_get_int(db, &last, "SELECT COALESCE(max(seq), 0) FROM life_touched"));
    TRY(db_run(db, "INSERT INTO life_touched (seq, unit) VALUES (?1, ?2)", value_int(last + 1), value_int(unit)));
    return db_run(db, "DELETE FROM life_touched WHERE seq <= ?1", value_int(last + 1 - KEPT));
}

/* What the order or the shape of the tree depends on. */
static bool tree_differs(const struct change *change)
{
    static const enum unit_field fields[] = {UNIT_CODE, UNIT_KIND, UNIT_PARENT, UNIT_LED_BY};
    bool differs = !change->before || !change->after;
    for (size_t i = 0; i < ARRAY_SIZE(fields) && !differs; i++)
        differs = change_touches(change, fields[i]);
    return differs;
}

int unit_touched(struct change *change)
{
    if (tree_differs(change))
        return duties_touch(change->db, 0);
    if (!change_touches(change, UNIT_SECTOR) && !change_touches(change, UNIT_FOUNDED) && !change_touches(change, UNIT_DISSOLVED))
        return DONE;
    /* A group that was founded or dissolved changes what its branch is asked. */
    int64_t parent = record_int(change->after, UNIT_PARENT);
    TRY(duties_touch(change->db, change->after->id));
    return parent ? duties_touch(change->db, parent) : DONE;
}

static int refs_touched(struct change *change, int field)
{
    int64_t before = change->before ? record_int(change->before, field) : 0, after = change->after ? record_int(change->after, field) : 0;
    if (before)
        TRY(duties_touch(change->db, before));
    return after && after != before ? duties_touch(change->db, after) : DONE;
}

int membership_touched(struct change *change)
{
    return refs_touched(change, MEMBERSHIP_BRANCH);
}

int term_touched(struct change *change)
{
    return refs_touched(change, TERM_BODY);
}
