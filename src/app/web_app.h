#pragma once
#include <memory>

#include "base/config.h"
#include "base/log.h"
#include "pages/ctx.h"
#include "render/templates.h"
#include "store/db.h"
#include "stripe/client.h"
#include "views/layout.h"
#include "web/cookies.h"
#include "web/frame.h"
#include "web/worker.h"

namespace app {

// The web application of one pool. Made in the parent, so that workers share the memory of the
// loaded templates; connections are made in the worker, on first use.
class WebApp {
 public:
  WebApp(const base::Config& config, web::Pool pool, base::Log& log);
  web::Answered answer(web::Request& req);

 private:
  const base::Config& config_;
  base::Log& log_;
  render::Templates templates_;
  views::Layout layout_;
  web::Cookies cookies_;
  store::Db db_;
  stripe::Client stripe_;
  std::unique_ptr<web::Pacer> pacer_;
  pages::Services services_;
  web::Frame<pages::Ctx> frame_;
};

const base::PoolConfig& pool_size(const base::Config& config, web::Pool pool);

// gds-web --pool NAME [--config FILE] [--once FILE | --check]
int web_main(int argc, char** argv);

}  // namespace app
