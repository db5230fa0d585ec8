// The compiled Japanese catalogue (viz/text/ja.po), put into the program by the build.
#pragma once

#include <string_view>

namespace hakyu::viz {

/// Bytes of the .mo file.
[[nodiscard]] std::string_view ja_catalogue();

}  // namespace hakyu::viz
