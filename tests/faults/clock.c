/* Preloaded into the program by suites that need a certain morning: the wall clock is MINGZE_CLOCK_SHIFT seconds off, the
 * monotonic one is not. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t which, struct timespec *ret)
{
    static int (*real)(clockid_t, struct timespec *);
    const char *shift = getenv("MINGZE_CLOCK_SHIFT");
    if (!real)
        real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int e = real(which, ret);
    if (which == CLOCK_REALTIME && shift)
        ret->tv_sec += atol(shift);
    return e;
}
