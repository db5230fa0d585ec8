#include "models/import/store/import.hpp"

#include <set>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/kinds.hpp"
#include "models/import/advisories/nvd.hpp"
#include "models/import/advisories/tools.hpp"
#include "models/import/store/parts.hpp"
#include "models/read/encoding.hpp"
#include "models/read/sha256.hpp"
#include "models/read/tree.hpp"

namespace hakyu::models::store {

namespace {

using namespace advisories;

constexpr std::size_t beginning_size = std::size_t{64} << 10U;
/// For what is read as a stream; more than any feed has.
constexpr std::uint64_t stream_limit = std::uint64_t{16} << 30U;
constexpr std::size_t diagnostics_limit = 1000;

std::string digest(const Input& input) {
  reading::Sha256 sum;
  const Chunks chunks = input.open();
  for (std::string_view piece = chunks(); !piece.empty(); piece = chunks()) sum.add(piece);
  return sum.digest();
}

bool is_cve(std::string_view id) {
  const auto letter = [&](std::size_t at, char upper) { return (id[at] | 0x20) == (upper | 0x20); };
  return id.size() > 9 && letter(0, 'C') && letter(1, 'V') && letter(2, 'E') && id[3] == '-' &&
         id.find_first_not_of("0123456789-", 4) == std::string_view::npos;
}

/// An id as a model can name it: without blanks and signs that cannot be seen, a CVE in capitals. "": none.
Id sound_id(const Id& written) {
  constexpr std::size_t longest = 200;
  // Ideographic blank, marks and overrides of the direction of writing, zero width, byte order mark.
  constexpr std::string_view unseen[] = {"\u3000", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F",
                                         "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066",
                                         "\u2067", "\u2068", "\u2069", "\u061C", "\uFEFF", "\u00A0"};
  Id id = trimmed(written);
  for (char& c : id)
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) c = '_';
  for (const std::string_view sign : unseen)
    for (auto at = id.find(sign); at != Id::npos; at = id.find(sign)) id.replace(at, sign.size(), "_");
  if (is_cve(id)) id.replace(0, 3, "CVE");
  return id.size() <= longest ? id : Id{};
}

class FileImport {
 public:
  FileImport(Store& store, const Input& input, const ImportOptions& options)
      : store_(store), input_(input), options_(options) {}

  FileReport run() && {
    const Kind* kind = choose();
    if (kind == nullptr) return std::move(report_);
    report_.sha256 = digest(input_);
    report_.already = store_.has_file(report_.sha256);
    if (report_.already) return std::move(report_);
    store_.begin_file({input_.name, report_.sha256, options_.day, report_.kind});
    try {
      read(*kind);
    } catch (...) {
      store_.drop_file();
      throw;
    }
    const bool failed = has_errors(report_.diagnostics);
    failed ? store_.drop_file() : store_.keep_file();
    if (report_.diagnostics.size() > diagnostics_limit) report_.diagnostics.resize(diagnostics_limit);
    return std::move(report_);
  }

 private:
  const Kind* choose() {
    const std::string start = beginning();
    if (has_errors(report_.diagnostics) || is_no_document(start)) return nullptr;
    const std::string_view looks = recognised(start);
    const std::string_view name = options_.kind.empty() ? looks : std::string_view(options_.kind);
    const Kind* kind = kind_named(name);
    // A file that is surely of another kind is refused before a reader complains about details.
    if (kind != nullptr && (looks == name || (looks.empty() && !options_.sure))) {
      report_.kind = kind->name;
      return kind;
    }
    refuse(looks.empty() ? advisories::codes::unknown_kind : advisories::codes::not_an_advisory,
           std::string(looks), expected());
    return nullptr;
  }

  /// Whether it is nothing that any kind could be, which is told as what it is.
  bool is_no_document(std::string_view start) {
    const std::string_view encoding = reading::guess_encoding(start);
    if (start.find_first_not_of(" \t\r\n\xEF\xBB\xBF") == std::string_view::npos)
      refuse(advisories::codes::empty_file, {}, {});
    else if (encoding.starts_with("UTF-16"))
      (void)is_text(input_.name, start, start.size(), report_.diagnostics);
    else if (recognised(start) == "zip")
      refuse(advisories::codes::zip_archive, {}, {});
    else if (recognised(start) == "html")
      refuse(advisories::codes::web_page, {}, {});
    return has_errors(report_.diagnostics);
  }

  std::string beginning() {
    Unpacked data(input_.open(), stream_limit);
    std::string text;
    while (text.size() < beginning_size) {
      const std::string_view piece = data.next();
      if (piece.empty()) break;
      text += piece;
    }
    if (data.damaged()) refuse(advisories::codes::bad_compression, std::to_string(data.given()), "gzip");
    return text.substr(0, beginning_size);
  }

  [[nodiscard]] std::string expected() const {
    if (!options_.kind.empty()) return options_.kind;
    std::string names;
    for (const Kind& each : kinds()) names += (names.empty() ? "" : " ") + std::string(each.name);
    return names;
  }

