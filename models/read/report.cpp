#include "models/read/report.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "models/diagnostic_codes.hpp"

namespace hakyu::models::reading {

std::string shortened(std::string_view text) {
  constexpr std::size_t longest = 120;
  if (text.size() <= longest) return std::string(text);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

void Report::add(Diagnostic diagnostic) {
  const bool error = diagnostic.severity == Severity::error;
  ++(error ? errors_ : warnings_);
  Diagnostics& kept = error ? kept_errors_ : kept_warnings_;
  if (kept.size() < diagnostics_limit) kept.push_back(std::move(diagnostic));
}

std::vector<std::string> Report::error_pointers(std::string_view file) const {
  std::vector<std::string> pointers;
  for (const Diagnostic& d : kept_errors_)
    if (d.file == file) pointers.push_back(d.pointer);
  std::sort(pointers.begin(), pointers.end());
  return pointers;
}

Diagnostics Report::finish() && {
  Diagnostics all = std::move(kept_errors_);
  const auto room =
      static_cast<std::ptrdiff_t>(std::min(diagnostics_limit - all.size(), kept_warnings_.size()));
  std::move(kept_warnings_.begin(), kept_warnings_.begin() + room, std::back_inserter(all));
  const auto key = [](const Diagnostic& d) {
    return std::tie(d.file, d.line, d.column, d.pointer, d.code, d.found);
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  if (count() > all.size()) {
    Diagnostic more;
    more.severity = errors_ > 0 ? Severity::error : Severity::warning;
    more.code = codes::too_many;
    more.found = std::to_string(count());
    more.expected = "<= " + std::to_string(diagnostics_limit);
    all.push_back(std::move(more));
  }
  return all;
}

}  // namespace hakyu::models::reading
