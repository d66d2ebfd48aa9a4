#include "net/mailer.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "t/loopback.h"
#include "t/smtp_server.h"
#include "t/test.h"

namespace {

using namespace std::string_literals;
using Kind = net::Delivery::Kind;
using t::Smtp;

net::MailMessage make_message(std::string to = "kim@example.com") {
  return {.from = {"orders@shop.example", "Shop"},
          .to = std::move(to),
          .reply_to = "",
          .subject = "Hello",
          .text = ".dot\r\nplain",
          .html = "",
          .date = base::from_unix_seconds(1795361400),
          .message_id = "1@shop.example"};
}

net::MailerOptions options_for(const t::LoopbackServer& server) {
  net::MailerOptions options;
  options.host = "localhost";
  options.port = server.port();
  options.tls = base::SmtpTls::None;
  options.helo = "shop.example";
  options.reply = std::chrono::milliseconds{2000};
  options.after_dot = std::chrono::milliseconds{2000};
  return options;
}

constexpr const char* kFrom = "bounces+1@shop.example";

CPPUNIT_TEST_FIXTURE(t::Plain, a_mail_is_handed_over_command_by_command) {
  Smtp smtp;
  {
    t::LoopbackServer server{std::ref(smtp)};
    net::Mailer mailer{options_for(server)};
    CPPUNIT_ASSERT(Kind::Sent == mailer.send(make_message(), kFrom).kind);
  }
  const std::vector<std::string> expected{"EHLO shop.example", "MAIL FROM:<bounces+1@shop.example>",
                                          "RCPT TO:<kim@example.com>", "DATA", "QUIT"};
  CPPUNIT_ASSERT(expected == smtp.commands);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, smtp.messages.size());
  CPPUNIT_ASSERT(smtp.messages.at(0).ends_with("\r\n\r\n..dot\r\nplain\r\n.\r\n"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, one_connection_serves_many_mails_and_survives_a_refusal) {
  Smtp smtp;
  {
    t::LoopbackServer server{std::ref(smtp)};
    net::Mailer mailer{options_for(server)};
    CPPUNIT_ASSERT(Kind::Sent == mailer.send(make_message(), kFrom).kind);
    smtp.answers["RCPT"] = "550 5.1.1 <kim@example.com> is no user";
    const auto refused = mailer.send(make_message(), kFrom);
    CPPUNIT_ASSERT(Kind::BadAddress == refused.kind);
    CPPUNIT_ASSERT_EQUAL("RCPT TO: 550 5.1.1 (address) is no user"s, refused.detail);
    CPPUNIT_ASSERT_EQUAL(550, refused.code);
    smtp.answers.clear();
    CPPUNIT_ASSERT(Kind::Sent == mailer.send(make_message(), kFrom).kind);
    CPPUNIT_ASSERT_EQUAL(1, server.connections());
  }
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, smtp.messages.size());
  CPPUNIT_ASSERT_EQUAL("RSET"s, smtp.commands.at(6));
}

CPPUNIT_TEST_FIXTURE(t::Plain, fifty_mails_are_enough_for_a_connection) {
  Smtp smtp;
  t::LoopbackServer server{std::ref(smtp)};
  {
    net::Mailer mailer{options_for(server)};
    for (int i = 0; i < 51; ++i) {
      CPPUNIT_ASSERT(Kind::Sent == mailer.send(make_message(), kFrom).kind);
    }
  }
  CPPUNIT_ASSERT_EQUAL(2, server.connections());
}

// The outcome when the server answers `word` with `reply`.
Kind outcome(const std::string& word, const std::string& reply) {
  Smtp smtp;
  smtp.answers[word] = reply;
  t::LoopbackServer server{std::ref(smtp)};
  auto options = options_for(server);
  options.user = "shop";
  options.password = base::Secret{"pass"};
  return net::Mailer{options}.send(make_message(), kFrom).kind;
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_class_of_the_reply_decides) {
  CPPUNIT_ASSERT(Kind::Later == outcome("RCPT", "451 4.3.0 try later"));
  CPPUNIT_ASSERT(Kind::Later == outcome("EHLO", "421 busy"));
  CPPUNIT_ASSERT(Kind::Later == outcome(".", "452 full"));
  CPPUNIT_ASSERT(Kind::BadAddress == outcome("RCPT", "551 not here"));
  CPPUNIT_ASSERT(Kind::BadAddress == outcome("RCPT", "553 bad mailbox"));
  CPPUNIT_ASSERT(Kind::BadContent == outcome("RCPT", "552 too large"));
  CPPUNIT_ASSERT(Kind::BadContent == outcome("RCPT", "550 5.7.1 policy"));
  CPPUNIT_ASSERT(Kind::BadContent == outcome(".", "554 looks like spam"));
  CPPUNIT_ASSERT(Kind::BadContent == outcome("DATA", "550 no"));
  CPPUNIT_ASSERT(Kind::Alarm == outcome("AUTH", "535 no"));
  CPPUNIT_ASSERT(Kind::Alarm == outcome("MAIL", "550 not your sender"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_server_that_hangs_up_after_the_dot_is_asked_later_not_at_once) {
  Smtp smtp;
  smtp.hang_up_after = 2;
  t::LoopbackServer server{std::ref(smtp)};
  net::Mailer mailer{options_for(server)};
  CPPUNIT_ASSERT(Kind::Sent == mailer.send(make_message(), kFrom).kind);

  CPPUNIT_ASSERT(Kind::Later == mailer.send(make_message(), kFrom).kind);

  CPPUNIT_ASSERT_EQUAL(1, server.connections());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_kept_connection_that_died_idle_is_replaced) {
  t::LoopbackServer server{[](t::Peer& peer) {
    peer.write("220 ready\r\n");
    peer.read_to("\r\n");
    peer.write("250 mx\r\n");
    for (const auto* reply : {"250 ok\r\n", "250 ok\r\n", "354 go\r\n"}) {
      peer.read_to("\r\n");
      peer.write(reply);
    }
    peer.read_to("\r\n.\r\n");
    peer.write("250 taken\r\n");
  }};
  net::Mailer mailer{options_for(server)};

  CPPUNIT_ASSERT(Kind::Sent == mailer.send(make_message(), kFrom).kind);
  CPPUNIT_ASSERT(Kind::Sent == mailer.send(make_message(), kFrom).kind);

  CPPUNIT_ASSERT_EQUAL(2, server.connections());
}

CPPUNIT_TEST_FIXTURE(t::Plain, nobody_listening_means_later) {
  std::optional<net::MailerOptions> options;
  {
    options = options_for(t::LoopbackServer{[](t::Peer&) {}});
  }
  CPPUNIT_ASSERT(Kind::Later == net::Mailer{*options}.send(make_message(), kFrom).kind);
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_address_that_smuggles_commands_sends_nothing) {
  Smtp smtp;
  t::LoopbackServer server{std::ref(smtp)};
  net::Mailer mailer{options_for(server)};

  CPPUNIT_ASSERT(Kind::BadAddress ==
                 mailer.send(make_message("a@b.c>\r\nRCPT TO:<x@y.z"), kFrom).kind);
  CPPUNIT_ASSERT(Kind::Alarm == mailer.send(make_message(), "a@b.c>\r\nDATA").kind);
  auto message = make_message();
  message.subject = "A\r\nBcc: x@y.z";
  CPPUNIT_ASSERT(Kind::BadContent == mailer.send(message, kFrom).kind);

  CPPUNIT_ASSERT_EQUAL(0, server.connections());
}

CPPUNIT_TEST_FIXTURE(t::Plain, login_and_mail_go_over_tls_after_starttls) {
  Smtp smtp;
  smtp.capabilities = "250-mx\r\n250 STARTTLS\r\n";
  smtp.tls_host = "localhost";
  {
    t::LoopbackServer server{std::ref(smtp)};
    auto options = options_for(server);
    options.tls = base::SmtpTls::StartTls;
    options.ca_file = t::certificate_for("localhost").certificate_file;
    options.user = "shop";
    options.password = base::Secret{"pass"};
    net::Mailer mailer{options};
    CPPUNIT_ASSERT(Kind::Sent == mailer.send(make_message(), kFrom).kind);
  }
  CPPUNIT_ASSERT_EQUAL("STARTTLS"s, smtp.commands.at(1));
  CPPUNIT_ASSERT_EQUAL("EHLO shop.example"s, smtp.commands.at(2));
  CPPUNIT_ASSERT_EQUAL("AUTH PLAIN AHNob3AAcGFzcw=="s, smtp.commands.at(3));
}

CPPUNIT_TEST_FIXTURE(t::Plain, no_starttls_or_a_wrong_certificate_is_an_alarm_and_sends_nothing) {
  Smtp smtp;
  t::LoopbackServer server{std::ref(smtp)};
  auto options = options_for(server);
  options.tls = base::SmtpTls::StartTls;
  CPPUNIT_ASSERT(Kind::Alarm == net::Mailer{options}.send(make_message(), kFrom).kind);

  smtp.capabilities = "250 STARTTLS\r\n";
  smtp.tls_host = "mail.example.com";
  options.ca_file = t::certificate_for("mail.example.com").certificate_file;
  CPPUNIT_ASSERT(Kind::Alarm == net::Mailer{options}.send(make_message(), kFrom).kind);

  options.tls = base::SmtpTls::None;
  options.host = "192.0.2.1";
  CPPUNIT_ASSERT(Kind::Alarm == net::Mailer{options}.send(make_message(), kFrom).kind);
  CPPUNIT_ASSERT(smtp.messages.empty());
}

CPPUNIT_TEST_FIXTURE(t::Plain, dots_are_stuffed_and_bare_line_ends_made_whole) {
  CPPUNIT_ASSERT_EQUAL("..\r\na.\r\n..b\r\n\r\n...\r\n"s, net::dot_stuffed(".\na.\r.b\r\n\r\n.."));
  CPPUNIT_ASSERT_EQUAL(""s, net::dot_stuffed(""));
}

}  // namespace
