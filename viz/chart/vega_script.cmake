# Packs the Vega modules of the distribution (libjs-vega ships them one by one) and our few lines that start
# them into one script, and that into a C++ source: the report needs no file beside the program.
# Sets HAKYU_VEGA_SOURCE.
set(modules util time format loader dataflow statistics canvas scale scenegraph expression selection functions
  event-selector runtime interpreter transforms view-transforms encode parser view)
find_path(HAKYU_VEGA_DIR vega-view.min.js PATHS /usr/share/javascript/vega REQUIRED NO_DEFAULT_PATH
  DOC "folder of the Vega modules (Debian: libjs-vega)")
set(here ${CMAKE_CURRENT_SOURCE_DIR}/chart)

set(parts)
set(sources ${here}/vega_boot.js ${here}/vega_notice.txt)
file(READ ${here}/vega_notice.txt notice)
set(script "/*\n${notice}*/\n(function(){\nvar modules={};\n")
foreach(module IN LISTS modules)
  set(file ${HAKYU_VEGA_DIR}/vega-${module}.min.js)
  list(APPEND sources ${file})
  file(READ ${file} text)
  string(REGEX REPLACE "//# sourceMappingURL=[^\n]*\n?" "" text "${text}")
  # A page ends its script at the first "</script", wherever it stands.
  string(FIND "${text}" "</script" end_tag)
  string(FIND "${text}" "<!--" comment)
  if(NOT end_tag EQUAL -1 OR NOT comment EQUAL -1)
    message(FATAL_ERROR "${file} cannot be embedded in a page")
  endif()
  string(APPEND script "modules[\"vega-${module}\"]=function(exports,module,require){${text}\n}\n;")
endforeach()
# The functions ask for "vega-selections", the file is called vega-selection.
string(APPEND script "modules[\"vega-selections\"]=modules[\"vega-selection\"];\n")
file(READ ${here}/vega_boot.js boot)
string(APPEND script "${boot}})();\n")
string(SHA256 hash "${script}")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources})

set(HAKYU_VEGA_SOURCE ${CMAKE_CURRENT_BINARY_DIR}/vega_script_data.cpp)
set(source "// Made by viz/chart/vega_script.cmake.\n#include \"viz/chart/vega_script.hpp\"\nnamespace hakyu::viz {\n")
string(APPEND source "std::string_view vega_script() {\n  return R\"hakyu-vega(${script})hakyu-vega\";\n}\n")
string(APPEND source "std::string_view vega_script_sha256() { return \"${hash}\"; }\n}  // namespace hakyu::viz\n")
file(CONFIGURE OUTPUT ${HAKYU_VEGA_SOURCE} CONTENT "@source@" @ONLY)
set_source_files_properties(${HAKYU_VEGA_SOURCE} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
