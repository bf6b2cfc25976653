#include "heap.h"

#include <limits.h>
#include <malloc.h>
#include <stdlib.h>

#ifdef __GLIBC__

static const int step = 1 << 20;
// A thread's heap holds 64 MiB, of which a block may take half.
static const int first = 24 << 20;

void belfry_heap_grow_in_large_steps(void) {
  mallopt(M_TOP_PAD, step);
  // So that a thread's first block comes from its heap, and the heap keeps it.
  mallopt(M_MMAP_THRESHOLD, first + step);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
}

void belfry_heap_begin_large(void) {
  // Volatile, or the compiler leaves out a block that nobody uses.
  void *volatile block = malloc(first);
  free(block);
}

#else

void belfry_heap_grow_in_large_steps(void) {}
void belfry_heap_begin_large(void) {}

#endif
