// The model file of drafts.
#include <algorithm>
#include <map>
#include <utility>

#include "models/import/drafting/drafts.hpp"
#include "models/import/update.hpp"

namespace hakyu::models::drafting {

Model draft_model(const Drafts& drafts, const std::string& output, const Wording& wording) {
  Model result;
  SourceFile& file = result.files.emplace_back();
  file.name = output;
  file.title = {"", "対策の下書き", "Drafted measures"};
  std::map<Id, Vulnerability> vulnerabilities;
  for (const Draft& each : drafts.measures) {
    Measure measure = each.measure;
    measure.name = wording.name(each);
    measure.annotation.note = wording.note(each);
    for (const std::size_t c : each.cases) {
      const Case& found = drafts.cases[c].found;
      if (found.described) vulnerabilities.emplace(found.vulnerability.id, found.vulnerability);
    }
    result.measures.push_back(std::move(measure));
  }
  for (auto& [id, vulnerability] : vulnerabilities)
    result.vulnerabilities.push_back(std::move(vulnerability));
  std::sort(result.measures.begin(), result.measures.end(),
            [](const Measure& a, const Measure& b) { return a.id < b.id; });
  return result;
}

std::string without_measures(const std::string& text) { return import::without_section(text, "measures"); }

}  // namespace hakyu::models::drafting
