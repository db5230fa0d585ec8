# HAKYU_PCH: what most files of a library or test program include is parsed once for all of them. Every file
# still includes what it uses, so it builds without this too.
option(HAKYU_PCH "Precompile the headers that most files use" ON)

# hakyu_precompile(TARGET header…): the standard headers and these.
function(hakyu_precompile target)
  if(HAKYU_PCH)
    # So that ccache can tell what went into a precompiled header, and gets the same bytes for the same sources.
    target_compile_options(${target} PRIVATE
      $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
      "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
    target_precompile_headers(${target} PRIVATE
      <algorithm> <cmath> <cstdint> <functional> <map> <optional> <string> <string_view> <utility> <variant> <vector>
      ${ARGN})
  endif()
endfunction()
