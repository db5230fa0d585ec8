// What the tests of models share.
#pragma once

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "models/diagnostic_codes.hpp"
#include "models/read/read.hpp"
#include "models/write.hpp"

namespace hakyu::models {

inline std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline ReadResult read_text(std::string text, std::string name = "m.json") {
  return read({{std::move(name), std::move(text)}});
}

inline std::string describe_all(const Diagnostics& all) {
  std::ostringstream out;
  for (const Diagnostic& d : all)
    out << (d.severity == Severity::error ? "error " : "warning ") << d.code << ' ' << d.file << ':' << d.line
        << ':' << d.column << ' ' << d.pointer << " found '" << d.found << "' expected '" << d.expected
        << "' suggestion '" << d.suggestion << "'\n";
  return out.str();
}

inline const Diagnostic* first_with(const Diagnostics& all, std::string_view code) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const Diagnostic& d) { return d.code == code; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace hakyu::models
