/* The same chances in every run. */
#ifndef MINGZE_TESTS_CHANCE_H
#define MINGZE_TESTS_CHANCE_H

#include <stdint.h>

static uint32_t chance(uint32_t below)
{
    static uint64_t seed = 88172645463325252u;
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 33) % below;
}

#endif
