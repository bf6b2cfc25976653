#include "jobs.h"

static _Thread_local int depth = 0;

int belfry_job_depth(void) { return depth; }
void belfry_job_begin(void) { depth++; }
void belfry_job_end(void) { depth--; }
