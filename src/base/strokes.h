/* Names in the order of strokes (姓氏笔画), as lists of candidates and ballots have them (DOMAIN §1.4, V-09).
 *
 * By the number of strokes of the surname's first character, then stroke by stroke 横竖撇点折 (提 is 横, 捺 is 点, every hook
 * and turn 折), then by the next character.  Of one surname a given name of one character stands before those of more, as the
 * lists of Party congresses have it.  How characters are written is embedded at build (tools/strokes, from the package
 * rime-data-stroke); 75,000 of them, in the mainland's form where it differs. */
#ifndef MINGZE_BASE_STROKES_H
#define MINGZE_BASE_STROKES_H

#include <stdbool.h>
#include <stdint.h>

enum stroke { STROKE_ACROSS = 1, STROKE_DOWN, STROKE_LEFT, STROKE_DOT, STROKE_FOLD };   /* 横竖撇点折 */
enum { STROKES_MAX = 80 };

/* How a character is written: how many strokes, 0 when that is not known, and which. */
int strokes_of(uint32_t c, uint8_t out[STROKES_MAX]);
/* < 0, 0, > 0; 0 also for different names that are written alike.  A character that is not known stands behind all others. */
int strokes_compare(const char *name, const char *other);
/* Is every character known?  White space and the dot inside a name do not count. */
bool strokes_known(const char *name);

#endif
