/* The running system: data folder, lane, settings, sessions. */
#ifndef MINGZE_OFFICE_SYSTEM_H
#define MINGZE_OFFICE_SYSTEM_H

#include <stdbool.h>
#include <stdint.h>
#include "base/base.h"
#include "model/model.h"

struct folder;
struct lane;
struct db;
struct sessions;
struct settings;

/* NEW_KEY is WRITE for a folder whose key is lost: it gets another, and what was locked with the old one is forgotten. */
enum system_mode { SYSTEM_READ, SYSTEM_WRITE, SYSTEM_CREATE, SYSTEM_NEW_KEY };

struct system {
    enum system_mode mode;
    struct folder *folder;
    struct lane *lane;               /* NULL when opened for reading only */
    struct db *reader;               /* for commands; workers open their own */
    const char *path;
    struct secret_key key;           /* what sensitive fields are locked with; every connection of the system has it */
    bool keyed;                      /* false only when opened for reading and the key file is not there */
    struct sessions *sessions;
    struct settings *settings;
};

/* Opens the data folder: makes it (CREATE), migrates (WRITE, CREATE), loads names and settings.  Outcomes: NOT_FOUND (not
 * initialised: says `mingze init`), UNAVAILABLE (another process holds it), UNSUPPORTED (a newer version wrote it), INVALID (its key is
 * missing or another's). */
int system_open(const char *path, enum system_mode, struct system **ret);
void system_close(struct system *);

/* Runs a change in the lane and waits: for commands and jobs. */
int system_write(struct system *, int (*run)(struct change *, void *), void *context, const char *door);
/* An account with a role at a unit (person 0: none; role NULL: none yet), for init, demonstrations and commands. */
int account_open(struct change *, const char *login, const char *name, int64_t person, const char *role, int64_t unit,
                 int64_t *ret);
/* A reading connection of the caller's own (web workers). */
int system_reader(const struct system *, struct db **ret);
/* Where the bytes of a stored file lie, for ANSWER_FILE. */
const char *system_file_path(const struct system *, struct arena *, const char *digest);

/* A setting's value, from memory ("session_idle_minutes"); its default when it was never changed. */
int64_t setting_int(const struct system *, const char *name);
const char *setting_text(const struct system *, struct arena *, const char *name);
/* The same as the database has it now: for what runs in the lane and has no system at hand. */
int setting_now(struct arena *, struct db *, const char *name, char **ret);

/* What `mingze serve` opens, in this order, and closes in the other: main hands in web's and cli's.  The options of
 * the serve row (listen, proxy) are asked with command_option.  `close` finishes what runs and waits for it. */
struct command_call;
struct door {
    const char *name;
    int (*open)(struct system *, const struct command_call *, void **ret_state);
    void (*close)(void *state);
};
void system_doors_set(const struct door *const *, int n);

#endif
