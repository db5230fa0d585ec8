// What the parts of the Open-PSA reader share: the documents, the diagnostics, and everything with a name.
#pragma once

#include <deque>
#include <optional>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sim/exact/open_psa.hpp"
#include "sim/exact/open_psa_codes.hpp"

namespace hakyu::sim::exact::mef {

inline constexpr std::uint32_t none = 0xFFFFFFFF;

/// One text, parsed. Positions are found in it by binary search.
struct Document {
  std::string file;
  std::string_view text;   ///< without a byte order mark
  std::uint32_t mark = 0;  ///< bytes of the byte order mark
  pugi::xml_document xml;
  std::vector<std::uint32_t> lines;  ///< offset of the first byte of each line
};

enum class What : std::uint8_t { gate, basic_event, house_event, parameter, group };

/// Events of all kinds share one space of names; parameters, groups and containers have their own.
enum class Space : std::uint8_t { event, parameter, group, container };

struct Definition {
  What what = What::gate;
  bool is_private = false;
  std::uint32_t document = 0;
  std::uint32_t scope = 0;
  std::uint32_t group = none;  ///< of a basic event: the common cause group it is a member of
  std::string_view name;
  pugi::xml_node node;
};

/// A fault tree or component; 0 is the model itself.
struct Scope {
  std::uint32_t parent = none;
  std::uint32_t depth = 0;
  bool is_private = false;
  std::string_view name;
};

class Context {
 public:
  explicit Context(const OpenPsaOptions& chosen) : options(chosen) {}

  const OpenPsaOptions& options;
  models::Diagnostics diagnostics;
  std::deque<Document> documents;
  std::vector<Definition> definitions;
  std::vector<Scope> scopes{Scope{}};

  /// Notes an error at the beginning of an element; beyond 1,000 only their number.
  void error(std::uint32_t document, pugi::xml_node at, std::string_view code, std::string found,
             std::string expected = {}, models::Severity severity = models::Severity::error);
  void error(const Definition& definition, std::string_view code, std::string found,
             std::string expected = {}) {
    error(definition.document, definition.node, code, std::move(found), std::move(expected));
  }
  void error_at(std::uint32_t document, std::size_t offset, std::string_view code, std::string found,
                std::string expected, models::Severity severity = models::Severity::error);
  /// Counts bytes of what is read and made, about. False beyond the limit of reading.
  bool hold(std::uint64_t bytes) { return (held_ += bytes) <= options.memory; }
  /// Notes at an element that the limit was passed.
  void note_too_large(std::uint32_t document, pugi::xml_node at);
  [[nodiscard]] bool failed() const { return models::has_errors(diagnostics); }
  /// "file:line:column" of a definition.
  [[nodiscard]] std::string place(const Definition& definition) const;

  /// True if the name was free in that scope.
  bool enter(std::uint32_t scope, Space space, std::string_view name, std::uint32_t what);
  [[nodiscard]] std::uint32_t find(std::uint32_t scope, Space space, std::string_view name) const;
  /// What `reference` (a name or a dotted path) means inside `scope`: the innermost container that has it,
  /// outwards to the public names of the model. `none` if nothing does.
  [[nodiscard]] std::uint32_t resolve(std::uint32_t scope, Space space, std::string_view reference) const;
  /// The name if it is public, else the path from the fault tree down.
  [[nodiscard]] std::string full_name(const Definition& definition) const;

  /// Value of a required attribute, or empty after noting that it is missing.
  std::string_view attribute(std::uint32_t document, pugi::xml_node node, const char* name);
  /// Notes attributes other than these (separated by blanks), and repeated ones.
  void allow(std::uint32_t document, pugi::xml_node node, std::string_view names);
  /// The same, and notes elements inside an element that holds none.
  void allow_empty(std::uint32_t document, pugi::xml_node node, std::string_view names);

