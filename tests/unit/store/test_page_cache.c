/* A cache that only writes down what it is asked for, and SQLite's own in a database that shrinks and grows. */
#include "check.h"
#include "scratch.h"
#include "store/page_cache.h"
#include "store/store.h"

static unsigned limits[8];
static int asked;
static int below_token;

static sqlite3_pcache *fake_create(int page, int extra, int purgeable)
{
    return page + extra + purgeable ? (sqlite3_pcache *)&below_token : NULL;
}

static sqlite3_pcache_page *fake_fetch(sqlite3_pcache *cache, unsigned key, int create)
{
    static sqlite3_pcache_page page;
    CHECK(cache == (sqlite3_pcache *)&below_token);
    return key && create ? &page : NULL;
}

static void fake_rekey(sqlite3_pcache *cache, sqlite3_pcache_page *page, unsigned from, unsigned to)
{
    CHECK(cache == (sqlite3_pcache *)&below_token && page && from != to);
}

static void fake_truncate(sqlite3_pcache *cache, unsigned limit)
{
    CHECK(cache == (sqlite3_pcache *)&below_token);
    limits[asked++] = limit;
}

static void fake_destroy(sqlite3_pcache *cache)
{
    CHECK(cache == (sqlite3_pcache *)&below_token);
}

static const sqlite3_pcache_methods2 fake = {
    .iVersion = 1, .xCreate = fake_create, .xFetch = fake_fetch, .xRekey = fake_rekey, .xTruncate = fake_truncate, .xDestroy = fake_destroy,
};

enum { LOCK_PAGE = 262145 };

static void only_what_can_find_a_page(void)
{
    sqlite3_pcache_methods2 m = page_cache_around(&fake);
    sqlite3_pcache *cache = m.xCreate(4096, 100, 1);
    sqlite3_pcache_page *page = m.xFetch(cache, 900, 1);
    asked = 0;
    m.xFetch(cache, 1000, 0);                    /* looked for, not there */
    m.xTruncate(cache, 901);
    CHECK_INT(asked, 0);
    m.xTruncate(cache, 900);
    CHECK(asked == 1 && limits[0] == 900);
    m.xTruncate(cache, 900);
    CHECK_INT(asked, 1);

    /* Two pages change places by way of the lock page, and the tree grows meanwhile. */
    m.xRekey(cache, page, 700, LOCK_PAGE);
    m.xFetch(cache, 910, 2);
    m.xRekey(cache, page, 800, 700);
    m.xRekey(cache, page, LOCK_PAGE, 800);
    m.xTruncate(cache, 911);
    CHECK_INT(asked, 1);
    m.xTruncate(cache, 910);
    CHECK(asked == 2 && limits[1] == 910);

    /* The one that stays behind the end is found. */
    m.xRekey(cache, page, 800, LOCK_PAGE);
    m.xTruncate(cache, 911);
    CHECK(asked == 3 && limits[2] == 911);
    m.xTruncate(cache, 911);
    CHECK_INT(asked, 3);

    /* A second one that moves behind the end while the first is there counts too. */
    m.xRekey(cache, page, 5, LOCK_PAGE);
    m.xRekey(cache, page, 6, 2000);
    m.xRekey(cache, page, LOCK_PAGE, 5);
    m.xTruncate(cache, 1999);
    CHECK(asked == 4 && limits[3] == 1999);
    m.xTruncate(cache, 0);
    m.xFetch(cache, 1, 1);
    m.xTruncate(cache, 1);
    CHECK(asked == 6 && limits[4] == 0 && limits[5] == 1);
    m.xDestroy(cache);
}

static int64_t rows(struct db *db)
{
    int64_t n = -1;
    CHECK_DONE(db_get_int(db, &n, "SELECT count(*) FROM word"));
    return n;
}

static void sound(struct db *db)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    CHECK_DONE(db_query(db, &s, "PRAGMA integrity_check"));
    CHECK_OUTCOME(statement_step(s), STATEMENT_ROW);
    CHECK_TEXT(statement_text(s, 0), "ok");
}

/* Grown, taken back, grown again: pages behind the end must not come back from the cache. */
static void what_is_taken_back_is_gone(void)
{
    struct db *db;
    CHECK_DONE(db_open(scratch("page-cache.db"), DB_WRITE, &db));
    db_schema_mode(db, true);
    CHECK_DONE(db_run(db, "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"));
    CHECK_DONE(db_run(db, "CREATE INDEX word_text ON word (text)"));
    for (int64_t round = 0; round < 6; round++) {
        CHECK_DONE(db_run(db, "BEGIN"));
        for (int64_t i = 0; i < 1500; i++)
            CHECK_DONE(db_run(db, "INSERT INTO word (text) VALUES (hex(randomblob(40)) || ?1)", value_int(round)));
        CHECK_DONE(round % 2 ? db_run(db, "ROLLBACK") : db_run(db, "COMMIT"));
        CHECK_INT(rows(db), 1500 * (round / 2 + 1));
        sound(db);
    }
    CHECK_DONE(db_run(db, "DELETE FROM word WHERE id % 3 > 0"));
    sound(db);
    db_close(db);
}

TESTS({"only what can find a page is asked for", only_what_can_find_a_page},
      {"what is taken back is gone", what_is_taken_back_is_gone})
