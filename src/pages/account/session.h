#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "cart/cart.h"
#include "identity/sign_in.h"
#include "pages/ctx.h"
#include "web/guards.h"

// Who is signed in, for all pages.
namespace pages::account {

// The shopper's session of this request, or null. Asks the database once a request, and only where
// there is a cookie; not within a transaction.
const identity::Session* signed_in(Ctx& ctx);

// Who buys, for prices and the checkout: nobody while nobody is signed in. As signed_in().
cart::Buyer buyer_of(Ctx& ctx);

// The guard of Who::Shopper: nothing for who is signed in and was here lately; else where to sign
// in. After half an hour without a page of the account its password is asked for again.
std::optional<web::Problem> refuse_audience(Ctx& ctx, web::Who who);

// The token that forms of this session carry in the field `csrf`, and whether this form does.
std::string form_token(Ctx& ctx);
bool has_token(Ctx& ctx);

// The user whose session the guard has let in.
const identity::Session& session_of(const Ctx& ctx);
base::CustomerId customer_of(const Ctx& ctx);

// A path of ours to go to after signing in; anything else is /account.
std::string safe_next(std::string_view text);

// Where a request comes from, as sessions and tries keep it.
identity::Client client_of(const Ctx& ctx);
identity::HashSlots hash_slots(const Ctx& ctx);
// The cookie that tells a browser its user knows; drawn where there is none.
std::string device_token(const Ctx& ctx);
void keep_device_token(const Ctx& ctx, web::Response& response, const std::string& token);
std::string session_token(const Ctx& ctx);
void keep_session_token(const Ctx& ctx, web::Response& response, const std::string& token);
void forget_session_token(const Ctx& ctx, web::Response& response);

}  // namespace pages::account
