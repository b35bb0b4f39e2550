#include "office/session.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "office/credential.h"
#include "office/inside.h"

enum { BUCKETS = 1024, ENTRIES_MAX = 20000, MINUTE_MS = 60 * 1000, SESSION_BYTES = 8 << 20, GRANTS_MAX = 64 };

struct entry {
    struct session session;          /* first: a share of it is a share of the entry */
    struct arena *arena;
    char hash[DIGEST_TEXT];
    int64_t begun, seen, written;    /* ms; written = what the table says of seen */
    struct date made;                /* grants are those of this day */
    uint64_t generation;             /* of the memory when it was read */
    int shares;
    bool listed;
    struct entry *next;
};

struct sessions {
    pthread_mutex_t lock;
    struct entry *buckets[BUCKETS];
    size_t n;
    uint64_t generation;             /* moves when what sessions rest on has changed: entries of an older one are read again */
};

static _Thread_local bool noted;

struct sessions *sessions_create(void)
{
    struct sessions *sessions = calloc(1, sizeof *sessions);
    if (!sessions)
        abort();
    pthread_mutex_init(&sessions->lock, NULL);
    return sessions;
}

static void entry_free(struct entry *entry)
{
    arena_destroy(entry->arena);
    free(entry);
}

static unsigned bucket_of(const char *hash)
{
    unsigned n = 0;
    for (int i = 0; i < 8; i++)
        n = n * 31 + (unsigned char)hash[i];
    return n % BUCKETS;
}

/* Out of the table; freed when the last share is given back. */
static void entry_drop(struct sessions *sessions, struct entry *entry)
{
    struct entry **at = &sessions->buckets[bucket_of(entry->hash)];
    while (*at && *at != entry)
        at = &(*at)->next;
    if (!*at)
        return;
    *at = entry->next;
    entry->listed = false;
    sessions->n--;
    if (entry->shares == 0)
        entry_free(entry);
}

void sessions_destroy(struct sessions *sessions)
{
    if (!sessions)
        return;
    for (int i = 0; i < BUCKETS; i++)
        while (sessions->buckets[i])
            entry_drop(sessions, sessions->buckets[i]);
    pthread_mutex_destroy(&sessions->lock);
    free(sessions);
}

void session_derive(const char *value, const char *purpose, char out[DIGEST_TEXT])
{
    uint8_t mac[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    if (!HMAC(EVP_sm3(), value, (int)strlen(value), (const unsigned char *)purpose, strlen(purpose), mac, &n))
        abort();
    digest_hex(mac, out);
}

/* reading one from the database */

static int grants_read(struct arena *arena, struct db *db, struct date on, struct session *session, bool *ret_second_factor)
{
    struct grant grants[GRANTS_MAX];
    int n = 0, e;
    char today[DATE_TEXT];
    struct access *access;
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    date_print(on, today);
    *ret_second_factor = false;
    TRY(db_query(db, &s, "SELECT role, within FROM role_grant WHERE holder = ?1 AND starts <= ?2"
                         " AND (ends IS NULL OR ends >= ?2) ORDER BY starts, id LIMIT 64",
                 value_int(session->user), value_text(today)));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        grants[n] = (struct grant){arena_strdup(arena, statement_text(s, 0)), statement_int(s, 1)};
        const struct role *role = access_role(grants[n].role);
        *ret_second_factor |= role && role->second_factor;
        if (!session->unit)
            session->unit = grants[n].unit;
        n++;
    }
    TRY(e);
    TRY(access_create(arena, db, session->user, session->person, grants, n, &access));
    session->access = access;
    return DONE;
}

static enum session_stage entry_stage(struct system *system, const struct entry *entry,
                                      const struct credential *credential, bool second_factor)
{
    if (entry->session.bearer)
        return SESSION_FULL;
    if (credential->totp && !entry->session.second_factor_passed)
        return SESSION_CODE;
    if (credential_must_change(system, entry->arena, credential))
        return SESSION_PASSWORD;
    const char *policy = setting_text(system, entry->arena, "second_factor");
    if (second_factor && !credential->totp && strcmp(policy, "required") == 0)
        return SESSION_ENROL;
    return SESSION_FULL;
}

static int account_read(struct arena *arena, struct db *db, struct session *session)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query(db, &s, "SELECT login, name, person, large_type FROM account WHERE id = ?1 AND state = 'active'",
                 value_int(session->user)));
    int e = statement_step(s);
    if (e == DONE)
        return NOT_FOUND;
    if (e != STATEMENT_ROW)
        return e;
    session->login = arena_strdup(arena, statement_text(s, 0));
    session->name = arena_strdup(arena, statement_text(s, 1));
    session->person = statement_int(s, 2);
    session->large_type = statement_int(s, 3) != 0;
    return DONE;
}

