#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/pages.h"

// /feeds/google.xml: what is for sale, for Google Merchant Center (contracts: merchant feed). It is
// made from the same snapshot as the pages, by the same prices.
namespace sitegen {

// What of a product the page does not say.
struct FeedFacts {
  std::vector<int> weights_g;   // of each offer, packed, as the checkout has it
  std::string product_type;     // "Networking > Switches"
  std::string google_category;  // "" where the table has none
};

// Why an offer is not in the feed.
enum class NotFed {
  ForParts,
  NoPhoto,     // a drawing is no picture of the thing
  SmallPhoto,  // below 500 x 500 points
  LongId,
  BadTitle,
  GiftCard,
};
const char* to_word(NotFed why);

// Items stand by the addresses of their pages, so that what comes has its place.
class Feed {
 public:
  Feed(std::string site_name, std::string site_url);

  // Each offer of a product as an item, or not, with the reason counted.
  void add(const catalog::ProductPage& page, const FeedFacts& facts);

  std::size_t items() const { return items_; }
  const std::map<NotFed, std::size_t>& left_out() const { return left_out_; }
  std::string text() const;
  // A feed of before with the items added here, in the place of all those of pages at these paths.
  std::string put_into(std::string_view before, const std::set<std::string>& paths) const;

 private:
  void add_item(const catalog::ProductPage& page, const FeedFacts& facts, std::size_t n);

  std::string canonical(const std::string& path) const;

  std::string site_name_;
  std::string site_url_;
  std::map<std::string, std::string> items_of_;  // by the element that names their page
  std::size_t items_ = 0;
  std::map<NotFed, std::size_t> left_out_;
};

// How many items a feed's text has.
std::size_t items_in(const std::string& feed);
// A weight as the feed has it: pounds with a tenth, rounded up.
std::string pounds_text(int grams);

// A feed that lost more than a fifth of its items is a broken build: Google would drop the rest.
bool may_replace(std::size_t items, std::size_t items_before);

}  // namespace sitegen
