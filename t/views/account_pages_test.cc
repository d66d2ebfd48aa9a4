#include "t/golden.h"
#include "views/account_mail_view.h"
#include "views/account_view.h"

namespace {

views::AccountView kims() {
  views::AccountView view;
  view.name = "Kim Lee";
  view.email = "kim@example.com";
  view.token = "tok.en";
  view.orders = {{"10042", t::views_noon(), "Placed", base::Money::cents(100553)}};
  view.credit = base::Money::cents(2500);
  view.addresses = {{base::AddressId{7},
                     "warehouse",
                     {"Kim Lee", "500 W 2nd St", "Austin, TX 78701"},
                     true,
                     false}};
  view.devices = {{base::SessionId{3}, "Firefox on Windows", "192.0.2.7", t::views_noon(), true},
                  {base::SessionId{4}, "Safari on iPhone", "192.0.2.8", t::views_noon(), false}};
  view.attempts = {{t::views_noon(), "Wrong password", "A browser, 192.0.2.9"}};
  return view;
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_account_shows_orders_addresses_credit_and_sessions) {
  const auto html = views::account_page(t::templates(), t::layout(), kims());

  CPPUNIT_ASSERT(t::has(html, "href=\"/account/orders/10042\""));
  CPPUNIT_ASSERT(t::has(html, "$1,005.53"));
  CPPUNIT_ASSERT(t::has(html, "$25.00"));
  CPPUNIT_ASSERT(t::has(html, "href=\"/account/address?id=7\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "action=\"/account/devices/end\""));
  CPPUNIT_ASSERT(t::has(html, "name=\"id\" value=\"4\""));
  CPPUNIT_ASSERT_EQUAL(t::times(html, "method=\"post\""),
                       t::times(html, "name=\"csrf\" value=\"tok.en\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_account_without_anything_says_what_will_stand_there) {
  views::AccountView view;
  view.email = "kim@example.com";
  const auto html = views::account_page(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(t::has(html, "None yet. Orders that you placed"));
  CPPUNIT_ASSERT(t::has(html, "None yet. An address that is kept"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_an_account_holds_is_text) {
  auto view = kims();
  view.name = view.addresses[0].label = view.devices[1].name = "\"><script>alert(1)</script>";

  CPPUNIT_ASSERT_EQUAL(
      0, t::times(views::account_page(t::templates(), t::layout(), view), "<script>alert"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_form_of_an_account_never_shows_a_password_again) {
  views::FormPage form;
  form.title = "Sign in";
  form.action = "/account/sign-in";
  form.button = "Sign in";
  form.fields = {{"password", "Password", "password", "current-password", "", 128, true}};
  form.typed = {{"password", "five words in a row"}};
  form.errors = {{"password", "Wrong."}};
  const auto html = views::form_page(t::templates(), t::layout(), form);

  CPPUNIT_ASSERT(!t::has(html, "five words"));
  CPPUNIT_ASSERT(t::has(html, "href=\"#password\">Password: Wrong."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_address_form_keeps_what_was_typed) {
  views::AccountAddressForm form{base::AddressId{7}, "tok.en"};
  form.typed = {{"name", "Kim"}, {"state", "tx"}, {"label", "dock"}};
  const auto html = views::account_address(t::templates(), t::layout(), form);

  CPPUNIT_ASSERT(t::has(html, "name=\"id\" value=\"7\""));
  CPPUNIT_ASSERT(t::has(html, "value=\"TX\" selected"));
  CPPUNIT_ASSERT(t::has(html, "value=\"dock\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, browsers_are_told_apart_by_what_they_say) {
  CPPUNIT_ASSERT_EQUAL(
      std::string{"Firefox on Windows"},
      views::agent_text(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"Edge on Windows"},
      views::agent_text("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like "
                        "Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Safari on iPhone"},
                       views::agent_text("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) "
                                         "Version/19.0 Mobile/15E148 Safari/604.1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"A browser"}, views::agent_text("curl/8.0"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, mails_about_accounts_hold_the_link_and_no_whole_new_address) {
  using identity::LinkKind;
  const views::MailFrame frame{"https://shop.example", "Rack & Port", "1 Rack Road"};
  for (const auto kind : {LinkKind::NewAccount, LinkKind::AccountThere, LinkKind::NewPassword,
                          LinkKind::NoAccount, LinkKind::NewEmail}) {
    const auto letter = views::account_link_mail(
        t::templates(), frame, {kind, "kim@example.com", base::Secret{"TOKEN"}, t::views_noon()});
    const std::string path =
        kind == LinkKind::NewEmail ? "/account/email/confirm" : "/account/reset";
    for (const auto& part : {letter.text, letter.html})
      CPPUNIT_ASSERT(t::has(part, ("https://shop.example" + path + "?t=TOKEN").c_str()));
    CPPUNIT_ASSERT(t::has(letter.text, "until Nov 22, 2026, 18:00 UTC"));
  }
  using What = views::AccountNewsMail::What;
  for (const auto what : {What::Password, What::EmailAsked, What::Email, What::Recovery,
                          What::Browser, What::CodeAgain}) {
    const auto letter = views::account_news_mail(t::templates(), frame, {what, "lee@example.com"});
    CPPUNIT_ASSERT(t::has(letter.text, "l***@example.com"));
    CPPUNIT_ASSERT(!t::has(letter.html, "lee@example.com"));
    CPPUNIT_ASSERT(t::has(letter.text, "https://shop.example/account/forgotten"));
  }
  const auto staff = views::account_news_mail(t::templates(), frame,
                                              {What::Browser, "", identity::Audience::Staff});
  for (const auto& part : {staff.text, staff.html})
    CPPUNIT_ASSERT(t::has(part, "https://shop.example/admin/forgotten"));
}

}  // namespace
