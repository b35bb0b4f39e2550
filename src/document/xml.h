/* Private to document/: XML of a part, read as a stream by expat within bounds.
 *
 * A document type declaration is refused, so no entity can grow; depth and the size of a tag
 * are bounded.  Names come as a known namespace and a local name: producers are free in their prefixes. */
#ifndef MINGZE_DOCUMENT_XML_H
#define MINGZE_DOCUMENT_XML_H

#include <stdbool.h>
#include <stddef.h>

#define XML_DEPTH_MAX 256
#define XML_TAG_MAX (1u << 20)

struct package;

enum xml_space {
    SPACE_OTHER,
    SPACE_WORD,
    SPACE_SHEET,
    SPACE_RELATIONSHIPS,
    SPACE_COMPATIBILITY,
    SPACE_MATH,
};

/* Any of them may be NULL; an outcome other than DONE ends the reading and is handed on. */
struct xml_handler {
    int (*start)(void *context, enum xml_space, const char *name, const char **attributes);
    int (*end)(void *context, enum xml_space, const char *name);
    int (*text)(void *context, const char *text, size_t n);
};

/* NOT_FOUND when there is no such part; INVALID when it is not well-formed or out of bounds. */
int xml_read(struct package *, const char *part, const struct xml_handler *, void *context);

/* An attribute by its local name, NULL when it is not there. */
const char *xml_attribute(const char **attributes, const char *name);
/* As a number; `otherwise` when it is not there or is none. */
int xml_number(const char **attributes, const char *name, int otherwise);
/* An on/off value (ST_OnOff): on when `name` is not there. */
bool xml_on(const char **attributes, const char *name);

/* Names to numbers, by tables sorted by name. */
struct xml_name {
    const char *name;
    int element;
};
int xml_element(const struct xml_name *sorted, size_t n, const char *name);   /* 0 when not in it */

#endif
