// The one shape every advisory, catalogue and feed is read into.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/diagnostic.hpp"
#include "models/measure.hpp"
#include "models/merge.hpp"
#include "models/vulnerability.hpp"

namespace hakyu::models::advisories {

/// Problems that only advisories can have; syntax, encoding and the like have the codes of
/// diagnostic_codes.hpp.
namespace codes {
/// The file is of another kind; found: what it looks like, expected: what was asked for.
inline constexpr std::string_view not_an_advisory = "not-an-advisory";
/// What kind of file it is cannot be told; expected: those that are known.
inline constexpr std::string_view unknown_kind = "unknown-kind";
/// A zip archive: what it holds has to be unpacked first.
inline constexpr std::string_view zip_archive = "zip-archive";
/// There is nothing in the file but blanks.
inline constexpr std::string_view empty_file = "empty-file";
/// A page of the web that was saved in place of the file.
inline constexpr std::string_view web_page = "web-page";
/// A product is in two statuses that exclude one another; found: the product and both statuses.
inline constexpr std::string_view contradicting_status = "contradicting-status";
/// Two different products have one id; found: it.
inline constexpr std::string_view ambiguous_product = "ambiguous-product";
/// A key stands twice in one object of JSON; found: it.
inline constexpr std::string_view repeated_key = "repeated-key";
/// A catalogue has another number of entries than it says; found: how many, expected: what it says.
inline constexpr std::string_view incomplete_catalogue = "incomplete-catalogue";
/// Two bounds for one end of a range, or an end before the beginning; found: the bounds. (warning)
inline constexpr std::string_view contradicting_bounds = "contradicting-bounds";
/// The id of a vulnerability with blanks, unseen signs or over 200 bytes; found: it, expected: what it was
/// made, "" if it was left out. (warning)
inline constexpr std::string_view unusable_id = "unusable-id";
/// A date that has not come yet; found: it, expected: today.
inline constexpr std::string_view future_date = "future-date";
/// Products are made of each other; found: the product.
inline constexpr std::string_view relationship_cycle = "relationship-cycle";
/// The compressed data end early or are damaged, or are larger than allowed.
inline constexpr std::string_view bad_compression = "bad-compression";
/// XML with a document type declaration, which could define entities without bound.
inline constexpr std::string_view doctype = "doctype";
/// A statement about a product that the document does not define; found: its id. (warning)
inline constexpr std::string_view undefined_product = "undefined-product";
/// The text stops before it is complete: a download that was cut off. The place is its end.
inline constexpr std::string_view ends_early = "ends-early";
/// XML that is not well-formed; found: what the parser says.
inline constexpr std::string_view xml_syntax = "xml-syntax";
/// A row of a catalogue that does not say what its headings promise; found: its first cell.
inline constexpr std::string_view bad_row = "bad-row";
/// A score that is no number; found: it, expected: the range.
inline constexpr std::string_view not_a_number = "not-a-number";
/// The file is of the right kind but says nothing. (warning)
inline constexpr std::string_view nothing_found = "nothing-found";

inline constexpr std::array all{
    not_an_advisory,      contradicting_status, ambiguous_product, repeated_key,       incomplete_catalogue,
    contradicting_bounds, future_date,          unusable_id,       relationship_cycle, bad_compression,
    ends_early,           undefined_product,    doctype,           xml_syntax,         bad_row,
    nothing_found,        not_a_number,         empty_file,        zip_archive,        web_page,
    unknown_kind};
}  // namespace codes

/// Which sentence decides how much stands still, most trusted first (formats.md §6).
enum class OutageSource : std::uint8_t { csaf, msrc, unknown };

/// What stands still while a remediation is applied. Unknown is not none.
struct Outage {
  RestartScope scope = RestartScope::unknown;
  OutageSource source = OutageSource::unknown;
  std::string original;  ///< the word of the source, "" if it says nothing
  friend bool operator==(const Outage&, const Outage&) = default;
};

struct RemediationRecord {
  std::vector<Id> vulnerabilities;    ///< sorted
  std::vector<std::string> products;  ///< ids inside the document, sorted; those affected if it names none
  std::string kind;                   ///< the source's own category
  std::string text;                   ///< as written
  std::string url;
  std::string available_from;
  std::vector<std::string> entitlements;
  Outage outage;
  std::string pointer;  ///< place of the first occurrence
  friend bool operator==(const RemediationRecord&, const RemediationRecord&) = default;
};

struct ProductRecord {
  std::string id;  ///< only meaningful inside its document
  std::string vendor;
  std::string name;
  std::string version;  ///< as written: a version, a range or prose; for NVD and OSV "vers:…"
  std::vector<std::string> cpes;
  std::vector<std::string> purls;
  std::vector<std::string> model_numbers;  ///< may hold * and ? (CSAF)
  friend bool operator==(const ProductRecord&, const ProductRecord&) = default;
};

struct StatusRecord {
  Id vulnerability;
  std::string product;
  std::string status;  ///< the source's word
  FindingStatus meaning = FindingStatus::unknown;
  std::string justification;
  /// CPEs of which one has to be there as well ("running on", NVD); empty: no condition.
  std::vector<std::string> context;
  friend bool operator==(const StatusRecord&, const StatusRecord&) = default;
};

/// A thing that is there: a host of a scan, a component or service of an SBOM.
struct ComponentRecord {
  std::string id;    ///< only meaningful inside its document
  std::string kind;  ///< the source's word: host, port, package, application, firmware, service, …
  std::string vendor;
  std::string name;
  std::string version;
  std::vector<std::string> cpes;
  std::vector<std::string> purls;
  std::vector<std::string> addresses;  ///< IP and hardware addresses, "tcp/104" of a port
  std::string parent;                  ///< component it is part of, "" if none
  std::string note;                    ///< what else is worth knowing, as the source says it
  friend bool operator==(const ComponentRecord&, const ComponentRecord&) = default;
};

/// `from` needs `to`, or data flow from one to the other.
struct DependencyRecord {
  std::string from, to;  ///< ids of components
  std::string kind;      ///< the source's word: dependsOn, provides, …
  friend bool operator==(const DependencyRecord&, const DependencyRecord&) = default;
};

/// One document: an advisory, a catalogue, one entry of a feed, an SBOM, a scan.
struct Advisory {
  std::string document;  ///< publisher and number; the identity across revisions
  std::string format;    ///< "CSAF 2.0", "KEV", …
  std::string category;
  std::string label;     ///< traffic light protocol, "" if not stated
  std::string revision;  ///< sorts (byte by byte) like the revisions of the document
  std::string date;      ///< of this revision, as stated
  std::vector<Vulnerability> vulnerabilities;
  std::vector<ProductRecord> products;
  std::vector<RemediationRecord> remediations;  ///< without repetitions
  std::vector<StatusRecord> statuses;
  std::vector<ComponentRecord> components;
  std::vector<DependencyRecord> dependencies;
};

/// If has_errors(diagnostics), `advisories` is empty: nothing is half read. A document that was withdrawn is
/// there without content, so that it replaces its earlier revisions.
struct Reading {
  std::vector<Advisory> advisories;
  Diagnostics diagnostics;
};

/// The readers take the bytes of one file, uncompressed, and never throw on bad content. Complexity: linear,
/// apart from sorting. Limits: 64 MiB of XML, 256 MiB else.

/// CSAF 2.0 and 2.1 (also VEX and the JSON of MyJVN 4.0, which has its shape).
[[nodiscard]] Reading read_csaf(const std::string& file, std::string_view bytes);
/// CISA's catalogue of known exploited vulnerabilities, JSON or CSV.
[[nodiscard]] Reading read_kev(const std::string& file, std::string_view bytes);
/// EPSS scores, CSV of any generation.
[[nodiscard]] Reading read_epss(const std::string& file, std::string_view bytes);
/// Answer of the NVD CVE API 2.0.
[[nodiscard]] Reading read_nvd(const std::string& file, std::string_view bytes);
/// MyJVN: VULDEF 3.2 and JVNRSS 3.2 (XML), 4.0 (JSON).
[[nodiscard]] Reading read_jvn(const std::string& file, std::string_view bytes);
/// One OSV record or a list of them.
[[nodiscard]] Reading read_osv(const std::string& file, std::string_view bytes);

/// Microsoft's security updates, CVRF 1.1.
[[nodiscard]] Reading read_msrc(const std::string& file, std::string_view bytes);
/// CycloneDX 1.2 to 1.6, JSON: components, services, dependencies, VEX.
[[nodiscard]] Reading read_cyclonedx(const std::string& file, std::string_view bytes);
/// nmap -oX: hosts and ports.
[[nodiscard]] Reading read_nmap(const std::string& file, std::string_view bytes);
/// Result of a vuls scan: one host, its packages, what was found.
[[nodiscard]] Reading read_vuls(const std::string& file, std::string_view bytes);

using models::merged;

}  // namespace hakyu::models::advisories
