#ifndef BELFRY_EXCHANGE_H
#define BELFRY_EXCHANGE_H

// Swaps two paths on one file system in a single step (Linux `renameat2` with RENAME_EXCHANGE), which Swift's Glibc
// module does not show. 0, or -1 with `errno`; ENOSYS or EINVAL where the kernel or file system can't.
int belfry_exchange(const char *a, const char *b);

#endif
