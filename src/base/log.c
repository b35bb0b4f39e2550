#include "base/log.h"

#include "base/civil.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define LINES_A_SECOND 20
#define PLACES 256             /* places that share a slot share its limit */

static const char *const names[] = {
    [LOG_ERROR] = "error", [LOG_WARNING] = "warning", [LOG_INFO] = "info", [LOG_DEBUG] = "debug",
};

static struct place {
    int64_t second;
    unsigned lines;
} places[PLACES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int highest = LOG_INFO;

void log_limit(enum log_level level)
{
    atomic_store(&highest, (int)level);
}

/* Counts a line of this place in this second; *ret_left_out is how many the second before it
 * with lines had to leave out. */
static bool may_log(const char *file, int line, int64_t second, unsigned *ret_left_out)
{
    struct place *place = &places[((uintptr_t)file / 8 + (unsigned)line * 31u) % PLACES];
    *ret_left_out = 0;
    pthread_mutex_lock(&lock);
    if (place->second != second) {
        if (place->lines > LINES_A_SECOND)
            *ret_left_out = place->lines - LINES_A_SECOND;
        *place = (struct place){.second = second};
    }
    bool may = place->lines++ < LINES_A_SECOND;
    pthread_mutex_unlock(&lock);
    return may;
}

void log_at(enum log_level level, const char *file, int line, const char *format, ...)
{
    if ((int)level > atomic_load(&highest))
        return;
    int64_t now_ms = clock_now_ms();
    unsigned left_out;
    if (!may_log(file, line, now_ms / 1000, &left_out))
        return;

    char text[1024], moment[MOMENT_TEXT];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (char *p = text; *p; p++) {
        if ((unsigned char)*p < ' ')
            *p = ' ';      /* one line an event, whatever a visitor sent */
    }

    const char *inside = strstr(file, "src/");
    flockfile(stderr);
    if (left_out)
        fprintf(stderr, "%s %s %s:%d (%u lines left out)\n", moment_print(now_ms, moment), names[level],
                inside ? inside : file, line, left_out);
    fprintf(stderr, "%s %s %s:%d %s\n", moment_print(now_ms, moment), names[level], inside ? inside : file, line,
            text);
    funlockfile(stderr);
}
