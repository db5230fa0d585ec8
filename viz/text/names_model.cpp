// Names of what a model speaks of.
#include "models/diagnostic.hpp"
#include "models/model.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

using namespace models;  // NOLINT(google-build-using-namespace): this file names all of its enumerations

std::string Words::name(Level level) const {
  switch (level) {
    case Level::down:
      return translate(msgid("level", "down"));
    case Level::degraded:
      return translate(msgid("level", "degraded"));
    case Level::up:
      return translate(msgid("level", "up"));
  }
  return "?";
}

const char* Words::symbol(Level level) {
  switch (level) {
    case Level::down:
      return "✕";
    case Level::degraded:
      return "▲";
    case Level::up:
      return "●";
  }
  return "?";
}

std::string Words::name(ResourceKind kind) const {
  switch (kind) {
    case ResourceKind::facility:
      return translate(msgid("resource kind", "facility"));
    case ResourceKind::power:
      return translate(msgid("resource kind", "power supply"));
    case ResourceKind::network:
      return translate(msgid("resource kind", "network"));
    case ResourceKind::firewall:
      return translate(msgid("resource kind", "firewall"));
    case ResourceKind::vpn:
      return translate(msgid("resource kind", "VPN appliance"));
    case ResourceKind::appliance:
      return translate(msgid("resource kind", "appliance"));
    case ResourceKind::server:
      return translate(msgid("resource kind", "server"));
    case ResourceKind::hypervisor:
      return translate(msgid("resource kind", "hypervisor"));
    case ResourceKind::virtual_machine:
      return translate(msgid("resource kind", "virtual machine"));
    case ResourceKind::storage:
      return translate(msgid("resource kind", "storage"));
    case ResourceKind::operating_system:
      return translate(msgid("resource kind", "operating system"));
    case ResourceKind::database:
      return translate(msgid("resource kind", "database"));
    case ResourceKind::middleware:
      return translate(msgid("resource kind", "middleware"));
    case ResourceKind::application:
      return translate(msgid("resource kind", "application"));
    case ResourceKind::workstation:
      return translate(msgid("resource kind", "workstation"));
    case ResourceKind::medical_device:
      return translate(msgid("resource kind", "medical device"));
    case ResourceKind::cloud_service:
      return translate(msgid("resource kind", "cloud service"));
    case ResourceKind::external_system:
      return translate(msgid("resource kind", "external system"));
    case ResourceKind::backup:
      return translate(msgid("resource kind", "backup"));
    case ResourceKind::data:
      return translate(msgid("resource kind", "data"));
  }
  return "?";
}

std::string Words::name(RequirementKind kind) const {
  switch (kind) {
    case RequirementKind::unspecified:
      return translate(msgid("requirement kind", "not stated"));
    case RequirementKind::power:
      return translate(msgid("requirement kind", "power"));
    case RequirementKind::host:
      return translate(msgid("requirement kind", "host"));
    case RequirementKind::network:
      return translate(msgid("requirement kind", "network"));
    case RequirementKind::authentication:
      return translate(msgid("requirement kind", "authentication"));
    case RequirementKind::data:
      return translate(msgid("requirement kind", "data exchange"));
    case RequirementKind::order:
      return translate(msgid("requirement kind", "orders"));
    case RequirementKind::licence:
      return translate(msgid("requirement kind", "licence"));
    case RequirementKind::version:
      return translate(msgid("requirement kind", "version"));
    case RequirementKind::certificate:
      return translate(msgid("requirement kind", "certificate"));
    case RequirementKind::support:
      return translate(msgid("requirement kind", "vendor support"));
    case RequirementKind::other:
      return translate(msgid("requirement kind", "other"));
  }
  return "?";
}

std::string Words::name(MeasureKind kind) const {
  switch (kind) {
    case MeasureKind::vendor_fix:
      return translate(msgid("measure kind", "vendor fix"));
    case MeasureKind::workaround:
      return translate(msgid("measure kind", "workaround"));
    case MeasureKind::mitigation:
      return translate(msgid("measure kind", "mitigation"));
    case MeasureKind::acceptance:
      return translate(msgid("measure kind", "risk acceptance"));
    case MeasureKind::change:
      return translate(msgid("measure kind", "ordinary change"));
  }
  return "?";
}

