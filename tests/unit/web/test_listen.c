#include "check.h"
#include "base/base.h"
#include "web/listen.h"

static void an_address_has_a_host_and_a_port(void)
{
    static const char *const wrong[] = {"", ":", "127.0.0.1:", ":8018", "localhost:8018", "127.0.0.1:80x", "127.0.0.1:12345678",
                                        "256.0.0.1:1", "[::1:8018", "127.0.0.1:8018 "};
    int fd;
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
        CHECK_OUTCOME(listen_open(wrong[i], &fd), INVALID);
    CHECK(strstr(error_message(), "127.0.0.1:8018"));
}

/* Port 0 takes a free one; a port alone is on loopback; what is taken is told. */
static void it_listens_and_says_where(void)
{
    char name[80], again[80];
    int fd, other;
    CHECK_DONE(listen_open("0", &fd));
    listen_name(fd, name);
    CHECK(text_starts(name, "127.0.0.1:") && strcmp(name, "127.0.0.1:0") != 0);
    CHECK_OUTCOME(listen_open(name, &other), UNAVAILABLE);
    CHECK(strstr(error_message(), name));
    close(fd);
    CHECK_DONE(listen_open(name, &fd));
    listen_name(fd, again);
    CHECK_TEXT(again, name);
    close(fd);
}

TESTS({"an address has a host and a port", an_address_has_a_host_and_a_port}, {"it listens and says where", it_listens_and_says_where})
