/* One character of the document to the character that the patterns of this folder are written in. */
#ifndef MINGZE_RECTIFICATION_FOLD_H
#define MINGZE_RECTIFICATION_FOLD_H

#include <stdbool.h>
#include <stdint.h>

/* True for some frequent characters that only traditional text has: their presence says that the
 * document needs the table below. */
bool fold_telltale(uint32_t c);
/* Traditional to simplified for U+4E00…U+9FFF, made once by OpenCC; index c - 0x4E00. */
const uint16_t *fold_simplified(void);
/* Simplified (when the table is given), full-width punctuation, ASCII digits and letters, one kind of space. */
uint32_t fold_glyph(const uint16_t *simplified, uint32_t c);
bool fold_invisible(uint32_t c);
bool fold_space(uint32_t c);
/* True when the n letters (tone marks allowed) are one syllable of pinyin. */
bool fold_pinyin(const uint32_t *letters, int n);

#endif
