#pragma once
#include <string>

#include "order/read.h"
#include "pages/ctx.h"
#include "web/form.h"

// The panel of orders: read by who has orders.view, given back by refunds.grant and sent back by
// refunds.send (decision 0092).
namespace pages::admin {

// GET /admin/orders?q=&state=&before=: the newest first, fifty a page, from behind the order of the
// number `before`; of a mail address, or in a state. The number of an order leads to it (303). 404
// for a state that no order has.
web::Response orders(Ctx& ctx);
// GET /admin/orders/:number; 404 for what is not visible yet.
web::Response order(Ctx& ctx);
// POST /admin/orders/comment (number, text, tell): 303 back, or its page with the reason (422).
web::Response order_comment(Ctx& ctx);

// GET /admin/orders/:number/refund and POST /admin/orders/refund (number, seen, units_N, shipping,
// goodwill, reason, step): the step "look" answers with what it comes to, "give" grants that (303)
// unless something was granted since `seen`. 422 with the form for what cannot be given back.
web::Response refund_form(Ctx& ctx);
web::Response refund_grant(Ctx& ctx);
// GET /admin/orders/:number/send and POST /admin/orders/send (number): sends all that is owed, once
// (303); 422 when nothing is, or it may not go now.
web::Response refund_send_form(Ctx& ctx);
web::Response refund_send(Ctx& ctx);

// What these share: the page of an order as who asks may see it, with the button that sends or
// without, and with what was wrong with a form of it (422).
std::string order_path(const std::string& number);
order::Summary find_order(store::Tx& tx, const std::string& number);  // 404 for none
enum class Shows { Order, Sending };
web::Response order_page(Ctx& ctx, const std::string& number, Shows what,
                         const web::Form* form = nullptr);

}  // namespace pages::admin
