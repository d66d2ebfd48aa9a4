#include "pages/routes.h"

#include <array>
#include <ostream>

#include "pages/health/health.h"

namespace pages {
namespace {

using web::Body;
using web::Guard;
using web::Pace;
using web::Pool;
using web::Who;

// clang-format off
constexpr std::array kRoutes{
    // method  path        pool        who          guard            pace        handler
    Route{"GET", "/healthz", Pool::Shop, Who::Anyone, Guard::None,     Pace::None, health::process},
    Route{"GET", "/readyz",  Pool::Shop, Who::Anyone, Guard::None,     Pace::None, health::ready},
    Route{"GET", "/metrics", Pool::Shop, Who::Anyone, Guard::Loopback, Pace::None, health::metrics},
};
// clang-format on

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

void print_routes(std::ostream& out) {
  for (const auto& route : kRoutes)
    out << route.method << ' ' << route.path << ' ' << to_text(route.pool) << ' '
        << to_text(route.who) << ' ' << to_text(route.guard) << ' ' << to_text(route.pace) << '\n';
}

}  // namespace pages
