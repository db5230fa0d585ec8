// Common cause groups (MEF 2.0d, meta-logical layer).
#include <algorithm>
#include <cmath>

#include "models/diagnostic_codes.hpp"
#include "sim/exact/mef/parts.hpp"

namespace hakyu::sim::exact::mef {

namespace {

constexpr double most_combinations = 1 << 20;

struct Factors {
  std::vector<Value> values;
  std::uint32_t first_level = 1;
};

double binomial(std::size_t n, std::size_t k) {
  double result = 1.0;
  for (std::size_t i = 1; i <= k; ++i)
    result = result * static_cast<double>(n - k + i) / static_cast<double>(i);
  return std::round(result);
}

/// The factors in the order of their levels, which must be gapless from `first` on.
bool read_factors(Context& context, Expressions& expressions, const Definition& group, std::uint32_t first,
                  std::vector<Value>& values) {
  pugi::xml_node holder = group.node.child("factors");
  if (!holder) holder = group.node;
  std::uint32_t level = first;
  for (const pugi::xml_node node : holder.children("factor")) {
    context.allow(group.document, node, "level");
    if (node.attribute("level") && !whole(context, group.document, node, "level", level, level)) return false;
    const pugi::xml_node content = element_from(context, group.document, node.first_child());
    if (!content) return context.error(group.document, node, models::codes::wrong_count, "0", "1"), false;
    const auto value = expressions.evaluate(group.document, group.scope, content);
    if (!value) return false;
    if (!(value->value >= 0.0 && value->value <= 1.0))
      return context.error(group.document, node, codes::probability,
                           std::string(group.name) + " = " + digits(value->value), "0 – 1"),
             false;
    values.push_back(*value);
    ++level;
  }
  return true;
}

bool right_number(Context& context, const Definition& group, std::size_t found, std::size_t least,
                  std::size_t most) {
  if (found >= least && found <= most) return true;
  context.error(group, models::codes::wrong_count, std::to_string(found),
                least == most ? std::to_string(least) : std::to_string(least) + " – " + std::to_string(most));
  return false;
}

double total(const std::vector<Value>& values) {
  double sum = 0.0;
  for (const Value& each : values) sum += each.value;
  return sum;
}

/// Σ k·αₖ: members that fail in one failure of the group, on average.
double mean_members(const std::vector<Value>& alphas) {
  double sum = 0.0;
  for (std::size_t k = 1; k <= alphas.size(); ++k) sum += static_cast<double>(k) * alphas[k - 1].value;
  return sum;
}

/// Share of the failure probability of a member that each combination of `k` members has. αₖ is the share of
/// the failures of the group (not of the member) that hit k members: a member is among them k times as often.
std::vector<double> shares(std::string_view model, const std::vector<Value>& factors, std::size_t members) {
  std::vector<double> result;
  if (model == "phi-factor") {
    for (const Value& each : factors) result.push_back(each.value);
  } else if (model == "alpha-factor") {
    for (std::size_t k = 1; k <= factors.size(); ++k)
      result.push_back(static_cast<double>(k) * factors[k - 1].value / mean_members(factors) /
                       binomial(members - 1, k - 1));
  } else {
    double product = 1.0;
    for (std::size_t k = 1; k <= factors.size() + 1; ++k) {
      const double next = k <= factors.size() ? factors[k - 1].value : 0.0;
      result.push_back(product * (1.0 - next) / binomial(members - 1, k - 1));
      product *= next;
    }
  }
  return result;
}

bool fits(Context& context, const Definition& group, std::string_view model,
          const std::vector<Value>& factors, std::size_t members) {
  if (model == "beta-factor") return right_number(context, group, factors.size(), 1, 1);
  if (model == "MGL") return right_number(context, group, factors.size(), 1, members - 1);
  if (!right_number(context, group, factors.size(), 1, members)) return false;
  const double sum = total(factors);
  // The standard asks for a sum of 1; as SCRAM does, values printed with few digits are let pass.
  if (model == "phi-factor" ? std::fabs(sum - 1.0) > 1e-4 : !(sum > 0.0)) {
    context.error(group, models::codes::out_of_range, "Σ = " + std::to_string(sum),
                  model == "phi-factor" ? "1" : "> 0");
    return false;
  }
  return true;
}

}  // namespace

void check_group(Context& context, const Definition& group) {
  const std::uint32_t document = group.document;
  const auto for_each = [&](pugi::xml_node parent, const auto& check) {
    for (pugi::xml_node node = first_content(context, document, parent); node;
         node = element_from(context, document, node.next_sibling()))
      check(node, std::string_view(node.name()));
  };
  const auto refuse = [&](pugi::xml_node node, std::string possible) {
    context.error(document, node, codes::element, node.name(), std::move(possible));
  };
  const auto one_expression = [&](pugi::xml_node node) {
    (void)expect_last(context, document, first_content(context, document, node));
  };
  const auto check_factor = [&](pugi::xml_node node, std::string_view name) {
    name == "factor" ? one_expression(node) : refuse(node, "factor");
  };
  const bool bare = !group.node.child("factors");  // factors may stand in an element of their own or without
  for_each(group.node, [&](pugi::xml_node node, std::string_view name) {
    if (name == "factor" && bare) return one_expression(node);
    if (name != "members" && name != "distribution" && name != "factors")
      return refuse(node, "members distribution factors");
    if (group.node.child(node.name()) != node)
      context.error(document, node, models::codes::duplicate_item, "<" + std::string(name) + ">");
    if (name == "distribution") one_expression(node);
    if (name == "factors") for_each(node, check_factor);
  });
}

std::vector<Combination> common_cause(Context& context, Expressions& expressions, const Definition& group,
                                      std::size_t members) {
  const std::string_view model = context.attribute(group.document, group.node, "model");
  constexpr std::string_view known[] = {"beta-factor", "MGL", "alpha-factor", "phi-factor"};
  if (std::ranges::find(known, model) == std::end(known)) {
    context.error(group, codes::bad_value, "model=\"" + std::string(model) + "\"",
                  "beta-factor MGL alpha-factor phi-factor");
    return {};
  }
  if (members < 2) return right_number(context, group, members, 2, members + 2), std::vector<Combination>();
  const pugi::xml_node distribution =
      element_from(context, group.document, group.node.child("distribution").first_child());
  if (!distribution)
    return context.error(group, codes::no_probability, std::string(group.name)), std::vector<Combination>();
  const auto whole_probability = expressions.evaluate(group.document, group.scope, distribution);
  std::vector<Value> factors;
  const std::uint32_t first = model == "MGL"           ? 2
                              : model == "beta-factor" ? static_cast<std::uint32_t>(members)
                                                       : 1;
  if (!whole_probability || !read_factors(context, expressions, group, first, factors) ||
      !fits(context, group, model, factors, members))
    return {};
  const auto value = [&](double share) {
    const bool deviate =
        whole_probability->deviate || std::ranges::any_of(factors, [](Value x) { return x.deviate; });
    return Value{whole_probability->value * share, deviate};
  };
  if (model == "beta-factor")
    return {{1, value(1.0 - factors.front().value)},
            {static_cast<std::uint32_t>(members), value(factors.front().value)}};
  std::vector<Combination> all;
  double combinations = 0.0;
  for (const double share : shares(model, factors, members)) {
    all.push_back({static_cast<std::uint32_t>(all.size() + 1), value(share)});
    combinations += binomial(members, all.size());
  }
  if (combinations > most_combinations) {
    context.error(group, codes::too_many_combinations, std::string(group.name), std::to_string(1 << 20));
    return {};
  }
  return all;
}

}  // namespace hakyu::sim::exact::mef