static int entry_row(struct entry *entry, struct db *db, bool bearer)
{
    char today[DATE_TEXT];
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    if (bearer)
        TRY(db_query(db, &s, "SELECT holder, created_at, 0, 1 FROM bearer WHERE hash = ?1 AND (ends IS NULL OR ends >= ?2)",
                     value_text(entry->hash), value_text(date_print(entry->made, today))));
    else
        TRY(db_query(db, &s, "SELECT account, begun_at, seen_at, second_factor FROM session WHERE hash = ?1",
                     value_text(entry->hash)));
    int e = statement_step(s);
    if (e == DONE)
        return NOT_FOUND;
    if (e != STATEMENT_ROW)
        return e;
    entry->session.user = statement_int(s, 0);
    entry->begun = statement_int(s, 1);
    entry->seen = entry->written = statement_int(s, 2);
    entry->session.second_factor_passed = statement_int(s, 3) != 0;
    entry->session.bearer = bearer;
    return DONE;
}

int session_of_account(struct arena *arena, struct db *db, int64_t account, struct session *ret)
{
    bool second_factor;
    *ret = (struct session){.user = account};
    TRY(account_read(arena, db, ret));
    return grants_read(arena, db, clock_today(), ret, &second_factor);
}

static int entry_fill(struct system *system, struct db *db, struct entry *entry, const char *value, bool bearer)
{
    struct credential credential;
    char token[DIGEST_TEXT];
    bool second_factor;
    TRY(entry_row(entry, db, bearer));
    TRY(account_read(entry->arena, db, &entry->session));
    TRY(grants_read(entry->arena, db, entry->made, &entry->session, &second_factor));
    TRY(credential_read(db, entry->arena, entry->session.user, &credential));
    entry->session.stage = entry_stage(system, entry, &credential, second_factor);
    session_derive(value, "form", token);
    entry->session.token = arena_strdup(entry->arena, token);
    return DONE;
}

static int entry_load(struct system *system, struct db *db, const char *value, const char *hash, bool bearer,
                      struct entry **ret)
{
    struct entry *entry = calloc(1, sizeof *entry);
    if (!entry)
        abort();
    entry->arena = arena_create(SESSION_BYTES);
    entry->made = clock_today();
    memcpy(entry->hash, hash, DIGEST_TEXT);
    int e = entry_fill(system, db, entry, value, bearer);
    if (e != DONE) {
        entry_free(entry);
        return e;
    }
    *ret = entry;
    return DONE;
}

/* memory */

static bool entry_over(struct system *system, const struct entry *entry, int64_t now)
{
    if (entry->session.bearer)
        return false;
    return now - entry->seen > setting_int(system, "session_idle_minutes") * MINUTE_MS
        || now - entry->begun > setting_int(system, "session_absolute_minutes") * MINUTE_MS;
}

/* Under the lock. */
static struct entry *entry_known(const struct sessions *sessions, const char *hash)
{
    struct entry *entry = sessions->buckets[bucket_of(hash)];
    while (entry && strcmp(entry->hash, hash) != 0)
        entry = entry->next;
    return entry;
}

static bool entry_fresh(const struct sessions *sessions, const struct entry *entry)
{
    return entry->generation == sessions->generation && date_compare(entry->made, clock_today()) == 0;
}

/* Under the lock: in the place of the one that was known, whose last sight only memory may know. */
static struct entry *entry_keep(struct sessions *sessions, struct entry *entry)
{
    struct entry *known = entry_known(sessions, entry->hash);
    if (known && known->seen > entry->seen)
        entry->seen = known->seen;
    if (known)
        entry_drop(sessions, known);
    if (sessions->n < ENTRIES_MAX) {
        struct entry **bucket = &sessions->buckets[bucket_of(entry->hash)];
        entry->next = *bucket;
        *bucket = entry;
        entry->listed = true;
        sessions->n++;
    }
    return entry;
}

/* Under the lock: it is no more. */
static void entry_forget(struct sessions *sessions, const char *hash)
{
    struct entry *known = entry_known(sessions, hash);
    if (known)
        entry_drop(sessions, known);
}

static int session_take(struct system *system, struct entry *entry, struct session **ret)
{
    int64_t now = clock_now_ms();
    if (entry_over(system, entry, now)) {
        if (entry->listed)
            entry_drop(system->sessions, entry);
        else
            entry_free(entry);
        return fail(NOT_FOUND, "登录已过期，请重新登录");
    }
    if (now > entry->seen)
        entry->seen = now;
    entry->shares++;
    *ret = &entry->session;
    return DONE;
}

