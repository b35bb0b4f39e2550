#include "office/credential.h"

#include <argon2.h>
#include <ctype.h>
#include <liboath/oath.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "office/inside.h"
#include "office/session.h"

enum {
    ARGON_MEMORY_KIB = 19456, ARGON_PASSES = 2, ARGON_LANES = 1, SALT = 16, HASH = 32,   /* OWASP's least for argon2id */
    AT_ONCE = 2, WAITING_MAX = 64,
    TOTP_SECONDS = 30, TOTP_WINDOW = 1,
    LOCK_MS = 15 * 60 * 1000,
};
static const int64_t DAY_MS = 24 * 60 * 60 * (int64_t)1000;

/* slow work, two at a time */

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t gate_open = PTHREAD_COND_INITIALIZER;
static int running, waiting;

static int gate_enter(void)
{
    pthread_mutex_lock(&gate);
    if (waiting >= WAITING_MAX) {
        pthread_mutex_unlock(&gate);
        return fail(UNAVAILABLE, "登录的人太多，请稍后再试");
    }
    waiting++;
    while (running >= AT_ONCE)
        pthread_cond_wait(&gate_open, &gate);
    waiting--;
    running++;
    pthread_mutex_unlock(&gate);
    return DONE;
}

static void gate_leave(void)
{
    pthread_mutex_lock(&gate);
    running--;
    pthread_cond_signal(&gate_open);
    pthread_mutex_unlock(&gate);
}

int password_hash(const char *password, char ret[PASSWORD_HASH])
{
    uint8_t salt[SALT];
    TRY(gate_enter());
    random_bytes(salt, sizeof salt);
    int e = argon2id_hash_encoded(ARGON_PASSES, ARGON_MEMORY_KIB, ARGON_LANES, password, strlen(password), salt,
                                  sizeof salt, HASH, ret, PASSWORD_HASH);
    gate_leave();
    return e == ARGON2_OK ? DONE : fail(FATAL, "argon2: %s", argon2_error_message(e));
}

int password_verify(const char *hash, const char *password, bool *ret)
{
    uint8_t out[HASH];
    bool right = false;
    TRY(gate_enter());
    if (hash)
        right = argon2id_verify(hash, password, strlen(password)) == ARGON2_OK;
    else
        argon2id_hash_raw(ARGON_PASSES, ARGON_MEMORY_KIB, ARGON_LANES, password, strlen(password), "nobody is here",
                          14, out, sizeof out);
    gate_leave();
    *ret = right;
    return DONE;
}

/* what a password must be */

static int kinds_of_characters(const char *s)
{
    bool lower = false, upper = false, digit = false, other = false;
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        lower |= islower(c) != 0;
        upper |= isupper(c) != 0;
        digit |= isdigit(c) != 0;
        other |= !isalnum(c);
    }
    return lower + upper + digit + other;
}

static bool is_common(const char *password)
{
    static const char *const common[] = {"password", "12345678", "qwertyui", "11111111", "abc12345", "admin123",
                                         "iloveyou", "mingze", "a1b2c3d4", "88888888"};
    for (size_t i = 0; i < ARRAY_SIZE(common); i++)
        if (strcasestr(password, common[i]))
            return true;
    return false;
}

const char *password_problem(const char *policy, const char *login, const char *password)
{
    size_t n = utf8_length(password);
    bool asvs = strcmp(policy, "asvs") == 0;
    if (strlen(password) > PASSWORD_BYTES_MAX)
        return "口令太长，最多 200 字节";
    if (asvs && n < 12)
        return "口令至少 12 位；一句话最好记";
    if (!asvs && n < 8)
        return "口令至少 8 位";
    if (!asvs && kinds_of_characters(password) < 3)
        return "口令须含大写字母、小写字母、数字、符号中的三类";
    if (strcasestr(password, login))
        return "口令不能含登录名";
    if (is_common(password))
        return "这个口令太常见，请换一个";
    return NULL;
}

char *code_new(char out[CODE_TEXT])
{
    char text[13];
    random_text(text, 12);
    snprintf(out, CODE_TEXT, "%.4s-%.4s-%.4s", text, text + 4, text + 8);
    return out;
}

