#pragma once
#include <optional>
#include <string>

#include "pages/ctx.h"
#include "payment/ask.h"
#include "payment/draft.h"
#include "views/checkout_view.h"

// What the checkout's pages share. Private to them.
namespace pages::checkout {

// The visitor's cart, and the sale it would be.
struct Visit {
  cart::Found cart;
  payment::Draft draft;
};
std::optional<Visit> visit(Ctx& ctx);

enum class Step { Contact, Shipping, Review };

// Where the visitor has to go first, when this step cannot be taken yet.
std::optional<web::Response> detour(const std::optional<Visit>& visit, Step step);

// Checks that the cart is still open, under its lock, and holds its units for longer: each step of
// the checkout does. False when it is being paid for or gone.
bool keep_holding(Ctx& ctx, store::Tx& tx, base::CartId cart);

// What stands beside each step; the tax once it is known.
views::Summary summary(const payment::Draft& draft, std::optional<base::Money> tax);

payment::Till till(Ctx& ctx, const payment::Terms& terms);

// Contact and address as the fields of the form of step 1.
base::Fields typed(const cart::Details& details);

// Step 1 again with what was typed and what was wrong.
web::Response contact_again(Ctx& ctx, const Visit& visit, const base::Fields& fields,
                            const base::FieldErrors& errors);

// The review as it stands now: asks for tax where needed. The caller says why it is shown again.
struct ReviewAgain {
  int status = 200;
  views::ReviewNotice notice = views::ReviewNotice::None;
  std::vector<views::ReviewChange> changes{};
  // What the shopper agreed to: where it is another now, the page says old and new, and that the
  // total has changed unless it has something else to say.
  std::optional<payment::Seen> agreed{};
};
web::Response review_page(Ctx& ctx, const Visit& visit, const ReviewAgain& again);

// The checkout cannot go on: 503 and a way to try again where somebody did not answer, 422 for what
// the shopper can change, 500 where Stripe will not take what we ask.
web::Response problem(Ctx& ctx, views::CheckoutProblem problem, const std::string& retry_path);

// To /checkout/done, for a session of Stripe's.
web::Response to_done(const std::string& session_id);

// For an order that no longer waits to be paid: where its shopper finds what became of it.
web::Response to_what_became(Ctx& ctx, const payment::Attempt& attempt);

// To the payment page of an attempt, sending its stored request where that has no answer yet.
web::Response to_payment(Ctx& ctx, const payment::Attempt& attempt);

}  // namespace pages::checkout