 private:
  struct Key {
    std::uint32_t scope;
    Space space;
    std::string_view name;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const {
      return std::hash<std::string_view>()(key.name) ^
             (static_cast<std::size_t>(key.scope) * 0x9E3779B97F4A7C15ULL +
              static_cast<std::size_t>(key.space));
    }
  };
  std::unordered_map<Key, std::uint32_t, Hash> names_;
  std::size_t problems_ = 0;
  std::uint64_t held_ = 0;
};

/// Next sibling that is an element, from `node` on; text among them is an error unless it is a comment.
pugi::xml_node element_from(Context& context, std::uint32_t document, pugi::xml_node node);
/// First child element after the optional label and attributes.
pugi::xml_node first_content(Context& context, std::uint32_t document, pugi::xml_node parent);
/// Notes what follows `content`, which is all that may stand there. True if nothing does.
bool expect_last(Context& context, std::uint32_t document, pugi::xml_node content);

/// Parses all texts. False if one is no XML we accept.
bool parse(Context& context, std::span<const XmlText> texts);
/// Enters everything that has a name.
void collect(Context& context);

/// A number, and whether a random deviate went into it.
struct Value {
  double value = 0.0;
  bool deviate = false;
};

/// Evaluates expressions at the mission time; parameters once.
class Expressions {
 public:
  explicit Expressions(Context& context) : context_(context) {}
  /// The expression `element` inside `scope`. Nothing after an error (which has been noted).
  std::optional<Value> evaluate(std::uint32_t document, std::uint32_t scope, pugi::xml_node element);

 private:
  struct Frame;
  bool enter(std::vector<Frame>& stack, std::uint32_t document, std::uint32_t scope, pugi::xml_node element);
  bool enter_parameter(std::vector<Frame>& stack, std::uint32_t document, std::uint32_t scope,
                       pugi::xml_node element);
  bool constant(std::uint32_t document, pugi::xml_node element);
  bool finish(const Frame& frame);
  bool inside_domain(const Frame& frame, std::string_view element, std::span<const Value> values);

  enum class State : std::uint8_t { open, known };
  struct Known {
    State state = State::open;
    Value value;
  };
  Context& context_;
  std::unordered_map<std::uint32_t, Known> parameters_;
  std::vector<Value> values_;
};

/// A whole number attribute in [low, high], or nothing after noting why.
std::optional<std::uint32_t> whole(Context& context, std::uint32_t document, pugi::xml_node node,
                                   const char* name, std::uint32_t low, std::uint32_t high);
std::optional<double> number(std::string_view text);
std::optional<bool> truth(std::string_view text);
/// A number as it reads back exactly.
std::string digits(double value);

/// Makes formulas of gates.
class Formulas {
 public:
  explicit Formulas(Context& context);
  /// The literal of a gate; nothing after an error.
  std::optional<Literal> gate(std::uint32_t definition);
  [[nodiscard]] bool made(std::uint32_t definition) const { return states_[definition] == State::known; }
  FaultTree tree;

 private:
  struct Frame;
  bool enter(std::vector<Frame>& stack, std::uint32_t document, std::uint32_t scope, pugi::xml_node element);
  bool refer(std::vector<Frame>& stack, std::uint32_t document, std::uint32_t scope, pugi::xml_node element);
  bool push_gate(std::vector<Frame>& stack, std::uint32_t definition);
  void note_cycle(const std::vector<Frame>& stack, std::uint32_t definition);
  bool finish(const Frame& frame);
  std::optional<Literal> combine(const Frame& frame, std::span<const Literal> arguments);
  std::optional<Literal> basic_event(std::uint32_t definition);
  std::optional<Literal> house_event(std::uint32_t definition);
  bool expand(std::uint32_t group);
  std::optional<Literal> event(std::string name, const Definition& definition, Value probability);

  enum class State : std::uint8_t { unknown, open, known };
  Context& context_;
  Expressions expressions_;
  std::vector<State> states_;
  std::vector<Literal> literals_;
  std::vector<Literal> arguments_;
};

/// Factor k of a common cause group: each combination of k members (numbered in the order of the file) has
/// the probability `probability`.
struct Combination {
  std::uint32_t size = 1;
  Value probability;
};
/// Notes what the elements of a common cause group have too much.
void check_group(Context& context, const Definition& group);
/// What a common cause group stands for; empty after an error.
std::vector<Combination> common_cause(Context& context, Expressions& expressions, const Definition& group,
                                      std::size_t members);
/// Members of a group, as definitions, in the order of the file.
std::vector<std::uint32_t> members_of(const Context& context, const Definition& group);

/// Counts references and returns the gates that no gate refers to, in the order of the file.
std::vector<std::uint32_t> roots(Context& context);

}  // namespace hakyu::sim::exact::mef
