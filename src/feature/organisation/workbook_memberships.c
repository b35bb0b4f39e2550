/* One person in one branch at a time, over what stands and what an import brings. */
#include <stdlib.h>
#include <string.h>

#include "feature/organisation/private.h"

static const char endless[] = "9999-12-31";

struct period {
    int64_t id;
    const char *from, *until;
    struct sheet_row *row;               /* NULL: stands as it is */
};

struct periods { struct period *items; size_t n, cap; };

static int row_compare(const void *a, const void *b)
{
    const struct sheet_row *const *x = a, *const *y = b;
    int64_t p = record_int((*x)->record, MEMBERSHIP_PERSON), q = record_int((*y)->record, MEMBERSHIP_PERSON);
    if (p != q)
        return p < q ? -1 : 1;
    return (*x)->row - (*y)->row;
}

static bool holds(const struct periods *all, int64_t id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->items[i].id == id)
            return true;
    return false;
}

static int standing_add(struct arena *arena, struct db *db, int64_t person, struct periods *all)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    TRY(db_query(db, &s, "SELECT id, from_date, COALESCE(until_date, '') FROM membership WHERE person = ?1",
                 value_int(person)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        if (!holds(all, statement_int(s, 0)))
            *arena_push(arena, &all->items, &all->n, &all->cap) = (struct period){
                statement_int(s, 0), arena_strdup(arena, statement_text(s, 1)),
                arena_strdup(arena, *statement_text(s, 2) ? statement_text(s, 2) : endless), NULL};
    return step;
}

static void overlaps_mark(struct arena *arena, const struct period *one, const struct periods *all)
{
    if (one->row->state == ROW_UNCHANGED)
        return;
    for (size_t i = 0; i < all->n; i++) {
        const struct period *other = &all->items[i];
        if (other == one || strcmp(other->from, one->until) >= 0 || strcmp(one->from, other->until) >= 0)
            continue;
        if (other->row)
            sheet_row_wrong(arena, one->row, "from_date", "与第 %d 行的起止重叠：同一时间只能在一个支部，请核对起、止",
                            other->row->row);
        else
            sheet_row_wrong(arena, one->row, "from_date", "这名党员自 %s 起已在另一个支部，请在那一条填止日", other->from);
        return;
    }
}

static int person_check(struct arena *arena, struct db *db, struct sheet_row **rows, size_t n)
{
    struct periods all = {0};
    size_t of_rows = 0;
    for (size_t i = 0; i < n; i++) {
        const char *until = record_text(rows[i]->record, MEMBERSHIP_UNTIL);
        *arena_push(arena, &all.items, &all.n, &all.cap) = (struct period){
            rows[i]->record->id, record_text(rows[i]->record, MEMBERSHIP_FROM), *until ? until : endless, rows[i]};
        of_rows += rows[i]->state != ROW_UNCHANGED;
    }
    if (!of_rows)
        return DONE;
    of_rows = all.n;
    TRY(standing_add(arena, db, record_int(rows[0]->record, MEMBERSHIP_PERSON), &all));
    for (size_t i = 0; i < of_rows; i++)
        overlaps_mark(arena, &all.items[i], &all);
    return DONE;
}

int membership_check_rows(struct arena *arena, struct db *db, struct sheet_preview *preview)
{
    struct sheet_row **rows = arena_array(arena, struct sheet_row *, preview->row_count + 1);
    size_t n = 0;
    for (int i = 0; i < preview->row_count; i++)
        if (preview->rows[i].state != ROW_WRONG)
            rows[n++] = &preview->rows[i];
    qsort(rows, n, sizeof *rows, row_compare);
    for (size_t i = 0, end; i < n; i = end) {
        int64_t person = record_int(rows[i]->record, MEMBERSHIP_PERSON);
        for (end = i + 1; end < n && record_int(rows[end]->record, MEMBERSHIP_PERSON) == person; )
            end++;
        TRY(person_check(arena, db, rows + i, end - i));
    }
    return DONE;
}
