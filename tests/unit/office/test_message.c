#include "check.h"

#include <string.h>

#include "base/base.h"
#include "office/message.h"

static const struct mail sample = {.site = "明责", .address = "https://m.example", .from = "a@b.cn", .to = "c@d.cn", .name = "岳小满",
                                   .id = "2026-12-01.X", .items = 3, .late = 1, .now_ms = 1796085005000};

static void a_mail_is_plain_text_with_short_lines(void)
{
    struct arena *arena = arena_create(1 << 20);
    char *text = mail_text(arena, &sample);
    CHECK(text_starts(text, "From: <a@b.cn>\r\nTo: <c@d.cn>\r\nSubject: =?UTF-8?B?"));
    CHECK(strstr(text, "\r\nDate: Tue, 1 Dec 2026 08:30:05 +0800\r\n"));
    CHECK(strstr(text, "Message-ID: <2026-12-01.X@b.cn>\r\n"));
    for (const char *line = text; *line; line = strstr(line, "\r\n") + 2)
        CHECK(strcspn(line, "\r") <= 78);
    for (const char *p = text; *p; p++)
        CHECK((unsigned char)*p < 0x80);
    arena_destroy(arena);
}

/* A long name of the system is cut between characters, never within one. */
static void a_long_subject_is_several_words(void)
{
    struct arena *arena = arena_create(1 << 20);
    struct mail mail = sample;
    mail.site = "中国共产党某某省某某市某某县水利厅机关委员会党务工作系统";
    char *text = mail_text(arena, &mail), *second = strstr(text, "?=\r\n =?UTF-8?B?");
    CHECK(second && second < strstr(text, "Date:"));
    arena_destroy(arena);
}

/* Made with Python: hmac.new(b"key", b"1796085005000.{}", "sm3"). */
static void a_call_is_signed_over_moment_and_body(void)
{
    struct arena *arena = arena_create(1 << 20);
    char *one = hook_signature(arena, "key", 1796085005000, "{}");
    CHECK_TEXT(one, "sm3=c51fda59cf25fbc167e025bedf177c60e6bf541d3745ea92ef68551f94a8c59f");
    CHECK(strcmp(one, hook_signature(arena, "key", 1796085005001, "{}")));
    CHECK(strcmp(one, hook_signature(arena, "other", 1796085005000, "{}")));
    arena_destroy(arena);
}

TESTS({"a mail is plain text with short lines", a_mail_is_plain_text_with_short_lines},
      {"a long subject is several words", a_long_subject_is_several_words},
      {"a call is signed over moment and body", a_call_is_signed_over_moment_and_body})
