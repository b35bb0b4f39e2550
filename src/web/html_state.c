/* Follows HTML as its authors here write it: the tokenizer of the HTML standard
 * (§13.2.5) without its error recovery, character references and doctype. */
#include "web/html_state.h"

#include <string.h>
#include <strings.h>

static const char *const addresses[] = {
    "href", "src", "action", "formaction", "poster", "cite", "xlink:href", "data", "manifest",
    "hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete", "hx-push-url", "hx-replace-url",
};

static enum html_attribute attribute_kind(const char *name)
{
    if (strncmp(name, "on", 2) == 0 || strcmp(name, "style") == 0 || strcmp(name, "srcdoc") == 0 ||
        strncmp(name, "hx-on", 5) == 0 || strcmp(name, "hx-vals") == 0)
        return ATTRIBUTE_CODE;
    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++)
        if (strcmp(name, addresses[i]) == 0)
            return ATTRIBUTE_ADDRESS;
    return ATTRIBUTE_TEXT;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static void name_add(struct html_state *s, char c)
{
    if (s->name_n + 1 < sizeof s->name)
        s->name[s->name_n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    s->name[s->name_n] = '\0';
}

static void name_start(struct html_state *s, enum html_place place)
{
    s->place = place;
    s->name_n = 0;
    s->name[0] = '\0';
}

static void tag_end(struct html_state *s)
{
    s->place = s->raw[0] != '\0' ? HTML_RAW : HTML_TEXT;
}

static void follow_tag_name(struct html_state *s, char c)
{
    if (c != '>' && !is_space(c)) {
        name_add(s, c);
        if (strcmp(s->name, "!--") == 0)
            s->place = HTML_COMMENT;
        return;
    }
    if (strcmp(s->name, "script") == 0 || strcmp(s->name, "style") == 0)
        memcpy(s->raw, s->name, strlen(s->name) + 1);
    s->place = HTML_TAG;
    if (c == '>')
        tag_end(s);
}

static void follow_tag(struct html_state *s, char c)
{
    if (c == '>') {
        tag_end(s);
    } else if (c == '=') {
        s->place = HTML_BEFORE_VALUE;
    } else if (!is_space(c) && c != '/') {
        name_start(s, HTML_ATTRIBUTE_NAME);
        name_add(s, c);
    }
}

static void follow_attribute_name(struct html_state *s, char c)
{
    if (c == '=')
        s->place = HTML_BEFORE_VALUE;
    else if (c == '>')
        tag_end(s);
    else if (is_space(c) || c == '/')
        s->place = HTML_TAG;
    else
        name_add(s, c);
}

static void follow_before_value(struct html_state *s, char c)
{
    if (is_space(c))
        return;
    if (c == '"' || c == '\'') {
        s->place = HTML_VALUE;
        s->quote = c;
        s->value_started = false;
        s->attribute = attribute_kind(s->name);
    } else if (c == '>') {
        tag_end(s);
    } else {
        s->place = HTML_UNQUOTED;
    }
}

static void follow_raw(struct html_state *s, const char *at, const char *end)
{
    size_t n = strlen(s->raw);
    if ((size_t)(end - at) > n + 1 && at[0] == '<' && at[1] == '/' && strncasecmp(at + 2, s->raw, n) == 0) {
        s->raw[0] = '\0';
        name_start(s, HTML_TAG_NAME);
    }
}

static void follow_one(struct html_state *s, const char *start, const char *at, const char *end)
{
    char c = *at;
    switch (s->place) {
    case HTML_TEXT:
        if (c == '<')
            name_start(s, HTML_TAG_NAME);
        break;
    case HTML_TAG_NAME: follow_tag_name(s, c); break;
    case HTML_TAG: follow_tag(s, c); break;
    case HTML_ATTRIBUTE_NAME: follow_attribute_name(s, c); break;
    case HTML_BEFORE_VALUE: follow_before_value(s, c); break;
    case HTML_VALUE:
        if (c == s->quote)
            s->place = HTML_TAG;
        else
            s->value_started = true;
        break;
    case HTML_UNQUOTED:
        if (c == '>')
            tag_end(s);
        else if (is_space(c))
            s->place = HTML_TAG;
        break;
    case HTML_RAW: follow_raw(s, at, end); break;
    case HTML_COMMENT:
        if (c == '>' && at - start >= 2 && at[-1] == '-' && at[-2] == '-')
            s->place = HTML_TEXT;
        break;
    }
}

void html_follow(struct html_state *s, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        follow_one(s, bytes, bytes + i, bytes + n);
}

bool html_same(const struct html_state *a, const struct html_state *b)
{
    enum html_place x = a->place, y = b->place;
    /* "<td" and "<td class=…" both take attributes next. */
    if (x == HTML_TAG_NAME || x == HTML_ATTRIBUTE_NAME)
        x = HTML_TAG;
    if (y == HTML_TAG_NAME || y == HTML_ATTRIBUTE_NAME)
        y = HTML_TAG;
    return x == y && strcmp(a->raw, b->raw) == 0 &&
           (x != HTML_VALUE || (a->quote == b->quote && a->attribute == b->attribute));
}
