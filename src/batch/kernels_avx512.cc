// The loops for processors with AVX512; cmake/kernels.cmake sets the flags.
#define LOCKGATE_KERNELS kernels_avx512
#define LOCKGATE_KERNELS_NAME "avx512"
#include "batch/kernel_loops.h"
