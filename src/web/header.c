#include "web/header.h"

#include "base/base.h"
#include "office/request.h"
#include "web/escape.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>

/* Behind TLS the name makes browsers refuse it from anywhere but this host over TLS. */
static const char *cookie_name(const struct request *request)
{
    return request->secure ? "__Host-mingze" : "mingze";
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* The peer's address as text; IPv4 in IPv6 as IPv4. */
static const char *peer_address(struct MHD_Connection *connection, struct arena *arena)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char text[INET6_ADDRSTRLEN] = "";
    if (info == NULL || info->client_addr == NULL)
        return "";
    if (info->client_addr->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const void *)info->client_addr;
        inet_ntop(AF_INET, &v4->sin_addr, text, sizeof text);
    } else if (info->client_addr->sa_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const void *)info->client_addr;
        inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof text);
    }
    return arena_strdup(arena, strncmp(text, "::ffff:", 7) == 0 && strchr(text, '.') != NULL ? text + 7 : text);
}

static bool is_address(const char *s)
{
    unsigned char address[16];
    return inet_pton(AF_INET, s, address) == 1 || inet_pton(AF_INET6, s, address) == 1;
}

/* The last entry is the one the proxy wrote itself. */
static void forwarded_read(struct MHD_Connection *connection, struct request *request, const char **host)
{
    const char *list = header(connection, "X-Forwarded-For");
    const char *protocol = header(connection, "X-Forwarded-Proto");
    const char *named = header(connection, "X-Forwarded-Host");
    if (list != NULL) {
        const char *comma = strrchr(list, ',');
        const char *last = text_trim(request->arena, comma != NULL ? comma + 1 : list);
        if (is_address(last))
            request->remote = last;
    }
    request->secure = protocol != NULL && strcasecmp(protocol, "https") == 0;
    if (named != NULL)
        *host = named;
}

/* A page of ours is sent with no-referrer, so its forms say "Origin: null": that alone tells nothing, the form
 * token decides then. */
static bool is_foreign(struct MHD_Connection *connection, const struct request *request, const char *host)
{
    const char *site = header(connection, "Sec-Fetch-Site"), *origin = header(connection, "Origin");
    if (site != NULL && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
        return true;
    if (origin == NULL || strcmp(origin, "null") == 0)
        return false;
    const char *ours = arena_printf(request->arena, "%s://%s", request->secure ? "https" : "http", host != NULL ? host : "");
    return strcasecmp(origin, ours) != 0;
}

static bool json_asked(struct MHD_Connection *connection, const struct request *request)
{
    const char *accept = header(connection, MHD_HTTP_HEADER_ACCEPT);
    if (accept != NULL && strstr(accept, "text/html") != NULL)
        return false;
    return request->bearer != NULL || (accept != NULL && strstr(accept, "json") != NULL);
}

static bool is_text(const char *s)
{
    return s == NULL || utf8_valid(s, strlen(s));
}

int headers_read(struct MHD_Connection *connection, const char *proxy, struct request *request)
{
    const char *host = header(connection, MHD_HTTP_HEADER_HOST);
    const char *authorization = header(connection, MHD_HTTP_HEADER_AUTHORIZATION);
    request->remote = peer_address(connection, request->arena);
    if (proxy != NULL && strcmp(request->remote, proxy) == 0)
        forwarded_read(connection, request, &host);
    request->cookie = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, cookie_name(request));
    if (authorization != NULL && strncasecmp(authorization, "Bearer ", 7) == 0)
        request->bearer = authorization + 7 + strspn(authorization + 7, " ");
    request->json = json_asked(connection, request);
    request->htmx = header(connection, "HX-Request") != NULL && header(connection, "HX-Boosted") == NULL &&
                    header(connection, "HX-History-Restore-Request") == NULL;
    request->foreign = is_foreign(connection, request, host);
    request->idempotency_key = header(connection, "Idempotency-Key");
    if (!is_text(request->cookie) || !is_text(request->bearer) || !is_text(request->idempotency_key))
        return fail(INVALID, "请求头不是 UTF-8 编码");
    return DONE;
}

static const char *const common[][2] = {
    { "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
      "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "no-referrer" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
};

void headers_add_common(struct MHD_Response *response)
{
    for (size_t i = 0; i < ARRAY_SIZE(common); i++)
        MHD_add_response_header(response, common[i][0], common[i][1]);
}

void headers_print_common(struct buffer *out)
{
    for (size_t i = 0; i < ARRAY_SIZE(common); i++)
        buffer_addf(out, "%s: %s\r\n", common[i][0], common[i][1]);
    buffer_adds(out, "Cache-Control: no-store\r\n");
}

void headers_add_cookie(struct MHD_Response *response, const struct request *request, const char *value)
{
    MHD_add_response_header(response, MHD_HTTP_HEADER_SET_COOKIE,
                            arena_printf(request->arena, "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
                                         cookie_name(request), value, request->secure ? "; Secure" : "",
                                         value[0] == '\0' ? "; Max-Age=0" : ""));
}

void headers_add_attachment(struct MHD_Response *response, const struct request *request, const char *file_name)
{
    struct buffer text = buffer_in(request->arena);
    const char *suffix = strrchr(file_name, '.');
    buffer_adds(&text, "attachment; filename=\"mingze");
    for (; suffix != NULL && *suffix > ' ' && *suffix < 0x7f && *suffix != '"' && *suffix != '\\'; suffix++)
        buffer_addc(&text, *suffix);
    buffer_adds(&text, "\"; filename*=UTF-8''");
    escape_url(&text, file_name, strlen(file_name));
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, text.p);
}
