/* Many records for counting: one statement, the columns asked for, no record made. */
#include "model/list_query.h"

#include "store/store.h"

int list_walk(struct arena *arena, struct db *db, const struct list_request *r, const char *const *columns, int n,
              int (*each)(void *, struct statement *), void *context)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct query q;
    int step;
    query_start(&q, arena);
    q.whole = true;
    query_add(&q, "SELECT ");
    for (int i = 0; i < n; i++)
        query_addf(&q, "%st.%s", i ? ", " : "", columns[i]);
    query_add(&q, " FROM ");
    TRY(list_table_add(&q, db, r));
    TRY(list_where_add(&q, db, r, NULL));
    TRY(query_rows(&q, db, &s));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        TRY(each(context, s));
    return step;
}
