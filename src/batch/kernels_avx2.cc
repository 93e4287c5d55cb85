// The loops for processors with AVX2; cmake/kernels.cmake sets the flags.
#define LOCKGATE_KERNELS kernels_avx2
#define LOCKGATE_KERNELS_NAME "avx2"
#include "batch/kernel_loops.h"
