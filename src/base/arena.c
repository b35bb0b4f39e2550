/* Blocks in a chain, newest first; an allocation is a step inside the newest.
 * The first block is kept by a reset, so that a worker's arena costs nothing
 * per request.  Large blocks come from the kernel, which gives them zeroed: they are not zeroed again, and what is
 * never used is never touched.  Under ASan every byte that is not handed out is poisoned. */
#include "base/arena.h"

#include "base/error.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined __SANITIZE_ADDRESS__
#define POISONING 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define POISONING 1
#endif
#endif

#ifdef POISONING
#include <sanitizer/asan_interface.h>
#define RED_ZONE 16
#define MAPPING 0                /* the leak checker does not look for pointers in mapped memory */
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)0)
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)0)
#define RED_ZONE 0
#define MAPPING 1
#endif

#define ALIGNMENT alignof(max_align_t)
#define FIRST_BLOCK ((size_t)64 << 10)   /* creating a record took a second block of 16 */
#define LARGEST_STEP ((size_t)4 << 20)
enum { FORMATTED = 128 };

struct block {
    struct block *before;
    size_t size, used;
    bool mapped;                 /* by itself, all zero behind `used`: only the first block is ever used again */
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct block *newest;
    size_t ceiling, reserved, handed;
};

static size_t align(size_t n)
{
    return (n + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

/* A huge page saves 512 faults; where there are none, nothing is lost. */
static struct block *block_map(size_t size)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    (void)madvise(p, size, MADV_HUGEPAGE);
    return p;
}

static struct block *block_create(size_t size)
{
    bool mapped = MAPPING && size >= LARGEST_STEP;
    struct block *block = mapped ? block_map(sizeof *block + size) : malloc(sizeof *block + size);
    if (!block)
        die("内存不足：无法再分配 %zu 字节", size);
    *block = (struct block){.size = size, .mapped = mapped};
    ASAN_POISON_MEMORY_REGION(block->bytes, size);
    return block;
}

static void block_free(struct block *block)
{
    ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->size);
    if (block->mapped)
        munmap(block, sizeof *block + block->size);
    else
        free(block);
}

struct arena *arena_create(size_t ceiling_bytes)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        die("内存不足");
    arena->ceiling = ceiling_bytes;
    return arena;
}

void arena_destroy(struct arena *arena)
{
    if (!arena)
        return;
    for (struct block *block = arena->newest, *before; block; block = before) {
        before = block->before;
        block_free(block);
    }
    free(arena);
}

void arena_destroy_p(struct arena **arena)
{
    arena_destroy(*arena);
}

void arena_reset(struct arena *arena)
{
    while (arena->newest && arena->newest->before) {
        struct block *block = arena->newest;
        arena->newest = block->before;
        arena->reserved -= block->size;
        block_free(block);
    }
    if (arena->newest) {
        if (arena->newest->mapped)
            memset(arena->newest->bytes, 0, arena->newest->used);
        arena->newest->used = 0;
        ASAN_POISON_MEMORY_REGION(arena->newest->bytes, arena->newest->size);
    }
    arena->handed = 0;
}

size_t arena_used(const struct arena *arena)
{
    return arena->handed;
}

/* A block that has room for `bytes`; the steps double, up to LARGEST_STEP and the ceiling. */
static void add_block(struct arena *arena, size_t bytes)
{
    size_t left = arena->ceiling - arena->reserved;
    if (bytes > left)
        die("一次处理所用内存超过上限 %zu 字节", arena->ceiling);
    size_t size = arena->reserved < FIRST_BLOCK ? FIRST_BLOCK : arena->reserved;
    if (size > LARGEST_STEP)
        size = LARGEST_STEP;
    if (size > left)
        size = left;
    if (size < bytes)
        size = bytes;
    struct block *block = block_create(size);
    block->before = arena->newest;
    arena->newest = block;
    arena->reserved += size;
}

static struct block *block_with_room(struct arena *arena, size_t step)
{
    struct block *block = arena->newest;
    if (!block || block->size - block->used < step) {
        add_block(arena, step);
        block = arena->newest;
    }
    return block;
}

void *arena_raw(struct arena *arena, size_t bytes)
{
    if (bytes > arena->ceiling)
        die("一次处理所用内存超过上限 %zu 字节", arena->ceiling);
    size_t step = align(bytes + RED_ZONE);
    struct block *block = block_with_room(arena, step);
    char *p = block->bytes + block->used;
    block->used += step;
    arena->handed += bytes;
    ASAN_UNPOISON_MEMORY_REGION(p, bytes);
    return p;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
    void *p = arena_raw(arena, bytes);
    return arena->newest->mapped ? p : memset(p, 0, bytes);
}

void *arena_alloc_array(struct arena *arena, size_t n, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes))
        bytes = SIZE_MAX;
    return arena_alloc(arena, bytes);
}

void *arena_grow(struct arena *arena, void *old, size_t old_bytes, size_t new_bytes)
{
    struct block *block = arena->newest;
    size_t step = align(old_bytes + RED_ZONE);
    if (old && new_bytes >= old_bytes && new_bytes <= arena->ceiling &&
        (char *)old + step == block->bytes + block->used &&
        align(new_bytes + RED_ZONE) - step <= block->size - block->used) {
        block->used += align(new_bytes + RED_ZONE) - step;
        arena->handed += new_bytes - old_bytes;
        ASAN_UNPOISON_MEMORY_REGION(old, new_bytes);
        if (!block->mapped)
            memset((char *)old + old_bytes, 0, new_bytes - old_bytes);
        return old;
    }
    void *new = arena_alloc(arena, new_bytes);
    if (old)
        memcpy(new, old, old_bytes < new_bytes ? old_bytes : new_bytes);
    return new;
}

char *arena_strndup(struct arena *arena, const char *s, size_t bytes)
{
    char *copy = arena_raw(arena, bytes + 1);
    memcpy(copy, s, bytes);
    copy[bytes] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *s)
{
    return arena_strndup(arena, s, strlen(s));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
    char few[FORMATTED];         /* most are short: formatted once */
    va_list again;
    va_copy(again, arguments);
    int n = vsnprintf(few, sizeof few, format, arguments);
    if (n < 0)
        die("无法按格式输出：%s", format);
    char *s = arena_raw(arena, (size_t)n + 1);
    if ((size_t)n < sizeof few)
        memcpy(s, few, (size_t)n + 1);
    else
        vsnprintf(s, (size_t)n + 1, format, again);
    va_end(again);
    return s;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *s = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return s;
}

void *arena_push_(struct arena *arena, void **items, size_t *n, size_t *cap, size_t size)
{
    if (*n == *cap) {
        size_t more = *cap ? *cap * 2 : 8;
        if (more > SIZE_MAX / size)
            die("一次处理所用内存超过上限 %zu 字节", arena->ceiling);
        *items = arena_grow(arena, *items, *cap * size, more * size);
        *cap = more;
    }
    return (char *)*items + (*n)++ * size;
}
