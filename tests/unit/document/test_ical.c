#include "document/ical.h"

#include "check.h"

static struct arena *arena;

static const char *written(const struct ical_event *event)
{
    struct buffer out = buffer_in(arena);
    ical_event_add(&out, event);
    return out.p;
}

static void one_event(void)
{
    arena = arena_create(1 << 20);
    struct buffer out = buffer_in(arena);
    ical_start(&out, "办公室支部，日历");
    ical_event_add(&out, &(struct ical_event){"a@mingze", {2028, 2, 29}, 1795651200123, 2, "党课, 讨论;总结\\\n第二行\r\t", "组织生活", "https://m.example/a?b=1,2"});
    ical_end(&out);
    CHECK_TEXT(out.p,
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mingze//Mingze//ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
        "X-WR-CALNAME:办公室支部，日历\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H\r\n"
        "BEGIN:VEVENT\r\nUID:a@mingze\r\nDTSTAMP:20261126T000000Z\r\nDTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n"
        "SEQUENCE:2\r\nSUMMARY:党课\\, 讨论\\;总结\\\\\\n第二行\r\nCATEGORIES:组织生活\r\nURL:https://m.example/a?b=1,2\r\n"
        "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    arena_destroy(arena);
}

/* Lines of at most 75 octets; unfolded, the text is what it was, and each line is whole characters. */
static void folded_at(size_t before)
{
    struct buffer text = buffer_in(arena), unfolded = buffer_in(arena);
    for (size_t i = 0; i < before; i++)
        buffer_addc(&text, 'x');
    for (int i = 0; i < 60; i++)
        buffer_adds(&text, i % 3 ? "𠮷" : "石祥é");
    const char *at = written(&(struct ical_event){"u", {2026, 3, 1}, 0, 0, text.p, NULL, NULL});
    while (*at) {
        size_t n = (size_t)(strstr(at, "\r\n") - at);
        CHECK(n <= 75);
        CHECK(utf8_valid(at, n));
        const char *next = at + n + 2;
        buffer_add(&unfolded, at, n);
        if (*next == ' ')
            next++;
        else
            buffer_adds(&unfolded, "\n");
        at = next;
    }
    CHECK(strstr(unfolded.p, arena_printf(arena, "\nSUMMARY:%s\n", text.p)));
}

static void folding(void)
{
    arena = arena_create(16 << 20);
    for (size_t before = 0; before < 80; before++)
        folded_at(before);
    arena_destroy(arena);
}

/* A line of 75 octets is one, of 76 two. */
static void at_the_edge(void)
{
    arena = arena_create(1 << 20);
    char text[80];
    memset(text, 'x', sizeof text);
    text[75 - strlen("SUMMARY:")] = '\0';
    CHECK(strstr(written(&(struct ical_event){"u", {2026, 3, 1}, 0, 0, text, NULL, NULL}), "xx\r\nTRANSP"));
    text[75 - strlen("SUMMARY:")] = 'x';
    text[76 - strlen("SUMMARY:")] = '\0';
    CHECK(strstr(written(&(struct ical_event){"u", {2026, 3, 1}, 0, 0, text, NULL, NULL}), "x\r\n x\r\nTRANSP"));
    arena_destroy(arena);
}

TESTS({"an event, escaped", one_event}, {"no character is cut", folding}, {"75 octets", at_the_edge})
