#pragma once
#include <optional>
#include <string>

#include "base/fields.h"
#include "pages/ctx.h"
#include "payment/carding.h"

// Private to the checkout: what stands between a payer and a further payment page.
namespace pages::checkout {

// The form that asks for the page: it is sent once more with what is demanded.
struct PageAsk {
  std::string action;  // where it was posted to
  base::Fields fields;
  std::string back_path;
};

// Nothing when the payer may have a payment page now. Otherwise the answer that says what is
// demanded first; nothing was made or changed by then. A person is proved to be one by pages::
// Captcha, once for this page and no other (decision 0072); where nobody can be asked about it,
// there is no further page. Calls outside: not within a transaction.
std::optional<web::Response> hold_up(Ctx& ctx, const payment::Payer& payer, const PageAsk& ask);

}  // namespace pages::checkout
