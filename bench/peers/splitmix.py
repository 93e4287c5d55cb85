"""SplitMix64 on whole arrays: value `i` of stream `s` depends on `(seed, s, i)` alone, so any prefix of a book is the book of that length.

Integers only: the same seed gives the same bytes on every machine.
"""
import numpy as np

GAMMA = np.uint64(0x9E3779B97F4A7C15)


def mixed(state):
    """The output function of SplitMix64. state: uint64 array; wraps modulo 2^64."""
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


class Stream:
    """One independent sequence. Each method starts it anew and draws `count` values."""

    def __init__(self, seed, name):
        label = np.frombuffer(name.encode().ljust(16, b"\0"), dtype=np.uint64)[:2]
        self.start = mixed(mixed(np.array([seed], dtype=np.uint64) + GAMMA ^ label[:1]) + GAMMA ^ label[1:])

    def bits(self, count):
        """(count,) uint64, uniform."""
        return mixed(self.start + np.arange(1, count + 1, dtype=np.uint64) * GAMMA)

    def below(self, bound, count):
        """(count,) int64, uniform in [0, bound); bound: integer or (count,) array, below 2^32."""
        high = self.bits(count) >> np.uint64(32)
        return ((high * np.asarray(bound, dtype=np.uint64)) >> np.uint64(32)).astype(np.int64)

    def holds(self, percent, count):
        """(count,) bool, true for `percent` of 100."""
        return self.below(100, count) < percent

    def zipf(self, ranks, flat, count):
        """(count,) int64 in [0, ranks): rank k with weight 1 / (k + 1 + flat), Zipf's law after Mandelbrot."""
        weights = np.uint64(1 << 36) // np.arange(1 + flat, ranks + 1 + flat, dtype=np.uint64)
        upper = np.cumsum(weights)
        high = self.bits(count) >> np.uint64(32)
        return np.searchsorted(upper, scaled(high, upper[-1]), side="right").astype(np.int64)


def scaled(high, total):
    """floor(high * total / 2^32) for high below 2^32 and total below 2^63, without overflow."""
    low = total & np.uint64(0xFFFFFFFF)
    return high * (total >> np.uint64(32)) + ((high * low) >> np.uint64(32))
