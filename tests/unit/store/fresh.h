/* A new database with one table that has a constraint of each sort. */
#ifndef MINGZE_TESTS_FRESH_H
#define MINGZE_TESTS_FRESH_H

#include "check.h"
#include "scratch.h"
#include "store/db_internal.h"
#include "store/store.h"

__attribute__((unused)) static struct db *fresh(const char *name)
{
    struct db *db;
    CHECK_DONE(db_open(scratch(name), DB_WRITE, &db));
    db_schema_mode(db, true);
    CHECK_DONE(db_run(db, "CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, rank INTEGER CHECK (rank > 0),"
                      " share REAL, seal BLOB, upper INTEGER REFERENCES unit (id)) STRICT"));
    db_schema_mode(db, false);
    return db;
}

#endif
