#pragma once
#include <string>

#include "cart/cart.h"
#include "cart/sale.h"
#include "views/cart_view.h"

// What the cart's refusals are called on its pages.
namespace pages::shop {

// One sentence for the line that did not change.
std::string sentence(const cart::Refusal& refusal);

// The same for units that are no number, or none that anyone could mean.
std::string units_sentence(const cart::Limits& limits);

// 409 when the cart itself is closed, 422 when the input was no good.
int status_of(cart::Why why);

// The codes that do nothing, a sentence each: "SAVE10 has expired."
std::vector<std::string> idle_codes(const promo::Priced& priced,
                                    const std::vector<promo::RefusedCode>& refused);

// What promotions take off, by name, and what each code does or why it does nothing.
void show_promotions(views::CartView& view, const cart::Pricing& pricing, base::Instant now);

views::CartView to_view(const cart::View& cart, base::Instant now);

}  // namespace pages::shop
