#include "base/json_writer.h"
#include "views/product_view.h"
#include "views/review_view.h"
#include "views/trail.h"

namespace views {
namespace {

const char* condition_url(catalog::Condition condition) {
  switch (condition) {
    case catalog::Condition::New:
      return "https://schema.org/NewCondition";
    case catalog::Condition::Refurbished:
      return "https://schema.org/RefurbishedCondition";
    case catalog::Condition::OpenBox:
    case catalog::Condition::Used:
      return "https://schema.org/UsedCondition";
    case catalog::Condition::ForParts:
      return "https://schema.org/DamagedCondition";
  }
  return "";
}

class Writer {
 public:
  Writer(const Layout& layout, const catalog::ProductPage& page, const review::OfProduct& reviews)
      : site_{layout.site_url}, url_{layout.site_url + page.path}, page_{page}, reviews_{reviews} {}

  std::string text() {
    json_.begin_object().field("@context", "https://schema.org").key("@graph").begin_array();
    if (page_.offers.size() == 1)
      single();
    else if (page_.offers.size() > 1)
      group();
    write_trail(json_, site_, page_.trail, page_.title);
    json_.end_array().end_object();
    return json_.take();
  }

 private:
  void single() {
    const auto& offer = page_.offers.front();
    json_.begin_object().field("@type", "Product").field("@id", url_ + "#product");
    json_.field("name", page_.title).field("sku", offer.sku).field("mpn", page_.mpn);
    json_.field("description", description());
    maker();
    images();
    reviewed();
    sold(offer, url_);
    json_.end_object();
  }

  void group() {
    json_.begin_object().field("@type", "ProductGroup").field("@id", url_ + "#group");
    json_.field("name", page_.title).field("url", url_).field("productGroupID", slug());
    json_.field("description", description());
    json_.key("variesBy").begin_array().value("https://schema.org/itemCondition").end_array();
    maker();
    reviewed();
    json_.key("hasVariant").begin_array();
    for (const auto& offer : page_.offers) {
      const std::string condition{catalog::name_of(offer.condition)};
      json_.begin_object().field("@type", "Product").field("sku", offer.sku);
      json_.field("mpn", page_.mpn).field("name", page_.title + ", " + condition);
      images();
      sold(offer, site_ + catalog::offer_path(page_, offer));
      json_.end_object();
    }
    json_.end_array().end_object();
  }

  void maker() {
    json_.key("brand").begin_object().field("@type", "Brand").field("name", page_.brand.name);
    json_.end_object();
  }

  void images() {
    if (page_.images.empty()) return;
    json_.key("image").begin_array();
    for (const auto& image : page_.images) json_.value(site_ + image.path);
    json_.end_array();
  }

  // Nothing without a review: no engine is told of stars that nobody gave.
  void reviewed() {
    if (reviews_.count() == 0) return;
    json_.key("aggregateRating").begin_object().field("@type", "AggregateRating");
    json_.field("ratingValue", mean_text(reviews_)).field("reviewCount", reviews_.count());
    json_.field("bestRating", review::kMostStars).end_object();
    json_.key("review").begin_array();
    for (const auto& one : reviews_.newest) {
      json_.begin_object().field("@type", "Review").field("name", one.title);
      json_.field("reviewBody", one.text);
      json_.field("datePublished", base::to_iso8601(one.written_at).substr(0, 10));
      json_.key("author").begin_object().field("@type", "Person").field("name", one.author);
      json_.end_object();
      json_.key("reviewRating").begin_object().field("@type", "Rating");
      json_.field("ratingValue", one.stars).field("bestRating", review::kMostStars).end_object();
      json_.end_object();
    }
    json_.end_array();
  }

  void sold(const catalog::Offer& offer, const std::string& url) {
    const bool sold_out = offer.band == catalog::StockBand::SoldOut;
    json_.key("offers").begin_object().field("@type", "Offer").field("url", url);
    json_.field("priceCurrency", "USD").field("price", base::to_decimal(offer.price));
    json_.field("availability",
                sold_out ? "https://schema.org/OutOfStock" : "https://schema.org/InStock");
    json_.field("itemCondition", condition_url(offer.condition));
    if (offer.condition == catalog::Condition::ForParts) {
      json_.key("hasMerchantReturnPolicy").begin_object().field("@type", "MerchantReturnPolicy");
      json_.field("applicableCountry", "US");
      json_.field("returnPolicyCategory", "https://schema.org/MerchantReturnNotPermitted");
      json_.end_object();
    } else if (!page_.gift_card) {
      json_.key("hasMerchantReturnPolicy").begin_object();
      json_.field("@id", site_ + "/#returns").end_object();
    }
    json_.end_object();
  }

  // What the table of the specification says, as a sentence.
  std::string description() const {
    std::string text = page_.title;
    const char* before = ": ";
    for (const auto& spec : page_.specs) {
      if (spec.label == "Brand" || spec.label == "Part number") continue;
      text += before + spec.label + ' ' + spec.value;
      before = "; ";
    }
    return text + '.';
  }

  std::string slug() const { return page_.path.substr(page_.path.rfind('/') + 1); }

  std::string site_;
  std::string url_;
  const catalog::ProductPage& page_;
  const review::OfProduct& reviews_;
  base::JsonWriter json_;
};

}  // namespace

std::string product_json(const Layout& layout, const catalog::ProductPage& page,
                         const review::OfProduct& reviews) {
  return Writer{layout, page, reviews}.text();
}

}  // namespace views
