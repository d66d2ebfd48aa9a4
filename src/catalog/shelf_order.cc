#include "catalog/shelf_order.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <tuple>
#include <type_traits>

namespace catalog {
namespace {

using Indexes = ShelfOrder::Indexes;

// Every piece begins at a multiple of this, so that numbers can be read where they stand.
constexpr std::size_t kAligned = 8;

std::size_t up_to_next(std::size_t n) {
  return (n + kAligned - 1) / kAligned * kAligned;
}

// Written and read by one machine: numbers stand as they are in memory.
class Out {
 public:
  template <class Numbers>
  void numbers(const Numbers& values) {
    using T = std::remove_cvref_t<decltype(*values.data())>;
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= kAligned);
    size(values.size());
    append(values.data(), values.size() * sizeof(T));
  }
  void text(const std::string& value) {
    size(value.size());
    append(value.data(), value.size());
  }
  void size(std::uint64_t value) { append(&value, sizeof value); }
  std::string bytes;

 private:
  void append(const void* data, std::size_t n) {
    if (n > 0) bytes.append(static_cast<const char*>(data), n);
    bytes.append(up_to_next(n) - n, '\0');
  }
};

// Answers false from the first piece on that is not there.
class In {
 public:
  In(std::string_view bytes, const std::shared_ptr<const void>& keeper)
      : rest_{bytes}, keeper_{keeper} {}
  template <class T>
  bool numbers(std::vector<T>& values) {
    std::uint64_t n = 0;
    if (!size(n) || n > rest_.size() / sizeof(T)) return false;
    values.resize(n);
    return take(values.data(), n * sizeof(T));
  }
  template <class T>
  bool numbers(KeptNumbers<T>& values) {
    if (!keeper_) return numbers(values.change());
    std::uint64_t n = 0;
    if (!size(n) || n > rest_.size() / sizeof(T)) return false;
    const auto* begin = static_cast<const void*>(rest_.data());
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): where it stands, as a number
    if (reinterpret_cast<std::uintptr_t>(begin) % kAligned != 0) return false;
    values = {static_cast<const T*>(begin), n, keeper_};
    return skip(n * sizeof(T));
  }
  bool text(std::string& value) {
    std::uint64_t n = 0;
    if (!size(n) || n > rest_.size()) return false;
    value.assign(rest_.substr(0, n));
    return skip(n);
  }
  bool size(std::uint64_t& value) { return take(&value, sizeof value); }
  bool at_end() const { return rest_.empty(); }

 private:
  bool take(void* data, std::size_t n) {
    if (n > rest_.size()) return false;
    if (n > 0) std::memcpy(data, rest_.data(), n);
    return skip(n);
  }
  bool skip(std::size_t n) {
    if (up_to_next(n) > rest_.size()) return false;
    rest_.remove_prefix(up_to_next(n));
    return true;
  }
  std::string_view rest_;
  const std::shared_ptr<const void>& keeper_;
};

void put(Out& out, const std::vector<ShelfOrder::List>& lists) {
  out.size(lists.size());
  for (const auto& list : lists) {
    out.size(static_cast<std::uint64_t>(list.id));
    out.text(list.name);
    out.text(list.path);
    out.size(list.parent);
    out.numbers(list.children);
    out.numbers(list.items);
    out.numbers(list.facet_counts);
  }
}

bool get(In& in, std::vector<ShelfOrder::List>& lists) {
  std::uint64_t n = 0;
  if (!in.size(n)) return false;
  for (std::uint64_t i = 0; i < n; ++i) {
    ShelfOrder::List list;
    std::uint64_t id = 0;
    std::uint64_t parent = 0;
    if (!in.size(id) || !in.text(list.name) || !in.text(list.path) || !in.size(parent) ||
        !in.numbers(list.children) || !in.numbers(list.items) || !in.numbers(list.facet_counts))
      return false;
    list.id = static_cast<std::int64_t>(id);
    list.parent = static_cast<std::uint32_t>(parent);
    lists.push_back(std::move(list));
  }
  return true;
}

template <class Numbers>
bool below(const Numbers& indexes, std::size_t size) {
  return std::all_of(indexes.begin(), indexes.end(), [&](std::uint32_t i) { return i < size; });
}

