/* Page seals: a layer under SQLite that writes a checksum into the last 8 bytes of each page of the database and
 * looks at it whenever a page is read.  SQLite itself has none: a byte that turned on the disk would be shown as if
 * somebody had written it, and a page written to a wrong place as another unit's rows. */
#ifndef MINGZE_STORE_SEAL_H
#define MINGZE_STORE_SEAL_H

#include <sqlite3.h>

enum { SEAL_BYTES = 8 };

/* The layer's name for sqlite3_open_v2, over whatever layer is the default when it is first asked. */
const char *seal_layer(void);
/* Asks for room for seals in a database that is still empty; nothing happens to another one. */
int seal_ask(sqlite3 *handle);
/* Before `to`, still empty, becomes a copy of `from`: its other pages may be written before page 1 tells. */
int seal_follow(sqlite3 *from, sqlite3 *to);
/* From now on what this connection writes is synced after every so many pages (0: only when SQLite asks), so that no sync has
 * much to do and others' syncs need not wait long behind it. */
int seal_sip(sqlite3 *handle, int pages);

#endif
