#include "document/xlsx.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FORMATS_MAX 100000

/* Formats that files name by number only: those every Excel has, and those of the Chinese one (18.8.30). */
static const struct built_in {
    int first, last;
    const char *code;
} built_in[] = {
    { 1, 1, "0" },         { 2, 2, "0.00" },        { 3, 3, "#,##0" },      { 4, 4, "#,##0.00" },
    { 9, 9, "0%" },        { 10, 10, "0.00%" },     { 14, 15, "yyyy-m-d" }, { 16, 16, "m-d" },
    { 17, 17, "yyyy-m" },  { 18, 21, "h:mm" },      { 22, 22, "yyyy-m-d h:mm" }, { 27, 27, "yyyy-m" },
    { 28, 31, "yyyy-m-d" }, { 32, 35, "h:mm" },     { 36, 36, "yyyy-m" },   { 37, 38, "#,##0" },
    { 39, 40, "#,##0.00" }, { 45, 47, "h:mm" },     { 50, 50, "yyyy-m" },   { 51, 51, "m-d" },
    { 52, 52, "yyyy-m" },  { 53, 54, "m-d" },       { 55, 56, "h:mm" },     { 57, 57, "yyyy-m" },
    { 58, 58, "m-d" },
};

struct seen {
    bool year, month, day, hour, percent, digit;
    int decimals;
};

/* The letters of the first section, without quoted text, [colours and locales] and escaped characters. */
static struct seen look(const char *code)
{
    struct seen seen = { 0 };
    bool point = false;
    for (const char *p = code; *p && *p != ';'; p++) {
        int c = tolower((unsigned char)*p);
        if (c == '"' || c == '[') {
            if (c == '[' && strchr("hms", tolower((unsigned char)p[1])) && p[1])
                seen.hour = true;
            const char *close = strchr(p + 1, c == '"' ? '"' : ']');
            if (!close)
                break;
            p = close;
        } else if (strchr("\\_*", c)) {
            if (!*++p)
                break;
        } else {
            seen.year |= c == 'y';
            seen.month |= c == 'm';
            seen.day |= c == 'd';
            seen.hour |= c == 'h' || c == 's';
            seen.percent |= c == '%';
            seen.digit |= c == '0' || c == '#';
            seen.decimals += point && (c == '0' || c == '#');
            point |= c == '.';
        }
    }
    return seen;
}

struct xlsx_format xlsx_format_parse(const char *code)
{
    struct seen seen = look(code);
    int decimals = seen.decimals < 15 ? seen.decimals : 15;
    if (!strncasecmp(code, "general", 7) || !strcmp(code, "@"))
        return (struct xlsx_format){ SHOW_GENERAL, 0 };
    if ((seen.year || seen.day) && seen.hour)
        return (struct xlsx_format){ SHOW_MOMENT, 0 };
    if (seen.year && seen.month && !seen.day)
        return (struct xlsx_format){ SHOW_MONTH, 0 };
    if (seen.year || seen.day || (seen.month && !seen.hour && !seen.digit))
        return (struct xlsx_format){ SHOW_DATE, 0 };
    if (seen.hour)
        return (struct xlsx_format){ SHOW_TIME, 0 };
    if (seen.percent)
        return (struct xlsx_format){ SHOW_PERCENT, decimals };
    return (struct xlsx_format){ seen.digit && decimals ? SHOW_FIXED : SHOW_GENERAL, decimals };
}

/* Serial 60 is 29 February 1900, a day that never was (18.17.4.1): from then on serials are one ahead. */
static struct date date_of(int serial, bool from_1904)
{
    if (from_1904)
        return date_add_days((struct date){ 1904, 1, 1 }, serial);
    return date_add_days((struct date){ 1899, 12, serial < 60 ? 31 : 30 }, serial);
}

static void print_date(struct buffer *out, double value, struct xlsx_format format, bool from_1904)
{
    double day = floor(value);
    int minutes = (int)round((value - day) * 24 * 60);
    if (minutes == 24 * 60) {
        day++;
        minutes = 0;
    }
    struct date date = date_of((int)day, from_1904);
    char text[DATE_TEXT];
    if (format.show == SHOW_MONTH)
        buffer_addf(out, "%d年%d月", date.year, date.month);
    else if (format.show != SHOW_TIME)
        buffer_adds(out, date_print(date, text));
    if (format.show == SHOW_TIME)
        buffer_addf(out, "%d:%02d", minutes / 60, minutes % 60);
    else if (format.show == SHOW_MOMENT && minutes)
        buffer_addf(out, " %02d:%02d", minutes / 60, minutes % 60);
}

void xlsx_print(struct buffer *out, double value, struct xlsx_format format, bool from_1904)
{
    bool fits = value >= 0 && value < 109575;        /* up to the end of 2199 */
    if (format.show >= SHOW_DATE && fits && (value >= 1 || format.show == SHOW_TIME))
        print_date(out, value, format, from_1904);
    else if (format.show == SHOW_PERCENT && fabs(value) < 1e15)
        buffer_addf(out, "%.*f%%", format.decimals, value * 100);
    else if (format.show == SHOW_FIXED && fabs(value) < 1e15)
        buffer_addf(out, "%.*f", format.decimals, value);
    else
        buffer_addf(out, "%.15g", value);
}

struct code {
    int id;
    struct xlsx_format format;
};

struct reading {
    struct arena *arena;
    struct xlsx_formats *formats;
    struct code *codes;
    size_t n, cap;
    bool in_cells;               /* inside cellXfs: cellStyleXfs holds the same elements */
};

static struct xlsx_format format_of(const struct reading *reading, int id)
{
    for (size_t i = 0; i < reading->n; i++)
        if (reading->codes[i].id == id)
            return reading->codes[i].format;
    for (size_t i = 0; i < ARRAY_SIZE(built_in); i++)
        if (id >= built_in[i].first && id <= built_in[i].last)
            return xlsx_format_parse(built_in[i].code);
    return (struct xlsx_format){ SHOW_GENERAL, 0 };
}

static int start(void *context, enum xml_space space, const char *name, const char **attributes)
{
    struct reading *reading = context;
    const char *code = xml_attribute(attributes, "formatCode");
    if (space != SPACE_SHEET)
        return DONE;
    if (!strcmp(name, "cellXfs")) {
        reading->in_cells = true;
    } else if (!strcmp(name, "numFmt") && code && reading->n < 5000) {
        *arena_push(reading->arena, &reading->codes, &reading->n, &reading->cap) =
            (struct code){ xml_number(attributes, "numFmtId", -1), xlsx_format_parse(code) };
    } else if (!strcmp(name, "xf") && reading->in_cells) {
        struct xlsx_formats *formats = reading->formats;
        if (formats->n >= FORMATS_MAX)
            return fail(INVALID, "文件里的格式超过 %d 种，不是正常的工作簿，不能读", FORMATS_MAX);
        *arena_push(reading->arena, &formats->items, &formats->n, &formats->cap) =
            format_of(reading, xml_number(attributes, "numFmtId", 0));
    }
    return DONE;
}

static int end(void *context, enum xml_space space, const char *name)
{
    struct reading *reading = context;
    if (!strcmp(name, "cellXfs"))
        reading->in_cells = false;
    return DONE;
}

int xlsx_formats_read(struct arena *arena, struct package *package, const char *part, struct xlsx_formats *ret)
{
    static const struct xml_handler handler = { .start = start, .end = end };
    struct reading reading = { .arena = arena, .formats = ret };
    return part && package_has(package, part) ? xml_read(package, part, &handler, &reading) : DONE;
}
