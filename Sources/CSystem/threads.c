#define _GNU_SOURCE
#include "threads.h"

#include <pthread.h>

#ifdef __GLIBC__

#include <sched.h>

// Every core that the process may use, and the same without the one that this runs on. 0 where there is no other.
static int other_cores(cpu_set_t *all, cpu_set_t *others) {
  int own = sched_getcpu();
  if (own < 0 || own >= CPU_SETSIZE || sched_getaffinity(0, sizeof *all, all) != 0) return 0;
  *others = *all;
  CPU_CLR(own, others);
  return CPU_COUNT(others) > 0;
}

int belfry_thread_start_elsewhere(void *(*run)(void *), void *argument) {
  cpu_set_t all, others;
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init(&attributes);
  int placed = other_cores(&all, &others) && pthread_attr_setaffinity_np(&attributes, sizeof others, &others) == 0;
  int status = pthread_create(&thread, &attributes, run, argument);
  // A place that is refused is no reason to go without the thread.
  if (status != 0 && placed) {
    placed = 0;
    status = pthread_create(&thread, NULL, run, argument);
  }
  if (status == 0) {
    if (placed) pthread_setaffinity_np(thread, sizeof all, &all);
    pthread_detach(thread);
  }
  pthread_attr_destroy(&attributes);
  return status;
}

#else

int belfry_thread_start_elsewhere(void *(*run)(void *), void *argument) {
  pthread_t thread;
  int status = pthread_create(&thread, NULL, run, argument);
  if (status == 0) pthread_detach(thread);
  return status;
}

#endif
