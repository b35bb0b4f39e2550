/* Any bytes as the two files of `mingze check`, units and activities with a byte 0x1E between: either faults, or all lines of each unit
 * with six cells and a state. */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "feature/life/compliance/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int file_make(const uint8_t *data, size_t size, char path[64])
{
    int fd = memfd_create("table", MFD_CLOEXEC);
    assert(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    snprintf(path, 64, "/proc/self/fd/%d", fd);
    return fd;
}

static void lines_check(char *text, size_t units)
{
    size_t lines = 0;
    char *rest = text;
    for (char *line = strsep(&rest, "\n"); rest; line = strsep(&rest, "\n"), lines++) {
        int tabs = 0;
        for (const char *p = line; *p; p++)
            tabs += *p == '\t';
        assert(tabs == 5);
    }
    assert(lines >= 1 + units * (4 + 12 + 12 + 4 + 12 + 1 + 1 + 4));      /* the rules of 国企 and 高校 come on top */
}

static void check_all(struct arena *arena, const struct check_units *units, struct date asof)
{
    char *text;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    const struct check *check = check_start(arena, rulebook(), asof);
    struct check_print print = {.out = out, .form = CHECK_TSV};
    check_print_start(&print);
    for (size_t i = 0; i < units->n; i++)
        assert(check_unit(check, &units->items[i], check_print_line, &print) == DONE);
    check_print_end(&print);
    fclose(out);
    lines_check(text, units->n);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create((size_t)256 << 20);
    const uint8_t *between = size ? memchr(data, 0x1E, size) : NULL;
    size_t first = between ? (size_t)(between - data) : size;
    char units_path[64], activities_path[64], *said;
    size_t said_n;
    FILE *err = open_memstream(&said, &said_n);
    int a = file_make(data, first, units_path), b = file_make(between ? between + 1 : data, between ? size - first - 1 : 0, activities_path);
    struct date asof = {2026 + (int)(size % 3), 2, 28};
    struct check_units units;
    if (check_units_read(arena, units_path, err, &units) == DONE &&
        check_activities_read(arena, activities_path, asof, err, &units) == DONE)
        check_all(arena, &units, asof);
    close(a);
    close(b);
    fclose(err);
    free(said);
    return 0;
}
