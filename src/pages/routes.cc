#include "pages/routes.h"

#include <array>
#include <ostream>

#include "catalog/sent_picture.h"
#include "intake/sent_file.h"
#include "pages/account/account.h"
#include "pages/admin/admin.h"
#include "pages/admin/catalog.h"
#include "pages/admin/certificates.h"
#include "pages/admin/keys.h"
#include "pages/admin/orders.h"
#include "pages/admin/pictures.h"
#include "pages/admin/preview.h"
#include "pages/admin/reviews.h"
#include "pages/admin/staff.h"
#include "pages/api/api.h"
#include "pages/checkout/checkout.h"
#include "pages/health/health.h"
#include "pages/hooks/hooks.h"
#include "pages/orders/orders.h"
#include "pages/quotes/quotes.h"
#include "pages/shop/cart.h"
#include "pages/shop/contact.h"
#include "pages/shop/find.h"
#include "pages/shop/lists.h"
#include "pages/shop/newsletter.h"
#include "pages/shop/notify.h"
#include "pages/shop/referral_link.h"
#include "uploads/uploads.h"

namespace pages {
namespace {

using web::Body;
using web::Guard;
using web::Pace;
using web::Pool;
using web::Proof;
using web::Who;

// clang-format off
constexpr std::array kRoutes{
    // method  path                  pool            who          guard            pace            handler
    Route{"GET",  "/healthz",           Pool::Shop,     Who::Anyone, Guard::None,     Pace::None,     health::process},
    Route{"GET",  "/readyz",            Pool::Shop,     Who::Anyone, Guard::None,     Pace::None,     health::ready},
    Route{"GET",  "/metrics",           Pool::Shop,     Who::Anyone, Guard::Loopback, Pace::None,     health::metrics},

    Route{"GET",  "/search",            Pool::Shop,     Who::Anyone, Guard::None,     Pace::Search,   shop::search},
    Route{"GET",  "/search/suggest",    Pool::Shop,     Who::Anyone, Guard::None,     Pace::Read,     shop::suggest},
    Route{"GET",  "/compare",           Pool::Shop,     Who::Anyone, Guard::None,     Pace::Read,     shop::compare},
    Route{"GET",  "/contact",           Pool::Outbound, Who::Anyone, Guard::None,     Pace::Read,     shop::contact},
    Route{"POST", "/contact",           Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::Lookup,   shop::contact_send},
    Route{"GET",  "/contact/sent",      Pool::Shop,     Who::Anyone, Guard::None,     Pace::Read,     shop::contact_sent},
    Route{"POST", "/notify",            Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::MailLink, shop::notify},
    Route{"GET",  "/notify/sent",       Pool::Shop,     Who::Anyone, Guard::None,     Pace::Read,     shop::notify_sent},
    Route{"GET",  "/notify/confirm",    Pool::Shop,     Who::Anyone, Guard::None,     Pace::Lookup,   shop::notify_confirm_form},
    Route{"POST", "/notify/confirm",    Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Lookup,   shop::notify_confirm},
    Route{"GET",  "/notify/stop",       Pool::Shop,     Who::Anyone, Guard::None,     Pace::Lookup,   shop::notify_stop_form},
    Route{"POST", "/notify/stop",       Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Lookup,   shop::notify_stop},
    Route{"GET",  "/newsletter",        Pool::Outbound, Who::Anyone, Guard::None,     Pace::Read,     shop::newsletter},
    Route{"POST", "/newsletter",        Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::MailLink, shop::newsletter_ask},
    Route{"GET",  "/newsletter/sent",   Pool::Shop,     Who::Anyone, Guard::None,     Pace::Read,     shop::newsletter_sent},
    Route{"GET",  "/newsletter/confirm", Pool::Shop,    Who::Anyone, Guard::None,     Pace::Lookup,   shop::newsletter_confirm_form},
    Route{"POST", "/newsletter/confirm", Pool::Shop,    Who::Anyone, Guard::Csrf,     Pace::Lookup,   shop::newsletter_confirm},
    Route{"GET",  "/newsletter/stop",   Pool::Shop,     Who::Anyone, Guard::None,     Pace::Lookup,   shop::newsletter_stop_form},
    // What a mail program sends for its reader comes in parts, from few addresses for many (RFC 8058).
    Route{"POST", "/newsletter/stop",   Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Write,    shop::newsletter_stop, Body::Raw},
    Route{"GET",  "/estimate",          Pool::Shop,     Who::Anyone, Guard::None,     Pace::Search,   shop::estimate},
    Route{"GET",  "/live/products/:id", Pool::Shop,     Who::Anyone, Guard::None,     Pace::Read,     shop::live_product},
    Route{"GET",  "/cart",              Pool::Shop,     Who::Anyone, Guard::None,     Pace::Read,     shop::cart},
    Route{"POST", "/cart/add",          Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Write,    shop::cart_add},
    Route{"POST", "/cart/update",       Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Write,    shop::cart_update},
    Route{"POST", "/cart/remove",       Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Write,    shop::cart_remove},
    Route{"POST", "/cart/coupon",       Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Lookup,   shop::cart_coupon},
    Route{"POST", "/cart/gift-card",    Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::GiftCard, shop::cart_gift_card},
    Route{"POST", "/cart/credit",       Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Write,    shop::cart_credit},
    Route{"GET",  "/lists",             Pool::Shop,     Who::Anyone, Guard::None,     Pace::Read,     shop::lists},
    Route{"GET",  "/lists/:id",         Pool::Shop,     Who::Anyone, Guard::None,     Pace::Read,     shop::list},
    Route{"GET",  "/lists/shared/:code", Pool::Shop,    Who::Anyone, Guard::None,     Pace::Lookup,   shop::list_shared},
    Route{"POST", "/lists/save",        Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Write,    shop::list_save},
    Route{"POST", "/lists/name",        Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Write,    shop::list_name},
    Route{"POST", "/lists/remove",      Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Write,    shop::list_remove},
    Route{"POST", "/lists/share",       Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Write,    shop::list_share},
    Route{"POST", "/lists/cart",        Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Write,    shop::list_cart},
    Route{"GET",  "/review",            Pool::Outbound, Who::Anyone, Guard::None,     Pace::Lookup,   orders::review_form},
    Route{"POST", "/review",            Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::Lookup,   orders::review_send},
    Route{"GET",  "/review/sent",       Pool::Shop,     Who::Anyone, Guard::None,     Pace::Read,     orders::review_sent},
    Route{"GET",  "/orders/lookup",     Pool::Outbound, Who::Anyone, Guard::None,     Pace::Read,     orders::lookup_form},
    Route{"POST", "/orders/lookup",     Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::Lookup,   orders::lookup},
    Route{"GET",  "/orders/:number",    Pool::Shop,     Who::Anyone, Guard::None,     Pace::Lookup,   orders::track},
    Route{"GET",  "/orders/:number/invoice", Pool::Shop, Who::Anyone, Guard::None,    Pace::Lookup,   orders::invoice},
    Route{"POST", "/orders/:number/referral", Pool::Shop, Who::Anyone, Guard::Csrf,   Pace::Lookup,   orders::referral},
    Route{"POST", "/orders/:number/again", Pool::Shop,  Who::Anyone, Guard::Csrf,     Pace::Write,    orders::again},
    Route{"GET",  "/orders/:number/return", Pool::Shop, Who::Anyone, Guard::None,     Pace::Lookup,   orders::return_form},
    Route{"POST", "/orders/:number/return", Pool::Shop, Who::Anyone, Guard::Csrf,     Pace::Lookup,   orders::return_ask},
    Route{"GET",  "/r/:code",           Pool::Shop,     Who::Anyone, Guard::None,     Pace::Write,    shop::referral_link},
    Route{"GET",  "/orders/:number/pay", Pool::Shop,    Who::Anyone, Guard::None,     Pace::Lookup,   orders::pay},
    Route{"GET",  "/quotes/:number",    Pool::Shop,     Who::Anyone, Guard::None,     Pace::Lookup,   quotes::show},
    Route{"POST", "/quotes/accept",     Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Lookup,   quotes::accept},
    Route{"POST", "/quotes/decline",    Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Lookup,   quotes::decline},
    Route{"POST", "/quotes/aside",      Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::Write,    quotes::aside},

    Route{"GET",  "/account",           Pool::Shop,     Who::Shopper, Guard::None,    Pace::Read,     account::overview},
    Route{"GET",  "/account/orders/:number", Pool::Shop, Who::Shopper, Guard::None,   Pace::Read,     account::order_of_account},
    Route{"GET",  "/account/data",      Pool::Shop,     Who::Shopper, Guard::None,    Pace::Write,    account::data},
    Route{"GET",  "/account/address",   Pool::Shop,     Who::Shopper, Guard::None,    Pace::Read,     account::address_form},
    Route{"POST", "/account/address",   Pool::Shop,     Who::Shopper, Guard::Csrf,    Pace::Write,    account::address_save},
    Route{"POST", "/account/address/remove", Pool::Shop, Who::Shopper, Guard::Csrf,   Pace::Write,    account::address_remove},
    Route{"POST", "/account/address/default", Pool::Shop, Who::Shopper, Guard::Csrf,  Pace::Write,    account::address_default},
    Route{"GET",  "/account/plans",     Pool::Shop,     Who::Shopper, Guard::None,    Pace::Read,     account::plans},
    Route{"POST", "/account/plans/end", Pool::Shop,     Who::Shopper, Guard::Csrf,    Pace::Write,    account::plan_end},
    Route{"GET",  "/account/certificates", Pool::Shop,  Who::Shopper, Guard::None,    Pace::Read,     account::certificates},
    Route{"POST", "/account/certificates", Pool::Shop,  Who::Shopper, Guard::Csrf,    Pace::Write,    account::certificate_send, Body::Upload, web::upload_limit(uploads::kMostPaper)},
    Route{"POST", "/account/devices/end", Pool::Shop,   Who::Shopper, Guard::Csrf,    Pace::Write,    account::end_device},
    Route{"POST", "/account/sign-out",  Pool::Shop,     Who::Shopper, Guard::Csrf,    Pace::Write,    account::sign_out},
    Route{"POST", "/account/sign-out-everywhere", Pool::Shop, Who::Shopper, Guard::Csrf, Pace::Write, account::sign_out_everywhere},
    Route{"GET",  "/account/sent",      Pool::Shop,     Who::Anyone, Guard::None,     Pace::Read,     account::sent},
    Route{"GET",  "/account/email/confirm", Pool::Shop, Who::Anyone, Guard::None,     Pace::Lookup,   account::email_confirm_form},
    Route{"POST", "/account/email/confirm", Pool::Shop, Who::Anyone, Guard::Csrf,     Pace::Lookup,   account::email_confirm},
    Route{"GET",  "/account/register",  Pool::Outbound, Who::Anyone, Guard::None,     Pace::Read,     account::register_form},
    Route{"POST", "/account/register",  Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::MailLink, account::register_save},
    Route{"GET",  "/account/forgotten", Pool::Outbound, Who::Anyone, Guard::None,     Pace::Read,     account::forgotten_form},
    Route{"POST", "/account/forgotten", Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::MailLink, account::forgotten_save},
    Route{"GET",  "/account/reset",     Pool::Outbound, Who::Anyone, Guard::None,     Pace::Lookup,   account::reset_form},
    Route{"POST", "/account/reset",     Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::SignIn,   account::reset_save},
    Route{"GET",  "/account/sign-in",   Pool::Outbound, Who::Anyone, Guard::None,     Pace::Read,     account::sign_in_form},
    Route{"POST", "/account/sign-in",   Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::SignIn,   account::sign_in_save},
    Route{"GET",  "/auth/google",       Pool::Outbound, Who::Anyone, Guard::None,     Pace::SignIn,   account::google},
    Route{"GET",  "/auth/google/callback", Pool::Outbound, Who::Anyone, Guard::None,  Pace::SignIn,   account::google_callback},
    Route{"GET",  "/account/google/join", Pool::Outbound, Who::Anyone, Guard::None,   Pace::Lookup,   account::google_join_form},
    Route{"POST", "/account/google/join", Pool::Outbound, Who::Anyone, Guard::Csrf,   Pace::SignIn,   account::google_join},
    Route{"GET",  "/account/google",    Pool::Outbound, Who::Shopper, Guard::None,    Pace::Read,     account::google_form},
    Route{"POST", "/account/google",    Pool::Outbound, Who::Shopper, Guard::Csrf,    Pace::SignIn,   account::google_link},
    Route{"POST", "/account/google/remove", Pool::Outbound, Who::Shopper, Guard::Csrf, Pace::Write,   account::google_remove},
    Route{"GET",  "/account/second",    Pool::Shop,     Who::Anyone, Guard::None,     Pace::Lookup,   account::second_form},
    Route{"POST", "/account/second",    Pool::Shop,     Who::Anyone, Guard::Csrf,     Pace::SignIn,   account::second_save},
    Route{"GET",  "/account/codes",     Pool::Outbound, Who::Shopper, Guard::None,    Pace::Read,     account::codes_form},
    Route{"POST", "/account/codes",     Pool::Outbound, Who::Shopper, Guard::Csrf,    Pace::SignIn,   account::codes_begin},
    Route{"POST", "/account/codes/confirm", Pool::Outbound, Who::Shopper, Guard::Csrf, Pace::SignIn,  account::codes_confirm},
    Route{"GET",  "/account/codes/recovery", Pool::Outbound, Who::Shopper, Guard::None, Pace::Read,   account::codes_recovery_form},
    Route{"POST", "/account/codes/recovery", Pool::Outbound, Who::Shopper, Guard::Csrf, Pace::SignIn, account::codes_recovery},
    Route{"POST", "/account/codes/remove", Pool::Outbound, Who::Shopper, Guard::Csrf, Pace::SignIn,   account::codes_remove},
    Route{"GET",  "/account/password",  Pool::Outbound, Who::Shopper, Guard::None,    Pace::Read,     account::password_form},
    Route{"POST", "/account/password",  Pool::Outbound, Who::Shopper, Guard::Csrf,    Pace::SignIn,   account::password_save},
    Route{"GET",  "/account/email",     Pool::Outbound, Who::Shopper, Guard::None,    Pace::Read,     account::email_form},
    Route{"POST", "/account/email",     Pool::Outbound, Who::Shopper, Guard::Csrf,    Pace::SignIn,   account::email_save},

    Route{"GET",  "/checkout",          Pool::Outbound, Who::Anyone, Guard::None,     Pace::Checkout, checkout::contact},
    Route{"POST", "/checkout",          Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::Checkout, checkout::contact_save},
    Route{"GET",  "/checkout/shipping", Pool::Outbound, Who::Anyone, Guard::None,     Pace::Checkout, checkout::shipping},
    Route{"POST", "/checkout/shipping", Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::Checkout, checkout::shipping_save},
    Route{"POST", "/checkout/shipping/ask", Pool::Outbound, Who::Anyone, Guard::Csrf, Pace::Checkout, checkout::shipping_ask},
    Route{"GET",  "/checkout/review",   Pool::Outbound, Who::Anyone, Guard::None,     Pace::Checkout, checkout::review},
    Route{"POST", "/checkout/place",    Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::Payment,  checkout::place},
    Route{"POST", "/checkout/place-on-terms", Pool::Outbound, Who::Anyone, Guard::Csrf, Pace::Checkout, checkout::place_on_terms},
    Route{"POST", "/checkout/resume",   Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::Payment,  checkout::resume},
    Route{"POST", "/checkout/cancel",   Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::Checkout, checkout::cancel},
    Route{"GET",  "/checkout/done",     Pool::Outbound, Who::Anyone, Guard::None,     Pace::Checkout, checkout::done},
    Route{"POST", "/checkout/balance",  Pool::Outbound, Who::Anyone, Guard::Csrf,     Pace::Payment,  checkout::balance},
    Route{"POST", "/checkout/subscribe", Pool::Outbound, Who::Shopper, Guard::Csrf,   Pace::Payment,  checkout::subscribe},
    Route{"GET",  "/checkout/invoice",  Pool::Outbound, Who::Shopper, Guard::None,    Pace::Checkout, checkout::pay_invoice},
    Route{"GET",  "/checkout/paid",     Pool::Outbound, Who::Anyone, Guard::None,     Pace::Checkout, checkout::paid},

    Route{"GET",  "/admin",             Pool::Admin,    Who::Staff,  Guard::None,     Pace::Read,     admin::home},
    Route{"GET",  "/admin/sign-in",     Pool::Admin,    Who::Anyone, Guard::None,     Pace::Read,     admin::sign_in_form},
    Route{"POST", "/admin/sign-in",     Pool::Admin,    Who::Anyone, Guard::Csrf,     Pace::SignIn,   admin::sign_in_save},
    Route{"GET",  "/admin/forgotten",   Pool::Admin,    Who::Anyone, Guard::None,     Pace::Read,     admin::forgotten_form},
    Route{"POST", "/admin/forgotten",   Pool::Admin,    Who::Anyone, Guard::Csrf,     Pace::MailLink, admin::forgotten_save},
    Route{"GET",  "/admin/reset",       Pool::Admin,    Who::Anyone, Guard::None,     Pace::Lookup,   admin::reset_form},
    Route{"POST", "/admin/reset",       Pool::Admin,    Who::Anyone, Guard::Csrf,     Pace::SignIn,   admin::reset_save},
    Route{"GET",  "/admin/second",      Pool::Admin,    Who::Staff,  Guard::None,     Pace::Read,     admin::second_form},
    Route{"POST", "/admin/second",      Pool::Admin,    Who::Staff,  Guard::Csrf,     Pace::SignIn,   admin::second_save},
    Route{"POST", "/admin/sign-out",    Pool::Admin,    Who::Staff,  Guard::Csrf,     Pace::Write,    admin::sign_out},
    Route{"POST", "/admin/recovery",    Pool::Admin,    Who::Staff,  Guard::Csrf,     Pace::SignIn,   admin::recovery_codes},
    Route{"POST", "/admin/sessions/end", Pool::Admin,   Who::Staff,  Guard::Csrf,     Pace::Write,    admin::end_session},
    Route{"GET",  "/admin/code",        Pool::Admin,    Who::Staff,  Guard::None,     Pace::Read,     admin::code_form},
    Route{"POST", "/admin/code",        Pool::Admin,    Who::Staff,  Guard::Csrf,     Pace::SignIn,   admin::code_save},
    Route{"GET", "/admin/staff", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::staff, Body::Form, web::kFormLimit, "staff.view"},
    Route{"GET", "/admin/staff/new", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::staff_new, Body::Form, web::kFormLimit, "staff.manage", Proof::FreshCode},
    Route{"POST", "/admin/staff", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::staff_invite, Body::Form, web::kFormLimit, "staff.manage", Proof::FreshCode},
    Route{"GET", "/admin/staff/:id", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::staff_member, Body::Form, web::kFormLimit, "staff.manage", Proof::FreshCode},
    Route{"POST", "/admin/staff/role", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::staff_role, Body::Form, web::kFormLimit, "staff.manage", Proof::FreshCode},
    Route{"POST", "/admin/staff/anew", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::staff_anew, Body::Form, web::kFormLimit, "staff.manage", Proof::FreshCode},
    Route{"POST", "/admin/staff/end", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::staff_end, Body::Form, web::kFormLimit, "staff.manage", Proof::FreshCode},
    Route{"GET", "/admin/keys", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::keys, Body::Form, web::kFormLimit, "keys.manage"},
    Route{"GET", "/admin/keys/new", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::key_new, Body::Form, web::kFormLimit, "keys.manage", Proof::FreshCode},
    Route{"POST", "/admin/keys", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::key_make, Body::Form, web::kFormLimit, "keys.manage", Proof::FreshCode},
    Route{"GET", "/admin/keys/:id", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::key, Body::Form, web::kFormLimit, "keys.manage", Proof::FreshCode},
    Route{"POST", "/admin/keys/end", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::key_end, Body::Form, web::kFormLimit, "keys.manage", Proof::FreshCode},
    Route{"GET", "/admin/orders", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::orders, Body::Form, web::kFormLimit, "orders.view"},
    Route{"GET", "/admin/orders/:number", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::order, Body::Form, web::kFormLimit, "orders.view"},
    Route{"POST", "/admin/orders/comment", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::order_comment, Body::Form, web::kFormLimit, "orders.comment"},
    Route{"GET", "/admin/orders/:number/refund", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::refund_form, Body::Form, web::kFormLimit, "refunds.grant", Proof::FreshCode},
    Route{"POST", "/admin/orders/refund", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::refund_grant, Body::Form, web::kFormLimit, "refunds.grant", Proof::FreshCode},
    Route{"GET", "/admin/orders/:number/send", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::refund_send_form, Body::Form, web::kFormLimit, "refunds.send", Proof::FreshCode},
    Route{"POST", "/admin/orders/send", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::refund_send, Body::Form, web::kFormLimit, "refunds.send", Proof::FreshCode},
    Route{"POST", "/admin/orders/refund-sent", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::refund_confirm, Body::Form, web::kFormLimit, "refunds.send", Proof::FreshCode},
    Route{"GET", "/admin/orders/:number/cancel", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::cancel_form, Body::Form, web::kFormLimit, "orders.cancel", Proof::FreshCode},
    Route{"POST", "/admin/orders/cancel", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::cancel, Body::Form, web::kFormLimit, "orders.cancel", Proof::FreshCode},
    Route{"GET", "/admin/orders/:number/resolve", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::resolve_form, Body::Form, web::kFormLimit, "orders.resolve", Proof::FreshCode},
    Route{"POST", "/admin/orders/resolve", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::resolve, Body::Form, web::kFormLimit, "orders.resolve", Proof::FreshCode},
    Route{"GET", "/admin/certificates", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::certificates, Body::Form, web::kFormLimit, "tax.certificates"},
    Route{"GET", "/admin/certificates/:id", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::certificate, Body::Form, web::kFormLimit, "tax.certificates"},
    Route{"GET", "/admin/certificates/:id/paper", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::certificate_paper, Body::Form, web::kFormLimit, "tax.certificates"},
    Route{"POST", "/admin/certificates/decide", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::certificate_decide, Body::Form, web::kFormLimit, "tax.certificates"},
    Route{"GET", "/admin/pictures", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::pictures, Body::Form, web::kFormLimit, "catalog.edit"},
    Route{"POST", "/admin/pictures", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::picture_send, Body::Upload, web::upload_limit(catalog::kMostSentPicture), "catalog.edit"},
    Route{"GET", "/admin/catalog", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::catalog_files, Body::Form, web::kFormLimit, "catalog.import"},
    Route{"POST", "/admin/catalog", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::catalog_send, Body::Upload, web::upload_limit(intake::kMostSentFile), "catalog.import"},
    Route{"GET", "/admin/catalog/file", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::catalog_file, Body::Form, web::kFormLimit, "catalog.export", Proof::FreshCode},
    Route{"GET", "/admin/catalog/:id", Pool::Admin, Who::Staff, Guard::None, Pace::Write, admin::catalog_plan, Body::Form, web::kFormLimit, "catalog.import", Proof::FreshCode},
    Route{"POST", "/admin/catalog/apply", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::catalog_apply, Body::Form, web::kFormLimit, "prices.bulk", Proof::FreshCode},

    Route{"GET", "/admin/reviews", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::reviews, Body::Form, web::kFormLimit, "reviews.decide"},
    Route{"GET", "/admin/reviews/:id", Pool::Admin, Who::Staff, Guard::None, Pace::Read, admin::review, Body::Form, web::kFormLimit, "reviews.decide"},
    Route{"POST", "/admin/reviews/decide", Pool::Admin, Who::Staff, Guard::Csrf, Pace::Write, admin::review_decide, Body::Form, web::kFormLimit, "reviews.decide"},

    Route{"GET",  "/api/openapi.json",  Pool::Admin,    Who::Anyone, Guard::None,     Pace::Read,     api::openapi},
    Route{"GET", "/api/v1/key", Pool::Admin, Who::Key, Guard::Bearer, Pace::Read, api::key, Body::Json, web::kFormLimit, ""},
    Route{"GET", "/api/v1/products", Pool::Admin, Who::Key, Guard::Bearer, Pace::Read, api::products, Body::Json, web::kFormLimit, "catalog.view"},
    Route{"POST", "/api/v1/products", Pool::Admin, Who::Key, Guard::Bearer, Pace::Write, api::product_make, Body::Json, web::kFormLimit, "catalog.import"},
    Route{"GET", "/api/v1/products/:id", Pool::Admin, Who::Key, Guard::Bearer, Pace::Read, api::product, Body::Json, web::kFormLimit, "catalog.view"},
    Route{"PATCH", "/api/v1/products/:id", Pool::Admin, Who::Key, Guard::Bearer, Pace::Write, api::product_change, Body::Json, web::kFormLimit, "catalog.edit"},
    Route{"GET", "/api/v1/variants", Pool::Admin, Who::Key, Guard::Bearer, Pace::Read, api::variants, Body::Json, web::kFormLimit, "catalog.view"},
    Route{"GET", "/api/v1/variants/:id", Pool::Admin, Who::Key, Guard::Bearer, Pace::Read, api::variant, Body::Json, web::kFormLimit, "catalog.view"},
    Route{"PATCH", "/api/v1/variants/:id", Pool::Admin, Who::Key, Guard::Bearer, Pace::Write, api::variant_change, Body::Json, web::kFormLimit, "prices.edit"},
    Route{"GET", "/api/v1/stock", Pool::Admin, Who::Key, Guard::Bearer, Pace::Read, api::stock, Body::Json, web::kFormLimit, "stock.view"},
    Route{"GET", "/api/v1/stock/:variant", Pool::Admin, Who::Key, Guard::Bearer, Pace::Read, api::stock_of_variant, Body::Json, web::kFormLimit, "stock.view"},
    Route{"POST", "/api/v1/stock/:variant/adjustments", Pool::Admin, Who::Key, Guard::Bearer, Pace::Write, api::stock_adjust, Body::Json, web::kFormLimit, "stock.adjust"},
    Route{"GET", "/api/v1/orders", Pool::Admin, Who::Key, Guard::Bearer, Pace::Read, api::orders, Body::Json, web::kFormLimit, "orders.view"},
    Route{"GET", "/api/v1/orders/:number", Pool::Admin, Who::Key, Guard::Bearer, Pace::Read, api::order, Body::Json, web::kFormLimit, "orders.view"},
    Route{"POST", "/api/v1/orders/:number/parcels", Pool::Admin, Who::Key, Guard::Bearer, Pace::Write, api::parcel_send, Body::Json, web::kFormLimit, "orders.ship"},
    Route{"POST", "/api/v1/parcels/:id/delivery", Pool::Admin, Who::Key, Guard::Bearer, Pace::Write, api::parcel_delivered, Body::Json, web::kFormLimit, "orders.ship"},
    Route{"GET",  "/preview/:kind/:slug", Pool::Admin,  Who::Anyone, Guard::None,     Pace::Lookup,   admin::preview},

    Route{"POST", "/webhooks/stripe",   Pool::Hooks,    Who::Signed, Guard::Signature, Pace::Hook,    hooks::stripe, Body::Raw, web::kHookLimit},
};
// clang-format on

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

void print_routes(std::ostream& out) {
  for (const auto& route : kRoutes) {
    out << route.method << ' ' << route.path << ' ' << to_text(route.pool) << ' '
        << to_text(route.who) << ' ' << to_text(route.guard) << ' ' << to_text(route.pace)
        << (route.scope.empty() ? "" : " ") << route.scope
        << (route.proof == web::Proof::FreshCode ? " fresh" : "");
    if (route.body == Body::Upload) out << " upload=" << route.body_limit;
    out << '\n';
  }
}

}  // namespace pages
