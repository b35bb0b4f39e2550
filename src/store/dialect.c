#include "store/dialect.h"

#include "base/base.h"

#include <assert.h>
#include <string.h>

static const char *const phrases[DIALECT__COUNT][PHRASE__COUNT] = {
    [DIALECT_SQLITE] = {
        [PHRASE_INT] = "INTEGER",
        [PHRASE_REAL] = "REAL",
        [PHRASE_TEXT] = "TEXT",
        [PHRASE_BLOB] = "BLOB",
        [PHRASE_ID] = "INTEGER PRIMARY KEY",
        [PHRASE_TABLE_SUFFIX] = " STRICT",
        [PHRASE_KEYED_SUFFIX] = " STRICT, WITHOUT ROWID",
        [PHRASE_NOW_MS] = "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
        [PHRASE_TEXT_ORDER] = "",
        [PHRASE_JSON_TEXT] = "({1} ->> '{2}')",
        /* Contentless and without positions: the text is in its own table, and words are found by
         * their bigrams, not by their place. */
        [PHRASE_SEARCH_TABLE] = "CREATE VIRTUAL TABLE {1} USING fts5(tokens, content='', contentless_delete=1,"
                                " detail=none, tokenize='unicode61 remove_diacritics 0')",
        [PHRASE_SEARCH_INDEX] = "",
        [PHRASE_SEARCH_CALM] = "INSERT INTO {1} ({1}, rank) VALUES ('automerge', 0)",
        [PHRASE_SEARCH_TIDY] = "INSERT INTO {1} ({1}, rank) VALUES ('merge', ?1)",
        [PHRASE_SEARCH_PUT] = "INSERT OR REPLACE INTO {1} (rowid, tokens) VALUES (?1, ?2)",
        [PHRASE_SEARCH_DROP] = "DELETE FROM {1} WHERE rowid = ?1",
        [PHRASE_SEARCH_IDS] = "SELECT rowid AS doc FROM {1} WHERE {1} MATCH {2}",
        [PHRASE_TABLE_EXISTS] = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1",
        [PHRASE_COLUMN_EXISTS] = "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2",
        [PHRASE_INDEXES] = "SELECT name FROM sqlite_schema WHERE type = 'index'",
        [PHRASE_SHAPE] = "SELECT m.name || '.' || c.name || ' ' || c.type || iif(c.\"notnull\", ' NOT NULL', '')"
                         " || coalesce((SELECT ' -> ' || f.\"table\" FROM pragma_foreign_key_list(m.name) f"
                         " WHERE f.\"from\" = c.name), '') AS line"
                         " FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
                         " UNION ALL SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
                         " ORDER BY line",
        [PHRASE_LANE_LOCK] = "",
    },
    [DIALECT_POSTGRESQL] = {
        [PHRASE_INT] = "BIGINT",
        [PHRASE_REAL] = "DOUBLE PRECISION",
        [PHRASE_TEXT] = "TEXT",
        [PHRASE_BLOB] = "BYTEA",
        [PHRASE_ID] = "BIGINT PRIMARY KEY",
        [PHRASE_TABLE_SUFFIX] = "",
        [PHRASE_KEYED_SUFFIX] = "",
        [PHRASE_NOW_MS] = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
        [PHRASE_TEXT_ORDER] = " COLLATE \"C\"",
        [PHRASE_JSON_TEXT] = "({1}::jsonb ->> '{2}')",
        [PHRASE_SEARCH_TABLE] = "CREATE TABLE {1} (id BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL)",
        [PHRASE_SEARCH_INDEX] = "CREATE INDEX {1}_tokens ON {1} USING gin (tokens)",
        [PHRASE_SEARCH_CALM] = "",
        [PHRASE_SEARCH_TIDY] = "",
        [PHRASE_SEARCH_PUT] = "INSERT INTO {1} (id, tokens) VALUES (?1, array_to_tsvector(string_to_array(?2, ' ')))"
                              " ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens",
        [PHRASE_SEARCH_DROP] = "DELETE FROM {1} WHERE id = ?1",
        [PHRASE_SEARCH_IDS] = "SELECT id AS doc FROM {1} WHERE tokens @@ CAST({2} AS tsquery)",
        [PHRASE_TABLE_EXISTS] = "SELECT 1 FROM information_schema.tables"
                                " WHERE table_schema = current_schema() AND table_name = ?1",
        [PHRASE_COLUMN_EXISTS] = "SELECT 1 FROM information_schema.columns"
                                 " WHERE table_schema = current_schema() AND table_name = ?1 AND column_name = ?2",
        [PHRASE_INDEXES] = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()",
        [PHRASE_SHAPE] = "SELECT table_name || '.' || column_name || ' ' || data_type"
                         " || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END AS line"
                         " FROM information_schema.columns WHERE table_schema = current_schema()"
                         " UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()"
                         " ORDER BY line",
        [PHRASE_LANE_LOCK] = "SELECT pg_advisory_xact_lock(?1)",
    },
};

/* How a search joins its tokens, and how a token is quoted. */
static const struct {
    char quote;
    const char *join;
} searches[DIALECT__COUNT] = {
    [DIALECT_SQLITE] = {'"', " "},
    [DIALECT_POSTGRESQL] = {'\'', " & "},
};

const char *dialect_phrase(enum dialect dialect, enum phrase phrase)
{
    assert(dialect < DIALECT__COUNT && phrase < PHRASE__COUNT && phrases[dialect][phrase]);
    return phrases[dialect][phrase];
}

char *dialect_fill(struct arena *arena, enum dialect dialect, enum phrase phrase, const char *one, const char *two)
{
    struct buffer b = buffer_in(arena);
    for (const char *p = dialect_phrase(dialect, phrase); *p; p++) {
        if (p[0] == '{' && (p[1] == '1' || p[1] == '2') && p[2] == '}') {
            const char *with = p[1] == '1' ? one : two;
            assert(with);
            buffer_adds(&b, with);
            p += 2;
        } else {
            buffer_addc(&b, *p);
        }
    }
    return b.p;
}

char *dialect_search(struct arena *arena, enum dialect dialect, const char *tokens)
{
    assert(dialect < DIALECT__COUNT);
    char quote = searches[dialect].quote;
    struct buffer b = buffer_in(arena);
    for (const char *p = tokens + strspn(tokens, " "); *p; p += strspn(p, " ")) {
        if (b.n)
            buffer_adds(&b, searches[dialect].join);
        buffer_addc(&b, quote);
        for (; *p && *p != ' '; p++) {
            if (*p == quote || (*p == '\\' && dialect == DIALECT_POSTGRESQL))
                buffer_addc(&b, *p);
            buffer_addc(&b, *p);
        }
        buffer_addc(&b, quote);
    }
    return b.n ? b.p : NULL;
}