/* the table */

int credential_read(struct db *db, struct arena *arena, int64_t account, struct credential *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    *ret = (struct credential){0};
    TRY(db_query(db, &s, "SELECT password, must_change, ends_at, set_at, totp, totp_step, failed, locked_until"
                         " FROM credential WHERE account = ?1", value_int(account)));
    int e = statement_step(s);
    if (e != STATEMENT_ROW)
        return e;
    ret->there = true;
    ret->password = statement_is_null(s, 0) ? NULL : arena_strdup(arena, statement_text(s, 0));
    ret->must_change = statement_int(s, 1) != 0;
    ret->ends_at = statement_int(s, 2);
    ret->set_at = statement_int(s, 3);
    ret->totp = statement_is_null(s, 4) ? NULL : arena_strdup(arena, statement_text(s, 4));
    ret->totp_step = statement_int(s, 5);
    ret->failed = statement_int(s, 6);
    ret->locked_until = statement_int(s, 7);
    return DONE;
}

bool credential_must_change(struct system *system, struct arena *arena, const struct credential *credential)
{
    if (credential->must_change)
        return true;
    bool rotated = strcmp(setting_text(system, arena, "password_policy"), "djbh3") == 0;
    return rotated && credential->there && clock_now_ms() - credential->set_at > 90 * DAY_MS;
}

static int credential_put(struct db *db, int64_t account, const char *hash, bool must_change, int64_t ends, int64_t now)
{
    session_note();
    return db_run(db, "INSERT INTO credential (account, password, must_change, ends_at, set_at, totp_step, failed,"
                      " locked_until) VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0) ON CONFLICT (account) DO UPDATE SET"
                      " password = ?2, must_change = ?3, ends_at = ?4, set_at = ?5, failed = 0, locked_until = 0",
                  value_int(account), value_text(hash), value_int(must_change), value_int(ends), value_int(now));
}

int credential_set_password(struct db *db, int64_t account, const char *hash, int64_t now)
{
    return credential_put(db, account, hash, false, 0, now);
}

int credential_set_code(struct db *db, int64_t account, const char *hash, int64_t now)
{
    return credential_put(db, account, hash, true, now + 7 * DAY_MS, now);
}

/* Where a secret stands: copied into another account's row it does not open. */
static const char *totp_place(int64_t account, char out[64])
{
    snprintf(out, 64, "credential.totp %lld", (long long)account);
    return out;
}

static int totp_put(struct db *db, struct arena *arena, int64_t account, const char *secret_hex)
{
    char place[64];
    if (!db_key(db))
        return fail(FATAL, "没有密钥，不能保存动态口令");
    return db_run(db, "UPDATE credential SET totp = ?2 WHERE account = ?1", value_int(account),
                  value_text(secret_lock(arena, db_key(db), totp_place(account, place), secret_hex)));
}

int credential_set_totp(struct db *db, int64_t account, const char *secret_hex, int64_t step)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(64 << 10);
    session_note();
    TRY(db_run(db, "UPDATE credential SET totp = NULL, totp_step = ?2 WHERE account = ?1", value_int(account), value_int(step)));
    return secret_hex ? totp_put(db, arena, account, secret_hex) : DONE;
}

int credential_totp(struct db *db, struct arena *arena, int64_t account, const struct credential *credential, const char **ret)
{
    char place[64], *secret = NULL;
    if (!db_key(db))
        return fail(INVALID, "没有密钥，不能核对动态口令");
    TRY(secret_unlock(arena, db_key(db), totp_place(account, place), credential->totp, &secret));
    *ret = secret;
    return DONE;
}

int credential_forget_locked(struct db *db)
{
    return db_run(db, "UPDATE credential SET totp = NULL, totp_step = 0 WHERE totp IS NOT NULL");
}

struct secrets { struct { int64_t account; const char *totp; } *items; size_t n, cap; };

static int secrets_read(struct db *db, struct arena *arena, struct secrets *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    TRY(db_query(db, &s, "SELECT account, totp FROM credential WHERE totp IS NOT NULL"));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        arena_push(arena, &ret->items, &ret->n, &ret->cap)->account = statement_int(s, 0);
        ret->items[ret->n - 1].totp = arena_strdup(arena, statement_text(s, 1));
    }
    return e;
}

