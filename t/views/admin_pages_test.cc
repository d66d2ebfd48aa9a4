#include "views/admin_view.h"

#include "t/golden.h"

namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, the_second_step_shows_the_seed_to_who_has_no_authenticator_alone) {
  views::SecondStepView view;
  view.token = "tok.en";
  view.enrol = {"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "otpauth://totp/x"};
  const auto enrol = views::second_step(t::templates(), t::layout(), view);
  CPPUNIT_ASSERT(t::has(enrol, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
  CPPUNIT_ASSERT(t::has(enrol, "<svg class=\"qr\""));

  view.enrol.reset();
  view.error = "This code is not right.";
  const auto ask = views::second_step(t::templates(), t::layout(), view);
  CPPUNIT_ASSERT(!t::has(ask, "<svg class=\"qr\""));
  CPPUNIT_ASSERT(t::has(ask, "id=\"code-error\">This code is not right."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_qr_code_has_its_finders_and_a_margin) {
  const auto code = views::qr_code("otpauth://totp/x");

  // Version 1 or 2 is 21 or 25 modules wide, with four of light on each side.
  CPPUNIT_ASSERT(code.size == 29 || code.size == 33);
  CPPUNIT_ASSERT(code.path.starts_with("M4 4h1v1h-1zM5 4h1v1h-1z"));
  CPPUNIT_ASSERT(code.path.find("M3 ") == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, recovery_codes_are_listed) {
  const auto html = views::recovery_page(t::templates(), t::layout(),
                                         {"AAAA-BBBB-CCCC-DDDD", "EEEE-FFFF-GGGG-HHHH"}, "/admin");
  CPPUNIT_ASSERT(t::has(html, "<li class=\"mpn\">EEEE-FFFF-GGGG-HHHH</li>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_landing_page_of_staff_says_what_they_may_do) {
  views::AdminHomeView view;
  view.name = "The <Boss>";
  view.desk = {"tok.en", {{"/admin", "Home"}, {"/admin/keys", "Keys"}}, "/admin"};
  view.may = {{"refunds.grant", "grant refunds"}};
  view.recovery_codes = 9;
  view.code_was_wrong = true;
  view.devices = {{base::SessionId{3}, "Firefox on Linux", "192.0.2.7", t::views_noon(), true},
                  {base::SessionId{4}, "A browser", "192.0.2.8", t::views_noon(), false}};
  view.attempts = {{t::views_noon(), views::attempt_text("locked"), "A browser, 192.0.2.9"}};
  const auto html = views::admin_home(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(t::has(html, "grant refunds <span class=\"hint mpn\">refunds.grant"));
  CPPUNIT_ASSERT(t::has(html, "<a href=\"/admin\" aria-current=\"page\">Home</a>"));
  CPPUNIT_ASSERT(t::has(html, "<a href=\"/admin/keys\" >Keys</a>"));
  CPPUNIT_ASSERT(t::has(html, "9 left."));
  CPPUNIT_ASSERT(t::has(html, "Too many tries"));
  CPPUNIT_ASSERT(t::has(html, "The &lt;Boss&gt;"));
  CPPUNIT_ASSERT_EQUAL(t::times(html, "method=\"post\""),
                       t::times(html, "name=\"csrf\" value=\"tok.en\""));
  view.may.clear();
  view.code_was_wrong = false;
  CPPUNIT_ASSERT(t::has(views::admin_home(t::templates(), t::layout(), view), "Nothing yet."));
}

}  // namespace
