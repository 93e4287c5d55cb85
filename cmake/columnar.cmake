# The columnar module stands on the Arrow and Parquet libraries that the pyarrow wheel brings (headers included): Debian has
# neither. ./run and ./test put the wheel into .venv; without it the module is left out, and the program says so when asked for
# a Parquet or Arrow file.
# LOCKGATE_PYARROW: the folder of another pyarrow, which holds libarrow.so.* and include/.
if(SKBUILD AND NOT LOCKGATE_PYARROW)
  execute_process(COMMAND "${Python_EXECUTABLE}" -c "import os, pyarrow; print(os.path.dirname(pyarrow.__file__))"
                  OUTPUT_VARIABLE LOCKGATE_PYARROW OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
elseif(NOT LOCKGATE_PYARROW)
  file(GLOB LOCKGATE_PYARROW LIST_DIRECTORIES true "${PROJECT_SOURCE_DIR}/.venv/lib/python3*/site-packages/pyarrow")
endif()
file(GLOB libraries "${LOCKGATE_PYARROW}/libarrow.so.*" "${LOCKGATE_PYARROW}/libparquet.so.*")
list(LENGTH libraries found)
if(found EQUAL 2)
  add_library(columnar_module MODULE src/columnar/module.cc src/columnar/parquet_batches.cc src/columnar/dictionary_column.cc src/batch/packed_runs.cc)
  set_target_properties(columnar_module PROPERTIES OUTPUT_NAME lockgate_columnar BUILD_RPATH "${LOCKGATE_PYARROW}" INSTALL_RPATH "${LOCKGATE_PYARROW}")
  target_include_directories(columnar_module PRIVATE src)
  target_include_directories(columnar_module SYSTEM PRIVATE "${LOCKGATE_PYARROW}/include")
  target_link_libraries(columnar_module PRIVATE ${libraries})
  target_compile_features(columnar_module PRIVATE cxx_std_20)
  # Loops over rows, as in cmake/kernels.cmake.
  set_property(SOURCE src/columnar/dictionary_column.cc APPEND PROPERTY COMPILE_OPTIONS $<$<CONFIG:Release>:-O3>)
  add_dependencies(lockgate columnar_module)
  if(SKBUILD)
    # In the wheel it stands in lib/lockgate, and pyarrow among the packages of the same lib, of whatever Python it is installed for.
    set(places)
    foreach(minor RANGE 11 20)
      list(APPEND places "$ORIGIN/../python3.${minor}/site-packages/pyarrow" "$ORIGIN/../python3.${minor}/dist-packages/pyarrow")
    endforeach()
    set_target_properties(columnar_module PROPERTIES INSTALL_RPATH "${places}")
    install(TARGETS columnar_module LIBRARY DESTINATION "${SKBUILD_DATA_DIR}/lib/lockgate")
  endif()
endif()
