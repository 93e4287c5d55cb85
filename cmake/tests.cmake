# src/law/*_test.cc            -> law_test, linked with that folder's library only
# tests/NAME/*_test.cc         -> NAME_tests, linked with all folders
# tests/NAME/*_test.py         -> one test each; the command line's path is in the variable LOCKGATE
# tests/release/…              -> a release build has these tests and no others: what would take too long under
#                                 sanitizers, and whatever measures speed
# tests/python/*_test.py       -> and these, by pytest from .venv, on the package of this build
# tests/threads/…              -> the thread sanitizer has these, and the tests of folders that start threads, and no others
# Every test runs in the root of the repository.

enable_testing()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  # Someone who only runs the program needs no test library.
  find_package(GTest 1.12 QUIET)
  find_package(Python3 3.11 QUIET COMPONENTS Interpreter)
  if(NOT GTest_FOUND OR NOT Python3_FOUND)
    return()
  endif()
else()
  find_package(GTest 1.12 REQUIRED)
  find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)
endif()

function(lockgate_gtest name libraries)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE ${libraries} GTest::gtest_main)
  # `if (x) EXPECT_EQ(…)` is plain enough; the macro brings its own else.
  target_compile_options(${name} PRIVATE -Wno-dangling-else)
  if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    # What is tested is optimized; the tests themselves would take longer to compile than they save.
    target_compile_options(${name} PRIVATE -O0)
  endif()
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1 WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES TIMEOUT 900)
endfunction()

function(lockgate_python_test folder file)
  cmake_path(GET file STEM stem)
  add_test(NAME ${folder}_${stem} COMMAND Python3::Interpreter -B "${file}" WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${folder}_${stem} PROPERTIES TIMEOUT 900)
  if(TARGET lockgate)
    set_tests_properties(${folder}_${stem} PROPERTIES ENVIRONMENT "LOCKGATE=$<TARGET_FILE:lockgate>")
  endif()
endfunction()

function(lockgate_tests_in folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${folder}/*.cc")
  if(sources)
    lockgate_all_folders(libraries)
    if(TARGET lockgate_random)
      list(APPEND libraries lockgate_random)
    endif()
    lockgate_gtest(${folder}_tests "${libraries}" ${sources})
  endif()
  file(GLOB scripts CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${folder}/*_test.py")
  foreach(script IN LISTS scripts)
    lockgate_python_test(${folder} "${script}")
  endforeach()
endfunction()

function(lockgate_package_tests)
  file(GLOB scripts CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/python/*_test.py")
  foreach(script IN LISTS scripts)
    cmake_path(GET script STEM stem)
    # Status 5: something had to be left out. ctest lists that as skipped; its log has the reason.
    if(TARGET _lockgate)
      set(command "${Python_EXECUTABLE}" -B -m pytest -q -rs "${script}")
    else()
      set(command sh -c "echo 'the Python package is not built: .venv or the headers of Python are missing'; exit 5")
    endif()
    add_test(NAME python_${stem} COMMAND ${command} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    # The wheel is compiled anew; with the same compiler, ccache has it all.
    set_tests_properties(python_${stem} PROPERTIES TIMEOUT 1800 SKIP_RETURN_CODE 5)
    set_property(TEST python_${stem} PROPERTY ENVIRONMENT "PYTHONPATH=${PROJECT_BINARY_DIR}/python"
                 "LOCKGATE=$<TARGET_FILE:lockgate>" "CC=${CMAKE_C_COMPILER}" "CXX=${CMAKE_CXX_COMPILER}")
  endforeach()
endfunction()

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  lockgate_tests_in(release)
  lockgate_package_tests()
  return()
endif()

get_property(folders GLOBAL PROPERTY LOCKGATE_FOLDERS)
if(LOCKGATE_SANITIZE STREQUAL "thread")
  set(folders ledger screen)
endif()
foreach(folder IN LISTS folders)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${folder}/*_test.cc")
  if(sources)
    lockgate_gtest(${folder}_test lockgate_${folder} ${sources})
  endif()
endforeach()

# Nothing above the service shares threads; the thread sanitizer need not even build it.
file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/threads/*_test.cc")
lockgate_gtest(threads_tests lockgate_service ${sources})
if(LOCKGATE_SANITIZE STREQUAL "thread")
  set_target_properties(lockgate lockgate_cli lockgate_python PROPERTIES EXCLUDE_FROM_ALL ON)
  if(TARGET columnar_module)
    set_target_properties(columnar_module PROPERTIES EXCLUDE_FROM_ALL ON)
  endif()
  return()
endif()

# Rulebooks made at random, for whatever test wants them.
file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/random/*.cc")
if(sources)
  add_library(lockgate_random STATIC ${sources})
  target_link_libraries(lockgate_random PUBLIC lockgate_decide)
  target_include_directories(lockgate_random PUBLIC "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(lockgate_random PUBLIC LOCKGATE_BINARY_DIR="${PROJECT_BINARY_DIR}")
endif()

file(GLOB entries CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/tests/*")
list(REMOVE_ITEM entries release random python threads)
foreach(entry IN LISTS entries)
  if(IS_DIRECTORY "${PROJECT_SOURCE_DIR}/tests/${entry}")
    lockgate_tests_in(${entry})
  endif()
endforeach()
