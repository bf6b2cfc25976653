#ifndef BELFRY_JOBS_H
#define BELFRY_JOBS_H

// How many jobs the calling thread is in the midst of, one inside another.
int belfry_job_depth(void);
void belfry_job_begin(void);
void belfry_job_end(void);

#endif
