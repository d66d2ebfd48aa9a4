#pragma once
#include <string>

#include "order/read.h"
#include "pages/ctx.h"
#include "web/form.h"

// The panel of orders: read by who has orders.view, given back by refunds.grant, sent back by
// refunds.send, cancelled by orders.cancel and decided by orders.resolve (decision 0092).
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

// POST /admin/orders/refund-sent (number, send, reference): staff sent this part by bank, check or
// cash (303); 404 for a part of another order, 422 for one that goes by itself or has ended.
web::Response refund_confirm(Ctx& ctx);
// GET /admin/orders/:number/cancel and POST /admin/orders/cancel (number, units_N, reason,
// comes_to, step): the step "look" answers with what is given back, "cancel" does it (303) unless
// it comes to another amount by now. No units: all that has not left. 422 with the form for what
// has left.
web::Response cancel_form(Ctx& ctx);
web::Response cancel(Ctx& ctx);
// GET /admin/orders/:number/resolve and POST /admin/orders/resolve (number, decision): an order
// that needs attention is placed after all, or cancelled (303); 422 for any other, or without
// stock.
web::Response resolve_form(Ctx& ctx);
web::Response resolve(Ctx& ctx);

// What these share: the page of an order as who asks may see it, with the buttons that send,
// with those that decide or without, and with what was wrong with a form of it (422).
std::string order_path(const std::string& number);
order::Summary find_order(store::Tx& tx, const std::string& number);  // 404 for none
enum class Shows { Order, Sending, Deciding };
web::Response order_page(Ctx& ctx, const std::string& number, Shows what,
                         const web::Form* form = nullptr);

}  // namespace pages::admin