// Does everything lead to something that is there?
bool is_sound(const ShelfOrder& order) {
  const auto lists = [&](const std::vector<ShelfOrder::List>& all) {
    return std::all_of(all.begin(), all.end(), [&](const ShelfOrder::List& list) {
      return (list.parent == ShelfOrder::kNone || list.parent < all.size()) &&
             below(list.children, all.size()) && below(list.items, order.items.size()) &&
             list.facet_counts.size() == order.facets.size();
    });
  };
  const auto n = order.items.size();
  return lists(order.categories) && lists(order.brands) && order.facet_ends.size() == n &&
         std::is_sorted(order.facet_ends.begin(), order.facet_ends.end()) &&
         order.facet_items.size() == (n == 0 ? 0 : order.facet_ends.back()) &&
         below(order.facet_items, order.facets.size()) && below(order.home.bundles, n) &&
         below(order.home.featured, n) && below(order.home.arrivals, n) &&
         below(order.home.rack, n) &&
         std::all_of(order.items.begin(), order.items.end(), [&](const ShelfOrder::Item& item) {
           return item.category < order.categories.size() && item.brand < order.brands.size() &&
                  item.place < order.categories[item.category].items.size();
         });
}

}  // namespace

std::optional<std::uint32_t> ShelfOrder::find(base::ProductId product) const {
  const auto at =
      std::lower_bound(items.begin(), items.end(), product.raw(),
                       [](const Item& item, std::int64_t id) { return item.product < id; });
  if (at == items.end() || at->product != product.raw()) return std::nullopt;
  return static_cast<std::uint32_t>(at - items.begin());
}

Indexes ShelfOrder::categories_of(std::uint32_t item) const {
  Indexes found;
  for (auto c = items[item].category; c != kNone; c = categories[c].parent) found.push_back(c);
  return found;
}

std::uint32_t ShelfOrder::place_in(const List& list, std::uint32_t item) {
  return static_cast<std::uint32_t>(std::find(list.items.begin(), list.items.end(), item) -
                                    list.items.begin());
}

Indexes ShelfOrder::before(std::uint32_t item, std::size_t most) const {
  Indexes found;
  for (const auto c : categories_of(item)) {
    const auto& list = categories[c].items;
    const auto place = place_in(categories[c], item);
    const auto n = std::min(most, list.size() - 1);
    for (std::size_t step = 1; step <= n; ++step) {
      const auto other = list[(place + list.size() - step) % list.size()];
      if (items[other].category == c) found.push_back(other);
    }
  }
  return found;
}

std::vector<ShelfOrder::List*> ShelfOrder::lists_of(std::uint32_t item) {
  std::vector<List*> lists{&brands[items[item].brand]};
  for (const auto c : categories_of(item)) lists.push_back(&categories[c]);
  return lists;
}

void ShelfOrder::note_places(std::uint32_t category) {
  const auto& list = categories[category].items;
  auto& all = items.change();
  for (std::size_t place = 0; place < list.size(); ++place)
    if (all[list[place]].category == category)
      all[list[place]].place = static_cast<std::uint32_t>(place);
}

void ShelfOrder::take_out(const std::vector<std::uint32_t>& moving) {
  for (const auto item : moving)
    for (auto* list : lists_of(item)) std::erase(list->items.change(), item);
}

void ShelfOrder::put_in(std::uint32_t item,
                        const std::function<std::string(std::uint32_t)>& title_of) {
  const auto key = [&](std::uint32_t i) {
    return std::tuple{items[i].in_stock == 0, title_of(i), items[i].product};
  };
  const auto own = key(item);
  for (auto* list : lists_of(item)) {
    // Those in stock come first: of the others no title is asked.
    auto& listed = list->items.change();
    const auto at = std::partition_point(listed.begin(), listed.end(), [&](std::uint32_t other) {
      if (items[other].in_stock != items[item].in_stock) return items[other].in_stock != 0;
      return key(other) < own;
    });
    listed.insert(at, item);
  }
  for (const auto c : categories_of(item)) note_places(c);
}

Indexes ShelfOrder::facets_of(std::uint32_t item) const {
  const auto begin = item == 0 ? 0 : facet_ends[item - 1];
  return {facet_items.begin() + begin, facet_items.begin() + facet_ends[item]};
}

std::uint32_t ShelfOrder::facet_of(const std::string& text) {
  const auto at = std::find_if(facets.begin(), facets.end(),
                               [&](const Facet& facet) { return facet.text == text; });
  const auto facet = static_cast<std::uint32_t>(at - facets.begin());
  if (at != facets.end()) return facet;
  facets.push_back({text, text.substr(text.find(':') + 1)});
  for (auto* lists : {&categories, &brands})
    for (auto& list : *lists) list.facet_counts.change().push_back(0);
  return facet;
}

