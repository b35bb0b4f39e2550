/* Text kept secret at rest: SM4-CTR (GB/T 32907-2016), then HMAC-SM3 (GB/T 15852.2-2012) over all of it.
 *
 * A locked text is "sm4:" and the hex of nonce, cipher text and code.  The code also covers `place`, where the text stands
 * ("credential.totp 123"), so that one moved to another record does not open there.  Two locks of one text differ. */
#ifndef MINGZE_BASE_SECRET_H
#define MINGZE_BASE_SECRET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"

struct arena;

enum { SECRET_MASTER = 32, SECRET_CIPHER_KEY = 16 };

/* Two keys out of one: a key is used for one thing only. */
struct secret_key {
    uint8_t cipher[SECRET_CIPHER_KEY];
    uint8_t code[DIGEST_SIZE];
};

void secret_key_make(const uint8_t master[SECRET_MASTER], struct secret_key *ret);
/* Tells one key from another and nothing about either. */
char *secret_key_mark(const struct secret_key *, char out[DIGEST_TEXT]);

char *secret_lock(struct arena *, const struct secret_key *, const char *place, const char *text);
/* INVALID: locked by another key or for another place, changed since, or never locked. */
int secret_unlock(struct arena *, const struct secret_key *, const char *place, const char *locked, char **ret);
bool secret_is_locked(const char *text);

#endif
