#pragma once
#include <chrono>
#include <optional>

#include "base/config.h"
#include "base/instant.h"
#include "base/log.h"
#include "captcha/captcha.h"
#include "identity/keys.h"
#include "identity/staff.h"
#include "oidc/oidc.h"
#include "render/templates.h"
#include "store/cache.h"
#include "store/db.h"
#include "stripe/client.h"
#include "views/layout.h"
#include "web/cookies.h"
#include "web/request.h"
#include "web/route.h"

namespace pages {

// What the handlers of a worker share, made once in app and outliving every request.
struct Services {
  const base::Config& config;
  store::Db& db;
  store::Cache& cache;
  const render::Templates& templates;
  const views::Layout& layout;
  const web::Cookies& cookies;
  stripe::Client& stripe;
  captcha::Client& captcha;
  oidc::Client& google;
  base::Log& log;
};

// What one request may touch.
struct Ctx {
  Ctx(web::Request& request, base::Instant at, const Services& services)
      : req{request},
        now{at},
        config{services.config},
        db{services.db},
        cache{services.cache},
        templates{services.templates},
        layout{services.layout},
        cookies{services.cookies},
        stripe{services.stripe},
        captcha{services.captcha},
        google{services.google},
        log{services.log},
        deadline{std::chrono::steady_clock::now() + kPatience} {}

  // What a request may spend on others in all (design: pool outbound, 10 s), our own work left out.
  static constexpr std::chrono::milliseconds kPatience{9500};

  web::Request& req;
  base::Instant now;  // taken once; nothing below asks a clock
  const base::Config& config;
  store::Db& db;
  store::Cache& cache;
  const render::Templates& templates;
  const views::Layout& layout;  // what stands around the matter of every page
  const web::Cookies& cookies;
  stripe::Client& stripe;    // for routes of the pool outbound only
  captcha::Client& captcha;  // see pages/captcha.h
  oidc::Client& google;      // for routes of the pool outbound only
  base::Log& log;
  // Who is signed in, once it was asked (pages/account/session.h).
  std::optional<identity::Session> session{};
  bool session_is_known = false;
  std::optional<identity::StaffSession>
      staff{};                            // once the guard of Who::Staff has let somebody in
  std::optional<identity::ApiKey> key{};  // once the guard of Who::Key has let a machine in
  std::chrono::steady_clock::time_point deadline;  // by when calls to others must have ended
};

using Route = web::Route<Ctx>;

}  // namespace pages
