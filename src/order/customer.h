#pragma once
#include <optional>
#include <vector>

#include "base/columns.h"
#include "order/read.h"

// Orders by who bought them. Every visible order has a customer, found or made by its mail when its
// number was drawn. That alone shows it to nobody: an account sees an order once it is joined, and
// joining takes a proven mail address (decision 0040). The owner stands in each query (A1).
namespace order {

using base::CompanyId;
using base::CustomerId;

// Gives the customer's account the visible orders that were bought as a guest from a mailbox that
// is proven: the customer's own, or one of a row merged into it. Each once, with an event; how many
// were new. To be called when a mail address is verified and at each sign-in. Nothing happens for
// a customer whose own address is not verified.
int join_guest_orders(store::Tx& tx, CustomerId customer, Instant now);

// After customers::merge(), in its transaction: the orders of `from` are those of `into`. Whether
// an account sees them stays as it was.
void follow_merge(store::Tx& tx, CustomerId from, CustomerId into);

// What the customer's account sees, newest first: joined orders, and none while its mail address is
// not verified.
std::vector<Summary> of_customer(store::Tx& tx, CustomerId customer, std::int64_t limit);
// A company's orders as `member` may see them, newest first; none for who is no member.
std::vector<Summary> of_company(store::Tx& tx, CompanyId company, CustomerId member,
                                std::int64_t limit);
// One order that the customer's account sees, as its own or as its company's.
std::optional<Summary> find_for_customer(store::Tx& tx, CustomerId customer,
                                         const std::string& number);

// What a customer was worth to the shop: orders that were placed and not cancelled, less what was
// granted back. Joined or not; for staff.
struct Lifetime {
  std::int64_t orders;
  Money worth;
  std::optional<Instant> first_at;
  std::optional<Instant> last_at;
  static constexpr auto columns() {
    return base::Columns<&Lifetime::orders, &Lifetime::worth, &Lifetime::first_at,
                         &Lifetime::last_at>{};
  }
};
Lifetime lifetime(store::Tx& tx, CustomerId customer);

// Who bought a visible order.
std::optional<CustomerId> buyer(store::Tx& tx, OrderId order);

// A placed order as the job pay-referrals looks at it, once.
struct NewOrder {
  OrderId id;
  CustomerId customer;
  Instant placed_at;
  bool is_first;                            // the customer's
  std::optional<std::string> visitor_hash;  // of the cart's cookie
  std::string mail_key;
  std::string address;  // line and ZIP code, lower case, without punctuation
  static constexpr auto columns() {
    return base::Columns<&NewOrder::id, &NewOrder::customer, &NewOrder::placed_at,
                         &NewOrder::is_first, &NewOrder::visitor_hash, &NewOrder::mail_key,
                         &NewOrder::address>{};
  }
};
// Those that were not looked at, in the order they were frozen.
std::vector<NewOrder> not_looked_at(store::Tx& tx, std::int64_t limit);
// False when it was before. Locks the order's row.
bool set_looked_at(store::Tx& tx, OrderId order, Instant now);

// What the company's placed orders still have to be paid, all together (2.25).
Money owed_by(store::Tx& tx, CompanyId company);

}  // namespace order
