/* Without a server: what is refused before it is tried, and what a dead one is called (suites/62-reminders has live ones). */
#include "check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "office/transfer.h"

/* A port of loopback that nobody listens on. */
static int dead_port(void)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(fd >= 0 && bind(fd, (struct sockaddr *)&at, n) == 0 && getsockname(fd, (struct sockaddr *)&at, &n) == 0);
    close(fd);
    return ntohs(at.sin_port);
}

static void a_password_never_goes_in_the_clear(void)
{
    struct transfer *transfer = transfer_open();
    const struct mail_server server = {.host = "127.0.0.1", .port = dead_port(), .security = "none", .user = "mingze", .password = "x"};
    struct sent sent = transfer_mail(transfer, &server, "a@b.cn", "c@d.cn", "text");
    CHECK_INT(sent.outcome, SENT_NEVER);
    CHECK(strstr(sent.why, "不加密"));
    transfer_close(transfer);
}

static void a_dead_server_is_told_from_a_refusal(void)
{
    struct transfer *transfer = transfer_open();
    const struct mail_server server = {.host = "127.0.0.1", .port = dead_port(), .security = "tls", .user = ""};
    char address[64];
    const char *heads[] = {NULL};
    CHECK_INT(transfer_mail(transfer, &server, "a@b.cn", "c@d.cn", "text").outcome, SENT_UNREACHABLE);
    snprintf(address, sizeof address, "http://127.0.0.1:%d/", dead_port());
    CHECK_INT(transfer_post(transfer, address, heads, "{}").outcome, SENT_UNREACHABLE);
    transfer_close(transfer);
}

static void nothing_begins_while_it_is_broken_off(void)
{
    struct transfer *transfer = transfer_open();
    const struct mail_server server = {.host = "127.0.0.1", .port = dead_port(), .security = "none", .user = ""};
    transfer_break(true);
    CHECK(transfer_mail(transfer, &server, "a@b.cn", "c@d.cn", "text").outcome != SENT_DONE);
    transfer_break(false);
    transfer_close(transfer);
}

TESTS({"a password never goes in the clear", a_password_never_goes_in_the_clear},
      {"a dead server is told from a refusal", a_dead_server_is_told_from_a_refusal},
      {"nothing begins while it is broken off", nothing_begins_while_it_is_broken_off})
