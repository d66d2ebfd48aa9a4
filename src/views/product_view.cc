#include "views/product_view.h"

#include <algorithm>

#include "catalog/small_picture.h"
#include "views/front.h"
#include "views/product_row.h"
#include "views/review_view.h"
#include "views/trail.h"

namespace views {
namespace {

std::string lower_first(std::string text) {
  if (!text.empty()) text.front() = static_cast<char>(std::tolower(text.front()));
  return text;
}

constexpr std::string_view kGiftCard =
    "Sent to the buyer's e-mail address, each with a code of its own, as soon as the order is "
    "placed. "
    "It pays for everything but gift cards.";

// What is sold for parts has neither warranty nor returns (templates/pages/warranty.tpl,
// returns.tpl).
bool is_covered(const catalog::Offer& offer) {
  return offer.condition != catalog::Condition::ForParts;
}

// What stands beside the price: what it was, what it is for several, and who sends it.
void fill_price(render::Model& row, const catalog::Offer& offer) {
  row.show_if("OFFER_WAS", offer.was.has_value())
      .set("OFFER_OLD_PRICE", offer.was ? base::to_text(*offer.was) : std::string{})
      .show_if("OFFER_TIERED", !offer.tiers.empty())
      .show_if("OFFER_SUPPLIED", offer.lead_days_max.has_value())
      .set("OFFER_LEAD", offer.lead_days_max
                             ? supplied_text(offer.lead_days_min.value_or(0), *offer.lead_days_max)
                             : std::string{})
      .rows("TIERS");
  for (const auto& tier : offer.tiers)
    row.row("TIERS").set("TIER_UNITS", tier.min_units).set("TIER_PRICE", base::to_text(tier.price));
}

void fill_offers(render::Model& model, const catalog::ProductPage& page, int most_units) {
  model.rows("OFFERS");
  bool first = true;
  for (const auto& offer : page.offers) {
    const bool sold_out = offer.band == catalog::StockBand::SoldOut;
    const std::string grade{catalog::name_of(offer.condition)};
    const int most = offer.band == catalog::StockBand::Last ? offer.units : most_units;
    auto& row = model.row("OFFERS");
    row.set("OFFER_VARIANT", offer.variant.raw())
        .set("OFFER_SKU", offer.sku)
        .set("OFFER_GRADE", grade)
        .set("OFFER_GRADE_WORD", catalog::word_of(offer.condition))
        .set("OFFER_MEANING", page.gift_card ? kGiftCard : catalog::meaning_of(offer.condition))
        .set("OFFER_PRICE", base::to_text(offer.price))
        .set("OFFER_VERSION", offer.price_version)
        .set("OFFER_BAND", catalog::word_of(offer.band))
        .set("OFFER_STOCK", stock_text(offer.band, offer.units))
        .set("OFFER_MOST", most)
        .set("OFFER_BUTTON", first ? "Add to cart" : "Add " + lower_first(grade) + " to cart")
        .set("OFFER_RANK", first && !sold_out ? "offer first" : "offer")
        .show_if("OFFER_GRADED", !page.gift_card)
        .show_if("OFFER_COVERED", !page.gift_card && is_covered(offer))
        .show_if("OFFER_AS_IT_IS", !page.gift_card && !is_covered(offer))
        .set("OFFER_WAIT", page.gift_card ? "Tell me when it is back"
                                          : "Tell me when " + lower_first(grade) + " is back")
        .show_if("OFFER_OPEN", !sold_out)
        .show_if("OFFER_SOLD_OUT", sold_out);
    fill_price(row, offer);
    if (!sold_out) first = false;
  }
}

void fill_images(render::Model& model, const catalog::ProductPage& page) {
  model.show_if("HAS_IMAGES", !page.images.empty()).rows("IMAGES");
  for (const auto& image : page.images)
    model.row("IMAGES")
        .set("IMAGE_PATH", image.path)
        .show_if("IMAGE_SIZED", catalog::has_small(image.width))
        .set("IMAGE_SMALL", catalog::small_path(image.path, image.width, catalog::kCardWidth))
        .set("IMAGE_MEDIUM", catalog::small_path(image.path, image.width, catalog::kPageWidth))
        .set("IMAGE_SMALL_WIDTH", catalog::kCardWidth)
        .set("IMAGE_MEDIUM_WIDTH", std::min(image.width, catalog::kPageWidth))
        .set("IMAGE_WIDTH", image.width)
        .set("IMAGE_HEIGHT", image.height)
        .set("IMAGE_ALT", image.alt);
  model.show_if("DRAWN", page.images.empty()).set("DRAWN_FACTS", front_facts(page.front));
  fill_front(model, page.front);
}

void fill_cards(render::Model& model, render::Name section, render::Name rows,
                const std::vector<catalog::ProductCard>& cards) {
  model.show_if(section, !cards.empty()).rows(rows);
  for (const auto& card : cards) fill_product_row(model.row(rows), card);
}

// A line of steps, 100 wide and 24 high: each price from its day to the next one's.
std::string steps_of(const std::vector<catalog::PricePoint>& history) {
  const auto [least, most] =
      std::minmax_element(history.begin(), history.end(),
                          [](const auto& a, const auto& b) { return a.price < b.price; });
  const auto range = std::max<std::int64_t>(1, most->price.in_cents() - least->price.in_cents());
  const auto width = 100 / static_cast<int>(history.size());
  std::string path;
  for (const auto& point : history) {
    const auto y = 22 - 20 * (point.price.in_cents() - least->price.in_cents()) / range;
    path += (path.empty() ? "M0 " : "V") + std::to_string(y) + 'h' + std::to_string(width);
  }
  return path;
}

void fill_history(render::Model& model, const catalog::ProductPage& page) {
  const bool known = page.history.size() > 1 && !page.gift_card;
  model.show_if("HAS_HISTORY", known).rows("HISTORY");
  model
      .set("HISTORY_OF",
           page.offers.empty()
               ? std::string{}
               : lower_first(std::string{catalog::name_of(page.offers.front().condition)}))
      .set("HISTORY_PATH", known ? steps_of(page.history) : std::string{});
  // Newest first: what a price was just before is what people look for.
  for (auto point = page.history.rbegin(); point != page.history.rend(); ++point)
    model.row("HISTORY")
        .set("HISTORY_DAY", day_text(point->at))
        .set("HISTORY_PRICE", base::to_text(point->price));
}

void fill_bundle(render::Model& model, const catalog::ProductPage& page) {
  model.show_if("IS_BUNDLE", !page.parts.empty()).rows("PARTS");
  for (const auto& part : page.parts)
    model.row("PARTS")
        .set("PART_UNITS", part.units)
        .set("PART_PATH", part.path)
        .set("PART_TITLE", part.title)
        .set("PART_MPN", part.mpn)
        .set("PART_GRADE", catalog::name_of(part.condition))
        .set("PART_PRICE", base::to_text(part.unit_price * part.units));
  const auto whole_percent = page.bundle_off_basis_points / 100;
  model.show_if("BUNDLE_SAVES", page.bundle_off_basis_points > 0)
      .set("BUNDLE_PERCENT", whole_percent)
      .set("BUNDLE_PARTS_PRICE", base::to_text(page.bundle_parts_price));
}

// What an engine's result may say of the first offer: nothing that its condition does not hold.
std::string_view promise_of(catalog::Condition condition) {
  switch (condition) {
    case catalog::Condition::New:
    case catalog::Condition::OpenBox:
      return "With one-year warranty and 30-day returns.";
    case catalog::Condition::Refurbished:
    case catalog::Condition::Used:
      return "Tested, with one-year warranty and 30-day returns.";
    case catalog::Condition::ForParts:
      return "Sold for spare parts, without warranty or returns.";
  }
  return {};
}

std::string description_of(const catalog::ProductPage& page) {
  std::string text = page.title + " (" + page.mpn + ")";
  if (page.offers.empty()) return text + ".";
  if (page.gift_card) return page.title + ", sent by e-mail with a code of its own.";
  const auto& offer = page.offers.front();
  return text + ", " + lower_first(std::string{catalog::name_of(offer.condition)}) + ", " +
         base::to_text(offer.price) + ". " + std::string{promise_of(offer.condition)};
}

}  // namespace

void fill_specs(render::Model& model, const std::vector<catalog::SpecRow>& specs) {
  model.show_if("HAS_SPECS", !specs.empty()).rows("SPEC_GROUPS");
  render::Model* group = nullptr;
  std::string heading;
  for (const auto& spec : specs) {
    if (group == nullptr || spec.group != heading) {
      heading = spec.group;
      group = &model.row("SPEC_GROUPS");
      group->set("SPEC_GROUP", heading).show_if("SPEC_TITLED", !heading.empty()).rows("SPECS");
    }
    group->row("SPECS").set("SPEC_LABEL", spec.label).set("SPEC_VALUE", spec.value);
  }
}

std::string product_page(const render::Templates& templates, const Layout& layout,
                         const catalog::ProductPage& page, int most_units,
                         const review::OfProduct& reviews) {
  render::Model model;
  Head head;
  head.title =
      page.title.find(page.mpn) == std::string::npos ? page.mpn + ": " + page.title : page.title;
  head.description = description_of(page);
  head.path = page.path;
  head.kind = "product";
  if (!page.images.empty()) head.image = page.images.front().path;
  fill_layout(model, layout, head);
  fill_trail(model, page.trail, page.title);
  model.set("PRODUCT", page.id.raw())
      .set("TITLE", page.title)
      .set("MPN", page.mpn)
      .set("BRAND_PATH", page.brand.path)
      .set("BRAND_NAME", page.brand.name)
      .show_if("HARDWARE", !page.gift_card)
      .json("JSON_LD", product_json(layout, page, reviews));
  model.show_if("CAN_ESTIMATE", !page.offers.empty())
      .set("ESTIMATE_SKU", page.offers.empty() ? std::string{} : page.offers.front().sku);
  fill_images(model, page);
  fill_offers(model, page, most_units);
  model.show_if("NO_OFFERS", page.offers.empty());
  fill_specs(model, page.specs);
  fill_history(model, page);
  fill_reviews(model, reviews);
  fill_bundle(model, page);
  fill_cards(model, "HAS_RELATED", "RELATED", page.related);
  const bool sold_out =
      !page.offers.empty() && page.offers.front().band == catalog::StockBand::SoldOut;
  model.set("RELATED_TITLE", sold_out ? "In stock instead" : "In the same category");
  fill_cards(model, "HAS_FITTING", "FITTING", page.fitting);
  fill_cards(model, "HAS_FITS", "FITS", page.fits);
  fill_cards(model, "HAS_REPLACES", "REPLACES", page.replaces);
  const auto successor = page.successor.value_or(catalog::ProductCard{});
  model.show_if("REPLACED", page.successor.has_value())
      .set("SUCCESSOR_PATH", successor.path)
      .set("SUCCESSOR_TITLE", successor.title)
      .set("SUCCESSOR_PRICE", base::to_text(successor.price))
      .set("SUCCESSOR_BAND", catalog::word_of(successor.band))
      .set("SUCCESSOR_STOCK", stock_text(successor.band, successor.units));
  return templates.render("shop/product", model);
}

}  // namespace views
