#include "viz/text/text.hpp"

#include <limits>
#include <locale>
#include <vector>

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include "models/diagnostic.hpp"
#include "viz/text/ja_catalogue.hpp"

namespace hakyu::viz {

namespace {

using Facet = boost::locale::message_format<char>;

// The catalogue lies in the program, not in a file, and needs no locale of the operating system.
std::vector<char> embedded_catalogue(const std::string& /*file*/, const std::string& /*encoding*/) {
  const std::string_view bytes = ja_catalogue();
  return {bytes.begin(), bytes.end()};
}

std::locale japanese_locale() {
  boost::locale::gnu_gettext::messages_info info;
  info.language = std::string("ja");
  info.encoding = std::string("UTF-8");
  info.domains.emplace_back("hakyu");
  info.paths.emplace_back("embedded");
  info.callback = embedded_catalogue;
  return {std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info)};
}

}  // namespace

class Words::Catalogue {
 public:
  Catalogue() : locale_(japanese_locale()), facet_(&std::use_facet<Facet>(locale_)) {}
  [[nodiscard]] const char* find(Message m) const { return facet_->get(0, m.context, m.id); }
  [[nodiscard]] const char* find(const char* one, int n) const { return facet_->get(0, nullptr, one, n); }

 private:
  std::locale locale_;  ///< owns the facet
  const Facet* facet_;
};

Words::Words(models::Language language) : language_(language) {
  if (!japanese()) return;
  static const auto only = std::make_shared<const Catalogue>();  // reading it takes milliseconds
  catalogue_ = only;
}

std::string Words::translate(Message message) const {
  const char* found = catalogue_ ? catalogue_->find(message) : nullptr;
  return found != nullptr ? found : message.id;
}

std::string Words::plural(const char* one, const char* many, std::uint64_t n) const {
  constexpr std::uint64_t largest = std::numeric_limits<int>::max();
  const char* found =
      catalogue_ ? catalogue_->find(one, static_cast<int>(n < largest ? n : largest)) : nullptr;
  if (found != nullptr) return found;
  return n == 1 ? one : many;
}

std::string Words::place(const models::Diagnostic& d) {
  std::string place = d.file;
  if (d.line > 0) place += fmt::format(":{}", d.line);
  if (d.line > 0 && d.column > 0) place += fmt::format(":{}", d.column);
  if (!d.pointer.empty()) place += (place.empty() ? "" : " ") + d.pointer;
  return place;
}

}  // namespace hakyu::viz
