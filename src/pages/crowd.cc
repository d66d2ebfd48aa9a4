#include "pages/crowd.h"

#include "base/network.h"
#include "identity/devices.h"
#include "pages/problem.h"
#include "web/ladder.h"
#include "web/pace.h"

namespace pages {
namespace {

// A hash takes about 30 ms of a core: a sixth of two cores, and little enough that none waits long
// for a slot on a busy machine. People who sign in by a new browser are far fewer.
constexpr base::Rate kStrangers{10, std::chrono::seconds{1}};

}  // namespace

std::optional<web::Response> refuse_crowd(Ctx& ctx, identity::Audience audience,
                                          const std::string& email, const std::string& device) {
  const auto client = base::IpAddress::parse(ctx.req.address);
  if (client && base::any_contains(ctx.config.pace.exempt, *client)) return std::nullopt;
  const auto knows = [&](store::Tx& tx) {
    return identity::knows_device(tx, audience, email, device);
  };
  if (!device.empty() && ctx.db.at_once("knows_device", knows)) return std::nullopt;
  web::SharedPacer pacer{ctx.config.pace, ctx.cache, ctx.db};
  const auto wait =
      pacer.refusal_of("strangers:" + std::string{to_word(audience)}, kStrangers, ctx.now);
  if (!wait) return std::nullopt;
  const web::Problem problem{429, "too many strangers", {}, static_cast<int>(wait->count())};
  return web::with_problem(problem_page(ctx, problem), problem);
}

}  // namespace pages
