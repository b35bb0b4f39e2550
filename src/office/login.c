/* Logging in and out.
 *
 * A wrong password, an unknown account, a locked and a disabled one give one answer after one length of
 * time: the slow hash is computed in every case, and what differs happens in the lane afterwards. */
#include <pthread.h>
#include <string.h>

#include "office/credential.h"
#include "office/inside.h"
#include "office/pages.h"
#include "office/session.h"

static const char wrong[] = "登录名或口令不正确，或账号已锁定（连续错 5 次锁定 15 分钟）";

/* one address may not try for ever, whatever the account */

enum { ADDRESSES = 1024, TRIES_MAX = 100, WINDOW_MS = 15 * 60 * 1000 };

static struct { uint32_t hash; int tries; int64_t since; } addresses[ADDRESSES];
static pthread_mutex_t addresses_lock = PTHREAD_MUTEX_INITIALIZER;

static uint32_t address_hash(const char *remote)
{
    uint32_t hash = 2166136261u;
    for (; remote && *remote; remote++)
        hash = (hash ^ (unsigned char)*remote) * 16777619u;
    return hash;
}

static bool address_tries(const char *remote, int more)
{
    uint32_t hash = address_hash(remote);
    int64_t now = clock_now_ms();
    pthread_mutex_lock(&addresses_lock);
    __typeof__(&addresses[0]) slot = &addresses[hash % ADDRESSES];
    if (slot->hash != hash || now - slot->since > WINDOW_MS || now < slot->since) {
        slot->hash = hash;
        slot->tries = 0;
        slot->since = now;
    }
    slot->tries += more;
    bool ok = slot->tries <= TRIES_MAX;
    pthread_mutex_unlock(&addresses_lock);
    return ok;
}

/* password */

struct attempt {
    int64_t account;             /* 0: there is none of that name, or it is disabled */
    const char *hash;            /* what was verified against */
    bool right;
};

static const char *next_path(const struct request *request)
{
    const char *next = request_text(request, "next");
    bool own = next[0] == '/' && next[1] != '/' && next[1] != '\\';
    return own && strlen(next) < 500 ? next : "/";
}

int login_form(struct request *request)
{
    if (request->session && request->session->stage == SESSION_FULL)
        return request_redirect(request, "/");
    request_page(request, "next", json_string(next_path(request)));
    request_page(request, "login", json_string(request_text(request, "login")));
    return DONE;
}

static int account_named(struct request *request, const char *login, struct attempt *attempt)
{
    struct credential credential;
    int e = db_get_int(request->db, &attempt->account, "SELECT id FROM account WHERE login = ?1 AND state = 'active'",
                       value_text(login));
    if (e == NOT_FOUND)
        return DONE;
    TRY(e);
    TRY(credential_read(request->db, request->arena, attempt->account, &credential));
    attempt->hash = credential.password;
    return DONE;
}

int login_prepare(struct request *request)
{
    struct attempt *attempt = arena_new(request->arena, struct attempt);
    const char *password = request_text(request, "password");
    if (!address_tries(request->remote, 0)) {
        request->answer.status = 429;
        return fail(UNAVAILABLE, "这个地址登录失败太多次，请 15 分钟后再试");
    }
    if (strlen(password) > PASSWORD_BYTES_MAX)
        password = "";
    TRY(account_named(request, request_text(request, "login"), attempt));
    TRY(password_verify(attempt->hash, password, &attempt->right));
    request->state = attempt;
    return DONE;
}

static int login_refused(struct request *request, struct change *change, const struct attempt *attempt)
{
    bool locked = false;
    if (attempt->account)
        TRY(credential_failed(change->db, attempt->account, change->now, &locked));
    address_tries(request->remote, 1);
    TRY(journal_event(change, locked ? "login-locked" : "login-failed", "account", attempt->account,
                      json_pack("{s:s}", "remote", request->remote ? request->remote : "")));
    request->answer.status = 401;
    request_page(request, "message", json_string(wrong));
    request_page(request, "login", json_string(request_text(request, "login")));
    request_page(request, "next", json_string(next_path(request)));
    return DONE;
}

static int session_open(struct request *request, struct change *change, int64_t account, bool second_factor)
{
    char *value = arena_alloc(request->arena, SESSION_VALUE);
    TRY(session_begin(change->db, account, request->remote, second_factor, change->now, value));
    request->answer.set_cookie = value;
    return DONE;
}

/* The credential is read again: it may have been locked or changed since prepare. */
int login_apply(struct request *request, struct db *db)
{
    const struct attempt *attempt = request->state;
    struct change *change = request_change(request, db, &account_entity, "login");
    struct credential credential;
    TRY(credential_read(db, request->arena, attempt->account, &credential));
    bool valid = attempt->right && text_equal(attempt->hash, credential.password) && credential.locked_until <= change->now
        && !(credential.ends_at && credential.ends_at < change->now);
    if (!valid)
        return login_refused(request, change, attempt);
    if (!credential.totp)
        TRY(credential_unlock(db, attempt->account));
    TRY(session_open(request, change, attempt->account, false));
    TRY(journal_event(change, "login", "account", attempt->account,
                      json_pack("{s:s}", "remote", request->remote ? request->remote : "")));
    return request_redirect(request, "%s", next_path(request));
}

int logout_apply(struct request *request, struct db *db)
{
    struct change *change = request_change(request, db, &account_entity, "logout");
    if (request->cookie)
        TRY(session_end(db, request->cookie));
    request->answer.set_cookie = "";
    TRY(journal_event(change, "logout", "account", request->session->user, NULL));
    return request_redirect(request, "/login");
}

/* second factor */

int login_code_form(struct request *request)
{
    return DONE;
}

static int code_refused(struct request *request, struct change *change)
{
    bool locked;
    TRY(credential_failed(change->db, request->session->user, change->now, &locked));
    TRY(journal_event(change, locked ? "login-locked" : "code-failed", "account", request->session->user, NULL));
    if (locked) {
        TRY(session_end_all(change->db, request->session->user));
        request->answer.set_cookie = "";
        return request_redirect(request, "/login");
    }
    request->answer.status = 401;
    request_page(request, "message", json_string("动态口令不正确，请看手机上最新的 6 位数字；同一个只能用一次"));
    return DONE;
}

/* A code is good once; the session is a new one from here. */
int login_code_apply(struct request *request, struct db *db)
{
    struct change *change = request_change(request, db, &account_entity, "login");
    struct credential credential;
    const char *secret;
    int64_t step;
    TRY(credential_read(db, request->arena, request->session->user, &credential));
    if (!credential.totp || !request->cookie)
        return request_redirect(request, "/");
    TRY(credential_totp(db, request->arena, request->session->user, &credential, &secret));
    if (!totp_step(secret, request_text(request, "code"), change->now, credential.totp_step, &step))
        return code_refused(request, change);
    TRY(credential_step(db, request->session->user, step));
    TRY(session_end(db, request->cookie));
    TRY(session_open(request, change, request->session->user, true));
    TRY(journal_event(change, "login-code", "account", request->session->user, NULL));
    return request_redirect(request, "/");
}
