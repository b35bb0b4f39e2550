#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MESSAGE_LIMIT 1024

static _Thread_local char message[MESSAGE_LIMIT];
static _Thread_local char place[128];

/* Cuts behind the last whole character when a text was too long for its buffer. */
static void cut_whole(char *s, size_t size)
{
    size_t n = size - 1;
    while (n > 0 && (s[n] & 0xC0) == 0x80)
        n--;
    s[n] = '\0';
}

int fail_at(int outcome, const char *file, int line, const char *format, ...)
{
    char text[MESSAGE_LIMIT];      /* the arguments may hold error_message() itself */
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (n >= (int)sizeof text) {
        text[sizeof text - 1] = '\x80';
        cut_whole(text, sizeof text);
    }
    memcpy(message, text, strlen(text) + 1);

    const char *inside = strstr(file, "src/");
    snprintf(place, sizeof place, "%s:%d", inside ? inside : file, line);
    return outcome;
}

const char *error_message(void)
{
    return message;
}

const char *error_place(void)
{
    return place;
}

void error_clear(void)
{
    message[0] = place[0] = '\0';
}

void die(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("mingze: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    abort();
}
