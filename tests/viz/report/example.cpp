#include "example.hpp"

#include <chrono>

namespace hakyu::testing {

namespace {

using namespace std::chrono;
using models::Id;
using models::Text;

constexpr sim::Time hour = 3600;
constexpr sim::Time day = 24 * hour;

models::LocalTime at(int month, int d, int h = 0) {
  return models::LocalTime(local_days(year{2026} / month / d)) + hours(h);
}

class Maker {
 public:
  explicit Maker(std::string mark) : mark_(std::move(mark)), model_(std::make_shared<models::Model>()) {}

  Example make() {
    head();
    parties();
    nodes();
    measures();
    plans();
    rest();
    compile();
    sim::Ranking ranked = ranking();
    return {std::move(system_), std::move(ranked)};
  }

  std::size_t extra_plans = 0;
  std::size_t extra_services = 0;
  std::string filler;

 private:
  Text text(const std::string& ja, const std::string& en) const {
    return {"", ja + filler + mark_, en + filler + mark_};
  }

  void head() {
    models::SourceFile file;
    file.name = "hospital" + mark_ + ".json";
    file.sha256 = std::string(64, 'a');
    file.from = "hospital";
    file.title = text("はるかぜ病院", "Harukaze Hospital");
    model_->files.push_back(file);
    model_->study = models::Study{};
    model_->study->start = at(12, 1);
    model_->study->horizon = hours(24 * 30);
    models::Window night;
    night.id = "night";
    night.name = text("夜間", "night");
    night.weekly.push_back({models::DayKind::every, hours(21), hours(5), {}});
    model_->calendar.windows.push_back(night);
    model_->calendar.blackouts.push_back(
        {at(12, 5), at(12, 11), text("レセプト請求", "insurance claims"), {}});
  }

  void parties() {
    const auto party = [&](const char* id, models::PartyKind kind, const char* ja, const char* en) {
      models::Party p;
      p.id = id;
      p.kind = kind;
      p.name = text(ja, en);
      model_->parties.push_back(p);
    };
    party("hospital", models::PartyKind::hospital, "はるかぜ病院", "Harukaze Hospital");
    party("minato", models::PartyKind::vendor, "みなと電算", "Minato Densan");
    party("kitahama", models::PartyKind::vendor, "北浜検査センター", "Kitahama Laboratory");
  }

  void nodes() {
    const auto resource = [&](const char* id, const char* ja, const char* en, const char* maintainer) {
      models::Resource r;
      r.id = id;
      r.name = text(ja, en);
      r.maintainer = maintainer;
      r.addresses = {"192.0.2.77"};
      model_->resources.push_back(r);
    };
    resource("server", "電子カルテサーバ", "EHR server", "minato");
    resource("lab-import", "検査結果取込", "lab result import", "kitahama");
    const auto service = [&](const std::string& id, const std::string& ja, const std::string& en,
                             double weight) {
      models::Service s;
      s.id = id;
      s.name = text(ja, en);
      s.weight.mean = weight;
      model_->services.push_back(s);
    };
    service("emergency", "救急", "emergency", 5);
    service("outpatient", "外来", "outpatient", 1);
    for (std::size_t i = 0; i < extra_services; ++i)
      service("s" + std::to_string(i), "診療機能" + std::to_string(i), "service " + std::to_string(i), 1);
  }

  void measures() {
    const auto measure = [&](const char* id, const char* ja, const char* en, const char* by) {
      models::Measure m;
      m.id = id;
      m.name = text(ja, en);
      m.by = by;
      m.targets = {"server"};
      m.work = models::Work{};
      m.work->crew.push_back({by, 2, {}});
      m.windows = {"night"};
      m.lead_time = hours(72);
      model_->measures.push_back(m);
    };
    measure("os-update", "サーバOSの更新", "update of the server's OS", "minato");
    measure("segment", "ネットワーク分割", "network segmentation", "kitahama");
  }

