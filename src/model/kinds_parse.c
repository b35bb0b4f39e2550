/* Text from people to values: lenient in form (full-width digits, ￥, 元, %), strict in meaning. */
#include "model/kinds_parse.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "model/kinds.h"

enum { INTEGER_LIMIT_DIGITS = 15 };      /* exact in every JSON reader */

static int problem(struct arena *arena, const struct field *field, const char **ret_problem, const char *what)
{
    *ret_problem = arena_printf(arena, "%s%s", field->label, what);
    return INVALID;
}

char *text_narrow(struct arena *arena, const char *s)
{
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, "");
    for (uint32_t c; (c = utf8_next(&s)); ) {
        if (c >= 0xFF01 && c <= 0xFF5E)
            c -= 0xFF01 - '!';
        else if (c == 0x3000)
            c = ' ';
        else if (c == 0x3002 || c == 0x2014 || c == 0x2013)
            c = c == 0x3002 ? '.' : '-';
        buffer_addu(&b, c);
    }
    return b.p;
}

/* Control characters have no place in a text; a line has no breaks either. */
static char *text_clean(struct arena *arena, const char *s, bool paragraphs)
{
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, "");
    for (uint32_t c; (c = utf8_next(&s)); ) {
        if (c == '\r') {
            c = *s == '\n' ? utf8_next(&s) : '\n';
        }
        if (c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029)
            buffer_addc(&b, paragraphs ? (c == '\t' ? '\t' : '\n') : ' ');
        else if (c >= ' ' && c != 0x7F && !(c >= 0x80 && c < 0xA0) && c != 0xFEFF)
            buffer_addu(&b, c);
    }
    return text_trim(arena, b.p);
}

static void value_text_set(struct field_value *ret, const char *text)
{
    *ret = (struct field_value){.set = *text != 0, .text = text};
}

int parse_line(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
               const char **ret_problem)
{
    value_text_set(ret, text_clean(arena, text, false));
    return DONE;
}

int parse_paragraphs(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
                     const char **ret_problem)
{
    value_text_set(ret, text_clean(arena, text, true));
    return DONE;
}

/* "-1,234.5" with `places` decimals at most, as an integer of the last place. */
static int decimal_parse(const char *s, int places, int64_t *ret)
{
    bool negative = *s == '-', any = false;
    int64_t i = 0;
    int digits = 0, decimals = -1;
    for (s += negative || *s == '+'; *s; s++) {
        if (*s == ',' && decimals < 0 && any)
            continue;
        if (*s == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (!isdigit((unsigned char)*s) || ++digits > INTEGER_LIMIT_DIGITS || (decimals >= 0 && ++decimals > places))
            return INVALID;
        any = true;
        i = i * 10 + (*s - '0');
    }
    for (int n = decimals < 0 ? 0 : decimals; n < places; n++)
        if (__builtin_mul_overflow(i, INT64_C(10), &i))
            return INVALID;
    *ret = negative ? -i : i;
    return any && (places || decimals < 0) ? DONE : INVALID;
}

int parse_int(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
              const char **ret_problem)
{
    ret->set = true;
    return decimal_parse(text_narrow(arena, text), 0, &ret->i) == DONE
               ? DONE : problem(arena, field, ret_problem, "应是整数，如 12");
}

/* Without one of the words that stand around a number. */
static char *text_without(struct arena *arena, char *text, const char *const *words)
{
    for (; *words; words++) {
        if (text_starts(text, *words))
            text += strlen(*words);
        if (text_ends(text, *words))
            text = arena_strndup(arena, text, strlen(text) - strlen(*words));
    }
    return text_trim(arena, text);
}

int parse_money(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
                const char **ret_problem)
{
    static const char *const words[] = {"¥", "￥", "元", NULL};
    char *plain = text_without(arena, text_narrow(arena, text), words);
    int places = text_ends(plain, "万") ? 6 : 2;
    if (places == 6)
        plain = text_trim(arena, arena_strndup(arena, plain, strlen(plain) - strlen("万")));
    ret->set = true;
    return decimal_parse(plain, places, &ret->i) == DONE
               ? DONE : problem(arena, field, ret_problem, "应是金额，单位元，如 1234.50");
}

int parse_percent(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
                  const char **ret_problem)
{
    static const char *const words[] = {"%", NULL};
    ret->set = true;
    return decimal_parse(text_without(arena, text_narrow(arena, text), words), 2, &ret->i) == DONE
               ? DONE : problem(arena, field, ret_problem, "应是百分数，如 85.5%");
}

/* 二〇二六 → 2026, 十二 → 12, 二十一 → 21; other characters stay. */
static char *numerals_narrow(struct arena *arena, const char *s)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, "");
    s = text_replace(arena, text_replace(arena, s, "○", "〇"), "零", "〇");
    while (*s) {
        int digit = -1;
        for (int i = 0; i < 10 && digit < 0; i++)
            if (text_starts(s, digits[i]))
                digit = i;
        if (digit >= 0) {
            buffer_addc(&b, (char)('0' + digit));
            s += strlen(digits[digit]);
        } else if (text_starts(s, "十")) {
            bool tens = b.n && isdigit((unsigned char)b.p[b.n - 1]);
            s += strlen("十");
            bool ones = false;
            for (int i = 1; i < 10; i++)
                ones |= text_starts(s, digits[i]);
            buffer_adds(&b, tens ? (ones ? "" : "0") : ones ? "1" : "10");
        } else {
            buffer_addu(&b, utf8_next(&s));
        }
    }
    return b.p;
}

