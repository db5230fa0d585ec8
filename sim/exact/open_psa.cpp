#include "sim/exact/open_psa.hpp"

#include "models/diagnostic_codes.hpp"
#include "sim/exact/mef/parts.hpp"

namespace hakyu::sim::exact {

namespace {

using mef::Context;
using mef::none;

/// The gates asked for, or the only root.
std::vector<std::uint32_t> choose_tops(Context& context, const std::vector<std::uint32_t>& roots) {
  std::vector<std::uint32_t> tops;
  for (const std::string& name : context.options.tops) {
    const std::uint32_t found = context.resolve(0, mef::Space::event, name);
    if (found == none)
      context.error_at(0, 0, models::codes::unknown_reference, name, "gate");
    else if (context.definitions[found].what != mef::What::gate)
      context.error(context.definitions[found], codes::wrong_kind, name, "gate");
    else
      tops.push_back(found);
  }
  if (!context.options.tops.empty()) return tops;
  if (roots.size() > 1) {
    constexpr std::size_t most_names = 20;
    std::string names;
    for (std::size_t i = 0; i < roots.size() && i < most_names; ++i)
      names += (i == 0 ? "" : ", ") + context.full_name(context.definitions[roots[i]]);
    if (roots.size() > most_names) names += ", … (" + std::to_string(roots.size()) + ")";
    context.error(context.definitions[roots[1]], codes::several_tops, names);
  }
  return roots;
}

/// Errors in gates that the tops do not need are errors all the same: a cycle, a name that does not exist.
void check_others(Context& context, const mef::Formulas& made) {
  mef::Formulas others(context);
  for (std::uint32_t i = 0; i < context.definitions.size(); ++i)
    if (context.definitions[i].what == mef::What::gate && !made.made(i)) (void)others.gate(i);
}

}  // namespace

OpenPsaResult read_open_psa(std::span<const XmlText> texts, const OpenPsaOptions& options) {
  Context context(options);
  OpenPsaResult result;
  const auto refuse = [&] {
    result.diagnostics = std::move(context.diagnostics);
    return std::move(result);
  };
  if (!mef::parse(context, texts)) return refuse();
  mef::collect(context);
  if (context.failed()) return refuse();
  const std::vector<std::uint32_t> tops = choose_tops(context, mef::roots(context));
  mef::Formulas formulas(context);
  for (const std::uint32_t top : tops) {
    const auto literal = formulas.gate(top);
    if (!literal) continue;
    formulas.tree.tops.push_back(*literal);
    formulas.tree.top_names.push_back(context.full_name(context.definitions[top]));
  }
  check_others(context, formulas);
  if (tops.empty() && !context.failed()) context.error_at(0, 0, codes::no_top, {}, "define-gate");
  if (!context.failed()) result.tree = std::move(formulas.tree);
  return refuse();
}

}  // namespace hakyu::sim::exact
