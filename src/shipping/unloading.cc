#include <algorithm>

#include "base/error.h"
#include "shipping/shipping.h"

namespace shipping {
namespace {

const char* name_of(Site site) {
  switch (site) {
    case Site::Residence:
      return "Home or home office";
    case Site::Dock:
      return "Business with a loading dock";
    case Site::NoDock:
      return "Business without a loading dock";
  }
  return "";
}

const char* name_of(Wish wish) {
  switch (wish) {
    case Wish::LiftGate:
      return "lift-gate";
    case Wish::Inside:
      return "inside delivery";
    case Wish::Appointment:
      return "appointment by phone";
    case Wish::LimitedAccess:
      return "limited access";
  }
  return "";
}

template <class All>
auto parse(const All& all, std::string_view word) {
  const auto found =
      std::ranges::find(all, word, [](auto one) { return std::string_view{to_word(one)}; });
  return found == all.end() ? std::nullopt : std::optional{*found};
}

}  // namespace

bool Unloading::wants(Wish wish) const {
  return std::ranges::find(wishes, wish) != wishes.end();
}

const char* to_word(Site site) {
  switch (site) {
    case Site::Residence:
      return "residence";
    case Site::Dock:
      return "dock";
    case Site::NoDock:
      return "no_dock";
  }
  return "";
}

const char* to_word(Wish wish) {
  switch (wish) {
    case Wish::LiftGate:
      return "lift_gate";
    case Wish::Inside:
      return "inside";
    case Wish::Appointment:
      return "appointment";
    case Wish::LimitedAccess:
      return "limited_access";
  }
  return "";
}

std::vector<std::string> to_words(const std::vector<Wish>& wishes) {
  std::vector<std::string> words;
  for (const auto wish : wishes) words.emplace_back(to_word(wish));
  return words;
}

std::optional<Site> parse_site(std::string_view word) {
  return parse(kSites, word);
}

std::optional<Wish> parse_wish(std::string_view word) {
  return parse(kWishes, word);
}

std::optional<Unloading> unloading_of(const std::optional<std::string>& site,
                                      const std::vector<std::string>& wishes) {
  if (!site) return std::nullopt;
  const auto where = parse_site(*site);
  BASE_CHECK(where);
  Unloading out{*where, {}};
  for (const auto& word : wishes) {
    const auto wish = parse_wish(word);
    BASE_CHECK(wish);
    out.wishes.push_back(*wish);
  }
  std::ranges::sort(out.wishes);
  return out;
}

std::string unloading_text(const Unloading& unloading) {
  std::string text = name_of(unloading.site);
  const char* between = "; ";
  for (const auto wish : unloading.wishes) {
    text += between;
    text += name_of(wish);
    between = ", ";
  }
  return text;
}

}  // namespace shipping
