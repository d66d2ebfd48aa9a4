#pragma once
#include "cart/cart.h"

// The cart of an account: the same in every browser in which its customer is signed in (design: the
// money path, 10).
namespace cart {

// What became of a cart at sign-in.
struct JoinedCart {
  std::optional<std::string> new_token;  // the cart cookie's value from now on
  int units = 0;                         // of another cart that came into this one
  std::vector<VariantId> cut;            // lines with fewer units than both carts had together
};

// The browser's cart and the account's become one, the account's: union by variant, the sum of
// units, as many as there are and a line may have; codes and gift cards come along as far as a cart
// takes them. Without one in the account the browser's is it from now on; a browser without one
// gets a token of the account's. A cart that is being paid for, an accepted quote, and the cart of
// another account stay as they are. Done twice it does nothing the second time. Locks the carts;
// the caller holds the lock of the user.
JoinedCart join_account(store::Tx& tx, const Shopper& shopper, base::CustomerId customer,
                        const Limits& limits, Instant now);

// No cookie leads to the account's carts any more, in no browser.
void forget_tokens(store::Tx& tx, base::CustomerId customer);

}  // namespace cart
