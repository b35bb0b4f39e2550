/* Real exchanges over the loopback: a small server of the test's own around one function, and asking any server. */
#ifndef MINGZE_TESTS_WIRE_H
#define MINGZE_TESTS_WIRE_H

#include "check.h"
#include "base/base.h"
#include "web/listen.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <sys/socket.h>

static struct MHD_Daemon *wire_daemon;
static char wire_name[80];               /* "127.0.0.1:PORT" */

/* Serves on one thread; `answer` queues a response. Nothing in it may CHECK: that is for the test's own thread. */
__attribute__((unused)) static void wire_open(MHD_AccessHandlerCallback answer)
{
    int fd;
    CHECK_DONE(listen_open("0", &fd));
    listen_name(fd, wire_name);
    wire_daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, answer, NULL, MHD_OPTION_LISTEN_SOCKET, fd,
                                   MHD_OPTION_END);
    CHECK(wire_daemon != NULL);
}

__attribute__((unused)) static void wire_close(void)
{
    MHD_stop_daemon(wire_daemon);
    wire_daemon = NULL;
}

static int wire_connect(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    to.sin_port = htons((uint16_t)strtol(strchr(wire_name, ':') + 1, NULL, 10));
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0);
    return fd;
}

static void wire_send(int fd, const char *bytes, size_t n)
{
    for (ssize_t sent; n > 0; bytes += sent, n -= (size_t)sent)
        if ((sent = send(fd, bytes, n, MSG_NOSIGNAL)) <= 0)
            return;                      /* the server has said enough; what it said is still to be read */
}

/* Until the server closes; good until the next call. */
static const char *wire_read(int fd)
{
    static char answer[1 << 20];
    size_t n = 0;
    for (ssize_t got; n + 1 < sizeof answer && (got = recv(fd, answer + n, sizeof answer - 1 - n, 0)) > 0; n += (size_t)got)
        continue;
    answer[n] = 0;
    close(fd);
    return answer;
}

/* `head` is the request line and the headers, each with its line end; Host and Connection: close are added. */
__attribute__((unused)) static const char *wire_ask(const char *head, const char *body, size_t n)
{
    char more[160];
    int fd = wire_connect();
    wire_send(fd, head, strlen(head));
    if (body)
        snprintf(more, sizeof more, "Host: %s\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n", wire_name, n);
    else
        snprintf(more, sizeof more, "Host: %s\r\nConnection: close\r\n\r\n", wire_name);
    wire_send(fd, more, strlen(more));
    if (body)
        wire_send(fd, body, n);
    return wire_read(fd);
}

__attribute__((unused)) static int wire_status(const char *answer)
{
    return strncmp(answer, "HTTP/1.1 ", 9) == 0 ? (int)strtol(answer + 9, NULL, 10) : 0;
}

__attribute__((unused)) static const char *wire_body(const char *answer)
{
    const char *end = strstr(answer, "\r\n\r\n");
    return end ? end + 4 : "";
}

/* The value of a header, NULL when there is none; good until the fourth call from now. */
__attribute__((unused)) static const char *wire_header(const char *answer, const char *name)
{
    static char values[4][1024];
    static unsigned turn;
    char *value = values[turn++ % 4];
    const char *end = strstr(answer, "\r\n\r\n");
    for (const char *line = strstr(answer, "\r\n"); line && line < end; line = strstr(line + 2, "\r\n"))
        if (strncasecmp(line + 2, name, strlen(name)) == 0 && line[2 + strlen(name)] == ':') {
            line += 2 + strlen(name) + 1;
            line += strspn(line, " ");
            snprintf(value, sizeof values[0], "%.*s", (int)strcspn(line, "\r"), line);
            return value;
        }
    return NULL;
}

#endif