  void plans() {
    const auto plan = [&](const std::string& id, const std::string& ja, const std::string& en, int d) {
      models::Plan p;
      p.id = id;
      p.name = text(ja, en);
      if (d > 0) p.steps.push_back({models::StepKind::carry_out, "os-update", at(12, d, 22), {}});
      if (d > 0)
        p.steps.push_back({models::StepKind::carry_out, "segment", models::After{"os-update", hours(1)}, {}});
      model_->plans.push_back(p);
    };
    plan("status-quo", "現状維持", "do nothing", 0);
    plan("sunday", "日曜にまとめて適用", "everything on Sunday", 13);
    plan("weekday", "平日夜に適用", "on a weekday night", 15);
    for (std::size_t i = 0; i < extra_plans; ++i)
      plan("p" + std::to_string(i), "案" + std::to_string(i), "plan " + std::to_string(i), 16 + int(i % 10));
  }

  void rest() {
    models::Vulnerability v;
    v.id = "CVE-2024-21762";
    v.title = text("遠隔コード実行", "remote code execution");
    v.known_exploited = true;
    v.epss = 0.9;
    model_->vulnerabilities.push_back(v);
    models::Finding f;
    f.vulnerability = v.id;
    f.resource = "server";
    f.status = models::FindingStatus::affected;
    model_->findings.push_back(f);
    models::Statement s;
    s.id = "minato-os";
    s.by = "minato";
    s.when = {"os-update"};
    s.resource = "server";
    s.says = models::Says::conditional;
    s.conditions = text("版 2.1 以上", "version 2.1 or later");
    model_->statements.push_back(s);
    models::Decision d;
    d.plan = "sunday";
    d.by = text("病院長", "the director");
    d.until = year{2026} / 12 / 4;
    d.review_when = text("悪用が確認されたとき", "when exploitation is confirmed");
    d.default_if_expired = text("現状維持", "do nothing");
    model_->decisions.push_back(d);
    models::Responsibility r;
    r.item = "A12" + mark_;
    r.scope = {"server"};
    r.roles.push_back({"minato", models::RoleKind::perform, models::Phase::normal, {}});
    r.agreement = text("合意済み", "agreed");
    model_->responsibilities.push_back(r);
  }

  void compile_nodes() {
    for (const models::Resource& r : model_->resources) system_.node_ids.push_back(r.id);
    for (const models::Service& s : model_->services) {
      sim::CompiledService service;
      service.node = sim::NodeIndex(system_.node_ids.size());
      service.weight = s.weight.mean;
      service.tolerance = hour;
      system_.services.push_back(service);
      system_.node_ids.push_back(s.id);
    }
    for (std::size_t i = 0; i < system_.node_ids.size(); ++i)
      system_.node_of.emplace(system_.node_ids[i], sim::NodeIndex(i));
    system_.graph = sim::DependencyGraph(system_.node_ids.size(), 0, {});
    system_.excluded.assign(system_.node_ids.size(), 0);
  }

  void compile_measures() {
    for (const models::Measure& m : model_->measures) {
      sim::CompiledMeasure measure;
      measure.duration = sim::Sampler(models::Constant{hours(2)});
      measure.downtime = sim::Sampler(models::Constant{hours(1)});
      measure.give_up_after = 3 * hour;
      measure.rollback = sim::Sampler(models::Constant{hours(1)});
      measure.failure_probability = 0.02;
      system_.measure_of.emplace(m.id, sim::MeasureIndex(system_.measure_ids.size()));
      system_.measure_ids.push_back(m.id);
      system_.measures.push_back(measure);
    }
  }

  void compile_plans() {
    for (const models::Plan& p : model_->plans) {
      sim::CompiledPlan plan;
      plan.id = p.id;
      for (const models::Step& step : p.steps) {
        sim::CompiledStep compiled;
        compiled.measure = system_.measure_of.at(step.measure);
        if (const auto* when = std::get_if<models::LocalTime>(&step.when))
          compiled.when = sim::StepAt{(*when - system_.start).count()};
        else
          compiled.when = sim::StepAfter{0, hour};
        plan.steps.push_back(compiled);
      }
      system_.plan_of.emplace(p.id, sim::PlanIndex(system_.plans.size()));
      system_.plans.push_back(plan);
    }
  }

