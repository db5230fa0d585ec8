#include "viz/text/lists.hpp"

namespace hakyu::viz {

std::string listed(const Words& words, const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& each : texts) all += (all.empty() ? "" : words(msgid("list", ", "))) + each;
  return all;
}

std::string first_of(const Words& words, const std::vector<std::string>& first, std::size_t all) {
  const std::string text = listed(words, first);
  if (all == first.size()) return text;
  return text + words.format(" and {0} more", words.integer(static_cast<std::int64_t>(all - first.size())));
}

}  // namespace hakyu::viz
