// Devices, software, infrastructure, cloud services and facilities (資源), and how they are connected.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/law.hpp"
#include "models/requirement.hpp"

namespace hakyu::models {

enum class ResourceKind : std::uint8_t {
  facility,
  power,
  network,
  firewall,
  vpn,
  appliance,
  server,
  hypervisor,
  virtual_machine,
  storage,
  operating_system,
  database,
  middleware,
  application,
  workstation,
  medical_device,
  cloud_service,
  external_system,
  backup,
  data
};

struct Software {
  std::string name, vendor, version, cpe, purl;
  Annotation annotation;
  friend bool operator==(const Software&, const Software&) = default;
};

struct RemoteMaintenance {
  Id party;
  Id via;                ///< node
  std::vector<Id> over;  ///< flows
  std::optional<bool> always_on;
  Annotation annotation;
  friend bool operator==(const RemoteMaintenance&, const RemoteMaintenance&) = default;
};

enum class Ages : std::uint8_t { calendar, operating };

/// Background failures: either laws of time to failure and to repair, or a constant availability.
struct Reliability {
  std::optional<Law> time_to_failure;
  std::optional<Law> time_to_repair;
  Ages ages = Ages::calendar;
  std::vector<Id> needs;  ///< nodes or flows that a quick repair needs
  std::optional<Law> extra_if_unavailable;
  std::optional<Estimate> availability;
  Annotation annotation;
  friend bool operator==(const Reliability&, const Reliability&) = default;
};

struct Backup {
  std::optional<bool> restorable;
  std::optional<bool> offline;
  Annotation annotation;
  friend bool operator==(const Backup&, const Backup&) = default;
};

enum class Usable : std::uint8_t { in_use, spare, repair, retired };
enum class Procurement : std::uint8_t { unknown, bought, leased, service };

struct Resource {
  Id id;
  ResourceKind kind = ResourceKind::server;
  Text name;
  Id runs_on;
  std::vector<Requirement> requirements;
  Id zone;
  std::string system;
  std::string asset_number, maker, model, serial;
  Text location, department, users;
  std::optional<int> quantity;
  Id owner;
  Id maintainer;
  Procurement procurement = Procurement::unknown;
  std::vector<Software> software;
  std::vector<std::string> addresses;
  Usable usable = Usable::in_use;
  std::optional<Date> support_ends;
  std::optional<Date> last_confirmed;
  std::vector<RemoteMaintenance> remote_maintenance;
  std::optional<Seconds> restart;
  std::optional<Reliability> reliability;
  std::optional<Backup> backup;
  Annotation annotation;
  friend bool operator==(const Resource&, const Resource&) = default;
};

struct Zone {
  Id id;
  Text name;
  std::optional<double> trust;
  Annotation annotation;
  friend bool operator==(const Zone&, const Zone&) = default;
};

/// What a system is called; resources name it by its id (Resource::system).
struct SystemName {
  std::string id;
  Text name;
  Annotation annotation;
  friend bool operator==(const SystemName&, const SystemName&) = default;
};

struct Flow {
  Id id;
  Id from, to;  ///< zone or node
  std::string protocol;
  std::vector<std::string> ports;
  Text purpose;
  Annotation annotation;
  friend bool operator==(const Flow&, const Flow&) = default;
};

struct Credential {
  Id id;
  std::vector<Id> on;
  Annotation annotation;
  friend bool operator==(const Credential&, const Credential&) = default;
};

}  // namespace hakyu::models
