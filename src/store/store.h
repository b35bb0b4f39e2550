/* The store: one SQLite database and one folder of files, with one way in for writing.
 *
 * Invariants.
 * - One process owns a data folder (folder.h).  In it one thread, the lane (lane.h), holds the
 *   only writing connection and is the only checkpointer; every other thread reads with its own
 *   read connection (db.h).  Connections and statements are never shared between threads.
 * - An operation whose `done` was called with DONE is on the disk.
 * - SQL is a literal with bound values.  Only model/ and office access build SQL, from tables of
 *   identifiers, through the functions named `_built`.
 * - SQL is written in the common dialect (dialect.h): ?1 ?2 … for values, differences as phrases.
 *
 * Used by document, model, office and main; features reach it through model. */
#ifndef MINGZE_STORE_H
#define MINGZE_STORE_H

#include "store/value.h"
#include "store/dialect.h"
#include "store/db.h"
#include "store/lane.h"
#include "store/folder.h"
#include "store/backup.h"

#endif
