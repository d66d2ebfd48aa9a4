#pragma once
#include "base/instant.h"
#include "catalog/pages.h"
#include "views/cart_view.h"
#include "views/checkout_view.h"
#include "views/layout.h"
#include "views/order_view.h"
#include "views/quote_view.h"

// Values for pages, as a small true shop would have them; tests change what they are about.
namespace t {

// 2026-11-22T18:00:00Z
base::Instant views_noon();

views::Layout layout();
catalog::ProductCard switch_card();
catalog::ProductCard server_card();
// Two conditions of a switch without a photo.
catalog::ProductPage switch_page();
catalog::ProductPage bundle_page();
catalog::CategoryPage category();
catalog::HomePage home();
views::Summary summary();
views::CartView cart();
views::ReviewView review();
views::OrderView order();
views::QuoteView quote();

}  // namespace t
