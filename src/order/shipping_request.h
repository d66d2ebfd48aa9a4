#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "cart/sale.h"
#include "order/quotes.h"

// Shipping that no table has a price for: a shopper asks from the checkout, staff answer with a
// quote. A request says what and where to; its prices are staff's alone (contract sheet: freight).
namespace order {

using base::ShippingRequestId;

enum class AskRefusal { Incomplete };  // no lines, or no address yet

// Keeps the cart's wish as it stands and tells staff, once: asked again for the same goods and
// place it changes nothing. The cart is the caller's, locked; nothing is reserved.
base::Result<base::Done, AskRefusal> ask_for_shipping(store::Tx& tx, CartId cart, Instant now);
// Is this very wish of the cart asked for and not answered yet?
bool is_shipping_asked(store::Tx& tx, CartId cart, Instant now);

struct ShippingRequest {
  ShippingRequestId id;
  std::string email;
  std::string name;
  std::string company;
  std::string line1;
  std::string line2;
  std::string city;
  std::string state;
  std::string zip;
  std::string phone;
  std::optional<std::string> unload_site;
  std::vector<std::string> unload_wishes;
  Instant asked_at;
  std::string unloading_text() const;  // "" for what is no freight
  static constexpr auto columns() {
    return base::Columns<&ShippingRequest::id, &ShippingRequest::email, &ShippingRequest::name,
                         &ShippingRequest::company, &ShippingRequest::line1,
                         &ShippingRequest::line2, &ShippingRequest::city, &ShippingRequest::state,
                         &ShippingRequest::zip, &ShippingRequest::phone,
                         &ShippingRequest::unload_site, &ShippingRequest::unload_wishes,
                         &ShippingRequest::asked_at>{};
  }
};
// Those without an answer, the oldest first.
std::vector<ShippingRequest> open_shipping_requests(store::Tx& tx);
// Nothing when there is none, or it is answered.
std::optional<ShippingRequest> find_shipping_request(store::Tx& tx, ShippingRequestId request);

struct RequestedLine {
  VariantId variant;
  std::string sku;
  std::string title;
  int units;
  static constexpr auto columns() {
    return base::Columns<&RequestedLine::variant, &RequestedLine::sku, &RequestedLine::title,
                         &RequestedLine::units>{};
  }
};
std::vector<RequestedLine> requested_lines(store::Tx& tx, ShippingRequestId request);

// The quote is the answer. False when the request has one already.
bool answer_shipping_request(store::Tx& tx, ShippingRequestId request, QuoteId quote);

}  // namespace order
