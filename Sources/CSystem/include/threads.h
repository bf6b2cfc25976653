#ifndef BELFRY_THREADS_H
#define BELFRY_THREADS_H

// Starts a detached thread on another core than the caller's, where the process may use one: 0, or the number of the
// error. Left alone, the system now and then puts both on one core and notices hundredths of a second later, when a run is
// half over. The thread may go anywhere once it has begun.
int belfry_thread_start_elsewhere(void *(*run)(void *), void *argument);

#endif
