#pragma once
#include <string>
#include <string_view>
#include <vector>

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

// Of a card that was good when it was added.
inline constexpr std::string_view kUselessCard =
    "A gift card in your cart has ended or is used up: it pays nothing.";

// The codes that do nothing, a sentence each: "SAVE10 has expired."
std::vector<std::string> idle_codes(const promo::Priced& priced,
                                    const std::vector<promo::RefusedCode>& refused);

// What promotions take off, by name, and what each code does or why it does nothing.
void show_promotions(views::CartView& view, const cart::Pricing& pricing, base::Instant now);

// The gift cards and what each can pay.
void show_gift_cards(views::CartView& view, const cart::Purses& purses);

views::CartView to_view(const cart::View& cart, base::Instant now);

}  // namespace pages::shop
