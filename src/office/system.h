/* The running system: data folder, lane, settings, sessions. */
#ifndef MINGZE_OFFICE_SYSTEM_H
#define MINGZE_OFFICE_SYSTEM_H

#include <stdbool.h>
#include <stdint.h>
#include "model/model.h"

struct folder;
struct lane;
struct db;
struct sessions;
struct settings;

struct system {
    struct folder *folder;
    struct lane *lane;               /* NULL when opened for reading only */
    struct db *reader;               /* for commands; workers open their own */
    const char *path;
    struct sessions *sessions;
    struct settings *settings;
};

enum system_mode { SYSTEM_READ, SYSTEM_WRITE };

/* Opens the data folder: migrates (WRITE), loads names and settings.  Outcomes: NOT_FOUND (not initialised: says
 * `mingze init`), CONFLICT (another process holds it), INVALID (a newer version wrote it). */
int system_open(const char *path, enum system_mode, struct system **ret);
void system_close(struct system *);

/* Runs a change in the lane and waits: for commands and jobs. */
int system_write(struct system *, int (*run)(struct change *, void *), void *context, const char *door);

#endif
