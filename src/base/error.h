/* Outcomes and errors.
 *
 * int f(...): 0 is success, > 0 an outcome that the function documents and its
 * caller handles, < 0 fatal and forwarded untouched.  The message is set once,
 * at the origin, and logged once, at the door.  A message that a user can meet
 * is in Chinese and says what to do. */
#ifndef MINGZE_BASE_ERROR_H
#define MINGZE_BASE_ERROR_H

enum outcome {
    FATAL = -1,   /* this process (or this file) cannot go on */
    DONE = 0,
    NOT_FOUND,    /* also for what the asker may not know to exist */
    DENIED,
    INVALID,      /* the input is wrong; the message says where and what to do */
    CONFLICT,     /* somebody else changed it first */
    TOO_LARGE,
    UNSUPPORTED,
    UNAVAILABLE,  /* later, not now: shutting down, disk full, locked */
    UNKNOWN,      /* a commit whose fate cannot be told: 结果未知 */
};

/* Sets this thread's message and place, and gives back `outcome`, so that
 * `return fail(INVALID, "…");` is the whole error path. */
#define fail(outcome, ...) fail_at((outcome), __FILE__, __LINE__, __VA_ARGS__)
int fail_at(int outcome, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* This thread's last message (never NULL; "" when none) and place "file:line". */
const char *error_message(void);
const char *error_place(void);
void error_clear(void);

/* Writes the message to stderr and ends the process: for memory, chance and data of the
 * installation, where going on would be worse.  The store survives this by design. */
void die(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* The only macro that returns: forwards anything but success. */
#define TRY(e) do { int try_ = (e); if (try_ != DONE) return try_; } while (0)

/* Releases at the end of the scope: `_cleanup_(free_p)`. */
#define _cleanup_(f) __attribute__((cleanup(f)))
#define _must_use_ __attribute__((warn_unused_result))

#endif
