/* What goes over the socket in the data folder.
 *
 *     client ─► 4 bytes length, JSON {"words":[…],"terminal":…}; with the first byte: stdin, stdout, stderr
 *     server ─► 4 bytes exit status
 *
 * Numbers are big-endian; a request is at most WIRE_BYTES_MAX. */
#ifndef MINGZE_CLI_WIRE_H
#define MINGZE_CLI_WIRE_H

#include <stddef.h>
#include <stdint.h>

enum { WIRE_BYTES_MAX = 256 << 10, WIRE_FILES = 3 };

struct arena;

int wire_send(int fd, const char *text, size_t n, const int files[WIRE_FILES]);
/* The descriptors are the caller's to close. */
int wire_receive(int fd, struct arena *, char **ret_text, int ret_files[WIRE_FILES]);
int wire_send_status(int fd, int status);
int wire_receive_status(int fd, int *ret_status);
/* INVALID when the path is too long for a socket's address. */
int wire_address(const char *path, void *ret_sockaddr_un, unsigned *ret_n);

#endif
