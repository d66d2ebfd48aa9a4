#include <algorithm>

#include "promo/pricing.h"

namespace promo {

Index::Index(const std::vector<Line>& lines) : lines_{lines} {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& item = *lines[i].item;
    products_.emplace_back(item.product.raw(), i);
    brands_.emplace_back(item.brand.raw(), i);
    for (const auto category : item.categories) categories_.emplace_back(category.raw(), i);
  }
  std::sort(products_.begin(), products_.end());
  std::sort(brands_.begin(), brands_.end());
  std::sort(categories_.begin(), categories_.end());
}

template <class Id>
void Index::mark(const Names& names, const std::vector<Id>& ids, std::vector<char>& marks) {
  for (const auto id : ids)
    for (auto at =
             std::lower_bound(names.begin(), names.end(), std::pair{id.raw(), std::size_t{0}});
         at != names.end() && at->first == id.raw(); ++at)
      marks[at->second] = 1;
}

void Index::mark(const Scope& scope, std::vector<char>& marks) const {
  mark(products_, scope.products, marks);
  mark(categories_, scope.categories, marks);
  mark(brands_, scope.brands, marks);
  for (const auto& condition : scope.conditions)
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (lines_[i].item->condition == condition) marks[i] = 1;
}

std::vector<std::size_t> Index::meant(const Scope& include, const Scope& exclude) const {
  std::vector<char> within(lines_.size(), include.empty() ? 1 : 0);
  std::vector<char> without(lines_.size(), 0);
  mark(include, within);
  mark(exclude, without);
  std::vector<std::size_t> meant;
  for (std::size_t i = 0; i < lines_.size(); ++i)
    if (within[i] != 0 && without[i] == 0 && lines_[i].item->goods != Goods::GiftCard)
      meant.push_back(i);
  return meant;
}

}  // namespace promo
