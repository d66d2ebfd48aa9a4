#pragma once
#include <functional>

#include "pages/ctx.h"
#include "t/golden.h"
#include "t/rows.h"

namespace t {

// A handler asked as a worker asks it, behind its guards; nothing outside is there.
class Asking {
 public:
  using Handler = web::Response (*)(pages::Ctx&);
  // `as` says who was let in.
  web::Response ask(
      store::Db& db, web::Request& request, Handler handler,
      const std::function<void(pages::Ctx&)>& as = [](pages::Ctx&) {}) {
    store::Cache cache{{}};
    captcha::Client captcha{{}};
    oidc::Client google{{}};
    const pages::Services services{config,   db,      cache,   templates(), layout(),
                                   cookies_, stripe_, captcha, google,      log_};
    pages::Ctx ctx{request, kNoon, services};
    as(ctx);
    return handler(ctx);
  }

  base::Config config{};

 private:
  web::Cookies cookies_{"http://127.0.0.1:8080"};
  base::Log log_{"/dev/null"};
  stripe::Client stripe_{{.api_base = "http://127.0.0.1:9/v1", .secret_key = {}, .budget = {}}};
};

}  // namespace t
