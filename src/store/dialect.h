/* Where SQLite and PostgreSQL differ, as rows.  Everything else is the common dialect: ?1 for the
 * first value (a driver that wants $1 turns it mechanically, outside of quotes), INSERT … ON CONFLICT
 * … DO UPDATE, RETURNING, LIMIT/OFFSET, CTEs, window functions, || and COALESCE. */
#ifndef MINGZE_STORE_DIALECT_H
#define MINGZE_STORE_DIALECT_H

enum dialect { DIALECT_SQLITE, DIALECT_POSTGRESQL, DIALECT__COUNT };

/* {1} and {2} stand for what dialect_fill puts there. */
enum phrase {
    PHRASE_INT,              /* column types */
    PHRASE_REAL,
    PHRASE_TEXT,
    PHRASE_BLOB,
    PHRASE_ID,               /* an integer primary key given by us, never counted by the database */
    PHRASE_TABLE_SUFFIX,     /* behind the closing bracket of CREATE TABLE */
    PHRASE_KEYED_SUFFIX,     /* the same for a small table that is only read by its primary key (links) */
    PHRASE_NOW_MS,           /* milliseconds since 1970 as an expression (migrations; code asks base) */
    PHRASE_TEXT_ORDER,       /* behind a text expression: text order is byte order, so date order too */
    PHRASE_JSON_TEXT,        /* {1} column, {2} member without quotes: its text */
    PHRASE_SEARCH_TABLE,     /* {1} table: makes it */
    PHRASE_SEARCH_INDEX,     /* {1} table: makes its index; "" where it has its own */
    PHRASE_SEARCH_CALM,      /* {1} table: it does not tidy itself up in the middle of a write; "" where it never does */
    PHRASE_SEARCH_TIDY,      /* {1} table; ?1 pages: does so much of its tidying up; "" with PHRASE_SEARCH_CALM */
    PHRASE_SEARCH_PUT,       /* {1} table; ?1 id, ?2 tokens (text_tokens): adds or replaces */
    PHRASE_SEARCH_DROP,      /* {1} table; ?1 id */
    PHRASE_SEARCH_IDS,       /* {1} table, {2} the value (?1): SELECT of the ids; its value by dialect_search */
    PHRASE_TABLE_EXISTS,     /* ?1 table: one row when it is there */
    PHRASE_COLUMN_EXISTS,    /* ?1 table, ?2 column: one row when it is there */
    PHRASE_INDEXES,          /* names of all indexes */
    PHRASE_SHAPE,            /* tables, columns and indexes as lines of text, sorted */
    PHRASE_LANE_LOCK,        /* taken by a lane at the start of its transaction; "" where the lane is alone */
    PHRASE__COUNT
};

struct arena;

const char *dialect_phrase(enum dialect, enum phrase);
/* The phrase with {1} and {2} replaced; both are written by the program (a table, ?1), never input. */
char *dialect_fill(struct arena *, enum dialect, enum phrase, const char *one, const char *two);
/* The value for PHRASE_SEARCH_IDS from tokens separated by spaces: all of them must be there.  Quotes in a
 * token are harmless; NULL when there is no token. */
char *dialect_search(struct arena *, enum dialect, const char *tokens);

#endif
