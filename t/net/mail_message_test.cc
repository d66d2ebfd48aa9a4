#include "net/mail_message.h"

#include <chrono>
#include <string>

#include "t/test.h"

namespace {

using namespace std::string_literals;
using net::MailMessage;
using net::MailRefused;

MailMessage make_message() {
  return {.from = {"orders@shop.example", "Rack & Port Supply"},
          .to = "kim@example.com",
          .reply_to = "support@shop.example",
          .subject = "Your order #1042 – shipped ✓",
          .text = "Total: 1 234,50 €\n",
          .html = "<html>…</html>",
          .date = base::from_unix_seconds(1795361400),
          .message_id = "01JDA7K3.order-1042@shop.example"};
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_mail_is_written_as_the_contract_shows_it) {
  CPPUNIT_ASSERT_EQUAL(
      "Date: Sun, 22 Nov 2026 15:30:00 +0000\r\n"
      "Message-ID: <01JDA7K3.order-1042@shop.example>\r\n"
      "From: \"Rack & Port Supply\" <orders@shop.example>\r\n"
      "To: kim@example.com\r\n"
      "Reply-To: support@shop.example\r\n"
      "Subject: =?utf-8?b?WW91ciBvcmRlciAjMTA0MiDigJMgc2hpcHBlZCDinJM=?=\r\n"
      "Auto-Submitted: auto-generated\r\n"
      "MIME-Version: 1.0\r\n"
      "Content-Type: multipart/alternative; boundary=\"=_b7c1f0e2a94d\"\r\n"
      "\r\n"
      "--=_b7c1f0e2a94d\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n"
      "\r\n"
      "Total: 1 234,50 =E2=82=AC\r\n"
      "--=_b7c1f0e2a94d\r\n"
      "Content-Type: text/html; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n"
      "\r\n"
      "<html>=E2=80=A6</html>\r\n"
      "--=_b7c1f0e2a94d--\r\n"s,
      net::to_wire(make_message(), "=_b7c1f0e2a94d"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_mail_without_html_has_one_part) {
  auto message = make_message();
  message.html.clear();
  const auto wire = net::to_wire(message, "unused");
  CPPUNIT_ASSERT(wire.find("multipart") == std::string::npos);
  CPPUNIT_ASSERT(wire.ends_with(
      "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n\r\nTotal: 1 234,50 =E2=82=AC\r\n"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_long_subject_becomes_words_that_cut_no_character) {
  CPPUNIT_ASSERT_EQUAL(
      "=?utf-8?b?QmVzdGVsbHVuZyBiZXN0w6R0aWd0OiAyw5cgQ2lzY28gQ2F0YWx5?=\r\n"
      " =?utf-8?b?c3QgMjk2MOKAkVggNDjigJFQb3J0IG1pdCBadWJlaMO2ciBmw7xyIFrDvHJp?=\r\n"
      " =?utf-8?b?Y2ggdW5kIEvDtmxu?="s,
      net::header_text("Bestellung bestätigt: 2× Cisco Catalyst 2960‑X 48‑Port mit Zubehör für "
                       "Zürich und Köln",
                       9));
  CPPUNIT_ASSERT_EQUAL("=?utf-8?b?PT91dGYtOD9xP3g/PQ==?="s, net::header_text("=?utf-8?q?x?=", 9));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_long_plain_subject_folds_at_blanks) {
  const std::string word(40, 'w');
  CPPUNIT_ASSERT_EQUAL(word + "\r\n " + word + "\r\n " + word,
                       net::header_text(word + " " + word + " " + word, 9));
  CPPUNIT_ASSERT_EQUAL(""s, net::header_text("", 9));
  const auto endless = net::header_text(std::string(2000, 'w'), 9);
  CPPUNIT_ASSERT(endless.starts_with("=?utf-8?b?"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, quoted_printable_keeps_lines_short_and_line_ends_whole) {
  CPPUNIT_ASSERT_EQUAL("a=3Db =20\r\n=09\r\n.dot\r\nx=00=7F"s,
                       net::quoted_printable("a=b  \n\t\r\n.dot\rx\0\x7f"s));
  CPPUNIT_ASSERT_EQUAL(std::string(76, 'x'), net::quoted_printable(std::string(76, 'x')));
  CPPUNIT_ASSERT_EQUAL(std::string(75, 'x') + "=\r\nxx",
                       net::quoted_printable(std::string(77, 'x')));
  // 25 escapes make 75 columns; the 26th goes to the next line whole.
  const auto escaped = net::quoted_printable(std::string(26, '\xff'));
  CPPUNIT_ASSERT(escaped.ends_with("=FF=\r\n=FF"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{26 * 3 + 3}, escaped.size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, names_are_quoted_or_encoded) {
  auto message = make_message();
  message.from.name = "Smith, \"Kim\" \\";
  CPPUNIT_ASSERT(net::to_wire(message, "b")
                     .find("From: \"Smith, \\\"Kim\\\" \\\\\" <orders@shop.example>\r\n") !=
                 std::string::npos);
  message.from.name = "Zoë";
  CPPUNIT_ASSERT(
      net::to_wire(message, "b").find("From: =?utf-8?b?Wm/Dqw==?= <orders@shop.example>\r\n") !=
      std::string::npos);
  message.from.name = "";
  CPPUNIT_ASSERT(net::to_wire(message, "b").find("From: orders@shop.example\r\n") !=
                 std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_control_character_in_any_header_refuses_the_mail) {
  for (const auto& bad : {"A\r\nBcc: x@y.z"s, "A\nB"s, "A\0B"s, "A\tB"s, "A\x7f"s, "A\xff"s}) {
    auto message = make_message();
    message.from.name = bad;
    CPPUNIT_ASSERT_THROW(net::to_wire(message, "b"), MailRefused);
    message = make_message();
    message.subject = bad;
    CPPUNIT_ASSERT_THROW(net::to_wire(message, "b"), MailRefused);
    message = make_message();
    message.to = bad + "@example.com";
    CPPUNIT_ASSERT_THROW(net::to_wire(message, "b"), MailRefused);
    message = make_message();
    message.message_id = bad + "@example.com";
    CPPUNIT_ASSERT_THROW(net::to_wire(message, "b"), MailRefused);
    message = make_message();
    message.more_headers = {{"X-A", bad}};
    CPPUNIT_ASSERT_THROW(net::to_wire(message, "b"), MailRefused);
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, only_plain_addresses_are_mail_addresses) {
  for (const auto& good : {"kim@example.com"s, "a+b.c_d'e@x-1.example.org"s, "a@localhost"s,
                           "back`tick@example.com"s, std::string(64, 'a') + "@b.c"}) {
    CPPUNIT_ASSERT_MESSAGE(good, net::is_mail_address(good));
  }
  for (const auto& bad : {""s,
                          "a"s,
                          "@b.c"s,
                          "a@"s,
                          "a@b@c"s,
                          "a b@c.d"s,
                          "a@b c"s,
                          "a@-b.c"s,
                          "a@b-.c"s,
                          "a@b..c"s,
                          ".a@b.c"s,
                          "a.@b.c"s,
                          "a..b@c.d"s,
                          "\"a\"@b.c"s,
                          "a@b.c>\r\nRCPT TO:<x@y.z"s,
                          "<a@b.c>"s,
                          "a(b)@c.d"s,
                          "ä@b.c"s,
                          "a@ü.c"s,
                          "a@[127.0.0.1]"s,
                          std::string(65, 'a') + "@b.c",
                          "a@" + std::string(250, 'b') + ".c"}) {
    CPPUNIT_ASSERT_MESSAGE(bad, !net::is_mail_address(bad));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, boundaries_are_random_and_never_in_a_part) {
  CPPUNIT_ASSERT(net::random_boundary() != net::random_boundary());
  CPPUNIT_ASSERT(net::random_boundary().starts_with("=_"));
  CPPUNIT_ASSERT_EQUAL("=3D_"s, net::quoted_printable("=_"));
}

}  // namespace
