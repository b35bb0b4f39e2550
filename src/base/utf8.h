/* UTF-8 as RFC 3629 has it: no surrogates, no overlong forms, up to U+10FFFF.
 * Inside Mingze all text is valid UTF-8; doors check with utf8_valid or decode
 * with text_decode. */
#ifndef MINGZE_BASE_UTF8_H
#define MINGZE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool utf8_valid(const char *s, size_t n);
/* The code point at *p, moving *p behind it; 0 at the end (NUL), U+FFFD and one byte for a bad one. */
uint32_t utf8_next(const char **p);
size_t utf8_put(uint32_t code_point, char out[4]);
size_t utf8_length(const char *s);                            /* code points */
size_t utf8_length_n(const char *s, size_t bytes);
/* Pointer to the `n`th code point of s, or to its end. */
const char *utf8_at(const char *s, size_t n);
/* True for CJK ideographs of every block, extension B and later too (生僻字). */
bool utf8_is_han(uint32_t code_point);

#endif
