#include "app/web_app.h"

#include "app/captcha.h"
#include "app/google.h"
#include "app/open.h"
#include "app/stripe.h"
#include "base/instant.h"
#include "pages/api/key.h"
#include "pages/audience.h"
#include "pages/hooks/hooks.h"
#include "pages/problem.h"
#include "pages/routes.h"

namespace app {
namespace {

// What a pool may do in the database.
const char* role_of(web::Pool pool) {
  switch (pool) {
    case web::Pool::Shop:
    case web::Pool::Outbound:
      return "gds_shop";
    case web::Pool::Hooks:
      return "gds_hooks";
    case web::Pool::Admin:
      return "gds_admin";
  }
  return "";
}

// A statement ends before its worker is killed, so that the visitor gets a page.
std::chrono::seconds longest_statement(const base::PoolConfig& size) {
  return std::chrono::seconds{std::max(1, size.timeout_seconds - 2)};
}

}  // namespace

const base::PoolConfig& pool_size(const base::Config& config, web::Pool pool) {
  switch (pool) {
    case web::Pool::Shop:
      return config.pool.shop;
    case web::Pool::Outbound:
      return config.pool.outbound;
    case web::Pool::Hooks:
      return config.pool.hooks;
    case web::Pool::Admin:
      return config.pool.admin;
  }
  return config.pool.shop;
}

WebApp::WebApp(const base::Config& config, web::Pool pool, const render::Templates& templates,
               base::Log& log)
    : config_{config},
      log_{log},
      templates_{templates},
      layout_{views::make_layout(config.site.name, config.site.url,
                                 views::read_assets(config.templates.dir))},
      menu_{config.site.root},
      cookies_{config.site.url},
      db_{pooled_db(config, role_of(pool), longest_statement(pool_size(config, pool)))},
      cache_{config.memcached.servers},
      stripe_{stripe_client(config, stripe::kInteractive, log)},
      captcha_{captcha_client(config, pool, log)},
      google_{google_client(config, pool, log)},
      pacer_{config_.pace, cache_, db_},
      services_{config_,  db_,     cache_,   templates_, layout_,
                cookies_, stripe_, captcha_, google_,    log_},
      frame_{{pages::routes(), pool},
             {.is_signed = pages::hooks::is_signed,
              .refuse_audience = pages::refuse_audience,
              .refuse_key = pages::api::refuse_key,
              .problem_page = pages::problem_page,
              .has_token = pages::has_token},
             config,
             pacer_,
             log} {
  stripe_.keep_exchanges(call_keeper(db_, log_));
}

web::Answered WebApp::answer(web::Request& req) {
  menu_.refresh(layout_.menu);
  pages::Ctx ctx{req, base::clock_now(), services_};
  auto answer = frame_.answer(ctx);
  for (const auto& report : templates_.take_reports())
    log_.write(base::LogLine{"template"}.add("id", req.id).add("error", report));
  return {std::move(answer.response), answer.route, pages::name_for_log(ctx)};
}

}  // namespace app
