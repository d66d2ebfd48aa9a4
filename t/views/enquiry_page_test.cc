#include "t/golden.h"
#include "views/enquiry_view.h"

namespace {

std::string page(const views::EnquiryView& view) {
  return views::enquiry_page(t::templates(), t::layout(), view);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_question_about_goods_names_them_and_needs_no_message) {
  views::EnquiryView view;
  CPPUNIT_ASSERT(t::has(page(view), "<h1>Contact us</h1>"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(page(view), "name=\"units\""));

  view.goods = {{"A switch", "/p/x", 1}};
  view.sku = "C24";
  CPPUNIT_ASSERT(t::has(page(view), "<h1>Ask for a quote</h1>"));
  CPPUNIT_ASSERT(t::has(page(view), "1 unit: <a href=\"/p/x\">A switch</a>"));
  CPPUNIT_ASSERT(t::has(page(view), "name=\"sku\" value=\"C24\""));

  view.sku.clear();
  view.of_cart = true;
  CPPUNIT_ASSERT(t::has(page(view), "name=\"cart\" value=\"yes\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_refused_question_keeps_what_was_typed) {
  views::EnquiryView view;
  view.typed = {{"email", "kim"}, {"message", "<b>deep?</b>"}};
  view.errors = {{"email", "This is no mail address."}};

  CPPUNIT_ASSERT(t::has(page(view), "&lt;b&gt;deep?&lt;/b&gt;</textarea>"));
  CPPUNIT_ASSERT(t::has(page(view), "<a href=\"#email\">E-mail: This is no mail address.</a>"));
  CPPUNIT_ASSERT(t::has(page(view), "<title>Error: Contact"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, staff_read_who_asks_what) {
  const order::Enquiry enquiry{order::EnquiryId{7}, "kim@shop.test", "Kim", "Acme",
                               "Deep & wide?",      t::views_noon()};
  const auto letter = views::staff_enquiry_mail(
      t::templates(), {"https://shop.example", "GigDataServ", "1 Main St"}, enquiry,
      {{"OPT", "An optic", 40}});

  CPPUNIT_ASSERT_EQUAL(std::string{"Enquiry 7 wants an answer"}, letter.subject);
  CPPUNIT_ASSERT(t::has(letter.text, "40 x OPT  An optic"));
  CPPUNIT_ASSERT(t::has(letter.text, "Deep & wide?"));
  CPPUNIT_ASSERT(t::has(letter.html, "Deep &amp; wide?"));
}

}  // namespace
