#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "store/db.h"

// Shipping: which ways there are to send a cart to an address, what each costs and when it arrives,
// by tables that staff import. Owns shipping_*, weight_estimates and federal_holidays. It promises
// the same answer for the same goods in whatever order they come, never a price for what it cannot
// carry, and that every price can be explained from rows that are never edited. Where something is
// sold to is us_address.h's, what the buyer pays is payment's.
namespace shipping {

using base::CartId;
using base::Instant;
using base::Money;
using base::OrderId;
using base::VariantId;
using Day = std::chrono::sys_days;

// Of a packed thing, in millimetres.
struct Size {
  int l_mm;
  int w_mm;
  int h_mm;
  // Longest first: whatever way it is laid down.
  std::array<int, 3> sides() const;
  std::int64_t volume_mm3() const;
  friend auto operator<=>(const Size&, const Size&) = default;
};

struct Content {
  VariantId variant;  // of a bundle: its part
  int units;
  friend bool operator==(const Content&, const Content&) = default;
};
struct Package {
  std::vector<Content> contents;  // by variant
  int weight_g;                   // with the box
  std::optional<Size> size;       // nothing: not known
  std::string box;                // the preset's code; "" in its own size
  bool freight;                   // too heavy or too large for a parcel
  friend bool operator==(const Package&, const Package&) = default;
};

// Days that a supplier who ships for us takes, in place of our own handling.
struct Lead {
  int min_days;
  int max_days;
  friend auto operator<=>(const Lead&, const Lead&) = default;
};

enum class Goods { Hardware, GiftCard };
struct Line {
  VariantId variant;
  int units;
  Money payable;  // after item and coupon discounts, before tax
  Goods goods = Goods::Hardware;
  std::optional<Lead> lead = std::nullopt;  // a dropship item's
};

// Where freight is taken off the truck, and what is wished besides. Unknown is a residence.
enum class Site { Residence, Dock, NoDock };
enum class Wish { LiftGate, Inside, Appointment, LimitedAccess };
inline constexpr std::array kSites{Site::Dock, Site::NoDock, Site::Residence};
inline constexpr std::array kWishes{Wish::LiftGate, Wish::Inside, Wish::Appointment,
                                    Wish::LimitedAccess};
struct Unloading {
  Site site = Site::Residence;
  std::vector<Wish> wishes = {};
  bool wants(Wish wish) const;
  friend bool operator==(const Unloading&, const Unloading&) = default;
};
// The words of the tables and of forms: "no_dock", "lift_gate".
const char* to_word(Site site);
const char* to_word(Wish wish);
std::vector<std::string> to_words(const std::vector<Wish>& wishes);
std::optional<Site> parse_site(std::string_view word);
std::optional<Wish> parse_wish(std::string_view word);
// As a table keeps it; no site is nothing said yet. Words that the table would not take are a bug.
std::optional<Unloading> unloading_of(const std::optional<std::string>& site,
                                      const std::vector<std::string>& wishes);
// "Business without a loading dock; lift-gate, inside delivery": for people.
std::string unloading_text(const Unloading& unloading);

struct Request {
  std::string line1;
  std::string line2;
  std::string state;  // "TX"
  std::string zip;    // "78701" or "78701-1234"
  Unloading unloading = {};
  std::vector<Line> lines;
};

struct Promise {
  Day ship_by;
  Day earliest;
  Day latest;
  friend bool operator==(const Promise&, const Promise&) = default;
};

// What leaves one place at one time: ours, or a supplier's.
struct Shipment {
  std::optional<Lead> lead;
  std::vector<Package> packages;
  Promise promise;
};

// One way to ship.
struct Offer {
  std::string code;
  std::string name;
  Money price;
  int min_days;  // carrier days in transit
  int max_days;
  Promise promise;  // of the last part to come
  std::vector<Shipment> shipments;
  std::optional<std::int64_t>
      tariff;  // the version of the price table; nothing for what needs none
  std::string zone;
  // A free-shipping coupon zeroes this one: the cheapest that may be free at all (contract sheet:
  // flat, free, pickup).
  bool coupon_frees = false;
};

// Why a method is not offered.
enum class Hidden { NoZone, NoRate, PoBox, TooHeavy, Hazmat, ByQuote };
const char* to_word(Hidden why);
struct NotOffered {
  std::string code;
  std::string name;
  Hidden why;
};

// How far the cart is from free shipping; by the same function everywhere. Nothing where no method
// is ever free for this cart and address.
struct FreeFrom {
  Money threshold;
  Money counted;  // merchandise after discounts that counts towards it
  bool reached() const { return counted >= threshold; }
};

struct Offers {
  std::vector<Offer> methods;  // cheapest first, at most four
  std::vector<NotOffered> hidden;
  std::optional<FreeFrom> free_from;
  bool by_freight = false;  // a piece is too heavy or large for a parcel
  // What the freight's prices are for: as asked, and with the lift-gate that a home needs.
  std::optional<Unloading> unloading = std::nullopt;
  const Offer* find(const std::string& code) const;
};

// The ways to ship `request.lines` to its address, as of now. Gift cards take no parcel: alone they
// go by the one method "none", free. Nothing offered: the shop quotes by hand. Reads in a constant
// number of statements. Only what the shop sells to (us_address.h) has an answer.
Offers offers(store::Tx& tx, const Request& request, Instant now);

// Shipping whose price was agreed with the customer, as an offer with the code "agreed": when it
// arrives is the calendar's to say all the same.
struct Agreed {
  std::string name;
  Money price;
  int min_days;
  int max_days;
};
Offer agreed_offer(store::Tx& tx, const Agreed& agreed, Instant now);

// So many units of a SKU at today's price, for questions of staff; nothing when there is no such
// SKU.
std::optional<Line> line_of_sku(store::Tx& tx, const std::string& sku, int units);

// Quotes (contract sheet: quote object): what was offered to a cart, good for half an hour for
// exactly that cart, its goods and that address.
inline constexpr std::chrono::minutes kQuoteLife{30};
base::ShippingQuoteId keep_quote(store::Tx& tx, CartId cart, const Request& request,
                                 const Offers& offers, Instant now);
enum class QuoteRefusal {
  Unknown,   // no such quote of this cart
  Expired,   // older than half an hour, or an order's already
  Changed,   // the goods or the address are no longer those of the quote
  NoMethod,  // the quote has no such method
};
struct Quoted {
  std::string code;
  std::string name;
  Money price;
  int min_days;
  int max_days;
  static constexpr auto columns() {
    return base::Columns<&Quoted::code, &Quoted::name, &Quoted::price, &Quoted::min_days,
                         &Quoted::max_days>{};
  }
};
// The quote's own price of a method; what a client posts is never more than these two names.
base::Result<Quoted, QuoteRefusal> quoted(store::Tx& tx, base::ShippingQuoteId quote, CartId cart,
                                          const Request& request, const std::string& method,
                                          Instant now);
// Keeps the quote for good as what the order was charged by. Once: an order has one, a quote one.
void bind_quote(store::Tx& tx, base::ShippingQuoteId quote, OrderId order);
// Removes quotes that ended before `before` without an order; answers how many.
std::int64_t forget_quotes(store::Tx& tx, Instant before);

// What is broken in the tables, a sentence each: a state without a zone, a chart with a gap, a
// method without prices.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace shipping
