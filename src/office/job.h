/* Work the server does by itself: a thread that runs what is due through the lane, catching up once. */
#ifndef MINGZE_OFFICE_JOB_H
#define MINGZE_OFFICE_JOB_H

struct system;
struct jobs;

struct jobs *jobs_start(struct system *);
void jobs_stop(struct jobs *);           /* waits for the one that runs */
/* Runs what is due now; the outcome of the first that failed, after all were tried. */
int jobs_run(struct system *);

#endif
