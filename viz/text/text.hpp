// Words for people in Japanese and English: sentences, names, numbers, times. The engine has none.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "models/text.hpp"
#include "models/units.hpp"
#include "viz/text/enums.hpp"

namespace hakyu::models {
struct Diagnostic;
}
namespace hakyu::sim {
struct Assumption;
struct Figure;
}  // namespace hakyu::sim

namespace hakyu::viz {

/// An English text of the catalogue, with a context where English uses one word for two concepts. Texts that
/// reach Words other than as a literal argument are marked with `msgid("…")`, so that the test of the
/// catalogue finds them in the sources.
struct Message {
  const char* context = nullptr;
  const char* id = "";
};
constexpr Message msgid(const char* id) { return {nullptr, id}; }
constexpr Message msgid(const char* context, const char* id) { return {context, id}; }

/// Speaks one language. The English text in the code is the key (and the English wording); the Japanese one
/// is in viz/text/ja.po, compiled into the library. Cheap to copy; const functions may be used by many
/// threads. A text that is missing in the catalogue is returned in English; tests forbid that it is missing.
class Words {
 public:
  explicit Words(models::Language language);

  [[nodiscard]] models::Language language() const { return language_; }
  [[nodiscard]] bool japanese() const { return language_ == models::Language::ja; }

  // ---- texts -----------------------------------------------------------------------------------------
  [[nodiscard]] std::string operator()(const char* english) const { return translate({nullptr, english}); }
  [[nodiscard]] std::string operator()(Message message) const { return translate(message); }
  /// A text of the model in this language.
  [[nodiscard]] const std::string& operator()(const models::Text& text) const { return text.in(language_); }

  /// The translated text with its fields filled in (fmt syntax; a translation may reorder with {1} {0}).
  /// Throws fmt::format_error if text and arguments do not fit (a defect: tests compare the fields of all
  /// translations).
  template <class... Args>
  [[nodiscard]] std::string format(const char* english, const Args&... args) const {
    return fmt::vformat(translate({nullptr, english}), fmt::make_format_args(args...));
  }
  template <class... Args>
  [[nodiscard]] std::string format(Message message, const Args&... args) const {
    return fmt::vformat(translate(message), fmt::make_format_args(args...));
  }
  /// "1 plan" / "3 plans": chooses the form for `n` and fills it in as {0}; further arguments follow.
  template <class... Args>
  [[nodiscard]] std::string count(const char* one, const char* many, std::uint64_t n,
                                  const Args&... args) const {
    const std::string number = integer(static_cast<std::int64_t>(n));
    return fmt::vformat(plural(one, many, n), fmt::make_format_args(number, args...));
  }

  // ---- numbers ---------------------------------------------------------------------------------------
  /// 1,234 / 12.3 / 0.4 / <0.1: as many digits as a reader in a hospital needs. Zero is "0"; what is not
  /// zero never looks like zero. Infinite is ∞, not a number is 不明 / unknown.
  [[nodiscard]] std::string number(double value) const;
  [[nodiscard]] std::string integer(std::int64_t value) const;
  /// "+1,234" / "-12.3" / "+0.04" / "0": a difference; up to three decimals, so that its sign means
  /// something.
  [[nodiscard]] std::string difference(double value) const;
  /// "12.3(11.8〜12.9)" / "12.3 (11.8–12.9)": all three with the same decimals, as many as keep them apart.
  [[nodiscard]] std::string interval(double mean, double low, double high) const;
  [[nodiscard]] std::string interval(const sim::Figure& figure) const;
  [[nodiscard]] std::string difference(const sim::Figure& figure) const;
  /// A rank, never narrower than the evidence: "2" or "2〜4" / "2–4".
  [[nodiscard]] std::string rank(std::size_t best, std::size_t worst) const;
  /// 4.2% / 12% / <0.1% / >99.9%; 0% and 100% only if exactly so.
  [[nodiscard]] std::string percent(double probability) const;
  [[nodiscard]] std::string percent(const sim::Figure& figure) const;
  /// "約4%" / "about 4%".
  [[nodiscard]] std::string about_percent(double probability) const;
  /// "約25回に1回" / "about 1 in 25".
  [[nodiscard]] std::string one_in(double probability) const;
  /// The same for what was computed, not drawn: however small, "約250万回に1回"; 0 is "none".
  [[nodiscard]] std::string computed_one_in(double probability) const;
  /// "まれ(約200回に1回)" / "rare (about 1 in 200)". Rare < 1 %, occasional < 10 %, frequent < 50 %.
  [[nodiscard]] std::string frequency(double probability) const;

  // ---- times -----------------------------------------------------------------------------------------
  /// "2時間30分" / "2 h 30 min": the two largest units that matter, rounded.
  [[nodiscard]] std::string duration(std::int64_t seconds) const;
  [[nodiscard]] std::string duration(models::Seconds seconds) const { return duration(seconds.count()); }
  /// The same from hours; above zero but below a minute: "1分未満" / "<1 min".
  [[nodiscard]] std::string hours(double hours) const;
  /// Mean and interval of hours, in one unit: "1.5時間(1.2〜1.9)" / "1.5 h (1.2–1.9)".
  [[nodiscard]] std::string hours(const sim::Figure& figure) const;
  /// "12月6日(日) 02:00" / "Sun 6 Dec 02:00"; seconds are shown if there are any.
  [[nodiscard]] std::string time(models::LocalTime time) const;
  /// "12月6日(日) 02:00〜05:30" / "Sun 6 Dec 02:00–05:30"; the day is repeated only if it differs.
  [[nodiscard]] std::string span(models::LocalTime from, models::LocalTime to) const;
  /// "2026年12月6日(日)" / "Sun 6 Dec 2026".
  [[nodiscard]] std::string date(models::Date date) const;
  [[nodiscard]] std::string weekday(unsigned sunday_is_0) const;

