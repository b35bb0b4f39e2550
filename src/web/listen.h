/* Where the door listens. */
#ifndef MINGZE_WEB_LISTEN_H
#define MINGZE_WEB_LISTEN_H

/* "127.0.0.1:8018", "[::1]:8018", "8018" (on loopback).  INVALID: not an address; UNAVAILABLE: taken. */
int listen_open(const char *address, int *ret_fd);
/* "127.0.0.1:8018" of a listening socket. */
void listen_name(int fd, char out[80]);

#endif
