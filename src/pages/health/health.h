#pragma once
#include "pages/ctx.h"

// For operators and load balancers.
namespace pages::health {

// GET /healthz: this process answers.
web::Response process(Ctx& ctx);
// GET /readyz: 200 when the shop can sell (database reached, site published), else 503; one line
// a part. The cache is named but never fails it: the shop sells without one.
web::Response ready(Ctx& ctx);
// GET /metrics: the counters of all pools as Prometheus text.
web::Response metrics(Ctx& ctx);

}  // namespace pages::health
