#pragma once
#include <optional>
#include <string>

#include "pages/ctx.h"
#include "payment/carding.h"

// Private to the checkout: what stands between a payer and a further payment page.
namespace pages::checkout {

// Nothing when the payer may have a payment page now. Otherwise the answer that says what is
// demanded first, with a way back to `retry_path`; nothing was made or changed by then.
std::optional<web::Response> hold_up(Ctx& ctx, const payment::Payer& payer,
                                     const std::string& retry_path);

}  // namespace pages::checkout