int date_read(struct arena *arena, const char *text, struct date *ret)
{
    char *plain = text_replace(arena, text_narrow(arena, text), " ", "");
    if (date_parse(plain, ret) == DONE)
        return DONE;
    return date_parse(numerals_narrow(arena, plain), ret);
}

int parse_date(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
               const char **ret_problem)
{
    struct date date;
    if (date_read(arena, text, &date))
        return problem(arena, field, ret_problem, "应写成 2026-06-30 这样的日期");
    char out[DATE_TEXT];
    value_text_set(ret, arena_strdup(arena, date_print(date, out)));
    return DONE;
}

static bool two_digits(const char **at, int limit, int *ret)
{
    const char *p = *at;
    if (!isdigit((unsigned char)p[0]) || !isdigit((unsigned char)p[1]))
        return false;
    *ret = (p[0] - '0') * 10 + (p[1] - '0');
    *at = p + 2;
    return *ret < limit;
}

/* "08:30", "08:30:15", "08:30:15.123", each also with +08:00 behind, as milliseconds of the day; -1 when it is none. */
static int64_t time_read(const char *at)
{
    int hour, minute, second = 0, fraction = 0;
    if (!two_digits(&at, 24, &hour) || *at++ != ':' || !two_digits(&at, 60, &minute))
        return -1;
    if (*at == ':') {
        at++;
        if (!two_digits(&at, 60, &second))
            return -1;
    }
    if (*at == '.') {
        at++;
        for (int scale = 100; scale; scale /= 10, at++) {
            if (!isdigit((unsigned char)*at))
                return -1;
            fraction += (*at - '0') * scale;
        }
    }
    return *at && strcmp(at, "+08:00") ? -1 : ((hour * 60 + minute) * 60 + second) * (int64_t)1000 + fraction;
}

/* A date and a time behind a space or ISO 8601's T; a date alone is its midnight.  Civil time, UTC+8. */
int parse_moment(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
                 const char **ret_problem)
{
    char *plain = text_narrow(arena, text);
    size_t n = strcspn(plain, " T");
    struct date date;
    int64_t time = plain[n] ? time_read(plain + n + 1) : 0;
    if (date_read(arena, arena_strndup(arena, plain, n), &date) || time < 0)
        return problem(arena, field, ret_problem, "应写成 2026-06-30 08:30 这样的时间");
    *ret = (struct field_value){.set = true, .i = (date_days(date) * (int64_t)86400 - 8 * 3600) * 1000 + time};
    return DONE;
}

int parse_bool(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
               const char **ret_problem)
{
    static const char *const yes[] = {"1", "是", "true", "on", "√", "有", "yes"};
    static const char *const no[] = {"0", "否", "false", "off", "×", "无", "no"};
    const char *plain = text_narrow(arena, text);
    for (size_t i = 0; i < ARRAY_SIZE(yes); i++) {
        if (!strcasecmp(plain, yes[i]) || !strcasecmp(plain, no[i])) {
            *ret = (struct field_value){.set = true, .i = !strcasecmp(plain, yes[i])};
            return DONE;
        }
    }
    return problem(arena, field, ret_problem, "应填“是”或“否”");
}

int parse_enum(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
               const char **ret_problem)
{
    const struct choice *choice = choice_find(field->choices, text);
    if (choice) {
        value_text_set(ret, choice->name);
        return DONE;
    }
    struct buffer labels = buffer_in(arena);
    for (const struct choice *c = field->choices; c->name; c++)
        buffer_addf(&labels, "%s%s", c == field->choices ? "" : "、", c->label);
    *ret_problem = arena_printf(arena, "%s没有“%s”这个选项，可填：%s", field->label, text, labels.p);
    return INVALID;
}

int parse_ref(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
              const char **ret_problem)
{
    *ret = (struct field_value){.set = true, .i = id_parse(text)};
    return ret->i ? DONE : problem(arena, field, ret_problem, "应是记录的编号");
}

int parse_refs(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
               const char **ret_problem)
{
    int64_t *id = arena_new(arena, int64_t);
    *id = id_parse(text);
    *ret = (struct field_value){.set = true, .ids = id, .n = 1};
    return *id ? DONE : problem(arena, field, ret_problem, "应是记录的编号");
}

int parse_file(struct arena *arena, const struct field *field, const char *text, struct field_value *ret,
               const char **ret_problem)
{
    if (strlen(text) != DIGEST_TEXT - 1 || strspn(text, "0123456789abcdef") != DIGEST_TEXT - 1)
        return problem(arena, field, ret_problem, "请重新选择文件");
    value_text_set(ret, text);
    return DONE;
}