int credential_lock_clear(struct db *db)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(64 << 20);
    struct secrets secrets = {0};
    TRY(secrets_read(db, arena, &secrets));
    for (size_t i = 0; i < secrets.n; i++)
        if (!secret_is_locked(secrets.items[i].totp))
            TRY(totp_put(db, arena, secrets.items[i].account, secrets.items[i].totp));
    return DONE;
}

int credential_verify(struct db *db, struct arena *arena, int64_t *ret_all, int64_t *ret_bad)
{
    struct secrets secrets = {0};
    const char *secret;
    TRY(secrets_read(db, arena, &secrets));
    *ret_all = (int64_t)secrets.n;
    *ret_bad = 0;
    for (size_t i = 0; i < secrets.n; i++) {
        const struct credential credential = {.totp = secrets.items[i].totp};
        *ret_bad += credential_totp(db, arena, secrets.items[i].account, &credential, &secret) != DONE;
    }
    return DONE;
}

int credential_step(struct db *db, int64_t account, int64_t step)
{
    return db_run(db, "UPDATE credential SET totp_step = ?2, failed = 0 WHERE account = ?1", value_int(account),
                  value_int(step));
}

/* A locked account stays locked as long as it was: trying on neither shortens nor lengthens it. */
int credential_failed(struct db *db, int64_t account, int64_t now, bool *ret_locked)
{
    int64_t failed = 0;
    *ret_locked = false;
    int e = db_get_int(db, &failed, "SELECT failed FROM credential WHERE account = ?1 AND locked_until <= ?2",
                       value_int(account), value_int(now));
    if (e == NOT_FOUND)
        return DONE;
    TRY(e);
    *ret_locked = failed + 1 >= FAILURES_MAX;
    return db_run(db, "UPDATE credential SET failed = ?2, locked_until = ?3 WHERE account = ?1", value_int(account),
                  value_int(*ret_locked ? 0 : failed + 1), value_int(*ret_locked ? now + LOCK_MS : 0));
}

int credential_unlock(struct db *db, int64_t account)
{
    return db_run(db, "UPDATE credential SET failed = 0, locked_until = 0 WHERE account = ?1", value_int(account));
}

/* second factor */

static void oath_start(void)
{
    oath_init();
}

static size_t secret_bytes(const char *hex, char out[TOTP_BYTES])
{
    size_t n = TOTP_BYTES;
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, oath_start);
    char text[TOTP_BYTES * 2 + 1];
    snprintf(text, sizeof text, "%s", hex);
    return oath_hex2bin(text, out, &n) == OATH_OK ? n : 0;
}

bool totp_step(const char *secret_hex, const char *code, int64_t now_ms, int64_t after_step, int64_t *ret_step)
{
    char secret[TOTP_BYTES];
    int at = 0;
    size_t n = secret_bytes(secret_hex, secret);
    int64_t now = now_ms / 1000;
    if (!n || strlen(code) != 6 || strspn(code, "0123456789") != 6)
        return false;
    if (oath_totp_validate2(secret, n, (time_t)now, TOTP_SECONDS, 0, TOTP_WINDOW, &at, code) < 0)
        return false;
    *ret_step = now / TOTP_SECONDS + at;
    return *ret_step > after_step;
}

const char *totp_base32(struct arena *arena, const char *secret_hex)
{
    char secret[TOTP_BYTES], *text = NULL;
    size_t n = secret_bytes(secret_hex, secret);
    if (oath_base32_encode(secret, n, &text, NULL) != OATH_OK)
        abort();
    char *copy = arena_strdup(arena, text);
    free(text);
    return copy;
}

const char *totp_uri(struct arena *arena, const char *site, const char *login, const char *secret_hex)
{
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "otpauth://totp/");
    buffer_add_url(&out, site);
    buffer_addc(&out, ':');
    buffer_add_url(&out, login);
    buffer_addf(&out, "?secret=%s&issuer=", totp_base32(arena, secret_hex));
    buffer_add_url(&out, site);
    return out.p;
}
