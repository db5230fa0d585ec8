// The enumerations that people see, declared without their headers: texts need no engine.
#pragma once

#include <cstdint>

namespace hakyu::models {
enum class AfterDefect : std::uint8_t;
enum class Ages : std::uint8_t;
enum class ChangeKind : std::uint8_t;
enum class Confirmation : std::uint8_t;
enum class DayKind : std::uint8_t;
enum class Failures : std::uint8_t;
enum class FindingStatus : std::uint8_t;
enum class ImpactClass : std::uint8_t;
enum class MeasureKind : std::uint8_t;
enum class PartyKind : std::uint8_t;
enum class Patching : std::uint8_t;
enum class Phase : std::uint8_t;
enum class Procurement : std::uint8_t;
enum class RequirementKind : std::uint8_t;
enum class ResourceKind : std::uint8_t;
enum class RestartScope : std::uint8_t;
enum class RoleKind : std::uint8_t;
enum class Says : std::uint8_t;
enum class Severity : std::uint8_t;
enum class StepKind : std::uint8_t;
enum class Treatment : std::uint8_t;
enum class Usable : std::uint8_t;
enum class Verified : std::uint8_t;
enum class Warranty : std::uint8_t;
}  // namespace hakyu::models

namespace hakyu::sim {
enum class Cause : std::uint8_t;
enum class EventKind : std::uint8_t;
enum class StatementOrigin : std::uint8_t;
enum class StopReason : std::uint8_t;
enum class Verdict : std::uint8_t;
enum class ViolationKind : std::uint8_t;
}  // namespace hakyu::sim
