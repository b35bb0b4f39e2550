#include "fresh.h"

static void values_come_back_as_they_went(void)
{
    struct db *db = fresh("values.db");
    CHECK_DONE(db_run(db, "INSERT INTO unit (id, name, rank, share, seal) VALUES (?1, ?2, ?3, ?4, ?5)", value_int(INT64_MAX),
                      value_text("𠮷林支部"), value_null(), value_real(0.25), value_blob("\0\1", 2)));
    struct statement *s;
    CHECK_DONE(db_query(db, &s, "SELECT id, name, rank, share, seal FROM unit WHERE id = ?1", value_int(INT64_MAX)));
    CHECK_INT(statement_step(s), STATEMENT_ROW);
    CHECK_INT(statement_columns(s), 5);
    CHECK_TEXT(statement_name(s, 1), "name");
    CHECK(statement_int(s, 0) == INT64_MAX && statement_kind(s, 0) == VALUE_INT);
    CHECK_TEXT(statement_text(s, 1), "𠮷林支部");
    CHECK_INT((int64_t)statement_bytes(s, 1), 13);
    CHECK(statement_is_null(s, 2) && statement_int(s, 2) == 0 && statement_text(s, 2) == NULL);
    CHECK(statement_real(s, 3) == 0.25);
    CHECK(statement_kind(s, 4) == VALUE_BLOB && memcmp(statement_blob(s, 4), "\0\1", 2) == 0);
    struct value again = statement_value(s, 4);
    CHECK(again.kind == VALUE_BLOB && again.n == 2);
    CHECK_DONE(statement_step(s));
    statement_finish(s);
    CHECK(value_text(NULL).kind == VALUE_NULL);
    db_close(db);
}

static void a_wrong_statement_is_fatal(void)
{
    struct db *db = fresh("wrong.db");
    CHECK_OUTCOME(db_run(db, "SELECT nothing FROM unit"), FATAL);
    CHECK_OUTCOME(db_run(db, "SELECT 1; SELECT 2"), FATAL);
    CHECK_OUTCOME(db_run(db, "-- only a comment"), FATAL);
    CHECK_OUTCOME(db_run(db, "SELECT ?1"), FATAL);
    CHECK_OUTCOME(db_run(db, "SELECT 1", value_int(1)), FATAL);
    CHECK_OUTCOME(db_run(db, "SELECT \"name\" || \"no such column\" FROM unit"), FATAL);
    CHECK_DONE(db_run(db, "SELECT 1; "));
    db_close(db);
}

static void statements_are_kept_and_dropped(void)
{
    struct db *db = fresh("cache.db");
    struct statement *first, *second, *again;
    CHECK_DONE(db_prepare_built(db, "SELECT 1", &first));
    CHECK_DONE(db_prepare_built(db, "SELECT 1", &second));      /* in use: another one */
    CHECK(first != second);
    statement_finish(first);
    CHECK_DONE(db_prepare_built(db, "SELECT 1", &again));
    CHECK(again == first);
    for (int i = 0; i < 1000; i++) {
        struct statement *s;
        char sql[64];
        snprintf(sql, sizeof sql, "SELECT %d", i + 2);
        CHECK_DONE(db_prepare_built(db, sql, &s));
        CHECK_INT(statement_step(s), STATEMENT_ROW);
        CHECK_INT(statement_int(s, 0), i + 2);
        statement_finish(s);
    }
    CHECK_INT(statement_step(again), STATEMENT_ROW);              /* in use all the time, so not dropped */
    statement_reset(again);
    CHECK_INT(statement_step(again), STATEMENT_ROW);
    statement_finish(again);
    statement_finish(second);
    statement_finish(NULL);
    db_close(db);
}

static void a_kept_statement_forgets_its_values(void)
{
    struct db *db = fresh("bindings.db");
    struct statement *s;
    CHECK_DONE(db_query(db, &s, "SELECT ?1", value_text("secret")));
    statement_finish(s);
    CHECK_DONE(db_prepare_built(db, "SELECT ?1", &s));
    CHECK_INT(statement_step(s), STATEMENT_ROW);
    CHECK(statement_is_null(s, 0));
    statement_finish(s);
    db_close(db);
}

static void a_row_is_told_kind_by_kind(void)
{
    static const struct {
        const char *sql;
        enum value_kind kind;
        size_t n;
    } rows[] = {
        {"SELECT -7", VALUE_INT, 0},
        {"SELECT 0.5", VALUE_REAL, 0},
        {"SELECT '党'", VALUE_TEXT, 3},
        {"SELECT ''", VALUE_TEXT, 0},
        {"SELECT x'000102'", VALUE_BLOB, 3},
        {"SELECT x''", VALUE_BLOB, 0},               /* empty, and yet no NULL */
        {"SELECT NULL", VALUE_NULL, 0},
    };
    struct db *db = fresh("kinds.db");
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct statement *s;
        CHECK_DONE(db_prepare_built(db, rows[i].sql, &s));
        CHECK_INT(statement_step(s), STATEMENT_ROW);
        struct value v = statement_value(s, 0);
        CHECK_INT(v.kind, rows[i].kind);
        CHECK_INT((int64_t)v.n, (int64_t)rows[i].n);
        CHECK(statement_is_null(s, 0) == (v.kind == VALUE_NULL));
        CHECK(v.kind != VALUE_INT || v.integer == -7);
        CHECK(v.kind != VALUE_REAL || v.real == 0.5);
        statement_finish(s);
    }
    db_close(db);
}

