/* The door for people at a terminal: `mingze COMMAND …`.
 *
 * Commands are rows (office/command.h); here they are found, their words parsed, their data folder opened, and
 * their exit status given back: 0 done, 1 could not, 2 wrong use.
 *
 *     NO_DATA   run ─────────────────────────────────────────────► status
 *     READS     open read-only, beside a server ─► run ──────────► status
 *     WRITES    a server runs? ─ yes ─► socket: words, stdin/out/err ─► its thread runs the same row ─► status
 *                              └ no ──► take the lock, open ─► run ─► status */
#ifndef MINGZE_CLI_H
#define MINGZE_CLI_H

struct door;

/* After office_setup and system_doors_set. */
int cli_main(int argc, char **argv);

/* The server's end of the socket in the data folder; only the owner of the folder and root are heard. */
extern const struct door cli_door;

#endif
