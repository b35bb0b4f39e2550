/* Where SQLite and PostgreSQL differ, as rows.  Everything else is the common dialect: ?1 for the
 * first value (a driver that wants $1 turns it mechanically, outside of quotes), INSERT … ON CONFLICT
 * … DO UPDATE, RETURNING, LIMIT/OFFSET, CTEs, window functions, || and COALESCE. */
#ifndef MINGZE_STORE_DIALECT_H
#define MINGZE_STORE_DIALECT_H

enum dialect { DIALECT_SQLITE, DIALECT_POSTGRESQL, DIALECT__COUNT };

enum phrase {
    PHRASE_INT,              /* column types */
    PHRASE_REAL,
    PHRASE_TEXT,
    PHRASE_BLOB,
    PHRASE_ID,               /* an integer primary key given by us, never counted by the database */
    PHRASE_TABLE_SUFFIX,     /* behind the closing bracket of CREATE TABLE */
    PHRASE_NOW_MS,           /* milliseconds since 1970 as an expression (defaults, migrations; code asks base) */
    PHRASE_TEXT_ORDER,       /* collation in which text order is byte order */
    PHRASE_JSON_TEXT,        /* %s column, %s member's name in quotes → text */
    PHRASE_SEARCH_CREATE,    /* %s table (id, tokens): makes it and its index */
    PHRASE_SEARCH_PUT,       /* %s table; ?1 id, ?2 tokens (text_tokens): replaces */
    PHRASE_SEARCH_DROP,      /* %s table; ?1 id */
    PHRASE_SEARCH_MATCH,     /* %s table, %d number of the placeholder: predicate; value by search_query */
    PHRASE_TABLE_EXISTS,     /* ?1 table → one row when it is there */
    PHRASE_COLUMN_EXISTS,    /* ?1 table, ?2 column → one row when it is there */
    PHRASE_LANE_LOCK,        /* taken by a lane at the start of its transaction; "" where the lane is alone */
    PHRASE__COUNT
};

const char *dialect_phrase(enum dialect, enum phrase);

struct arena;

/* The value for PHRASE_SEARCH_MATCH from tokens separated by spaces: all must be there. */
char *dialect_search_query(struct arena *, enum dialect, const char *tokens);

#endif