void ShelfOrder::set_facets(std::uint32_t item, const std::vector<std::string>& texts) {
  Indexes fresh;
  for (const auto& text : texts) fresh.push_back(facet_of(text));
  const auto before = facets_of(item);
  if (before == fresh) return;
  for (auto* list : lists_of(item)) {
    auto& counts = list->facet_counts.change();
    for (const auto facet : before) --counts[facet];
    for (const auto facet : fresh) ++counts[facet];
  }
  const auto begin = facet_ends[item] - before.size();
  auto& all = facet_items.change();
  const auto at = all.begin() + static_cast<std::ptrdiff_t>(begin);
  all.insert(all.erase(at, at + static_cast<std::ptrdiff_t>(before.size())), fresh.begin(),
             fresh.end());
  auto& ends = facet_ends.change();
  for (std::size_t i = item; i < ends.size(); ++i)
    ends[i] = static_cast<std::uint32_t>(ends[i] + fresh.size() - before.size());
}

std::optional<std::uint32_t> ShelfOrder::list_of(const std::vector<List>& lists, std::int64_t id) {
  const auto at =
      std::find_if(lists.begin(), lists.end(), [&](const List& list) { return list.id == id; });
  if (at == lists.end()) return std::nullopt;
  return static_cast<std::uint32_t>(at - lists.begin());
}

void ShelfOrder::replace(const Indexes& going, const std::vector<Item>& coming) {
  for (const auto item : going) set_facets(item, {});
  Indexes number(items.size(), 0);
  for (const auto item : going) number[item] = kNone;
  std::vector<Item> all;
  Indexes ends;
  all.reserve(items.size() + coming.size() - going.size());
  auto next = coming.begin();
  // Those that come have no facets: theirs end where those before them end.
  const auto put_before = [&](std::int64_t product) {
    for (; next != coming.end() && next->product < product; ++next) {
      all.push_back(*next);
      ends.push_back(ends.empty() ? 0 : ends.back());
    }
  };
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (number[i] == kNone) continue;
    put_before(items[i].product);
    number[i] = static_cast<std::uint32_t>(all.size());
    all.push_back(items[i]);
    ends.push_back(facet_ends[i]);
  }
  put_before(std::numeric_limits<std::int64_t>::max());
  items = std::move(all);
  facet_ends = std::move(ends);
  for (auto* lists : {&categories, &brands})
    for (auto& list : *lists)
      for (auto& item : list.items.change()) item = number[item];
  for (std::uint32_t c = 0; c < categories.size(); ++c) note_places(c);
  home = {};
}

std::string to_bytes(const ShelfOrder& order) {
  Out out;
  out.numbers(order.items);
  put(out, order.categories);
  put(out, order.brands);
  out.size(order.facets.size());
  for (const auto& facet : order.facets) {
    out.text(facet.text);
    out.text(facet.name);
  }
  out.numbers(order.facet_ends);
  out.numbers(order.facet_items);
  for (const auto* indexes :
       {&order.home.bundles, &order.home.featured, &order.home.arrivals, &order.home.rack})
    out.numbers(*indexes);
  return std::move(out.bytes);
}

std::optional<ShelfOrder> parse_order(std::string_view bytes,
                                      const std::shared_ptr<const void>& keeper) {
  ShelfOrder order;
  In in{bytes, keeper};
  std::uint64_t facets = 0;
  if (!in.numbers(order.items) || !get(in, order.categories) || !get(in, order.brands) ||
      !in.size(facets))
    return std::nullopt;
  for (std::uint64_t i = 0; i < facets; ++i) {
    ShelfOrder::Facet facet;
    if (!in.text(facet.text) || !in.text(facet.name)) return std::nullopt;
    order.facets.push_back(std::move(facet));
  }
  if (!in.numbers(order.facet_ends) || !in.numbers(order.facet_items)) return std::nullopt;
  for (auto* indexes :
       {&order.home.bundles, &order.home.featured, &order.home.arrivals, &order.home.rack})
    if (!in.numbers(*indexes)) return std::nullopt;
  if (!in.at_end() || !is_sound(order)) return std::nullopt;
  return order;
}

}  // namespace catalog
