// The smallest program on top of the libraries: scores a vulnerability, asks for a store, reads a model,
// ranks its plans and says which is best.
#include <cstdio>
#include <memory>
#include <numeric>

#include "models/import/scores/cvss.hpp"
#include "models/import/store/store.hpp"
#include "models/read/read.hpp"
#include "sim/plans/rank.hpp"
#include "sim/system.hpp"
#include "viz/text/text.hpp"

using namespace hakyu;

namespace {

bool imports() {
  const auto vector = models::scores::parse_cvss("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
  const auto* read = std::get_if<models::scores::CvssVector>(&vector);
  models::Diagnostics problems;
  const bool absent =
      !models::store::Store::open("no such store", models::store::Store::Access::read, problems);
  return read != nullptr && models::scores::overall(models::scores::score(*read)) == 9.8 && absent;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2 || !imports()) return 2;
  models::Diagnostics problems;
  models::ReadResult read = models::read(models::load({arguments[1]}, problems));
  if (models::has_errors(problems) || models::has_errors(read.diagnostics)) return 1;
  sim::CompileResult compiled = sim::compile(std::make_shared<const models::Model>(std::move(read.model)));
  if (!compiled.system) return 1;

  std::vector<sim::PlanIndex> plans;
  for (std::size_t i = 0; i < compiled.system->plans.size(); ++i) plans.emplace_back(i);
  sim::RankOptions options;
  options.simulation.replications = 1000;
  const sim::Ranking ranking = sim::rank(*compiled.system, plans, options);
  const viz::Words words(models::Language::en);
  for (const sim::RankedPlan& plan : ranking.plans)
    std::printf("%s %s %s\n", words.rank(plan.rank_best, plan.rank_worst).c_str(), plan.id.c_str(),
                words.interval(plan.simulation.impact).c_str());
  return ranking.plans.size() == plans.size() ? 0 : 1;
}
