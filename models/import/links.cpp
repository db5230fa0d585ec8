// What rows say about other devices.
#include <algorithm>
#include <array>

#include "models/import/builder.hpp"
#include "models/import/codes.hpp"
#include "models/import/text.hpp"
#include "models/import/values.hpp"
#include "models/names.hpp"

namespace hakyu::models::import {

namespace {

/// Finds what bears the id, or adds it with the name people gave it.
template <class Named>
Named& find_or_add(std::vector<Named>& all, const Id& id, const std::string& name) {
  for (Named& each : all)
    if (each.id == id) return each;
  Named added;
  added.id = id;
  added.name.plain = one_line(name);
  return all.emplace_back(std::move(added));
}

}  // namespace

/// The id that the mapping gives a name, else one made of it.
Id LedgerBuilder::id_of(Field field, const std::string& name, const std::string& made) const {
  const auto word = read_word(mapping_, field, name);
  return word && word->exact ? word->word : made;
}

Id LedgerBuilder::party(const std::string& name) {
  const NameAndPhone known = split_phone(name);
  const Id id = id_of(Field::maintainer, name,
                      id_of(Field::maintainer, known.name, make_id(company(known.name), "party")));
  Party& party = find_or_add(model_.parties, id, known.name);
  std::string& contact = party.contact.plain;
  if (!known.phone.empty() && contact.find(known.phone) == std::string::npos)
    contact += (contact.empty() ? "" : " / ") + known.phone;
  if (names_hospital(known.name)) party.kind = PartyKind::hospital;
  if (names_department(known.name)) {
    party.kind = PartyKind::hospital;
    party.annotation.assumption = true;  // by the sound of its name
  }
  return id;
}

Id LedgerBuilder::zone(const std::string& name) {
  return find_or_add(model_.zones, id_of(Field::zone, name, make_id(name, "zone")), name).id;
}

std::vector<Id> LedgerBuilder::resolve(const std::string& text) const {
  const auto found = by_name_.find(compact(text));
  if (found == by_name_.end()) return {};
  std::vector<Id> ids;
  for (const Id& id : found->second)
    if (index_.count(id) > 0) ids.push_back(id);
  return ids;
}

std::optional<Id> LedgerBuilder::resolve(const Link& link) {
  const std::vector<Id> ids = resolve(link.text);
  if (ids.size() == 1) return ids.front();
  std::string all;
  for (const Id& id : ids) all += (all.empty() ? "" : ", ") + id;
  const bool number = std::all_of(ids.begin(), ids.end(), [&](const Id& id) {
    return compact(model_.resources[index_.at(id)].asset_number) == compact(link.text);
  });
  const std::string_view code = ids.empty() ? codes::reference
                                : number    ? codes::ambiguous_number
                                            : codes::ambiguous;
  warn(*link.table, link.row, link.column, code, link.text, all);
  return std::nullopt;
}

void LedgerBuilder::apply(const Link& link) {
  Resource& resource = model_.resources[index_.at(link.resource)];
  const std::optional<Id> target = resolve(link);
  if (!target || *target == resource.id) {
    if (target) warn(*link.table, link.row, link.column, codes::reference, link.text, resource.id);
    return note(resource.annotation, std::string(field_name(link.field)) + ": " + link.text);
  }
  if (link.field == Field::runs_on) resource.runs_on = *target;
  if (link.field == Field::requires_) {
    Requirement requirement;
    requirement.of = {*target};
    requirement.annotation.source = resource.annotation.source;
    resource.requirements.push_back(std::move(requirement));
  }
  if (link.field == Field::remote_via) {
    // One way for one line; several ways belong to as many lines in the same order.
    if (link.of == resource.remote_maintenance.size())
      resource.remote_maintenance[link.item].via = *target;
    else if (!resource.remote_maintenance.empty())
      note(resource.annotation, std::string(field_name(link.field)) + ": " + link.text);
  }
}

Id LedgerBuilder::flow(const RowCells& row, const Id& from, const Id& to) {
  const std::string protocol = row.name(Field::protocol), ports = fold(row.name(Field::ports));
  if (protocol.empty() && ports.empty()) return {};
  Flow flow;
  flow.from = from;
  flow.to = to;
  flow.protocol = one_line(protocol);
  flow.ports = split_list(ports);
  flow.purpose.plain = one_line(row.text(Field::purpose));
  flow.id = make_id(from + "-" + to + (ports.empty() ? "" : "-" + ports), "flow");
  const Id first = flow.id;
  for (int n = 2; !flow_ids_.insert(flow.id).second; ++n) flow.id = first + "-" + std::to_string(n);
  model_.flows.push_back(flow);
  return flow.id;
}

/// What has no place of its own in the model: remarks, and what a connection is for if it is no flow.
void LedgerBuilder::keep_remarks(const RowCells& row, Dependency& dependency) const {
  for (const RowCells::Entry& entry : row.entries) {
    const Field field = entry.column->field;
    if (says_nothing(entry.text)) continue;
    if (field == Field::note) note(dependency.annotation, entry.text);
    if (field == Field::keep || (field == Field::purpose && dependency.requirement.over.empty()))
      keep(dependency.annotation, entry);
  }
}

void LedgerBuilder::connect(const Connection& connection) {
  const RowCells& row = connection.row;
  std::array<std::optional<Id>, 2> ends;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto* entry = row.find(i == 0 ? Field::from : Field::to);
    ends[i] = resolve(Link{
        {}, entry->column->field, entry->text, connection.table, row.number, entry->column->number, 0, 1});
  }
  if (!ends[0] || !ends[1]) return;
  if (*ends[0] == *ends[1]) {
    const auto* to = row.find(Field::to);
    return warn(*connection.table, row.number, to->column->number, codes::reference, to->text, *ends[0]);
  }
  Dependency dependency;
  dependency.from = *ends[0];
  dependency.requirement.of = {*ends[1]};
  dependency.annotation.source =
      connection.table->file.substr(connection.table->file.find_last_of("/\\") + 1) +
      (connection.table->sheet.empty() ? "" : " / " + connection.table->sheet);
  // The list says that two devices are connected; that one needs the other is our reading.
  dependency.annotation.assumption = true;
  if (const auto* entry = row.find(Field::relation); entry != nullptr && !says_nothing(entry->text)) {
    const auto word = read_word(mapping_, Field::relation, entry->text);
    dependency.requirement.kind =
        word ? value_of<RequirementKind>(word->word).value() : RequirementKind::other;
    if (!word || !word->exact) dependency.annotation.note.plain = entry->text;
  }
  if (const std::string by = row.name(Field::claimed_by); !by.empty()) dependency.claimed_by = party(by);
  if (const std::string by = row.name(Field::confirmed_by); !by.empty()) {
    for (const std::string& each : split_list(by)) dependency.confirmed_by.push_back(party(each));
    dependency.annotation.assumption = false;
  }
  if (const auto* entry = row.find(Field::date)) {
    const auto date = read_date(entry->text, false);
    if (date)
      dependency.date = date->date;
    else if (!says_nothing(entry->text))
      warn(*connection.table, row.number, entry->column->number, codes::value, entry->text, "2027-03-31");
  }
  if (const Id over = flow(row, *ends[0], *ends[1]); !over.empty()) dependency.requirement.over = {over};
  keep_remarks(row, dependency);
  model_.dependencies.push_back(std::move(dependency));
}

void LedgerBuilder::finish() {
  make_devices();
  for (const auto& [id, links] : links_)
    for (const Link& link : links) apply(link);
  for (const Connection& connection : connections_) connect(connection);
}

}  // namespace hakyu::models::import
