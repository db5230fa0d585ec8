// Documents into rows.
#include <fmt/core.h>

#include "models/import/store/parts.hpp"

namespace hakyu::models::store {

namespace {

using namespace advisories;

std::string day(const std::optional<Date>& date) {
  return date ? fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date->year()),
                            static_cast<unsigned>(date->month()), static_cast<unsigned>(date->day()))
              : std::string{};
}

std::int64_t yes(const std::optional<bool>& value) { return value.value_or(false) ? 1 : 0; }

template <class T>
std::int64_t said(const std::optional<T>& value) {
  return value ? 1 : 0;
}

}  // namespace

Writer::Writer(sqlite3* db)
    : db_(db),
      file_(db, "INSERT INTO file(name, sha256, imported, format) VALUES(?,?,?,?)"),
      known_(db,
             "SELECT d.id, d.revision, f.sha256 FROM document d JOIN file f ON f.id=d.file WHERE d.key=?"),
      document_(db,
                "INSERT INTO document(file, key, format, category, label, revision, date) "
                "VALUES(?,?,?,?,?,?,?)"),
      // Whether a number was said at all is told by the last three values.
      vulnerability_(db,
                     "INSERT INTO vulnerability VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,"
                     "iif(?17,?12,NULL),iif(?18,?13,NULL),?14,iif(?19,?15,NULL),?16)"),
      alias_(db, "INSERT OR IGNORE INTO alias VALUES(?,?,?)"),
      brand_(db,
             "INSERT INTO brand(vendor, name) VALUES(?,?) "
             "ON CONFLICT DO UPDATE SET vendor=excluded.vendor RETURNING id"),
      product_(db,
               "INSERT INTO product(document, brand, name, version, cpes, purls, model_numbers) "
               "VALUES(?,?,?,?,?,?,?)"),
      status_(db, "INSERT INTO status VALUES(?,?,?,?,?,?,?,?)"),
      remediation_(db,
                   "INSERT INTO remediation(document, kind, text, url, available_from, entitlements, "
                   "products, scope, scope_source, scope_original, pointer) VALUES(?,?,?,?,?,?,?,?,?,?,?)"),
      remedied_(db, "INSERT OR IGNORE INTO remedied VALUES(?,?)"),
      component_(db, "INSERT INTO component VALUES(?,?,?,?,?,?,?,?,?,?,?)"),
      dependency_(db, "INSERT INTO dependency VALUES(?,?,?,?)") {}

std::int64_t Writer::file(const SourceFile& file) {
  file_.run(file.name, file.sha256, file.imported, file.format);
  return sqlite3_last_insert_rowid(db_);
}

Added Writer::add(std::int64_t file, const std::string& sha256, const Advisory& advisory) {
  Added result = Added::fresh;
  if (known_.with(advisory.document).step()) {
    // Of two files that give the same revision one has to be named: the digest decides, not the order.
    const std::pair old(known_.text(1), known_.text(2));
    if (std::pair(advisory.revision, sha256) <= old) {
      known_.reset();
      return Added::kept;
    }
    const std::int64_t number = known_.number(0);
    known_.reset();
    erase(number);
    result = Added::replaced;
  }
  known_.reset();
  document_.run(file, advisory.document, advisory.format, advisory.category, advisory.label,
                advisory.revision, advisory.date);
  const std::int64_t number = sqlite3_last_insert_rowid(db_);
  vulnerabilities(number, advisory);
  products(number, advisory);
  statuses(number, advisory);
  remediations(number, advisory);
  inventory(number, advisory);
  return result;
}

void Writer::erase(std::int64_t document) {
  const std::string number = std::to_string(document);
  execute(
      db_,
      ("DELETE FROM remedied WHERE remediation IN (SELECT id FROM remediation WHERE document=" + number + ")")
          .c_str());
  for (const char* table :
       {"vulnerability", "alias", "status", "product", "remediation", "component", "dependency"})
    execute(db_, (std::string("DELETE FROM ") + table + " WHERE document=" + number).c_str());
  execute(db_, ("DELETE FROM document WHERE id=" + number).c_str());
}

void Writer::vulnerabilities(std::int64_t document, const Advisory& advisory) {
  for (const Vulnerability& v : advisory.vulnerabilities) {
    const std::string aliases = packed(v.aliases), cvss = packed(v.cvss);
    const std::string published = day(v.published), since = day(v.known_exploited_since);
    vulnerability_.run(document, v.id, aliases, v.title.plain, v.title.ja, v.title.en, v.description.plain,
                       v.description.ja, v.description.en, published, cvss, v.epss.value_or(0.0),
                       yes(v.known_exploited), since, yes(v.ransomware), v.annotation.source, said(v.epss),
                       said(v.known_exploited), said(v.ransomware));
    for (const std::string& alias : v.aliases) alias_.run(alias, document, v.id);
  }
}

std::int64_t Writer::brand(const std::string& vendor, const std::string& name) {
  const auto [at, fresh] = brands_.try_emplace({vendor, name}, 0);
  if (!fresh) return at->second;
  brand_.with(vendor, name).step();
  at->second = brand_.number(0);
  brand_.reset();
  return at->second;
}

void Writer::products(std::int64_t document, const Advisory& advisory) {
  products_.clear();
  for (const ProductRecord& p : advisory.products) {
    const std::string cpes = packed(p.cpes), purls = packed(p.purls), models = packed(p.model_numbers);
    product_.run(document, brand(p.vendor, p.name), p.id, p.version, cpes, purls, models);
    products_.emplace(p.id, sqlite3_last_insert_rowid(db_));
  }
}

void Writer::statuses(std::int64_t document, const Advisory& advisory) {
  for (const StatusRecord& s : advisory.statuses) {
    const auto product = products_.find(s.product);
    const std::string context = packed(s.context);
    status_.run(document, s.vulnerability, product == products_.end() ? 0 : product->second, s.product,
                s.status, static_cast<std::int64_t>(s.meaning), s.justification, context);
  }
}

void Writer::remediations(std::int64_t document, const Advisory& advisory) {
  for (const RemediationRecord& r : advisory.remediations) {
    const std::string entitlements = packed(r.entitlements), products = packed(r.products);
    remediation_.run(document, r.kind, r.text, r.url, r.available_from, entitlements, products,
                     static_cast<std::int64_t>(r.outage.scope), static_cast<std::int64_t>(r.outage.source),
                     r.outage.original, r.pointer);
    const std::int64_t number = sqlite3_last_insert_rowid(db_);
    for (const Id& id : r.vulnerabilities) remedied_.run(id, number);
  }
}

void Writer::inventory(std::int64_t document, const Advisory& advisory) {
  for (const ComponentRecord& c : advisory.components) {
    const std::string cpes = packed(c.cpes), purls = packed(c.purls), addresses = packed(c.addresses);
    component_.run(document, c.id, c.kind, c.vendor, c.name, c.version, cpes, purls, addresses, c.parent,
                   c.note);
  }
  for (const DependencyRecord& d : advisory.dependencies) dependency_.run(document, d.from, d.to, d.kind);
}

Added Store::add(const Advisory& advisory) {
  return parts_->writer->add(parts_->file, parts_->sha256, advisory);
}

}  // namespace hakyu::models::store
