#include "office/transfer.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONNECT_S = 10, WHOLE_S = 30, WHY_BYTES = 300 };

struct transfer {
    CURL *curl;
    const char *body; size_t at, n;      /* being sent */
    char why[WHY_BYTES];
};

static atomic_bool broken;

void transfer_break(bool stop)
{
    atomic_store(&broken, stop);
}

static void curl_begin(void)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        abort();
}

struct transfer *transfer_open(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct transfer *transfer = calloc(1, sizeof *transfer);
    pthread_once(&once, curl_begin);
    if (!transfer || !(transfer->curl = curl_easy_init()))
        abort();
    return transfer;
}

void transfer_close(struct transfer *transfer)
{
    curl_easy_cleanup(transfer->curl);
    free(transfer);
}

static int progress(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    (void)context, (void)a, (void)b, (void)c, (void)d;
    return atomic_load(&broken);
}

static size_t body_read(char *out, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    size_t n = transfer->n - transfer->at < size * count ? transfer->n - transfer->at : size * count;
    memcpy(out, transfer->body + transfer->at, n);
    transfer->at += n;
    return n;
}

static size_t answer_drop(char *bytes, size_t size, size_t count, void *context)
{
    (void)bytes, (void)context;
    return size * count;
}

static void begin(struct transfer *transfer, const char *body)
{
    CURL *curl = transfer->curl;
    transfer->body = body;
    transfer->n = strlen(body);
    transfer->at = 0;
    curl_easy_reset(curl);               /* keeps the connection */
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)WHOLE_S);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, progress);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, answer_drop);
}

static struct sent say(struct transfer *transfer, enum sent_outcome outcome, const char *what, CURLcode code, long status)
{
    if (status)
        snprintf(transfer->why, sizeof transfer->why, "%s（%ld，%s）", what, status, curl_easy_strerror(code));
    else
        snprintf(transfer->why, sizeof transfer->why, "%s（%s）", what, curl_easy_strerror(code));
    return (struct sent){outcome, transfer->why};
}

/* A mail that went out whole without an answer is not sent again; a call is, since its number tells the receiver. */
static struct sent judge(struct transfer *transfer, CURLcode code, long status)
{
    bool gone = transfer->n && transfer->at == transfer->n;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: case CURLE_COULDNT_CONNECT: case CURLE_SSL_CONNECT_ERROR: case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_USE_SSL_FAILED: case CURLE_WEIRD_SERVER_REPLY: case CURLE_SSL_CACERT_BADFILE:
        return say(transfer, SENT_UNREACHABLE, "连接不上服务器", code, 0);
    case CURLE_LOGIN_DENIED:
        return say(transfer, SENT_UNREACHABLE, "服务器不接受用户名或口令", code, status);
    case CURLE_ABORTED_BY_CALLBACK:
        return say(transfer, gone ? SENT_UNKNOWN : SENT_LATER, "程序正在停止", code, 0);
    case CURLE_OPERATION_TIMEDOUT: case CURLE_RECV_ERROR: case CURLE_GOT_NOTHING:
        return gone ? say(transfer, SENT_UNKNOWN, "内容已发出，没有等到答复，是否送达不明，不再重发", code, 0)
                    : say(transfer, SENT_UNREACHABLE, "服务器没有及时答复", code, 0);
    default:
        if (status >= 500 && status < 600)
            return say(transfer, SENT_NEVER, "服务器拒收", code, status);       /* RFC 5321: 5yz is for good */
        return say(transfer, SENT_LATER, "暂时没有送出", code, status);
    }
}

struct sent transfer_mail(struct transfer *transfer, const struct mail_server *server, const char *from, const char *to, const char *text)
{
    CURL *curl = transfer->curl;
    char address[320], sender[260], receiver[260];
    bool open = !strcmp(server->security, "none"), login = *server->user && server->password;
    long status = 0;
    begin(transfer, text);
    if (open && login) {
        snprintf(transfer->why, sizeof transfer->why, "连接不加密时不发送口令：请把 smtp_tls 改为 tls 或 starttls，或清空 smtp_user");
        return (struct sent){SENT_NEVER, transfer->why};
    }
    snprintf(address, sizeof address, "%s://%s:%d", !strcmp(server->security, "tls") ? "smtps" : "smtp", server->host, server->port);
    snprintf(sender, sizeof sender, "<%s>", from);
    snprintf(receiver, sizeof receiver, "<%s>", to);
    struct curl_slist *receivers = curl_slist_append(NULL, receiver);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_URL, address);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, open ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
    if (login) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password);
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, receivers);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, body_read);
    curl_easy_setopt(curl, CURLOPT_READDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(receivers);
    return code == CURLE_OK ? (struct sent){SENT_DONE, NULL} : judge(transfer, code, status);
}

struct sent transfer_post(struct transfer *transfer, const char *address, const char *const *heads, const char *body)
{
    CURL *curl = transfer->curl;
    struct curl_slist *list = NULL;
    long status = 0;
    begin(transfer, body);
    for (; *heads; heads++)
        list = curl_slist_append(list, *heads);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_URL, address);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)transfer->n);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(list);
    if (code != CURLE_OK)
        return judge(transfer, code, 0);
    if (status / 100 == 2)
        return (struct sent){SENT_DONE, NULL};
    bool later = status / 100 == 5 || status == 408 || status == 429;
    snprintf(transfer->why, sizeof transfer->why, "对方答复 %ld", status);
    return (struct sent){later ? SENT_LATER : SENT_NEVER, transfer->why};
}