  /// The pieces of the file, telling how far it has been read.
  Chunks watched() {
    return [this, chunks = input_.open(), done = std::uint64_t{0}]() mutable {
      const std::string_view piece = chunks();
      done += piece.size();
      if (options_.progress) options_.progress(done, input_.size);
      return piece;
    };
  }

  void read(const Kind& kind) {
    // Only the NVD is larger than what can be held in memory.
    const bool stream = kind.name == "nvd";
    Unpacked data(watched(), stream ? stream_limit : reading::document_limit);
    if (stream) {
      report_.diagnostics = stream_nvd(
          input_.name, [&] { return data.next(); }, [&](Advisory&& each) { put(std::move(each)); });
    } else {
      whole(kind, data);
    }
    if (data.too_large())
      refuse(models::codes::too_large, "> " + std::to_string(data.given()),
             "<= " + std::to_string(reading::document_limit));
    if (data.damaged()) refuse(advisories::codes::bad_compression, std::to_string(data.given()), "gzip");
    if (report_.fresh + report_.replaced + report_.kept > 0 || has_errors(report_.diagnostics)) return;
    report_.diagnostics.push_back(problem(input_.name, advisories::codes::nothing_found, report_.kind, {}));
    report_.diagnostics.back().severity = Severity::warning;
  }

  /// The one reason why; what a reader made of the pieces does not matter then.
  void refuse(std::string_view code, std::string found, std::string expected) {
    report_.diagnostics = {problem(input_.name, code, std::move(found), std::move(expected))};
  }

  void whole(const Kind& kind, Unpacked& data) {
    std::string bytes;
    for (std::string_view piece = data.next(); !piece.empty(); piece = data.next()) bytes += piece;
    if (data.too_large() || data.damaged()) return;
    Reading reading = kind.read(input_.name, bytes);
    report_.diagnostics = std::move(reading.diagnostics);
    for (Advisory& each : reading.advisories) put(std::move(each));
  }

  /// A revision of the far future would never be replaced. A month is left for clocks that are behind.
  [[nodiscard]] bool is_of_the_future(const Advisory& advisory) const {
    const auto stated = day_of(advisory.date), today = day_of(options_.day);
    return stated && today &&
           std::chrono::sys_days(*stated) > std::chrono::sys_days(*today) + std::chrono::days(31);
  }

  /// Ids as models can name them. What has none is left out: nothing could be said about it.
  void settle_ids(Advisory& advisory) {
    const auto settle = [&](Id& id) {
      Id sound = sound_id(id);
      if (sound != id && !is_cve(sound) && told_.insert(id).second) {
        report_.diagnostics.push_back(problem(input_.name, advisories::codes::unusable_id, id, sound));
        report_.diagnostics.back().severity = Severity::warning;
      }
      id = std::move(sound);
    };
    const auto all = [&](std::vector<Id>& ids) {
      for (Id& id : ids) settle(id);
      std::erase(ids, Id{});
    };
    for (Vulnerability& each : advisory.vulnerabilities) settle(each.id), all(each.aliases);
    for (StatusRecord& each : advisory.statuses) settle(each.vulnerability);
    for (RemediationRecord& each : advisory.remediations) all(each.vulnerabilities);
    std::erase_if(advisory.vulnerabilities, [](const Vulnerability& each) { return each.id.empty(); });
    std::erase_if(advisory.statuses, [](const StatusRecord& each) { return each.vulnerability.empty(); });
    std::erase_if(advisory.remediations,
                  [](const RemediationRecord& each) { return each.vulnerabilities.empty(); });
  }

  void put(Advisory advisory) {
    if (is_of_the_future(advisory)) {
      report_.diagnostics.push_back(problem(input_.name, advisories::codes::future_date,
                                            advisory.document + ": " + advisory.date, options_.day));
      return;
    }
    settle_ids(advisory);
    const Added added = store_.add(advisory);
    ++(added == Added::fresh ? report_.fresh : added == Added::replaced ? report_.replaced : report_.kept);
    if (added != Added::kept) count(advisory);
  }

  void count(const Advisory& advisory) {
    report_.vulnerabilities += advisory.vulnerabilities.size();
    report_.products += advisory.products.size();
    report_.components += advisory.components.size();
    report_.dependencies += advisory.dependencies.size();
    for (const RemediationRecord& each : advisory.remediations) {
      ++report_.remediations[each.kind];
      report_.restart_unknown += each.outage.scope == RestartScope::unknown ? 1 : 0;
    }
    std::set<std::string_view> named;
    for (const StatusRecord& each : advisory.statuses) {
      ++report_.statuses[each.meaning];
      named.insert(each.vulnerability);
    }
    for (const Vulnerability& each : advisory.vulnerabilities)
      report_.without_products += named.contains(each.id) ? 0 : 1;
    for (const ProductRecord& each : advisory.products)
      report_.without_version += each.version.empty() ? 1 : 0;
  }

  Store& store_;
  const Input& input_;
  const ImportOptions& options_;
  FileReport report_;
  std::set<Id> told_;  ///< ids that were told to be unusable
};

}  // namespace

FileReport import_file(Store& store, const Input& input, const ImportOptions& options) {
  return FileImport(store, input, options).run();
}

}  // namespace hakyu::models::store
