/* Text at the doors and in the search: decoding, folding, bigrams. */
#ifndef MINGZE_BASE_TEXT_H
#define MINGZE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct arena;

/* Bytes of unknown encoding to UTF-8: BOMs, then UTF-8 when valid, UTF-16 without BOM
 * when its shape says so, else GB18030-2005.  `*ret_encoding` names what was taken ("UTF-8",
 * "GB18030", "UTF-16LE", "UTF-16BE").  INVALID when none fits: the message names the first bad byte. */
int text_decode(struct arena *, const char *bytes, size_t n, char **ret_text, const char **ret_encoding);

/* For search and comparison: NFKC, lower case, traditional to simplified (OpenCC t2s),
 * white space runs to one space, trimmed.  OpenCC's data is loaded at first use. */
char *text_fold(struct arena *, const char *s);
/* Traditional to simplified only, code point for code point where OpenCC keeps the length. */
char *text_simplify(struct arena *, const char *s);
/* Search tokens of a folded text: for "党支部" → "党 党支 支 支部 部": single characters and
 * character bigrams, so that words of one character and more are found alike; Latin and digit runs whole. */
char *text_tokens(struct arena *, const char *folded);
/* Key that sorts Chinese by pinyin (ICU zh collation). */
char *text_pinyin_key(struct arena *, const char *s);

char *text_trim(struct arena *, const char *s);               /* Unicode white space, both ends */
bool text_starts(const char *s, const char *prefix);
bool text_ends(const char *s, const char *suffix);
bool text_equal(const char *a, const char *b);                /* NULL equals NULL only */
/* A JSON string, quoted and escaped, straight into a file (RFC 8259); UTF-8 as it is. */
void text_print_json(FILE *, const char *s);
char *text_replace(struct arena *, const char *s, const char *from, const char *to);

#endif
