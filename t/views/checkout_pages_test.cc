#include "t/golden.h"
#include "views/checkout_view.h"
#include "views/order_view.h"

namespace {

std::chrono::sys_days day(unsigned of_december) {
  return std::chrono::sys_days{std::chrono::year{2026} / 12 / std::chrono::day{of_december}};
}

constexpr const char* kHostile = "\"><script>alert(1)</script>";

CPPUNIT_TEST_FIXTURE(t::Plain, the_contact_form_takes_what_its_handler_takes) {
  const auto html = views::checkout_contact(t::templates(), t::layout(), {});

  for (const auto* name : {"name", "company", "line1", "line2", "city"}) {
    const auto from = html.find("<input id=\"" + std::string{name} + "\"");
    const auto field = html.substr(from, html.find('>', from) - from);
    CPPUNIT_ASSERT_MESSAGE(field, t::has(field, "maxlength=\"60\""));
  }
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "maxlength=\"100\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "maxlength=\"254\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_summary_of_errors_names_the_fields) {
  views::ContactView view;
  view.errors = {{"email", "Please fill this in."}, {"zip", "Please fill this in."}};

  const auto html = views::checkout_contact(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<a href=\"#email\">E-mail: Please fill this in.</a>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<a href=\"#zip\">ZIP code: Please fill this in.</a>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "tabindex=\"-1\" autofocus data-focus"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_error_of_the_shipping_step_leads_to_a_control) {
  views::ShippingView view;
  view.options = {{"ground", "Ground", day(1), day(3), base::Money::cents(1900)},
                  {"overnight", "Overnight", day(1), day(1), base::Money::cents(9900)}};
  view.errors = {{"shipping_method", "Choose one of the ways to ship."}};

  const auto html = views::checkout_shipping(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<a href=\"#shipping_method\">"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<input type=\"radio\" id=\"shipping_method\" name="));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "id=\"shipping_method\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<fieldset aria-describedby=\"shipping_method-error\">"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html,
                                   "<p class=\"wrong\" id=\"shipping_method-error\">Choose "
                                   "one of the ways to ship.</p>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_contact_form_keeps_what_was_typed_and_says_what_is_wrong) {
  views::ContactView view;
  view.typed = {{"email", kHostile}, {"name", "Kim Doe"}, {"state", "tx"}};
  view.errors = {{"email", "This is no mail address."}, {"", "We cannot ship there."}};
  view.summary = t::summary();

  const auto html = views::checkout_contact(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "<script>alert"));
  CPPUNIT_ASSERT(t::has(html, "value=\"&quot;&gt;&lt;script&gt;"));
  CPPUNIT_ASSERT(t::has(html, "value=\"Kim Doe\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<option value=\"TX\" selected>Texas</option>"));
  CPPUNIT_ASSERT_EQUAL(1,
                       t::times(html, "<a href=\"#email\">E-mail: This is no mail address.</a>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<li>We cannot ship there.</li>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "aria-invalid=\"true\""));
  CPPUNIT_ASSERT(t::has(html, "<title>Error: checkout, address | GigDataServ</title>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_contact_form_asks_for_these_fields_and_sells_to_51_places) {
  views::ContactView view;

  const auto html = views::checkout_contact(t::templates(), t::layout(), view);

  for (const auto* name :
       {"email", "name", "company", "line1", "line2", "city", "state", "zip", "phone"})
    CPPUNIT_ASSERT_EQUAL(1, t::times(html, std::string{" name=\""} + name + "\""));
  CPPUNIT_ASSERT_EQUAL(52, t::times(html, "<option "));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, ">Continue</button>"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "id=\"errors\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_shipping_page_offers_dates_and_prices) {
  views::ShippingView view;
  view.options = {{"ground", "Ground", day(1), day(3), base::Money::cents(2995)},
                  {"overnight", "Overnight", day(1), day(1), base::Money::cents(11980)}};

  const auto first = views::checkout_shipping(t::templates(), t::layout(), view);
  view.chosen = "overnight";
  const auto second = views::checkout_shipping(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(t::has(first, "Tue, Dec 1 – Thu, Dec 3<"));
  CPPUNIT_ASSERT(t::has(first, "Tue, Dec 1<"));
  CPPUNIT_ASSERT(t::has(first, "value=\"ground\" checked"));
  CPPUNIT_ASSERT(t::has(second, "value=\"overnight\" checked"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(second, "checked"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_cart_that_no_one_ships_has_no_continue) {
  const auto html = views::checkout_shipping(t::templates(), t::layout(), {});

  CPPUNIT_ASSERT(t::has(html, "We price this delivery by hand"));
  CPPUNIT_ASSERT(t::has(html, "action=\"/checkout/shipping/ask\""));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "Continue"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_review_states_the_total_that_the_shopper_agrees_to) {
  const auto html = views::checkout_review(t::templates(), t::layout(), t::review());

  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "name=\"expected_total\" value=\"67867\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "Place order and pay "));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<tr class=\"total\">"));
  CPPUNIT_ASSERT(t::has(html, "<td class=\"num\">$678.67</td>"));
  CPPUNIT_ASSERT(t::has(html, "Sales tax</th><td class=\"num\">$51.72</td>"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "notice"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_changed_price_is_shown_old_and_new_and_can_be_agreed_to) {
  auto view = t::review();
  view.notice = views::ReviewNotice::TotalChanged;
  view.changes = {{"Catalyst 3850", "$279.00", "$289.00", std::nullopt, 0}};

  const auto html = views::checkout_review(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(t::has(html, "The total has changed"));
  CPPUNIT_ASSERT(t::has(html, "Catalyst 3850: <del>$279.00</del> → <ins>$289.00</ins>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "name=\"expected_total\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_order_that_lacks_units_cannot_be_placed_before_it_is_mended) {
  auto view = t::review();
  view.changes = {{"Catalyst 3850", "3 units", "1 unit", 11, 1},
                  {"SFP-10G-SR", "1 unit", "none", 12, 0}};

  const auto html = views::checkout_review(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "expected_total"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "action=\"/cart/update\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "action=\"/cart/remove\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, ">Change it to 1 unit</button>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, ">Remove it from the cart</button>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_review_has_a_notice_of_its_own_for_each_reason) {
  using views::ReviewNotice;
  auto view = t::review();
  const std::vector<std::pair<ReviewNotice, std::string>> titles = {
      {ReviewNotice::TotalChanged, "The total has changed"},
      {ReviewNotice::LookAgain, "Please look at your order once more"},
      {ReviewNotice::SoldOut, "There is less in stock than you order"},
      {ReviewNotice::NotForSale, "Something is no longer for sale"},
      {ReviewNotice::TooSmall, "The total is too small for a card"}};
  for (const auto& [notice, title] : titles) {
    view.notice = notice;
    const auto html = views::checkout_review(t::templates(), t::layout(), view);
    for (const auto& [other, words] : titles)
      CPPUNIT_ASSERT_EQUAL(other == notice ? 1 : 0, t::times(html, words));
    CPPUNIT_ASSERT_EQUAL(notice == ReviewNotice::TooSmall ? 0 : 1,
                         t::times(html, "name=\"expected_total\""));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, nobody_is_asked_to_agree_where_there_is_no_button) {
  auto view = t::review();
  view.notice = views::ReviewNotice::SoldOut;
  view.changes = {{"Catalyst 3850", "3 units", "1 unit", 11, 1}};
  const auto html = views::checkout_review(t::templates(), t::layout(), view);
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "if you agree"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "The total has changed"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_trying_again_does_not_help_promises_nothing) {
  views::ProblemView view{views::CheckoutProblem::TooLarge, "/cart", "4f2a9c0d"};
  const auto large = views::checkout_problem(t::templates(), t::layout(), view);
  view.problem = views::CheckoutProblem::Refused;
  const auto refused = views::checkout_problem(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(t::has(large, "This order is too large for one card payment"));
  CPPUNIT_ASSERT(t::has(large, "$999,999.99"));
  CPPUNIT_ASSERT(t::has(refused, "We cannot open a payment page for this order"));
  for (const auto& html : {large, refused}) {
    CPPUNIT_ASSERT_EQUAL(0, t::times(html, "a minute"));
    CPPUNIT_ASSERT_EQUAL(0, t::times(html, "Try again"));
    CPPUNIT_ASSERT(t::has(html, "nothing was charged"));
    CPPUNIT_ASSERT(t::has(html, "4f2a9c0d"));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_service_that_is_away_leaves_the_cart_and_a_way_to_try_again) {
  views::ProblemView view{views::CheckoutProblem::TaxUnavailable, "/checkout/review", "4f2a9c0d"};
  const auto tax = views::checkout_problem(t::templates(), t::layout(), view);
  view.problem = views::CheckoutProblem::PaymentUnavailable;
  const auto payment = views::checkout_problem(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(t::has(tax, "We cannot work out the sales tax right now"));
  CPPUNIT_ASSERT(t::has(payment, "The payment page does not open right now"));
  for (const auto& html : {tax, payment}) {
    CPPUNIT_ASSERT(t::has(html, "nothing was charged"));
    CPPUNIT_ASSERT(t::has(html, "href=\"/checkout/review\">Try again</a>"));
    CPPUNIT_ASSERT(t::has(html, "4f2a9c0d"));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, only_the_page_that_waits_asks_again_by_itself) {
  views::WaitingView view;
  view.again_path = "/checkout/done?session_id=cs_1";
  const auto confirming = views::checkout_waiting(t::templates(), t::layout(), view);
  view.state = views::WaitState::Open;
  const auto open = views::checkout_waiting(t::templates(), t::layout(), view);
  view.state = views::WaitState::Expired;
  const auto expired = views::checkout_waiting(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT_EQUAL(1, t::times(confirming, "http-equiv=\"refresh\""));
  CPPUNIT_ASSERT(t::has(confirming, "href=\"/checkout/done?session_id=cs_1\""));
  CPPUNIT_ASSERT_EQUAL(0, t::times(open + expired, "http-equiv=\"refresh\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(open, ">Resume payment</button>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(open, ">Cancel and edit</button>"));
  CPPUNIT_ASSERT(t::has(expired, "Nothing was charged"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_confirmation_tells_a_placed_order_from_one_that_is_checked) {
  views::DoneView view;
  view.number = "10001";
  view.order_path = "/orders/10001?t=abc";
  view.email = "kim@example.org";
  view.summary = t::review().summary;
  const auto placed = views::checkout_done(t::templates(), t::layout(), view);
  view.being_checked = true;
  const auto checked = views::checkout_done(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(t::has(placed, "Your order is placed"));
  CPPUNIT_ASSERT(t::has(checked, "We have your payment and are checking the order"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(checked, "is placed"));
  for (const auto& html : {placed, checked}) {
    CPPUNIT_ASSERT_EQUAL(1, t::times(html, "href=\"/orders/10001?t=abc\""));
    CPPUNIT_ASSERT(t::has(html, "data-cart-units=\"0\""));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, each_state_of_an_order_has_words_of_its_own) {
  auto view = t::order();
  std::vector<std::string> seen;
  for (const auto state :
       {order::State::AwaitingPayment, order::State::Placed, order::State::PartlyShipped,
        order::State::Shipped, order::State::Delivered, order::State::NeedsAttention,
        order::State::Cancelled, order::State::Expired}) {
    view.state = state;
    const auto html = views::order_page(t::templates(), t::layout(), view);
    const auto at = html.find("id=\"state-title\">");
    seen.push_back(html.substr(at, html.find('<', at) - at));
    CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(seen.begin(), seen.end(), seen.back()));
  }
  CPPUNIT_ASSERT_EQUAL(std::size_t{8}, seen.size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_history_of_an_order_leaves_out_notes_and_names) {
  const auto at = t::views_noon();
  const order::Entry placed{at, "moved", "placed", "stripe", "evt_1", ""};
  const order::Entry note{at, "note", "", "gdsctl root", "rang the shopper", std::nullopt};
  const order::Entry shipped{at, "shipped", "", "gdsctl root", "parcel 7: UPS 1Z9", "UPS 1Z9"};
  const order::Entry said{at, "comment", "", "gdsctl root", "In two days.", "In two days."};

  std::string shown;
  for (const auto& step : views::order_steps({placed, note, shipped, said}))
    shown += step.what + " (" + step.detail + ") ";

  CPPUNIT_ASSERT_EQUAL(
      std::string{"Placed () Parcel shipped (UPS 1Z9) A word from us (In two days.) "}, shown);
}

CPPUNIT_TEST_FIXTURE(t::Plain, m4_a_line_costs_what_was_summed_not_units_times_price) {
  auto view = t::order();
  auto& line = view.summary.lines.front();
  line.units = 3;
  line.unit_price = base::Money::cents(3333);
  line.total = base::Money::cents(10000);

  const auto html = views::order_page(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(t::has(html, "$100.00"));
  CPPUNIT_ASSERT(!t::has(html, "$99.99"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_address_has_no_empty_line) {
  order::Address address{"Kim Doe", "", "1100 Congress Ave", "", "Austin", "TX", "78701", ""};

  const auto lines = views::address_lines(address);

  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, lines.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"Austin, TX 78701"}, lines.back());
}

}  // namespace
