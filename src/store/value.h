/* What is bound to a statement's ?1, ?2 …: a borrowed value, never copied.  The bytes behind text
 * and blob must live until the statement is finished. */
#ifndef MINGZE_STORE_VALUE_H
#define MINGZE_STORE_VALUE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum value_kind { VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT, VALUE_BLOB, VALUE__COUNT };

struct value {
    enum value_kind kind;
    size_t n;                    /* bytes of text or blob */
    union {
        int64_t integer;
        double real;
        const char *text;        /* UTF-8, n bytes */
        const void *blob;
    };
};

static inline struct value value_null(void) { return (struct value){.kind = VALUE_NULL}; }
static inline struct value value_int(int64_t i) { return (struct value){.kind = VALUE_INT, .integer = i}; }
static inline struct value value_real(double r) { return (struct value){.kind = VALUE_REAL, .real = r}; }

static inline struct value value_text_n(const char *s, size_t n)
{
    return s ? (struct value){.kind = VALUE_TEXT, .n = n, .text = s} : value_null();
}

/* NULL becomes SQL NULL. */
static inline struct value value_text(const char *s) { return value_text_n(s, s ? strlen(s) : 0); }

static inline struct value value_blob(const void *bytes, size_t n)
{
    return bytes ? (struct value){.kind = VALUE_BLOB, .n = n, .blob = bytes} : value_null();
}

#endif
