#pragma once
#include "base/crypto.h"
#include "pages/checkout/checkout.h"
#include "t/golden.h"
#include "t/payment/stage.h"

namespace t {

// The handlers of the checkout, with a visitor whose cart is ready to be paid.
struct Visiting : Till {
  void setUp() override {
    Till::setUp();
    config.site.url = "http://127.0.0.1:8080";
  }
  base::CartId cart_of_visitor(int units) {
    const auto id = ready_cart(units);
    sql("UPDATE carts SET token_hash = '" + base::sha256_hex("token") +
        "' WHERE id = " + std::to_string(id.raw()));
    return id;
  }
  using Handler = web::Response (*)(pages::Ctx&);
  web::Response visit(Handler handler, const std::string& method, const std::string& target,
                      const base::Fields& form = {}) {
    web::Request request{method, target, form};
    if (method == "POST") request.set_header("Content-Type", "application/x-www-form-urlencoded");
    request.set_header("Cookie", cookies.full_name("cart") + "=token");
    const pages::Services services{config,  db(),   cache,   templates(), layout(),
                                   cookies, client, captcha, google,      log};
    pages::Ctx ctx{request, kNoon, services};
    return handler(ctx);
  }
  web::Response place(base::Money agreed) {
    return visit(pages::checkout::place, "POST", "/checkout/place",
                 {{"expected_total", std::to_string(agreed.in_cents())}});
  }
  web::Response done(const std::string& session) {
    return visit(pages::checkout::done, "GET", "/checkout/done?session=" + session);
  }
  std::string orders() { return sql("SELECT count(*) FROM orders"); }

  base::Config config{};
  store::Cache cache{{}};
  web::Cookies cookies{"http://127.0.0.1:8080"};
  captcha::Client captcha{{}};
  oidc::Client google{{}};
};

}  // namespace t