  // ---- names of what the model and the results speak of ------------------------------------------------
  [[nodiscard]] std::string name(models::Level level) const;
  /// A sign that carries the level without colour: ● ▲ ✕.
  [[nodiscard]] static const char* symbol(models::Level level);
  [[nodiscard]] std::string name(models::ResourceKind kind) const;
  [[nodiscard]] std::string name(models::RequirementKind kind) const;
  [[nodiscard]] std::string name(models::MeasureKind kind) const;
  [[nodiscard]] std::string name(models::Treatment treatment) const;
  [[nodiscard]] std::string name(models::Verified verified) const;
  [[nodiscard]] std::string name(models::ChangeKind kind) const;
  [[nodiscard]] std::string name(models::RestartScope scope) const;
  [[nodiscard]] std::string name(models::AfterDefect then) const;
  [[nodiscard]] std::string name(models::Says says) const;
  [[nodiscard]] std::string name(models::Warranty warranty) const;
  [[nodiscard]] std::string name(models::PartyKind kind) const;
  [[nodiscard]] std::string name(models::Patching patching) const;
  [[nodiscard]] std::string name(models::RoleKind role) const;
  [[nodiscard]] std::string name(models::Phase phase) const;
  [[nodiscard]] std::string name(models::FindingStatus status) const;
  [[nodiscard]] std::string name(models::Usable usable) const;
  [[nodiscard]] std::string name(models::Procurement procurement) const;
  [[nodiscard]] std::string name(models::ImpactClass impact_class) const;
  [[nodiscard]] std::string name(models::Failures failures) const;
  [[nodiscard]] std::string name(models::Ages ages) const;
  [[nodiscard]] std::string name(models::DayKind day) const;
  [[nodiscard]] std::string name(models::StepKind step) const;
  [[nodiscard]] std::string name(models::Severity severity) const;
  [[nodiscard]] std::string name(sim::Cause cause) const;
  [[nodiscard]] std::string name(sim::StatementOrigin origin) const;
  [[nodiscard]] std::string name(sim::EventKind event) const;
  [[nodiscard]] std::string name(sim::ViolationKind kind) const;
  [[nodiscard]] std::string name(sim::Verdict verdict) const;
  [[nodiscard]] std::string name(sim::StopReason reason) const;
  [[nodiscard]] std::string name(models::Confirmation confirmation) const;
  /// A set of causes as simulation results write it, "failed_change+failure": "変更の失敗+故障". An unknown
  /// name is returned as it is.
  [[nodiscard]] std::string causes(std::string_view set) const;
  /// The same from the bits of sim::CauseSet.
  [[nodiscard]] std::string causes(std::uint8_t set) const;
  /// What an assumption is about: a field of models/defaults.json or a rule. Unknown ones as they are.
  [[nodiscard]] std::string field(std::string_view field) const;

  /// The value of an assumption for people who know no laws: "lognormal 5h34m 17h" →
  /// "半数は5時間34分以内、95%は17時間以内(対数正規分布)"; text it does not know as it is.
  [[nodiscard]] std::string value(std::string_view value) const;
  /// Its range: "90 d-1 y" → "90日〜1年", "0.5-3 x" → "0.5〜3倍".
  [[nodiscard]] std::string range(std::string_view range) const;
  /// Its source: those of the shipped table in this language, others as they are.
  [[nodiscard]] std::string source(std::string_view source) const;
  /// The kind of its row, "silence/os_update" → "回答なし / OS更新"; unknown words as they are.
  [[nodiscard]] std::string kind(std::string_view field, std::string_view kind) const;

  // ---- sentences -------------------------------------------------------------------------------------
  /// What is wrong, what was found, what was expected and what to do; without the place (see `place`).
  [[nodiscard]] std::string sentence(const models::Diagnostic& diagnostic) const;
  /// "hospital.json:12:7 /resources/3/runs_on"; empty if nothing is known.
  [[nodiscard]] static std::string place(const models::Diagnostic& diagnostic);
  /// One assumption as a sentence: subject, value, range, source, whom to ask.
  [[nodiscard]] std::string sentence(const sim::Assumption& assumption) const;

 private:
  class Catalogue;
  [[nodiscard]] std::string duration_of(std::string_view number, std::string_view unit) const;
  [[nodiscard]] std::string translate(Message message) const;
  [[nodiscard]] std::string plural(const char* one, const char* many, std::uint64_t n) const;
  [[nodiscard]] std::string two_units(Message both, Message large, Message small, std::int64_t n_large,
                                      std::int64_t n_small) const;

  models::Language language_;
  std::shared_ptr<const Catalogue> catalogue_;  ///< empty for English
};

/// The texts of a diagnostic code, or no value if the code has none (tests: every code has one).
[[nodiscard]] std::optional<Message> diagnostic_message(std::string_view code);

}  // namespace hakyu::viz
