/* The thread that sends what is waiting: off the lane, after the commit.  A slow or dead server stops nothing but itself. */
#ifndef MINGZE_OFFICE_COURIER_H
#define MINGZE_OFFICE_COURIER_H

struct system;
struct courier;

struct courier *courier_start(struct system *);
void courier_stop(struct courier *);     /* what is being sent is broken off within a second */
/* Sends what is due now, with timeouts; for the thread and for tests. */
int courier_run(struct system *);

#endif
