/* The log: one line an event to stderr, each place limited to 20 lines a second.
 * Library code never logs; doors do.  Lines carry no personal data. */
#ifndef MINGZE_BASE_LOG_H
#define MINGZE_BASE_LOG_H

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

void log_limit(enum log_level highest);              /* default LOG_INFO */
#define log_error(...) log_at(LOG_ERROR, __FILE__, __LINE__, __VA_ARGS__)
#define log_warning(...) log_at(LOG_WARNING, __FILE__, __LINE__, __VA_ARGS__)
#define log_info(...) log_at(LOG_INFO, __FILE__, __LINE__, __VA_ARGS__)
#define log_debug(...) log_at(LOG_DEBUG, __FILE__, __LINE__, __VA_ARGS__)
void log_at(enum log_level, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