std::string Words::name(Treatment treatment) const {
  switch (treatment) {
    case Treatment::unstated:
      return translate(msgid("treatment", "not stated"));
    case Treatment::reduce:
      return translate(msgid("treatment", "reduce"));
    case Treatment::avoid:
      return translate(msgid("treatment", "avoid"));
    case Treatment::transfer:
      return translate(msgid("treatment", "transfer"));
    case Treatment::retain:
      return translate(msgid("treatment", "retain"));
  }
  return "?";
}

std::string Words::name(Verified verified) const {
  switch (verified) {
    case Verified::unknown:
      return translate(msgid("verified", "not known whether verified"));
    case Verified::yes:
      return translate(msgid("verified", "verified by the vendor"));
    case Verified::no:
      return translate(msgid("verified", "not verified"));
  }
  return "?";
}

std::string Words::name(ChangeKind kind) const {
  switch (kind) {
    case ChangeKind::unstated:
      return translate(msgid("change", "not stated"));
    case ChangeKind::os_update:
      return translate(msgid("change", "operating system update"));
    case ChangeKind::firmware:
      return translate(msgid("change", "firmware update"));
    case ChangeKind::database:
      return translate(msgid("change", "database update"));
    case ChangeKind::middleware:
      return translate(msgid("change", "middleware update"));
    case ChangeKind::application:
      return translate(msgid("change", "application update"));
    case ChangeKind::hypervisor:
      return translate(msgid("change", "hypervisor update"));
    case ChangeKind::client:
      return translate(msgid("change", "client update"));
    case ChangeKind::definition_update:
      return translate(msgid("change", "definition update"));
    case ChangeKind::hardening:
      return translate(msgid("change", "hardening"));
    case ChangeKind::network:
      return translate(msgid("change", "network change"));
    case ChangeKind::replacement:
      return translate(msgid("change", "replacement"));
    case ChangeKind::configuration:
      return translate(msgid("change", "configuration change"));
    case ChangeKind::other:
      return translate(msgid("change", "other"));
  }
  return "?";
}

std::string Words::name(RestartScope scope) const {
  switch (scope) {
    case RestartScope::unknown:
      return translate(msgid("restart scope", "unknown"));
    case RestartScope::none:
      return translate(msgid("restart scope", "no restart"));
    case RestartScope::vulnerable_component:
      return translate(msgid("restart scope", "the target only"));
    case RestartScope::parent:
      return translate(msgid("restart scope", "the target and what it runs on"));
    case RestartScope::machine:
      return translate(msgid("restart scope", "the whole machine"));
    case RestartScope::dependencies:
      return translate(msgid("restart scope", "the target and what depends on it"));
    case RestartScope::connected:
      return translate(msgid("restart scope", "the target and its communication partners"));
    case RestartScope::zone:
      return translate(msgid("restart scope", "the whole zone"));
    case RestartScope::system:
      return translate(msgid("restart scope", "the whole system"));
  }
  return "?";
}

std::string Words::name(AfterDefect then) const {
  switch (then) {
    case AfterDefect::roll_back:
      return translate(msgid("after a defect", "roll back"));
    case AfterDefect::keep:
      return translate(msgid("after a defect", "keep"));
  }
  return "?";
}

std::string Words::name(Says says) const {
  switch (says) {
    case Says::compatible:
      return translate(msgid("statement", "compatible"));
    case Says::conditional:
      return translate(msgid("statement", "conditional"));
    case Says::incompatible:
      return translate(msgid("statement", "incompatible"));
    case Says::unverified:
      return translate(msgid("statement", "unverified"));
  }
  return "?";
}

std::string Words::name(Warranty warranty) const {
  switch (warranty) {
    case Warranty::unstated:
      return translate(msgid("warranty", "warranty not stated"));
    case Warranty::kept:
      return translate(msgid("warranty", "warranty kept"));
    case Warranty::void_:
      return translate(msgid("warranty", "warranty void"));
  }
  return "?";
}

std::string Words::name(PartyKind kind) const {
  switch (kind) {
    case PartyKind::hospital:
      return translate(msgid("party", "hospital"));
    case PartyKind::vendor:
      return translate(msgid("party", "vendor"));
    case PartyKind::subcontractor:
      return translate(msgid("party", "subcontractor"));
    case PartyKind::authority:
      return translate(msgid("party", "authority"));
  }
  return "?";
}

std::string Words::name(Patching patching) const {
  switch (patching) {
    case Patching::unknown:
      return translate(msgid("patching", "unknown"));
    case Patching::included:
      return translate(msgid("patching", "included in the contract"));
    case Patching::charged:
      return translate(msgid("patching", "charged separately"));
    case Patching::none:
      return translate(msgid("patching", "not part of the contract"));
  }
  return "?";
}

