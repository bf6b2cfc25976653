#ifndef BELFRY_HEAP_H
#define BELFRY_HEAP_H

// glibc's heaps, told that this process takes much memory and gives little back. Left alone, the heap of every thread
// but the first grows a page or two at a time, each time with a system call that keeps all threads from getting memory:
// over a thousand for as many files of rules.

// For the process, before it has threads.
void belfry_heap_grow_in_large_steps(void);

// For a thread that begins: makes its heap large at once. Memory that nobody uses takes none.
void belfry_heap_begin_large(void);

#endif
