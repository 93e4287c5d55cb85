// LG_CHECK: our own bugs. Always on; it prints the condition and stops the process.
#pragma once

#include <cstdio>
#include <cstdlib>

#define LG_CHECK(condition)                                                                \
  do {                                                                                     \
    if (!(condition)) {                                                                    \
      std::fprintf(stderr, "%s:%d: check failed: %s\n", __FILE__, __LINE__, #condition);   \
      std::abort();                                                                        \
    }                                                                                      \
  } while (false)
