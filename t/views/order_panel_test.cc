#include "views/order_panel.h"

#include "t/golden.h"
#include "views/refund_panel.h"

namespace {

using base::Money;

const views::Desk kDesk{"tok.en", {{"/admin", "Home"}}, "/admin/orders"};

order::Summary summary() {
  return {base::OrderId{7},
          "public",
          "100023",
          "token",
          "placed",
          "",
          "kim+1@example.com",
          Money::cents(30001),
          Money::cents(1001),
          Money::cents(1995),
          Money::cents(2558),
          Money::cents(33553),
          Money::cents(33553),
          "Ground",
          3,
          5,
          "taxcalc_1",
          t::views_noon(),
          t::views_noon()};
}

order::Progress line(int position, int granted) {
  return {base::OrderLineId{position},
          position,
          "SKU-" + std::to_string(position),
          "A <switch>",
          "goods",
          3,
          0,
          2,
          1,
          0,
          granted,
          Money::cents(8999),
          Money::cents(743)};
}

views::OrderFile file() {
  views::OrderFile file{
      .order = summary(),
      .account = {Money::cents(33553), Money::cents(3248), Money::cents(33553), {}},
      .address = {"Kim <Lee>", "Austin, TX 78701"},
      .unloading = "",
      .lines = {line(1, 1), line(2, 0)},
      .discounts = {},
      .buyer = {},
      .holds = {},
      .parcels = {},
      .returns = {},
      .refunds = {},
      .charges = {},
      .sends = {},
      .owed = {},
      .timeline = {}};
  file.buyer = order::Lifetime{2, Money::cents(60000), {}, {}};
  file.holds = {{"review prv_1", "looks odd", "stripe", t::views_noon()}};
  file.parcels = {{base::FulfilmentId{4},
                   "shipped",
                   "UPS",
                   "1Z<9",
                   "staff 4",
                   t::views_noon(),
                   t::views_noon(),
                   {}}};
  file.refunds = {
      {base::RefundId{5}, "units", Money::cents(3248), "a <dent>", "staff 4", t::views_noon()}};
  file.charges = {
      {"ch_1", "succeeded", Money::cents(33553), "visa", "4242", "normal", "", t::views_noon()}};
  file.owed = {{base::PaymentId{3}, "stripe", "card", Money::cents(3248)}};
  file.timeline = {{t::views_noon(), "moved", "placed", "stripe", "paid", ""},
                   {t::views_noon(), "comment", "", "staff 4", "call <him>", {}}};
  return file;
}

std::string shows(const views::OrderPanel& view) {
  return views::order_panel(t::templates(), t::layout(), view);
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_panel_of_an_order_says_all_that_staff_may_read) {
  views::OrderPanel view{.desk = kDesk, .file = file(), .sees_payments = true};
  const auto html = shows(view);
  for (const auto* part :
       {"<span class=\"tape\">100023</span>", "/admin/orders?q=kim%2B1%40example.com",
        "2 orders, $600.00 in all", "Held by “review prv_1”: looks odd", "A &lt;switch&gt;",
        "2 sent, 1 cancelled, 1 given back", "Owed to the customer", "$32.48", "a &lt;dent&gt;",
        "visa …4242", "1Z&lt;9", "call &lt;him&gt;", "Kim &lt;Lee&gt;"})
    CPPUNIT_ASSERT_MESSAGE(part, t::has(html, part));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, ">told<"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_panel_of_an_order_offers_what_one_may_do_alone) {
  views::OrderPanel view{.desk = kDesk, .file = file()};
  const auto plain = shows(view);
  for (const auto* part : {"visa", "/refund\"", "/send\"", "/admin/orders/comment"})
    CPPUNIT_ASSERT_MESSAGE(part, !t::has(plain, part));

  view.grants = view.sends = view.comments = view.sees_payments = true;
  const auto whole = shows(view);
  for (const auto* part : {"visa", "/admin/orders/100023/refund\"", "/admin/orders/100023/send\"",
                           "action=\"/admin/orders/comment\""})
    CPPUNIT_ASSERT_MESSAGE(part, t::has(whole, part));
  CPPUNIT_ASSERT(!t::has(whole, "action=\"/admin/orders/send\""));

  view.is_sending = true;
  CPPUNIT_ASSERT(t::has(shows(view), "action=\"/admin/orders/send\""));
  CPPUNIT_ASSERT(t::has(shows(view), "$32.48 back to the card"));
  view.file.owed.clear();
  CPPUNIT_ASSERT(!t::has(shows(view), "action=\"/admin/orders/send\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_panel_of_an_order_leads_to_what_can_be_decided) {
  views::OrderPanel view{.desk = kDesk, .file = file()};
  for (const auto* part : {"/cancel\"", "/resolve\"", "refund-sent"})
    CPPUNIT_ASSERT_MESSAGE(part, !t::has(shows(view), part));
  view.cancels = view.resolves = view.sends = true;
  CPPUNIT_ASSERT(t::has(shows(view), "/admin/orders/100023/cancel\""));
  CPPUNIT_ASSERT(!t::has(shows(view), "/resolve\""));

  view.file.order.state = "needs_attention";
  CPPUNIT_ASSERT(!t::has(shows(view), "/cancel\""));
  CPPUNIT_ASSERT(t::has(shows(view), "href=\"/admin/orders/100023/resolve\""));
  CPPUNIT_ASSERT(!t::has(shows(view), "name=\"decision\""));
  view.is_deciding = true;
  CPPUNIT_ASSERT_EQUAL(2, t::times(shows(view), "name=\"decision\""));
  view.file.order.state = "delivered";
  CPPUNIT_ASSERT(!t::has(shows(view), "name=\"decision\""));
  CPPUNIT_ASSERT(!t::has(shows(view), "/cancel\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_part_that_staff_send_waits_for_their_word) {
  views::OrderPanel view{.desk = kDesk, .file = file(), .sends = true};
  const payment::Send send{payment::RefundSendId{9},
                           base::OrderId{7},
                           base::PaymentId{3},
                           "public",
                           "offline",
                           Money::cents(500),
                           "pending",
                           "key",
                           {},
                           {},
                           "",
                           t::views_noon()};
  view.file.sends = {send};
  CPPUNIT_ASSERT(t::has(shows(view), ">Say that staff have sent it<"));
  CPPUNIT_ASSERT(!t::has(shows(view), "refund-sent"));
  view.is_sending = true;
  CPPUNIT_ASSERT(t::has(shows(view), "name=\"send\" value=\"9\""));
  CPPUNIT_ASSERT(t::has(shows(view), "$5.00 by staff"));
  view.file.sends[0].state = "sent";
  CPPUNIT_ASSERT(!t::has(shows(view), "refund-sent"));
  view.file.sends[0].state = "pending";
  view.file.sends[0].destination = "card";
  CPPUNIT_ASSERT(!t::has(shows(view), "refund-sent"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, cancelling_is_looked_at_before_it_is_done) {
  views::RefundForm form{.desk = kDesk,
                         .order = summary(),
                         .account = {Money::cents(33553), Money::cents(0), Money::cents(33553), {}},
                         .lines = {line(1, 0)}};
  const auto shows = [&] { return views::cancel_form(t::templates(), t::layout(), form); };
  CPPUNIT_ASSERT(t::has(shows(), "None is to be sent, but what is packed."));
  form.lines[0].fulfilled = 0;
  form.typed = {{"units_1", "2"}, {"reason", "he <called>"}};
  CPPUNIT_ASSERT(
      t::has(shows(), "name=\"units_1\" type=\"number\" min=\"0\" max=\"2\" value=\"2\""));
  CPPUNIT_ASSERT(!t::has(shows(), "value=\"cancel\""));

  form.preview = order::Grant{{{order::Share::Goods, base::OrderLineId{1}, 2, Money::cents(3000)}}};
  CPPUNIT_ASSERT(t::has(shows(), "name=\"comes_to\" value=\"3000\""));
  CPPUNIT_ASSERT(t::has(shows(), "name=\"step\" value=\"cancel\""));
  CPPUNIT_ASSERT(t::has(shows(), "Cancel it, and give $30.00 back"));
  CPPUNIT_ASSERT_EQUAL(2, t::times(shows(), "value=\"he &lt;called&gt;\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_list_of_orders_leads_on_by_the_last_number) {
  auto late = summary();
  late.balance = Money::cents(500);
  auto owed = summary();
  owed.number = "100022";
  owed.balance = Money::cents(-700);
  owed.attention = "paid twice";
  views::OrderListView view{kDesk, "kim+1@example.com", "placed", {late, owed}, true};
  const auto html = views::order_list_page(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(
      t::has(html, "/admin/orders?q=kim%2B1%40example.com&amp;state=placed&amp;before=100022"));
  CPPUNIT_ASSERT(t::has(html, "<option value=\"placed\" selected>Placed</option>"));
  CPPUNIT_ASSERT(t::has(html, "$5.00 due"));
  CPPUNIT_ASSERT(t::has(html, "$7.00 owed"));
  CPPUNIT_ASSERT(t::has(html, "paid twice"));
  view.is_full = false;
  CPPUNIT_ASSERT(!t::has(views::order_list_page(t::templates(), t::layout(), view), "before="));
  CPPUNIT_ASSERT(t::has(views::order_list_page(t::templates(), t::layout(), {kDesk}),
                        "No order is like this."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_refund_is_looked_at_before_it_is_given) {
  views::RefundForm form{
      .desk = kDesk,
      .order = summary(),
      .account = {Money::cents(33553), Money::cents(3248), Money::cents(33553), {}},
      .lines = {line(1, 3), line(2, 1)}};
  form.typed = {{"units_2", "1"}, {"reason", "a <dent>"}, {"odd", "1"}};
  const auto shows = [&] { return views::refund_form(t::templates(), t::layout(), form); };
  const auto asks = shows();
  CPPUNIT_ASSERT(!t::has(asks, "value=\"give\""));
  CPPUNIT_ASSERT(t::has(asks, "name=\"seen\" value=\"3248\""));
  CPPUNIT_ASSERT(!t::has(asks, "name=\"units_1\""));
  CPPUNIT_ASSERT(t::has(asks, "name=\"units_2\" type=\"number\" min=\"0\" max=\"2\" value=\"1\""));

  form.preview = order::Grant{{{order::Share::Goods, base::OrderLineId{2}, 1, Money::cents(3000)},
                               {order::Share::Tax, base::OrderLineId{2}, 1, Money::cents(248)},
                               {order::Share::Goodwill, {}, 0, Money::cents(100)}}};
  const auto looked = shows();
  CPPUNIT_ASSERT(t::has(looked, "name=\"step\" value=\"give\""));
  CPPUNIT_ASSERT(t::has(looked, "Give $33.48 back"));
  CPPUNIT_ASSERT(t::has(looked, "1 × A &lt;switch&gt;"));
  CPPUNIT_ASSERT(t::has(looked, "$65.96 is owed to the customer then"));
  CPPUNIT_ASSERT_EQUAL(2, t::times(looked, "name=\"reason\""));
  CPPUNIT_ASSERT_EQUAL(0, t::times(looked, "name=\"odd\""));

  form.preview.reset();
  form.errors = {{"units_2", "A whole number from 0 to 2, please."}};
  CPPUNIT_ASSERT(t::has(shows(), "<a href=\"#units_2\">A &lt;switch&gt;: A whole number"));
}

}  // namespace
