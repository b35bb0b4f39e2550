/* Unit tests in TAP: a test is a function, its checks stop at the first that fails.
 *
 *     static void dates_order(void) { CHECK_INT(date_compare(a, b), -1); }
 *     TESTS({"dates order as their text", dates_order}, …)
 *
 * One program a source file; TESTS(…) is its main.  An argument runs only the
 * tests whose name contains it. */
#ifndef MINGZE_TESTS_CHECK_H
#define MINGZE_TESTS_CHECK_H

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct check_test {
    const char *name;
    void (*run)(void);
};

static jmp_buf check_failed;

#define CHECK(condition) \
    do { \
        if (!(condition)) \
            check_fail(__FILE__, __LINE__, "%s", #condition); \
    } while (0)
#define CHECK_INT(got, wanted) check_int((got), (wanted), __FILE__, __LINE__, #got)
#define CHECK_TEXT(got, wanted) check_text((got), (wanted), __FILE__, __LINE__, #got)
/* The outcome of a call, with the thread's message when it is another one (include base/error.h). */
#define CHECK_OUTCOME(call, wanted) \
    do { \
        int got_ = (call); \
        if (got_ != (wanted)) \
            check_fail(__FILE__, __LINE__, "%s: got %d, wanted %d (%s)", #call, got_, (wanted), error_message()); \
    } while (0)
#define CHECK_DONE(call) CHECK_OUTCOME(call, DONE)

__attribute__((noreturn, format(printf, 3, 4), unused)) static void check_fail(const char *file, int line,
                                                                               const char *format, ...)
{
    va_list arguments;
    printf("# %s:%d: ", file, line);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    longjmp(check_failed, 1);
}

__attribute__((unused)) static void check_int(int64_t got, int64_t wanted, const char *file, int line,
                                              const char *what)
{
    if (got != wanted)
        check_fail(file, line, "%s: got %" PRId64 ", wanted %" PRId64, what, got, wanted);
}

/* On one line: what follows a line break would not be a comment to a TAP reader. */
__attribute__((unused)) static void check_print(const char *label, const char *s)
{
    printf("# %s ", label);
    for (; s && *s; s++) {
        if ((unsigned char)*s < ' ')
            printf("\\x%02x", (unsigned)*s);
        else
            putchar(*s);
    }
    puts(s ? "" : "(NULL)");
}

__attribute__((unused)) static void check_text(const char *got, const char *wanted, const char *file, int line,
                                               const char *what)
{
    if (got == wanted || (got && wanted && strcmp(got, wanted) == 0))
        return;
    check_print("   got", got);
    check_print("wanted", wanted);
    check_fail(file, line, "%s differs", what);
}

/* Where a test makes its folders: in memory where the machine has such a place. Hardly any test is about the disk, and there
 * each commit would wait for it. */
__attribute__((unused)) static const char *check_place(void)
{
    return access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
}

static int check_run(const struct check_test *tests, size_t n, const char *only)
{
    volatile size_t failed = 0;
    volatile size_t i;
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("1..%zu\n", n);
    for (i = 0; i < n; i++) {
        if (only && !strstr(tests[i].name, only)) {
            printf("ok %zu - %s # SKIP not asked for\n", i + 1, tests[i].name);
        } else if (setjmp(check_failed)) {
            failed++;
            printf("not ok %zu - %s\n", i + 1, tests[i].name);
        } else {
            tests[i].run();
            printf("ok %zu - %s\n", i + 1, tests[i].name);
        }
    }
    if (failed)
        _exit(EXIT_FAILURE);      /* a test that was left has not freed: no leak report beside its failure */
    return EXIT_SUCCESS;
}

#define TESTS(...) \
    int main(int argc, char **argv) \
    { \
        static const struct check_test tests[] = {__VA_ARGS__}; \
        return check_run(tests, sizeof tests / sizeof *tests, argc > 1 ? argv[1] : NULL); \
    }

#endif
