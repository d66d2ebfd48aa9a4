#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "render/templates.h"
#include "views/checkout_view.h"
#include "views/layout.h"

// GET /quotes/<number>?t=<token>: what staff offered, for who has the link. Accept posts to
// /quotes/accept the fields number and token, decline to /quotes/decline these and reason.
namespace views {

enum class QuoteStanding {
  Offered,   // it can be accepted or declined
  Accepted,  // its cart waits to be ordered
  Ordered,   // it became an order
  Declined,
  Expired,  // the last day is over
};

struct QuoteLineView {
  SummaryLine line;
  base::Money list_price;  // a unit's on the web the day it was offered
};

// How long the reason of declining may be, in characters.
inline constexpr int kMostReason = 500;

struct QuoteView {
  QuoteStanding standing = QuoteStanding::Offered;
  std::string number;
  std::string token;
  std::string name;
  std::string company;  // may be ""
  std::string note;     // may be ""
  base::Instant expires_at;
  std::string terms;  // "Net 30"; "" is paid at the checkout
  std::string po_number;
  std::string order;  // its number, of Ordered
  std::vector<QuoteLineView> lines;
  base::Money goods;
  std::optional<base::Money> shipping;  // as agreed; else by the address
  std::string shipping_name;
};
std::string quote_page(const render::Templates& templates, const Layout& layout,
                       const QuoteView& view);

}  // namespace views
