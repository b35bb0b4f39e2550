#include "base/digest.h"

#include "base/civil.h"
#include "base/error.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <string.h>
#include <sys/random.h>

static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Fetched once: an implicit fetch on every digest costs more than a short digest. */
static EVP_MD *sm3;

static void fetch_sm3(void)
{
    sm3 = EVP_MD_fetch(NULL, "SM3", NULL);
    if (!sm3)
        die("OpenSSL 不提供 SM3，请安装完整的 OpenSSL 3");
}

static const EVP_MD *get_sm3(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, fetch_sm3);
    return sm3;
}

void digest_sm3(const void *bytes, size_t n, uint8_t out[DIGEST_SIZE])
{
    if (!EVP_Digest(bytes, n, out, NULL, get_sm3(), NULL))
        die("SM3 计算失败");
}

static const char hex_digits[] = "0123456789abcdef";

char *hex_print(const void *bytes, size_t n, char *out)
{
    const uint8_t *p = bytes;
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = hex_digits[p[i] >> 4];
        out[2 * i + 1] = hex_digits[p[i] & 15];
    }
    out[2 * n] = '\0';
    return out;
}

bool hex_parse(const char *hex, void *out, size_t n)
{
    uint8_t *p = out;
    for (size_t i = 0; i < 2 * n; i++) {
        const char *digit = hex[i] ? strchr(hex_digits, hex[i]) : NULL;
        if (!digit)
            return false;
        p[i / 2] = (uint8_t)(i % 2 ? p[i / 2] | (digit - hex_digits) : (digit - hex_digits) << 4);
    }
    return hex[2 * n] == '\0';
}

char *digest_hex(const uint8_t digest[DIGEST_SIZE], char out[DIGEST_TEXT])
{
    return hex_print(digest, DIGEST_SIZE, out);
}

char *digest_sm3_hex(const void *bytes, size_t n, char out[DIGEST_TEXT])
{
    uint8_t digest[DIGEST_SIZE];
    digest_sm3(bytes, n, digest);
    return digest_hex(digest, out);
}

/* struct digest is OpenSSL's context under our name. */
struct digest *digest_start(void)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (!context || !EVP_DigestInit_ex2(context, get_sm3(), NULL))
        die("SM3 计算失败");
    return (struct digest *)context;
}

void digest_add(struct digest *digest, const void *bytes, size_t n)
{
    if (!EVP_DigestUpdate((EVP_MD_CTX *)digest, bytes, n))
        die("SM3 计算失败");
}

void digest_finish(struct digest *digest, uint8_t out[DIGEST_SIZE])
{
    EVP_MD_CTX *context = (EVP_MD_CTX *)digest;
    if (!EVP_DigestFinal_ex(context, out, NULL))
        die("SM3 计算失败");
    EVP_MD_CTX_free(context);
}

void random_bytes(void *out, size_t n)
{
    char *p = out;
    while (n) {
        ssize_t got = getrandom(p, n, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            die("内核不提供随机数：%s", strerror(errno));
        p += got;
        n -= (size_t)got;
    }
}

char *random_text(char *out, size_t characters)
{
    random_bytes(out, characters);
    for (size_t i = 0; i < characters; i++)
        out[i] = crockford[out[i] & 31];
    out[characters] = '\0';
    return out;
}

bool bytes_equal(const void *a, const void *b, size_t n)
{
    return CRYPTO_memcmp(a, b, n) == 0;
}

enum { RUN_BITS = 32, RUN_IDS = 64, RUN_MS = 1000 };

/* Where this thread's new ids stand: the beginning that they share, and what of them is taken. */
struct run {
    uint64_t start, taken[RUN_IDS];
    int n;
    int64_t begun;
};

static uint64_t random_bits(int n)
{
    uint64_t bits;
    random_bytes(&bits, sizeof bits);
    return bits >> (64 - n);
}

static bool run_has(const struct run *run, uint64_t id)
{
    for (int i = 0; i < run->n; i++)
        if (run->taken[i] == id)
            return true;
    return false;
}

int64_t id_new(void)
{
    static _Thread_local struct run run;
    int64_t now = clock_now_ms();
    if (!run.n || run.n == RUN_IDS || now < run.begun || now - run.begun > RUN_MS) {
        run.start = random_bits(60 - RUN_BITS) << RUN_BITS;
        run.begun = now;
        run.n = 0;
    }
    uint64_t id;
    do
        id = run.start | random_bits(RUN_BITS);
    while (!id || run_has(&run, id));
    run.taken[run.n++] = id;
    return (int64_t)id;
}

char *id_print(int64_t id, char out[ID_TEXT])
{
    for (int i = ID_TEXT - 2; i >= 0; i--, id >>= 5)
        out[i] = crockford[id & 31];
    out[ID_TEXT - 1] = '\0';
    return out;
}

/* One spelling for one id: an address is compared byte for byte by caches and by tests. */
int64_t id_parse(const char *s)
{
    int64_t id = 0;
    if (!s || strlen(s) != ID_TEXT - 1)
        return 0;
    for (; *s; s++) {
        const char *digit = strchr(crockford, *s);
        if (!digit)
            return 0;
        id = id << 5 | (digit - crockford);
    }
    return id;
}
