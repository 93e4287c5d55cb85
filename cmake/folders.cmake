# One static library for each folder of src/: lockgate_base, lockgate_trade, … A folder that holds only headers, or does
# not exist yet, becomes an interface library, so that what stands above it still reaches what stands below. Sources are
# found by name, so a new file needs no line here.

function(lockgate_folder name)
  cmake_parse_arguments(ARG "" "" "ON;USES" ${ARGN})
  set(folder "${PROJECT_SOURCE_DIR}/src/${name}")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cc")
  list(FILTER sources EXCLUDE REGEX "(_test|/main|/module|/columnar/[a-z_]+)\\.cc$")
  list(TRANSFORM ARG_ON PREPEND lockgate_ OUTPUT_VARIABLE below)
  list(APPEND below lockgate_settings ${ARG_USES})
  if(sources)
    add_library(lockgate_${name} STATIC ${sources})
    target_link_libraries(lockgate_${name} PUBLIC ${below})
  else()
    add_library(lockgate_${name} INTERFACE)
    target_link_libraries(lockgate_${name} INTERFACE ${below})
  endif()
  set_property(GLOBAL APPEND PROPERTY LOCKGATE_FOLDERS ${name})
endfunction()

# The executable: main.cc on top of the library of the same folder. Absent main.cc: no executable.
function(lockgate_program name main)
  if(EXISTS "${PROJECT_SOURCE_DIR}/${main}")
    cmake_path(GET main PARENT_PATH folder)
    cmake_path(GET folder FILENAME folder)
    add_executable(${name} "${main}")
    target_link_libraries(${name} PRIVATE lockgate_${folder})
  endif()
endfunction()

# Every folder's library, for programs that may reach all of them.
function(lockgate_all_folders variable)
  get_property(folders GLOBAL PROPERTY LOCKGATE_FOLDERS)
  list(TRANSFORM folders PREPEND lockgate_)
  set(${variable} ${folders} PARENT_SCOPE)
endfunction()
