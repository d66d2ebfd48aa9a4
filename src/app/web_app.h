#pragma once
#include "app/menu_file.h"
#include "base/config.h"
#include "base/log.h"
#include "captcha/captcha.h"
#include "oidc/oidc.h"
#include "pages/ctx.h"
#include "render/templates.h"
#include "store/cache.h"
#include "store/db.h"
#include "stripe/client.h"
#include "views/layout.h"
#include "web/cookies.h"
#include "web/frame.h"
#include "web/worker.h"

namespace app {

// The web application of one pool, for one worker: its connections are made after fork(), on first
// use. The templates are loaded in the parent, so that all workers share their memory.
class WebApp {
 public:
  WebApp(const base::Config& config, web::Pool pool, const render::Templates& templates,
         base::Log& log);
  WebApp(const WebApp&) = delete;
  WebApp& operator=(const WebApp&) = delete;

  web::Answered answer(web::Request& req);

 private:
  const base::Config& config_;
  base::Log& log_;
  const render::Templates& templates_;
  views::Layout layout_;
  MenuFile menu_;
  web::Cookies cookies_;
  store::Db db_;
  store::Cache cache_;
  stripe::Client stripe_;
  captcha::Client captcha_;
  oidc::Client google_;
  web::SharedPacer pacer_;
  pages::Services services_;
  web::Frame<pages::Ctx> frame_;
};

const base::PoolConfig& pool_size(const base::Config& config, web::Pool pool);

// gds-web --pool NAME [--config FILE] [--once FILE | --check]
int web_main(int argc, char** argv);

}  // namespace app
