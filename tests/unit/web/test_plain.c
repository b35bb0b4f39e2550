#include "check.h"
#include "base/base.h"
#include "web/plain.h"

#include <sys/socket.h>

static void an_answer_is_whole_and_has_the_walls(void)
{
    char text[PLAIN_MAX + 1];
    size_t n = plain_answer("408 Request Timeout", 19, text);
    text[n] = '\0';
    CHECK(text_starts(text, "HTTP/1.1 408 Request Timeout\r\n"));
    CHECK(strstr(text, "\r\nContent-Security-Policy: default-src 'none';"));
    CHECK(strstr(text, "\r\nX-Content-Type-Options: nosniff\r\n"));
    CHECK(strstr(text, "\r\nCache-Control: no-store\r\n"));
    CHECK(strstr(text, "\r\nConnection: close\r\n"));
    const char *body = strstr(text, "\r\n\r\n") + 4, *length = strstr(text, "Content-Length: ") + 16;
    CHECK_INT((int64_t)strlen(body), strtol(length, NULL, 10));
}

static void only_bare_errors_are_told(void)
{
    static const char *const others[] = {
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 4", "",
        "HTTP/1.1 404 Not Found\r\nX-Content-Type-Options: nosniff\r\n\r\n", "HTTP/1.1 431 no end of the head",
        "4 bytes of a body that speaks of HTTP/1.1 431 x\r\n\r\n",
    };
    static const char bare[] = "HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 3\r\n\r\nbad";
    size_t n;
    for (size_t i = 0; i < ARRAY_SIZE(others); i++)
        CHECK(!plain_bare_status(others[i], strlen(others[i]), &n));
    CHECK(plain_bare_status(bare, strlen(bare), &n) == bare + 9);
    CHECK_INT((int64_t)n, (int64_t)strlen("431 Request Header Fields Too Large"));
}

/* What the process sends goes through the guard; the sender is told that all of its own bytes went. */
static void a_bare_error_is_replaced_on_its_way(void)
{
    static const char bare[] = "HTTP/1.1 400 Bad Request\r\n\r\n", other[] = "HTTP/1.1 200 OK\r\n\r\n";
    char got[4096];
    int ends[2];
    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    CHECK_INT(send(ends[0], bare, sizeof bare - 1, 0), sizeof bare - 1);
    CHECK_INT(recv(ends[1], got, sizeof got, 0), sizeof bare - 1);       /* no door is open yet */
    plain_guard();
    CHECK_INT(send(ends[0], bare, sizeof bare - 1, 0), sizeof bare - 1);
    ssize_t n = recv(ends[1], got, sizeof got - 1, 0);
    CHECK(n > (ssize_t)sizeof bare);
    got[n] = '\0';
    CHECK(text_starts(got, "HTTP/1.1 400 Bad Request\r\nContent-Security-Policy"));
    CHECK_INT(send(ends[0], other, sizeof other - 1, 0), sizeof other - 1);
    CHECK_INT(recv(ends[1], got, sizeof got, 0), sizeof other - 1);
    close(ends[0]);
    close(ends[1]);
}

TESTS({"an answer is whole and has the walls", an_answer_is_whole_and_has_the_walls},
      {"only bare errors are told", only_bare_errors_are_told},
      {"a bare error is replaced on its way", a_bare_error_is_replaced_on_its_way})
