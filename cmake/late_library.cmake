# hakyu_late_library(TARGET MODULE SOURCE MACRO): SOURCE of TARGET uses the headers of pkg-config's MODULE, but the library is
# not linked: models/import/late_library.hpp loads it when it is needed, by the name that MACRO stands for (the SONAME of the
# library whose headers are used).
function(hakyu_late_library target module source macro)
  pkg_check_modules(${module} REQUIRED IMPORTED_TARGET ${module})
  list(GET ${module}_LINK_LIBRARIES 0 library)
  execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE headers COMMAND_ERROR_IS_FATAL ANY)
  if(NOT headers MATCHES "SONAME +([^ \n]+)")
    message(FATAL_ERROR "${library} has no SONAME: is it a shared library?")
  endif()
  set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS ${macro}="${CMAKE_MATCH_1}")
  target_include_directories(${target} SYSTEM PRIVATE ${${module}_INCLUDE_DIRS})
endfunction()
