#include "sitegen/feed.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/text.h"
#include "render/html.h"

namespace sitegen {
namespace {

using catalog::Condition;

constexpr std::size_t kLongestId = 50;
constexpr std::size_t kLongestTitle = 150;
constexpr std::size_t kLongestText = 5000;
constexpr int kSmallestPhoto = 500;
constexpr std::string_view kAfterItems = "</channel>\n</rss>\n";
constexpr std::size_t kMostPhotos = 11;  // the first and ten more

// The escapes of HTML text are those of XML; what XML cannot hold goes.
std::string xml(std::string_view text) {
  std::string clean;
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') clean += c;
  return render::escaped(clean).text();
}

std::string element(const std::string& name, std::string_view value) {
  return "<g:" + name + '>' + xml(value) + "</g:" + name + ">\n";
}

// Open box is not new by Google's words: its packaging was opened.
const char* condition_word(Condition condition) {
  switch (condition) {
    case Condition::New:
      return "new";
    case Condition::Refurbished:
      return "refurbished";
    case Condition::OpenBox:
    case Condition::Used:
      return "used";
    case Condition::ForParts:
      break;
  }
  throw base::BugError{"parts are not fed"};
}

// Cut between characters of UTF-8.
std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  text.resize(most);
  return text;
}

std::string title_of(const catalog::ProductPage& page, const catalog::Offer& offer) {
  std::string title = page.title;
  if (title.find(page.mpn) == std::string::npos) title += ' ' + page.mpn;
  const std::string ending =
      offer.condition == Condition::New ? "" : ", " + std::string{name_of(offer.condition)};
  return cut(title, kLongestTitle - ending.size()) + ending;
}

// Plain sentences of what the page shows.
std::string description_of(const catalog::ProductPage& page, const catalog::Offer& offer) {
  std::string text = page.title + ", part number " + page.mpn + ". ";
  text += std::string{name_of(offer.condition)} + ": " + std::string{meaning_of(offer.condition)};
  for (const auto& row : page.specs) text += ' ' + row.label + ": " + row.value + '.';
  for (const auto& part : page.parts)
    text += " Contains " + std::to_string(part.units) + " x " + part.title + '.';
  return cut(text, kLongestText);
}

bool is_id(std::string_view sku) {
  return sku.size() <= kLongestId &&
         std::all_of(sku.begin(), sku.end(), [](char c) { return c > ' ' && c <= '~'; });
}

bool shouts(const std::string& title) {
  const auto capitals =
      std::count_if(title.begin(), title.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const auto small =
      std::count_if(title.begin(), title.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return small == 0 && capitals > 40;
}

std::optional<NotFed> refusal(const catalog::ProductPage& page, const catalog::Offer& offer) {
  if (page.gift_card) return NotFed::GiftCard;
  if (offer.condition == Condition::ForParts) return NotFed::ForParts;
  if (page.images.empty()) return NotFed::NoPhoto;
  const auto& photo = page.images.front();
  if (photo.width < kSmallestPhoto || photo.height < kSmallestPhoto) return NotFed::SmallPhoto;
  if (!is_id(offer.sku)) return NotFed::LongId;
  if (shouts(page.title)) return NotFed::BadTitle;
  return std::nullopt;
}

const char* shipping_label(int grams) {
  constexpr int kHeavy = 15000;
  constexpr int kFreight = 68000;
  return grams <= kHeavy ? "parcel-small" : grams <= kFreight ? "parcel-heavy" : "freight";
}

}  // namespace

const char* to_word(NotFed why) {
  switch (why) {
    case NotFed::ForParts:
      return "for parts";
    case NotFed::NoPhoto:
      return "no photo";
    case NotFed::SmallPhoto:
      return "photo below 500 points";
    case NotFed::LongId:
      return "SKU is no id";
    case NotFed::BadTitle:
      return "title in capitals";
    case NotFed::GiftCard:
      return "gift card";
  }
  throw base::BugError{"a reason without a word"};
}

Feed::Feed(std::string site_name, std::string site_url)
    : site_name_{std::move(site_name)}, site_url_{std::move(site_url)} {}

void Feed::add(const catalog::ProductPage& page, const FeedFacts& facts) {
  for (std::size_t n = 0; n < page.offers.size(); ++n) {
    if (const auto why = refusal(page, page.offers[n])) {
      ++left_out_[*why];
    } else {
      add_item(page, facts, n);
    }
  }
}

void Feed::add_item(const catalog::ProductPage& page, const FeedFacts& facts, std::size_t n) {
  const auto& offer = page.offers[n];
  std::string item = "<item>\n";
  item += element("id", offer.sku);
  item += element("title", title_of(page, offer));
  item += element("description", description_of(page, offer));
  item += element("link", site_url_ + catalog::offer_path(page, offer));
  item += canonical(page.path);
  for (std::size_t i = 0; i < page.images.size() && i < kMostPhotos; ++i)
    item +=
        element(i == 0 ? "image_link" : "additional_image_link", site_url_ + page.images[i].path);
  item += element("availability",
                  offer.band == catalog::StockBand::SoldOut ? "out_of_stock" : "in_stock");
  // The page shows both where a price is struck, and then alone.
  item += element("price", base::to_decimal(offer.was.value_or(offer.price)) + " USD");
  if (offer.was) item += element("sale_price", base::to_decimal(offer.price) + " USD");
  item += element("condition", condition_word(offer.condition));
  item += element("brand", page.brand.name);
  item += element("mpn", page.mpn);
  if (!facts.google_category.empty())
    item += element("google_product_category", facts.google_category);
  if (!facts.product_type.empty()) item += element("product_type", facts.product_type);
  if (!page.parts.empty()) item += element("is_bundle", "yes");
  // What sending it costs goes by weight, in tables of the account (decision 0103).
  if (n < facts.weights_g.size()) {
    item += element("shipping_weight", pounds_text(facts.weights_g[n]));
    item += element("shipping_label", shipping_label(facts.weights_g[n]));
  }
  items_of_[canonical(page.path)] += item + "</item>\n";
  ++items_;
}

std::string Feed::canonical(const std::string& path) const {
  return element("canonical_link", site_url_ + path);
}

std::string Feed::put_into(std::string_view before, const std::set<std::string>& paths) const {
  constexpr std::string_view kStart = "<item>\n";
  constexpr std::string_view kEnd = "</item>\n";
  constexpr std::string_view kLink = "<g:canonical_link>";
  std::set<std::string> replaced;
  for (const auto& path : paths) replaced.insert(canonical(path));
  const auto first = std::min(before.find(kStart), before.find(kAfterItems));
  std::string out{before.substr(0, first)};
  auto mine = items_of_.begin();
  before.remove_prefix(std::min(first, before.size()));
  while (before.starts_with(kStart)) {
    const auto item = before.substr(0, before.find(kEnd) + kEnd.size());
    const auto at = item.find(kLink);
    const std::string link{item.substr(at, item.find('\n', at) + 1 - at)};
    for (; mine != items_of_.end() && mine->first < link; ++mine) out += mine->second;
    if (!replaced.contains(link)) out += item;
    before.remove_prefix(item.size());
  }
  for (; mine != items_of_.end(); ++mine) out += mine->second;
  return out.append(before);
}

std::string Feed::text() const {
  std::string items;
  for (const auto& [link, of_page] : items_of_) items += of_page;
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\">\n<channel>\n<title>" +
         xml(site_name_) + "</title>\n<link>" + xml(site_url_) +
         "/</link>\n<description>Everything that " + xml(site_name_) +
         " has on sale</description>\n" + items + std::string{kAfterItems};
}

std::size_t items_in(const std::string& feed) {
  std::size_t n = 0;
  for (auto at = feed.find("<item>"); at != std::string::npos; at = feed.find("<item>", at + 1))
    ++n;
  return n;
}

std::string pounds_text(int grams) {
  // An underestimate would ship at a loss.
  const auto tenths = static_cast<std::int64_t>(std::ceil(grams / 45.359237));
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " lb";
}

bool may_replace(std::size_t items, std::size_t items_before) {
  return items * 5 >= items_before * 4;
}

}  // namespace sitegen
