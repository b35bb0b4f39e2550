/* What a login is checked against: password (argon2id, RFC 9106), one-time code, second factor (TOTP, RFC 6238), failures.
 *
 * Five failures lock an account for fifteen minutes (SECURITY.md).  A one-time code is a password that must be
 * changed at first use and is good for seven days. */
#ifndef MINGZE_OFFICE_CREDENTIAL_H
#define MINGZE_OFFICE_CREDENTIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"
#include "office/office.h"

enum {
    PASSWORD_HASH = 128,             /* encoded hash and NUL */
    PASSWORD_BYTES_MAX = 200,
    CODE_TEXT = 15,                  /* "XXXX-XXXX-XXXX" and NUL */
    FAILURES_MAX = 5,
    TOTP_BYTES = 20,
};

struct credential {
    bool there;
    const char *password;            /* encoded hash, NULL = none */
    bool must_change;
    int64_t ends_at;                 /* of a one-time code; 0 = no end */
    int64_t set_at;
    const char *totp;                /* secret, locked: credential_totp opens it; NULL = not enrolled */
    int64_t totp_step;               /* last step taken: a code is good once */
    int64_t failed, locked_until;
};

/* Filled also when there is none (there = false). */
int credential_read(struct db *, struct arena *, int64_t account, struct credential *ret);
/* The secret in hex.  INVALID: it was not locked with this folder's key. */
int credential_totp(struct db *, struct arena *, int64_t account, const struct credential *, const char **ret);
/* How many secrets there are, and how many of them do not open. */
int credential_verify(struct db *, struct arena *, int64_t *ret_all, int64_t *ret_bad);
bool credential_must_change(struct system *, struct arena *, const struct credential *);

/* Slow (some 20 ms): never in the lane.  At most two at a time; UNAVAILABLE when too many wait. */
int password_hash(const char *password, char ret[PASSWORD_HASH]);
/* With hash NULL it takes the same time and is never right. */
int password_verify(const char *hash, const char *password, bool *ret);
/* What is wrong with a new password, in Chinese, or NULL. */
const char *password_problem(const char *policy, const char *login, const char *password);
char *code_new(char out[CODE_TEXT]);

bool totp_step(const char *secret_hex, const char *code, int64_t now_ms, int64_t after_step, int64_t *ret_step);
/* "otpauth://totp/…" for the phone; the secret in base32 for typing. */
const char *totp_uri(struct arena *, const char *site, const char *login, const char *secret_hex);
const char *totp_base32(struct arena *, const char *secret_hex);

/* In the lane. */
int credential_set_password(struct db *, int64_t account, const char *hash, int64_t now);
int credential_set_code(struct db *, int64_t account, const char *hash, int64_t now);
int credential_set_totp(struct db *, int64_t account, const char *secret_hex, int64_t step);   /* NULL: forget it */
/* Every second factor: their key is lost. */
int credential_forget_locked(struct db *);
/* Migration: secrets that an older version kept in the clear. */
int credential_lock_clear(struct db *);
int credential_step(struct db *, int64_t account, int64_t step);
int credential_failed(struct db *, int64_t account, int64_t now, bool *ret_locked);
int credential_unlock(struct db *, int64_t account);

#endif
