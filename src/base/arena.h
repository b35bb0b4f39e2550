/* Memory by lifetime: everything allocated for one request, one document or one
 * command is freed at once with its arena.
 *
 * Each arena has a ceiling, given at birth.  A ceiling is a backstop above the
 * limits that doors and parsers check themselves: reaching it, like running out
 * of memory, ends the process with a message (the store survives that by design;
 * docs/decisions/0002).  So no caller tests for NULL. */
#ifndef MINGZE_BASE_ARENA_H
#define MINGZE_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_create(size_t ceiling_bytes);
void arena_destroy(struct arena *);        /* NULL is fine */
void arena_destroy_p(struct arena **);     /* for _cleanup_ */
void arena_reset(struct arena *);          /* keeps the first block; poisons the rest under ASan */
size_t arena_used(const struct arena *);

void *arena_alloc(struct arena *, size_t bytes);   /* zeroed, aligned for any type */
void *arena_raw(struct arena *, size_t bytes);    /* the same with whatever is in it, for who writes all of it at once */
void *arena_alloc_array(struct arena *, size_t n, size_t size);    /* a product that overflows is over the ceiling */
char *arena_strdup(struct arena *, const char *);
char *arena_strndup(struct arena *, const char *, size_t bytes);
char *arena_printf(struct arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *, const char *format, va_list) __attribute__((format(printf, 2, 0)));

/* Makes old_bytes at `old` (NULL when 0) into new_bytes, in place when nothing was allocated since;
 * what is new is zeroed. */
void *arena_grow(struct arena *, void *old, size_t old_bytes, size_t new_bytes);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, n) ((type *)arena_alloc_array((arena), (size_t)(n), sizeof(type)))

/* Growing array in an arena: items, n, capacity are the caller's three fields;
 * doubles when full.  `*arena_push(a, &v->items, &v->n, &v->cap) = x;` */
#define arena_push(arena, items, n, cap) \
    ((__typeof__(*(items)))arena_push_((arena), (void **)(items), (n), (cap), sizeof(**(items))))
void *arena_push_(struct arena *, void **items, size_t *n, size_t *cap, size_t size);

#endif
