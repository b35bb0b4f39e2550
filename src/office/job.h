/* Work the server does by itself: a thread that runs what is due through the lane, catching up once. */
#ifndef MINGZE_OFFICE_JOB_H
#define MINGZE_OFFICE_JOB_H

#include <stdbool.h>

struct system;
struct jobs;

struct jobs *jobs_start(struct system *);
void jobs_stop(struct jobs *);           /* waits for the one that runs */
/* Brings the histories up to the journal, until `stopping` (may be NULL) says so. */
int histories_follow(struct system *, bool (*stopping)(void *), void *context);
/* Runs what is due now, histories first; the outcome of the first that failed, after all were tried. */
int jobs_run(struct system *);

#endif
