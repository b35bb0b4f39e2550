/* Text on its way into XML: XML 1.0 cannot hold control characters, not even escaped. */
#ifndef MINGZE_DOCUMENT_XML_TEXT_H
#define MINGZE_DOCUMENT_XML_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;

/* True when s is valid UTF-8 and XML may hold every character of it.  `*ret_units` is its
 * length in UTF-16 units, as office programs count. */
bool xml_text_clean(const char *s, size_t *ret_units);
/* s without what XML may not hold; a line break of any kind is \n. */
char *xml_text_cleaned(struct arena *, const char *s);
/* Adds s, already clean, with & < > " escaped. */
void xml_text_escape(struct buffer *, const char *s);

#endif