/* What is bound is what is stored: every kind, a text with a zero inside, and the same statement again. */
static void bound_values_arrive(void)
{
    const struct value values[] = {value_int(INT64_MIN), value_real(-1.5), value_text_n("a\0b", 3), value_blob("", 0), value_null()};
    struct db *db = fresh("bound.db");
    struct statement *s;
    CHECK_DONE(db_prepare_built(db, "SELECT ?1", &s));
    for (size_t i = 0; i < ARRAY_SIZE(values); i++) {
        CHECK_DONE(statement_bind(s, &values[i], 1));
        CHECK_INT(statement_step(s), STATEMENT_ROW);
        struct value got = statement_value(s, 0);
        CHECK_INT(got.kind, values[i].kind);
        CHECK_INT((int64_t)got.n, (int64_t)values[i].n);
        CHECK(got.kind != VALUE_INT || got.integer == INT64_MIN);
        CHECK(got.kind != VALUE_REAL || got.real == -1.5);
        CHECK(got.kind != VALUE_TEXT || memcmp(got.text, "a\0b", 3) == 0);
        CHECK_DONE(statement_step(s));
        statement_reset(s);
    }
    CHECK_OUTCOME(statement_bind(s, values, 2), FATAL);
    CHECK_TEXT(error_message(), "2 values for 1 places: SELECT ?1");
    statement_finish(s);
    db_close(db);
}

static struct statement *take(struct db *db, int i)
{
    char sql[32];
    struct statement *s;
    snprintf(sql, sizeof sql, "SELECT %d", i);
    CHECK_DONE(db_prepare_built(db, sql, &s));
    return s;
}

static bool is_kept(const struct db *db, const char *sql)
{
    size_t n = 0;
    bool found = false;
    for (const struct statement *s = db->newest; s; s = s->older, n++)
        found = found || strcmp(sqlite3_sql(s->stmt), sql) == 0;
    CHECK_INT((int64_t)n, (int64_t)db->n_kept);
    return found;
}

/* The ceiling, and who goes first: what was used longest ago, but never what is in use. */
static void the_least_lately_used_goes_first(void)
{
    struct db *db = fresh("oldest.db");
    statement_drop_all(db);
    CHECK_INT((int64_t)db->n_kept, 0);
    for (int i = 0; i < STATEMENTS_KEPT; i++)
        statement_finish(take(db, i));
    CHECK_INT((int64_t)db->n_kept, STATEMENTS_KEPT);
    statement_finish(take(db, 0));
    struct statement *used = take(db, 1);
    statement_finish(take(db, STATEMENTS_KEPT));
    statement_finish(take(db, STATEMENTS_KEPT + 1));
    CHECK_INT((int64_t)db->n_kept, STATEMENTS_KEPT);
    CHECK(is_kept(db, "SELECT 0") && is_kept(db, "SELECT 1") && is_kept(db, "SELECT 257"));
    CHECK(!is_kept(db, "SELECT 2") && !is_kept(db, "SELECT 3") && is_kept(db, "SELECT 4"));
    statement_finish(used);
    db_close(db);
}

/* All in use: one more is made, works, and is not kept. */
static void more_in_use_than_are_kept(void)
{
    struct statement *all[STATEMENTS_KEPT];
    struct db *db = fresh("busy.db");
    statement_drop_all(db);
    for (int i = 0; i < STATEMENTS_KEPT; i++)
        all[i] = take(db, i);
    struct statement *one_more = take(db, STATEMENTS_KEPT);
    CHECK(!is_kept(db, "SELECT 256"));
    CHECK_INT(statement_step(one_more), STATEMENT_ROW);
    CHECK_INT(statement_int(one_more, 0), STATEMENTS_KEPT);
    statement_finish(one_more);
    for (int i = 0; i < STATEMENTS_KEPT; i++)
        statement_finish(all[i]);
    CHECK_INT((int64_t)db->n_kept, STATEMENTS_KEPT);
    db_close(db);
}

/* Dropped while in use: it goes on to its end, then it is gone. */
static void a_dropped_statement_ends_in_peace(void)
{
    struct db *db = fresh("dropped.db");
    struct statement *s;
    CHECK_DONE(db_prepare_built(db, "SELECT 1 UNION SELECT 2", &s));
    CHECK_INT(statement_step(s), STATEMENT_ROW);
    statement_drop_all(db);
    CHECK_INT((int64_t)db->n_kept, 0);
    CHECK_INT(statement_step(s), STATEMENT_ROW);
    CHECK_INT(statement_int(s, 0), 2);
    CHECK_DONE(statement_step(s));
    statement_finish(s);
    CHECK(!is_kept(db, "SELECT 1 UNION SELECT 2"));
    db_close(db);
}

TESTS(
    {"values come back as they went", values_come_back_as_they_went},
    {"a wrong statement is fatal", a_wrong_statement_is_fatal},
    {"statements are kept and dropped", statements_are_kept_and_dropped},
    {"a kept statement forgets its values", a_kept_statement_forgets_its_values},
    {"a row is told kind by kind", a_row_is_told_kind_by_kind},
    {"bound values arrive", bound_values_arrive},
    {"the least lately used goes first", the_least_lately_used_goes_first},
    {"more in use than are kept", more_in_use_than_are_kept},
    {"a dropped statement ends in peace", a_dropped_statement_ends_in_peace},
)
