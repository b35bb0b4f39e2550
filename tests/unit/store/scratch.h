/* A folder of its own for each test program, gone when it ends. */
#ifndef MINGZE_TESTS_SCRATCH_H
#define MINGZE_TESTS_SCRATCH_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"

static char scratch_root[64];

static int scratch_remove(const char *path, const struct stat *st, int type, struct FTW *at)
{
    return remove(path);
}

static void scratch_end(void)
{
    nftw(scratch_root, scratch_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* The path of `name` inside it; good until the fourth call from now. */
__attribute__((unused)) static const char *scratch(const char *name)
{
    static char paths[4][256];
    static unsigned turn;
    if (!*scratch_root) {
        snprintf(scratch_root, sizeof scratch_root, "%s/mingze-XXXXXX", check_place());
        if (!mkdtemp(scratch_root))
            abort();
        atexit(scratch_end);
    }
    char *path = paths[turn++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", scratch_root, name);
    return path;
}

#endif
