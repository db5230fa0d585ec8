#include "models/names.hpp"

#include <array>

#include "models/model.hpp"

namespace hakyu::models {

namespace {

constexpr WordUse alias = WordUse::alias;
constexpr WordUse internal = WordUse::internal;

template <class E, std::size_t N>
constexpr std::array<Word<E>, N> table(const Word<E> (&words)[N]) {
  return std::to_array(words);
}

constexpr auto levels =
    table<Level>({{Level::down, "down"}, {Level::degraded, "degraded"}, {Level::up, "up"}});

constexpr auto day_kinds = table<DayKind>({{DayKind::monday, "monday"},
                                           {DayKind::tuesday, "tuesday"},
                                           {DayKind::wednesday, "wednesday"},
                                           {DayKind::thursday, "thursday"},
                                           {DayKind::friday, "friday"},
                                           {DayKind::saturday, "saturday"},
                                           {DayKind::sunday, "sunday"},
                                           {DayKind::weekday, "weekday"},
                                           {DayKind::holiday, "holiday"},
                                           {DayKind::every, "every"}});

constexpr auto failures = table<Failures>(
    {{Failures::default_, "default"}, {Failures::stated, "stated"}, {Failures::none, "none"}});

constexpr auto party_kinds = table<PartyKind>({{PartyKind::hospital, "hospital"},
                                               {PartyKind::vendor, "vendor"},
                                               {PartyKind::subcontractor, "subcontractor"},
                                               {PartyKind::authority, "authority"}});

constexpr auto patchings = table<Patching>({{Patching::unknown, "unknown"},
                                            {Patching::included, "included"},
                                            {Patching::charged, "charged"},
                                            {Patching::none, "none"}});

constexpr auto role_kinds = table<RoleKind>({{RoleKind::perform, "perform"},
                                             {RoleKind::confirm, "confirm"},
                                             {RoleKind::report, "report"},
                                             {RoleKind::pay, "pay"}});

constexpr auto phases = table<Phase>({{Phase::normal, "normal"}, {Phase::emergency, "emergency"}});

constexpr auto requirement_kinds =
    table<RequirementKind>({{RequirementKind::unspecified, "unspecified", internal},
                            {RequirementKind::power, "power"},
                            {RequirementKind::host, "host"},
                            {RequirementKind::network, "network"},
                            {RequirementKind::authentication, "authentication"},
                            {RequirementKind::data, "data"},
                            {RequirementKind::order, "order"},
                            {RequirementKind::licence, "licence"},
                            {RequirementKind::version, "version"},
                            {RequirementKind::certificate, "certificate"},
                            {RequirementKind::support, "support"},
                            {RequirementKind::other, "other"}});

constexpr auto resource_kinds = table<ResourceKind>({{ResourceKind::facility, "facility"},
                                                     {ResourceKind::power, "power"},
                                                     {ResourceKind::network, "network"},
                                                     {ResourceKind::firewall, "firewall"},
                                                     {ResourceKind::vpn, "vpn"},
                                                     {ResourceKind::appliance, "appliance"},
                                                     {ResourceKind::server, "server"},
                                                     {ResourceKind::hypervisor, "hypervisor"},
                                                     {ResourceKind::virtual_machine, "virtual_machine"},
                                                     {ResourceKind::storage, "storage"},
                                                     {ResourceKind::operating_system, "operating_system"},
                                                     {ResourceKind::database, "database"},
                                                     {ResourceKind::middleware, "middleware"},
                                                     {ResourceKind::application, "application"},
                                                     {ResourceKind::workstation, "workstation"},
                                                     {ResourceKind::medical_device, "medical_device"},
                                                     {ResourceKind::cloud_service, "cloud_service"},
                                                     {ResourceKind::external_system, "external_system"},
                                                     {ResourceKind::backup, "backup"},
                                                     {ResourceKind::data, "data"}});

constexpr auto ages = table<Ages>({{Ages::calendar, "calendar"}, {Ages::operating, "operating"}});

constexpr auto usables = table<Usable>({{Usable::in_use, "in_use"},
                                        {Usable::spare, "spare"},
                                        {Usable::repair, "repair"},
                                        {Usable::retired, "retired"}});

constexpr auto procurements = table<Procurement>({{Procurement::unknown, "unknown", internal},
                                                  {Procurement::bought, "bought"},
                                                  {Procurement::leased, "leased"},
                                                  {Procurement::service, "service"}});

constexpr auto impact_classes = table<ImpactClass>({{ImpactClass::unstated, "unstated", internal},
                                                    {ImpactClass::I, "Ⅰ"},
                                                    {ImpactClass::I, "I", alias},
                                                    {ImpactClass::II, "Ⅱ"},
                                                    {ImpactClass::II, "II", alias},
                                                    {ImpactClass::III, "Ⅲ"},
                                                    {ImpactClass::III, "III", alias},
                                                    {ImpactClass::IV, "Ⅳ"},
                                                    {ImpactClass::IV, "IV", alias}});

constexpr auto finding_statuses =
    table<FindingStatus>({{FindingStatus::affected, "affected"},
                          {FindingStatus::not_affected, "not_affected"},
                          {FindingStatus::fixed, "fixed"},
                          {FindingStatus::under_investigation, "under_investigation"},
                          {FindingStatus::unknown, "unknown"}});

constexpr auto measure_kinds = table<MeasureKind>({{MeasureKind::vendor_fix, "vendor_fix"},
                                                   {MeasureKind::workaround, "workaround"},
                                                   {MeasureKind::mitigation, "mitigation"},
                                                   {MeasureKind::acceptance, "acceptance"},
                                                   {MeasureKind::change, "change"}});

constexpr auto treatments = table<Treatment>({{Treatment::unstated, "unstated", internal},
                                              {Treatment::reduce, "reduce"},
                                              {Treatment::avoid, "avoid"},
                                              {Treatment::transfer, "transfer"},
                                              {Treatment::retain, "retain"}});

constexpr auto verifieds =
    table<Verified>({{Verified::unknown, "unknown"}, {Verified::yes, "yes"}, {Verified::no, "no"}});

constexpr auto change_kinds = table<ChangeKind>({{ChangeKind::unstated, "unstated", internal},
                                                 {ChangeKind::os_update, "os_update"},
                                                 {ChangeKind::firmware, "firmware"},
                                                 {ChangeKind::database, "database"},
                                                 {ChangeKind::middleware, "middleware"},
                                                 {ChangeKind::application, "application"},
                                                 {ChangeKind::hypervisor, "hypervisor"},
                                                 {ChangeKind::client, "client"},
                                                 {ChangeKind::definition_update, "definition_update"},
                                                 {ChangeKind::hardening, "hardening"},
                                                 {ChangeKind::network, "network"},
                                                 {ChangeKind::replacement, "replacement"},
                                                 {ChangeKind::configuration, "configuration"},
                                                 {ChangeKind::other, "other"}});

constexpr auto restart_scopes =
    table<RestartScope>({{RestartScope::unknown, "unknown"},
                         {RestartScope::none, "none"},
                         {RestartScope::vulnerable_component, "vulnerable_component"},
                         {RestartScope::vulnerable_component, "service", alias},
                         {RestartScope::parent, "parent"},
                         {RestartScope::machine, "machine"},
                         {RestartScope::dependencies, "dependencies"},
                         {RestartScope::connected, "connected"},
                         {RestartScope::zone, "zone"},
                         {RestartScope::system, "system"}});

constexpr auto after_defects =
    table<AfterDefect>({{AfterDefect::roll_back, "roll_back"}, {AfterDefect::keep, "keep"}});

constexpr auto sayings = table<Says>({{Says::compatible, "compatible"},
                                      {Says::conditional, "conditional"},
                                      {Says::incompatible, "incompatible"},
                                      {Says::unverified, "unverified"}});

constexpr auto warranties = table<Warranty>(
    {{Warranty::unstated, "unstated", internal}, {Warranty::kept, "kept"}, {Warranty::void_, "void"}});

}  // namespace

template <>
std::span<const Word<Level>> words() {
  return levels;
}
template <>
std::span<const Word<DayKind>> words() {
  return day_kinds;
}
template <>
std::span<const Word<Failures>> words() {
  return failures;
}
template <>
std::span<const Word<PartyKind>> words() {
  return party_kinds;
}
template <>
std::span<const Word<Patching>> words() {
  return patchings;
}
template <>
std::span<const Word<RoleKind>> words() {
  return role_kinds;
}
template <>
std::span<const Word<Phase>> words() {
  return phases;
}
template <>
std::span<const Word<RequirementKind>> words() {
  return requirement_kinds;
}
template <>
std::span<const Word<ResourceKind>> words() {
  return resource_kinds;
}
template <>
std::span<const Word<Ages>> words() {
  return ages;
}
template <>
std::span<const Word<Usable>> words() {
  return usables;
}
template <>
std::span<const Word<Procurement>> words() {
  return procurements;
}
template <>
std::span<const Word<ImpactClass>> words() {
  return impact_classes;
}
template <>
std::span<const Word<FindingStatus>> words() {
  return finding_statuses;
}
template <>
std::span<const Word<MeasureKind>> words() {
  return measure_kinds;
}
template <>
std::span<const Word<Treatment>> words() {
  return treatments;
}
template <>
std::span<const Word<Verified>> words() {
  return verifieds;
}
template <>
std::span<const Word<ChangeKind>> words() {
  return change_kinds;
}
template <>
std::span<const Word<RestartScope>> words() {
  return restart_scopes;
}
template <>
std::span<const Word<AfterDefect>> words() {
  return after_defects;
}
template <>
std::span<const Word<Says>> words() {
  return sayings;
}
template <>
std::span<const Word<Warranty>> words() {
  return warranties;
}

}  // namespace hakyu::models
