// Rows into records.
#include "models/import/advisories/tools.hpp"
#include "models/import/store/parts.hpp"

namespace hakyu::models::store {

namespace {

using namespace advisories;

constexpr std::string_view vulnerability_columns =
    "SELECT id, aliases, title, title_ja, title_en, description, description_ja, description_en, published, "
    "cvss, epss, exploited, exploited_since, ransomware, source FROM vulnerability ";

Vulnerability vulnerability_of(const Statement& row) {
  Vulnerability v;
  v.id = row.text(0);
  v.aliases = unpacked(row.text(1));
  v.title = {row.text(2), row.text(3), row.text(4)};
  v.description = {row.text(5), row.text(6), row.text(7)};
  v.published = day_of(row.text(8));
  v.cvss = unpacked(row.text(9));
  if (!row.null(10)) v.epss = row.real(10);
  if (!row.null(11)) v.known_exploited = row.number(11) != 0;
  v.known_exploited_since = day_of(row.text(12));
  if (!row.null(13)) v.ransomware = row.number(13) != 0;
  v.annotation.source = row.text(14);
  return v;
}

constexpr std::string_view product_columns =
    "SELECT p.id, p.document, p.name, b.vendor, b.name, p.version, p.cpes, p.purls, p.model_numbers "
    "FROM product p JOIN brand b ON b.id=p.brand JOIN document d ON d.id=p.document ";

StoredProduct product_of(const Statement& row) {
  return {row.number(0), row.number(1),
          ProductRecord{row.text(2), row.text(3), row.text(4), row.text(5), unpacked(row.text(6)),
                        unpacked(row.text(7)), unpacked(row.text(8))}};
}

constexpr std::string_view status_columns =
    "SELECT s.document, s.product, s.vulnerability, s.name, s.status, s.meaning, s.justification, s.context "
    "FROM status s JOIN document d ON d.id=s.document ";

StoredStatus status_of(const Statement& row) {
  return {row.number(0), row.number(1),
          StatusRecord{row.text(2), row.text(3), row.text(4), static_cast<FindingStatus>(row.number(5)),
                       row.text(6), unpacked(row.text(7))}};
}

constexpr std::string_view document_columns =
    "SELECT d.id, d.key, d.format, d.category, d.label, d.revision, d.date, f.name, f.sha256, f.imported, "
    "f.format FROM document d JOIN file f ON f.id=d.file ";

StoredDocument document_of(const Statement& row) {
  return {row.number(0), row.text(1), row.text(2), row.text(3),
          row.text(4),   row.text(5), row.text(6), {row.text(7), row.text(8), row.text(9), row.text(10)}};
}

std::string joined(std::string_view columns, std::string_view rest) {
  return std::string(columns) + std::string(rest);
}

/// The ids of the vulnerabilities a remediation is for.
std::vector<Id> remedied(Prepared& prepared, std::int64_t remediation) {
  Query rows(prepared, "SELECT vulnerability FROM remedied WHERE remediation=? ORDER BY vulnerability");
  std::vector<Id> ids;
  for (rows.with(remediation); rows.step();) ids.push_back(rows.text(0));
  return ids;
}

}  // namespace

Counts Store::counts() const {
  const auto count = [&](const char* what) {
    Query row(parts_->queries(), std::string("SELECT count(*) FROM ") + what);
    row.step();
    return static_cast<std::uint64_t>(row.number(0));
  };
  if (parts_->fresh) return {};
  return {count("document"),  count("(SELECT DISTINCT id FROM vulnerability)"),
          count("product"),   count("remediation"),
          count("status"),    count("component"),
          count("dependency")};
}

std::vector<SourceFile> Store::files() const {
  if (parts_->fresh) return {};
  Query row(parts_->queries(), "SELECT name, sha256, imported, format FROM file ORDER BY name, sha256");
  std::vector<SourceFile> all;
  while (row.step()) all.push_back({row.text(0), row.text(1), row.text(2), row.text(3)});
  return all;
}

std::optional<StoredDocument> Store::document(std::int64_t number) const {
  Query row(parts_->queries(), joined(document_columns, "WHERE d.id=?"));
  return row.with(number).step() ? std::optional(document_of(row)) : std::nullopt;
}

std::optional<StoredDocument> Store::document(const std::string& key) const {
  Query row(parts_->queries(), joined(document_columns, "WHERE d.key=?"));
  return row.with(key).step() ? std::optional(document_of(row)) : std::nullopt;
}

std::optional<Vulnerability> Store::vulnerability(const Id& id) const {
  Query rows(parts_->queries(), joined(vulnerability_columns, "WHERE id=?"));
  std::vector<Vulnerability> all;
  for (rows.with(id); rows.step();) all.push_back(vulnerability_of(rows));
  if (all.empty()) return std::nullopt;
  return merged(all).front();
}

std::vector<Id> Store::ids_of_alias(const std::string& alias) const {
  Query rows(parts_->queries(),
             "SELECT DISTINCT vulnerability FROM alias WHERE alias=? ORDER BY vulnerability");
  std::vector<Id> ids;
  for (rows.with(alias); rows.step();) ids.push_back(rows.text(0));
  return ids;
}

void Store::vulnerabilities(const std::function<void(const Vulnerability&)>& take) const {
  Query rows(parts_->queries(), joined(vulnerability_columns, "ORDER BY id"));
  std::vector<Vulnerability> same;
  for (bool more = rows.step(); more;) {
    same.push_back(vulnerability_of(rows));
    more = rows.step();
    if (more && rows.text(0) == same.front().id) continue;
    take(merged(same).front());
    same.clear();
  }
}

std::uint64_t Store::brand_count() const {
  Query row(parts_->queries(), "SELECT count(*) FROM brand");
  row.step();
  return static_cast<std::uint64_t>(row.number(0));
}

void Store::brands(const std::function<void(const Brand&)>& take) const {
  Query rows(parts_->queries(),
             "SELECT id, vendor, name FROM brand b WHERE EXISTS(SELECT 1 FROM product WHERE brand=b.id) "
             "ORDER BY vendor, name");
  while (rows.step()) take({rows.number(0), rows.text(1), rows.text(2)});
}

void Store::identifiers(const std::function<void(std::int64_t, const std::vector<std::string>&,
                                                 const std::vector<std::string>&)>& take) const {
  Query rows(parts_->queries(),
             "SELECT DISTINCT brand, cpes, purls FROM product WHERE cpes<>'' OR purls<>''");
  while (rows.step()) take(rows.number(0), unpacked(rows.text(1)), unpacked(rows.text(2)));
}

void Store::statements(
    std::int64_t brand,
    const std::function<void(const StoredProduct&, const std::vector<StatusRecord>&)>& take) const {
  Query products(parts_->queries(), joined(product_columns, "WHERE p.brand=? ORDER BY d.key, p.name, p.id"));
  Query statuses(parts_->queries(),
                 joined(status_columns, "WHERE s.product=? ORDER BY s.vulnerability, s.rowid"));
  std::vector<StatusRecord> said;
  for (products.with(brand); products.step();) {
    const StoredProduct product = product_of(products);
    said.clear();
    for (statuses.with(product.number); statuses.step();) said.push_back(status_of(statuses).status);
    take(product, said);
  }
}

std::optional<StoredProduct> Store::product(std::int64_t number) const {
  Query row(parts_->queries(), joined(product_columns, "WHERE p.id=?"));
  if (!row.with(number).step()) return std::nullopt;
  return product_of(row);
}

std::vector<StoredStatus> Store::statuses(const Id& vulnerability) const {
  Query rows(parts_->queries(), joined(status_columns,
                                       "WHERE s.document IN (SELECT document FROM vulnerability WHERE id=?1) "
                                       "AND s.vulnerability=?1 ORDER BY d.key, s.name, s.rowid"));
  std::vector<StoredStatus> all;
  for (rows.with(vulnerability); rows.step();) all.push_back(status_of(rows));
  return all;
}

std::vector<StoredRemediation> Store::remediations(const Id& vulnerability) const {
  Query rows(parts_->queries(),
             "SELECT r.id, r.document, r.kind, r.text, r.url, r.available_from, r.entitlements, r.products, "
             "r.scope, r.scope_source, r.scope_original, r.pointer FROM remedied x "
             "JOIN remediation r ON r.id=x.remediation JOIN document d ON d.id=r.document "
             "WHERE x.vulnerability=? ORDER BY d.key, r.id");
  std::vector<StoredRemediation> all;
  for (rows.with(vulnerability); rows.step();) {
    RemediationRecord r;
    r.vulnerabilities = remedied(parts_->queries(), rows.number(0));
    r.kind = rows.text(2);
    r.text = rows.text(3);
    r.url = rows.text(4);
    r.available_from = rows.text(5);
    r.entitlements = unpacked(rows.text(6));
    r.products = unpacked(rows.text(7));
    r.outage = {static_cast<RestartScope>(rows.number(8)), static_cast<OutageSource>(rows.number(9)),
                rows.text(10)};
    r.pointer = rows.text(11);
    all.push_back({rows.number(1), std::move(r), rows.number(0)});
  }
  return all;
}

void Store::components(std::int64_t document,
                       const std::function<void(std::int64_t, const ComponentRecord&)>& take) const {
  Query rows(parts_->queries(),
             "SELECT c.document, c.id, kind, vendor, name, version, cpes, purls, addresses, parent, note "
             "FROM component c JOIN document d ON d.id=c.document WHERE ?1=0 OR c.document=?1 "
             "ORDER BY d.key, c.rowid");
  for (rows.with(document); rows.step();)
    take(rows.number(0),
         {rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), unpacked(rows.text(6)),
          unpacked(rows.text(7)), unpacked(rows.text(8)), rows.text(9), rows.text(10)});
}

void Store::dependencies(std::int64_t document,
                         const std::function<void(std::int64_t, const DependencyRecord&)>& take) const {
  Query rows(parts_->queries(),
             "SELECT x.document, source, target, kind FROM dependency x JOIN document d ON d.id=x.document "
             "WHERE ?1=0 OR x.document=?1 ORDER BY d.key, x.rowid");
  for (rows.with(document); rows.step();) take(rows.number(0), {rows.text(1), rows.text(2), rows.text(3)});
}

}  // namespace hakyu::models::store
