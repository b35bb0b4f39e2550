/* The second defence: what a connection's lane never does, the connection cannot do.  SQLite asks here when a
 * statement is prepared; the answer is a list of what is allowed, so a new kind of statement is refused. */
#include "store/db_internal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct allowed_pragma {
    const char *name;
    bool schema_only;
};

static const struct allowed_pragma pragmas[] = {
    {"table_info", false},
    {"table_xinfo", false},
    {"table_list", false},
    {"index_list", false},
    {"index_xinfo", false},
    {"foreign_key_list", false},
    {"foreign_key_check", false},
    {"integrity_check", false},
    {"quick_check", false},              /* ALTER TABLE … ADD asks it */
    {"data_version", false},             /* FTS5 asks it */
    {"user_version", false},
    {"defer_foreign_keys", true},
};

static bool pragma_allowed(const struct db *db, const char *name)
{
    if (db->settling)
        return true;
    for (size_t i = 0; i < ARRAY_SIZE(pragmas); i++)
        if (strcasecmp(name, pragmas[i].name) == 0)
            return !pragmas[i].schema_only || db->schema;
    return false;
}

static bool is_protected(const struct db *db, const char *table)
{
    for (size_t i = 0; i < db->n_protected; i++)
        if (strcasecmp(table, db->protected_tables[i]) == 0)
            return true;
    return false;
}

static bool reading_allowed(int action)
{
    switch (action) {
    case SQLITE_READ:
    case SQLITE_SELECT:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
        return true;
    default:
        return false;
    }
}

static bool writing_allowed(const struct db *db, int action, const char *table)
{
    switch (action) {
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
        if (db->schema)
            return true;
        if (strncasecmp(table, "sqlite_", 7) == 0)
            return false;
        return action == SQLITE_INSERT || !is_protected(db, table);
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        return false;
    default:
        return db->schema;
    }
}

static int authorize(void *context, int action, const char *one, const char *two, const char *database,
                     const char *trigger)
{
    const struct db *db = context;
    bool allowed = action == SQLITE_PRAGMA ? pragma_allowed(db, one)
        : reading_allowed(action) || (db->mode == DB_WRITE && writing_allowed(db, action, one));
    return allowed ? SQLITE_OK : SQLITE_DENY;
}

/* Setting it again makes SQLite prepare every living statement anew, under the new answers. */
int db_guard(struct db *db)
{
    int code = sqlite3_set_authorizer(db->handle, authorize, db);
    return code == SQLITE_OK ? DONE : db_fail(db, code);
}

void db_schema_mode(struct db *db, bool on)
{
    db->schema = on;
    (void)db_guard(db);
}

int db_protect(struct db *db, const char *table)
{
    if (is_protected(db, table))
        return DONE;
    if (db->n_protected == PROTECTED_TABLES || strlen(table) >= PROTECTED_NAME)
        return fail(FATAL, "too many protected tables, or a name too long: %s", table);
    snprintf(db->protected_tables[db->n_protected++], PROTECTED_NAME, "%s", table);
    return db_guard(db);
}
