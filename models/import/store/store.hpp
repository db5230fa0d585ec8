// The vulnerability store: what advisories, catalogues and feeds say, in one SQLite file, each row with the
// document, file and digest it comes from.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/diagnostic.hpp"
#include "models/import/advisories/record.hpp"

namespace hakyu::models::store {

/// Problems of the store itself; those of the files are in advisories/record.hpp.
namespace codes {
/// The file is no store; found: what SQLite says.
inline constexpr std::string_view not_a_store = "not-a-store";
/// A store of another version of the program; found: its version, expected: ours.
inline constexpr std::string_view other_version = "store-version";
/// Somebody else is writing into it.
inline constexpr std::string_view busy = "store-busy";
/// The store cannot be opened or made; found: what the system says.
inline constexpr std::string_view cannot_open = "cannot-open-store";

inline constexpr std::array all{not_a_store, other_version, busy, cannot_open};
}  // namespace codes

/// A file that was imported.
struct SourceFile {
  std::string name;      ///< as given when it was imported
  std::string sha256;    ///< of its bytes
  std::string imported;  ///< day of the import, "2026-11-27"
  std::string format;
  friend bool operator==(const SourceFile&, const SourceFile&) = default;
};

/// One document (an advisory, one CVE of a feed, a catalogue) and where it was read.
struct StoredDocument {
  std::int64_t number = 0;  ///< inside this store only
  std::string key;          ///< identity across revisions: publisher and number
  std::string format, category, label;
  std::string revision;  ///< sorts like the revisions of the document
  std::string date;      ///< as stated by the document
  SourceFile file;
};

/// Vendor and product name as one document wrote them; many products share it.
struct Brand {
  std::int64_t number = 0;
  std::string vendor, name;
};

struct StoredProduct {
  std::int64_t number = 0;
  std::int64_t document = 0;
  advisories::ProductRecord product;
};

struct StoredStatus {
  std::int64_t document = 0;
  std::int64_t product = 0;  ///< StoredProduct::number; 0 if the document does not describe the product
  advisories::StatusRecord status;
};

struct StoredRemediation {
  std::int64_t document = 0;
  advisories::RemediationRecord remediation;
  std::int64_t number = 0;  ///< inside this store only; those of one document rise in its order
};

/// How many rows there are of each kind.
struct Counts {
  std::uint64_t documents = 0, vulnerabilities = 0, products = 0, remediations = 0, statuses = 0,
                components = 0, dependencies = 0;
  friend bool operator==(const Counts&, const Counts&) = default;
};

/// What Store::add did with a document.
enum class Added : std::uint8_t {
  fresh,     ///< not known before
  replaced,  ///< an older revision was there and is gone
  kept       ///< the same or a newer revision is there; nothing changed
};

/// A store. What it answers does not depend on the order in which files were imported: of each document the
/// newest revision counts, and what several documents say about a vulnerability is joined when it is asked
/// for (advisories::merged). All lists come sorted. Every call throws models::Error("store", …) if the file
/// or the disk fails; a transaction that is not committed leaves nothing behind.
class Store {
 public:
  enum class Access : std::uint8_t { read, write };
  /// Opens the store, with Access::write makes it if it is not there. No value: see diagnostics.
  [[nodiscard]] static std::optional<Store> open(const std::string& path, Access access,
                                                 Diagnostics& diagnostics);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // ---- Writing, inside begin … commit only.
  void begin();
  void commit();
  void roll_back() noexcept;
  /// Whether a file with this content was imported before.
  [[nodiscard]] bool has_file(const std::string& sha256) const;
  /// Takes up a file; its documents follow with add. Until keep_file, drop_file takes all of it back.
  void begin_file(const SourceFile& file);
  Added add(const advisories::Advisory& advisory);
  void keep_file();
  void drop_file() noexcept;

  // ---- Questions. Each uses an index and calls back in sorted order.
  [[nodiscard]] Counts counts() const;
  [[nodiscard]] std::vector<SourceFile> files() const;
  [[nodiscard]] std::optional<StoredDocument> document(std::int64_t number) const;
  [[nodiscard]] std::optional<StoredDocument> document(const std::string& key) const;
  /// Everything said about one vulnerability, joined.
  [[nodiscard]] std::optional<Vulnerability> vulnerability(const Id& id) const;
  /// Ids of the vulnerabilities that name `alias` as another number of theirs.
  [[nodiscard]] std::vector<Id> ids_of_alias(const std::string& alias) const;
  /// All, joined, by id. Memory: one vulnerability at a time.
  void vulnerabilities(const std::function<void(const Vulnerability&)>& take) const;
  [[nodiscard]] std::uint64_t brand_count() const;
  /// Every pair of vendor and name, once (some 10^5 for the whole NVD): compare these with the assets first.
  void brands(const std::function<void(const Brand&)>& take) const;
  /// CPEs and purls of products, with the number of their brand.
  void identifiers(const std::function<void(std::int64_t brand, const std::vector<std::string>& cpes,
                                            const std::vector<std::string>& purls)>& take) const;
  /// The products of one brand, with versions and identifiers, each with what is said about it.
  void statements(std::int64_t brand,
                  const std::function<void(const StoredProduct&,
                                           const std::vector<advisories::StatusRecord>&)>& take) const;
  [[nodiscard]] std::optional<StoredProduct> product(std::int64_t number) const;
  [[nodiscard]] std::vector<StoredStatus> statuses(const Id& vulnerability) const;
  [[nodiscard]] std::vector<StoredRemediation> remediations(const Id& vulnerability) const;
  /// Inventories (SBOM, scans): the components of one document, or of all if `document` is 0.
  void components(std::int64_t document,
                  const std::function<void(std::int64_t, const advisories::ComponentRecord&)>& take) const;
  void dependencies(std::int64_t document,
                    const std::function<void(std::int64_t, const advisories::DependencyRecord&)>& take) const;

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace hakyu::models::store
