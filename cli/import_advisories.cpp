#include "cli/import_advisories.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "models/diagnostic_codes.hpp"
#include "models/import/store/import.hpp"
#include "models/read/units.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

namespace fs = std::filesystem;
namespace store = models::store;
namespace advisories = models::advisories;
using viz::msgid;

constexpr std::size_t piece_size = std::size_t{1} << 20U;
constexpr std::size_t problems_shown = 20;  ///< of one file
constexpr std::size_t passed_over_shown = 5;

/// A file to import; of those found in a folder, unknown ones are passed over.
struct Source {
  advisories::Input input;
  bool named = true;
};

/// What all files of one kind brought.
struct Total {
  std::uint64_t files = 0, already = 0, refused = 0;
  store::FileReport sum;
};

advisories::Chunks pieces(const Program& program, const std::string& path) {
  auto file = std::make_shared<std::ifstream>(path, std::ios::binary);
  if (!*file) unreadable(program, path);
  auto buffer = std::make_shared<std::string>(piece_size, '\0');
  return [&program, path, file, buffer]() -> std::string_view {
    file->read(buffer->data(), static_cast<std::streamsize>(buffer->size()));
    if (file->bad()) unreadable(program, path);
    return std::string_view(*buffer).substr(0, static_cast<std::size_t>(file->gcount()));
  };
}

Source source(const Program& program, const fs::path& path, bool named) {
  std::error_code error;
  const std::uint64_t size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
  if (error || !fs::is_regular_file(path, error)) unreadable(program, path.string());
  const std::string name = path.string();
  return {{name, size, [&program, name] { return pieces(program, name); }}, named};
}

/// The files, and those in folders, in the order of their names.
std::vector<Source> sources(const Program& program, const std::vector<std::string>& paths) {
  std::vector<Source> all;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      all.push_back(source(program, path, true));
      continue;
    }
    std::vector<fs::path> inside;
    for (fs::recursive_directory_iterator at(path, error), end; at != end; at.increment(error)) {
      if (error) break;
      // Links could lead anywhere.
      if (at->is_regular_file(error) && !at->is_symlink(error)) inside.push_back(at->path());
    }
    if (error) unreadable(program, path);
    std::sort(inside.begin(), inside.end());
    for (const fs::path& each : inside) all.push_back(source(program, each, false));
  }
  return all;
}

void add(const store::FileReport& report, Total& total) {
  store::FileReport& sum = total.sum;
  total.already += report.already ? 1 : 0;
  sum.fresh += report.fresh;
  sum.replaced += report.replaced;
  sum.kept += report.kept;
  sum.vulnerabilities += report.vulnerabilities;
  sum.products += report.products;
  sum.components += report.components;
  sum.dependencies += report.dependencies;
  sum.restart_unknown += report.restart_unknown;
  sum.without_products += report.without_products;
  sum.without_version += report.without_version;
  for (const auto& [kind, count] : report.remediations) sum.remediations[kind] += count;
  for (const auto& [status, count] : report.statuses) sum.statuses[status] += count;
}

std::string kind_name(const viz::Words& words, const std::string& kind) {
  const std::map<std::string, viz::Message, std::less<>> names{
      {"", msgid("remediation", "not said")},
      {"vendor_fix", msgid("measure kind", "vendor fix")},
      {"workaround", msgid("measure kind", "workaround")},
      {"mitigation", msgid("measure kind", "mitigation")},
      {"no_fix_planned", msgid("remediation", "no fix planned")},
      {"none_available", msgid("remediation", "nothing available yet")},
      {"fix_planned", msgid("remediation", "fix planned")},
      {"optional_patch", msgid("remediation", "optional patch")},
      {"recommendation", msgid("remediation", "recommendation")}};
  const auto found = names.find(kind);
  return found == names.end() ? viz::printable(kind) : words(found->second);
}

std::string remediations(const viz::Words& words, const store::FileReport& sum) {
  std::string kinds;
  std::uint64_t all = 0;
  for (const auto& [kind, count] : sum.remediations) {
    kinds += (kinds.empty() ? "" : ", ") + kind_name(words, kind) + " " + std::to_string(count);
    all += count;
  }
  return words.format("remediations: {0} ({1}); what has to be restarted is not said for {2}", all, kinds,
                      sum.restart_unknown);
}

std::string statements(const viz::Words& words, const store::FileReport& sum) {
  std::string text;
  for (const auto& [status, count] : sum.statuses)
    text += (text.empty() ? "" : ", ") + words.name(status) + " " + std::to_string(count);
  return words.format("statements about products: {0}", text);
}

std::string summary(const viz::Words& words, const std::string& kind, const Total& total) {
  const store::FileReport& sum = total.sum;
  std::string text =
      words.format("{0}: files {1} (imported before: {2}, refused: {3})",
                   kind.empty() ? words(msgid("unknown")) : kind, total.files, total.already, total.refused) +
      "\n";
  const auto line = [&](bool wanted, const std::string& said) {
    if (wanted) text += "  " + said + "\n";
  };
  line(sum.fresh + sum.replaced + sum.kept > 0,
       words.format("documents: new {0}, replaced by a newer revision {1}, not newer than the store {2}",
                    sum.fresh, sum.replaced, sum.kept));
  line(sum.vulnerabilities > 0, words.format("vulnerabilities: {0}; no product is named for {1}",
                                             sum.vulnerabilities, sum.without_products));
  line(sum.products > 0,
       words.format("products: {0}; without a version: {1}", sum.products, sum.without_version));
  line(!sum.statuses.empty(), statements(words, sum));
  line(!sum.remediations.empty(), remediations(words, sum));
  line(sum.components > 0,
       words.format("inventory: components {0}, dependencies {1}", sum.components, sum.dependencies));
  return text;
}

