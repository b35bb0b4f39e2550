/* Digests and chance.  SM3 is GB/T 32905-2016, from OpenSSL. */
#ifndef MINGZE_BASE_DIGEST_H
#define MINGZE_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>

#define DIGEST_SIZE 32
#define DIGEST_TEXT 65          /* hex and NUL */
#define ID_TEXT 13              /* public id: 12 characters and NUL */

/* Lower-case digits and NUL: 2 n + 1 characters. */
char *hex_print(const void *bytes, size_t n, char *out);
/* Exactly n bytes of hex and its end; false when it is anything else. */
bool hex_parse(const char *hex, void *out, size_t n);

void digest_sm3(const void *bytes, size_t n, uint8_t out[DIGEST_SIZE]);
char *digest_hex(const uint8_t digest[DIGEST_SIZE], char out[DIGEST_TEXT]);
char *digest_sm3_hex(const void *bytes, size_t n, char out[DIGEST_TEXT]);

struct digest;                                       /* in parts */
struct digest *digest_start(void);
void digest_add(struct digest *, const void *bytes, size_t n);
void digest_finish(struct digest *, uint8_t out[DIGEST_SIZE]);   /* frees it */

void random_bytes(void *out, size_t n);              /* from the kernel; ends the process if it cannot */
char *random_text(char *out, size_t characters);     /* Crockford base32 (5 bits each), NUL-terminated */
bool bytes_equal(const void *a, const void *b, size_t n);        /* in constant time */

/* A public id is 60 random bits, never a counter and never a time: INTEGER in the database, 12 Crockford base32
 * characters outside.  Never 0.  Those that a thread makes within a second share their first 28 bits (at most 64 of
 * them), so that they stand together in every index; see docs/decisions/0008. */
int64_t id_new(void);
char *id_print(int64_t id, char out[ID_TEXT]);
int64_t id_parse(const char *s);                     /* 0 when it is not one */

#endif