  void compile() {
    system_.model = model_;
    system_.start = model_->study->start;
    system_.horizon = 30 * day;
    system_.seed = 2026;
    compile_nodes();
    compile_measures();
    compile_plans();
    sim::CompiledStatement stated;
    stated.when = {sim::MeasureIndex(0)};
    stated.resource = sim::NodeIndex(0);
    stated.probability = 0.02;
    stated.model_index = 0;
    system_.statements.push_back(stated);
    sim::CompiledStatement silence = stated;
    silence.resource = sim::NodeIndex(1);
    silence.origin = sim::StatementOrigin::silence;
    silence.model_index.reset();
    silence.ask = "kitahama";
    system_.statements.push_back(silence);
    sim::OpenFinding finding;
    finding.known_exploited = true;
    finding.remedies.push_back({sim::MeasureIndex(0), 1.0});
    system_.findings.push_back(finding);
    system_.assumptions = {{"failure.probability", "os-update", "os_update/yes", "1.5%" + mark_, "0.5–4%",
                            "assumption", "minato"},
                           {"resource.restart", "server", "server", "10m", "5–20m", "assumption", "minato"}};
  }

  static sim::Figure figure(double mean, double half) {
    return {mean, std::max(0.0, mean - half), mean + half};
  }

  sim::RankedPlan ranked(std::size_t i) const {
    sim::RankedPlan plan;
    const models::Plan& stated = model_->plans[i];
    const auto n = static_cast<double>(i);
    plan.id = stated.id;
    plan.rank_best = i + 1;
    plan.rank_worst = i == 0 ? 1 : i + 2;
    plan.best_probability = i == 0 ? 0.9 : 0.05;
    plan.pareto = i < 2;
    sim::Simulation& s = plan.simulation;
    s.plan = stated.id;
    s.replications = 10'000;
    s.impact = figure(104.25 + 37.5 * n, 6.5);
    s.cvar95 = 812.0 + 50 * n;
    s.exposure_days = figure(stated.steps.empty() ? 30.0 : 9.5 + n, 0.1);
    s.exposure_days_kev = figure(stated.steps.empty() ? 30.0 : 4.5 + n, 0.1);
    s.cost = stated.steps.empty() ? 0.0 : 100'000.0 + 10'000 * n;
    for (std::size_t k = 0; k < system_.services.size(); ++k) {
      sim::ServiceFigures f;
      const auto m = static_cast<double>(k);
      f.down_hours = figure(1.25 + 0.5 * n + 0.1 * m, 0.2);
      f.degraded_hours = figure(0.75, 0.1);
      f.affected = figure(17.5 + n + m, 1.5);
      f.outages = figure(1.0, 0.1);
      f.longest_hours = figure(1.1, 0.1);
      f.tolerance_exceeded = figure(0.12, 0.02);
      s.services.push_back(f);
    }
    s.cause_hours = {{"failure", 1.5}, {"planned_work", 2.25 + n}, {"failed_change+failure", 0.125}};
    s.measures.resize(system_.measures.size());
    for (sim::MeasureFigures& m : s.measures) m.in_force = figure(0.97, 0.01);
    return plan;
  }

  sim::Ranking ranking() const {
    sim::Ranking r;
    for (std::size_t i = 0; i < model_->plans.size(); ++i) r.plans.push_back(ranked(i));
    r.plans.back().admissible = false;
    r.plans.back().limits_broken = {sim::ServiceIndex(0)};
    for (std::size_t a = 0; a < r.plans.size(); ++a)
      for (std::size_t b = a + 1; b < r.plans.size(); ++b)
        r.differences.push_back({a, b, {-37.5, -41.25, -33.75}, sim::Verdict::a_better, 1000});
    r.weight_sensitivity.push_back({sim::ServiceIndex(0), 3.5, 0, 1});
    sim::Violation v;
    v.kind = sim::ViolationKind::crew_exceeded;
    v.plan = sim::PlanIndex(1);
    v.measure = sim::MeasureIndex(0);
    v.from = 12 * day + 22 * hour;
    v.to = 13 * day;
    v.party = "minato";
    v.what = "3/2" + mark_;
    r.violations.push_back(v);
    r.assumptions = system_.assumptions;
    r.replications = 10'000;
    r.indifference = 2.5;
    r.stopped_because = sim::StopReason::all_decided;
    return r;
  }

  std::string mark_;
  std::shared_ptr<models::Model> model_;
  sim::System system_;
};

}  // namespace

Example example(const std::string& mark) { return Maker(mark).make(); }

Example crowded(std::size_t plans, std::size_t services) {
  Maker maker("");
  maker.extra_plans = plans - 3;
  maker.extra_services = services - 2;
  maker.filler = "(長い名称のための文字列、第二外科病棟および救命救急センターを含む全病棟)";
  return maker.make();
}

}  // namespace hakyu::testing
