/* Around SQLite's page cache: a commit need not look for pages behind the end of the database.
 *
 * When SQLite balances a tree, a page has the number of the lock page for a moment, far behind the end (balance_nonroot).  Its
 * cache remembers that as the highest number it holds, and the next commit goes through all of the cache for pages
 * behind the end: the larger the cache, the dearer each commit.  Here the highest number is kept right, and what
 * can find nothing is not asked for. */
#ifndef MINGZE_STORE_PAGE_CACHE_H
#define MINGZE_STORE_PAGE_CACHE_H

#include <sqlite3.h>

/* Puts itself around the functions that SQLite has now; before its first use, else nothing changes. */
void page_cache_install(void);
/* The functions that stand around those of `below`: those that were given last. */
sqlite3_pcache_methods2 page_cache_around(const sqlite3_pcache_methods2 *below);

#endif
