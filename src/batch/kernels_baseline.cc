// The loops for any processor; cmake/kernels.cmake sets the flags.
#define LOCKGATE_KERNELS kernels_baseline
#define LOCKGATE_KERNELS_NAME "baseline"
#include "batch/kernel_loops.h"
