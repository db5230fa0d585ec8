// Expressions that are constant at the mission time (MEF 2.0d, stochastic layer).
#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

#include "models/diagnostic_codes.hpp"
#include "sim/exact/mef/laws.hpp"
#include "sim/exact/mef/parts.hpp"

namespace hakyu::sim::exact::mef {

std::optional<double> number(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return std::nullopt;
  text = text.substr(first, text.find_last_not_of(blanks) + 1 - first);
  if (text.front() == '+' && !text.starts_with("+-")) text.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string digits(double value) {
  char buffer[32];
  return {buffer, std::to_chars(std::begin(buffer), std::end(buffer), value).ptr};
}

std::optional<bool> truth(std::string_view text) {
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return std::nullopt;
}

std::optional<std::uint32_t> whole(Context& context, std::uint32_t document, pugi::xml_node node,
                                   const char* name, std::uint32_t low, std::uint32_t high) {
  const std::string_view text = context.attribute(document, node, name);
  if (!node.attribute(name)) return std::nullopt;
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= low && value <= high) return value;
  context.error(document, node, codes::bad_value, std::string(name) + "=\"" + std::string(text) + "\"",
                std::to_string(low) + " – " + std::to_string(high));
  return std::nullopt;
}

namespace {

using Args = std::span<const Value>;

struct Operation {
  std::string_view element;
  std::uint32_t least;
  std::uint32_t most;
  double (*compute)(Args);
  bool deviate = false;
};

constexpr std::uint32_t any = 0xFFFFFFFF;

double v(Args a, std::size_t i) { return a[i].value; }
double truth_value(bool holds) { return holds ? 1.0 : 0.0; }
template <class Combine>
double fold(Args a, Combine combine) {
  double result = v(a, 0);
  for (std::size_t i = 1; i < a.size(); ++i) result = combine(result, v(a, i));
  return result;
}
double sum(Args a) {
  return fold(a, [](double x, double y) { return x + y; });
}
double choose(Args a) {
  for (std::size_t i = 0; i + 1 < a.size(); i += 2)
    if (v(a, i) != 0.0) return v(a, i + 1);
  return v(a, a.size() - 1);
}
/// Mean of a histogram: lower bound, then (upper bound, weight of the bin) for each bin.
double histogram(Args a) {
  double weights = 0.0;
  double product = 0.0;
  double bound = v(a, 0);
  for (std::size_t i = 1; i + 1 < a.size(); i += 2) {
    weights += v(a, i + 1);
    product += v(a, i + 1) * (bound + v(a, i)) / 2.0;
    bound = v(a, i);
  }
  return product / weights;
}
double periodic_test(Args a) {
  if (a.size() == 4) return laws::tested(v(a, 0), v(a, 1), v(a, 2), v(a, 3));
  return laws::tested_and_repaired(v(a, 0), v(a, 1), v(a, 2), v(a, 3), v(a, 4));
}

// Sorted by element name.
constexpr Operation operations[] = {
    {"GLM", 4, 4, [](Args a) { return laws::glm(v(a, 0), v(a, 1), v(a, 2), v(a, 3)); }},
    {"Weibull", 4, 4, [](Args a) { return laws::weibull(v(a, 0), v(a, 1), v(a, 2), v(a, 3)); }},
    {"abs", 1, 1, [](Args a) { return std::fabs(v(a, 0)); }},
    {"acos", 1, 1, [](Args a) { return std::acos(v(a, 0)); }},
    {"add", 1, any, sum},
    {"and", 1, any,
     [](Args a) { return truth_value(std::ranges::all_of(a, [](Value x) { return x.value != 0.0; })); }},
    {"asin", 1, 1, [](Args a) { return std::asin(v(a, 0)); }},
    {"atan", 1, 1, [](Args a) { return std::atan(v(a, 0)); }},
    {"beta-deviate", 2, 2, [](Args a) { return v(a, 0) / (v(a, 0) + v(a, 1)); }, true},
    {"bin", 2, 2, nullptr},
    {"case", 2, 2, nullptr},
    {"ceil", 1, 1, [](Args a) { return std::ceil(v(a, 0)); }},
    {"cos", 1, 1, [](Args a) { return std::cos(v(a, 0)); }},
    {"cosh", 1, 1, [](Args a) { return std::cosh(v(a, 0)); }},
    {"df", 2, 2, [](Args a) { return truth_value(v(a, 0) != v(a, 1)); }},
    {"div", 2, any, [](Args a) { return fold(a, [](double x, double y) { return x / y; }); }},
    {"eq", 2, 2, [](Args a) { return truth_value(v(a, 0) == v(a, 1)); }},
    {"exp", 1, 1, [](Args a) { return portable_exp(v(a, 0)); }},
    {"exponential", 2, 2, [](Args a) { return laws::exponential(v(a, 0), v(a, 1)); }},
    {"floor", 1, 1, [](Args a) { return std::floor(v(a, 0)); }},
    {"gamma-deviate", 2, 2, [](Args a) { return v(a, 0) * v(a, 1); }, true},
    {"geq", 2, 2, [](Args a) { return truth_value(v(a, 0) >= v(a, 1)); }},
    {"gt", 2, 2, [](Args a) { return truth_value(v(a, 0) > v(a, 1)); }},
    {"histogram", 3, any, histogram, true},
    {"ite", 3, 3, [](Args a) { return v(a, 0) != 0.0 ? v(a, 1) : v(a, 2); }},
    {"leq", 2, 2, [](Args a) { return truth_value(v(a, 0) <= v(a, 1)); }},
    {"log", 1, 1, [](Args a) { return portable_log(v(a, 0)); }},
    {"log10", 1, 1, [](Args a) { return portable_log(v(a, 0)) / std::numbers::ln10; }},
    {"lognormal-deviate", 2, 3,
     [](Args a) { return a.size() == 3 ? v(a, 0) : portable_exp(v(a, 0) + v(a, 1) * v(a, 1) / 2.0); }, true},
    {"lt", 2, 2, [](Args a) { return truth_value(v(a, 0) < v(a, 1)); }},
    {"max", 1, any, [](Args a) { return fold(a, [](double x, double y) { return x < y ? y : x; }); }},
    {"mean", 1, any, [](Args a) { return sum(a) / static_cast<double>(a.size()); }},
    {"min", 1, any, [](Args a) { return fold(a, [](double x, double y) { return y < x ? y : x; }); }},
    {"mod", 2, 2, [](Args a) { return std::fmod(v(a, 0), v(a, 1)); }},
    {"mul", 1, any, [](Args a) { return fold(a, [](double x, double y) { return x * y; }); }},
    {"neg", 1, 1, [](Args a) { return -v(a, 0); }},
    {"normal-deviate", 2, 2, [](Args a) { return v(a, 0); }, true},
    {"not", 1, 1, [](Args a) { return truth_value(v(a, 0) == 0.0); }},
    {"or", 1, any,
     [](Args a) { return truth_value(std::ranges::any_of(a, [](Value x) { return x.value != 0.0; })); }},
    {"periodic-test", 4, 5, periodic_test},
    {"pow", 2, 2, [](Args a) { return laws::power(v(a, 0), v(a, 1)); }},
    {"sin", 1, 1, [](Args a) { return std::sin(v(a, 0)); }},
    {"sinh", 1, 1, [](Args a) { return std::sinh(v(a, 0)); }},
    {"sqrt", 1, 1, [](Args a) { return std::sqrt(v(a, 0)); }},
    {"sub", 1, any, [](Args a) { return fold(a, [](double x, double y) { return x - y; }); }},
    {"switch", 1, any, choose},
    {"tan", 1, 1, [](Args a) { return std::tan(v(a, 0)); }},
    {"tanh", 1, 1, [](Args a) { return std::tanh(v(a, 0)); }},
    {"uniform-deviate", 2, 2, [](Args a) { return (v(a, 0) + v(a, 1)) / 2.0; }, true},
};

/// An argument of a law and the values for which the law is defined.
struct Parameter {
  std::string_view name;
  std::string_view domain;
  [[nodiscard]] bool allows(double x) const {
    if (domain == positive) return x > 0.0;
    return x >= 0.0 && (domain == not_negative || x <= 1.0);
  }
  static constexpr std::string_view positive = "> 0";
  static constexpr std::string_view not_negative = "≥ 0";
  static constexpr std::string_view share = "0 – 1";
};
struct Law {
  std::string_view element;
  std::size_t count;
  Parameter parameters[5];
};
constexpr Parameter lambda{"λ", Parameter::not_negative};
constexpr Parameter mu{"μ", Parameter::not_negative};
constexpr Parameter tau{"τ", Parameter::positive};
constexpr Parameter theta{"θ", Parameter::not_negative};
constexpr Parameter at_time{"t", Parameter::not_negative};
constexpr Law domains[] = {
    {"exponential", 2, {lambda, at_time}},
    {"GLM", 4, {{"γ", Parameter::share}, lambda, mu, at_time}},
    {"Weibull",
     4,
     {{"α", Parameter::positive}, {"β", Parameter::positive}, {"t0", Parameter::not_negative}, at_time}},
    {"periodic-test", 4, {lambda, tau, theta, at_time}},
    {"periodic-test", 5, {lambda, mu, tau, theta, at_time}},
};

constexpr std::string_view unsupported[] = {"extern-function", "test-initiating-event",
                                            "test-functional-event"};

const Operation* operation_of(std::string_view element) {
  const auto* found =
      std::lower_bound(std::begin(operations), std::end(operations), element,
                       [](const Operation& each, std::string_view name) { return each.element < name; });
  return found != std::end(operations) && found->element == element ? found : nullptr;
}

/// `case` and `bin` only give their two values to the operation around them.
bool pairs_fit(std::string_view parent, std::string_view element) {
  if (element == "case") return parent == "switch";
  return element != "bin" || parent == "histogram";
}

}  // namespace

struct Expressions::Frame {
  std::uint32_t document;
  std::uint32_t scope;
  pugi::xml_node element;  ///< a parameter's definition, or an operation
  pugi::xml_node next;     ///< argument to evaluate next
  std::size_t base;        ///< where its values begin
  const Operation* operation;
  std::uint32_t parameter;
};

std::optional<Value> Expressions::evaluate(std::uint32_t document, std::uint32_t scope,
                                           pugi::xml_node element) {
  std::vector<Frame> stack;
  values_.clear();
  bool good = enter(stack, document, scope, element);
  while (good && !stack.empty()) {
    Frame& top = stack.back();
    if (const pugi::xml_node next = top.next) {
      top.next = element_from(context_, top.document, next.next_sibling());
      good = enter(stack, top.document, top.scope, next);
    } else {
      const Frame done = top;
      stack.pop_back();
      good = finish(done);
    }
  }
  for (const Frame& frame : stack)
    if (frame.parameter != none) parameters_.erase(frame.parameter);
  return good && values_.size() == 1 ? std::optional(values_.front()) : std::nullopt;
}

bool Expressions::constant(std::uint32_t document, pugi::xml_node element) {
  const std::string_view name = element.name();
  context_.allow_empty(document, element, "value");
  const std::string_view text = context_.attribute(document, element, "value");
  if (!element.attribute("value")) return false;
  std::optional<double> value;
  if (name == "bool") {
    if (const auto holds = truth(text)) value = *holds ? 1.0 : 0.0;
  } else {
    value = number(text);
    if (value && name == "int" && *value != std::floor(*value)) value.reset();
  }
  if (!value) {
    context_.error(document, element, codes::bad_value, "value=\"" + std::string(text) + "\"",
                   std::string(name));
    return false;
  }
  values_.push_back({*value, false});
  return true;
}

bool Expressions::enter_parameter(std::vector<Frame>& stack, std::uint32_t document, std::uint32_t scope,
                                  pugi::xml_node element) {
  context_.allow_empty(document, element, "name unit");
  const std::string_view name = context_.attribute(document, element, "name");
  if (!element.attribute("name")) return false;
  const std::uint32_t index = context_.resolve(scope, Space::parameter, name);
  if (index == none) {
    context_.error(document, element, models::codes::unknown_reference, std::string(name), "parameter");
    return false;
  }
  const auto [known, is_new] = parameters_.try_emplace(index);
  if (!is_new && known->second.state == State::known) return values_.push_back(known->second.value), true;
  const Definition& definition = context_.definitions[index];
  if (!is_new) {
    context_.error(definition, codes::cycle,
                   std::string(definition.name) + " → … → " + std::string(definition.name));
    return false;
  }
  const pugi::xml_node first = first_content(context_, definition.document, definition.node);
  stack.push_back(
      {definition.document, definition.scope, definition.node, first, values_.size(), nullptr, index});
  return true;
}

bool Expressions::enter(std::vector<Frame>& stack, std::uint32_t document, std::uint32_t scope,
                        pugi::xml_node element) {
  const std::string_view name = element.name();
  if (name == "float" || name == "int" || name == "bool") return constant(document, element);
  if (name == "parameter") return enter_parameter(stack, document, scope, element);
  if (name == "system-mission-time") return values_.push_back({context_.options.mission_time, false}), true;
  if (name == "pi") return values_.push_back({std::numbers::pi, false}), true;
  if (std::ranges::find(unsupported, name) != std::end(unsupported)) {
    context_.error(document, element, codes::unsupported, std::string(name));
    return false;
  }
  const Operation* operation = operation_of(name);
  if (operation == nullptr || !pairs_fit(element.parent().name(), name)) {
    context_.error(document, element, codes::element, std::string(name), "float parameter exponential …");
    return false;
  }
  context_.allow(document, element, "");
  const pugi::xml_node first = element_from(context_, document, element.first_child());
  stack.push_back({document, scope, element, first, values_.size(), operation, none});
  return true;
}

/// False after noting an argument for which the law is not defined, though its formula may give a number.
bool Expressions::inside_domain(const Frame& frame, std::string_view element, std::span<const Value> values) {
  for (const Law& law : domains) {
    if (law.element != element || law.count != values.size()) continue;
    for (std::size_t i = 0; i < law.count; ++i) {
      const Parameter& parameter = law.parameters[i];
      if (parameter.allows(values[i].value)) continue;
      context_.error(
          frame.document, frame.element, codes::bad_value,
          "<" + std::string(element) + "> " + std::string(parameter.name) + " = " + digits(values[i].value),
          std::string(parameter.domain));
      return false;
    }
  }
  return true;
}

bool Expressions::finish(const Frame& frame) {
  const std::size_t count = values_.size() - frame.base;
  if (frame.parameter != none) {
    if (count != 1) {
      context_.error(frame.document, frame.element, models::codes::wrong_count, std::to_string(count), "1");
      return false;
    }
    parameters_[frame.parameter] = {State::known, values_.back()};
    return true;
  }
  const Operation& operation = *frame.operation;
  const bool eleven = operation.element == "periodic-test" && count == 11;
  if (eleven) {
    context_.error(frame.document, frame.element, codes::unsupported, "periodic-test (11)",
                   "periodic-test (4, 5)");
    return false;
  }
  if (count < operation.least || count > operation.most) {
    const std::string upper = operation.most == any ? "…" : std::to_string(operation.most);
    context_.error(
        frame.document, frame.element, models::codes::wrong_count, std::to_string(count),
        operation.least == operation.most ? upper : std::to_string(operation.least) + " – " + upper);
    return false;
  }
  if (operation.compute == nullptr) return true;
  const Args arguments(values_.data() + frame.base, count);
  const bool deviate = operation.deviate || std::ranges::any_of(arguments, [](Value x) { return x.deviate; });
  if (!inside_domain(frame, operation.element, arguments)) return false;
  const double value = operation.compute(arguments);
  if (!std::isfinite(value)) {
    context_.error(frame.document, frame.element, codes::bad_value,
                   "<" + std::string(operation.element) + "> = " + std::to_string(value), "finite");
    return false;
  }
  values_.resize(frame.base);
  values_.push_back({value, deviate});
  return true;
}

}  // namespace hakyu::sim::exact::mef
