#include "web/listen.h"

#include "base/base.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

/* Host and port apart; a port alone is on loopback. */
static int address_split(const char *address, char host[64], char port[8])
{
    const char *colon = strrchr(address, ':');
    const char *from = address, *to = colon, *number = colon != NULL ? colon + 1 : address;
    if (colon == NULL)
        to = (from = "127.0.0.1") + strlen("127.0.0.1");
    if (*from == '[' && to > from && to[-1] == ']')
        from++, to--;
    if (to - from >= 64 || to == from || strlen(number) >= 8 || *number == '\0' ||
        strspn(number, "0123456789") != strlen(number))
        return fail(INVALID, "监听地址“%s”不对，请写成 127.0.0.1:8018 的形式", address);
    memcpy(host, from, (size_t)(to - from));
    host[to - from] = '\0';
    memcpy(port, number, strlen(number) + 1);
    return DONE;
}

static int socket_open(const struct addrinfo *at, const char *address, int *ret_fd)
{
    int on = 1, fd = socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return fail(UNAVAILABLE, "不能监听 %s：%s", address, strerror(errno));
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, at->ai_addr, at->ai_addrlen) != 0 || listen(fd, BACKLOG) != 0) {
        int e = errno;
        close(fd);
        return fail(UNAVAILABLE, "不能监听 %s（%s），请换一个端口，或停止占用它的程序", address, strerror(e));
    }
    *ret_fd = fd;
    return DONE;
}

int listen_open(const char *address, int *ret_fd)
{
    char host[64], port[8];
    struct addrinfo *found, hints = {
        .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE, .ai_socktype = SOCK_STREAM,
    };
    TRY(address_split(address, host, port));
    if (getaddrinfo(host, port, &hints, &found) != 0)
        return fail(INVALID, "监听地址“%s”不对，请写成 127.0.0.1:8018 的形式", address);
    int e = socket_open(found, address, ret_fd);
    freeaddrinfo(found);
    return e;
}

void listen_name(int fd, char out[80])
{
    struct sockaddr_storage at;
    socklen_t n = sizeof at;
    char host[64], port[8];
    out[0] = '\0';
    if (getsockname(fd, (struct sockaddr *)&at, &n) == 0 &&
        getnameinfo((struct sockaddr *)&at, n, host, sizeof host, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV) == 0)
        snprintf(out, 80, strchr(host, ':') != NULL ? "[%s]:%s" : "%s:%s", host, port);
}