std::string Words::name(RoleKind role) const {
  switch (role) {
    case RoleKind::perform:
      return translate(msgid("role", "performs"));
    case RoleKind::confirm:
      return translate(msgid("role", "confirms"));
    case RoleKind::report:
      return translate(msgid("role", "reports"));
    case RoleKind::pay:
      return translate(msgid("role", "pays"));
  }
  return "?";
}

std::string Words::name(Phase phase) const {
  switch (phase) {
    case Phase::normal:
      return translate(msgid("phase", "normal operation"));
    case Phase::emergency:
      return translate(msgid("phase", "emergency"));
  }
  return "?";
}

std::string Words::name(FindingStatus status) const {
  switch (status) {
    case FindingStatus::affected:
      return translate(msgid("finding", "affected"));
    case FindingStatus::not_affected:
      return translate(msgid("finding", "not affected"));
    case FindingStatus::fixed:
      return translate(msgid("finding", "fixed"));
    case FindingStatus::under_investigation:
      return translate(msgid("finding", "under investigation"));
    case FindingStatus::unknown:
      return translate(msgid("finding", "unknown"));
  }
  return "?";
}

std::string Words::name(Usable usable) const {
  switch (usable) {
    case Usable::in_use:
      return translate(msgid("usable", "in use"));
    case Usable::spare:
      return translate(msgid("usable", "spare"));
    case Usable::repair:
      return translate(msgid("usable", "in repair"));
    case Usable::retired:
      return translate(msgid("usable", "retired"));
  }
  return "?";
}

std::string Words::name(Procurement procurement) const {
  switch (procurement) {
    case Procurement::unknown:
      return translate(msgid("procurement", "unknown"));
    case Procurement::bought:
      return translate(msgid("procurement", "bought"));
    case Procurement::leased:
      return translate(msgid("procurement", "leased"));
    case Procurement::service:
      return translate(msgid("procurement", "as a service"));
  }
  return "?";
}

std::string Words::name(ImpactClass impact_class) const {
  switch (impact_class) {
    case ImpactClass::unstated:
      return translate(msgid("impact class", "not stated"));
    case ImpactClass::I:
      return translate(msgid("impact class", "class I"));
    case ImpactClass::II:
      return translate(msgid("impact class", "class II"));
    case ImpactClass::III:
      return translate(msgid("impact class", "class III"));
    case ImpactClass::IV:
      return translate(msgid("impact class", "class IV"));
  }
  return "?";
}

std::string Words::name(Failures failures) const {
  switch (failures) {
    case Failures::default_:
      return translate(msgid("failures", "resources fail as stated, else as usual for their kind"));
    case Failures::stated:
      return translate(msgid("failures", "only resources with stated reliability fail"));
    case Failures::none:
      return translate(msgid("failures", "no resource fails by itself"));
  }
  return "?";
}

std::string Words::name(Ages ages) const {
  switch (ages) {
    case Ages::calendar:
      return translate(msgid("ages", "calendar time"));
    case Ages::operating:
      return translate(msgid("ages", "operating time"));
  }
  return "?";
}

std::string Words::name(DayKind day) const {
  switch (day) {
    case DayKind::monday:
      return weekday(1);
    case DayKind::tuesday:
      return weekday(2);
    case DayKind::wednesday:
      return weekday(3);
    case DayKind::thursday:
      return weekday(4);
    case DayKind::friday:
      return weekday(5);
    case DayKind::saturday:
      return weekday(6);
    case DayKind::sunday:
      return weekday(0);
    case DayKind::weekday:
      return translate(msgid("day", "weekdays"));
    case DayKind::holiday:
      return translate(msgid("day", "holidays"));
    case DayKind::every:
      return translate(msgid("day", "every day"));
  }
  return "?";
}

std::string Words::name(StepKind step) const {
  switch (step) {
    case StepKind::carry_out:
      return translate(msgid("step", "carry out"));
    case StepKind::withdraw:
      return translate(msgid("step", "withdraw"));
  }
  return "?";
}

std::string Words::name(Severity severity) const {
  switch (severity) {
    case Severity::warning:
      return translate(msgid("severity", "warning"));
    case Severity::error:
      return translate(msgid("severity", "error"));
  }
  return "?";
}

}  // namespace hakyu::viz
