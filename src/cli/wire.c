#include "cli/wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/base.h"

static int send_all(int fd, const void *bytes, size_t n)
{
    for (const char *at = bytes; n;) {
        ssize_t sent = send(fd, at, n, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return fail(UNAVAILABLE, "与服务的连接断了");
        at += sent;
        n -= (size_t)sent;
    }
    return DONE;
}

static int receive_all(int fd, void *bytes, size_t n)
{
    for (char *at = bytes; n;) {
        ssize_t got = recv(fd, at, n, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return fail(UNAVAILABLE, "与服务的连接断了");
        at += got;
        n -= (size_t)got;
    }
    return DONE;
}

union control {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(sizeof(int) * WIRE_FILES)];
};

static int send_files(int fd, const void *first, const int files[WIRE_FILES])
{
    union control control = {0};
    struct iovec part = {(void *)first, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int) * WIRE_FILES);
    memcpy(CMSG_DATA(head), files, sizeof(int) * WIRE_FILES);
    return sendmsg(fd, &message, MSG_NOSIGNAL) == 1 ? DONE : fail(UNAVAILABLE, "与服务的连接断了");
}

int wire_send(int fd, const char *text, size_t n, const int files[WIRE_FILES])
{
    uint32_t length = htonl((uint32_t)n);
    const char *bytes = (const char *)&length;
    if (n > WIRE_BYTES_MAX)
        return fail(TOO_LARGE, "命令太长");
    TRY(send_files(fd, bytes, files));
    TRY(send_all(fd, bytes + 1, sizeof length - 1));
    return send_all(fd, text, n);
}

static int receive_files(int fd, void *first, int files[WIRE_FILES])
{
    union control control = {0};
    struct iovec part = {first, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    if (recvmsg(fd, &message, MSG_CMSG_CLOEXEC) != 1)
        return fail(UNAVAILABLE, "与命令的连接断了");
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    bool whole = head && head->cmsg_type == SCM_RIGHTS && head->cmsg_len == CMSG_LEN(sizeof(int) * WIRE_FILES);
    if (!whole)
        return fail(INVALID, "命令没有带来输入输出");
    memcpy(files, CMSG_DATA(head), sizeof(int) * WIRE_FILES);
    return DONE;
}

static int receive_text(int fd, struct arena *arena, char *first, char **ret)
{
    uint32_t length;
    char bytes[sizeof length] = {*first};
    TRY(receive_all(fd, bytes + 1, sizeof bytes - 1));
    memcpy(&length, bytes, sizeof length);
    length = ntohl(length);
    if (length > WIRE_BYTES_MAX)
        return fail(TOO_LARGE, "命令太长");
    *ret = arena_alloc(arena, length + 1);
    return receive_all(fd, *ret, length);
}

int wire_receive(int fd, struct arena *arena, char **ret_text, int ret_files[WIRE_FILES])
{
    char first;
    int files[WIRE_FILES];
    TRY(receive_files(fd, &first, files));
    int e = receive_text(fd, arena, &first, ret_text);
    for (int i = 0; i < WIRE_FILES; i++) {
        if (e != DONE)
            close(files[i]);
        ret_files[i] = files[i];
    }
    return e;
}

int wire_send_status(int fd, int status)
{
    uint32_t number = htonl((uint32_t)status);
    return send_all(fd, &number, sizeof number);
}

int wire_receive_status(int fd, int *ret_status)
{
    uint32_t number;
    TRY(receive_all(fd, &number, sizeof number));
    *ret_status = (int)ntohl(number);
    return DONE;
}

int wire_address(const char *path, void *ret_sockaddr_un, unsigned *ret_n)
{
    struct sockaddr_un *address = ret_sockaddr_un;
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address->sun_path)
        return fail(INVALID, "数据目录的路径太长，请换一个短些的");
    memcpy(address->sun_path, path, strlen(path) + 1);
    *ret_n = sizeof *address;
    return DONE;
}
