# Turns a text file into a C++ source that holds it, so that no file is needed at run time.
# cmake -DINPUT=file -DOUTPUT=file.cpp -DNAME=function -P embed.cmake
file(READ "${INPUT}" text)
# Compilers limit the length of a literal, joined ones included, so each line is its own.
string(REPLACE "\n" "\n)hakyu\",\n      R\"hakyu(" lines "${text}")
get_filename_component(input_name "${INPUT}" NAME)
file(WRITE "${OUTPUT}" "// Made from ${input_name} by embed.cmake.
#include <string>

#include \"models/embedded.hpp\"

namespace hakyu::models::embedded {

std::string_view ${NAME}() {
  static constexpr std::string_view lines[] = {
      R\"hakyu(${lines})hakyu\"};
  static const std::string text = [] {
    std::string joined;
    for (const std::string_view line : lines) joined += line;
    return joined;
  }();
  return text;
}

}  // namespace hakyu::models::embedded
")
