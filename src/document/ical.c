#include "document/ical.h"

enum { LINE_OCTETS = 75 };

/* How much of the text goes on a line of so many octets: whole characters. */
static size_t fits(const char *text, size_t n, size_t room)
{
    size_t taken = n < room ? n : room;
    while (taken > 0 && taken < n && ((unsigned char)text[taken] & 0xC0) == 0x80)
        taken--;
    return taken;
}

static void line_add(struct buffer *out, const char *line)
{
    size_t n = strlen(line), taken = fits(line, n, LINE_OCTETS);
    buffer_add(out, line, taken);
    while ((line += taken, n -= taken) > 0) {
        buffer_adds(out, "\r\n ");
        taken = fits(line, n, LINE_OCTETS - 1);
        buffer_add(out, line, taken);
    }
    buffer_adds(out, "\r\n");
}

static void text_line(struct buffer *out, const char *name, const char *text)
{
    struct buffer line = buffer_in(out->arena);
    buffer_addf(&line, "%s:", name);
    for (const char *p = text; *p; p++) {
        if (*p == '\n')
            buffer_adds(&line, "\\n");
        else if (strchr("\\;,", *p))
            buffer_addf(&line, "\\%c", *p);
        else if ((unsigned char)*p >= ' ' && *p != 0x7f)
            buffer_addc(&line, *p);
    }
    line_add(out, line.p);
}

static void day_line(struct buffer *out, const char *name, struct date day)
{
    buffer_addf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, day.year, day.month, day.day);
}

/* In UTC, as §3.8.7.2 wants it. */
static void stamp_line(struct buffer *out, int64_t ms)
{
    int64_t seconds = ms / 1000;
    struct date day = date_from_days((int32_t)(seconds / 86400));
    int of_day = (int)(seconds % 86400);
    buffer_addf(out, "DTSTAMP:%04d%02d%02dT%02d%02d%02dZ\r\n", day.year, day.month, day.day, of_day / 3600, of_day / 60 % 60, of_day % 60);
}

void ical_start(struct buffer *out, const char *name)
{
    buffer_adds(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mingze//Mingze//ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
    text_line(out, "X-WR-CALNAME", name);
    buffer_adds(out, "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H\r\n");
}

void ical_event_add(struct buffer *out, const struct ical_event *event)
{
    buffer_adds(out, "BEGIN:VEVENT\r\n");
    text_line(out, "UID", event->uid);
    stamp_line(out, event->changed_ms);
    day_line(out, "DTSTART", event->day);
    day_line(out, "DTEND", date_add_days(event->day, 1));
    buffer_addf(out, "SEQUENCE:%lld\r\n", (long long)event->sequence);
    text_line(out, "SUMMARY", event->summary);
    if (event->category)
        text_line(out, "CATEGORIES", event->category);
    if (event->url)
        line_add(out, arena_printf(out->arena, "URL:%s", event->url));
    buffer_adds(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

void ical_end(struct buffer *out)
{
    buffer_adds(out, "END:VCALENDAR\r\n");
}
