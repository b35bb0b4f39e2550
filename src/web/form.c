#include "web/form.h"

#include "base/base.h"
#include "model/record.h"

#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* `plus`: '+' is a space. */
static int decode(struct arena *arena, const char *bytes, size_t n, bool plus, char **ret, size_t *ret_n)
{
    char *out = arena_alloc(arena, n + 1);
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        char c = bytes[i];
        if (c == '%') {
            int high = i + 2 < n ? hex_digit(bytes[i + 1]) : -1;
            int low = i + 2 < n ? hex_digit(bytes[i + 2]) : -1;
            if (high < 0 || low < 0)
                return fail(INVALID, "地址或表单里有不完整的 %%XX 编码");
            c = (char)(high << 4 | low);
            i += 2;
        } else if (plus && c == '+') {
            c = ' ';
        }
        out[k++] = c;
    }
    *ret = out;
    *ret_n = k;
    return DONE;
}

static bool control_character(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
}

static int text_check(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (control_character((unsigned char)s[i]))
            return fail(INVALID, "内容里有控制字符，请删去后重试");
    return utf8_valid(s, n) ? DONE : fail(INVALID, "内容不是 UTF-8 编码");
}

int percent_decode(struct arena *arena, const char *bytes, size_t n, char **ret)
{
    size_t length;
    TRY(decode(arena, bytes, n, false, ret, &length));
    return text_check(*ret, length);
}

/* "\r\n" and "\r" to "\n", in place. */
static void line_breaks(char *s, size_t n)
{
    char *out = s;
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '\r' && i + 1 < n && s[i + 1] == '\n')
            continue;
        *out++ = (char)(s[i] == '\r' ? '\n' : s[i]);
    }
    *out = '\0';
}

/* Takes over both texts. */
static int pair_add(struct form *form, const char *name, size_t name_n, char *value, size_t value_n)
{
    if (name_n == 0)
        return fail(INVALID, "有一个参数没有名称");
    if (name_n > FORM_NAME_MAX)
        return fail(INVALID, "参数的名称太长");
    if (form->n == FORM_VALUES_MAX)
        return fail(TOO_LARGE, "参数超过 %d 个，请分次提交", FORM_VALUES_MAX);
    TRY(text_check(name, name_n));
    TRY(text_check(value, value_n));
    line_breaks(value, value_n);
    *arena_push(form->arena, &form->pairs, &form->n, &form->cap) = (struct form_pair){ name, value };
    return DONE;
}

int form_add(struct form *form, const char *name, const char *value, size_t value_bytes)
{
    char *copy = arena_alloc(form->arena, value_bytes + 1);
    memcpy(copy, value, value_bytes);
    return pair_add(form, arena_strdup(form->arena, name), strlen(name), copy, value_bytes);
}

static int pair_decode(struct form *form, const char *bytes, size_t n)
{
    const char *equals = memchr(bytes, '=', n);
    size_t name_n = equals != NULL ? (size_t)(equals - bytes) : n, value_n;
    const char *from = equals != NULL ? equals + 1 : bytes + n;
    char *name, *value;
    TRY(decode(form->arena, bytes, name_n, true, &name, &name_n));
    TRY(decode(form->arena, from, (size_t)(bytes + n - from), true, &value, &value_n));
    return pair_add(form, name, name_n, value, value_n);
}

int form_add_encoded(struct form *form, const char *bytes, size_t n)
{
    for (const char *end = bytes + n; bytes < end;) {
        const char *next = memchr(bytes, '&', (size_t)(end - bytes));
        size_t length = (size_t)((next != NULL ? next : end) - bytes);
        if (length > 0)
            TRY(pair_decode(form, bytes, length));
        bytes += length + 1;
    }
    return DONE;
}

void form_inputs(const struct form *form, struct input **ret, int *ret_n)
{
    struct input *inputs = arena_array(form->arena, struct input, form->n + 1);
    /* The values of one name lie together in `values`, in the order they came. */
    const char **values = arena_array(form->arena, const char *, form->n + 1);
    bool *taken = arena_array(form->arena, bool, form->n + 1);
    int n = 0;
    for (size_t i = 0; i < form->n; i++) {
        if (taken[i])
            continue;
        inputs[n] = (struct input){ .name = form->pairs[i].name, .values = values };
        for (size_t k = i; k < form->n; k++)
            if (!taken[k] && strcmp(form->pairs[k].name, form->pairs[i].name) == 0) {
                taken[k] = true;
                *values++ = form->pairs[k].value;
                inputs[n].n++;
            }
        n++;
    }
    *ret = inputs;
    *ret_n = n;
}