int session_find(struct system *system, struct db *db, const char *value, bool bearer, struct session **ret)
{
    struct sessions *sessions = system->sessions;
    char hash[DIGEST_TEXT];
    digest_sm3_hex(value, strlen(value), hash);
    pthread_mutex_lock(&sessions->lock);
    struct entry *entry = entry_known(sessions, hash);
    uint64_t generation = sessions->generation;
    int e = DONE;
    if (!entry || !entry_fresh(sessions, entry) || entry->session.bearer != bearer) {
        pthread_mutex_unlock(&sessions->lock);
        e = entry_load(system, db, value, hash, bearer, &entry);
        pthread_mutex_lock(&sessions->lock);
        if (e == NOT_FOUND) {
            entry_forget(sessions, hash);
            e = fail(NOT_FOUND, "登录已过期，请重新登录");
        } else if (e == DONE) {
            entry->generation = generation;
            entry = entry_keep(sessions, entry);
        }
    }
    if (e == DONE)
        e = session_take(system, entry, ret);
    pthread_mutex_unlock(&sessions->lock);
    return e;
}

void session_release(struct system *system, struct session *session)
{
    struct entry *entry = (struct entry *)session;
    if (!session)
        return;
    pthread_mutex_lock(&system->sessions->lock);
    if (--entry->shares == 0 && !entry->listed)
        entry_free(entry);
    pthread_mutex_unlock(&system->sessions->lock);
}

/* in the lane */

int session_begin(struct db *db, int64_t account, const char *remote, bool second_factor, int64_t now,
                  char ret_value[SESSION_VALUE])
{
    char hash[DIGEST_TEXT];
    random_text(ret_value, SESSION_VALUE - 1);
    digest_sm3_hex(ret_value, SESSION_VALUE - 1, hash);
    return db_run(db, "INSERT INTO session (hash, account, begun_at, seen_at, second_factor, remote)"
                      " VALUES (?1, ?2, ?3, ?3, ?4, ?5)",
                  value_text(hash), value_int(account), value_int(now), value_int(second_factor), value_text(remote));
}

int session_end(struct db *db, const char *value)
{
    char hash[DIGEST_TEXT];
    session_note();
    return db_run(db, "DELETE FROM session WHERE hash = ?1", value_text(digest_sm3_hex(value, strlen(value), hash)));
}

int session_end_all(struct db *db, int64_t account)
{
    session_note();
    return db_run(db, "DELETE FROM session WHERE account = ?1", value_int(account));
}

int session_pass(struct db *db, const char *value)
{
    char hash[DIGEST_TEXT];
    session_note();
    return db_run(db, "UPDATE session SET second_factor = 1 WHERE hash = ?1",
                  value_text(digest_sm3_hex(value, strlen(value), hash)));
}

void session_note(void)
{
    noted = true;
}

void sessions_follow(struct system *system)
{
    if (!noted)
        return;
    noted = false;
    pthread_mutex_lock(&system->sessions->lock);
    system->sessions->generation++;
    pthread_mutex_unlock(&system->sessions->lock);
}

int session_clean(struct change *change)
{
    int64_t day = 24 * 60 * (int64_t)MINUTE_MS;
    return db_run(change->db, "DELETE FROM session WHERE seen_at < ?1", value_int(change->now - day));
}

/* who was seen */

struct seen { char hash[DIGEST_TEXT]; int64_t at; };
struct seen_list { struct seen *items; size_t n; };

static int seen_write(struct change *change, void *context)
{
    const struct seen_list *list = context;
    for (size_t i = 0; i < list->n; i++)
        TRY(db_run(change->db, "UPDATE session SET seen_at = ?1 WHERE hash = ?2", value_int(list->items[i].at),
                   value_text(list->items[i].hash)));
    return DONE;
}

int sessions_flush(struct system *system)
{
    struct sessions *sessions = system->sessions;
    pthread_mutex_lock(&sessions->lock);
    struct seen_list list = {calloc(sessions->n + 1, sizeof(struct seen)), 0};
    for (int i = 0; list.items && i < BUCKETS; i++)
        for (struct entry *entry = sessions->buckets[i]; entry; entry = entry->next)
            if (!entry->session.bearer && entry->seen > entry->written) {
                memcpy(list.items[list.n].hash, entry->hash, DIGEST_TEXT);
                list.items[list.n++].at = entry->written = entry->seen;
            }
    pthread_mutex_unlock(&sessions->lock);
    int e = list.n ? system_write(system, seen_write, &list, "job") : DONE;
    free(list.items);
    return e;
}
