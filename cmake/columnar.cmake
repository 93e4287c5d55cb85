# The columnar module stands on the Arrow and Parquet libraries that the pyarrow wheel brings (headers included): Debian has
# neither. ./run and ./test put the wheel into .venv; without it the module is left out, and the program says so when asked for
# a Parquet or Arrow file.
# LOCKGATE_PYARROW: the folder of another pyarrow, which holds libarrow.so.* and include/.
if(NOT LOCKGATE_PYARROW)
  file(GLOB LOCKGATE_PYARROW LIST_DIRECTORIES true "${PROJECT_SOURCE_DIR}/.venv/lib/python3*/site-packages/pyarrow")
endif()
file(GLOB libraries "${LOCKGATE_PYARROW}/libarrow.so.*" "${LOCKGATE_PYARROW}/libparquet.so.*")
list(LENGTH libraries found)
if(found EQUAL 2)
  add_library(columnar_module MODULE src/columnar/module.cc)
  set_target_properties(columnar_module PROPERTIES OUTPUT_NAME lockgate_columnar BUILD_RPATH "${LOCKGATE_PYARROW}" INSTALL_RPATH "${LOCKGATE_PYARROW}")
  target_include_directories(columnar_module PRIVATE src)
  target_include_directories(columnar_module SYSTEM PRIVATE "${LOCKGATE_PYARROW}/include")
  target_link_libraries(columnar_module PRIVATE ${libraries})
  target_compile_features(columnar_module PRIVATE cxx_std_20)
  add_dependencies(lockgate columnar_module)
endif()
