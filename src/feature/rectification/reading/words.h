/* Looking for words in folded text. */
#ifndef MINGZE_RECTIFICATION_WORDS_H
#define MINGZE_RECTIFICATION_WORDS_H

#include "feature/rectification/reading/source_text.h"

#define NOWHERE ((size_t)-1)

/* A list of words ends with NULL; words are written as U"…" in simplified characters. */
typedef const uint32_t *const *word_list;
#define WORD_LIST(name, ...) static const uint32_t *const name[] = { __VA_ARGS__, NULL }
/* The same in an expression; built once, not at each call. */
#define WORDS(...) (__extension__ ({ WORD_LIST(words_, __VA_ARGS__); (word_list)words_; }))

static inline bool passage_empty(struct passage p) { return p.from >= p.to; }
static inline size_t passage_length(struct passage p) { return p.from < p.to ? p.to - p.from : 0; }

size_t word_length(const uint32_t *word);
/* Length of the word when it stands at `at` (before `end`), else 0. */
size_t word_at(const struct source_text *, size_t at, size_t end, const uint32_t *word);
/* Length of the longest word of the list that stands at `at`, else 0. */
size_t words_at(const struct source_text *, size_t at, size_t end, word_list);
size_t word_find(const struct source_text *, struct passage, const uint32_t *word);
size_t word_find_last(const struct source_text *, struct passage, const uint32_t *word);
bool words_in(const struct source_text *, struct passage, word_list);
bool word_ends(const struct source_text *, struct passage, const uint32_t *word);
bool words_end(const struct source_text *, struct passage, word_list);

bool glyph_is(const struct source_text *, size_t at, size_t end, uint32_t c);
bool glyph_digit(uint32_t c);
bool glyph_stop(uint32_t c);     /* 。；！？ */
bool glyph_mark(uint32_t c);     /* any punctuation or space */

/* The same words, whatever their characters' form. */
bool passage_same(const struct source_text *, struct passage, struct passage);
/* Without spaces and punctuation at both ends (closing quotes and brackets stay). */
struct passage passage_trim(const struct source_text *, struct passage);
/* The passage up to the first `stop` that is outside quotes and brackets (or its end); `*ret_next` is behind it. */
struct passage passage_until(const struct source_text *, struct passage, const uint32_t *stops, size_t *ret_next);
/* First of `marks` outside quotes and brackets, or NOWHERE. */
size_t passage_find_mark(const struct source_text *, struct passage, const uint32_t *marks);
/* Number of `marks` outside quotes and brackets. */
size_t passage_count_marks(const struct source_text *, struct passage, const uint32_t *marks);

#endif
