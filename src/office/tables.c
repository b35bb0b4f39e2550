/* Tables that are no entities: nobody lists, edits or exports them. */
#include "office/inside.h"

int office_tables(struct db *db)
{
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS credential (account BIGINT PRIMARY KEY, password TEXT, must_change BIGINT NOT NULL,"
                   " ends_at BIGINT NOT NULL, set_at BIGINT NOT NULL, totp TEXT, totp_step BIGINT NOT NULL,"
                   " failed BIGINT NOT NULL, locked_until BIGINT NOT NULL)"));
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS session (hash TEXT PRIMARY KEY, account BIGINT NOT NULL, begun_at BIGINT NOT NULL,"
                   " seen_at BIGINT NOT NULL, second_factor BIGINT NOT NULL, remote TEXT)"));
    TRY(db_run(db, "CREATE INDEX IF NOT EXISTS session_account ON session (account)"));
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, account BIGINT NOT NULL, path TEXT NOT NULL,"
                   " content TEXT NOT NULL, status BIGINT NOT NULL, location TEXT, body TEXT, at BIGINT NOT NULL)"));
    TRY(db_run(db, "CREATE INDEX IF NOT EXISTS answer_at ON answer (at)"));
    /* What was told, so that it is told once; and to whom, for his own page.  Nobody's reading of it is kept. */
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS reminder (line TEXT NOT NULL, item BIGINT NOT NULL, step BIGINT NOT NULL,"
                   " deadline TEXT NOT NULL, period BIGINT NOT NULL, day TEXT NOT NULL,"
                   " PRIMARY KEY (line, item, step, deadline, period))"));
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS reminder_to (person BIGINT NOT NULL, day TEXT NOT NULL, line TEXT NOT NULL,"
                   " item BIGINT NOT NULL, step BIGINT NOT NULL, deadline TEXT NOT NULL, PRIMARY KEY (person, day, line, item))"));
    TRY(db_run(db, "CREATE INDEX IF NOT EXISTS reminder_to_day ON reminder_to (day, person)"));
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS delivery (id BIGINT PRIMARY KEY, channel TEXT NOT NULL, day TEXT NOT NULL,"
                   " person BIGINT NOT NULL, part BIGINT NOT NULL, state TEXT NOT NULL, tries BIGINT NOT NULL, next_at BIGINT NOT NULL,"
                   " error TEXT, at BIGINT NOT NULL)"));
    TRY(db_run(db, "CREATE INDEX IF NOT EXISTS delivery_state ON delivery (state, next_at)"));
    TRY(db_run(db, "CREATE INDEX IF NOT EXISTS delivery_day ON delivery (day, channel, state)"));
    TRY(db_run(db, "CREATE INDEX IF NOT EXISTS delivery_at ON delivery (at)"));
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS outbound_secret (name TEXT PRIMARY KEY, locked TEXT NOT NULL)"));
    return db_run(db, "CREATE TABLE IF NOT EXISTS job_run (name TEXT PRIMARY KEY, at BIGINT NOT NULL)");
}
