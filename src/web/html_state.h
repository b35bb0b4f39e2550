/* Where in an HTML text a place is: just enough of a tokenizer to say which
 * template values escaping makes safe there. */
#ifndef MINGZE_WEB_HTML_STATE_H
#define MINGZE_WEB_HTML_STATE_H

#include <stdbool.h>
#include <stddef.h>

enum html_place {
    HTML_TEXT,
    HTML_TAG_NAME,         /* between "<" and the end of the name */
    HTML_TAG,              /* between attributes */
    HTML_ATTRIBUTE_NAME,
    HTML_BEFORE_VALUE,     /* after "=" */
    HTML_VALUE,            /* inside a quoted attribute value */
    HTML_UNQUOTED,
    HTML_RAW,              /* inside <script> or <style> */
    HTML_COMMENT,
};

enum html_attribute { ATTRIBUTE_TEXT, ATTRIBUTE_ADDRESS, ATTRIBUTE_CODE };

struct html_state {
    enum html_place place;
    char quote;                    /* HTML_VALUE */
    bool value_started;            /* HTML_VALUE: something stands before this place in the value */
    enum html_attribute attribute; /* HTML_VALUE: what kind of attribute it is */
    char name[24];                 /* tag or attribute being read, lower case, cut */
    size_t name_n;
    char raw[8];                   /* the element that HTML_RAW waits to end; else "" */
};

void html_follow(struct html_state *, const char *bytes, size_t n);
bool html_same(const struct html_state *, const struct html_state *);

#endif
