#pragma once
#include <string>

#include "cart/cart.h"
#include "pages/ctx.h"

// The visitor as the cart knows one.
namespace pages::shop {

// More units than this is a slip of the keyboard; up to it the answer says how many there are.
inline constexpr int kMostTyped = 99'999;

// The cart cookie's value, or "".
std::string cart_token(const Ctx& ctx);
// It first appears with the first thing added.
void keep_cart_token(const Ctx& ctx, web::Response& response, const std::string& token);
// Who signs out leaves no way to the account's cart behind.
void forget_cart_token(const Ctx& ctx, web::Response& response);

// An accepted quote's cart takes the place of the visitor's own, which a second cookie keeps.
void swap_cart(const Ctx& ctx, web::Response& response, const std::string& token);
// The visitor's own cart again, if there was one.
void swap_back(const Ctx& ctx, web::Response& response);

// With the customer, where somebody asked who is signed in (account::signed_in).
cart::Shopper shopper_of(const Ctx& ctx);
cart::Limits cart_limits(const base::Config& config);

// What counts the open holds of a network address: its hash, since holds need no address; nothing
// where limits by address do not apply (pace.exempt).
std::optional<std::string> address_key(const Ctx& ctx);
// The same of an address as text. A customer of an IPv6 network has a whole /64, and counts once.
std::optional<std::string> address_key(const std::string& text,
                                       const std::vector<base::Network>& exempt);

}  // namespace pages::shop
