/* libmicrohttpd answers what it cannot read by itself and has no way to add a header there (looked for in 0.9.75: neither
 * an option nor a callback; its logger is not told the connection).  It sends with send and sendmsg, and a definition in the
 * program goes before the C library's, so the two below see each answer on its way: an error whose head lacks our walls
 * is sent as ours instead.  All else goes through untouched, at the cost of comparing ten bytes. */
#include "web/plain.h"

#include "base/base.h"
#include "web/header.h"

#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { HEAD_MAX = 1024, LINE_HEAD = 9 };         /* "HTTP/1.1 " */

static atomic_bool guarding;

size_t plain_answer(const char *status, size_t n, char out[PLAIN_MAX])
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(64 << 10);
    struct buffer text = buffer_in(arena);
    const char *body = "请求不能处理：太大、太慢或不合规范。请返回后重试。\n";
    buffer_addf(&text, "HTTP/1.1 %.*s\r\n", (int)n, status);
    headers_print_common(&text);
    buffer_addf(&text, "Content-Type: text/plain; charset=utf-8\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n%s",
                strlen(body), body);
    if (text.n > PLAIN_MAX)
        die("an answer of %zu bytes", text.n);
    memcpy(out, text.p, text.n);
    return text.n;
}

const char *plain_bare_status(const char *bytes, size_t n, size_t *ret_n)
{
    if (n < LINE_HEAD + 3 || memcmp(bytes, "HTTP/1.", 7) != 0 || (bytes[LINE_HEAD] != '4' && bytes[LINE_HEAD] != '5'))
        return NULL;
    const char *end = memmem(bytes, n, "\r\n", 2);
    const char *head_end = memmem(bytes, n, "\r\n\r\n", 4);
    if (!head_end || head_end - bytes > HEAD_MAX || memmem(bytes, (size_t)(head_end - bytes), "X-Content-Type-Options", 22))
        return NULL;
    *ret_n = (size_t)(end - bytes) - LINE_HEAD;
    return bytes + LINE_HEAD;
}

void plain_guard(void)
{
    atomic_store_explicit(&guarding, true, memory_order_relaxed);
}

/* True when the bytes were replaced; the peer's failure to read is the caller's to find out. */
static bool replaced(int fd, const void *bytes, size_t n)
{
    char answer[PLAIN_MAX];
    size_t status_n;
    if (!atomic_load_explicit(&guarding, memory_order_relaxed))
        return false;
    const char *status = plain_bare_status(bytes, n, &status_n);
    if (!status)
        return false;
    struct iovec piece = {answer, plain_answer(status, status_n, answer)};
    const struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    return syscall(SYS_sendmsg, fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == (long)piece.iov_len;
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    size_t all = 0;
    for (size_t i = 0; i < message->msg_iovlen; i++)
        all += message->msg_iov[i].iov_len;
    if (message->msg_iovlen > 0 && replaced(fd, message->msg_iov[0].iov_base, message->msg_iov[0].iov_len))
        return (ssize_t)all;
    return syscall(SYS_sendmsg, fd, message, flags);
}

ssize_t send(int fd, const void *bytes, size_t n, int flags)
{
    if (replaced(fd, bytes, n))
        return (ssize_t)n;
    return syscall(SYS_sendto, fd, bytes, n, flags, NULL, 0);
}
