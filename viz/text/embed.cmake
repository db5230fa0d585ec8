# Writes the bytes of INPUT as a C++ source OUTPUT that defines hakyu::viz::ja_catalogue().
file(READ ${INPUT} bytes HEX)
string(LENGTH "${bytes}" length)
math(EXPR size "${length} / 2")
# One literal per 32 bytes: compilers limit the length of one.
set(line "................................")
string(REGEX REPLACE "(${line}${line})" "\\1\n" lines "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" escaped "${lines}")
set(quote "\"")
string(REPLACE "\n" "\"\n    \"" literals "${escaped}")
file(WRITE ${OUTPUT} "// Made by the build from the ja.po files; do not edit.
#include \"viz/text/ja_catalogue.hpp\"

namespace hakyu::viz {

std::string_view ja_catalogue() {
  static constexpr char bytes[] =
    ${quote}${literals}${quote};
  return {bytes, ${size}};
}

}  // namespace hakyu::viz
")
