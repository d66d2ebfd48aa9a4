#include "views/certificate_view.h"

#include "t/golden.h"

namespace {

tax::Certificate certificate(const char* status) {
  return {base::TaxCertificateId{6},
          base::CustomerId{7},
          "resale",
          status,
          "TX",
          "Acme <Hardware>",
          "2027-12-31",
          std::string_view{status} == "rejected" ? "The number is another firm's." : "",
          t::views_noon()};
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_page_of_certificates_says_how_each_stands_and_why) {
  views::CertificatesView view;
  view.token = "tok.en";
  view.certificates = {certificate("pending"), certificate("rejected")};
  view.typed = {{"state", "TX"}, {"number", "3-2\"0"}};
  view.errors = {{"paper", "This is no PDF."}};
  const auto html = views::certificates_page(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(t::has(html, "Waiting to be looked at"));
  CPPUNIT_ASSERT(t::has(html, "Why: The number is another firm&#39;s."));
  CPPUNIT_ASSERT(t::has(html, "Acme &lt;Hardware&gt;"));
  CPPUNIT_ASSERT(t::has(html, "enctype=\"multipart/form-data\""));
  CPPUNIT_ASSERT(t::has(html, "<option value=\"TX\" selected>Texas</option>"));
  CPPUNIT_ASSERT(t::has(html, "value=\"3-2&quot;0\""));
  CPPUNIT_ASSERT(t::has(html, "id=\"paper-error\">This is no PDF."));
  CPPUNIT_ASSERT(t::has(html, "<title>Error: "));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "name=\"csrf\" value=\"tok.en\""));

  const auto none = views::certificates_page(t::templates(), t::layout(), {.token = "tok.en"});
  CPPUNIT_ASSERT(t::has(none, "None yet."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_mail_about_a_certificate_says_what_was_decided) {
  const views::MailFrame frame{"https://shop.example", "Rack & Port", "1 Rack Road"};
  const auto good = views::certificate_mail(t::templates(), frame, certificate("approved"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Your exemption certificate is approved"}, good.subject);
  CPPUNIT_ASSERT(t::has(good.html, "until 2027-12-31"));
  CPPUNIT_ASSERT(t::has(good.text, "https://shop.example/account/certificates"));

  const auto bad = views::certificate_mail(t::templates(), frame, certificate("rejected"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Your exemption certificate was not accepted"}, bad.subject);
  CPPUNIT_ASSERT(t::has(bad.text, "Why: The number is another firm's."));
  CPPUNIT_ASSERT(t::has(bad.html, "Acme &lt;Hardware&gt;"));
  CPPUNIT_ASSERT(!t::has(bad.html, "without sales tax"));
}

}  // namespace
