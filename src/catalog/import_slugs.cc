#include "catalog/import_slugs.h"

#include <algorithm>
#include <map>

#include "catalog/import_write.h"

namespace catalog {
namespace {

std::string known_number(const std::optional<int>& value) {
  return value ? std::to_string(*value) : std::string{};
}

// 1500 thousandths are "1-500": part of a slug.
std::string height(int milli) {
  return std::to_string(milli / 1000) +
         (milli % 1000 == 0 ? "" : "-" + std::to_string(milli % 1000));
}

// Who has which slug, so far.
class Taken {
 public:
  void add(const std::string& slug, const Distinction& theirs) { by_slug_.emplace(slug, theirs); }
  void add_holders(store::Tx& tx, const std::vector<std::string>& slugs) {
    for (const auto& holder : find_slug_holders(tx, slugs))
      add(holder.slug, Distinction{holder.ports, holder.poe_ports, holder.airflow, holder.category,
                                   holder.u_height_known ? height(holder.u_height_milli) : "",
                                   holder.power_supplies, holder.max_draw, holder.weight});
  }
  const Distinction* holder_of(const std::string& slug) const {
    const auto at = by_slug_.find(slug);
    return at == by_slug_.end() ? nullptr : &at->second;
  }

 private:
  std::map<std::string, Distinction> by_slug_;
};

std::string next_slug(store::Tx& tx, const SlugWish& wish, const Distinction& theirs,
                      Taken& taken) {
  const auto others = other_slugs(wish.slug, wish.mine, theirs);
  taken.add_holders(tx, others);
  const auto free = std::find_if(others.begin(), others.end(), [&](const auto& slug) {
    return taken.holder_of(slug) == nullptr;
  });
  if (free == others.end()) throw base::Error{"no slug is left for " + wish.slug};
  return *free;
}

}  // namespace

Distinction distinction_of(const ProductFacts& facts, const std::string& category) {
  Distinction mine;
  mine.ports = facts.ports.value_or("");
  mine.poe_ports = known_number(facts.poe_ports);
  mine.airflow = facts.airflow.value_or("");
  mine.category = category;
  mine.u_height = facts.u_height_milli ? height(*facts.u_height_milli) : "";
  mine.power_supplies = known_number(facts.power_supplies);
  mine.max_draw = known_number(facts.max_draw_watts);
  mine.weight = known_number(facts.weight_g);
  return mine;
}

std::vector<std::string> free_slugs(store::Tx& tx, const std::vector<SlugWish>& wishes) {
  std::vector<std::string> slugs;
  if (wishes.empty()) return slugs;
  slugs.reserve(wishes.size());
  for (const auto& wish : wishes) slugs.push_back(wish.slug);
  Taken taken;
  taken.add_holders(tx, slugs);
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    const auto& wish = wishes[i];
    if (const auto* theirs = taken.holder_of(wish.slug))
      slugs[i] = next_slug(tx, wish, Distinction{*theirs}, taken);
    taken.add(slugs[i], wish.mine);
  }
  return slugs;
}

}  // namespace catalog
