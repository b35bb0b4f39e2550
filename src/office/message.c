#include "office/message.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { LINE_BYTES = 57 };                /* 76 characters of base64 */

static char *base64(struct arena *arena, const void *bytes, size_t n)
{
    char *out = arena_alloc(arena, n / 3 * 4 + 5);
    EVP_EncodeBlock((unsigned char *)out, bytes, (int)n);
    return out;
}

/* RFC 2047: pieces of whole characters, each at most 75 long. */
static void head_add(struct arena *arena, struct buffer *out, const char *name, const char *text)
{
    enum { PIECE = 42 };
    buffer_addf(out, "%s:", name);
    while (*text) {
        size_t n = strlen(text) > PIECE ? PIECE : strlen(text);
        while (n > 1 && (text[n] & 0xC0) == 0x80)
            n--;
        buffer_addf(out, " =?UTF-8?B?%s?=\r\n", base64(arena, text, n));
        text += n;
    }
}

/* RFC 5322, 3.3. */
static void date_add(struct buffer *out, int64_t now)
{
    static const char *const days[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct date day = moment_date(now);
    char moment[MOMENT_TEXT];
    moment_print(now, moment);
    buffer_addf(out, "Date: %s, %d %s %d %s +0800\r\n", days[date_weekday(day)], day.day, months[day.month], day.year,
                moment + DATE_TEXT);
}

static const char *body_text(struct arena *arena, const struct mail *mail)
{
    const char *late = mail->late ? arena_printf(arena, "，其中 %lld 件已经超期", (long long)mail->late) : "";
    const char *where = *mail->address ? arena_printf(arena, "请登录查看：%s/notice", mail->address) : "请登录系统，在“提醒”中查看。";
    return arena_printf(arena, "%s同志：\r\n\r\n今天有 %lld 件事需要您留意%s。\r\n%s\r\n\r\n"
                               "这封信由系统自动发出，工作日早上最多一封，不用回复。\r\n", mail->name, (long long)mail->items, late, where);
}

char *mail_text(struct arena *arena, const struct mail *mail)
{
    struct buffer out = buffer_in(arena);
    const char *domain = strchr(mail->from, '@'), *body = body_text(arena, mail);
    buffer_addf(&out, "From: <%s>\r\nTo: <%s>\r\n", mail->from, mail->to);
    head_add(arena, &out, "Subject", arena_printf(arena, "%s：今天有 %lld 件提醒", mail->site, (long long)mail->items));
    date_add(&out, mail->now_ms);
    buffer_addf(&out, "Message-ID: <%s%s>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n", mail->id,
                domain ? domain : "@mingze");
    buffer_adds(&out, "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    for (size_t n = strlen(body), at = 0; at < n; at += LINE_BYTES)
        buffer_addf(&out, "%s\r\n", base64(arena, body + at, n - at > LINE_BYTES ? LINE_BYTES : n - at));
    return out.p;
}

char *hook_signature(struct arena *arena, const char *secret, int64_t moment, const char *body)
{
    uint8_t code[EVP_MAX_MD_SIZE];
    char hex[DIGEST_TEXT];
    unsigned n = 0;
    const char *signing = arena_printf(arena, "%lld.%s", (long long)moment, body);
    if (!HMAC(EVP_sm3(), secret, (int)strlen(secret), (const unsigned char *)signing, strlen(signing), code, &n) || n != DIGEST_SIZE)
        die("OpenSSL 不提供 HMAC-SM3，请安装完整的 OpenSSL 3");
    return arena_printf(arena, "sm3=%s", digest_hex(code, hex));
}
