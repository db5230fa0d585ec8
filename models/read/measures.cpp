// Measures and their effects.
#include "models/read/reader.hpp"

namespace hakyu::models::reading {

namespace {

template <class T>
void read_effect(Context& context, const Value& object, Effect& out) {
  T effect;
  ObjectReader<T> reader(context, object, effect);
  describe(reader, Type<T>{});
  // Keys of the other ways to say an effect do not belong here.
  const std::vector<std::string_view>& own = keys_of<T>();
  for (const Value member : object) {
    const auto& all = fields::EffectKeys::keys;
    const bool known = std::find(all.begin(), all.end(), member.key()) != all.end();
    if (known && std::find(own.begin(), own.end(), member.key()) == own.end())
      add_at_key(context.report, member,
                 {codes::conflicting_keys, std::string(member.key()), alternatives(own)});
  }
  out.what = std::move(effect);
}

void check_other_measures(Context& context, const Value& list, const Measure& read) {
  for (const Value item : list)
    if (item.is(JsonKind::string) && item.text() == read.id)
      add(context.report, item, {codes::self_reference, read.id});
}

}  // namespace

void read_special(fields::EffectKeys, Context& context, const Value& object, Effect& out) {
  if (object.find("limits")) return read_effect<LimitsNode>(context, object, out);
  if (object.find("blocks")) return read_effect<BlocksFlow>(context, object, out);
  if (object.find("reduces")) return read_effect<ReducesHazard>(context, object, out);
  if (object.find("removes_credential")) return read_effect<RemovesCredential>(context, object, out);
  if (object.find("recovery")) return read_effect<ReplacesRecovery>(context, object, out);
  report_missing_key(context, object, "limits | blocks | reduces | removes_credential | recovery");
}

void check(Context& context, const Value& object, const Measure& read) {
  const auto needs = object.find("requires");
  const auto conflicts = object.find("conflicts");
  if (needs) check_other_measures(context, *needs, read);
  if (conflicts) check_other_measures(context, *conflicts, read);
  if (!needs || !conflicts) return;
  for (const Value item : *conflicts) {
    const auto& required = read.requires_measures;
    if (item.is(JsonKind::string) &&
        std::find(required.begin(), required.end(), item.text()) != required.end())
      add(context.report, item, {codes::requires_conflict, item.shown()});
  }
}

}  // namespace hakyu::models::reading
