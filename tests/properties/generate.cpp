#include "tests/properties/generate.hpp"

#include <algorithm>
#include <numeric>

namespace hakyu::reference {

void showValue(const System& system, std::ostream& out) {
  const auto list = [&](const char* name, const std::vector<int>& values) {
    out << ' ' << name << '[';
    for (int value : values) out << ' ' << value;
    out << " ]";
  };
  for (std::size_t v = 0; v < system.needs.size(); ++v) {
    out << "\nnode " << v;
    for (const Requirement& r : system.needs[v]) {
      list("\n  needs", r.of);
      list("over", r.over);
      out << " k_up " << r.k_up << " k_degraded " << r.k_degraded << " on_loss " << r.on_loss << " holdover "
          << r.holdover << " recovery " << r.recovery;
    }
  }
  out << '\n';
}

}  // namespace hakyu::reference

namespace hakyu::test {
namespace {

constexpr int kFlows = 2;

/// Providers among the first `choices` nodes: a bit set decides which, so that shrinking drops providers.
std::vector<int> chosen(int choices) {
  std::vector<int> result;
  const int bits = *rc::gen::inRange(1, 1 << choices);
  for (int p = 0; p < choices; ++p)
    if ((bits >> p) % 2 == 1) result.push_back(p);
  if (*rc::gen::arbitrary<bool>()) std::reverse(result.begin(), result.end());
  if (result.size() > 4) result.resize(4);
  return result;
}

reference::Requirement requirement(int choices, const Shape& shape) {
  reference::Requirement r;
  r.of = chosen(choices);
  r.k_up = *rc::gen::inRange(1, static_cast<int>(r.of.size()) + 1);
  r.k_degraded = *rc::gen::inRange(1, r.k_up + 1);
  r.on_loss = *rc::gen::inRange(0, 2);
  if (shape.filters) {
    r.holdover = *rc::gen::inRange(0, 5);
    r.recovery = *rc::gen::inRange(0, 5);
  }
  for (int f = 0; f < kFlows; ++f)
    if (*rc::gen::inRange(0, 6) == 5) r.over.push_back(f);
  return r;
}

}  // namespace

rc::Gen<reference::System> systems(Shape shape) {
  return rc::gen::exec([shape] {
    reference::System system;
    system.flows = kFlows;
    const int nodes = *rc::gen::inRange(1, shape.most_nodes + 1);
    system.needs.resize(static_cast<std::size_t>(nodes));
    for (int v = 0; v < nodes; ++v) {
      const int choices = shape.acyclic ? v : nodes;
      const int requirements = choices == 0 ? 0 : *rc::gen::inRange(0, shape.most_requirements + 1);
      for (int i = 0; i < requirements; ++i)
        system.needs[static_cast<std::size_t>(v)].push_back(requirement(choices, shape));
    }
    return system;
  });
}

rc::Gen<reference::Levels> intrinsic_levels(const reference::System& system) {
  return rc::gen::container<reference::Levels>(system.needs.size(), rc::gen::element(2, 2, 2, 1, 0));
}

rc::Gen<reference::Blocked> blocked_flows(const reference::System& system) {
  return rc::gen::container<reference::Blocked>(static_cast<std::size_t>(system.flows),
                                                rc::gen::element(false, false, true));
}

}  // namespace hakyu::test
