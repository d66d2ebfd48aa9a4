#include "mail.h"

#include "t/test.h"

namespace fakes {
namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, mail_parts_and_headers_are_decoded) {
  const auto mail = read_mail(
      "From: \"Rack & Port\" <orders@shop.example>\r\n"
      "Subject: =?utf-8?b?WW91ciBvcmRlciAjMTA0MiDigJMgc2hpcHBlZCDinJM=?=\r\n"
      "Content-Type: multipart/alternative; boundary=\"=_b7\"\r\n"
      "\r\n"
      "--=_b7\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n"
      "\r\n"
      "Total: 1 234,50 =E2=82=AC and a =\r\nsoft break\r\n"
      "--=_b7\r\n"
      "Content-Type: text/html; charset=utf-8\r\n"
      "Content-Transfer-Encoding: base64\r\n"
      "\r\n"
      "PGI+4oKs\r\nPC9iPg==\r\n"
      "--=_b7--\r\n");

  CPPUNIT_ASSERT_EQUAL(std::string{"Your order #1042 – shipped ✓"}, mail.header("subject"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Total: 1 234,50 € and a soft break"}, mail.text);
  CPPUNIT_ASSERT_EQUAL(std::string{"<b>€</b>"}, mail.html);
}

CPPUNIT_TEST_FIXTURE(t::Plain, mail_folded_encoded_words_join_without_a_blank) {
  const auto mail = read_mail(
      "Subject: =?utf-8?b?QmVzdGVsbHVuZyBiZXN0w6R0aWd0OiAyw5cgQ2lzY28gQ2F0YWx5?=\r\n"
      " =?utf-8?b?c3QgMjk2MOKAkVggNDjigJFQb3J0IG1pdCBadWJlaMO2ciBmw7xyIFrDvHJp?=\r\n"
      " =?utf-8?b?Y2ggdW5kIEvDtmxu?= =?utf-8?q?_=E2=9C=93?= plain\r\n\r\n");

  CPPUNIT_ASSERT_EQUAL(std::string{"Bestellung bestätigt: 2× Cisco Catalyst 2960‑X 48‑Port mit "
                                   "Zubehör für Zürich und Köln ✓ plain"},
                       mail.header("Subject"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, mail_without_parts_is_its_text) {
  const auto mail = read_mail("Subject: x\r\n\r\nline\r\n");

  CPPUNIT_ASSERT_EQUAL(std::string{"line\r\n"}, mail.text);
  CPPUNIT_ASSERT_EQUAL(std::string{}, mail.html);
}

}  // namespace
}  // namespace fakes
