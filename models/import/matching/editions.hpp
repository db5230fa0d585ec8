// Editions in the names of products: words by which names are not told apart, though the products may be.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hakyu::models::matching {

/// What a product of an advisory is to a resource whose name is the same but for such words.
enum class Edition : std::uint8_t {
  same,      ///< the same words, or fewer
  narrower,  ///< an edition that the resource does not state: it may be it or not
  other      ///< another edition than the resource states
};

/// "Standard" is another edition than "Enterprise", "x64" another than "x86", "Software" another thing than
/// "Device". Complexity: linear.
[[nodiscard]] Edition compare_editions(std::string_view product, std::string_view resource);

/// Whether both names have the same words of this kind.
[[nodiscard]] bool same_edition(std::string_view a, std::string_view b);

}  // namespace hakyu::models::matching
