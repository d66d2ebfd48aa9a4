#include "order/newest.h"
#include "pages/api/api.h"
#include "pages/api/body.h"
#include "pages/api/documents.h"
#include "pages/api/paths.h"

namespace pages::api {
namespace {

constexpr std::string_view kList = "orders";

// Microseconds, which is all that a time has.
std::int64_t at_of(base::Instant at) {
  return at.time_since_epoch().count();
}

}  // namespace

web::Response orders(Ctx& ctx) {
  const auto page = read_page(ctx, kList, {"state"});
  if (!page) return page.why();
  const auto state = std::string{ctx.req.query_fields().value("state")};
  if (!state.empty() && !::order::parse_state(state))
    return wrong(ctx, Wrong::Fields, "", {{"state", "No order has this state."}});
  ::order::Before before{std::nullopt, base::OrderId{0}};
  if (page->after)
    before = {base::Instant{base::Instant::duration{page->after->at}},
              base::OrderId{page->after->id}};
  return show(ctx, ctx.db.snapshot("api_orders", [&](store::Tx& tx) {
    const auto rows = ::order::newest_before(tx, state, before, page->limit);
    std::vector<Document> items;
    for (const auto& row : rows) items.push_back(document(row));
    const bool full = std::ssize(rows) == page->limit;
    return list(items,
                full ? cursor(kList, {at_of(*rows.back().placed_at), rows.back().id.raw()}) : "");
  }));
}

web::Response order(Ctx& ctx) {
  const auto& number = ctx.req.param("number");
  return show(ctx, ctx.db.snapshot("api_order", [&](store::Tx& tx) {
    return whole_order(tx, found(::order::find_by_number(tx, number)));
  }));
}

}  // namespace pages::api