std::string contents(const viz::Words& words, const std::string& path, const store::Counts& counts) {
  return words.format(
             "The store {0} holds: documents {1}, vulnerabilities {2}, products {3}, statements {4}, "
             "remediations {5}, components {6}",
             viz::printable(path), counts.documents, counts.vulnerabilities, counts.products, counts.statuses,
             counts.remediations, counts.components) +
         "\n";
}

/// A file found in a folder that is not what was looked for, and why.
struct PassedOver {
  std::string file;
  models::Diagnostic why;
};

/// In a few words; the whole sentence is for files that somebody named.
std::string why_passed_over(const viz::Words& words, const models::Diagnostic& why) {
  const std::map<std::string_view, viz::Message> reasons{
      {"rolie", msgid("passed over", "a list of advisories")},
      {advisories::codes::unknown_kind, msgid("passed over", "of no kind that is known")},
      {advisories::codes::empty_file, msgid("passed over", "empty")},
      {advisories::codes::web_page, msgid("passed over", "a page of the web")},
      {advisories::codes::zip_archive, msgid("passed over", "a zip archive, unpack it")},
      {models::codes::not_utf8, msgid("passed over", "not in UTF-8")}};
  const std::string& reason = why.code == advisories::codes::not_an_advisory ? why.found : why.code;
  const auto known = reasons.find(reason);
  return known == reasons.end() ? viz::printable(reason) : words(known->second);
}

std::string passed_over(const viz::Words& words, const std::vector<PassedOver>& files) {
  const std::string first = viz::first_few(words, files, passed_over_shown, [&](const PassedOver& each) {
    return words.format("{0} ({1})", viz::printable(each.file), why_passed_over(words, each.why));
  });
  return words.format("Files that were passed over: {0} – {1}", files.size(), first);
}

/// All files of one command: one transaction, so that an interruption leaves the store as it was.
class Run {
 public:
  Run(const Program& program, const ImportOptions& options, store::Store& store)
      : program_(program), options_(options), store_(store), progress_(program) {}

  Exit all(const std::vector<Source>& files, const std::string& path) {
    for (const Source& each : files) size_ += each.input.size;
    store_.begin();
    for (const Source& each : files) one(each);
    progress_.end();
    options_.dry_run ? store_.roll_back() : store_.commit();
    std::string text;
    for (const auto& [kind, total] : totals_) text += summary(program_.words, kind, total);
    if (!options_.dry_run) text += contents(program_.words, path, store_.counts());
    if (!program_.quiet) write_standard_output(program_, text);
    if (!passed_over_.empty()) tell(program_, passed_over(program_.words, passed_over_));
    if (totals_.empty()) {
      warn(program_, program_.words("Nothing was imported."));
      return Exit::problem;
    }
    if (refused_ == 0) return Exit::done;
    warn(program_, program_.words.format("Refused files: {0}. Nothing of them was imported.", refused_));
    return Exit::problem;
  }

 private:
  void one(const Source& source) {
    store::ImportOptions how;
    if (options_.kind != "advisories") how.kind = options_.kind;
    how.sure = !source.named;
    how.day = models::reading::format_date(today());
    how.progress = [&](std::uint64_t done, std::uint64_t) {
      if (interrupt_.happened())
        throw Failure(Exit::interrupted, program_.words("Interrupted. Nothing was imported."));
      progress_.show(done_ + done, size_);
    };
    const store::FileReport report = store::import_file(store_, source.input, how);
    done_ += source.input.size;
    // A download that was cut off is no other kind of file: what it says would be missing unnoticed.
    const bool damaged = models::has_errors(report.diagnostics) &&
                         report.diagnostics.front().code == advisories::codes::bad_compression;
    if (report.kind.empty() && !source.named && !damaged) {
      passed_over_.push_back({source.input.name, report.diagnostics.front()});
      return;
    }
    Total& total = totals_[report.kind.empty() ? how.kind : report.kind];
    ++total.files;
    progress_.end();
    show(program_, report.diagnostics, problems_shown);
    if (models::has_errors(report.diagnostics)) {
      ++total.refused;
      ++refused_;
    } else {
      add(report, total);
    }
  }

  const Program& program_;
  const ImportOptions& options_;
  store::Store& store_;
  Interrupt interrupt_;
  Progress progress_;
  std::map<std::string, Total> totals_;
  std::vector<PassedOver> passed_over_;
  std::uint64_t size_ = 0, done_ = 0, refused_ = 0;
};

}  // namespace

Exit import_advisories(const Program& program, const ImportOptions& options) {
  if (options.files.empty()) throw Failure(Exit::usage, program.words("Name at least one file to import."));
  const std::vector<Source> files = sources(program, options.files);
  const std::string path = store_path(options.store);
  models::Diagnostics problems;
  auto opened = store::Store::open(path, store::Store::Access::write, problems);
  if (!opened) {
    show(program, problems, problems_shown);
    throw Failure(Exit::problem, program.words("Nothing was imported."));
  }
  try {
    return Run(program, options, *opened).all(files, path);
  } catch (const models::Error& error) {
    throw Failure(Exit::failure, program.words.format("The store {0} could not be written ({1}). It is as it "
                                                      "was before.",
                                                      viz::printable(path), error.what()));
  }
}

}  // namespace hakyu::cli
