# Compiler settings that hold for every target.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# GCC's -Og runs sanitized tests as fast as -O1, within a tenth, and compiles them in little more than half the time; clang takes it for -O1. Line numbers are
# enough for the stacks of sanitizers; all of -g would take half as long again.
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g1 -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(LOCKGATE_CCACHE ccache)
if(LOCKGATE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${LOCKGATE_CCACHE}")
endif()

add_library(lockgate_settings INTERFACE)
target_include_directories(lockgate_settings INTERFACE "${PROJECT_SOURCE_DIR}/src")
target_compile_options(lockgate_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC neither inlines nor calls directly what somebody might replace when the program is loaded; nobody replaces ours.
  set(CMAKE_CXX_VISIBILITY_PRESET hidden)
  set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
  # These report the standard library's own code, or correct code, once the optimizer has inlined it (GCC bugs 105651,
  # 105562 and 109642); as errors they would only teach people to write around them. The last came with GCC 13.
  target_compile_options(lockgate_settings INTERFACE -Wno-restrict -Wno-maybe-uninitialized
                         $<$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,13>:-Wno-dangling-reference>)
endif()

# Warnings stop the build with the compilers the project is developed with, those of Debian 12. Another one may know more of them, and
# they must not keep people from building.
set(is_own_compiler OFF)
if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13) OR
   (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15))
  set(is_own_compiler ON)
endif()
option(LOCKGATE_WERROR "warnings stop the build" ${is_own_compiler})
if(LOCKGATE_WERROR)
  target_compile_options(lockgate_settings INTERFACE -Werror)
endif()
if(LOCKGATE_SANITIZE)
  # Our own static libraries and everything that links them must agree, hence add_ and not target_.
  add_compile_options(-fsanitize=${LOCKGATE_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${LOCKGATE_SANITIZE} -fno-sanitize-recover=all)
endif()
if(LOCKGATE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
