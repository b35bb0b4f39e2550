#include "base/secret.h"

#include "base/base.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

enum { NONCE = 16 };

static const char head[] = "sm4:";

static void code_of(const uint8_t *key, size_t key_bytes, const char *place, const void *bytes, size_t n,
                    uint8_t out[DIGEST_SIZE])
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(1 << 20);
    struct buffer all = buffer_in(arena);
    unsigned written = 0;
    buffer_add(&all, place, strlen(place) + 1);          /* its NUL parts it from what follows */
    buffer_add(&all, bytes, n);
    if (!HMAC(EVP_sm3(), key, (int)key_bytes, (const uint8_t *)all.p, all.n, out, &written) || written != DIGEST_SIZE)
        die("OpenSSL 不提供 HMAC-SM3，请安装完整的 OpenSSL 3");
}

static void derive(const uint8_t master[SECRET_MASTER], const char *use, void *out, size_t n)
{
    uint8_t whole[DIGEST_SIZE];
    code_of(master, SECRET_MASTER, use, "", 0, whole);
    memcpy(out, whole, n);
}

void secret_key_make(const uint8_t master[SECRET_MASTER], struct secret_key *ret)
{
    derive(master, "mingze cipher", ret->cipher, sizeof ret->cipher);
    derive(master, "mingze code", ret->code, sizeof ret->code);
}

char *secret_key_mark(const struct secret_key *key, char out[DIGEST_TEXT])
{
    uint8_t mark[DIGEST_SIZE];
    code_of(key->code, sizeof key->code, "mingze mark", key->cipher, sizeof key->cipher, mark);
    return digest_hex(mark, out);
}

/* Counter mode: locking and unlocking are one. */
static void sm4_ctr(const struct secret_key *key, const uint8_t nonce[NONCE], const uint8_t *in, size_t n, uint8_t *out)
{
    int written = 0;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    if (!context || !EVP_EncryptInit_ex2(context, EVP_sm4_ctr(), key->cipher, nonce, NULL)
        || !EVP_EncryptUpdate(context, out, &written, in, (int)n) || (size_t)written != n)
        die("OpenSSL 不提供 SM4-CTR，请安装完整的 OpenSSL 3");
    EVP_CIPHER_CTX_free(context);
}

char *secret_lock(struct arena *arena, const struct secret_key *key, const char *place, const char *text)
{
    size_t n = strlen(text), all = NONCE + n + DIGEST_SIZE;
    uint8_t *bytes = arena_alloc(arena, all);
    char *locked = arena_alloc(arena, sizeof head + 2 * all);
    random_bytes(bytes, NONCE);
    sm4_ctr(key, bytes, (const uint8_t *)text, n, bytes + NONCE);
    code_of(key->code, sizeof key->code, place, bytes, NONCE + n, bytes + NONCE + n);
    memcpy(locked, head, sizeof head - 1);
    hex_print(bytes, all, locked + sizeof head - 1);
    return locked;
}

bool secret_is_locked(const char *text)
{
    return text && text_starts(text, head);
}

int secret_unlock(struct arena *arena, const struct secret_key *key, const char *place, const char *locked, char **ret)
{
    size_t digits = secret_is_locked(locked) ? strlen(locked) - (sizeof head - 1) : 0, all = digits / 2;
    uint8_t *bytes = arena_alloc(arena, all + 1), code[DIGEST_SIZE];
    if (all < NONCE + DIGEST_SIZE || !hex_parse(locked + sizeof head - 1, bytes, all))
        return fail(INVALID, "加密保存的内容已损坏");
    size_t n = all - NONCE - DIGEST_SIZE;
    code_of(key->code, sizeof key->code, place, bytes, NONCE + n, code);
    if (!bytes_equal(code, bytes + NONCE + n, DIGEST_SIZE))
        return fail(INVALID, "加密保存的内容不是用这个密钥写的，或者被改动过");
    char *text = arena_alloc(arena, n + 1);
    sm4_ctr(key, bytes, bytes + NONCE, n, (uint8_t *)text);
    text[n] = '\0';
    *ret = text;
    return DONE;
}
