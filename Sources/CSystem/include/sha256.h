#ifndef BELFRY_SHA256_H
#define BELFRY_SHA256_H

#include <stddef.h>
#include <stdint.h>

// Takes `count` blocks of 64 bytes into `state` with the processor's own SHA-256 instructions, which Swift can't name.
// 1, or 0 with nothing done where the processor has none. `constants` are the standard's 64 round constants.
int belfry_sha256(uint32_t state[8], const uint8_t *blocks, size_t count, const uint32_t constants[64]);

#endif
