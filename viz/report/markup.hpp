// Writing HTML so that text is always escaped.
#pragma once

#include <string>
#include <string_view>

#include "viz/chart/chart.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// A growing piece of HTML. Tags and class names are literals of ours; every other text is escaped.
class Markup {
 public:
  Markup& open(std::string_view tag, std::string_view classes = {}, std::string_view id = {});
  Markup& close(std::string_view tag);
  Markup& text(std::string_view text);
  /// <tag class="…">text</tag>
  Markup& element(std::string_view tag, std::string_view text, std::string_view classes = {});
  Markup& link(std::string_view fragment, std::string_view text);
  /// Markup that was made by this library.
  Markup& raw(std::string_view markup);

  Markup& table(const DataTable& table, std::string_view classes = {});
  Markup& list(const std::vector<std::string>& items, std::string_view classes = {});

  /// A chart: the static picture, the specification for the script, and its numbers.
  Markup& figure(const Chart& chart, const Words& words);

  [[nodiscard]] const std::string& str() const { return out_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// JSON text that cannot end the script element it stands in.
[[nodiscard]] std::string embeddable(const nlohmann::ordered_json& json);

}  // namespace hakyu::viz
