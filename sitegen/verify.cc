#include "sitegen/verify.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/json.h"
#include "base/text.h"
#include "render/html.h"
#include "sitegen/feed.h"
#include "sitegen/generation.h"

namespace sitegen {
namespace {

constexpr std::string_view kJsonStart = "<script type=\"application/ld+json\">";

// What an offer costs and whether it can be had, wherever that is said.
struct Said {
  std::string price;  // "219.00"
  bool can_be_had = false;
  friend bool operator==(const Said&, const Said&) = default;
};

Said of(const catalog::Offer& offer) {
  return {base::to_decimal(offer.price), offer.band != catalog::StockBand::SoldOut};
}

std::string between(const std::string& text, std::size_t from, std::string_view start,
                    std::string_view end) {
  const auto begin = text.find(start, from);
  if (begin == std::string::npos) return {};
  const auto at = begin + start.size();
  const auto stop = text.find(end, at);
  return stop == std::string::npos ? std::string{} : text.substr(at, stop - at);
}

void take(const base::Json& product, std::map<std::string, Said>& said) {
  if (!product.has("sku") || !product.has("offers")) return;
  const auto offer = product.at("offers");
  said[product.at("sku").text()] = {
      offer.at("price").text(), offer.at("availability").text() == "https://schema.org/InStock"};
}

// By SKU, from the JSON-LD of a page.
std::map<std::string, Said> said_in_json(const std::string& page) {
  std::map<std::string, Said> said;
  const auto text = between(page, 0, kJsonStart, "</script>");
  if (text.empty()) return said;
  for (const auto& node : base::Json::parse(text).at("@graph").items()) {
    take(node, said);
    if (node.has("hasVariant"))
      for (const auto& variant : node.at("hasVariant").items()) take(variant, said);
  }
  return said;
}

// From the box of an offer: what its form agrees to, and what the light says.
std::optional<Said> said_on_page(const std::string& page, const catalog::Offer& offer) {
  const auto box = page.find("id=\"offer-" + std::to_string(offer.variant.raw()) + '"');
  if (box == std::string::npos) return std::nullopt;
  const auto version =
      base::parse_integer<std::int64_t>(between(page, box, "data-price-version=\"", "\""));
  if (!version) return std::nullopt;
  return Said{base::to_decimal(base::Money::cents(*version)),
              between(page, box, "<p class=\"led ", "\"") != "sold_out"};
}

// By SKU, from the feed.
std::map<std::string, Said> said_in_feed(const std::string& feed) {
  std::map<std::string, Said> said;
  for (auto at = feed.find("<item>"); at != std::string::npos; at = feed.find("<item>", at + 1)) {
    const auto item = feed.substr(at, feed.find("</item>", at) - at);
    const auto sale = between(item, 0, "<g:sale_price>", " USD");
    const auto price = sale.empty() ? between(item, 0, "<g:price>", " USD") : sale;
    said[between(item, 0, "<g:id>", "</g:id>")] = {
        price, between(item, 0, "<g:availability>", "</g:availability>") == "in_stock"};
  }
  return said;
}

// What each item weighs, by SKU.
std::map<std::string, std::string> weights_in_feed(const std::string& feed) {
  std::map<std::string, std::string> weights;
  for (auto at = feed.find("<item>"); at != std::string::npos; at = feed.find("<item>", at + 1)) {
    const auto item = feed.substr(at, feed.find("</item>", at) - at);
    weights[between(item, 0, "<g:id>", "</g:id>")] =
        between(item, 0, "<g:shipping_weight>", "</g:shipping_weight>");
  }
  return weights;
}

std::string text_of(const std::optional<Said>& said) {
  if (!said) return "nothing";
  return "$" + said->price + (said->can_be_had ? ", in stock" : ", sold out");
}

std::optional<Said> found(const std::map<std::string, Said>& all, const std::string& sku) {
  const auto at = all.find(sku);
  if (at == all.end()) return std::nullopt;
  return at->second;
}

}  // namespace

std::vector<std::string> faults_of(const std::string& folder, const Snapshot& snapshot) {
  const auto& shelf = snapshot.shelf;
  std::vector<std::string> faults;
  const auto text = read_file(folder + "/feeds/google.xml").value_or("");
  const auto feed = said_in_feed(text);
  const auto weights = weights_in_feed(text);
  for (std::size_t i = 0; i < shelf.products(); ++i) {
    const auto product = shelf.product_page(i);
    const auto page = read_file(folder + '/' + file_of(product.path));
    if (!page) {
      faults.push_back(product.path + " is not served");
      continue;
    }
    const auto json = said_in_json(*page);
    for (const auto& offer : product.offers) {
      const auto wanted = of(offer);
      const auto compare = [&](const char* where, const std::optional<Said>& said) {
        if (said != wanted)
          faults.push_back(product.path + ", " + offer.sku + ": the database has " +
                           text_of(wanted) + ", the " + where + ' ' + text_of(said));
      };
      compare("page", said_on_page(*page, offer));
      compare("JSON-LD", found(json, offer.sku));
      // The feed leaves out what has no photo: what it has must be right.
      const auto id = render::escaped(offer.sku).text();
      if (const auto said = found(feed, id)) compare("feed", said);
      const auto weight = snapshot.weights.find(offer.variant);
      const auto fed = weights.find(id);
      if (weight != snapshot.weights.end() && fed != weights.end() &&
          fed->second != pounds_text(weight->second))
        faults.push_back(product.path + ", " + offer.sku + ": it weighs " +
                         pounds_text(weight->second) + ", the feed has " + fed->second);
    }
  }
  return faults;
}

std::vector<std::string> files_showing(const Site& site,
                                       const std::vector<catalog::ProductPage>& products) {
  std::vector<std::string> files;
  for (const auto& page : site.pages())
    if (std::any_of(products.begin(), products.end(),
                    [&](const auto& product) { return site.shows(page, product); }))
      files.push_back(page.file);
  return files;
}

}  // namespace sitegen
